//! `nrave~` as an object of a patcher: what Pd and Max, their help and every reference say alike.
//!
//! One table ([`WORDS`], [`NN_WORDS`], [`FLAGS`], [`PROPERTIES`], [`PAGES`], [`jacks`]) names what the object understands; the externals, the
//! help patches, the reference pages and the README are made from it or checked against it. Beside
//! it stands what a box does in any host: reading its [`Arguments`], taking the [`Shape`] of its
//! model, hearing messages and telling news. A host adds its own inlets, outlets, files and console.

mod arguments;
pub mod jacks;
mod nn;
mod pages;
mod properties;
mod search;
mod shape;
mod talk;
mod wiring;
mod words;

pub use arguments::{Arguments, FLAGS, Flag, Start};
pub use nn::NN_WORDS;
pub use nrave_guest::{c_string, guard};
pub use pages::{Argument, INFO_INLET, INFO_OUTLETS, PAGES, Page};
pub use properties::{Form, MOST_VOICES, PROPERTIES, Property};
pub use search::{not_found, spellings};
pub use shape::{Shape, Wanted};
pub use talk::{News, sentence, understand};
pub use wiring::{Channels, Wiring};
pub(crate) use words::is_word;
pub use words::{WORDS, Word};

/// The name of the object.
pub const NAME: &str = "nrave~";
/// The object with a voice for each channel, in hosts that have multichannel signals.
pub const VOICES_NAME: &str = "mc.nrave~";
/// The object that tells about a model without playing it.
pub const INFO_NAME: &str = "nrave.info";
/// What it is, in a few words.
pub const DIGEST: &str = "plays neural synthesizers";
/// What it is, in some sentences.
pub const DESCRIPTION: &str = "A sound goes in, and a model that was trained on other sounds plays \
it back in its own voice. Loudness, brightness and pitch of what it plays are knobs: they follow \
what you play until you lean on them, by hand, by message or by signal.";
/// What a box says that has failed inside and is silent from then on.
pub const BROKEN: &str =
    "internal failure: this box stays silent until it is made anew; please report it";
