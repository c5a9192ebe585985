//! Universal files: Mach-O files for several processors behind one table of contents.
//!
//! Source: Apple's `mach-o/fat.h` and `mach-o/loader.h`.

const FAT_MAGIC: u32 = 0xcafe_babe;
const MACH_O_64: u32 = 0xfeed_facf;

/// Slices begin at pages, whose size is 2^14 bytes on Apple's own processors and less on others.
const ALIGNMENT: u32 = 14;

/// One file of `slices`, which must be 64-bit Mach-O files, each for another processor.
///
/// # Errors
/// When one is not, or all together are too large for the format.
pub fn join(slices: &[Vec<u8>]) -> Result<Vec<u8>, String> {
    let mut table = Vec::new();
    let mut body = Vec::new();
    let page = 1usize << ALIGNMENT;
    let mut processors = Vec::new();
    for slice in slices {
        if slice.len() < 12 || word(slice, 0) != MACH_O_64 {
            return Err("not a 64-bit Mach-O file".into());
        }
        let (processor, kind) = (word(slice, 4), word(slice, 8));
        if processors.contains(&processor) {
            return Err("two slices for the same processor".into());
        }
        processors.push(processor);
        body.resize(body.len().next_multiple_of(page), 0);
        // The table takes the first page.
        let place = u32::try_from(page + body.len()).map_err(|e| e.to_string())?;
        let size = u32::try_from(slice.len()).map_err(|e| e.to_string())?;
        for value in [processor, kind, place, size, ALIGNMENT] {
            table.extend(value.to_be_bytes());
        }
        body.extend(slice);
    }
    let mut file = FAT_MAGIC.to_be_bytes().to_vec();
    file.extend((slices.len() as u32).to_be_bytes());
    file.extend(table);
    file.resize(page, 0);
    file.extend(body);
    Ok(file)
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice(processor: u32, length: usize) -> Vec<u8> {
        let mut bytes: Vec<u8> = [MACH_O_64, processor, 3]
            .into_iter()
            .flat_map(u32::to_le_bytes)
            .collect();
        bytes.resize(length, processor as u8);
        bytes
    }

    #[test]
    fn slices_lie_where_the_table_says() {
        let slices = [slice(0x0100_0007, 20_000), slice(0x0100_000c, 50)];
        let file = join(&slices).unwrap();
        let entry = |i: usize| -> Vec<u32> {
            file[8 + 20 * i..28 + 20 * i]
                .as_chunks::<4>()
                .0
                .iter()
                .map(|&b| u32::from_be_bytes(b))
                .collect()
        };
        assert_eq!(file[..8], [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2]);
        assert_eq!(entry(0), [0x0100_0007, 3, 16384, 20_000, 14]);
        assert_eq!(entry(1), [0x0100_000c, 3, 16384 * 3, 50, 14]);
        assert_eq!(file[16384..36384], slices[0]);
        assert_eq!(file[49152..], slices[1]);
    }

    #[test]
    fn what_is_no_slice_is_refused() {
        assert!(join(&[b"\x7fELF and more".to_vec()]).is_err());
        assert!(join(&[Vec::new()]).is_err());
        assert!(join(&[slice(7, 50), slice(7, 60)]).is_err());
    }
}
