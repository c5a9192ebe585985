//! What the engine would measure in a recording, frame by frame.

use crate::audio::Audio;
use crate::curve::Curve;
use crate::describe::HOP;
use crate::render::{Inlet, RenderOptions};
use crate::train::corpus::GATE_DBFS;
use neurorave_core::attributes::Value;
use neurorave_core::descriptors::{Analyzer, Descriptor};
use neurorave_core::instrument::Command;
use neurorave_core::model_file::manifest::AttributeSpec;

/// Descriptors' windows still see what came before in the first frames.
pub const SETTLED: usize = 8;

/// Normalised attributes and loudness of each frame of [`HOP`] samples.
pub struct Track {
    /// One row a frame, one value an attribute.
    pub values: Vec<Vec<f32>>,
    /// dBFS.
    pub loudness: Vec<f32>,
}

impl Track {
    /// Measures the first channel.
    pub fn of(audio: &Audio, attributes: &[AttributeSpec]) -> Self {
        let known = |spec: &AttributeSpec| Descriptor::from_name(&spec.name);
        let which: Vec<_> = attributes.iter().filter_map(known).collect();
        let mut analyzer = Analyzer::new(audio.rate as f32, HOP, &which);
        let mut measured = vec![0.0; which.len()];
        let (mut values, mut loudness) = (Vec::new(), Vec::new());
        for block in audio.channels[0].chunks_exact(HOP) {
            analyzer.push(block, &mut measured);
            let row = attributes.iter().zip(&measured);
            values.push(row.map(|(spec, value)| spec.normalise(*value)).collect());
            loudness.push(analyzer.rms_dbfs());
        }
        Self { values, loudness }
    }

    /// Frames.
    pub fn frames(&self) -> usize {
        self.values.len()
    }

    /// Whether a frame is loud enough for its descriptors to mean anything.
    pub fn sounds(&self, frame: usize) -> bool {
        self.loudness.get(frame).is_some_and(|db| *db > GATE_DBFS)
    }

    /// From the first frame that sounds to the one after the last; empty where none does.
    pub fn sounding(&self) -> std::ops::Range<usize> {
        let first = (0..self.frames()).find(|frame| self.sounds(*frame));
        let last = (0..self.frames()).rfind(|frame| self.sounds(*frame));
        first.unwrap_or(0)..last.map_or(0, |last| last + 1)
    }

    /// One attribute over time, held where the sound is too quiet, as the engine holds it.
    pub fn held(&self, attribute: usize, spec: &AttributeSpec) -> Vec<f32> {
        let mut last = spec.default;
        let rows = self.values.iter().enumerate();
        rows.map(|(frame, row)| {
            if self.sounds(frame) || spec.name == Descriptor::Rms.name() {
                last = row[attribute];
            }
            last
        })
        .collect()
    }
}

/// Plays with each of these attributes along a curve of one normalised value a frame, the others
/// following.
pub fn request(curves: &[(Descriptor, Vec<f32>)], rate: u32) -> RenderOptions {
    let mut options = RenderOptions::default();
    for (descriptor, values) in curves {
        // The network is given the mean over a step: the value belongs to the frame's middle.
        let time = |frame: usize| (frame as f64 + 0.5) * HOP as f64 / f64::from(rate);
        let points = values.iter().enumerate().map(|(i, v)| (time(i), *v));
        options
            .commands
            .push(Command::Set(*descriptor, Value::Normalised(0.0)));
        options
            .curves
            .push((Inlet::Attribute(*descriptor), Curve::new(points)));
    }
    options
}
