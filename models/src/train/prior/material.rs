//! Recordings as the model hears them: latents, attributes and pitch, a row a frame.

use super::target::Target;
use super::{ATTRIBUTE_LIMITS, LATENT_LIMIT};
use crate::audio::{Audio, resample};
use crate::prepare::{Excerpt, Split, excerpts};
use crate::train::TrainError;
use indicatif::{ProgressBar, ProgressStyle};
use neurorave_core::descriptors::Analyzer;
use neurorave_core::model_file::manifest::Kind;
use neurorave_core::network::{FlushDenormals, NetworkError};
use neurorave_core::pitch::Tracker;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Frames of silence that the encoder hears before a recording.
const LEAD: usize = 16;
/// Most frames of silence after a recording: what it rings into before the next begins.
pub const TAIL: usize = 24;
/// From this voicing on, a frame has a pitch.
const VOICED: f32 = 0.5;

/// One recording.
pub struct Recording {
    /// Its folder.
    pub folder: PathBuf,
    /// Latents in standard deviations from their means, then attributes, then pitch where there is
    /// one (octaves, and 1 or 0 for voiced or not); a row a frame. [`TAIL`] frames of silence end it.
    pub rows: Vec<f32>,
    /// Frames that are too quiet for descriptors other than rms: what came before is held.
    pub quiet: Vec<bool>,
}

/// All recordings.
pub struct Material {
    /// Learned from.
    pub train: Vec<Recording>,
    /// Left out, to see what was learned. The trainer's own split.
    pub validation: Vec<Recording>,
    /// Files that could not be used, and why.
    pub skipped: Vec<(PathBuf, String)>,
    /// Latents of silence.
    pub silence: Vec<f32>,
}

impl Material {
    /// Finds, decodes, encodes and measures every audio file of `data`, folders or prepared sets, but
    /// for those that models are judged on.
    ///
    /// # Errors
    /// When there is no usable audio to learn from.
    pub fn load(data: &[PathBuf], target: &Target) -> Result<Self, TrainError> {
        let mut files = Vec::new();
        for place in data {
            files.extend(excerpts(place)?);
        }
        files.retain(|excerpt| excerpt.split != Split::Test);
        let style = ProgressStyle::with_template("encoding {pos}/{len} {wide_bar} {eta}");
        let bar = ProgressBar::new(files.len() as u64)
            .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let heard: Vec<_> = files
            .into_par_iter()
            .map(|excerpt| {
                let recording = hear(&excerpt, target);
                bar.inc(1);
                (excerpt, recording)
            })
            .collect();
        bar.finish_and_clear();
        let mut material = Self {
            train: Vec::new(),
            validation: Vec::new(),
            skipped: Vec::new(),
            silence: latents_of_silence(target)?,
        };
        for (excerpt, recording) in heard {
            match recording {
                Ok(recording) => match excerpt.split {
                    Split::Validation => material.validation.push(recording),
                    _ => material.train.push(recording),
                },
                Err(reason) => material.skipped.push((excerpt.path, reason)),
            }
        }
        // Streams go through folders: excerpts come by path, which puts a folder amid files.
        for recordings in [&mut material.train, &mut material.validation] {
            recordings.sort_by(|a, b| a.folder.cmp(&b.folder));
        }
        if material.train.is_empty() {
            return Err(TrainError::NoAudio(
                data.first().cloned().unwrap_or_default(),
            ));
        }
        Ok(material)
    }

    /// Hours learned from, at `target`'s frame rate.
    pub fn hours(&self, target: &Target) -> f64 {
        let frames: usize = self.train.iter().map(|r| r.quiet.len() - TAIL).sum();
        (frames * target.step()) as f64 / f64::from(target.rate()) / 3600.0
    }
}

/// Decodes, encodes and measures.
fn hear(excerpt: &Excerpt, target: &Target) -> Result<Recording, String> {
    let _flushing = FlushDenormals::new();
    let Audio { rate, channels } = excerpt.read().map_err(|error| error.to_string())?;
    let mut audio = resample(&channels[0], rate, target.rate());
    if audio.iter().all(|x| x.abs() < 1e-4) {
        return Err("silent".to_owned());
    }
    let step = target.step();
    audio.resize((audio.len().div_ceil(step) + TAIL) * step, 0.0);
    let latents = encode(&audio, target)?;

    let specs = &target.model.manifest().attributes;
    let mut analyzer = Analyzer::new(target.rate() as f32, step, &target.descriptors);
    let mut tracker = target
        .pitch()
        .map(|range| Tracker::new(target.rate() as f32, step, range.min_hz, range.max_hz));
    let (low, high) = target.octaves();
    let (least, most) = ATTRIBUTE_LIMITS;
    let mut values = vec![0.0; specs.len()];
    let (mut rows, mut quiet) = (Vec::new(), Vec::new());
    for (block, latents) in audio
        .chunks_exact(step)
        .zip(latents.chunks_exact(target.latents()))
    {
        rows.extend(latents);
        analyzer.push(block, &mut values);
        let normalised = specs
            .iter()
            .zip(&values)
            .map(|(spec, v)| spec.normalise(*v));
        rows.extend(normalised.map(|x| x.clamp(least, most)));
        let loudness = analyzer.rms_dbfs();
        let gate = specs.iter().filter_map(|spec| spec.gate_dbfs);
        quiet.push(gate.fold(f32::MIN, f32::max) > loudness);
        if let Some(tracker) = &mut tracker {
            let pitch = tracker.push(block);
            let voiced = pitch.voicing > VOICED;
            rows.extend([
                (pitch.hz / 440.0).log2().clamp(low, high),
                f32::from(u8::from(voiced)),
            ]);
        }
    }
    Ok(Recording {
        folder: excerpt
            .path
            .parent()
            .map(Path::to_owned)
            .unwrap_or_default(),
        rows,
        quiet,
    })
}

/// Latents of `audio`, in standard deviations from their means, after [`LEAD`] frames of silence.
fn encode(audio: &[f32], target: &Target) -> Result<Vec<f32>, String> {
    let network = &target.encode;
    let method = network.method();
    let place = method
        .outputs
        .iter()
        .position(|port| port.kind == Kind::Latent)
        .ok_or("no latents")?;
    let failed = |error: NetworkError| error.to_string();
    let mut state = network.start().map_err(failed)?;
    let (mut inputs, mut outputs) = (network.input_buffers(), network.output_buffers());
    let silence = vec![0.0; target.step()];
    let blocks =
        std::iter::repeat_n(silence.as_slice(), LEAD).chain(audio.chunks_exact(target.step()));
    let mut latents = Vec::new();
    for (index, block) in blocks.enumerate() {
        for input in &mut inputs {
            input
                .chunks_exact_mut(block.len())
                .for_each(|channel| channel.copy_from_slice(block));
        }
        network
            .step(&mut state, &inputs, &mut outputs)
            .map_err(failed)?;
        if index >= LEAD {
            latents.extend(outputs[place].iter().zip(&target.statistics).map(
                |(value, (mean, deviation))| {
                    ((value - mean) / deviation).clamp(-LATENT_LIMIT, LATENT_LIMIT)
                },
            ));
        }
    }
    if latents.iter().all(|x| x.is_finite()) {
        Ok(latents)
    } else {
        Err("the model's encode gives no numbers for it".to_owned())
    }
}

fn latents_of_silence(target: &Target) -> Result<Vec<f32>, TrainError> {
    let latents = encode(&vec![0.0; target.step()], target);
    latents.map_err(|why| TrainError::Prior {
        model: target.model.file().into(),
        why,
    })
}
