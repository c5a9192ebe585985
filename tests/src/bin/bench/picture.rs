//! What was measured, as a picture.

use super::engine::Engine;
use super::machine::Machine;
use super::rounds::Measured;
use super::times::Times;
use nrave::picture::{Bars, PictureError};
use std::path::Path;

/// How much of one core each engine needs to keep up with the sound.
pub fn write(measured: &[Measured], machine: &Machine, file: &Path) -> Result<(), PictureError> {
    let mut bars =
        Bars::new("One voice, encoded and decoded: share of one core", "%").caption(format!(
            "Less is better; at 100 % a core just keeps up. {}, {}.",
            machine.processor, machine.date
        ));
    for engine in Engine::ALL {
        bars = bars.series(engine.name());
    }
    for measured in measured {
        let share = |engine| {
            let times = measured.times.get(&engine).map(Times::median);
            times.map(|seconds| 100.0 * seconds / measured.case.seconds())
        };
        bars = bars.group(measured.case.name(), Engine::ALL.map(share));
    }
    bars.write_png(file)
}
