//! What a run is asked to do.

use super::augment::Augment;
use super::network::Shape;
use super::schedule::{AdversarialAfter, Schedule};
use super::settings::Settings;
use super::step::Weights;
use neurorave_core::model_file::manifest::PitchSpec;
use serde_json::Value;
use std::path::PathBuf;

/// Everything that `nrave train` is told.
#[derive(Debug, Clone)]
pub struct Options {
    /// A prepared set, or folders of recordings.
    pub data: Vec<PathBuf>,
    /// Folder of the run: checkpoint, log and flags.
    pub run: PathBuf,
    /// The network.
    pub shape: Shape,
    /// Names of the attributes, as many as the network takes.
    pub attributes: Vec<String>,
    /// Sample rate.
    pub rate: u32,
    /// Range of the pitch.
    pub pitch: PitchSpec,
    /// Steps in all.
    pub steps: u64,
    /// Items a batch.
    pub batch: usize,
    /// Latent frames an item.
    pub frames: usize,
    /// How recordings are changed.
    pub augment: Augment,
    /// Seed of everything random.
    pub seed: u64,
    /// Step size of the optimizer at the start; a tenth of it at the end.
    pub learning_rate: f64,
    /// What each loss counts once warmed up.
    pub weights: Weights,
    /// Earlier batches that the latent discriminator learns from in each step.
    pub recall: usize,
    /// The phases, and how the run is kept.
    pub course: Course,
}

/// The phases of a run, and how it is kept.
#[derive(Debug, Clone)]
pub struct Course {
    /// Steps over which the losses beside the spectral one come in.
    pub warm_up: u64,
    /// Steps over which the divergence from noise comes in.
    pub kl_warm_up: u64,
    /// Step size of the latent discriminator, as a share of the network's.
    pub adversary_rate: f64,
    /// When the adversarial phase begins.
    pub adversarial_after: AdversarialAfter,
    /// What the waveform discriminator's verdict counts.
    pub adversarial: f32,
    /// What the distance of its features counts.
    pub matching: f32,
    /// Its step size.
    pub discriminator_rate: f64,
    /// Steps between two lines of the log.
    pub log_every: u64,
    /// Steps between two validations.
    pub validate_every: u64,
    /// Steps between two checkpoints.
    pub checkpoint_every: u64,
    /// Devices that share a step.
    pub devices: usize,
    /// Where to begin.
    pub start: Start,
    /// Begin even where memory seems too little.
    pub force: bool,
}

/// Where a run begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// At the beginning, in a folder without a checkpoint.
    New,
    /// At the beginning, whatever is there.
    Restart,
    /// At the checkpoint, where there is one.
    Resume {
        /// With other flags, too, where the checkpoint can live with them.
        accept_changes: bool,
    },
}

impl Options {
    /// What changes over the steps.
    pub fn schedule(&self) -> Schedule {
        Schedule {
            steps: self.steps,
            learning_rate: self.learning_rate,
            warm_up: self.course.warm_up,
            kl_warm_up: self.course.kl_warm_up,
            adversarial_after: self.course.adversarial_after,
        }
    }

    /// Whether waveform discriminators will join.
    pub fn is_adversarial(&self) -> bool {
        self.course.adversarial_after != AdversarialAfter::Never
    }

    /// Every flag that the result depends on.
    pub fn settings(&self) -> Settings {
        let course = &self.course;
        let mut settings = Settings::default()
            .with("rate", self.rate)
            .with("lowest", self.pitch.min_hz)
            .with("highest", self.pitch.max_hz)
            .with("steps", self.steps)
            .with("batch", self.batch)
            .with("frames", self.frames)
            .with("augment", self.augment)
            .with("seed", self.seed)
            .with("learning-rate", self.learning_rate)
            .with("kl", self.weights.kl)
            .with("leak", self.weights.leak)
            .with("consistency", self.weights.consistency)
            .with("periodicity", self.weights.periodicity)
            .with("warm-up", course.warm_up)
            .with("kl-warm-up", course.kl_warm_up)
            .with("adversary-rate", course.adversary_rate)
            .with("recall", self.recall)
            .with("adversarial-after", course.adversarial_after)
            .with("adversarial", course.adversarial)
            .with("matching", course.matching)
            .with("discriminator-rate", course.discriminator_rate)
            .with("devices", course.devices)
            .with("log-every", course.log_every)
            .with("validate-every", course.validate_every);
        // The shape is {"family": {"capacity": 48, …}}: its numbers are flags.
        let shape = serde_json::to_value(&self.shape).expect("plain data");
        for (family, numbers) in shape.as_object().into_iter().flatten() {
            settings = settings.with("preset", family);
            for (flag, number) in numbers.as_object().into_iter().flatten() {
                let text = match number {
                    Value::Bool(true) => "yes".to_owned(),
                    Value::Bool(false) => "no".to_owned(),
                    other => other.to_string(),
                };
                settings = settings.with(&flag.replace('_', "-"), text);
            }
        }
        settings.with("attributes", self.attributes.join(","))
    }
}
