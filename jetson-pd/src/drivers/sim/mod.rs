//! No hardware: volts from a script, or set while it plays.
//!
//! They go through the board's own converters: what comes out has their steps and their range.

mod live;
mod script;

pub use live::Live;
pub use script::{Script, ScriptError};

use super::part::Scale;
use super::{Batch, Count, Device, Driver, Edge, Fault, LineUse, Part};
use crate::config::{AdcChip, Board};
use crate::time::{Nanos, SECOND};
use std::sync::Arc;

/// From here on a line of a GPIO chip is on, as the transistor before it has it.
const LINE_ON_V: f32 = 1.0;

/// Where the volts come from.
#[derive(Clone, Debug)]
pub enum Volts {
    Live(Arc<Live>),
    /// From this moment on; jacks that it doesn't name are at 0 V.
    Script {
        script: Arc<Script>,
        start: Nanos,
    },
}

/// A board that isn't there.
pub struct Sim {
    board: Board,
    volts: Volts,
}

impl Sim {
    /// The parts of `board`, fed with `volts`.
    pub fn new(board: Board, volts: Volts) -> Self {
        Self { board, volts }
    }
}

impl Driver for Sim {
    fn open(&mut self, part: &Part) -> Result<Box<dyn Device>, Fault> {
        let name = |jack: usize| self.board.jacks[jack].name.clone();
        let volts = self.volts.clone();
        match part {
            Part::Adc { adc, channels } => {
                let jacks = channels.iter().filter_map(|&(_, jack)| {
                    let scale = Scale::of(&self.board, jack)?;
                    Some((jack, name(jack), scale))
                });
                Ok(Box::new(Converter {
                    jacks: jacks.collect(),
                    chip: adc.chip,
                    volts,
                }))
            }
            Part::Lines { lines, .. } => {
                let lines = lines.iter().filter_map(|(_, purpose)| match *purpose {
                    LineUse::Jack(jack) => Some((jack, name(jack), false)),
                    LineUse::Button => None,
                });
                Ok(Box::new(Lines {
                    lines: lines.collect(),
                    volts,
                    until: None,
                }))
            }
            // Encoder and button have no volts.
            Part::Encoder(_) => Ok(Box::new(Nothing)),
        }
    }
}

struct Nothing;

impl Device for Nothing {
    fn read(&mut self, _: Nanos, _: &mut Batch) -> Result<(), Fault> {
        Ok(())
    }
}

struct Converter {
    jacks: Vec<(usize, String, Scale)>,
    chip: AdcChip,
    volts: Volts,
}

impl Device for Converter {
    fn read(&mut self, now: Nanos, batch: &mut Batch) -> Result<(), Fault> {
        for (jack, name, scale) in &self.jacks {
            let volts = match &self.volts {
                Volts::Live(live) => live.volts(*jack),
                Volts::Script { script, start } => {
                    script.volts(name, since(*start, now)).unwrap_or(0.0)
                }
            };
            batch.counts.push(Count {
                jack: *jack,
                at: now,
                count: scale.count(volts, self.chip),
            });
        }
        Ok(())
    }
}

struct Lines {
    /// With what they were last.
    lines: Vec<(usize, String, bool)>,
    volts: Volts,
    /// What of a script has been told.
    until: Option<Nanos>,
}

impl Device for Lines {
    fn read(&mut self, now: Nanos, batch: &mut Batch) -> Result<(), Fault> {
        for (jack, name, on) in &mut self.lines {
            let mut change = |at: Nanos, volts: f32| {
                if (volts >= LINE_ON_V) != *on {
                    *on = !*on;
                    let line = LineUse::Jack(*jack);
                    batch.edges.push(Edge { line, at, on: *on });
                }
            };
            match &self.volts {
                Volts::Live(live) => change(now, live.volts(*jack)),
                Volts::Script { script, start } => {
                    // A kernel stamps each edge with its time; so does this.
                    let from = self.until.map_or(0.0, |until| since(*start, until));
                    for &(seconds, volts) in script.steps(name, from, since(*start, now)) {
                        change(start + (seconds * SECOND as f64).round() as Nanos, volts);
                    }
                }
            }
        }
        self.until = Some(now);
        Ok(())
    }
}

fn since(start: Nanos, now: Nanos) -> f64 {
    now.saturating_sub(start) as f64 / SECOND as f64
}
