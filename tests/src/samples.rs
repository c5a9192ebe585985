//! Samples as hosts in C read and write them: raw, 32 bits each.

/// As they stand in a file.
pub fn to_bytes(samples: &[f32]) -> Vec<u8> {
    samples.iter().flat_map(|x| x.to_le_bytes()).collect()
}

/// From what stands in a file; bytes beyond the last whole sample are left out.
pub fn from_bytes(bytes: &[u8]) -> Vec<f32> {
    let whole = bytes.as_chunks().0.iter();
    whole.map(|&bytes| f32::from_le_bytes(bytes)).collect()
}
