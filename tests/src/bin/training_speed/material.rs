//! The batch and the weights that both begin with.

use neurorave_core::model_file::manifest::{AttributeSpec, Scale};
use nrave::train::average::{shapes, weights};
use nrave::train::batch::{Batch, Playing, others};
use nrave::train::loss::adversary::CLASSES;
use nrave::train::loss::descriptors::{SKIP, TAIL};
use nrave::train::network::decoder::GROUPS;
use nrave::train::network::{BAND_STEPS, DELAY, FILTER_STEPS, FRAME, LATENT};
use nrave::train::pqmf::{BANDS, Pqmf};
use nrave::train::random::Random;
use nrave::train::{State, fresh};
use serde_json::json;
use std::error::Error;
use std::fs;
use std::path::Path;

pub const RATE: u32 = 44_100;
pub const LEARNING_RATE: f64 = 8e-4;
/// Weights of the divergence, of the leak and of the consistency.
pub const LOSS_WEIGHTS: [f32; 3] = [0.005, 0.3, 2.0];

/// How large a batch is.
pub struct Material {
    pub items: usize,
    pub frames: usize,
}

pub fn attributes() -> Vec<AttributeSpec> {
    let spec = |name: &str, unit: &str, scale, min, max| AttributeSpec {
        name: name.into(),
        unit: unit.into(),
        scale,
        min,
        max,
        default: 0.0,
        gate_dbfs: None,
    };
    vec![
        spec("rms", "dBFS", Scale::Linear, -50.0, -12.0),
        spec("centroid", "Hz", Scale::Log, 200.0, 6000.0),
        spec("bandwidth", "Hz", Scale::Log, 600.0, 5000.0),
    ]
}

/// The state before the first step, the same every time.
pub fn state() -> State {
    let device = nrave::train::device().autodiff();
    device.seed(1);
    fresh(attributes().len(), &device)
}

impl Material {
    /// Noise where a batch has sound, the same every time.
    pub fn batch(&self) -> Batch {
        let (items, frames, width) = (self.items, self.frames, attributes().len());
        let played = items + others(items);
        let mut random = Random::new(1, 1);
        let mut noise = |count: usize, level: f32| -> Vec<f32> {
            (0..count).map(|_| random.normal() * level).collect()
        };
        let playing = Playing {
            controls: noise(played * frames * (width + 2), 0.5),
            sources: GROUPS.map(|group| {
                noise(
                    played * frames * BAND_STEPS * group.bands * group.coefficients(),
                    0.5,
                )
            }),
            gains: noise(played * frames * BAND_STEPS, 0.02),
        };
        Batch {
            items,
            frames,
            bands: noise(items * frames * BAND_STEPS * BANDS, 1.0),
            target: noise(items * frames * FRAME, 0.1),
            epsilon: noise(items * frames * LATENT, 1.0),
            playing,
            requested: noise(others(items) * frames * width, 0.5),
            weights: vec![1.0; others(items) * frames * width],
            classes: (0..items * frames * width)
                .map(|index| (index * 7 % CLASSES) as u8)
                .collect(),
        }
    }

    /// Everything into `folder`, for `torch_step.py`.
    pub fn write(&self, folder: &Path) -> Result<(), Box<dyn Error>> {
        let batch = self.batch();
        let state = state();
        let put = |name: &str, values: &[f32]| {
            let bytes: Vec<u8> = values.iter().flat_map(|x| x.to_le_bytes()).collect();
            fs::write(folder.join(format!("{name}.f32")), bytes)
        };
        put("bands", &batch.bands)?;
        put("target", &batch.target)?;
        put("epsilon", &batch.epsilon)?;
        put("controls", &batch.playing.controls)?;
        put("gains", &batch.playing.gains)?;
        put("requested", &batch.requested)?;
        put("weights", &batch.weights)?;
        let classes: Vec<f32> = batch.classes.iter().map(|x| f32::from(*x)).collect();
        put("classes", &classes)?;
        for (index, sources) in batch.playing.sources.iter().enumerate() {
            put(&format!("sources{index}"), sources)?;
        }
        put("synthesis", &Pqmf::default().synthesis.concat())?;
        put("fader", &weights(&state.fader).concat())?;
        put("adversary", &weights(&state.adversary).concat())?;
        let shapes = json!({
            "items": self.items,
            "others": others(self.items),
            "frames": self.frames,
            "frame": FRAME,
            "band_steps": BAND_STEPS,
            "filter_steps": FILTER_STEPS,
            "delay": DELAY,
            "window": neurorave_core::descriptors::WINDOW,
            "skip": SKIP,
            "tail": TAIL,
            "rate": RATE,
            "learning_rate": LEARNING_RATE,
            "loss_weights": {
                "kl": LOSS_WEIGHTS[0],
                "leak": LOSS_WEIGHTS[1],
                "consistency": LOSS_WEIGHTS[2],
            },
            "attributes": attributes(),
            "groups": GROUPS.map(|group| json!({
                "bands": group.bands,
                "harmonic": group.harmonic,
                "noise": group.noise,
            })),
            "fader": shapes(&state.fader),
            "adversary": shapes(&state.adversary),
        });
        Ok(fs::write(folder.join("shapes.json"), shapes.to_string())?)
    }
}
