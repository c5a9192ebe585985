//! Triangular filters that gather the bins of a spectrum into mel bands.

/// Filters evenly spaced on the mel scale 2595 log10(1 + f/700) (O'Shaughnessy 1987) from 0 Hz to half
/// the rate, peaks of one.
pub struct MelBank {
    bins: usize,
    /// For each band, its first bin and the weights from there.
    bands: Vec<(usize, Vec<f32>)>,
}

impl MelBank {
    /// For spectra of `size / 2 + 1` bins of a sound at `rate` Hz.
    pub fn new(rate: u32, size: usize, bands: usize) -> Self {
        let mel = |hz: f64| 2595.0 * (1.0 + hz / 700.0).log10();
        let hz = |mel: f64| 700.0 * (10f64.powf(mel / 2595.0) - 1.0);
        let top = mel(f64::from(rate) / 2.0);
        let edge = |i: usize| hz(top * i as f64 / (bands + 1) as f64);
        let bin = f64::from(rate) / size as f64;
        let band = |i: usize| {
            let (low, middle, high) = (edge(i), edge(i + 1), edge(i + 2));
            let first = (low / bin).ceil() as usize;
            let last = ((high / bin).floor() as usize).min(size / 2);
            let weight = |k: usize| {
                let f = k as f64 * bin;
                let rise = (f - low) / (middle - low).max(1e-9);
                let fall = (high - f) / (high - middle).max(1e-9);
                rise.min(fall).max(0.0) as f32
            };
            (first, (first..=last).map(weight).collect())
        };
        Self {
            bins: size / 2 + 1,
            bands: (0..bands).map(band).collect(),
        }
    }

    /// The bands of a spectrum, each the weighted sum of its bins.
    pub fn apply(&self, spectrum: &[f32]) -> Vec<f32> {
        let sum = |(first, weights): &(usize, Vec<f32>)| {
            let bins = spectrum.get(*first..).unwrap_or_default();
            bins.iter().zip(weights).map(|(x, w)| x * w).sum()
        };
        self.bands.iter().map(sum).collect()
    }

    /// The bins, each the weighted sum of its bands: the transpose of [`Self::apply`].
    pub fn transpose(&self, bands: &[f32]) -> Vec<f32> {
        let mut bins = vec![0.0; self.bins];
        for ((first, weights), value) in self.bands.iter().zip(bands) {
            let own = bins.iter_mut().skip(*first).zip(weights);
            own.for_each(|(bin, weight)| *bin += weight * value);
        }
        bins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_falls_into_its_band() {
        let bank = MelBank::new(16_000, 1024, 40);
        let mut spectrum = vec![0.0; 513];
        spectrum[64] = 1.0;
        let mel = bank.apply(&spectrum);
        let loudest = (0..40).max_by(|a, b| mel[*a].total_cmp(&mel[*b])).unwrap();
        // 1000 Hz is 1000 mel, of 2840 mel in 41 steps.
        assert!((13..=15).contains(&loudest), "{loudest}");
    }

    #[test]
    fn a_band_goes_back_to_the_bins_that_it_came_from() {
        let bank = MelBank::new(16_000, 1024, 40);
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let bins: Vec<f32> = (0..513).map(|k| (k as f32 * 0.37).sin()).collect();
        let bands: Vec<f32> = (0..40).map(|k| (k as f32 * 1.3).cos()).collect();
        let (one, other) = (
            dot(&bank.apply(&bins), &bands),
            dot(&bins, &bank.transpose(&bands)),
        );
        assert!((one - other).abs() < 1e-3, "{one} {other}");
    }
}
