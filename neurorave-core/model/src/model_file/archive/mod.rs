//! ZIP archives of stored entries: the narrow subset that model files use.
//!
//! Stored entries cannot unfold into more memory than the file's size, and with few, plain names
//! there is nothing to interpret. Everything else that ZIP can do is refused: compression,
//! encryption, comments, folders, several disks, ZIP64. Layout after PKWARE's APPNOTE 6.3,
//! sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end record).

mod read;
mod write;

pub use read::Archive;
pub use write::{Content, write, write_to};

/// Most bytes in a file.
pub const MAX_FILE: u64 = 512 << 20;
/// Most entries in a file.
pub const MAX_ENTRIES: usize = 64;
/// Longest entry name, in bytes.
pub const MAX_NAME: usize = 64;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const LOCAL_LEN: u64 = 30;
const CENTRAL_LEN: u64 = 46;
const END_LEN: u64 = 22;
const STORED: u16 = 0;

/// True for names that mean the same on every system: 1 to 64 of `A-Z a-z 0-9 . _ -`, the first
/// not a dot.
pub fn is_plain(name: &str) -> bool {
    let plain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'_' | b'-');
    (1..=MAX_NAME).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(plain)
}
