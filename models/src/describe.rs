//! All descriptors and the pitch of a whole clip, measured by the code that measures live.

use crate::audio::Audio;
use neurorave_core::descriptors::{Analyzer, Descriptor};
use neurorave_core::pitch::{Pitch, Tracker};

/// Samples from one frame to the next: one latent frame of the models trained here.
pub const HOP: usize = 512;

/// Pitches looked for, in Hz: below a double bass's lowest string to above a violin's positions.
pub const PITCH_RANGE_HZ: (f32, f32) = (35.0, 3000.0);

/// What was measured on a clip.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// Rate at which it was measured, in Hz.
    pub rate: u32,
    /// One entry a frame.
    pub frames: Vec<Frame>,
}

/// What was measured at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// When it is known: the end of the frame's [`HOP`] samples.
    pub seconds: f64,
    /// In the order of [`Descriptor::ALL`], each in its own unit.
    pub values: [f32; Descriptor::ALL.len()],
    /// Pitch and voicing.
    pub pitch: Pitch,
}

impl Description {
    /// One descriptor over time.
    pub fn curve(&self, descriptor: Descriptor) -> Vec<f32> {
        let index = Descriptor::ALL.iter().position(|d| *d == descriptor);
        index.map_or_else(Vec::new, |i| {
            self.frames.iter().map(|f| f.values[i]).collect()
        })
    }
}

/// Measures the mean of the clip's channels at the clip's own rate. The last frame is completed
/// with silence; `progress` hears of frames done and frames to do.
pub fn describe(audio: &Audio, progress: &mut dyn FnMut(usize, usize)) -> Description {
    let rate = audio.rate as f32;
    let mut analyzer = Analyzer::new(rate, HOP, &Descriptor::ALL);
    let mut tracker = Tracker::new(rate, HOP, PITCH_RANGE_HZ.0, PITCH_RANGE_HZ.1);
    let mono = audio.mono();
    let count = mono.len().div_ceil(HOP);
    let mut block = [0.0; HOP];
    let mut frames = Vec::with_capacity(count);
    for (i, samples) in mono.chunks(HOP).enumerate() {
        block.fill(0.0);
        block[..samples.len()].copy_from_slice(samples);
        let mut values = [0.0; Descriptor::ALL.len()];
        analyzer.push(&block, &mut values);
        let seconds = ((i + 1) * HOP) as f64 / f64::from(audio.rate);
        frames.push(Frame {
            seconds,
            values,
            pitch: tracker.push(&block),
        });
        progress(i + 1, count);
    }
    Description {
        rate: audio.rate,
        frames,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f32::consts::TAU;

    #[test]
    fn a_tone_has_its_level_centroid_and_pitch() {
        let tone = (0..44_100)
            .map(|n| 0.5 * (TAU * 441.0 * n as f32 / 44_100.0).sin())
            .collect();
        let described = describe(&Audio::from_mono(44_100, tone), &mut |_, _| {});
        assert_eq!(described.frames.len(), 87);
        let frame = described.frames[60];
        assert!((frame.pitch.hz - 441.0).abs() < 1.0, "{frame:?}");
        assert!((described.curve(Descriptor::Rms)[60] + 9.03).abs() < 0.1);
        assert!((described.curve(Descriptor::Centroid)[60] - 441.0).abs() < 20.0);
        assert!((frame.seconds - 61.0 * 512.0 / 44_100.0).abs() < 1e-9);
    }
}
