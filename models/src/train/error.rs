//! What can go wrong while training, and what to do about it.

use std::path::{Path, PathBuf};

/// An error of `nrave train`.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    /// Nothing to train on.
    #[error("nothing in {} can be trained on: nrave prepare tells what is wrong with the files, or choose another split with its --seed", .0.display())]
    NoAudio(PathBuf),
    /// The recordings.
    #[error(transparent)]
    Prepare(#[from] crate::prepare::PrepareError),
    /// A file that can't be written.
    #[error("can't write {}: {source}; free some space or choose another --out", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A checkpoint that can't be written or read.
    #[error("the checkpoint {} failed: {reason}; delete it to start over", path.display())]
    Checkpoint {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A spectral baseline that can't be read.
    #[error("{}: no spectral baseline can be read here ({reason}); train it again with nrave train --preset vae, c-vae or f-vae", path.display())]
    Baseline {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// An attribute that doesn't exist.
    #[error(
        "there is no descriptor '{0}': choose from rms, centroid, bandwidth, rolloff, flatness, \
         sharpness, booming"
    )]
    Attribute(String),
    /// Loudness is carried by the rms attribute.
    #[error("this network carries loudness in rms: add it to --attributes")]
    NoRms,
    /// A network without attributes.
    #[error("--preset {0} takes no attributes: leave --attributes out, or choose another preset")]
    NoAttributes(&'static str),
    /// A descriptor that never changes can't be a knob.
    #[error("{0} is the same everywhere in these recordings: leave it out of --attributes")]
    Constant(String),
    /// Too short a crop.
    #[error("--frames must be at least {0}: the descriptor windows need that much")]
    Frames(usize),
    /// The weights ran away.
    #[error("the loss is no longer finite at step {0}: resume with a smaller --learning-rate")]
    Diverged(u64),
    /// Other flags than the run was started with.
    #[error("this run was started with {what} {then}, now it is {now}: {remedy}")]
    Changed {
        /// The flag.
        what: String,
        /// Its value then.
        then: String,
        /// Its value now.
        now: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A checkpoint without its flags.
    #[error("{} has a checkpoint but no run.json, so nobody knows its flags: start over with --restart", .0.display())]
    NoSettings(PathBuf),
    /// A run that would be overwritten.
    #[error("{} holds a run already: go on with it with --resume, or start over with --restart", .0.display())]
    Begun(PathBuf),
    /// Two trainers in one folder.
    #[error("another nrave is training in {}: wait for it, stop it, or choose another --out", .0.display())]
    Running(PathBuf),
    /// More memory than there is.
    #[error(
        "this needs about {needed} of memory and {available} are free: {remedy}; --force tries it as it is"
    )]
    Memory {
        /// The estimate.
        needed: String,
        /// What is free.
        available: String,
        /// Flags to lower.
        remedy: String,
    },
    /// A plateau of a figure that can't be taken.
    #[error(
        "no recording is left out to validate on, so there is no plateau to wait for: give --adversarial-after a number of steps, or more recordings"
    )]
    NoValidation,
    /// More devices than there are.
    #[error(
        "--devices {asked}: there is {found} here (the processor is one, with all its cores); GPUs need an nrave built with --features vulkan, or wgpu"
    )]
    Devices {
        /// Asked for.
        asked: usize,
        /// Found.
        found: usize,
    },
    /// A device that can't be relied on.
    #[error(
        "the GPU, or its driver, multiplies matrices wrongly, and a model would learn nonsense on it; update the driver, use an nrave built with --features wgpu instead of vulkan, or one built with neither, which takes the processor"
    )]
    Distrusted,
    /// Stopped by hand.
    #[error("stopped after step {0}; go on with the same command and --resume")]
    Stopped(u64),
    /// A model that a prior can't play.
    #[error("{}: no prior can play this model: {why}; train one with nrave train", model.display())]
    Prior {
        /// The model file.
        model: PathBuf,
        /// Why.
        why: String,
    },
    /// The model file.
    #[error(transparent)]
    Model(#[from] neurorave_core::Error),
}

impl TrainError {
    /// A checkpoint at `path` failed.
    pub fn checkpoint(path: &Path, reason: &dyn std::error::Error) -> Self {
        Self::Checkpoint {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }
}
