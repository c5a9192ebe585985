//! Sample rate conversion, offline: of a whole clip, or of one that comes in pieces.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler};

/// The FFT blocks are at least this long, in input samples: it puts the edge of the
/// anti-aliasing filter within 1.5 % of the lower Nyquist frequency.
const BLOCK: usize = 4096;

/// Converts one channel from the rate `from` to the rate `to`, both in Hz and above zero.
///
/// The result lines up with the input: its delay is removed, and its length is
/// `round(len * to / from)`. Frequencies above the lower of the two Nyquist frequencies are
/// removed, all others kept; the error is below −100 dB (a test holds it). Equal rates give the
/// samples back unchanged.
///
/// # Panics
///
/// When a rate is zero.
pub fn resample(x: &[f32], from: u32, to: u32) -> Vec<f32> {
    let mut resampler = Resampling::new(from, to);
    let mut output = Vec::new();
    resampler.push(x, &mut output);
    resampler.finish(&mut output);
    output
}

/// [`resample`] for a clip that comes in pieces.
pub struct Resampling {
    from: u32,
    to: u32,
    /// Absent where the rates are equal.
    fft: Option<Fft<f32>>,
    /// Input that doesn't fill a block yet.
    waiting: Vec<f32>,
    /// Output of one block.
    block: Vec<f32>,
    /// The filter's delay that is still to be dropped, in output samples.
    skip: usize,
    taken: u64,
    given: u64,
}

impl Resampling {
    /// From the rate `from` to the rate `to`, both in Hz.
    ///
    /// # Panics
    ///
    /// When a rate is zero.
    pub fn new(from: u32, to: u32) -> Self {
        assert!(from > 0 && to > 0, "sample rates are above zero");
        // An even number of the smallest blocks that fit both rates: then the filter's centre
        // falls on a sample on both sides and its delay can be removed exactly.
        let smallest = (from / gcd(from, to)) as usize;
        let blocks = BLOCK.div_ceil(smallest).next_multiple_of(2);
        let fft = (from != to).then(|| {
            let (from, to) = (from as usize, to as usize);
            Fft::new(from, to, blocks * smallest, 1, FixedSync::Both)
                .expect("rates and block are above zero")
        });
        Self {
            from,
            to,
            waiting: Vec::new(),
            block: vec![0.0; fft.as_ref().map_or(0, Resampler::output_frames_max)],
            skip: fft.as_ref().map_or(0, Resampler::output_delay),
            fft,
            taken: 0,
            given: 0,
        }
    }

    /// Takes the next input, and appends what it completes to `output`.
    pub fn push(&mut self, x: &[f32], output: &mut Vec<f32>) {
        self.taken += x.len() as u64;
        let Some(fft) = &self.fft else {
            output.extend_from_slice(x);
            return;
        };
        let chunk = fft.input_frames_next();
        self.waiting.extend_from_slice(x);
        let waiting = std::mem::take(&mut self.waiting);
        let mut chunks = waiting.chunks_exact(chunk);
        for block in &mut chunks {
            self.convert(block, usize::MAX, output);
        }
        self.waiting = chunks.remainder().to_vec();
    }

    /// Appends the rest: `output` then has `round(len * to / from)` samples.
    pub fn finish(mut self, output: &mut Vec<f32>) {
        let Some(fft) = &self.fft else { return };
        let chunk = fft.input_frames_next();
        let (from, to) = (u128::from(self.from), u128::from(self.to));
        let length = ((u128::from(self.taken) * to * 2 + from) / (from * 2)) as u64;
        let mut block = std::mem::take(&mut self.waiting);
        while self.given < length {
            block.resize(chunk, 0.0);
            let left = (length - self.given) as usize;
            self.convert(&block, left, output);
            block.clear();
        }
    }

    /// One block, of which at most `left` samples are given.
    fn convert(&mut self, input: &[f32], left: usize, output: &mut Vec<f32>) {
        let Some(fft) = &mut self.fft else { return };
        let space = self.block.len();
        let input = InterleavedSlice::new(input, 1, input.len()).expect("a block of one channel");
        let mut room = InterleavedSlice::new_mut(&mut self.block, 1, space)
            .expect("room for a block of one channel");
        let (_, made) = fft
            .process_into_buffer(&input, &mut room, None)
            .expect("buffers are sized by the resampler itself");
        let from = self.skip.min(made);
        self.skip -= from;
        let new = &self.block[from..made];
        let new = &new[..new.len().min(left)];
        output.extend_from_slice(new);
        self.given += new.len() as u64;
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::TAU;

    fn tone(hz: f64, rate: u32, len: usize) -> Vec<f32> {
        (0..len)
            .map(|n| (TAU * hz * n as f64 / f64::from(rate)).sin() as f32)
            .collect()
    }

    /// Largest difference from the ideal tone in dB of full scale, away from the clip's ends,
    /// where the tone starts and stops abruptly.
    fn error_db(hz: f64, from: u32, to: u32) -> f64 {
        let y = resample(&tone(hz, from, from as usize), from, to);
        let ideal = tone(hz, to, y.len());
        let edge = y.len() / 5;
        let worst = (edge..y.len() - edge)
            .map(|n| f64::from((y[n] - ideal[n]).abs()))
            .fold(0.0, f64::max);
        20.0 * worst.log10()
    }

    #[test]
    fn tones_keep_their_phase_and_level() {
        for (from, to) in [
            (44_100, 48_000),
            (48_000, 44_100),
            (8_000, 44_100),
            (96_000, 44_100),
            (44_100, 22_050),
            (11_025, 44_100),
        ] {
            for share in [0.01, 0.3, 0.9] {
                let hz = share * 0.5 * f64::from(from.min(to));
                let db = error_db(hz, from, to);
                assert!(db < -100.0, "{from} to {to} at {hz} Hz: error {db:.1} dB");
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_removed() {
        let y = resample(&tone(23_000.0, 96_000, 96_000), 96_000, 44_100);
        let edge = y.len() / 5;
        let peak = y[edge..y.len() - edge]
            .iter()
            .fold(0.0f32, |peak, v| v.abs().max(peak));
        assert!(peak < 1e-5, "alias of {peak}");
    }

    #[test]
    fn the_length_is_rounded_to_the_nearest() {
        for len in [1usize, 2, 3, 100, 4_095, 4_096, 44_100, 100_001] {
            for (from, to) in [
                (44_100u32, 48_000u32),
                (48_000, 44_100),
                (8_000, 44_100),
                (44_100, 44_099),
            ] {
                let expected = (len as f64 * f64::from(to) / f64::from(from)).round() as usize;
                assert_eq!(resample(&vec![0.5; len], from, to).len(), expected);
            }
        }
        assert!(resample(&[], 44_100, 48_000).is_empty());
    }

    #[test]
    fn pieces_give_what_the_whole_gives() {
        let x = tone(440.0, 48_000, 30_001);
        let whole = resample(&x, 48_000, 44_100);
        for piece in [1, 999, 40_000] {
            let mut resampling = Resampling::new(48_000, 44_100);
            let mut y = Vec::new();
            for x in x.chunks(piece) {
                resampling.push(x, &mut y);
            }
            resampling.finish(&mut y);
            assert_eq!(y, whole);
        }
    }

    #[test]
    fn an_equal_rate_changes_nothing() {
        let x = tone(440.0, 44_100, 1000);
        assert_eq!(resample(&x, 44_100, 44_100), x);
    }
}
