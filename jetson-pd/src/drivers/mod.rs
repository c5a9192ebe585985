//! Hardware, apart from what its readings mean: a driver opens the parts of a board, a part is read.
//!
//! A part that fails is opened anew by whoever reads it; no driver repeats, waits or remembers.

// Elsewhere no driver opens a bus; the emulated one is everywhere.
#[cfg_attr(
    not(target_os = "linux"),
    expect(dead_code, reason = "only Linux has buses")
)]
mod chips;
mod fault;
#[cfg(target_os = "linux")]
mod linux;
pub(crate) mod part;
#[cfg(target_os = "linux")]
mod rpi;
pub mod sim;

pub use chips::Emulated;
pub use fault::{Fault, FaultKind};
pub use part::{Batch, Count, Edge, LineUse, Part, Scale, parts};

use crate::config::{Board, DriverName};
use crate::time::Nanos;

/// Opens parts.
pub trait Driver: Send {
    /// # Errors
    /// [`FaultKind::Absent`] where this computer has no such thing, else what went wrong.
    fn open(&mut self, part: &Part) -> Result<Box<dyn Device>, Fault>;
}

/// A part of a board that fails by itself: a converter, the lines of a chip, an encoder.
pub trait Device: Send {
    /// Adds what has been read since the last time to `batch`. Takes a few bus transfers at most.
    ///
    /// # Errors
    /// When the hardware doesn't answer; the device is then of no more use.
    fn read(&mut self, now: Nanos, batch: &mut Batch) -> Result<(), Fault>;
}

/// The driver that a board asks for.
///
/// # Errors
/// [`FaultKind::Absent`] where this system hasn't got it.
pub fn driver(board: &Board) -> Result<Box<dyn Driver>, Fault> {
    match board.driver {
        #[cfg(target_os = "linux")]
        DriverName::Linux => Ok(Box::new(linux::Linux)),
        #[cfg(target_os = "linux")]
        DriverName::Rpi => Ok(Box::new(rpi::Rpi)),
        DriverName::Sim => Err(Fault::absent("a simulated board has no hardware")),
        #[cfg(not(target_os = "linux"))]
        _ => Err(Fault::absent("a module runs on Linux")),
    }
}
