//! The run, the batch and the weights that both begin with.

use neurorave_core::descriptors::WINDOW;
use neurorave_core::model_file::manifest::{AttributeSpec, PitchSpec, Scale};
use nrave::train::augment::Augment;
use nrave::train::average::{shapes, weights};
use nrave::train::batch::Batch;
use nrave::train::loss::adversary::CLASSES;
use nrave::train::network::fader::decoder::ENVELOPE;
use nrave::train::network::fader::{self, BAND_STEPS, FILTER_STEPS, RATIO};
use nrave::train::network::{Geometry, Shape};
use nrave::train::playing::Playing;
use nrave::train::pqmf::Pqmf;
use nrave::train::random::Random;
use nrave::train::schedule::AdversarialAfter;
use nrave::train::step::Weights;
use nrave::train::{Course, Options, Start, State, devices, fresh};
use serde_json::json;
use std::error::Error;
use std::fs;
use std::path::Path;

/// The shipped network.
const SHAPE: fader::Shape = fader::Shape {
    capacity: 48,
    latents: 16,
    attributes: 3,
    pitch: true,
};

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

impl Material {
    /// A run of the shipped network that never gets anywhere near its end.
    pub fn options(&self) -> Options {
        Options {
            data: Default::default(),
            run: Default::default(),
            shape: Shape::Fader(SHAPE),
            attributes: attributes().into_iter().map(|spec| spec.name).collect(),
            rate: 44_100,
            pitch: PitchSpec {
                min_hz: 32.0,
                max_hz: 3000.0,
            },
            steps: 1 << 40,
            batch: self.items,
            frames: self.frames,
            augment: Augment::NONE,
            seed: 1,
            learning_rate: 8e-4,
            weights: Weights {
                kl: 0.005,
                leak: 0.3,
                consistency: 2.0,
                periodicity: 0.0,
            },
            // As in the step it is compared with.
            recall: 0,
            course: Course {
                warm_up: 1,
                kl_warm_up: 1,
                adversary_rate: 1.0,
                adversarial_after: AdversarialAfter::Never,
                adversarial: 0.0,
                matching: 0.0,
                discriminator_rate: 0.0,
                log_every: 1,
                validate_every: 1,
                checkpoint_every: 1,
                devices: 1,
                start: Start::New,
                force: true,
            },
        }
    }

    pub fn geometry(&self) -> Geometry {
        SHAPE.geometry()
    }

    /// The state before the first step, the same every time.
    pub fn state(&self) -> Result<State, Box<dyn Error>> {
        let device = &devices(1)?[0];
        device.seed(1);
        Ok(fresh(&self.options(), device))
    }

    /// Items played a second time.
    fn others(&self) -> usize {
        self.items.div_ceil(2)
    }

    /// Noise where a batch has sound, the same every time.
    pub fn batch(&self) -> Batch {
        let (items, frames, width) = (self.items, self.frames, SHAPE.attributes);
        let (played, bands) = (items + self.others(), self.geometry().bank.bands);
        let mut random = Random::new(1, 1);
        let mut noise = |count: usize, level: f32| -> Vec<f32> {
            (0..count).map(|_| random.normal() * level).collect()
        };
        let band_steps = played * frames * BAND_STEPS;
        let groups = SHAPE.groups();
        let sources = groups
            .iter()
            .map(|group| noise(band_steps * group.bands * group.coefficients(), 0.5));
        let playing = Playing {
            items: played,
            sources: sources.collect(),
            controls: noise(played * frames * SHAPE.controls(), 0.5),
            gains: noise(band_steps, 0.02),
        };
        Batch {
            items,
            frames,
            bands: noise(items * frames * BAND_STEPS * bands, 1.0),
            target: noise(items * frames * RATIO, 0.1),
            epsilon: noise(items * frames * SHAPE.latents, 1.0),
            playing,
            pitches: Vec::new(),
            requested: noise(self.others() * frames * width, 0.5),
            weights: vec![1.0; self.others() * frames * width],
            classes: (0..items * frames * width)
                .map(|index| (index * 7 % CLASSES) as u8)
                .collect(),
        }
    }

    /// Everything into `folder`, for `torch_step.py`.
    pub fn write(&self, folder: &Path) -> Result<(), Box<dyn Error>> {
        let (batch, state, options) = (self.batch(), self.state()?, self.options());
        let geometry = self.geometry();
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
        put("synthesis", &Pqmf::new(geometry.bank).synthesis.concat())?;
        let adversary = state.adversary.as_ref().ok_or("a run without adversary")?;
        put("network", &weights(&state.network).concat())?;
        put("adversary", &weights(adversary).concat())?;
        let shapes = json!({
            "items": self.items,
            "others": self.others(),
            "frames": self.frames,
            "latents": SHAPE.latents,
            "classes": CLASSES,
            "bands": geometry.bank.bands,
            "frame": RATIO,
            "band_steps": BAND_STEPS,
            "filter_steps": FILTER_STEPS,
            "envelope": ENVELOPE,
            "delay": geometry.delay,
            "window": WINDOW,
            "skip": geometry.skip(),
            "tail": geometry.tail(),
            "rate": options.rate,
            "learning_rate": options.learning_rate,
            "loss_weights": options.weights,
            "attributes": attributes(),
            "groups": SHAPE.groups().map(|group| json!({
                "bands": group.bands,
                "harmonic": group.harmonic,
                "noise": group.noise,
            })),
            "network": shapes(&state.network),
            "adversary": shapes(adversary),
        });
        Ok(fs::write(folder.join("shapes.json"), shapes.to_string())?)
    }
}
