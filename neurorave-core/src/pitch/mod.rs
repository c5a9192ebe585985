//! Pitch as a control: tracked in a sound, rendered as a source.
//!
//! [`Tracker`] follows the pitch of one monophonic voice, [`Excitation`] turns a pitch into the
//! harmonic source that a decoder shapes, [`Noise`] is the source of everything else.

mod excitation;
mod noise;
mod nsdf;
mod path;
mod prefilter;
mod tracker;

pub use excitation::Excitation;
pub use noise::Noise;
pub use tracker::Tracker;

/// The pitch of one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pitch {
    /// Fundamental frequency in Hz; while unvoiced, the last voiced one.
    pub hz: f32,
    /// How much of the sound has this pitch: 0 (none) to 1 (all).
    pub voicing: f32,
}
