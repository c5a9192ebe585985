//! The sticks among the mounts.

use std::path::{Path, PathBuf};

/// The mount points in `list`, the text of `/proc/self/mountinfo`, that lie exactly so many folders
/// below one of `roots`; in order of their names.
pub(super) fn sticks(list: &str, roots: &[(PathBuf, usize)]) -> Vec<PathBuf> {
    let points = list.lines().filter_map(|line| line.split(' ').nth(4));
    let mut sticks: Vec<_> = points
        .map(|point| PathBuf::from(unescape(point)))
        .filter(|point| {
            roots
                .iter()
                .any(|(root, depth)| below(point, root) == Some(*depth))
        })
        .collect();
    sticks.sort();
    sticks.dedup();
    sticks
}

fn below(path: &Path, root: &Path) -> Option<usize> {
    Some(path.strip_prefix(root).ok()?.components().count())
}

/// The kernel writes blanks, tabs, line ends and backslashes as `\040` and the like.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after
            .get(..3)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match code {
            Some(code) if first == b'\\' => {
                bytes.push(code);
                rest = &after[3..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stick_is_a_mount_at_the_right_depth() {
        let list = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 8:17 / /media/me/MY\\040STICK ro,nosuid shared:9 - vfat /dev/sdb1 ro
41 22 8:18 / /media/me ro shared:9 - tmpfs tmpfs ro
42 22 8:19 / /mnt/b ro shared:9 - vfat /dev/sdc1 ro
43 22 8:19 / /mnt/b/deep ro shared:9 - vfat /dev/sdd1 ro
nonsense
";
        let roots = [("/media".into(), 2), ("/mnt".into(), 1)];
        let wanted = [PathBuf::from("/media/me/MY STICK"), "/mnt/b".into()];
        assert_eq!(sticks(list, &roots), wanted);
        assert_eq!(unescape("a\\04"), "a\\04");
        assert_eq!(unescape("\\134"), "\\");
    }
}
