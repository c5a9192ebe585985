//! Pitches as musicians name them.

const NAMES: [&str; 12] = [
    "C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B",
];

/// The nearest note of a frequency in Hz, A4 = 440, and how many cents the frequency lies above it
/// (−50…50); `None` for what cannot be heard as a pitch (below 1 Hz, above 100 kHz, NaN).
pub fn note(hertz: f32) -> Option<(String, i32)> {
    if !(1. ..=100_000.).contains(&hertz) {
        return None;
    }
    let semitones = 69. + 12. * (hertz / 440.).log2();
    let nearest = semitones.round();
    let cents = ((semitones - nearest) * 100.).round() as i32;
    let key = nearest as i32;
    let name = NAMES[key.rem_euclid(12) as usize];
    Some((format!("{name}{}", key.div_euclid(12) - 1), cents))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_named_and_cents_counted_from_the_nearest() {
        for (hertz, name, cents) in [
            (440., "A4", 0),
            (261.625_58, "C4", 0),
            (445., "A4", 20),
            (430., "A4", -40),
            (27.5, "A0", 0),
            (8.175_8, "C-1", 0),
            (466.16, "A♯4", 0),
        ] {
            assert_eq!(note(hertz), Some((name.to_owned(), cents)), "{hertz} Hz");
        }
    }

    #[test]
    fn what_is_no_pitch_has_no_name() {
        for hertz in [0., -440., f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e-30] {
            assert_eq!(note(hertz), None, "{hertz} Hz");
        }
    }
}
