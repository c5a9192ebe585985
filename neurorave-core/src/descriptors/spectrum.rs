//! The magnitude spectrum that the spectral descriptors share, computed once per frame.

use std::sync::Arc;

use realfft::num_complex::Complex32;
use realfft::{RealFftPlanner, RealToComplex};

use super::WINDOW;
use crate::window::hann;

/// Magnitudes |X[k]| of the frame under a periodic Hann window (`0.5 − 0.5·cos(2πn/W)`), unscaled,
/// for the bins from 0 Hz to half the sample rate: those of `librosa.stft(n_fft=2048)`.
pub(super) struct Spectrum {
    fft: Arc<dyn RealToComplex<f32>>,
    window: Box<[f32]>,
    windowed: Box<[f32]>,
    bins: Box<[Complex32]>,
    scratch: Box<[Complex32]>,
    magnitudes: Box<[f32]>,
    bin_hz: f64,
}

impl Spectrum {
    /// A spectrum of silence for frames sampled at `rate` Hz.
    pub(super) fn new(rate: f32) -> Self {
        let fft = RealFftPlanner::<f32>::new().plan_fft_forward(WINDOW);
        Self {
            window: hann(WINDOW).into(),
            windowed: fft.make_input_vec().into(),
            bins: fft.make_output_vec().into(),
            scratch: fft.make_scratch_vec().into(),
            magnitudes: vec![0.0; WINDOW / 2 + 1].into(),
            bin_hz: f64::from(rate) / WINDOW as f64,
            fft,
        }
    }

    /// Takes the spectrum of `frame`, [`WINDOW`] samples.
    pub(super) fn analyze(&mut self, frame: &[f32]) {
        for ((y, &x), &w) in self.windowed.iter_mut().zip(frame).zip(&self.window) {
            *y = x * w;
        }
        self.fft
            .process_with_scratch(&mut self.windowed, &mut self.bins, &mut self.scratch)
            .expect("the buffers were made by this very transform");
        for (magnitude, bin) in self.magnitudes.iter_mut().zip(&self.bins) {
            *magnitude = bin.norm_sqr().sqrt();
        }
    }

    /// Frequency in Hz of bin `index`.
    pub(super) fn frequency(&self, index: usize) -> f64 {
        self.bin_hz * index as f64
    }

    /// Frequency in Hz and magnitude of every bin, for sums that want `f64`.
    pub(super) fn partials(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let weigh =
            |(index, &magnitude): (usize, &f32)| (self.frequency(index), f64::from(magnitude));
        self.magnitudes.iter().enumerate().map(weigh)
    }
}
