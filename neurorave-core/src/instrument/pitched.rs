//! The pitched part of a model: which pitch the network is given, and the source it shapes.

use super::job::Job;
use crate::attributes::Smooth;
use crate::model_file::manifest::PitchSpec;
use crate::pitch::{Excitation, Pitch, Tracker};

/// The pitch that a model is given before any is known, in Hz.
const RESTING_HZ: f32 = 220.0;

pub(crate) struct Pitched {
    spec: PitchSpec,
    tracker: Tracker,
    excitation: Excitation,
    heard: Pitch,
    transpose: Smooth,
    voicing: Smooth,
    base: Pitch,
}

impl Pitched {
    /// For steps of `step` samples at `rate` Hz.
    pub fn new(spec: PitchSpec, rate: f32, step: usize) -> Pitched {
        Pitched {
            spec,
            tracker: Tracker::new(rate, step, spec.min_hz, spec.max_hz),
            excitation: Excitation::new(rate),
            heard: rest(spec),
            transpose: Smooth::default(),
            voicing: Smooth::default(),
            base: rest(spec),
        }
    }

    /// Back to the start of time.
    pub fn reset(&mut self) {
        self.tracker.reset();
        self.excitation.reset();
        self.heard = rest(self.spec);
        self.base = self.heard;
        self.transpose = Smooth::default();
        self.voicing = Smooth::default();
    }

    /// Takes a step of the sound that is followed.
    pub fn listen(&mut self, followed: &[f32]) {
        self.heard = self.tracker.push(followed);
    }

    /// The pitch for the network: followed or set, transposed, limited to the model's range.
    pub fn next(&mut self, job: &Job, rate: f32) -> Pitch {
        let setting = job.settings.pitch;
        let (hz, voicing) = setting.set.unwrap_or((self.heard.hz, self.heard.voicing));
        let semitones = self.transpose.next(setting.transpose, rate) + job.pitch_inlet;
        // Measured voicing is not smoothed, as nothing measured is; a note's is.
        let voicing = self
            .voicing
            .next(voicing, if setting.set.is_some() { rate } else { 1.0 });
        let hz = hz * (semitones / 12.0).exp2();
        let hz = if hz.is_finite() { hz } else { RESTING_HZ };
        let pitch = Pitch {
            hz: self.limit(hz),
            voicing,
        };
        self.base = match setting.set {
            Some(_) => pitch,
            None => self.heard,
        };
        pitch
    }

    /// What is followed, or where the pitch is set, what is sent.
    pub fn base(&self) -> Pitch {
        self.base
    }

    /// Writes a step of the source.
    pub fn excite(&mut self, pitch: Pitch, data: &mut [f32]) {
        self.excitation.render(pitch, data);
    }

    /// Takes what a model proposes, within the model's range.
    pub fn propose(&mut self, octaves: f32, voicing: f32) {
        let hz = 440.0 * octaves.clamp(-10.0, 10.0).exp2();
        self.heard = Pitch {
            hz: self.limit(hz),
            voicing: voicing.clamp(0.0, 1.0),
        };
    }

    fn limit(&self, hz: f32) -> f32 {
        hz.max(self.spec.min_hz).min(self.spec.max_hz)
    }
}

/// Writes octaves relative to 440 Hz, then voicing, `samples` of each.
// Not inlined: its logarithm would be taken before the loop over ports, of a pitch that may not be
// there. That does no harm, but valgrind objects.
#[inline(never)]
pub(crate) fn fill_pitch(pitch: Pitch, samples: usize, data: &mut [f32]) {
    let (octaves, voicing) = data.split_at_mut(samples);
    octaves.fill((pitch.hz / 440.0).log2());
    voicing.fill(pitch.voicing);
}

fn rest(spec: PitchSpec) -> Pitch {
    Pitch {
        hz: RESTING_HZ.max(spec.min_hz).min(spec.max_hz),
        voicing: 0.0,
    }
}
