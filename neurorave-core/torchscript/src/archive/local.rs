//! Local headers: where an entry's data begin, and that no two entries share bytes.

use super::bytes::{Bytes, u16_in, u32_in};
use super::directory::{Directory, ENCRYPTED, Entry};
use super::error::{Error, Problem};

const LOCAL: u32 = 0x0403_4b50;
const LOCAL_LEN: u64 = 30;

/// Finds the data of every entry.
pub fn place_data(bytes: Bytes<'_>, directory: &mut Directory) -> Result<(), Error> {
    let Directory {
        root,
        entries,
        start,
    } = directory;
    for entry in entries.iter_mut() {
        place(bytes, root, entry)?;
    }
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_unstable_by_key(|entry| entry.header);
    // Entries that share bytes would let a small file stand for a large one.
    let mut limit = *start;
    for entry in order.iter().rev() {
        if entry.data.end > limit {
            let what = "it overlaps another entry or the directory";
            return Err(bytes.damaged(&entry.name, what));
        }
        limit = entry.header;
    }
    Ok(())
}

fn place(bytes: Bytes<'_>, root: &str, entry: &mut Entry) -> Result<(), Error> {
    let name = &entry.name;
    let wrong = || bytes.damaged(name, "its local header is wrong");
    let name_len = (root.len() + name.len()) as u64;
    // One read for both: every read of a file that is open costs a checksum.
    let head = bytes.read(entry.header, LOCAL_LEN + name_len, name)?;
    let (head, found) = head.split_at(LOCAL_LEN as usize);
    let same_name = found.strip_prefix(root.as_bytes()) == Some(name.as_bytes());
    // Sizes and checksum may follow the data instead (they do in PyTorch's files): only those of the
    // directory count.
    if u32_in(head, 0) != LOCAL
        || u16_in(head, 6) & ENCRYPTED != 0
        || u16_in(head, 8) != entry.method
        || u64::from(u16_in(head, 26)) != name_len
        || !same_name
    {
        return Err(wrong());
    }
    let start = entry.header + LOCAL_LEN + name_len + u64::from(u16_in(head, 28));
    let end = start.checked_add(entry.packed);
    let Some(end) = end.filter(|end| *end <= bytes.len()) else {
        return Err(bytes.error(name, Problem::Source(nrave_model::Problem::Truncated)));
    };
    entry.data = start..end;
    Ok(())
}
