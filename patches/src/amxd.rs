//! Max for Live devices: a patcher file between a few chunks, as in the devices that Ableton hands
//! out unfrozen. Each chunk is four letters, a length (four bytes, the lowest first) and so many bytes.

/// What the chunk `ampf` says of an audio effect.
const AUDIO_EFFECT: &[u8; 4] = b"aaaa";
/// What `meta` says of a device that isn't frozen.
const UNFROZEN: u32 = 1;
/// What follows the patcher's text.
const END: &[u8] = b"\n\0";

/// A device around a patcher's text.
pub fn pack(patcher: &[u8]) -> Vec<u8> {
    let body = [patcher, END].concat();
    let chunks: [(&[u8; 4], &[u8]); 3] = [
        (b"ampf", AUDIO_EFFECT),
        (b"meta", &UNFROZEN.to_le_bytes()),
        (b"ptch", &body),
    ];
    let mut bytes = Vec::new();
    for (name, content) in chunks {
        bytes.extend_from_slice(name);
        bytes.extend_from_slice(&(content.len() as u32).to_le_bytes());
        bytes.extend_from_slice(content);
    }
    bytes
}

/// The patcher's text within a device.
///
/// # Errors
/// Says in words what is wrong with the file.
pub fn unpack(bytes: &[u8]) -> Result<&[u8], String> {
    let (kind, rest) = chunk(b"ampf", bytes)?;
    if kind != AUDIO_EFFECT {
        return Err("the chunk ampf does not say that this is an audio effect".into());
    }
    let (meta, rest) = chunk(b"meta", rest)?;
    if meta.len() != 4 {
        return Err("the chunk meta is not a number of four bytes".into());
    }
    let (body, rest) = chunk(b"ptch", rest)?;
    if !rest.is_empty() {
        return Err(format!("{} bytes follow the patcher", rest.len()));
    }
    if body.starts_with(b"mx@c") {
        return Err("this is a frozen device: unfreeze it".into());
    }
    body.strip_suffix(END)
        .ok_or_else(|| "the patcher does not end with a line and a zero".into())
}

fn chunk<'a>(name: &[u8; 4], bytes: &'a [u8]) -> Result<(&'a [u8], &'a [u8]), String> {
    let shown = String::from_utf8_lossy(name);
    let rest = bytes
        .strip_prefix(name)
        .ok_or_else(|| format!("the chunk {shown} is missing"))?;
    let (length, rest) = rest
        .split_first_chunk()
        .ok_or_else(|| format!("the chunk {shown} has no length"))?;
    let length = u32::from_le_bytes(*length) as usize;
    rest.split_at_checked(length).ok_or_else(|| {
        format!(
            "the chunk {shown} should have {length} bytes, but {} are left",
            rest.len()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let device = pack(b"{}");
        assert_eq!(unpack(&device), Ok(&b"{}"[..]));
        assert_eq!(&device[..12], b"ampf\x04\0\0\0aaaa");
        assert_eq!(&device[12..24], b"meta\x04\0\0\0\x01\0\0\0");
        assert_eq!(&device[24..], b"ptch\x04\0\0\0{}\n\0");
    }

    #[test]
    fn damage_is_named() {
        let device = pack(b"{}");
        let error = |bytes: &[u8]| unpack(bytes).unwrap_err();
        assert!(error(b"RIFF").contains("ampf"));
        assert!(error(&device[..30]).contains("ptch has no length"));
        assert!(error(&device[..33]).contains("4 bytes, but 1"));
        assert!(error(&[&device[..], b"x"].concat()).contains("1 bytes follow"));
        let midi = [&device[..8], b"mmmm", &device[12..]].concat();
        assert!(error(&midi).contains("audio effect"));
        let mut open = device.clone();
        *open.last_mut().unwrap() = b'x';
        assert!(error(&open).contains("zero"));
        let frozen = [&device[..24], b"ptch\x04\0\0\0mx@c"].concat();
        assert!(error(&frozen).contains("unfreeze"));
    }
}
