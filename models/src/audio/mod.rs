//! Sound files in and out, and sample rate conversion of whole clips.

mod decode;
mod error;
mod resample;
mod wav;

pub use decode::{MAX_SAMPLES, Reader, read_audio, read_stretches};
pub use error::AudioError;
pub use resample::{Resampling, resample};
pub use wav::write_wav;

/// A whole clip in memory.
///
/// Full scale is −1…1; louder float files keep their peaks. All channels have the same length.
#[derive(Debug, Clone, PartialEq)]
pub struct Audio {
    /// Samples per second.
    pub rate: u32,
    /// One vector of samples a channel.
    pub channels: Vec<Vec<f32>>,
}

impl Audio {
    /// A clip of one channel.
    pub fn from_mono(rate: u32, samples: Vec<f32>) -> Self {
        Self {
            rate,
            channels: vec![samples],
        }
    }

    /// Samples per channel.
    pub fn frames(&self) -> usize {
        self.channels.first().map_or(0, Vec::len)
    }

    /// Length in seconds.
    pub fn seconds(&self) -> f64 {
        self.frames() as f64 / f64::from(self.rate)
    }

    /// The mean of the channels: a sound panned hard to one side loses half its amplitude,
    /// one in the middle none.
    pub fn mono(&self) -> Vec<f32> {
        Self::mix(&self.channels)
    }

    fn mix(channels: &[Vec<f32>]) -> Vec<f32> {
        match channels {
            [] => Vec::new(),
            [only] => only.clone(),
            [first, rest @ ..] => {
                let scale = 1.0 / channels.len() as f32;
                let mut mix = first.clone();
                for channel in rest {
                    for (sum, sample) in mix.iter_mut().zip(channel) {
                        *sum += sample;
                    }
                }
                mix.iter_mut().for_each(|sample| *sample *= scale);
                mix
            }
        }
    }

    /// The largest absolute sample value of all channels.
    pub fn peak(&self) -> f32 {
        self.channels
            .iter()
            .flatten()
            .fold(0.0, |peak, sample| sample.abs().max(peak))
    }

    /// Whether there is anything to hear: a peak above −90 dBFS, the level of the last bits of
    /// a 16-bit file.
    pub fn is_audible(&self) -> bool {
        self.peak() > 3.2e-5
    }

    /// This clip at another sample rate, see [`resample`].
    pub fn at_rate(&self, rate: u32) -> Self {
        let channels = self
            .channels
            .iter()
            .map(|x| resample(x, self.rate, rate))
            .collect();
        Self { rate, channels }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mono_is_the_mean_of_the_channels() {
        let audio = Audio {
            rate: 8000,
            channels: vec![vec![1.0, 0.0], vec![0.0, -0.5]],
        };
        assert_eq!(audio.mono(), [0.5, -0.25]);
        assert_eq!(audio.peak(), 1.0);
        assert_eq!(audio.frames(), 2);
    }

    #[test]
    fn silence_is_not_audible() {
        assert!(!Audio::from_mono(8000, vec![0.0; 100]).is_audible());
        assert!(Audio::from_mono(8000, vec![1e-3; 100]).is_audible());
    }
}
