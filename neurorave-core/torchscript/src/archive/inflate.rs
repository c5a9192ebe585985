//! Deflated data, unfolded.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// Bytes that there is room for at first.
const FIRST: usize = 4 << 10;

/// What `packed` unfolds into, if that is `size` bytes. Memory grows with what has unfolded, not with
/// what the directory says would, and is never twice `size`.
pub fn inflate(packed: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut state = Box::<DecompressorOxide>::default();
    let mut content: Vec<u8> = Vec::new();
    let (mut read, mut written) = (0, 0);
    loop {
        let room = content.len().saturating_mul(2).max(FIRST).min(size);
        content.reserve_exact(room - content.len());
        content.resize(room, 0);
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let rest = packed.get(read..)?;
        let (status, consumed, produced) =
            decompress(&mut state, rest, &mut content, written, flags);
        read += consumed;
        written += produced;
        match status {
            TINFLStatus::Done => return (written == size).then_some(content),
            TINFLStatus::HasMoreOutput if room < size => {}
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec;

    #[test]
    fn only_the_size_that_was_said_is_unfolded() {
        for size in [0, 1, 100, FIRST, FIRST + 1, 100_000] {
            let content: Vec<u8> = (0..size).map(|n| ((n * n) >> 9) as u8).collect();
            let packed = compress_to_vec(&content, 6);
            assert_eq!(inflate(&packed, size).as_ref(), Some(&content), "{size}");
            assert_eq!(inflate(&packed, size + 1), None, "{size}");
            assert_eq!(
                inflate(&packed, size.wrapping_sub(1).min(1 << 20)),
                None,
                "{size}"
            );
            assert_eq!(inflate(&packed[..packed.len() - 1], size), None, "{size}");
        }
    }
}
