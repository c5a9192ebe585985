//! The controls that the consistency loss asks for instead of the measured ones.

use super::playing::Controls;
use super::random::Random;
use neurorave_core::model_file::manifest::AttributeSpec;

/// Other controls for one item, and how much each attribute counts.
pub struct Request {
    /// What is asked for.
    pub controls: Controls,
    /// `[frame][attribute]`.
    pub weights: Vec<f32>,
}

/// Weight of an attribute that moves alone: where not all can be met, the others give way.
const MOVED: f32 = 3.0;
/// Weight of frames whose source is silent: there is little to shape.
const SILENT_SOURCE: f32 = 0.1;

/// Half the time one attribute takes a new curve, in 30 % all take the donor's, in 20 % each takes
/// a curve of its own; in 60 % the pitch is transposed by up to an octave.
///
/// Attributes other than rms count only where the requested loudness, where it is an attribute, is
/// inside its range.
pub fn request(
    own: &Controls,
    donor: &Controls,
    attributes: &[AttributeSpec],
    random: &mut Random,
) -> Request {
    let width = attributes.len();
    let frames = own.frames();
    let rms = attributes.iter().position(|spec| spec.name == "rms");
    let mut controls = own.clone();
    let redraw = |controls: &mut Controls, index: usize, random: &mut Random| {
        for (frame, value) in curve(frames, random).into_iter().enumerate() {
            controls.attributes[frame * width + index] = value;
        }
    };
    let mut moved = None;
    match random.uniform(0.0, 1.0) {
        x if x < 0.5 => {
            let alone = random.below(width);
            redraw(&mut controls, alone, random);
            moved = Some(alone);
        }
        x if x < 0.8 => controls.attributes.clone_from(&donor.attributes),
        _ => (0..width).for_each(|index| redraw(&mut controls, index, random)),
    }
    if random.chance(0.6) {
        let ratio = 2f32.powf(random.uniform(-1.0, 1.0));
        for pitch in &mut controls.pitch {
            pitch.hz = (pitch.hz * ratio).clamp(30.0, 5000.0);
        }
    }
    let weights = (0..frames * width)
        .map(|at| {
            let (frame, index) = (at / width, at % width);
            let sounds = |controls: &Controls| {
                rms.is_none_or(|rms| controls.attributes[frame * width + rms] > -1.0)
            };
            let silent = !sounds(own);
            let counts = if Some(index) == rms || sounds(&controls) {
                1.0
            } else {
                0.0
            };
            let leads = moved == Some(index) && width > 1;
            counts * if silent { SILENT_SOURCE } else { 1.0 } * if leads { MOVED } else { 1.0 }
        })
        .collect();
    Request { controls, weights }
}

/// A constant, a ramp, a sine or a drift through −1…1.
fn curve(frames: usize, random: &mut Random) -> Vec<f32> {
    let (from, to) = (random.uniform(-1.0, 1.0), random.uniform(-1.0, 1.0));
    let share = |frame: usize| frame as f32 / frames as f32;
    match random.below(4) {
        0 => vec![from; frames],
        1 => (0..frames)
            .map(|frame| from + (to - from) * share(frame))
            .collect(),
        2 => {
            let cycles = random.uniform(0.5, 4.0) * std::f32::consts::TAU;
            let phase = random.uniform(0.0, std::f32::consts::TAU);
            let (middle, swing) = ((from + to) / 2.0, (from - to) / 2.0);
            (0..frames)
                .map(|frame| middle + swing * (cycles * share(frame) + phase).sin())
                .collect()
        }
        _ => {
            let mut value = from;
            (0..frames)
                .map(|_| {
                    value = (value + 0.15 * random.normal()).clamp(-1.0, 1.0);
                    value
                })
                .collect()
        }
    }
}
