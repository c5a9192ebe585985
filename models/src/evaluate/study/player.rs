//! A model in the hands of a player: the instrument, offline, or a baseline that is played clips.

use super::clips::Clips;
use super::source::Source;
use crate::audio::Audio;
use crate::evaluate::EvaluateError;
use crate::render::{RenderOptions, render_with};
use neurorave_core::model::{ContentHash, Model};
use neurorave_core::model_file::manifest::{Manifest, PitchSpec};
use neurorave_core::network::{Network, shared};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// One model, and how often it was played.
pub struct Player<'a> {
    manifest: Manifest,
    voice: Voice,
    repaired: AtomicU64,
    played: &'a (dyn Fn() + Sync),
}

/// What sounds.
enum Voice {
    Instrument {
        path: PathBuf,
        model: Arc<Model>,
        /// Held so that a hundred instruments share what was compiled once.
        _networks: Vec<Arc<Network>>,
    },
    Clips(Box<Clips>),
}

impl Voice {
    fn open(source: &Source) -> Result<Self, EvaluateError> {
        match source {
            Source::Model(path) => {
                let model = Model::open(path)?;
                let networks = ["forward", "encode", "decode", "prior"];
                let networks = networks.iter().filter_map(|name| shared(&model, name).ok());
                Ok(Self::Instrument {
                    path: path.clone(),
                    _networks: networks.collect(),
                    model,
                })
            }
            Source::Baseline(folder) => Ok(Self::Clips(Box::new(Clips::open(folder)?))),
        }
    }
}

impl<'a> Player<'a> {
    /// Opens the model; `played` hears of every sound that was played.
    pub fn open(source: &Source, played: &'a (dyn Fn() + Sync)) -> Result<Self, EvaluateError> {
        Ok(Self {
            manifest: source.manifest()?,
            voice: Voice::open(source)?,
            repaired: AtomicU64::new(0),
            played,
        })
    }

    /// What the model says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Whether it plays as sound comes in, its attributes moving. What doesn't hears a whole clip
    /// first, and takes one value of each attribute for it.
    pub fn streams(&self) -> bool {
        matches!(self.voice, Voice::Instrument { .. })
    }

    /// Number of weights.
    pub fn weights(&self) -> usize {
        match &self.voice {
            Voice::Instrument { model, .. } => model.weights().f16 + model.weights().f32,
            Voice::Clips(clips) => clips.weights(),
        }
    }

    /// SHA-256 of the file of the weights.
    pub fn hash(&self) -> ContentHash {
        match &self.voice {
            Voice::Instrument { model, .. } => model.content_hash(),
            Voice::Clips(clips) => clips.hash(),
        }
    }

    /// Whether there is such a method.
    pub fn has(&self, method: &str) -> bool {
        self.manifest().methods.contains_key(method)
    }

    /// The range of the pitch of `forward`, where it has one.
    pub fn pitch(&self) -> Option<PitchSpec> {
        self.manifest().pitch
    }

    /// The input through the model, lying on the input.
    pub fn play(&self, options: &RenderOptions, input: &Audio) -> Result<Audio, EvaluateError> {
        let options = RenderOptions {
            align: true,
            ..options.clone()
        };
        let audio = match &self.voice {
            Voice::Instrument { path, .. } => {
                let rendered = render_with(path, &options, input, &mut |_, _| {})?;
                self.repaired
                    .fetch_add(rendered.repaired, Ordering::Relaxed);
                rendered.audio
            }
            Voice::Clips(clips) => clips.play(&options, input)?,
        };
        (self.played)();
        Ok(audio)
    }

    /// Samples replaced so far, see [`crate::render::Rendered::repaired`].
    pub fn repaired(&self) -> u64 {
        self.repaired.load(Ordering::Relaxed)
    }
}

/// `one` of each of `jobs`, on all cores, results in their order.
pub fn each<J: Sync, R: Send>(
    jobs: &[J],
    one: impl Fn(&J) -> Result<R, EvaluateError> + Sync + Send,
) -> Result<Vec<R>, EvaluateError> {
    jobs.par_iter().map(one).collect()
}
