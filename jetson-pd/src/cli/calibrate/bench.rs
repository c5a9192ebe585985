//! Measuring a voltage that a person puts into a jack, and refusing what is none.

use super::hand::Hand;
use crate::cli::Failure;
use crate::cli::readings::Readings;
use crate::cli::window::{Summary, Window};
use nrave_module::bridge::Report;
use nrave_module::config::{Board, Calibration, Config};
use nrave_module::drivers::Scale;
use nrave_module::time::{Nanos, SECOND};
use std::io::{IsTerminal, Write};

/// A voltage that has been steady for so long is measured.
const STEADY: Nanos = SECOND / 2;
/// From one look at it to the next.
const LOOK: Nanos = SECOND / 10;
/// The mean of so many readings counts, or of those in so long.
const READINGS: usize = 1000;
const LONGEST: Nanos = 2 * SECOND;
/// Fewer readings tell nothing.
const FEWEST: usize = 20;
/// How long a voltage is waited for where there is nobody to ask.
const PATIENCE: Nanos = 60 * SECOND;

/// Noise of a good converter with a good cable, rms: so many counts, or so many volts where a
/// count is less than that.
const NOISE_COUNTS: f64 = 3.0;
const NOISE_V: f64 = 0.002;
/// By how much the later half of the readings may lie above the earlier one.
const DRIFT_COUNTS: f64 = 0.5;
const DRIFT_V: f64 = 0.001;

/// The board, and the person before it.
pub struct Bench {
    readings: Readings,
    pub hand: Hand,
    board: Board,
    /// Volts a count of each input; 0 on a line.
    counts: Vec<f64>,
    /// Whether volts are shown while they are waited for.
    is_shown: bool,
}

impl Bench {
    pub fn new(config: &Config, readings: Readings, hand: Hand) -> Self {
        let count = |jack| Scale::of(&config.board, jack).map_or(0.0, |scale| scale.step.abs());
        let counts = config.inputs.iter().map(|input| count(input.jack));
        Self {
            readings,
            hand,
            board: config.board.clone(),
            counts: counts.map(f64::from).collect(),
            is_shown: std::io::stdout().is_terminal(),
        }
    }

    /// Volts a count of an input.
    pub fn count(&self, input: usize) -> f64 {
        self.counts[input]
    }

    /// Waits until the jack of `input` reads a steady voltage near `asked`, and measures it.
    ///
    /// # Errors
    /// Where there is no hardware; and, where nobody is there to mend it, what was wrong with the
    /// voltage when patience had ended.
    pub fn point(
        &mut self,
        input: usize,
        asked: f32,
        out: &mut impl Write,
    ) -> Result<Summary, Failure> {
        let mut last = None;
        loop {
            let pressed = self.wait(input, asked, &mut last, out)?;
            let judged = match self.mean(input)? {
                Some(mean) => judge(&mean, asked, self.counts[input]).map(|()| mean),
                None => Err("the jack gives no readings".to_owned()),
            };
            match judged {
                Ok(mean) => {
                    self.show("", out)?;
                    return Ok(mean);
                }
                Err(why) if pressed => writeln!(out, "  Not good: {why}")?,
                Err(_) => {}
            }
        }
    }

    /// Until it is steady, or Enter was pressed: then `true`. `last` is when patience ends.
    fn wait(
        &mut self,
        input: usize,
        asked: f32,
        last: &mut Option<Nanos>,
        out: &mut impl Write,
    ) -> Result<bool, Failure> {
        let mut window = Window::new(STEADY);
        let begin = self.readings.now();
        let mut look = begin + LOOK;
        loop {
            let now = self.scan(input, &mut |now, volts| window.push(now, volts))?;
            if self.hand.has_pressed() {
                return Ok(true);
            }
            if now < look {
                continue;
            }
            look = now + LOOK;
            let summary = window.summary().filter(|all| all.count >= FEWEST);
            let judged = match &summary {
                Some(summary) => judge(summary, asked, self.counts[input]),
                None => Err("the jack gives no readings".to_owned()),
            };
            if judged.is_ok() && now >= begin + STEADY {
                return Ok(false);
            }
            if let Some(summary) = &summary {
                let noise = summary.rms / self.counts[input];
                self.show(
                    &format!("  {:+.4} V, noise {noise:.1} LSB", summary.mean),
                    out,
                )?;
            }
            if !self.hand.is_there() && now >= *last.get_or_insert(now + PATIENCE) {
                let why = judged.err().unwrap_or_default();
                return Err(Failure::failed(format!(
                    "the calibration is as it was: waited in vain for a steady {asked:.3} V, since {why}"
                )));
            }
        }
    }

    /// The mean of many readings.
    fn mean(&mut self, input: usize) -> Result<Option<Summary>, Failure> {
        let mut all = Vec::new();
        let end = self.readings.now() + LONGEST;
        while all.len() < READINGS && self.readings.now() < end {
            self.scan(input, &mut |_, volts| all.push(volts))?;
        }
        Ok(Summary::of(all.into_iter()).filter(|all| all.count >= FEWEST))
    }

    fn scan(&mut self, input: usize, take: &mut impl FnMut(Nanos, f32)) -> Result<Nanos, Failure> {
        let mut faults = Vec::new();
        let now = self.readings.scan(&mut |now, report| match report {
            Report::Volts { input: of, volts } if of == input => take(now, volts),
            Report::Fault { part, why } => faults.push((part, why)),
            _ => {}
        });
        if !faults.is_empty() {
            self.readings.must_be_here(&self.board, &faults)?;
            let faults = faults.iter().map(|(part, why)| format!("{part}: {why}"));
            eprintln!("{} (tried again)", faults.collect::<Vec<_>>().join("; "));
        }
        Ok(now)
    }

    /// Shows a line in place of the one before.
    fn show(&self, line: &str, out: &mut impl Write) -> std::io::Result<()> {
        if self.is_shown {
            write!(out, "\r\x1b[K{line}")?;
            out.flush()?;
        }
        Ok(())
    }
}

/// Refuses readings that are no steady voltage near `asked`; `count` is volts a count.
///
/// # Errors
/// What is wrong with them, and what to do.
fn judge(readings: &Summary, asked: f32, count: f64) -> Result<(), String> {
    let mut calibration = Calibration::NONE;
    let point = if asked < 2.0 {
        &mut calibration.at_1v
    } else {
        &mut calibration.at_3v
    };
    *point = readings.mean as f32;
    calibration.check()?;
    let (noise, drift) = (readings.rms, readings.drift.abs());
    let most = NOISE_V.max(NOISE_COUNTS * count);
    // A ramp is no noise, though it is as far from its mean.
    if noise > most && drift <= noise {
        return Err(format!(
            "the voltage is noisy, {:.1} mV rms where {:.1} are fine: take a shorter cable or a \
             steadier source",
            noise * 1e3,
            most * 1e3
        ));
    }
    let most = DRIFT_V.max(DRIFT_COUNTS * count);
    if drift > most {
        return Err(format!(
            "the voltage drifts, by {:+.1} mV while it is measured where {:.1} are fine: let the \
             source warm up",
            readings.drift * 1e3,
            most * 1e3
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNT: f64 = 0.0025;

    fn readings(volts: impl Fn(usize) -> f32) -> Summary {
        let all: Vec<_> = (0..READINGS).map(volts).collect();
        Summary::of(all.into_iter()).unwrap()
    }

    fn flicker(n: usize) -> f32 {
        (n * 7919 % 101) as f32 / 50.0 - 1.0
    }

    #[test]
    fn a_steady_voltage_near_the_one_asked_for_is_good() {
        for (asked, volts) in [(1.0, 1.0), (1.0, 0.8), (3.0, 3.2)] {
            let noisy = readings(|n| volts + 0.006 * flicker(n));
            assert_eq!(judge(&noisy, asked, COUNT), Ok(()));
        }
    }

    #[test]
    fn nonsense_is_refused_with_its_reason() {
        let refused = |asked, volts: &dyn Fn(usize) -> f32, why: &str| {
            let said = judge(&readings(volts), asked, COUNT).unwrap_err();
            assert!(said.contains(why), "{said}");
        };
        refused(1.0, &|_| 3.0, "at 1 V the jack reads 3.000 V");
        refused(3.0, &|_| 1.0, "at 3 V the jack reads 1.000 V");
        refused(1.0, &|_| 0.7, "more than 0.25 V off");
        refused(1.0, &|_| f32::NAN, "V off");
        refused(1.0, &|n| 1.0 + 0.03 * flicker(n), "noisy");
        refused(3.0, &|n| 3.0 + n as f32 * 5e-6, "drifts");
        refused(3.0, &|n| 3.0 + n as f32 * 1e-4, "drifts");
    }
}
