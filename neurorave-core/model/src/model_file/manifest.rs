//! `manifest.json`: what a model file says about itself.
//!
//! These types are the file's own words (serde, unknown fields rejected, see `models/FORMAT.md`).
//! They carry no promise until [`crate::model::Model`] has checked them against the graphs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::attribute::{AttributeSpec, Scale};

/// The format version that this crate reads and writes.
pub const FORMAT: u32 = 1;

/// A whole manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Format version, [`FORMAT`].
    pub format: u32,
    /// What people call the model; shown, never interpreted.
    pub name: String,
    /// Rate at which every method runs, in Hz, 8000 to 192000.
    pub sample_rate: u32,
    /// Audio channels of the model, 1 to 64; a method may have others on one side.
    pub channels: u32,
    /// Methods by name: `forward`, `encode`, `decode`, `prior` and so on.
    pub methods: BTreeMap<String, Method>,
    /// The model's attributes in the order of their channels in ports of kind attribute.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeSpec>,
    /// What else can be set, in the order of the numbers in ports of kind setting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<SettingSpec>,
    /// Present where the model has a pitch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pitch: Option<PitchSpec>,
    /// Statistics of the latents over the training set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latent: Option<LatentSpec>,
}

impl Manifest {
    /// The settings that can be set while the model plays, in the order of their numbers in ports.
    pub fn live_settings(&self) -> impl Iterator<Item = &SettingSpec> {
        self.settings.iter().filter(|setting| !setting.fixed)
    }

    /// Channels of a port of kind setting.
    pub fn setting_channels(&self) -> usize {
        let numbers = self.live_settings().map(|setting| setting.numbers.len());
        2 * numbers.sum::<usize>()
    }
}

/// One method: a graph and what its tensors mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Entry of the archive that holds the ONNX graph, for example `forward.onnx`.
    pub graph: String,
    /// Samples at the model's rate that one call consumes and produces, 1 to 65536.
    pub step: usize,
    /// Samples at the model's rate by which the output lags the input, beyond the step itself.
    pub delay: usize,
    /// Graph inputs other than states, in the order of the object's inlets.
    pub inputs: Vec<Port>,
    /// Graph outputs other than states, in the order of the object's outlets.
    pub outputs: Vec<Port>,
    /// What the graph remembers from one call to the next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<StatePair>,
}

impl Method {
    /// The first input of a kind.
    pub fn input(&self, kind: Kind) -> Option<&Port> {
        self.inputs.iter().find(|port| port.kind == kind)
    }

    /// The first output of a kind.
    pub fn output(&self, kind: Kind) -> Option<&Port> {
        self.outputs.iter().find(|port| port.kind == kind)
    }
}

/// A graph input or output: an f32 tensor of shape `[1, channels, samples]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Port {
    /// Name of the tensor in the graph.
    pub name: String,
    /// What the numbers mean.
    pub kind: Kind,
    /// Channels, 1 to 128.
    pub channels: usize,
    /// Values per channel in one step; it divides the step.
    pub samples: usize,
}

impl Port {
    /// The tensor's shape.
    pub fn shape(&self) -> [usize; 3] {
        [1, self.channels, self.samples]
    }

    /// Values in one step, over all channels.
    pub fn values(&self) -> usize {
        self.channels * self.samples
    }
}

/// What a port carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Audio at the model's rate, nominally within -1 to 1.
    Audio,
    /// Latent frames.
    Latent,
    /// Attributes, normalised (see [`AttributeSpec::normalise`]), one channel each in the
    /// manifest's order.
    Attribute,
    /// Two channels: octaves relative to 440 Hz, that is log2(f0 / 440), and voicing 0 to 1.
    Pitch,
    /// A band-limited harmonic source at audio rate, rendered by the engine: unit power times
    /// voicing.
    Excitation,
    /// White noise of unit variance, made by the engine.
    Noise,
    /// Independent random numbers between 0 and 1, both excluded, made by the engine: what a model
    /// that makes choices draws from.
    Draw,
    /// One channel: how much chance the choices have, 0 (none) and up, 1 as trained.
    Temperature,
    /// Attributes, then pitch where the model has one, as they are before anything leans on them:
    /// what is followed, or in place of it what is set.
    Base,
    /// A plain control signal, -1 to 1.
    Control,
    /// For each number of each of the model's settings that aren't fixed, in the manifest's order: its
    /// value, and 1 in the step in which somebody sets it, else 0.
    Setting,
}

/// Something that a person can set: numbers, or texts, that the model's own program takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingSpec {
    /// The word that sets it.
    pub name: String,
    /// The numbers that it takes, 1 to 16.
    pub numbers: Vec<NumberSpec>,
    /// What its texts can be, up to 64; empty where it takes none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// It was decided when the model was imported: its numbers are those of then, and no graph takes
    /// it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fixed: bool,
}

impl SettingSpec {
    /// The word that a number of this kind stands for, where it is a text's.
    pub fn word(&self, form: Form, number: f32) -> Option<&str> {
        let stands = form == Form::Word && number.fract() == 0.0 && number >= 0.0;
        let word = stands.then(|| self.words.get(number as usize));
        word.flatten().map(String::as_str)
    }

    /// The number of a word.
    pub fn number(&self, word: &str) -> Option<f32> {
        let at = self.words.iter().position(|own| own == word)?;
        Some(at as f32)
    }
}

/// One number of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberSpec {
    /// Which numbers it can be.
    pub form: Form,
    /// What it is at first.
    pub initial: f32,
}

/// Kinds of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// 0 or 1.
    Switch,
    /// Whole numbers.
    Whole,
    /// All numbers.
    Real,
    /// A text: the number of one of the setting's words, from 0.
    Word,
}

impl Form {
    /// The number of this kind that `value` stands for: of switches everything but 0 is 1, whole
    /// numbers are rounded.
    pub fn nearest(self, value: f32) -> f32 {
        match self {
            Form::Switch if value == 0.0 => 0.0,
            Form::Switch => 1.0,
            Form::Whole | Form::Word => value.round(),
            Form::Real => value,
        }
    }

    /// As the file writes it.
    pub fn name(self) -> &'static str {
        match self {
            Form::Switch => "switch",
            Form::Whole => "whole",
            Form::Real => "real",
            Form::Word => "word",
        }
    }
}

/// A state tensor: a graph input, and the graph output that becomes that input's value in the next
/// call. f32. Before the first call it is zeros, or what the graph's initialiser of the input's name
/// holds, which in ONNX is the default of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatePair {
    /// Graph input.
    pub input: String,
    /// Graph output of the same shape.
    pub output: String,
    /// Shape of both.
    pub shape: Vec<usize>,
}

/// The range of pitches that the model was made for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PitchSpec {
    /// Lowest f0 in Hz.
    pub min_hz: f32,
    /// Highest f0 in Hz, at most half the sample rate.
    pub max_hz: f32,
}

/// Statistics of each latent channel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LatentSpec {
    /// One mean for each channel.
    pub mean: Vec<f32>,
    /// One standard deviation for each channel, greater than zero.
    pub std: Vec<f32>,
    /// For each channel the deviation that training drew latents with, around what `encode` gives:
    /// the root of its posterior's mean variance. Empty where nobody measured it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posterior_std: Vec<f32>,
    /// Share of the variance of all channels that the first `n + 1` channels have, 0 to 1, never
    /// falling; empty where it isn't known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fidelity: Vec<f32>,
}
