//! What comes in at each input.

use super::note::pitch;
use super::table::Table;
use crate::cli::place::jack_of;
use crate::cli::window::{Summary, Window};
use nrave_module::bridge::Report;
use nrave_module::config::{Calibration, Calibrations, Config, Kind};
use nrave_module::cv::{Event, What};
use nrave_module::drivers::Scale;
use nrave_module::time::{Nanos, SECOND, seconds};
use std::ops::Range;

/// Noise and readings are those of the last second.
const LENGTH: Nanos = SECOND;
/// Volts are the mean of the last tenth of a second.
const SHOWN: Nanos = SECOND / 10;

/// All inputs.
pub struct Meters {
    meters: Vec<Meter>,
    now: Nanos,
}

struct Meter {
    name: String,
    jack: String,
    kind: Kind,
    /// Volts a count; `None` on a line.
    count: Option<f64>,
    /// Of a pitch.
    calibration: Calibration,
    streams: Range<u16>,
    /// What each stream is called, and was last.
    values: Vec<(String, Option<f32>)>,
    window: Window,
    patched: Option<bool>,
    gate: Option<bool>,
    /// When it went on.
    since: Option<Nanos>,
    gates: u64,
    shortest: Option<Nanos>,
}

impl Meters {
    /// Nothing has come in yet.
    pub fn new(config: &Config, calibrations: &Calibrations) -> Self {
        let mut stream = 0;
        let meters = config.inputs.iter().map(|input| {
            let values: Vec<_> = input.streams().map(|name| (name.into(), None)).collect();
            let streams = stream..stream + values.len() as u16;
            stream = streams.end;
            let written = match input.kind {
                Kind::Voct { calibration, .. } => calibration,
                _ => None,
            };
            let measured = calibrations.0.get(&input.name).copied();
            let scale = Scale::of(&config.board, input.jack);
            Meter {
                name: input.name.clone(),
                jack: jack_of(config, input).to_owned(),
                kind: input.kind.clone(),
                count: scale.map(|scale| f64::from(scale.step.abs())),
                calibration: measured.or(written).unwrap_or(Calibration::NONE),
                streams,
                values,
                window: Window::new(LENGTH),
                patched: input.unpatched.map(|_| true),
                gate: None,
                since: None,
                gates: 0,
                shortest: None,
            }
        });
        Self {
            meters: meters.collect(),
            now: 0,
        }
    }

    /// Takes what a scan at `now` has found.
    pub fn take(&mut self, now: Nanos, report: &Report) {
        self.now = now;
        match report {
            Report::Volts { input, volts } => self.meters[*input].window.push(now, *volts),
            Report::Event(event) => {
                let of = |meter: &&mut Meter| meter.streams.contains(&event.stream);
                if let Some(meter) = self.meters.iter_mut().find(of) {
                    meter.take(event);
                }
            }
            _ => {}
        }
    }

    /// All inputs, a line each.
    pub fn text(&self) -> String {
        let mut table = Table::new(&[
            "input",
            "jack",
            "kind",
            "volts",
            "value",
            "patched",
            "readings/s",
            "noise rms / peak to peak",
            "gates",
            "shortest",
        ]);
        for meter in &self.meters {
            table.row(meter.cells(self.now));
        }
        table.text()
    }
}

impl Meter {
    fn take(&mut self, event: &Event) {
        let number = usize::from(event.stream - self.streams.start);
        match event.what {
            What::Value(value) | What::Octaves(value) => self.values[number].1 = Some(value),
            What::Patched(patched) => self.patched = Some(patched),
            What::Trigger => self.gates += 1,
            What::Gate(on) => match (self.gate.replace(on), on) {
                (Some(false), true) => {
                    self.gates += 1;
                    self.since = Some(event.at);
                }
                // Since when, nobody knows.
                (None, true) => self.gates += 1,
                (Some(true), false) => {
                    let width = self.since.map(|since| event.at.saturating_sub(since));
                    self.shortest = self.shortest.into_iter().chain(width).min();
                }
                // Told again.
                _ => {}
            },
        }
    }

    fn cells(&self, now: Nanos) -> Vec<String> {
        let all = self.window.summary();
        let shown = self.window.since(now.saturating_sub(SHOWN)).or(all);
        let is_gate = self.kind.is_gate();
        vec![
            self.name.clone(),
            self.jack.clone(),
            self.kind.name().to_owned(),
            shown.map_or_else(String::new, |shown| format!("{:+.3}", shown.mean)),
            self.value(),
            match self.patched {
                None => String::new(),
                Some(true) => "yes".into(),
                Some(false) => "no".into(),
            },
            self.window
                .rate()
                .map_or_else(String::new, |rate| format!("{rate:.0}")),
            all.map_or_else(String::new, |all| self.noise(&all)),
            if is_gate {
                self.gates.to_string()
            } else {
                String::new()
            },
            self.shortest.map_or_else(String::new, |width| {
                format!("{:.2} ms", seconds(0, width) * 1e3)
            }),
        ]
    }

    fn value(&self) -> String {
        let known = |value: Option<f32>| value.map_or_else(|| "?".into(), |v| format!("{v:+.3}"));
        match &self.kind {
            Kind::Cv(_) => known(self.values[0].1),
            Kind::Macro { .. } => {
                let all = self.values.iter();
                let all = all.map(|(name, value)| format!("{name} {}", known(*value)));
                all.collect::<Vec<_>>().join(", ")
            }
            Kind::Voct { base_hz, .. } => match self.values[0].1 {
                Some(octaves) => pitch(base_hz * octaves.exp2()),
                None => "?".into(),
            },
            Kind::Gate(_) => if self.gate == Some(true) { "on" } else { "off" }.into(),
            Kind::Trigger { .. } => String::new(),
        }
    }

    fn noise(&self, all: &Summary) -> String {
        let Some(count) = self.count else {
            return String::new();
        };
        // What goes from one threshold to the other is a gate.
        if let Kind::Gate(gate) | Kind::Trigger { gate, .. } = &self.kind
            && all.peak_to_peak >= f64::from(gate.high - gate.low)
        {
            return String::new();
        }
        let noise = [all.rms, all.peak_to_peak];
        let [rms, peak] = noise.map(|volts| volts / count);
        let mut text = format!("{rms:.2} / {peak:.0} LSB");
        if matches!(self.kind, Kind::Voct { .. }) {
            let [rms, peak] = noise.map(|volts| volts * self.calibration.cents_a_volt());
            text += &format!(", {rms:.1} / {peak:.1} cents");
        }
        text
    }
}
