//! One input of the module, from readings to events.

use super::gate::Edge;
use super::{Control, Despike, Event, Gate, Patched, Pitch, What};
use crate::config::{self, Calibration, Curve, Kind};
use crate::time::{Nanos, SECOND, from_ms};

/// How often a gate is told again.
const REMIND: Nanos = SECOND / 10;

/// What reads a jack and tells of its streams.
#[derive(Debug)]
pub struct Input {
    /// Its first stream.
    stream: u16,
    despike: Option<Despike>,
    patched: Option<Patched>,
    stage: Stage,
    /// When its gate was last told.
    told: Nanos,
}

#[derive(Debug)]
enum Stage {
    Control(Control),
    Pitch(Pitch),
    Gate(Gate),
    Trigger {
        gate: Gate,
        settle: Nanos,
    },
    Macro {
        control: Control,
        curves: Vec<Curve>,
    },
}

impl Input {
    /// As the configuration says, with its streams from `stream` on. `count` is what the converter
    /// counts in, volts at the jack; `calibration` is what was measured, and comes before what the
    /// configuration says.
    pub fn new(
        input: &config::Input,
        stream: u16,
        count: f32,
        calibration: Option<Calibration>,
    ) -> Self {
        let stage = match &input.kind {
            Kind::Cv(shape) => Stage::Control(Control::new(*shape)),
            Kind::Voct {
                valid,
                calibration: written,
                ..
            } => {
                let known = calibration.or(*written).unwrap_or(Calibration::NONE);
                Stage::Pitch(Pitch::new(known, *valid, count))
            }
            Kind::Gate(shape) => Stage::Gate(Gate::new(*shape)),
            Kind::Trigger { gate, settle_ms } => Stage::Trigger {
                gate: Gate::new(*gate),
                settle: from_ms(*settle_ms),
            },
            Kind::Macro { shape, targets } => Stage::Macro {
                control: Control::new(*shape),
                curves: targets.iter().map(|target| target.curve.clone()).collect(),
            },
        };
        Self {
            stream,
            despike: (input.despike > 1).then(|| Despike::new(input.despike)),
            patched: input.unpatched.map(Patched::new),
            stage,
            told: 0,
        }
    }

    /// Takes a reading of the jack, in volts.
    pub fn read(&mut self, at: Nanos, volts: f32, tell: &mut impl FnMut(Event)) {
        let reading = match &mut self.despike {
            Some(despike) => despike.feed(at, volts),
            None => volts.is_finite().then_some((at, volts)),
        };
        let Some((at, mut volts)) = reading else {
            return;
        };
        let stream = self.stream;
        if let Some(jack) = &mut self.patched {
            if let Some(patched) = jack.feed(at, volts) {
                let what = What::Patched(patched);
                tell(Event { stream, at, what });
            }
            if !jack.is_patched() {
                volts = self.stage.rest();
            }
        }
        match &mut self.stage {
            Stage::Control(control) => {
                let what = What::Value(control.feed(at, volts));
                tell(Event { stream, at, what });
            }
            Stage::Pitch(pitch) => {
                let what = What::Octaves(pitch.feed(volts));
                tell(Event { stream, at, what });
            }
            Stage::Macro { control, curves } => {
                let value = control.feed(at, volts);
                for (stream, curve) in (stream..).zip(&*curves) {
                    let what = What::Value(curve.at(value));
                    tell(Event { stream, at, what });
                }
            }
            Stage::Gate(gate) | Stage::Trigger { gate, .. } => {
                let edge = gate.feed(at, volts);
                self.gate(at, edge, tell);
            }
        }
    }

    /// Takes an edge of a line, whose time is known.
    pub fn edge(&mut self, at: Nanos, level: bool, tell: &mut impl FnMut(Event)) {
        if let Stage::Gate(gate) | Stage::Trigger { gate, .. } = &mut self.stage {
            let edge = gate.edge(at, level);
            self.gate(at, edge, tell);
        }
    }

    /// Time goes by: what had to last has lasted, and a gate is told again.
    pub fn wait(&mut self, now: Nanos, tell: &mut impl FnMut(Event)) {
        if let Stage::Gate(gate) | Stage::Trigger { gate, .. } = &mut self.stage {
            let edge = gate.wait(now);
            self.gate(now, edge, tell);
        }
    }

    fn gate(&mut self, now: Nanos, edge: Option<Edge>, tell: &mut impl FnMut(Event)) {
        let stream = self.stream;
        match (&self.stage, edge) {
            (Stage::Gate(_), Some((at, on))) => {
                let what = What::Gate(on);
                tell(Event { stream, at, what });
                self.told = now;
            }
            (Stage::Gate(gate), None) if now.saturating_sub(self.told) >= REMIND => {
                if let Some(on) = gate.state() {
                    let (at, what) = (now, What::Gate(on));
                    tell(Event { stream, at, what });
                    self.told = now;
                }
            }
            (Stage::Trigger { settle, .. }, Some((at, true))) => {
                let (at, what) = (at + settle, What::Trigger);
                tell(Event { stream, at, what });
            }
            _ => {}
        }
    }
}

impl Stage {
    /// The volts that a jack with nothing in it stands for.
    fn rest(&self) -> f32 {
        match self {
            Self::Control(control) | Self::Macro { control, .. } => control.middle(),
            _ => 0.0,
        }
    }
}
