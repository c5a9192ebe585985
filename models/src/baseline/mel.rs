//! Clips to log-mel pictures and back.

use crate::mel_bank::MelBank;
use neurorave_core::pitch::Noise;
use neurorave_core::window::hann;
use realfft::num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use std::sync::Arc;

/// Sample rate, Hz.
pub const RATE: u32 = 16_000;
/// Samples from one frame to the next.
pub const HOP: usize = 512;
/// Frames of a clip.
pub const FRAMES: usize = 128;
/// Samples of a clip; shorter ones are followed by silence.
pub const SAMPLES: usize = FRAMES * HOP;
/// Mel bands.
pub const BANDS: usize = 80;
const WINDOW: usize = 1024;
const BINS: usize = WINDOW / 2 + 1;
/// Magnitude under which the logarithm no longer falls.
const FLOOR: f32 = 0.1;
/// Passes that spread mel bands back over the spectrum.
const SPREADING: usize = 64;

type Spectrum = Vec<Complex<f32>>;

/// The transforms.
pub struct Mel {
    forward: Arc<dyn RealToComplex<f32>>,
    backward: Arc<dyn ComplexToReal<f32>>,
    window: Vec<f32>,
    bank: MelBank,
}

impl Default for Mel {
    fn default() -> Self {
        let mut planner = RealFftPlanner::new();
        Self {
            forward: planner.plan_fft_forward(WINDOW),
            backward: planner.plan_fft_inverse(WINDOW),
            window: hann(WINDOW),
            bank: MelBank::new(RATE, WINDOW, BANDS),
        }
    }
}

impl Mel {
    /// `log10(mel magnitude + 0.1)` of a clip, `[BANDS][FRAMES]`.
    pub fn log(&self, audio: &[f32]) -> Vec<f32> {
        let mut clip = audio[..audio.len().min(SAMPLES)].to_vec();
        clip.resize(SAMPLES, 0.0);
        let mut picture = vec![0.0; BANDS * FRAMES];
        for (frame, spectrum) in self.spectra(&clip).iter().enumerate() {
            let magnitudes: Vec<f32> = spectrum.iter().map(|x| x.norm()).collect();
            for (band, magnitude) in self.bank.apply(&magnitudes).iter().enumerate() {
                picture[band * FRAMES + frame] = (magnitude + FLOOR).log10();
            }
        }
        picture
    }

    /// A clip that has about this picture: magnitudes spread over the spectrum, phases by `passes`
    /// of Griffin & Lim's (1984) algorithm.
    pub fn audio(&self, picture: &[f32], passes: usize) -> Vec<f32> {
        let magnitudes: Vec<Vec<f32>> = (0..FRAMES)
            .map(|frame| {
                let bands = (0..BANDS).map(|band| {
                    let log = picture[band * FRAMES + frame].clamp(-1.0, 4.0);
                    (10f32.powf(log) - FLOOR).max(0.0)
                });
                self.spread(&bands.collect::<Vec<_>>())
            })
            .collect();
        let mut audio = vec![0.0; SAMPLES];
        Noise::new(1).fill(&mut audio);
        for _ in 0..=passes {
            let mut spectra = self.spectra(&audio);
            for (spectrum, magnitudes) in spectra.iter_mut().zip(&magnitudes) {
                for (x, magnitude) in spectrum.iter_mut().zip(magnitudes) {
                    *x *= magnitude / x.norm().max(1e-9);
                }
            }
            audio = self.overlapped(&spectra);
        }
        audio
    }

    /// The magnitudes, none below 0, whose mel bands are nearest to `bands` (multiplicative updates,
    /// Lee & Seung 2001).
    fn spread(&self, bands: &[f32]) -> Vec<f32> {
        let wanted = self.bank.transpose(bands);
        let mut bins = wanted.clone();
        for _ in 0..SPREADING {
            let seen = self.bank.transpose(&self.bank.apply(&bins));
            for ((bin, wanted), seen) in bins.iter_mut().zip(&wanted).zip(&seen) {
                *bin *= wanted / (seen + 1e-9);
            }
        }
        bins
    }

    /// Spectra of windows centred on each hop, silence around the clip.
    fn spectra(&self, clip: &[f32]) -> Vec<Spectrum> {
        let mut padded = vec![0.0; SAMPLES + WINDOW];
        padded[HOP..HOP + SAMPLES].copy_from_slice(clip);
        (0..FRAMES)
            .map(|frame| {
                let window = padded[frame * HOP..frame * HOP + WINDOW].iter();
                let mut windowed: Vec<f32> = window.zip(&self.window).map(|(x, w)| x * w).collect();
                let mut spectrum = self.forward.make_output_vec();
                self.forward
                    .process(&mut windowed, &mut spectrum)
                    .expect("buffers of the plan's own size");
                spectrum
            })
            .collect()
    }

    /// The clip whose spectra are nearest to these.
    fn overlapped(&self, spectra: &[Spectrum]) -> Vec<f32> {
        let mut sum = vec![0.0f32; SAMPLES + WINDOW];
        let mut weight = vec![1e-3f32; SAMPLES + WINDOW];
        for (frame, spectrum) in spectra.iter().enumerate() {
            let mut spectrum = spectrum.clone();
            // A real signal has no phase at either end of its spectrum.
            spectrum[0].im = 0.0;
            spectrum[BINS - 1].im = 0.0;
            let mut windowed = self.backward.make_output_vec();
            self.backward
                .process(&mut spectrum, &mut windowed)
                .expect("buffers of the plan's own size");
            for (n, window) in self.window.iter().enumerate() {
                sum[frame * HOP + n] += windowed[n] * window / WINDOW as f32;
                weight[frame * HOP + n] += window * window;
            }
        }
        let clip = sum.iter().zip(&weight).map(|(x, w)| x / w);
        clip.skip(HOP).take(SAMPLES).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_comes_back_from_the_audio_made_of_it() {
        let mel = Mel::default();
        let sines = |n: usize| {
            let t = n as f32 / RATE as f32;
            let wave = |hz: f32| (std::f32::consts::TAU * hz * t).sin();
            0.2 * wave(440.0) + 0.1 * wave(1320.0 + 200.0 * t)
        };
        let clip: Vec<f32> = (0..SAMPLES).map(sines).collect();
        let picture = mel.log(&clip);
        let again = mel.log(&mel.audio(&picture, 32));
        let difference = picture.iter().zip(&again).map(|(a, b)| (a - b).abs());
        let mean = difference.sum::<f32>() / picture.len() as f32;
        assert!(mean < 0.15, "{mean} decades apart");
    }
}
