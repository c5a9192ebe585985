//! Why a clip cannot be rendered, and what to do about it.

use neurorave_core::instrument::LoadError;
use std::path::PathBuf;
use std::sync::Arc;

/// A clip that could not be rendered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The model does not play.
    #[error("{0}")]
    Load(Arc<LoadError>),
    /// An attribute that the model lacks.
    #[error("{}: this model has no attribute \"{name}\"; it has: {known}", model.display())]
    NoAttribute {
        /// The model file.
        model: PathBuf,
        /// The attribute asked for.
        name: &'static str,
        /// The ones there are.
        known: String,
    },
    /// A pitch is asked for, and the model has none.
    #[error("{}: this model has no pitch; leave out --note, --transpose and pitch curves", model.display())]
    NoPitch {
        /// The model file.
        model: PathBuf,
    },
    /// The channels of the input are not the method's signals.
    #[error(
        "{}: method \"{method}\" takes {wanted} signals ({names}), the input has {found} channel(s); \
         give it a file with one channel a signal, for example what another method wrote",
        model.display()
    )]
    Channels {
        /// The model file.
        model: PathBuf,
        /// The method.
        method: String,
        /// How many signals it takes.
        wanted: usize,
        /// What they are.
        names: String,
        /// Channels of the input.
        found: usize,
    },
    /// A sample rate that no host has.
    #[error(
        "the input has a sample rate of {rate} Hz, and models play at 8000 to 384000 Hz; add --rate 44100"
    )]
    Rate {
        /// The clip's rate.
        rate: u32,
    },
    /// The network stopped while it played.
    #[error("{}: the network failed ({problem}); try the model in another host, or pack it again", model.display())]
    Failed {
        /// The model file.
        model: PathBuf,
        /// What it said.
        problem: String,
    },
}
