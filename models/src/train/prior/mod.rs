//! The prior: a recurrent network that plays a model by itself.
//!
//! It is a joint prior over latents *and* controls, one frame a step. With `h` its memory, `z` the
//! latents and `b` the controls (attributes, log2 f0, voicing, and the note's mean f0, [`anchor`]):
//!
//! ```text
//! z[n]   ~ p(· | h[n-1], z[n-1], b[n])       a mixture of Gaussians
//! h[n]   = GRU(h[n-1], z[n], b[n])
//! b[n+1] ~ p(· | h[n], b[n])                 a mixture of Gaussians, and a coin for voicing
//! ```
//!
//! In the model file it becomes the method `prior`: one graph with the model's own decoder behind it.
//! The controls go out as proposals and come back from the engine as the port `base`, so that whoever
//! plays can override them; see `models/FORMAT.md`.
//!
//! It learns from the recordings as the model hears them, in random order with natural gaps, so that
//! it knows how sounds end and how the next begins.

pub mod anchor;
mod checkpoint;
mod graph;
mod likelihood;
mod material;
pub mod network;
mod package;
mod session;
mod stream;
mod target;

pub use graph::{Lowered, lower};
pub use package::{Note, package, write};
pub use session::{Options, Trained, train};
pub use target::Target;

/// Latents are limited to this many standard deviations around their mean.
pub const LATENT_LIMIT: f32 = 4.0;
/// Proposed attributes are limited to this: the knobs' range, and below it what pauses need, which
/// are quieter than sounding frames ever are.
pub const ATTRIBUTE_LIMITS: (f32, f32) = (-1.5, 1.0);

/// The temperature of choices (which component of a mixture, whether voiced) at a temperature of the
/// whole: as trained at 1, without chance at 0, and near 1 in between. *When* something begins is such a
/// choice, made anew every frame: cooled as much as the rest, hardly anything would ever begin.
pub fn choice_temperature(temperature: f32) -> f32 {
    temperature * (1.0 + CHOICE_KNEE) / (temperature + CHOICE_KNEE)
}

/// The temperature below which choices cool, too.
const CHOICE_KNEE: f32 = 0.1;
/// Temperatures beyond this are as this.
const HOTTEST: f32 = 4.0;
