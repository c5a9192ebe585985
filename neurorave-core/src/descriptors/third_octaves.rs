//! Sound pressure levels in third-octave bands, from streaming filters.
//!
//! The 28 bands of ISO 532-1, 25 Hz to 12.5 kHz (exact mid-band frequencies 10^(n/10), IEC 61260-1),
//! each a sixth-order Butterworth band-pass. The 2048-sample spectrum would not resolve the lower
//! ones: at 25 Hz a band is 6 Hz wide, a bin 21.5 Hz. Each octave of bands runs at a rate twice that of
//! the octave below, so the whole bank costs about as much as six bands at the full rate, and `f32` is
//! exact enough everywhere.
//!
//! A level follows the band's power with a time constant of [`SETTLING_SECONDS`], close to the span of
//! the spectral descriptors' window; bands below 100 Hz answer more slowly, as narrow filters must.

use super::bandpass::{Bandpass, LANES};
use super::frame::clean;
use super::halfband::{self, Halfband};

/// Number of bands.
pub const BANDS: usize = 28;

/// Sound pressure level, in dB SPL, of a signal whose mean square is 1 (0 dB in
/// [`Descriptor::Rms`](super::Descriptor::Rms)): the calibration. A full-scale sine is then
/// 97.0 dB SPL.
pub const FULL_SCALE_SPL: f32 = 100.0;

/// Time constant of the mean square of a band.
pub const SETTLING_SECONDS: f64 = 0.025;

/// Highest band edge, as a part of the rate, that [`Halfband`] leaves free of aliases.
const CLEAN_PART: f64 = 0.33;

/// Highest band edge, as a part of the rate, that is filtered at all.
const USABLE_PART: f64 = 0.45;

/// Samples processed at a time.
const CHUNK: usize = 64;

/// Least mean square of a band: −160 dB re full scale.
pub const LEAST_POWER: f32 = 1e-16;

/// The filter bank.
pub(super) struct ThirdOctaves {
    /// Stage n runs at the rate divided by 2ⁿ.
    stages: Vec<Stage>,
}

/// The bands analysed at one rate, and the way to the next.
struct Stage {
    filters: Vec<(Bandpass, Vec<usize>)>,
    halfband: Halfband,
}

impl ThirdOctaves {
    /// A bank for a signal at `rate` Hz. Bands that reach above 0.45 of it stay silent: the two
    /// highest at 22.05 kHz, none from 31.4 kHz on.
    pub(super) fn new(rate: f32) -> Self {
        let rate = f64::from(rate);
        let mut members: Vec<Vec<usize>> = Vec::new();
        for band in (0..BANDS).filter(|&band| is_usable(band, rate)) {
            let octaves = octaves(band, rate);
            members.resize_with(members.len().max(octaves + 1), Vec::new);
            members[octaves].push(band);
        }
        let stage = |(octaves, bands): (usize, Vec<usize>)| {
            let rate = rate / (octaves as f64).exp2();
            let filter = |group: &[usize]| {
                let edges: Vec<_> = group.iter().map(|&band| edges(band)).collect();
                (
                    Bandpass::new(&edges, rate, SETTLING_SECONDS),
                    group.to_vec(),
                )
            };
            Stage {
                filters: bands.chunks(LANES).map(filter).collect(),
                halfband: Halfband::new(),
            }
        };
        Self {
            stages: members.into_iter().enumerate().map(stage).collect(),
        }
    }

    /// Takes the next samples, any number.
    pub(super) fn push(&mut self, block: &[f32]) {
        for chunk in block.chunks(CHUNK) {
            let mut signal = [0.0; CHUNK];
            for (y, &x) in signal.iter_mut().zip(chunk) {
                *y = clean(x);
            }
            let mut length = chunk.len();
            for stage in &mut self.stages {
                for (filter, _) in &mut stage.filters {
                    filter.push(&signal[..length]);
                }
                length = stage.halfband.halve(&mut signal[..length]);
            }
        }
    }

    /// The bands' levels in dB SPL, lowest band first; −60 for silence.
    pub(super) fn levels(&self) -> [f32; BANDS] {
        let level = |power: f32| 10.0 * power.max(LEAST_POWER).log10() + FULL_SCALE_SPL;
        let mut levels = [level(0.0); BANDS];
        for (filter, bands) in self.stages.iter().flat_map(|stage| &stage.filters) {
            for (&band, &power) in bands.iter().zip(filter.power()) {
                levels[band] = level(power);
            }
        }
        levels
    }

    pub(super) fn reset(&mut self) {
        for stage in &mut self.stages {
            stage.halfband.reset();
            for (filter, _) in &mut stage.filters {
                filter.reset();
            }
        }
    }
}

/// Mid-band frequency in Hz of `band`, 0 being the one called 25 Hz.
pub(super) fn centre(band: usize) -> f64 {
    10f64.powf((band as f64 + 14.0) / 10.0)
}

/// Whether `band` is measured in a signal at `rate` Hz.
pub fn is_usable(band: usize, rate: f64) -> bool {
    edges(band).1 <= USABLE_PART * rate
}

/// How often the rate is halved before `band` is filtered.
fn octaves(band: usize, rate: f64) -> usize {
    (CLEAN_PART * rate / edges(band).1).log2().max(0.0) as usize
}

/// Samples at `rate` Hz by which the way down to the rate of `band` delays it.
pub fn lag(band: usize, rate: f64) -> usize {
    halfband::DELAY * ((1 << octaves(band, rate)) - 1)
}

/// Lower and upper edge of `band` in Hz.
pub fn edges(band: usize) -> (f64, f64) {
    let half = 10f64.powf(1.0 / 20.0);
    (centre(band) / half, centre(band) * half)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels_of_sine(rate: f32, hz: f64) -> [f32; BANDS] {
        let mut bank = ThirdOctaves::new(rate);
        let step = std::f64::consts::TAU * hz / f64::from(rate);
        let sine: Vec<f32> = (0..2 * rate as usize)
            .map(|n| (step * n as f64).sin() as f32)
            .collect();
        bank.push(&sine);
        bank.levels()
    }

    #[test]
    fn a_full_scale_sine_at_a_centre_is_97_db_there_and_less_elsewhere() {
        for rate in [32000.0, 44100.0, 48000.0, 96000.0] {
            for band in [0, 3, 10, 16, 22, 27] {
                let levels = levels_of_sine(rate, centre(band));
                // One-pole means of a squared sine ripple: most in the lowest band.
                assert!(
                    (levels[band] - 96.99).abs() < 0.8,
                    "{rate} {band}: {levels:?}"
                );
                for (other, &level) in levels.iter().enumerate() {
                    let drop = [0.0, 12.0, 28.0, 38.0][other.abs_diff(band).min(3)];
                    assert!(level <= 97.8 - drop, "{rate} {band} {other}: {levels:?}");
                }
            }
        }
    }

    #[test]
    fn a_sine_above_the_bands_does_not_fold_onto_them() {
        let levels = levels_of_sine(44100.0, 19000.0);
        assert!(levels[..22].iter().all(|&level| level < 20.0), "{levels:?}");
    }

    #[test]
    fn low_rates_leave_the_upper_bands_silent() {
        let levels = levels_of_sine(16000.0, 1000.0);
        assert!(
            levels[25..].iter().all(|&level| level == -60.0),
            "{levels:?}"
        );
        assert!((levels[16] - 96.99).abs() < 0.2);
    }
}
