//! From volts to controls, pitches and gates. Pure: time comes in with every reading, nothing here
//! knows hardware, threads or Pd, and nothing allocates once an input is made.

mod control;
mod despike;
mod event;
mod gate;
mod hysteresis;
mod input;
mod patched;
mod pitch;
mod settle;
mod smooth;

pub use control::Control;
pub use despike::Despike;
pub use event::{Event, What};
pub use gate::Gate;
pub use hysteresis::Hysteresis;
pub use input::Input;
pub use patched::Patched;
pub use pitch::Pitch;
pub use settle::Settle;
pub use smooth::Smooth;
