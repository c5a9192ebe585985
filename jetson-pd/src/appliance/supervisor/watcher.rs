//! What the screen, or whoever else looks on, is told and may ask for.

use crate::appliance::Notice;
use crate::appliance::health::Health;
use crate::appliance::library::Model;
use crate::appliance::store::Settings;
use crate::link::FromPd;
use std::path::Path;

/// How things are.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Whether Pd's samples grow.
    pub playing: bool,
    /// The patch that plays or is about to.
    pub patch: &'a Path,
    /// Whether that is the fall-back patch.
    pub fallen_back: bool,
    /// The name of the model that the patch was last told to load.
    pub model: Option<&'a str>,
    /// The models that there are.
    pub models: &'a [Model],
    /// What is remembered.
    pub settings: &'a Settings,
    /// The last sample.
    pub health: &'a Health,
    /// How often Pd was started again.
    pub restarts: u64,
    /// How often Pd has told, since its last start, that the audio device missed a deadline.
    pub xruns: u64,
}

/// What a watcher may ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Load the model of this name, and remember it.
    Load(String),
    /// Set the volume, 0…1, and remember it.
    Volume(f32),
    /// Try the wanted patch again where the fall-back patch plays.
    Retry,
}

/// Whoever looks on. It is called by the thread that supervises Pd and must not keep it for more
/// than some ten milliseconds: the watchdog is fed by that thread.
pub trait Watcher {
    /// A message from Pd.
    fn heard(&mut self, _message: &FromPd) {}

    /// Something that the person has to know.
    fn noticed(&mut self, _notice: &Notice) {}

    /// Called some fifty times a second; returns what it asks for.
    fn tick(&mut self, _view: &View<'_>) -> Vec<Request> {
        Vec::new()
    }
}

/// Nobody looks on.
impl Watcher for () {}
