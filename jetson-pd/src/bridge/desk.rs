//! What is told to `nrave-module run` beside Pd, and heard from it.

use super::reader::Progress;
use super::scanner::Report;
use crate::config::{Config, Kind};
use crate::cv::What;
use crate::link::FromPd;
use crate::time::{Nanos, SECOND};
use std::sync::Arc;
use std::sync::atomic::Ordering;

#[cfg(unix)]
use crate::link::{Side, Socket};

/// From one beat to the next.
const BEAT: Nanos = SECOND / 10;

/// The socket, and what is on it.
pub struct Desk {
    #[cfg(unix)]
    socket: Option<Socket>,
    progress: Arc<Progress>,
    inputs: Vec<Meter>,
    beaten: Nanos,
}

/// The last of an input.
struct Meter {
    name: String,
    streams: std::ops::Range<u16>,
    /// Hz at 0 V, of a pitch.
    base_hz: f32,
    volts: f32,
    value: f32,
}

impl Desk {
    /// Speaks where the environment says so, and hears wherever it can: on a desktop
    /// `nrave-module simulate` sends volts.
    pub fn new(config: &Config, progress: Arc<Progress>) -> Self {
        let mut stream = 0;
        let inputs = config.inputs.iter().map(|input| {
            let streams = stream..stream + input.streams().count() as u16;
            stream = streams.end;
            Meter {
                name: input.name.clone(),
                streams,
                base_hz: match input.kind {
                    Kind::Voct { base_hz, .. } => base_hz,
                    _ => 0.0,
                },
                volts: 0.0,
                value: 0.0,
            }
        });
        Self {
            inputs: inputs.collect(),
            #[cfg(unix)]
            socket: Socket::open(&crate::link::folder(), Side::Pd).ok(),
            progress,
            beaten: 0,
        }
    }

    /// Says a line.
    pub fn say(&self, line: &str) {
        #[cfg(unix)]
        if let Some(socket) = &self.socket {
            socket.tell(line);
        }
        #[cfg(not(unix))]
        let _ = line;
    }

    /// The next line that was said to this side.
    pub fn hear(&self) -> Option<String> {
        #[cfg(unix)]
        return self.socket.as_ref()?.hear();
        #[cfg(not(unix))]
        None
    }

    /// Takes what a scan found; what is urgent is told at once.
    pub fn take(&mut self, report: &Report) {
        match report {
            Report::Event(event) => {
                let meter = self
                    .inputs
                    .iter_mut()
                    .find(|meter| meter.streams.start == event.stream);
                if let Some(meter) = meter {
                    meter.value = match event.what {
                        What::Value(value) => value,
                        What::Octaves(octaves) => meter.base_hz * octaves.exp2(),
                        What::Gate(on) => f32::from(u8::from(on)),
                        What::Trigger | What::Patched(_) => return,
                    };
                }
            }
            Report::Volts { input, volts } => self.inputs[*input].volts = *volts,
            Report::Turn(steps) => self.tell(&FromPd::Turn(*steps)),
            Report::Button(down) => self.tell(&FromPd::Button { down: *down }),
            Report::Fault { part, why } => self.tell(&FromPd::Fault {
                part: part.clone(),
                why: why.clone(),
            }),
            Report::Well { part } => self.tell(&FromPd::Well { part: part.clone() }),
        }
    }

    /// Ten times a second: how far the audio is, and what all inputs are.
    pub fn beat(&mut self, now: Nanos) {
        if now < self.beaten + BEAT {
            return;
        }
        self.beaten = now;
        self.tell(&FromPd::Beat {
            samples: self.progress.samples.load(Ordering::Relaxed),
            late: self.progress.late.load(Ordering::Relaxed),
        });
        for meter in &self.inputs {
            self.tell(&FromPd::Input {
                name: meter.name.clone(),
                volts: meter.volts,
                value: meter.value,
            });
        }
    }

    fn tell(&self, message: &FromPd) {
        self.say(&message.to_string());
    }
}
