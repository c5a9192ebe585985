//! The real-time instrument: what an external holds.
//!
//! Two halves. [`Instrument`] belongs to the audio thread; [`Remote`] belongs to everyone else.
//! Between them run bounded single-producer rings, never a lock.
//!
//! ```text
//!  Remote ── commands ─────────────► Instrument::process ◄── jobs, done ──► worker thread
//!    │                                    ▲      │                             (one a voice)
//!    └─ requests ─► loader thread ─ voices┘      └─ retired voices ─► loader thread
//! ```
//!
//! A **voice** is one network with everything around it (resamplers, rings, a worker) for one host
//! rate, one mode and one latency. It never changes those: any change makes a new voice on the loader
//! thread, and the audio thread cross-fades. So timing is constant while a voice sounds, and nothing
//! is built, allocated or freed on the audio thread.
//!
//! **Sample time is the only clock.** A step is complete, and its result due, at host samples that
//! integer arithmetic fixes ([`timing`]); where the host cuts its vectors has no influence.
//!
//! Latency, in host samples, with host rate `H`, model rate `M`, step `S`, model delay `d`, and the
//! one-sided lengths `i` and `o` of the resamplers (0 at equal rates):
//! `i + floor(((1 + w)·S − 1 + o + d)·H/M)`, where `w` is 0 in synchronous and offline mode, 1 in
//! worker mode, and more only where the host computes in bursts longer than a step.

mod command;
mod status;

pub use command::{Command, Mode, Request};
pub use status::{Event, Playing, Reading, Status};

/// The audio thread's half.
pub struct Instrument {}

/// Every other thread's half.
#[derive(Clone)]
pub struct Remote {}

impl Instrument {
    /// An instrument without a model: silent until [`Remote::load`] succeeds. Starts a loader thread.
    pub fn new() -> (Instrument, Remote);
    /// Sets the host's rate in Hz (8000…384000) and usual vector size. Not real-time: call it where the host (re)starts its audio. Unless both are as before, the voice is rebuilt.
    pub fn prepare(&mut self, sample_rate: f64, max_vector: usize);
    /// Computes one vector. Any length, any number of slices: missing inputs read as zero, surplus outputs get zeros. Real-time safe.
    pub fn process(&mut self, inputs: &[&[f32]], outputs: &mut [&mut [f32]]);
    /// The same through pointers, where inputs and outputs may be the same memory (as in Pd):
    /// every `inputs[i]`/`outputs[i]` is null or points to `frames` floats.
    pub unsafe fn process_raw(&mut self, inputs: &[*const f32], outputs: &[*mut f32], frames: usize);
    pub fn latency_samples(&self) -> usize;
    /// At this very sample; on the audio thread.
    pub fn apply(&mut self, command: Command);
}
impl Remote {
    pub fn load(&self, path: impl Into<PathBuf>, method: Option<&str>);          // returns at once
    pub fn load_and_wait(&self, path, method: Option<&str>) -> Result<Arc<Playing>, Arc<LoadError>>;  // voice ready (needs prepare first, else only loaded)
    pub fn play(&self, network: Arc<Network>);     // a network made by the caller
    pub fn request(&self, request: Request);
    pub fn send(&self, command: Command);
    pub fn query(&self, query: Query) -> Vec<Reply>;
    /// Does what a parsed message says; `Err` when it does not fit the model that plays.
    pub fn act(&self, action: &Action) -> Result<Vec<Reply>, MessageError>;
    pub fn status(&self) -> Status;
    pub fn poll_event(&self) -> Option<Event>;
}
