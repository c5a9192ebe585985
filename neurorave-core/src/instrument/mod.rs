//! The real-time instrument: what an external holds.
//!
//! Two halves. [`Instrument`] belongs to the audio thread; [`Remote`] belongs to everyone else.
//! Between them run bounded single-producer rings, never a lock.
//!
//! ```text
//!  Remote ── commands ─────────────► Instrument::process ◄── jobs, done ──► pool of threads
//!    │                                    ▲      │                     (one for all instruments)
//!    └─ requests ─► loader thread ─ voices┘      └─ retired voices ─► loader thread
//! ```
//!
//! A **voice** is one network with everything around it (resamplers, rings, jobs) for one host
//! rate, one mode and one latency. It never changes those: any change makes a new voice on the loader
//! thread, and the audio thread cross-fades. So timing is constant while a voice sounds, and nothing
//! is built, allocated or freed on the audio thread.
//!
//! **Sample time is the only clock.** A step is complete, and its result due, at host samples that
//! integer arithmetic fixes; where the host cuts its vectors has no influence.
//!
//! Latency, in host samples, with host rate `H`, model rate `M`, step `S`, model delay `d`, and the
//! one-sided lengths `i` and `o` of the resamplers (0 at equal rates):
//! `i + floor(((1 + w)·S − 1 + o + d)·H/M)`, where `w` is 0 in synchronous and offline mode, 1 in
//! worker mode, and more only where the host computes in bursts longer than a step.

mod audio;
mod build;
mod burst;
mod command;
mod dry;
mod fade;
mod feed;
mod fixed;
#[cfg(test)]
mod fixture;
mod gather;
mod job;
mod kept;
mod kernel;
mod load_error;
mod loader;
mod memory;
mod meters;
mod mix;
mod numbers;
mod outlet;
mod pitched;
mod player;
mod pool;
mod priority;
mod process;
mod remote;
mod resampler;
mod runner;
mod sample;
mod settings;
mod share;
mod shared;
mod status;
mod teller;
mod timing;
mod voice;
mod worker;

pub use audio::Instrument;
pub use command::{Command, Mode, Request};
pub use load_error::LoadError;
pub use numbers::{Name, Numbers};
pub use priority::Priority;
pub use remote::Remote;
pub use sample::Sample;
pub use status::{Event, Playing, Reading, Status};
