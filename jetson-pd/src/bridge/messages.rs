//! Streams as messages: what has changed since the last time somebody looked.

use crate::config::{Config, Kind};
use crate::cv::{Event, What};
use crate::time::Nanos;

/// Changes of a control that nobody hears: a ten-thousandth of its range; for a pitch a hundredth of
/// a cent.
const LEAST_VALUE: f32 = 2e-4;
const LEAST_OCTAVES: f32 = 1e-2 / 1200.0;

/// A message for a patch; the number is that of a stream.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Told {
    /// A control from −1 to 1.
    Cv(usize, f32),
    /// A pitch in Hz.
    Pitch(usize, f32),
    Gate(usize, bool),
    Trigger(usize),
    Patched(usize, bool),
}

/// What all streams have become.
#[derive(Debug)]
pub struct Messages {
    streams: Vec<Stream>,
    /// Not yet told, oldest first.
    gates: Vec<Event>,
}

#[derive(Debug)]
struct Stream {
    /// Hz at 0 V, of a pitch.
    base_hz: f32,
    value: Option<What>,
    told: Option<What>,
}

impl Messages {
    /// Nothing told yet.
    pub fn new(config: &Config) -> Self {
        let streams = config.inputs.iter().flat_map(|input| {
            let base_hz = match input.kind {
                Kind::Voct { base_hz, .. } => base_hz,
                _ => 0.0,
            };
            input.streams().map(move |_| Stream {
                base_hz,
                value: None,
                told: None,
            })
        });
        Self {
            streams: streams.collect(),
            gates: Vec::with_capacity(256),
        }
    }

    /// Takes what happened.
    pub fn take(&mut self, event: Event) {
        match event.what {
            What::Value(_) | What::Octaves(_) => {
                if let Some(stream) = self.streams.get_mut(usize::from(event.stream)) {
                    stream.value = Some(event.what);
                }
            }
            What::Gate(_) | What::Trigger | What::Patched(_) => self.gates.push(event),
        }
    }

    /// Tells what is new until `now`: controls and pitches first, so that a gate finds them, each
    /// with its last value; then every gate and trigger in order.
    pub fn tell(&mut self, now: Nanos, mut tell: impl FnMut(Told)) {
        for (number, stream) in self.streams.iter_mut().enumerate() {
            let Some(value) = stream.value.filter(|&value| is_new(value, stream.told)) else {
                continue;
            };
            stream.told = Some(value);
            match value {
                What::Octaves(octaves) => {
                    tell(Told::Pitch(number, stream.base_hz * octaves.exp2()));
                }
                What::Value(value) => tell(Told::Cv(number, value)),
                _ => {}
            }
        }
        let streams = &mut self.streams;
        self.gates.retain(|event| {
            let number = usize::from(event.stream);
            let Some(stream) = streams.get_mut(number) else {
                return false;
            };
            match event.what {
                What::Trigger if event.at > now => return true,
                What::Trigger => tell(Told::Trigger(number)),
                What::Patched(patched) => tell(Told::Patched(number, patched)),
                // Told again now and then; news is only what differs.
                What::Gate(on) if stream.told != Some(event.what) => {
                    let first = stream.told.replace(event.what).is_none();
                    if on || !first {
                        tell(Told::Gate(number, on));
                    }
                }
                _ => {}
            }
            false
        });
    }
}

fn is_new(value: What, told: Option<What>) -> bool {
    match (value, told) {
        (What::Value(value), Some(What::Value(told))) => {
            // The ends and the middle are always reached.
            let landmark = [-1.0, 0.0, 1.0].contains(&value) && value != told;
            landmark || (value - told).abs() >= LEAST_VALUE
        }
        (What::Octaves(value), Some(What::Octaves(told))) => (value - told).abs() >= LEAST_OCTAVES,
        _ => true,
    }
}
