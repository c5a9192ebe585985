//! Whether the knobs do what they say.

use super::spearman::spearman;
use super::statistics::{mean, median, pearson};
use super::{EvaluateError, Play, analyse};
use crate::audio::Audio;
use crate::curve::Curve;
use crate::render::{Inlet, RenderOptions};
use crate::train::corpus::GATE_DBFS;
use neurorave_core::attributes::Value;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::instrument::Command;
use neurorave_core::model_file::manifest::AttributeSpec;
use serde::Serialize;

/// Ends of the sweep, normalised.
const SWEEP: (f32, f32) = (-0.8, 0.8);

/// One attribute swept, the others following.
#[derive(Debug, Clone, Serialize)]
pub struct Control {
    /// The attribute.
    pub attribute: String,
    /// Spearman's correlation of asked and measured, mean over the recordings.
    pub spearman: f64,
    /// Rise of the measured curve over the rise asked for, median over the recordings.
    pub range: f64,
}

impl Control {
    /// For people.
    pub fn line(&self) -> String {
        format!(
            "{} swept: Spearman {:.3}, measured range {:.0} % of the requested",
            self.attribute,
            self.spearman,
            100.0 * self.range
        )
    }
}

/// One attribute where all were taken from another recording.
#[derive(Debug, Clone, Serialize)]
pub struct Transfer {
    /// The attribute.
    pub attribute: String,
    /// (r + 1) / 2 with Pearson's r over all frames of all recordings.
    pub agreement: f64,
}

impl Transfer {
    /// For people.
    pub fn line(&self) -> String {
        format!(
            "{} from another recording, all at once: (r+1)/2 {:.3}",
            self.attribute, self.agreement
        )
    }
}

pub fn sweep(
    inputs: &[&Audio],
    attributes: &[AttributeSpec],
    play: &mut Play,
) -> Result<Vec<Control>, EvaluateError> {
    let mut controls = Vec::new();
    for (index, spec) in attributes.iter().enumerate() {
        let Some(descriptor) = Descriptor::from_name(&spec.name) else {
            continue;
        };
        let (mut correlations, mut ranges) = (Vec::new(), Vec::new());
        for input in inputs {
            let sounding = sounding(input, attributes);
            let (Some(first), Some(last)) = (sounding.first(), sounding.last()) else {
                continue;
            };
            let seconds =
                |frame: usize| (frame * crate::describe::HOP) as f64 / f64::from(input.rate);
            let curve = Curve::new([(seconds(*first), SWEEP.0), (seconds(*last), SWEEP.1)]);
            let options = RenderOptions {
                commands: vec![Command::Set(descriptor, Value::Normalised(0.0))],
                curves: vec![(Inlet::Attribute(descriptor), curve.clone())],
                ..RenderOptions::default()
            };
            let output = analyse(&play(&options, input)?, attributes);
            let (asked, measured): (Vec<f32>, Vec<f32>) = sounding
                .iter()
                .filter(|frame| descriptor == Descriptor::Rms || output[**frame].1 > GATE_DBFS)
                .map(|frame| (curve.at(seconds(frame + 1)), output[*frame].0[index]))
                .unzip();
            if measured.len() >= 16 {
                let pairs: Vec<_> = asked
                    .iter()
                    .copied()
                    .zip(measured.iter().copied())
                    .collect();
                // A knob that moves nothing correlates with nothing.
                correlations.push(spearman(&pairs).unwrap_or(0.0));
                let end = measured.len() / 8;
                let level =
                    |part: &[f32]| mean(&part.iter().map(|x| f64::from(*x)).collect::<Vec<_>>());
                let rise = level(&measured[measured.len() - end..]) - level(&measured[..end]);
                let wanted = level(&asked[asked.len() - end..]) - level(&asked[..end]);
                ranges.push(rise / wanted);
            }
        }
        controls.push(Control {
            attribute: spec.name.clone(),
            spearman: mean(&correlations),
            range: median(ranges),
        });
    }
    Ok(controls)
}

pub fn transfer(
    inputs: &[&Audio],
    attributes: &[AttributeSpec],
    play: &mut Play,
) -> Result<Vec<Transfer>, EvaluateError> {
    let mut pairs: Vec<(Vec<f32>, Vec<f32>)> = vec![Default::default(); attributes.len()];
    for (index, input) in inputs.iter().enumerate() {
        let donor = inputs[(index + inputs.len() / 2) % inputs.len()];
        let options = RenderOptions {
            attributes_from: Some(donor.clone()),
            ..RenderOptions::default()
        };
        let output = analyse(&play(&options, input)?, attributes);
        let asked = analyse(donor, attributes);
        let source = analyse(input, attributes);
        for frame in 8..output.len().min(asked.len()) {
            if asked[frame].1 < GATE_DBFS || source[frame].1 < GATE_DBFS {
                continue;
            }
            for (attribute, (wanted, measured)) in pairs.iter_mut().enumerate() {
                wanted.push(asked[frame].0[attribute]);
                measured.push(output[frame].0[attribute]);
            }
        }
    }
    let agreements = attributes
        .iter()
        .zip(&pairs)
        .map(|(spec, (wanted, measured))| Transfer {
            attribute: spec.name.clone(),
            agreement: (pearson(wanted, measured) + 1.0) / 2.0,
        });
    Ok(agreements.collect())
}

/// Frames in which the input sounds, past the first five, which still see what came before.
fn sounding(input: &Audio, attributes: &[AttributeSpec]) -> Vec<usize> {
    let frames = analyse(input, attributes);
    let sounding = frames
        .iter()
        .enumerate()
        .filter(|(_, (_, loudness))| *loudness > GATE_DBFS);
    sounding
        .map(|(frame, _)| frame)
        .filter(|frame| *frame > 5)
        .collect()
}
