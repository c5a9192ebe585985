//! A model in the hands of a player: the instrument, offline.

use crate::audio::Audio;
use crate::evaluate::EvaluateError;
use crate::render::{RenderOptions, render_with};
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{Manifest, PitchSpec};
use neurorave_core::network::{Network, shared};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// One model, and how often it was played.
pub struct Player<'a> {
    path: PathBuf,
    model: Arc<Model>,
    /// Held so that a hundred instruments share what was compiled once.
    _networks: Vec<Arc<Network>>,
    repaired: AtomicU64,
    played: &'a (dyn Fn() + Sync),
}

impl<'a> Player<'a> {
    /// Opens the model; `played` hears of every sound that was played.
    pub fn open(path: &Path, played: &'a (dyn Fn() + Sync)) -> Result<Self, EvaluateError> {
        let model = Model::open(path)?;
        let networks = ["forward", "encode", "decode", "prior"];
        let networks = networks.iter().filter_map(|name| shared(&model, name).ok());
        Ok(Self {
            path: path.into(),
            _networks: networks.collect(),
            model,
            repaired: AtomicU64::new(0),
            played,
        })
    }

    /// What the model says about itself.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What the model says about itself.
    pub fn manifest(&self) -> &Manifest {
        self.model.manifest()
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
        let rendered = render_with(&self.path, &options, input, &mut |_, _| {})?;
        self.repaired
            .fetch_add(rendered.repaired, Ordering::Relaxed);
        (self.played)();
        Ok(rendered.audio)
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
