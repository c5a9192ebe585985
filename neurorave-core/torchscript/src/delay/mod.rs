//! How much later a method's output is than what went in.
//!
//! A convolution that sees samples to come gets them by waiting. Streaming layers carry a figure,
//! `cumulative_delay`, that tells how long; it is followed from the signal to the output. Where paths
//! meet, the latest counts: programs hold the others back until it has arrived.

mod layer;
mod path;
mod wait;

pub use layer::Layer;
pub use wait::{Convolution, Wait};

use crate::nn::Method;
use crate::stream::Step;
use path::Path;

/// A method's delay, as far as its file tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// Samples of audio at the model's rate.
    pub samples: usize,
    /// Whether all layers that may wait told how long. If not, the delay may be longer.
    pub told: bool,
}

/// The delay of a method that does `step`.
pub fn of(step: &Step, method: &Method) -> Delay {
    let Some(path) = Path::to(step.output, &step.trace, &step.layers, step.samples) else {
        return Delay {
            samples: 0,
            told: true,
        };
    };
    let audio = method.input.ratio == 1 && method.output.ratio == 1;
    Delay {
        samples: path.samples,
        told: path.told && (path.layered || audio),
    }
}
