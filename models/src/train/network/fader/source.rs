//! The decoder's sources, laid out for its filters.

use super::decoder::ENVELOPE;
use super::{BANK, FILTER_STEPS};

/// Neighbouring bands whose filters have the same lengths. The lowest bands, where partials lie
/// closest to one another for the ear, are resolved more finely.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// First band.
    pub first: usize,
    /// Bands.
    pub bands: usize,
    /// Free coefficients of the symmetric harmonic filter (`2 · harmonic − 1` taps); 0 where there
    /// is no harmonic source.
    pub harmonic: usize,
    /// Taps of the noise filter.
    pub noise: usize,
}

impl Group {
    /// First coefficient and number of coefficients of each filter of a band.
    pub fn filters(&self) -> Vec<(usize, usize)> {
        let both = [(0, self.harmonic), (self.harmonic, self.noise)];
        both.into_iter().filter(|(_, taps)| *taps > 0).collect()
    }

    /// Coefficients of all filters of a band.
    pub fn coefficients(&self) -> usize {
        self.harmonic + self.noise
    }

    /// Trunk outputs of a band: the coefficients, a log-gain a filter and the envelope's logarithm.
    pub fn width(&self) -> usize {
        self.coefficients() + self.filters().len() + ENVELOPE
    }

    /// Trunk outputs of the group.
    pub fn outputs(&self) -> usize {
        self.bands * self.width()
    }
}

/// Lowest bands that are resolved more finely.
const FINE: usize = 3;
/// Band steps by which every harmonic filter's centre lags.
pub const CENTRE: usize = 15;

/// All bands, with a harmonic source or with noise alone.
pub fn groups(harmonic: bool) -> [Group; 2] {
    let taps = |taps| if harmonic { taps } else { 0 };
    [
        Group {
            first: 0,
            bands: FINE,
            harmonic: taps(16),
            noise: 32,
        },
        Group {
            first: FINE,
            bands: BANK.bands - FINE,
            harmonic: taps(8),
            noise: 8,
        },
    ]
}

/// What each filter coefficient of `group` multiplies: for every filter frame, band and band step,
/// the harmonic source folded about its [`CENTRE`] and the last steps of noise.
///
/// `harmonic` (empty where the group has none) and `noise` are `[time][band]`, zeros before their
/// start; the result is appended to `out` in the order `[filter frame][band][step][coefficient]`.
pub fn unfold(harmonic: &[f32], noise: &[f32], group: &Group, out: &mut Vec<f32>) {
    let at = |source: &[f32], time: isize, band: usize| {
        if time < 0 {
            0.0
        } else {
            source[time as usize * BANK.bands + band]
        }
    };
    let steps = noise.len() / BANK.bands;
    for frame in (0..steps).step_by(FILTER_STEPS) {
        for band in group.first..group.first + group.bands {
            for step in 0..FILTER_STEPS {
                let now = (frame + step) as isize;
                let centre = now - CENTRE as isize;
                if group.harmonic > 0 {
                    out.push(at(harmonic, centre, band));
                }
                for tap in 1..group.harmonic as isize {
                    out.push(at(harmonic, centre + tap, band) + at(harmonic, centre - tap, band));
                }
                out.extend((0..group.noise as isize).map(|tap| at(noise, now - tap, band)));
            }
        }
    }
}
