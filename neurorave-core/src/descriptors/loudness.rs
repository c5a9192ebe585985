//! Specific loudness: how loud each part of the critical-band-rate scale sounds.
//!
//! Zwicker's method for stationary sounds, free field, as standardised in DIN 45631 and ISO 532-1:2017
//! §5 and published by Zwicker, Fastl, Widmann, Kurakata, Kuwano and Namba, *Program for calculating
//! loudness according to DIN 45631 (ISO 532B)*, J. Acoust. Soc. Jpn. (E) 12 (1991): 28 third-octave
//! levels become the loudness of 20 critical bands, and that of each spreads to the higher ones along
//! slopes that depend on it. The constants are that publication's tables. Here the method runs on the
//! momentary levels of [`ThirdOctaves`], without the temporal masking of ISO 532-1 §6.
//!
//! Levels of more than 120 dB SPL are outside the standard; the highest range is then used.

use super::third_octaves::{BANDS, ThirdOctaves};

/// Steps of the critical-band-rate scale, 0.1 Bark each: up to 24 Bark.
pub const STEPS: usize = 240;

/// Distance in Bark of two values of the pattern.
pub const STEP_BARK: f32 = 0.1;

/// Third-octave bands that get the low-frequency correction, 25 to 250 Hz.
const LOW_BANDS: usize = 11;

/// Upper limits, in dB, of the corrected levels for which a row of [`LOW_CORRECTION`] holds.
const LOW_RANGES: [f32; 8] = [45.0, 55.0, 65.0, 71.0, 80.0, 90.0, 100.0, 120.0];

/// What is added, in dB, to the low bands' levels to follow the curves of equal loudness.
#[rustfmt::skip]
const LOW_CORRECTION: [[f32; LOW_BANDS]; 8] = [
    [-32.0, -24.0, -16.0, -10.0, -5.0, 0.0, -7.0, -3.0, 0.0, -2.0, 0.0],
    [-29.0, -22.0, -15.0, -10.0, -4.0, 0.0, -7.0, -2.0, 0.0, -2.0, 0.0],
    [-27.0, -19.0, -14.0,  -9.0, -4.0, 0.0, -6.0, -2.0, 0.0, -2.0, 0.0],
    [-25.0, -17.0, -12.0,  -9.0, -3.0, 0.0, -5.0, -2.0, 0.0, -2.0, 0.0],
    [-23.0, -16.0, -11.0,  -7.0, -3.0, 0.0, -4.0, -1.0, 0.0, -1.0, 0.0],
    [-20.0, -14.0, -10.0,  -6.0, -3.0, 0.0, -4.0, -1.0, 0.0, -1.0, 0.0],
    [-18.0, -12.0,  -9.0,  -6.0, -2.0, 0.0, -3.0, -1.0, 0.0, -1.0, 0.0],
    [-15.0, -10.0,  -8.0,  -4.0, -2.0, 0.0, -3.0, -1.0, 0.0, -1.0, 0.0],
];

/// The low bands that make up each of the three lowest critical bands.
const LOW_CRITICAL: [std::ops::Range<usize>; 3] = [0..6, 6..9, 9..11];

/// Critical bands of the method.
const CRITICAL: usize = 20;

/// Level of each critical band at the threshold in quiet, without the ear's transmission, in dB.
const THRESHOLD: [f32; CRITICAL] = [
    30.0, 18.0, 12.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0,
    3.0, 3.0,
];

/// Attenuation between the free field and the inner ear, in dB.
const TRANSMISSION: [f32; CRITICAL] = [
    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -0.5, -1.6, -3.2, -5.4, -5.6, -4.0, -1.5,
    2.0, 5.0, 12.0,
];

/// Level of the third-octave band above that of the critical band it stands for, in dB.
const WIDTH: [f32; CRITICAL] = [
    -0.25, -0.6, -0.8, -0.8, -0.5, 0.0, 0.5, 1.1, 1.5, 1.7, 1.8, 1.8, 1.7, 1.6, 1.4, 1.2, 0.8, 0.5,
    0.0, -0.5,
];

/// Upper limits of the critical bands in Bark; the last piece holds spread loudness only.
const UPPER: [f32; CRITICAL + 1] = [
    0.9, 1.8, 2.8, 3.5, 4.4, 5.4, 6.6, 7.9, 9.2, 10.6, 12.3, 13.8, 15.2, 16.7, 18.1, 19.3, 20.6,
    21.8, 22.7, 23.6, 24.0,
];

/// Lower limits, in sone/Bark, of the ranges for which a row of [`SLOPES`] holds.
const SLOPE_RANGES: [f32; 18] = [
    21.5, 18.0, 15.1, 11.5, 9.0, 6.1, 4.4, 3.1, 2.13, 1.36, 0.82, 0.42, 0.30, 0.22, 0.15, 0.10,
    0.035, 0.0,
];

/// Fall of the spread loudness, in sone/Bark per Bark, by range and by critical band from the second.
const SLOPES: [[f32; 8]; 18] = [
    [13.0, 8.2, 6.3, 5.5, 5.5, 5.5, 5.5, 5.5],
    [9.0, 7.5, 6.0, 5.1, 4.5, 4.5, 4.5, 4.5],
    [7.8, 6.7, 5.6, 4.9, 4.4, 3.9, 3.9, 3.9],
    [6.2, 5.4, 4.6, 4.0, 3.5, 3.2, 3.2, 3.2],
    [4.5, 3.8, 3.6, 3.2, 2.9, 2.7, 2.7, 2.7],
    [3.7, 3.0, 2.8, 2.35, 2.2, 2.2, 2.2, 2.2],
    [2.9, 2.3, 2.1, 1.9, 1.8, 1.7, 1.7, 1.7],
    [2.4, 1.7, 1.5, 1.35, 1.3, 1.3, 1.3, 1.3],
    [1.95, 1.45, 1.3, 1.15, 1.1, 1.1, 1.1, 1.1],
    [1.5, 1.2, 0.94, 0.86, 0.82, 0.82, 0.82, 0.82],
    [0.72, 0.67, 0.64, 0.63, 0.62, 0.62, 0.62, 0.62],
    [0.59, 0.53, 0.51, 0.50, 0.42, 0.42, 0.42, 0.42],
    [0.40, 0.33, 0.26, 0.24, 0.24, 0.22, 0.22, 0.22],
    [0.27, 0.21, 0.20, 0.18, 0.17, 0.17, 0.17, 0.17],
    [0.16, 0.15, 0.14, 0.12, 0.11, 0.11, 0.11, 0.11],
    [0.12, 0.11, 0.10, 0.08, 0.08, 0.08, 0.08, 0.08],
    [0.09, 0.08, 0.07, 0.06, 0.06, 0.06, 0.06, 0.05],
    [0.06, 0.05, 0.03, 0.02, 0.02, 0.02, 0.02, 0.02],
];

/// The specific-loudness pattern of a stream.
pub(super) struct Loudness {
    bank: ThirdOctaves,
    pattern: [f32; STEPS],
}

impl Loudness {
    pub(super) fn new(rate: f32) -> Self {
        Self {
            bank: ThirdOctaves::new(rate),
            pattern: [0.0; STEPS],
        }
    }

    /// Takes the next samples and updates the pattern.
    pub(super) fn push(&mut self, block: &[f32]) {
        self.bank.push(block);
        self.pattern = pattern(&self.bank.levels());
    }

    /// N′ in sone/Bark at 0.1, 0.2 … 24 Bark; all zeros below the threshold in quiet.
    pub(super) fn pattern(&self) -> &[f32; STEPS] {
        &self.pattern
    }

    pub(super) fn reset(&mut self) {
        self.bank.reset();
        self.pattern.fill(0.0);
    }
}

/// N′ in sone/Bark at 0.1, 0.2 … 24 Bark of third-octave levels in dB SPL; all zeros below the
/// threshold in quiet.
pub fn pattern(levels: &[f32; BANDS]) -> [f32; STEPS] {
    spread(&main_loudness(levels))
}

/// Loudness of the critical bands, in sone/Bark, from third-octave levels in dB SPL.
fn main_loudness(levels: &[f32; BANDS]) -> [f32; CRITICAL] {
    let intensity = |band: usize| 10f32.powf(0.1 * corrected(band, levels[band]));
    std::array::from_fn(|critical| {
        let level = match LOW_CRITICAL.get(critical) {
            Some(bands) => 10.0 * bands.clone().map(intensity).sum::<f32>().log10(),
            None => levels[critical + LOW_BANDS - LOW_CRITICAL.len()],
        };
        let level = level - TRANSMISSION[critical];
        let threshold = THRESHOLD[critical];
        if level <= threshold {
            return 0.0;
        }
        let excitation = 10f32.powf(0.1 * (level - WIDTH[critical] - threshold));
        let growth = (0.75 + 0.25 * excitation).powf(0.25) - 1.0;
        let main = (0.0635 * 10f32.powf(0.025 * threshold) * growth).max(0.0);
        // The threshold varies within the lowest band.
        let share = if critical == 0 {
            0.4 + 0.32 * main.powf(0.2)
        } else {
            1.0
        };
        main * share.min(1.0)
    })
}

/// The level of a low band as corrected for the curves of equal loudness.
fn corrected(band: usize, level: f32) -> f32 {
    let within = |(limit, row): &(f32, [f32; LOW_BANDS])| level + row[band] <= *limit;
    let (_, row) = LOW_RANGES
        .into_iter()
        .zip(LOW_CORRECTION)
        .find(within)
        .unwrap_or((LOW_RANGES[7], LOW_CORRECTION[7]));
    level + row[band]
}

/// The pattern that the critical bands' loudness makes with its upper slopes.
fn spread(main: &[f32; CRITICAL]) -> [f32; STEPS] {
    let mut pattern = [0.0; STEPS];
    let mut steps = pattern
        .iter_mut()
        .enumerate()
        .map(|(step, value)| ((step + 1) as f32 * STEP_BARK, value))
        .peekable();
    let (mut z, mut n) = (0.0_f32, 0.0_f32);
    for (band, upper) in UPPER.into_iter().enumerate() {
        let main = main.get(band).copied().unwrap_or(0.0);
        let column = band.saturating_sub(1).min(SLOPES[0].len() - 1);
        while z < upper {
            // A straight piece from (z, n) to (end, at_end): level on the band's own loudness, or down
            // a slope to where the band's loudness, the next range or the next band begins.
            let (slope, end, at_end) = if n <= main {
                n = main;
                (0.0, upper, main)
            } else {
                let range = SLOPE_RANGES
                    .iter()
                    .position(|&limit| n > limit)
                    .unwrap_or(17);
                let slope = SLOPES[range][column];
                let floor = main.max(SLOPE_RANGES[range]);
                let end = z + (n - floor) / slope;
                if end < upper {
                    (slope, end, floor)
                } else {
                    (slope, upper, n - slope * (upper - z))
                }
            };
            // Half a thousandth of a Bark absorbs the rounding of the band limits.
            while let Some((at, value)) = steps.next_if(|(at, _)| *at <= end + 5e-4) {
                *value = (n - slope * (at - z)).max(0.0);
            }
            (z, n) = (end, at_end);
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sone(pattern: &[f32]) -> f32 {
        pattern.iter().sum::<f32>() * STEP_BARK
    }

    #[test]
    fn the_standards_first_test_signal_has_83_3_sone() {
        // ISO 532-1:2017, annex B.2: machine noise given as third-octave levels.
        let levels = [
            -60.0, -60.0, 78.0, 79.0, 89.0, 72.0, 80.0, 89.0, 75.0, 87.0, 85.0, 79.0, 86.0, 80.0,
            71.0, 70.0, 72.0, 71.0, 72.0, 74.0, 69.0, 65.0, 67.0, 77.0, 68.0, 58.0, 45.0, 30.0,
        ];
        let loudness = sone(&spread(&main_loudness(&levels)));
        assert!((loudness / 83.296 - 1.0).abs() < 0.01, "{loudness}");
    }

    #[test]
    fn a_1_khz_tone_doubles_its_loudness_every_10_db_from_1_sone_at_40_db() {
        for (spl, expected) in [
            (40.0, 1.0),
            (50.0, 2.0),
            (60.0, 4.0),
            (70.0, 8.0),
            (80.0, 16.0),
        ] {
            let mut loudness = Loudness::new(48000.0);
            let amplitude = 2f32.sqrt() * 10f32.powf((spl - 100.0) / 20.0);
            let tone: Vec<f32> = (0..48000)
                .map(|n| amplitude * (std::f32::consts::TAU * (n % 48) as f32 / 48.0).sin())
                .collect();
            loudness.push(&tone);
            let ratio = sone(loudness.pattern()) / expected;
            assert!((ratio - 1.0).abs() < 0.05, "{spl} dB: {ratio}");
        }
    }

    #[test]
    fn silence_has_no_loudness() {
        let mut loudness = Loudness::new(44100.0);
        loudness.push(&[0.0; 4096]);
        assert!(loudness.pattern().iter().all(|&n| n == 0.0));
    }
}
