//! `module.toml`: which jack plays what. Units are in the names of fields, or volts.

mod board;
mod calibration;
mod error;
mod input;
mod screen;

pub use board::{Adc, AdcChip, BOARDS, Board, DriverName, Encoder, Jack, JackSource, Line, Pull};
pub use calibration::{Calibration, Calibrations};
pub use error::{ConfigError, Source};
pub use input::{Curve, GateShape, Input, Kind, Shape, Target, Unpatched};
pub use screen::{Rotation, Screen};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// Scans a second where none are asked for.
const USUAL_RATE_HZ: f32 = 1000.0;
/// The bounds of that.
const RATES_HZ: std::ops::RangeInclusive<f32> = 20.0..=8000.0;

/// The inputs that come with the program, as the patch `module.pd` plays them.
pub const USUAL: &str = include_str!("../../../patches/pd/module.toml");

/// A module, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it was read from.
    pub file: PathBuf,
    /// With the screen of this file, where it has one.
    pub board: Board,
    pub inputs: Vec<Input>,
    /// How often all inputs are read, Hz.
    pub rate: f32,
    /// From what happens at a jack to the same at a signal outlet, in milliseconds, beyond the delay
    /// of the audio device.
    pub delay_ms: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConfig {
    board: Spanned<String>,
    rate: Option<Spanned<f32>>,
    delay_ms: Option<Spanned<f32>>,
    screen: Option<Spanned<Screen>>,
    input: Vec<Spanned<input::RawInput>>,
}

impl Config {
    /// [`USUAL`], for where there is no file, or one with a mistake.
    pub fn usual() -> Self {
        Self::parse(Path::new("module.toml"), USUAL).expect("what comes with the program is right")
    }

    /// Reads a module's file.
    ///
    /// # Errors
    /// With file and line of the first mistake, and what to do.
    pub fn load(file: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file).map_err(|error| {
            let source = Source { file, text: "" };
            source.error(format!("can't read the module's configuration: {error}"))
        })?;
        Self::parse(file, &text)
    }

    /// As [`load`](Self::load), from its text; boards are looked for beside `file`.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn parse(file: &Path, text: &str) -> Result<Self, ConfigError> {
        let source = Source { file, text };
        let raw: RawConfig = deserialize(&source)?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let mut board = Board::find(raw.board.get_ref(), folder)
            .map_err(|said| source.error_at(raw.board.span().start, said))?;
        if let Some(screen) = raw.screen {
            board.screen = Some(Screen::checked(&source, screen)?);
        }
        let rate = raw.rate.as_ref().map_or(USUAL_RATE_HZ, |r| *r.get_ref());
        if !RATES_HZ.contains(&rate) {
            let at = raw.rate.map_or(0, |rate| rate.span().start);
            return Err(source.error_at(at, "rate is 20 to 8000 scans a second"));
        }
        let inputs = input::check_all(&source, raw.input, &board)?;
        let least = least_delay_ms(rate, &board, &inputs);
        let delay_ms = raw.delay_ms.as_ref().map_or(least, |d| *d.get_ref());
        if !(least..=1000.0).contains(&delay_ms) {
            let at = raw.delay_ms.map_or(0, |delay| delay.span().start);
            let said = format!(
                "delay_ms is {least:.1} to 1000: readings must be there before they are heard. \
                 Leave it out for the least"
            );
            return Err(source.error_at(at, said));
        }
        Ok(Self {
            file: file.to_owned(),
            board,
            inputs,
            rate,
            delay_ms,
        })
    }

    /// The streams that leave `nrave.cv~`, in the order of its outlets: one for each input, and one
    /// for each target of a macro.
    pub fn streams(&self) -> impl Iterator<Item = &str> {
        self.inputs.iter().flat_map(Input::streams)
    }
}

/// What passes between a voltage and its stream: the reading that sees it and the one after it (to
/// draw a line between both), what the despiking and the shortest gate wait for, one block of 64
/// samples at 44.1 kHz, and a millisecond and a half for a thread that starts late.
fn least_delay_ms(rate: f32, board: &Board, inputs: &[Input]) -> f32 {
    let scan_ms = 1000.0 / rate * turns(board, inputs) as f32;
    let waits = inputs.iter().map(|input| {
        let median = (input.despike / 2) as f32 * scan_ms;
        median.max(input.kind.confirmation_ms())
    });
    // Rounded up, so that it reads well.
    let least = 2.0 * scan_ms + waits.fold(0.0, f32::max) + 64.0 / 44.1 + 1.5;
    (least * 10.0).ceil() / 10.0
}

/// Scans from one reading of a jack to the next: a converter on I2C reads its channels in turn.
fn turns(board: &Board, inputs: &[Input]) -> usize {
    let mut jacks: Vec<_> = inputs.iter().map(|input| input.jack).collect();
    jacks.sort_unstable();
    jacks.dedup();
    let of = |adc: usize| {
        let on_it = |&&jack: &&usize| match board.jacks[jack].source {
            JackSource::Analogue { adc: other, .. } => other == adc,
            JackSource::Digital(_) => false,
        };
        jacks.iter().filter(on_it).count()
    };
    let on_i2c = (0..board.adcs.len()).filter(|&adc| board.adcs[adc].chip.is_on_i2c());
    on_i2c.map(of).fold(1, usize::max)
}

fn deserialize<T: DeserializeOwned>(source: &Source) -> Result<T, ConfigError> {
    toml::from_str(source.text).map_err(|error| {
        let said = error.message().replace('\n', "; ");
        match error.span() {
            Some(span) => source.error_at(span.start, said),
            None => source.error(said),
        }
    })
}
