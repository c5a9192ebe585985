//! One scan: every part is read once, and what was read becomes events.

use super::slot::{Change, Slot};
use crate::config::{Calibrations, Config, GateShape};
use crate::cv::{Event, Gate, Input};
use crate::drivers::part::Scale;
use crate::drivers::{Batch, Driver, FaultKind, LineUse, parts};
use crate::time::Nanos;

/// What a scan finds.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    Event(Event),
    /// Volts at an input, by its number.
    Volts {
        input: usize,
        volts: f32,
    },
    /// Steps of the encoder.
    Turn(i32),
    Button(bool),
    Fault {
        part: String,
        why: String,
    },
    Well {
        part: String,
    },
}

/// All that is read, with what reads it.
pub struct Scanner {
    driver: Box<dyn Driver>,
    slots: Vec<Slot>,
    inputs: Vec<Wired>,
    /// Contacts bounce.
    button: Gate,
    batch: Batch,
}

/// How a button's contacts are read: they have been quiet for this long.
const BUTTON: GateShape = GateShape {
    high: 1.0,
    low: 0.0,
    min_width_ms: 5.0,
};

/// An input, and the jack that it hangs on.
struct Wired {
    jack: usize,
    /// `None` on a line.
    scale: Option<Scale>,
    input: Input,
}

impl Scanner {
    /// For the inputs of `config`, read through `driver`.
    pub fn new(config: &Config, calibrations: &Calibrations, driver: Box<dyn Driver>) -> Self {
        let mut stream = 0;
        let mut inputs = Vec::new();
        for input in &config.inputs {
            let scale = Scale::of(&config.board, input.jack);
            let count = scale.map_or(0.0, |scale| scale.step.abs());
            let calibration = calibrations.0.get(&input.name).copied();
            inputs.push(Wired {
                jack: input.jack,
                scale,
                input: Input::new(input, stream, count, calibration),
            });
            stream += input.streams().count() as u16;
        }
        let jacks: Vec<_> = inputs.iter().map(|wired| wired.jack).collect();
        let slots = parts(&config.board, &jacks).into_iter().map(Slot::new);
        Self {
            driver,
            slots: slots.collect(),
            inputs,
            button: Gate::new(BUTTON),
            batch: Batch::default(),
        }
    }

    /// Goes on with another driver.
    pub fn replace(&mut self, driver: Box<dyn Driver>) {
        self.driver = driver;
        for slot in &mut self.slots {
            *slot = Slot::new(slot.part.clone());
        }
    }

    /// Reads every part once.
    pub fn scan(&mut self, now: Nanos, tell: &mut impl FnMut(Report)) {
        self.batch.clear();
        for slot in &mut self.slots {
            match slot.read(&mut *self.driver, now, &mut self.batch) {
                None => {}
                Some(Change::Failed(fault)) => tell(Report::Fault {
                    part: slot.part.to_string(),
                    why: fault.why,
                }),
                Some(Change::Works) => tell(Report::Well {
                    part: slot.part.to_string(),
                }),
            }
        }
        let batch = &self.batch;
        for (number, wired) in self.inputs.iter_mut().enumerate() {
            let input = &mut wired.input;
            if let Some(scale) = wired.scale {
                for count in batch.counts.iter().filter(|count| count.jack == wired.jack) {
                    let volts = scale.volts(count.count);
                    tell(Report::Volts {
                        input: number,
                        volts,
                    });
                    input.read(count.at, volts, &mut |event| tell(Report::Event(event)));
                }
            } else {
                let line = LineUse::Jack(wired.jack);
                for edge in batch.edges.iter().filter(|edge| edge.line == line) {
                    input.edge(edge.at, edge.on, &mut |event| tell(Report::Event(event)));
                }
                // All edges before `now` have been read: what has lasted until then has lasted.
                input.wait(now, &mut |event| tell(Report::Event(event)));
            }
        }
        let presses = batch
            .edges
            .iter()
            .filter(|edge| edge.line == LineUse::Button);
        for edge in presses {
            let pressed = self.button.edge(edge.at, edge.on);
            pressed
                .into_iter()
                .for_each(|(_, on)| tell(Report::Button(on)));
        }
        let pressed = self.button.wait(now);
        pressed
            .into_iter()
            .for_each(|(_, on)| tell(Report::Button(on)));
        if batch.turns != 0 {
            tell(Report::Turn(batch.turns));
        }
    }

    /// Whether, after a scan, nothing that is played is on this computer: a desktop.
    pub fn is_elsewhere(&self) -> bool {
        let mut played = self.slots.iter().filter(|slot| slot.part.is_played());
        played.all(|slot| slot.fault() == Some(FaultKind::Absent))
    }
}
