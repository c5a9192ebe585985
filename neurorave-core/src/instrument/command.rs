//! What a player can ask of an instrument while it sounds.

use super::Numbers;
use crate::attributes::Value;
use crate::descriptors::Descriptor;
use std::path::PathBuf;

/// A change that the audio thread makes by itself, without waiting for anyone: small, copied by
/// value, free to create and to drop.
///
/// What is set outlives the model: it is kept by descriptor or by name and applies to whichever model
/// plays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// The attribute takes this value (plus the signal at its inlet) and stops following.
    Set(Descriptor, Value),
    /// The attribute follows the input sound, or what a model that plays by itself proposes.
    Follow(Descriptor),
    /// Every attribute, and the pitch, follow the input sound.
    FollowAll,
    /// Factor on the followed value, in normalised units; 1 by default.
    Scale(Descriptor, f32),
    /// Added to the followed value, in normalised units; 0 by default.
    Offset(Descriptor, f32),
    /// The pitch takes this frequency in Hz, fully voiced, and stops following.
    SetPitch(f32),
    /// Releases a set pitch: the harmonic part fades, the frequency stays.
    ReleasePitch,
    /// The pitch follows the input sound.
    FollowPitch,
    /// Semitones added to the pitch, followed or set.
    Transpose(f32),
    /// A setting of the model takes these numbers, once: the network is told in its next step, and
    /// again when one starts from the beginning. A model that has no setting of this name, or takes
    /// another count of numbers, isn't told.
    Setting(Numbers),
    /// How much chance there is in the sound; 1 by default, limited to 0…4. For a model that plays by
    /// itself, how far it strays from the most typical. For others, a factor on the noise that the
    /// network is fed with.
    Temperature(f32),
    /// Time constant in milliseconds of the smoothing of messages (not of what is measured).
    Smooth(f32),
    /// Seed of the noise; the noise starts over.
    Seed(u64),
    /// Everything back to where it was when the model went live: network states, analysis, noise.
    Reset,
    /// `false`: silence, and no work for the processor.
    Enable(bool),
    /// `true`: the input passes unchanged, delayed by the latency.
    Bypass(bool),
    /// `true`: the last inlet is the sound whose descriptors and pitch are followed.
    Side(bool),
    /// Zeroes the count of late inferences and the load figures.
    ClearCounters,
}

/// Who runs the network, and when its result is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// On the audio thread, within the call that completes a step. Only for executors that are
    /// real-time safe.
    Synchronous,
    /// On threads that all instruments of the process share, one step later (more where the host
    /// computes in bursts).
    Worker,
    /// Within `process`, which takes as long as the network does: for rendering. Neither the clock
    /// nor the host's vector size has any influence on the sound or on the latency.
    Offline,
}

impl Mode {
    /// The word used in messages.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Synchronous => "synchronous",
            Mode::Worker => "worker",
            Mode::Offline => "offline",
        }
    }

    /// The mode of this name.
    pub fn from_name(name: &str) -> Option<Mode> {
        [Mode::Synchronous, Mode::Worker, Mode::Offline]
            .into_iter()
            .find(|m| m.name() == name)
    }
}

/// A change that needs a new voice: made by the loader thread, cross-faded in when it is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Play this model file; `None` keeps the method if the model has it, else `forward`.
    Load {
        /// The model file.
        path: PathBuf,
        /// The method to run.
        method: Option<String>,
    },
    /// Read the file again.
    Reload,
    /// Play another method of the same model.
    Method(String),
    /// Fix the mode, or leave the choice to the instrument.
    Mode(Option<Mode>),
    /// Fix the whole latency in host samples (raised to the least that the mode allows), or choose
    /// it anew from how the host behaves.
    Latency(Option<usize>),
}
