//! What an instrument tells about itself.

use super::{LoadError, Mode, Priority};
use crate::descriptors::Descriptor;
use crate::model_file::manifest::{AttributeSpec, Kind, PitchSpec, SettingSpec};
use crate::network::{Layout, Network};
use crate::opening;
use std::path::PathBuf;
use std::sync::Arc;

/// The model that plays, as far as a player needs to know it.
#[derive(Clone, Debug)]
pub struct Playing {
    /// The file, where there is one.
    pub path: Option<PathBuf>,
    /// It was made of a TorchScript file, which can be imported anew.
    pub imported: bool,
    /// The model's name.
    pub name: String,
    /// The method.
    pub method: String,
    /// All methods of the model.
    pub methods: Vec<String>,
    /// Its inlets and outlets.
    pub layout: Layout,
    /// Its attributes, in inlet order.
    pub attributes: Vec<AttributeSpec>,
    /// The range of its pitch, where it has one.
    pub pitch: Option<PitchSpec>,
    /// The settings of the model, whichever of its methods take them; of those that are fixed, what
    /// it was imported with.
    pub settings: Vec<SettingSpec>,
    /// The model's sample rate in Hz.
    pub sample_rate: u32,
    /// Model samples that one network call consumes.
    pub step: usize,
    /// The model's own delay in model samples.
    pub delay: usize,
    /// What runs the network: `native`, or `tract`.
    pub executor: &'static str,
    /// Why it isn't the native one, where that was tried.
    pub fallback: Option<String>,
}

impl Playing {
    pub(crate) fn of(network: &Network, path: Option<PathBuf>) -> Playing {
        let (manifest, method) = (network.manifest(), network.method());
        let layout = network.layout().clone();
        let has = |kind| layout.inlets.iter().any(|jack| jack.kind == kind);
        Playing {
            imported: path.as_deref().is_some_and(opening::is_foreign),
            path,
            name: manifest.name.clone(),
            method: network.name().into(),
            methods: manifest.methods.keys().cloned().collect(),
            attributes: if has(Kind::Attribute) {
                manifest.attributes.clone()
            } else {
                vec![]
            },
            pitch: manifest.pitch.filter(|_| has(Kind::Pitch)),
            settings: manifest.settings.clone(),
            sample_rate: manifest.sample_rate,
            step: method.step,
            delay: method.delay,
            executor: network.executor().name(),
            fallback: network.fallback().map(str::to_owned),
            layout,
        }
    }
}

/// What was last measured on the followed sound and given to the network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The descriptor's value in its own unit.
    pub measured: f32,
    /// What the network was given, normalised.
    pub sent: f32,
}

/// A snapshot of an instrument's state.
#[derive(Clone, Debug)]
pub struct Status {
    /// The model that plays or is about to go live; `None` before the first has loaded.
    pub model: Option<Arc<Playing>>,
    /// A request is being worked on.
    pub loading: bool,
    /// The network's sound reaches the outlets.
    pub live: bool,
    /// How the network runs.
    pub mode: Mode,
    /// What the system has granted to the thread that ran the last step; `None` out of worker mode,
    /// and before the first step.
    pub priority: Option<Priority>,
    /// The host's rate in Hz; 0 before `prepare`.
    pub sample_rate: f64,
    /// Host samples between an input and the output that answers it: exact, all of it included.
    pub latency: usize,
    /// Steps that have come back in worker or offline mode since the instrument was made.
    pub steps: u64,
    /// Inferences that came too late, each a step of silence with short fades, since the last
    /// [`Command::ClearCounters`](super::Command::ClearCounters).
    pub dropouts: u64,
    /// Mean time that one step takes of a processor, over the time it stands for. A step that is run
    /// together with others counts its share, so that the means of all instruments add up.
    pub cpu_mean: f32,
    /// The worst since the counters were cleared: the time until a step was answered from when a
    /// thread took it up, over the time it stands for, the others of its batch included.
    pub cpu_worst: f32,
    /// Set by [`Command::Enable`](super::Command::Enable).
    pub enabled: bool,
    /// Set by [`Command::Bypass`](super::Command::Bypass).
    pub bypassed: bool,
    /// Output samples that were NaN, infinite or beyond ±4 and were replaced.
    pub repaired: u64,
    /// Frequency in Hz and voicing (0…1) given to the network.
    pub pitch: (f32, f32),
    /// In the order of [`Descriptor::ALL`].
    pub readings: [Reading; Descriptor::ALL.len()],
    /// The settings of the model in its order, each with its numbers: those of the last
    /// [`Command::Setting`](super::Command::Setting), or the initial ones.
    pub settings: Vec<(String, Vec<f32>)>,
}

/// Something that the player should hear about.
#[derive(Clone, Debug)]
pub enum Event {
    /// A file of another kind is being imported, which takes a moment: the first time, and when what
    /// only an import can set has been set.
    Importing(PathBuf),
    /// The model was read and checked; it goes live after its warm-up.
    Loaded(Arc<Playing>),
    /// The request failed; what played before still plays.
    LoadFailed {
        /// The file asked for, where there is one.
        path: Option<PathBuf>,
        /// Why, and what to do.
        error: Arc<LoadError>,
    },
    /// The model's sound reaches the outlets from now on.
    Live {
        /// How it runs.
        mode: Mode,
        /// See [`Status::latency`].
        latency: usize,
    },
    /// The network failed while it ran; this voice is silent until the next load.
    Failed(String),
}
