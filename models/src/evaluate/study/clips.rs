//! A spectral baseline as a player: whole clips in, whole clips out, each attribute one value a clip.

use crate::audio::Audio;
use crate::baseline::{About, Baseline, FRAMES, HOP, RATE, SAMPLES, mean_while_sounding};
use crate::evaluate::EvaluateError;
use crate::evaluate::track::Track;
use crate::render::{Inlet, RenderOptions};
use neurorave_core::attributes::Value;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::instrument::Command;
use neurorave_core::model::ContentHash;
use neurorave_core::model_file::manifest::{AttributeSpec, FORMAT, Manifest};
use std::collections::BTreeMap;
use std::path::Path;

/// A baseline in the hands of a player.
pub struct Clips {
    baseline: Baseline,
    hash: ContentHash,
}

/// What the baseline in `folder` says about itself, in a model's words: it has no methods.
pub fn manifest(folder: &Path) -> Result<Manifest, EvaluateError> {
    let about = About::read(folder)?;
    Ok(Manifest {
        format: FORMAT,
        name: about.shape.kind.name().into(),
        sample_rate: RATE,
        channels: 1,
        methods: BTreeMap::new(),
        attributes: about.attributes,
        settings: Vec::new(),
        pitch: None,
        latent: None,
    })
}

impl Clips {
    /// Opens the baseline in `folder`.
    pub fn open(folder: &Path) -> Result<Self, EvaluateError> {
        let baseline = Baseline::load(folder)?;
        let bytes = std::fs::read(Baseline::weights_file(folder));
        let hash = ContentHash::of(&bytes.unwrap_or_default());
        Ok(Self { baseline, hash })
    }

    /// Number of weights.
    pub fn weights(&self) -> usize {
        self.baseline.weights()
    }

    /// SHA-256 of the weights' file.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// The input, mono at [`RATE`], through the baseline, piece by piece of [`SAMPLES`]. Attributes
    /// take the means of what is asked for, or else followed, over the frames that sound.
    pub fn play(&self, options: &RenderOptions, input: &Audio) -> Result<Audio, EvaluateError> {
        let settable = |command: &Command| matches!(command, Command::Set(..));
        let plain = options.method.is_none() && options.attributes_from.is_none();
        if !plain || !options.commands.iter().all(settable) || input.rate != RATE {
            return Err(EvaluateError::Asked(format!(
                "a spectral baseline plays clips at {RATE} Hz with attributes set, nothing else"
            )));
        }
        let attributes = self.baseline.attributes();
        let track = Track::of(input, attributes);
        let mut output = Vec::with_capacity(input.frames());
        for (index, piece) in input.channels[0].chunks(SAMPLES).enumerate() {
            let first = (index * FRAMES).min(track.frames());
            let last = (first + FRAMES).min(track.frames());
            let mean = |(index, spec): (usize, &AttributeSpec)| {
                mean_while_sounding(&track.loudness[first..last], |frame| {
                    let frame = first + frame;
                    value(options, spec, frame, track.values[frame][index])
                })
            };
            let means: Vec<f32> = attributes.iter().enumerate().map(mean).collect();
            output.extend(self.baseline.reconstruct(piece, &means));
        }
        Ok(Audio::from_mono(input.rate, output))
    }
}

/// The normalised value of an attribute in a frame: what is set, else `followed`, plus curves.
fn value(options: &RenderOptions, spec: &AttributeSpec, frame: usize, followed: f32) -> f32 {
    let own = |descriptor: &Descriptor| descriptor.name() == spec.name;
    let set = options
        .commands
        .iter()
        .rev()
        .find_map(|command| match command {
            Command::Set(descriptor, Value::Normalised(value)) if own(descriptor) => Some(*value),
            Command::Set(descriptor, Value::Unit(value)) if own(descriptor) => {
                Some(spec.normalise(*value))
            }
            _ => None,
        });
    let seconds = (frame as f64 + 0.5) * HOP as f64 / f64::from(RATE);
    let curves = options
        .curves
        .iter()
        .filter_map(|(inlet, curve)| match inlet {
            Inlet::Attribute(descriptor) if own(descriptor) => Some(curve.at(seconds)),
            _ => None,
        });
    set.unwrap_or(followed) + curves.sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curve::Curve;
    use neurorave_core::model_file::manifest::Scale;

    #[test]
    fn what_is_set_wins_and_curves_are_added() {
        let spec = AttributeSpec {
            name: "centroid".into(),
            unit: "Hz".into(),
            scale: Scale::Linear,
            min: 0.0,
            max: 1000.0,
            default: 0.0,
            gate_dbfs: None,
        };
        let mut options = RenderOptions::default();
        assert_eq!(value(&options, &spec, 3, 0.25), 0.25);
        let rms = (Inlet::Attribute(Descriptor::Rms), Curve::new([(0.0, 0.5)]));
        options.curves.push(rms);
        assert_eq!(value(&options, &spec, 3, 0.25), 0.25, "another knob's");
        let set = |value| Command::Set(Descriptor::Centroid, value);
        options.commands.push(set(Value::Normalised(-0.5)));
        assert_eq!(value(&options, &spec, 3, 0.25), -0.5);
        options.commands.push(set(Value::Unit(500.0)));
        assert_eq!(value(&options, &spec, 3, 0.25), 0.0);
        let end = 10.0 * HOP as f64 / f64::from(RATE);
        let ramp = Curve::new([(0.0, 0.0), (end, 1.0)]);
        options
            .curves
            .push((Inlet::Attribute(Descriptor::Centroid), ramp));
        assert!((value(&options, &spec, 3, 0.25) - 0.35).abs() < 1e-6);
    }
}
