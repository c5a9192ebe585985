//! The published distances, and the spectra that they and the classifier use.

use crate::mel_bank::MelBank;
use neurorave_core::window::hann;
use realfft::RealFftPlanner;

/// Windows of the multi-scale distance, in samples.
const SCALES: [usize; 5] = [2048, 1024, 512, 256, 128];
/// Window, hop and bands of the published mel distance.
const MEL: (usize, usize, usize) = (2048, 512, 512);

/// Power spectra under a Hann window of `size` samples every `hop`, centred: the first on the first
/// sample, silence around the sound. `size / 2 + 1` values each.
pub fn power(samples: &[f32], size: usize, hop: usize) -> Vec<Vec<f32>> {
    let fft = RealFftPlanner::<f32>::new().plan_fft_forward(size);
    let window = hann(size);
    let (mut frame, mut bins) = (fft.make_input_vec(), fft.make_output_vec());
    let mut spectra = Vec::with_capacity(samples.len() / hop + 1);
    for centre in (0..samples.len()).step_by(hop) {
        for (n, (slot, weight)) in frame.iter_mut().zip(&window).enumerate() {
            let at = (centre + n).checked_sub(size / 2);
            *slot = at
                .and_then(|at| samples.get(at))
                .map_or(0.0, |x| x * weight);
        }
        if fft.process(&mut frame, &mut bins).is_ok() {
            spectra.push(bins.iter().map(|bin| bin.norm_sqr()).collect());
        }
    }
    spectra
}

/// Multi-scale STFT distance as published (RAVE's training distance, "mSTFT" of F-RAVE's tables):
/// over five windows with three quarters overlap, spectra scaled by `size^-½`: ‖x − y‖ / ‖x‖ plus
/// the mean of |ln(x + 1e-7) − ln(y + 1e-7)|, added up. Full band, one recording.
pub fn stft_distance(output: &[f32], input: &[f32]) -> f64 {
    let at_scale = |size: usize| {
        let scale = (size as f32).powf(-0.5);
        let (x, y) = (power(input, size, size / 4), power(output, size, size / 4));
        let (mut error, mut energy, mut log, mut count) = (0.0, 0.0, 0.0, 0.0f64);
        for (x, y) in x.iter().flatten().zip(y.iter().flatten()) {
            let (x, y) = (f64::from(x.sqrt() * scale), f64::from(y.sqrt() * scale));
            error += (x - y).powi(2);
            energy += x * x;
            log += ((x + 1e-7).ln() - (y + 1e-7).ln()).abs();
            count += 1.0;
        }
        (error / energy.max(1e-12)).sqrt() + log / count.max(1.0)
    };
    SCALES.into_iter().map(at_scale).sum()
}

/// Mean absolute difference of power mel spectra (2048/512, 512 bands): the published "Mel". Not
/// scaled: it grows with the square of the level.
pub fn mel_distance(output: &[f32], input: &[f32], rate: u32) -> f64 {
    let (size, hop, bands) = MEL;
    let bank = MelBank::new(rate, size, bands);
    let mel = |samples| {
        power(samples, size, hop)
            .into_iter()
            .map(|p| bank.apply(&p))
    };
    let (mut sum, mut count) = (0.0, 0usize);
    for (x, y) in mel(input).zip(mel(output)) {
        sum += x
            .iter()
            .zip(&y)
            .map(|(x, y)| f64::from((x - y).abs()))
            .sum::<f64>();
        count += x.len();
    }
    sum / count.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(hz: f32, amplitude: f32) -> Vec<f32> {
        let step = std::f32::consts::TAU * hz / 16_000.0;
        (0..8192)
            .map(|n| amplitude * (n as f32 * step).sin())
            .collect()
    }

    #[test]
    fn nothing_is_at_distance_zero_from_itself() {
        let tone = sine(440.0, 0.5);
        assert_eq!(stft_distance(&tone, &tone), 0.0);
        assert_eq!(mel_distance(&tone, &tone, 16_000), 0.0);
    }

    #[test]
    fn half_as_loud_is_half_away() {
        let (tone, half) = (sine(440.0, 0.5), sine(440.0, 0.25));
        // Relative part ½, logarithmic part at most ln 2, at each of five scales.
        let distance = stft_distance(&half, &tone);
        assert!(
            distance > 5.0 * 0.5 && distance < 5.0 * (0.5 + 2f64.ln()),
            "{distance}"
        );
        let silence = mel_distance(&vec![0.0; 8192], &tone, 16_000);
        let nearer = mel_distance(&half, &tone, 16_000);
        assert!((nearer / silence - 0.75).abs() < 1e-3, "{nearer} {silence}");
    }
}
