//! The tables published for F-RAVE (NSynth): to be set beside ours, where the definitions agree.

/// Corpus and system of the published figures, for headings.
pub const SYSTEM: &str = "F-RAVE, published (NSynth)";

/// Multi-scale STFT distance.
pub const STFT: f64 = 4.93;
/// Single-attribute control, mean of (r + 1) / 2.
pub const CONTROL_MEAN: f64 = 0.73;

/// (r + 1) / 2 of one attribute, the others unchanged.
pub fn control(attribute: &str) -> Option<f64> {
    Some(match attribute {
        "centroid" => 0.78,
        "rms" => 0.76,
        "bandwidth" => 0.66,
        "sharpness" => 0.72,
        "booming" => 0.77,
        _ => return None,
    })
}

/// Mean of (r + 1) / 2 with so many attributes changed at once.
pub fn together(changed: usize) -> Option<f64> {
    [0.83, 0.78, 0.75, 0.75]
        .get(changed.checked_sub(1)?)
        .copied()
}
