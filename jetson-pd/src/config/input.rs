//! The inputs of a module: what a jack's volts mean.

use super::board::{Board, JackSource};
use super::calibration::Calibration;
use super::error::{ConfigError, Source};
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;

/// An input, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    pub name: String,
    /// Which of the board's jacks.
    pub jack: usize,
    pub kind: Kind,
    /// Readings among which the middle one counts: odd, 1 for none.
    pub despike: usize,
    pub unpatched: Option<Unpatched>,
}

/// What an input is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A control from −1 to 1.
    Cv(Shape),
    /// A pitch.
    Voct {
        /// At 0 V, Hz.
        base_hz: f32,
        /// Volts that are a pitch; beyond them the last one stays.
        valid: [f32; 2],
        /// What the jack reads at 1 V and 3 V, where the file says it.
        calibration: Option<Calibration>,
    },
    /// On and off.
    Gate(GateShape),
    /// A moment: when a gate begins.
    Trigger {
        gate: GateShape,
        /// Milliseconds from the gate to the trigger, so that a CV that arrives with it has settled.
        settle_ms: f32,
    },
    /// One control that drives several.
    Macro { shape: Shape, targets: Vec<Target> },
}

/// From volts to −1…1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Volts that become −1 and 1.
    pub volts: [f32; 2],
    /// Time constant of a one-pole, milliseconds.
    pub smooth_ms: f32,
    /// Volts by which a reading may move without anything happening.
    pub hysteresis: f32,
    /// Volts around the middle of the range that count as the middle.
    pub dead_band: f32,
}

/// When a voltage is a gate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GateShape {
    /// Volts at and above which it is on.
    pub high: f32,
    /// Volts at and below which it is off.
    pub low: f32,
    /// What may have been shorter is none, milliseconds.
    pub min_width_ms: f32,
}

/// What a jack with nothing in it reads, and for how long before it counts as empty.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unpatched {
    #[serde(default)]
    pub volts: f32,
    #[serde(default = "within")]
    pub within: f32,
    #[serde(default = "after_ms")]
    pub after_ms: f32,
}

/// What a macro drives.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    pub name: String,
    pub curve: Curve,
}

/// From −1…1 to −1…1: straight between points, flat beyond them.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// By x, which rises.
    points: Vec<[f32; 2]>,
}

fn within() -> f32 {
    0.05
}

fn after_ms() -> f32 {
    500.0
}

impl Default for Unpatched {
    fn default() -> Self {
        Self {
            volts: 0.0,
            within: within(),
            after_ms: after_ms(),
        }
    }
}

impl Input {
    /// The names of its streams: its own, or those of a macro's targets.
    pub fn streams(&self) -> impl Iterator<Item = &str> {
        let targets: &[Target] = match &self.kind {
            Kind::Macro { targets, .. } => targets,
            _ => &[],
        };
        let own = targets.is_empty().then_some(self.name.as_str());
        own.into_iter()
            .chain(targets.iter().map(|target| target.name.as_str()))
    }
}

impl Kind {
    /// Its word in a file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Cv(_) => "cv",
            Self::Voct { .. } => "voct",
            Self::Gate(_) => "gate",
            Self::Trigger { .. } => "trigger",
            Self::Macro { .. } => "macro",
        }
    }

    /// Whether its stream knows on and off only.
    pub fn is_gate(&self) -> bool {
        matches!(self, Self::Gate(_) | Self::Trigger { .. })
    }

    /// How long an edge is doubted, in milliseconds.
    pub(super) fn confirmation_ms(&self) -> f32 {
        match self {
            Self::Gate(gate) | Self::Trigger { gate, .. } => gate.min_width_ms,
            _ => 0.0,
        }
    }
}

impl Curve {
    /// The value at `x`.
    pub fn at(&self, x: f32) -> f32 {
        let right = self.points.partition_point(|point| point[0] <= x);
        let [last, first] = [self.points[self.points.len() - 1], self.points[0]];
        match right {
            0 => first[1],
            n if n == self.points.len() => last[1],
            n => {
                let ([x0, y0], [x1, y1]) = (self.points[n - 1], self.points[n]);
                y0 + (y1 - y0) * (x - x0) / (x1 - x0)
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInput {
    name: String,
    jack: Option<String>,
    kind: Word,
    volts: Option<[f32; 2]>,
    smooth_ms: Option<f32>,
    hysteresis: Option<f32>,
    dead_band: Option<f32>,
    despike: Option<usize>,
    high: Option<f32>,
    low: Option<f32>,
    min_width_ms: Option<f32>,
    settle_ms: Option<f32>,
    base_hz: Option<f32>,
    valid: Option<[f32; 2]>,
    at_1v: Option<f32>,
    at_3v: Option<f32>,
    unpatched: Option<Unpatched>,
    target: Option<Vec<Spanned<RawTarget>>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Cv,
    Voct,
    Gate,
    Trigger,
    Macro,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTarget {
    name: String,
    from: Option<f32>,
    to: Option<f32>,
    points: Option<Vec<[f32; 2]>>,
}

type Span = Range<usize>;

/// Checks all inputs of a file.
pub(super) fn check_all(
    source: &Source,
    raw: Vec<Spanned<RawInput>>,
    board: &Board,
) -> Result<Vec<Input>, ConfigError> {
    let mut inputs: Vec<Input> = Vec::new();
    for input in raw {
        let (span, raw) = (input.span(), input.into_inner());
        let input = check(source, &span, raw, board)?;
        for stream in input.streams() {
            if inputs.iter().flat_map(Input::streams).any(|s| s == stream) {
                let said = format!("\"{stream}\" is there twice: give each its own name");
                return Err(source.error_in(&span, "name", said));
            }
        }
        inputs.push(input);
    }
    if inputs.is_empty() {
        return Err(source.error("there is no [[input]]: name at least one jack"));
    }
    Ok(inputs)
}

fn check(source: &Source, span: &Span, raw: RawInput, board: &Board) -> Result<Input, ConfigError> {
    let fields = Fields { source, span };
    fields.name("name", &raw.name)?;
    let wanted = raw.jack.as_ref().unwrap_or(&raw.name);
    let Some(jack) = board.jacks.iter().position(|jack| jack.name == *wanted) else {
        let known: Vec<_> = board.jacks.iter().map(|jack| jack.name.as_str()).collect();
        let said = format!(
            "the board \"{}\" has no jack \"{wanted}\"; it has {}",
            board.name,
            known.join(", ")
        );
        return Err(source.error_in(span, "jack", said));
    };
    let digital = matches!(board.jacks[jack].source, JackSource::Digital(_));
    if digital && !matches!(raw.kind, Word::Gate | Word::Trigger) {
        let said = format!("\"{wanted}\" is on a gpio line, which knows on and off only: a gate");
        return Err(source.error_in(span, "kind", said));
    }
    fields.only_those_of(&raw, digital)?;
    let despike = raw.despike.unwrap_or(match raw.kind {
        Word::Gate | Word::Trigger => 1,
        _ => 3,
    });
    if despike.is_multiple_of(2) || despike > 31 {
        let said = "despike is an odd number of readings, 1 (none) to 31";
        return Err(source.error_in(span, "despike", said));
    }
    Ok(Input {
        kind: fields.kind(&raw)?,
        name: raw.name,
        jack,
        despike,
        unpatched: raw.unpatched,
    })
}

/// The fields of one input, with where they stand.
struct Fields<'a> {
    source: &'a Source<'a>,
    span: &'a Span,
}

impl Fields<'_> {
    fn wrong<T>(&self, key: &str, said: impl Into<String>) -> Result<T, ConfigError> {
        Err(self.source.error_in(self.span, key, said))
    }

    fn name(&self, key: &str, name: &str) -> Result<(), ConfigError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_~".contains(c);
        if name.is_empty() || !name.chars().all(plain) || name.parse::<f32>().is_ok() {
            let said = format!("\"{name}\": a name is one word of letters, digits, - and _");
            return self.wrong(key, said);
        }
        Ok(())
    }

    /// Refuses fields that mean nothing for the input's kind: who writes them expects something.
    fn only_those_of(&self, raw: &RawInput, digital: bool) -> Result<(), ConfigError> {
        use Word::{Cv, Gate, Macro, Trigger, Voct};
        let given: [(&str, bool, &[Word]); 13] = [
            ("volts", raw.volts.is_some(), &[Cv, Macro]),
            ("smooth_ms", raw.smooth_ms.is_some(), &[Cv, Macro]),
            ("hysteresis", raw.hysteresis.is_some(), &[Cv, Macro]),
            ("dead_band", raw.dead_band.is_some(), &[Cv, Macro]),
            ("target", raw.target.is_some(), &[Macro]),
            ("high", raw.high.is_some(), &[Gate, Trigger]),
            ("low", raw.low.is_some(), &[Gate, Trigger]),
            ("min_width_ms", raw.min_width_ms.is_some(), &[Gate, Trigger]),
            ("settle_ms", raw.settle_ms.is_some(), &[Trigger]),
            ("base_hz", raw.base_hz.is_some(), &[Voct]),
            ("valid", raw.valid.is_some(), &[Voct]),
            ("at_1v", raw.at_1v.is_some(), &[Voct]),
            ("at_3v", raw.at_3v.is_some(), &[Voct]),
        ];
        for (key, is_given, kinds) in given {
            if is_given && !kinds.contains(&raw.kind) {
                return self.wrong(key, format!("{key} means nothing for this kind of input"));
            }
        }
        for (key, is_given) in [
            ("high", raw.high.is_some()),
            ("low", raw.low.is_some()),
            ("despike", raw.despike.is_some()),
            ("unpatched", raw.unpatched.is_some()),
        ] {
            if is_given && digital {
                let said = format!("{key} means nothing on a gpio line, which has no volts");
                return self.wrong(key, said);
            }
        }
        Ok(())
    }

    fn kind(&self, raw: &RawInput) -> Result<Kind, ConfigError> {
        Ok(match raw.kind {
            Word::Cv => Kind::Cv(self.shape(raw)?),
            Word::Macro => Kind::Macro {
                shape: self.shape(raw)?,
                targets: self.targets(raw)?,
            },
            Word::Voct => self.voct(raw)?,
            Word::Gate => Kind::Gate(self.gate(raw)?),
            Word::Trigger => Kind::Trigger {
                gate: self.gate(raw)?,
                settle_ms: self.between("settle_ms", raw.settle_ms, 1.25, 0.0, 100.0)?,
            },
        })
    }

    fn between(
        &self,
        key: &str,
        given: Option<f32>,
        usual: f32,
        least: f32,
        most: f32,
    ) -> Result<f32, ConfigError> {
        let value = given.unwrap_or(usual);
        if (least..=most).contains(&value) {
            Ok(value)
        } else {
            self.wrong(key, format!("{key} = {value}: it is {least} to {most}"))
        }
    }

    fn shape(&self, raw: &RawInput) -> Result<Shape, ConfigError> {
        let volts = raw.volts.unwrap_or([-5.0, 5.0]);
        let width = (volts[1] - volts[0]).abs();
        if !(0.1..=100.0).contains(&width) {
            return self.wrong(
                "volts",
                "volts = [at -1, at 1], a tenth of a volt apart at least",
            );
        }
        let most = width / 4.0;
        Ok(Shape {
            volts,
            smooth_ms: self.between("smooth_ms", raw.smooth_ms, 0.0, 0.0, 10_000.0)?,
            hysteresis: self.between("hysteresis", raw.hysteresis, 0.0, 0.0, most)?,
            dead_band: self.between("dead_band", raw.dead_band, 0.0, 0.0, most)?,
        })
    }

    fn gate(&self, raw: &RawInput) -> Result<GateShape, ConfigError> {
        let high = self.between("high", raw.high, 1.5, -12.0, 12.0)?;
        let low = self.between("low", raw.low, 0.8, -12.0, 12.0)?;
        if low >= high {
            return self.wrong("low", "low is below high, or noise would play");
        }
        Ok(GateShape {
            high,
            low,
            min_width_ms: self.between("min_width_ms", raw.min_width_ms, 0.25, 0.0, 100.0)?,
        })
    }

    fn voct(&self, raw: &RawInput) -> Result<Kind, ConfigError> {
        let valid = raw.valid.unwrap_or([-5.0, 8.0]);
        if !(valid[0] < valid[1] && valid.iter().all(|v| v.is_finite())) {
            return self.wrong("valid", "valid = [lowest, highest] volts that are a pitch");
        }
        let calibration = match (raw.at_1v, raw.at_3v) {
            (None, None) => None,
            (Some(at_1v), Some(at_3v)) => {
                let checked = Calibration { at_1v, at_3v }.check();
                Some(checked.or_else(|said| self.wrong("at_1v", said))?)
            }
            _ => return self.wrong("at_1v", "at_1v and at_3v go together"),
        };
        Ok(Kind::Voct {
            // Middle C.
            base_hz: self.between("base_hz", raw.base_hz, 261.625_57, 1.0, 20_000.0)?,
            valid,
            calibration,
        })
    }

    fn targets(&self, raw: &RawInput) -> Result<Vec<Target>, ConfigError> {
        let Some(targets) = raw.target.as_ref().filter(|targets| !targets.is_empty()) else {
            return self.wrong(
                "kind",
                "a macro drives something: add [[input.target]] to it",
            );
        };
        let mut checked: Vec<Target> = Vec::new();
        for target in targets {
            let (span, target) = (target.span(), target.get_ref());
            let fields = Fields {
                source: self.source,
                span: &span,
            };
            fields.name("name", &target.name)?;
            if checked.iter().any(|other| other.name == target.name) {
                return fields.wrong("name", "this macro has that target already");
            }
            let points = match (&target.points, target.from, target.to) {
                (Some(points), None, None) => points.clone(),
                (None, from, to) => vec![[-1.0, from.unwrap_or(-1.0)], [1.0, to.unwrap_or(1.0)]],
                _ => return fields.wrong("points", "either points, or from and to"),
            };
            let inside = |v: f32| (-1.0..=1.0).contains(&v);
            let rising = points.windows(2).all(|pair| pair[0][0] < pair[1][0]);
            if points.len() < 2 || !rising || !points.iter().flatten().all(|&v| inside(v)) {
                let said = "a curve has two points or more, [in, out], each -1 to 1, in rising";
                return fields.wrong("points", said);
            }
            checked.push(Target {
                name: target.name.clone(),
                curve: Curve { points },
            });
        }
        Ok(checked)
    }
}
