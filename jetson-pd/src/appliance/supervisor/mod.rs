//! Starts Pd and keeps it playing, for as long as the module is switched on.
//!
//! What "playing" means is told by `nrave.cv` inside Pd: the samples that the audio callback has
//! computed must grow. Only then is systemd's watchdog fed.

mod course;
mod marker;
mod module;
mod options;
mod output;
mod process;
mod repertoire;
mod runtime;
mod saver;
mod systemd;
mod watcher;

pub use course::{Action, Course, Event, Failure, Patch, Policy};
pub use options::{Options, Periods};
pub use watcher::{Request, View, Watcher};

use super::Notice;
use module::Module;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Plays until SIGTERM or SIGINT. `out` gets what the log gets.
///
/// # Errors
/// Where nothing can be played at all: there is no folder for the link to Pd. Everything else is
/// told to `watcher` and tried again.
pub fn run(
    options: &Options,
    watcher: &mut dyn Watcher,
    out: &mut dyn Write,
) -> Result<(), Notice> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT] {
        signal_hook::flag::register(signal, Arc::clone(&stop)).map_err(|error| {
            Notice::new(
                format!("Can't wait for signal {signal}: {error}"),
                "Start the program again",
            )
        })?;
    }
    supervise(options, watcher, out, &stop)
}

/// [`run`] until `stop` is set.
///
/// # Errors
/// As [`run`].
pub fn supervise(
    options: &Options,
    watcher: &mut dyn Watcher,
    out: &mut dyn Write,
    stop: &AtomicBool,
) -> Result<(), Notice> {
    let mut module = Module::new(options, watcher, out)?;
    while !stop.load(Ordering::Relaxed) {
        module.tick();
        std::thread::sleep(options.periods.tick);
    }
    module.finish();
    Ok(())
}
