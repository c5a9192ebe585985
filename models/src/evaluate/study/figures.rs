//! What a study finds: `report.json`, word for word.

use super::super::reconstruction::Reconstruction;
use super::super::tuning::Tuning;
use serde::{Deserialize, Serialize};

/// A whole study.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// How it was made.
    pub made: Made,
    /// The families of sounds, in the order given.
    pub families: Vec<Family>,
    /// One model on one family each, in the order given.
    pub entries: Vec<Entry>,
    /// Sounds and pictures in the report's folder.
    pub shelves: Vec<Shelf>,
}

/// How a study was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Made {
    /// The command line.
    pub command: String,
    /// Version of `nrave`.
    pub version: String,
    /// Seed of every random choice.
    pub seed: u64,
    /// Whether files that training may have seen were used too.
    pub all_files: bool,
    /// How much was played.
    pub plan: super::plan::Plan,
    /// How long it took.
    pub seconds: f64,
}

/// A family of sounds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Family {
    /// Its name.
    pub name: String,
    /// Files that training leaves out.
    pub held_out: usize,
    /// The recordings that were played.
    pub recordings: Vec<String>,
    /// The descriptors that its models have as attributes.
    pub attributes: Vec<String>,
    /// The model whose latents are what leakage is compared with.
    pub baseline: Option<String>,
}

/// One model on one family.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// The column's title.
    pub label: String,
    /// The family's name.
    pub family: String,
    /// The model.
    pub model: ModelFacts,
    /// What was measured.
    pub figures: Figures,
}

/// Which model it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ModelFacts {
    /// The name in its manifest.
    pub name: String,
    /// The name of the file, or of a baseline's folder.
    pub file: String,
    /// SHA-256 of the file; of a baseline, of its weights.
    pub sha256: String,
    /// Megabytes.
    pub megabytes: f64,
    /// Number of weights.
    pub weights: usize,
    /// Hz.
    pub sample_rate: u32,
    /// Samples a network call; 0 where it is played whole clips.
    pub step: usize,
    /// The method's own delay and one step, in milliseconds; absent where it is played whole clips.
    pub latency_ms: Option<f64>,
    /// Its knobs.
    pub attributes: Vec<String>,
    /// Whether it has a pitch.
    pub pitch: bool,
    /// Latent channels, where it tells.
    pub latents: Option<usize>,
}

/// Everything measured of one model. What doesn't exist for a model, or couldn't be measured on
/// the recordings, is absent.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Distances of the output from the input.
    pub reconstruction: Option<Sound>,
    /// Whether the knobs do what they say.
    pub control: Option<Control>,
    /// There and back.
    pub cycle: Option<Cycle>,
    /// What the latents still tell about the attributes.
    pub leakage: Option<Leakage>,
    /// The latents themselves.
    pub latents: Option<Latents>,
    /// In tune at transpositions of 0, −7 and 7 semitones; without a pitch, at 0 alone.
    pub tuning: Vec<Tuning>,
    /// Whether vibrato is kept.
    pub vibrato: Option<Vibrato>,
    /// Whether attacks stay where they are.
    pub attacks: Option<Attacks>,
    /// Whether a classifier trained on the originals still knows what it hears.
    pub recognition: Option<Recognition>,
    /// What the model plays by itself.
    pub prior: Option<Prior>,
    /// Samples that the instrument had to replace: not numbers, or far too loud.
    pub repaired_samples: u64,
}

/// Distances of the output from the input.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sound {
    /// The distance that training here minimises.
    pub own: Reconstruction,
    /// Multi-scale STFT distance as published for RAVE and F-RAVE.
    pub stft: f64,
    /// Mean absolute difference of power mel spectra.
    pub mel: f64,
    /// The same of silence: the level of the recordings.
    pub mel_silence: f64,
}

/// Whether the knobs do what they say.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Control {
    /// Each attribute alone, the others following.
    pub single: Vec<Knob>,
    /// Several at once, each along a curve of its own.
    pub together: Vec<Together>,
    /// All at once, taken from another recording.
    pub transfer: Vec<Knob>,
    /// One request for each attribute, to look at.
    pub traces: Vec<Trace>,
}

/// One attribute, asked for and heard.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Knob {
    /// The attribute.
    pub attribute: String,
    /// Over every curve.
    pub all: Agreement,
    /// Over each kind of curve.
    pub kinds: Vec<(String, Agreement)>,
}

/// How far what is heard agrees with what was asked, over frames.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Agreement {
    /// Pearson's correlation over all frames together.
    pub pearson: f64,
    /// (r + 1) / 2 with that correlation: the published measure.
    pub agreement: f64,
    /// Spearman's rank correlation over all frames together.
    pub spearman: f64,
    /// Mean absolute difference of normalised values.
    pub l1: f64,
    /// Mean over the curves that move of Pearson's correlation within each.
    pub within: Option<f64>,
    /// Frames; of a model that takes one value a clip, clips.
    pub frames: usize,
}

/// Several attributes changed at once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Together {
    /// How many.
    pub changed: usize,
    /// Each attribute, over the requests that changed it.
    pub knobs: Vec<Knob>,
    /// Mean of (r + 1) / 2 over the attributes.
    pub mean: f64,
    /// The least of them.
    pub least: f64,
}

/// Asked and heard, frame by frame, where both can be told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Trace {
    /// The attribute.
    pub attribute: String,
    /// Seconds from one value to the next.
    pub hop: f64,
    /// Normalised.
    pub asked: Vec<f32>,
    /// Normalised.
    pub heard: Vec<f32>,
}

/// There and back: the output under another recording's attributes, played again under its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cycle {
    /// Distance of the reconstruction's own reconstruction from it, over that of silence: what two
    /// passes cost by themselves.
    pub twice: f64,
    /// Distance of what came back from the plain reconstruction, over that of silence.
    pub to_reconstruction: Option<f64>,
    /// Distance of what came back from the input, over that of silence.
    pub to_input: Option<f64>,
}

/// What a fresh probe reads from the latents.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Leakage {
    /// From the posterior's mean, which `encode` gives.
    pub mean: Vec<Leak>,
    /// From samples of the posterior; absent where the manifest lacks its deviation.
    pub sampled: Option<Vec<Leak>>,
}

/// One attribute as a probe reads it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Leak {
    /// The attribute.
    pub attribute: String,
    /// Share of frames put into the right one of sixteen equally frequent classes.
    pub accuracy: f64,
    /// Share that the most frequent class would get.
    pub chance: f64,
    /// Share of the variance that the probe explains; below 0 it is worse than the mean.
    pub r2: f64,
    /// The way from chance to the accuracy on the baseline's latents: 0 none of it, 1 all.
    pub share_of_baseline: Option<f64>,
}

/// The latents themselves.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Latents {
    /// Share of the variance along each principal axis, falling.
    pub spectrum: Vec<f64>,
    /// Axes that hold 95 % of the variance.
    pub for_95: usize,
    /// Axes that hold 99 % of it.
    pub for_99: usize,
    /// Share of the variance that each latent has by itself, in the model's own order.
    pub own_order: Vec<f64>,
}

/// Whether vibrato is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Vibrato {
    /// Sustained notes with vibrato.
    pub notes: usize,
    /// Their median depth in the input, in cents.
    pub cents: f64,
    /// Output depth over input depth, median.
    pub depth: f64,
    /// Share of the notes whose depth is within 20 %.
    pub within_20: f64,
    /// Difference of the rates in Hz, median.
    pub rate_error: f64,
}

/// Whether attacks stay where they are.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Attacks {
    /// Onsets in the inputs.
    pub onsets: usize,
    /// Share of them that the output has within 3 ms.
    pub within_3_ms: f64,
    /// Absolute timing error of those found, median, in milliseconds.
    pub error_ms: f64,
    /// Timing of each found, output minus input, in milliseconds.
    pub errors_ms: Vec<f64>,
    /// Share that the output lacks.
    pub missed: f64,
    /// Onsets of the output that the input lacks, per onset of the input.
    pub extra: f64,
    /// Level before the onset against after it, in dB, median: of the inputs.
    pub before_input_db: f64,
    /// Of the outputs.
    pub before_output_db: f64,
    /// Share of the onsets that something audible precedes which the input lacks: above −40 dB of
    /// the attack and 6 dB more than in the input.
    pub pre_echo: f64,
}

/// What a classifier trained on originals makes of the reconstructions.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Recognition {
    /// The classes.
    pub classes: Vec<String>,
    /// Recordings that it was trained on.
    pub trained_on: usize,
    /// Recordings, none of them trained on, that it was tried on.
    pub tried: usize,
    /// Share right of the originals.
    pub originals: f64,
    /// Share right of the reconstructions.
    pub reconstructions: f64,
    /// The one over the other.
    pub kept: f64,
}

/// What a model's prior plays by itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Prior {
    /// How long it played.
    pub seconds: f64,
    /// Share of the time in which nothing sounds.
    pub silent: f64,
    /// Longest time without an onset, in seconds, while something sounds.
    pub longest_note_seconds: f64,
    /// Each descriptor's variance over that in the data.
    pub variance: Vec<(String, f64)>,
}

/// Sounds or pictures that belong together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shelf {
    /// The family.
    pub family: String,
    /// What is on it.
    pub kind: ShelfKind,
    /// What it shows.
    pub title: String,
    /// In a row.
    pub items: Vec<Item>,
}

/// What a shelf holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShelfKind {
    /// A recording and what each model makes of it.
    Reconstruction,
    /// A recording under another's attributes.
    Attributes,
    /// A recording with each knob turned up.
    Knobs,
    /// A recording of another family.
    Timbre,
    /// Latents swept.
    Traversal,
    /// What a prior plays.
    Prior,
}

/// One thing on a shelf.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// Its title.
    pub label: String,
    /// A line about it.
    pub note: String,
    /// The sound, relative to the report.
    pub sound: String,
    /// Its spectrogram, relative to the report.
    pub picture: String,
    /// Whether it is a recording and no model's work.
    pub original: bool,
}
