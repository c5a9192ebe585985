//! Volts as they go out to Pd.

use crate::cli::Failure;
use crate::cli::place::is_line;
use nrave_module::config::Config;
use nrave_module::drivers::sim::Script;
use nrave_module::link::{FOLDER, Side, Voice, folder};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// From one voltage to the next, in seconds of a script.
const STEP_S: f64 = 1.0 / 500.0;
/// How long Pd may be busy.
const PATIENCE: Duration = Duration::from_secs(2);
/// From one look at the progress to the next.
const SHOWN: Duration = Duration::from_millis(100);

/// Tells `nrave.cv` volts.
pub struct Player<'a> {
    voice: Voice,
    folder: PathBuf,
    config: &'a Config,
}

impl<'a> Player<'a> {
    /// To whoever listens in the folder of the link.
    ///
    /// # Errors
    /// Where nobody does.
    pub fn new(config: &'a Config) -> Result<Self, Failure> {
        let folder = folder();
        let voice = Voice::new(&folder, Side::Pd, PATIENCE).map_err(Failure::failed)?;
        let player = Self {
            voice,
            folder,
            config,
        };
        if player.voice.is_heard() {
            Ok(player)
        } else {
            Err(player.nobody())
        }
    }

    /// Puts volts into a jack.
    ///
    /// # Errors
    /// Where there is no such jack, or it is no number of volts.
    pub fn set(&self, jack: &str, volts: &str) -> Result<(), Failure> {
        is_line(self.config, jack).map_err(Failure::misused)?;
        let read = volts.parse::<f32>().ok();
        match read.filter(|volts| (-100.0..=100.0).contains(volts)) {
            Some(volts) => self.tell(jack, volts),
            None => Err(Failure::misused(format!(
                "\"{volts}\" is no number of volts (-100 to 100)"
            ))),
        }
    }

    /// Plays a script, as often as is wanted.
    ///
    /// # Errors
    /// Where nobody listens any more.
    pub fn play(
        &self,
        script: &Script,
        speed: f64,
        again: bool,
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        let columns = script
            .jacks()
            .map(|jack| Column::new(script, jack, self.config));
        let columns: Vec<_> = columns.collect();
        let is_shown = std::io::stdout().is_terminal();
        loop {
            self.once(script, &columns, speed, is_shown, out)?;
            if !again {
                break;
            }
        }
        if is_shown {
            write!(out, "\r\x1b[K")?;
        }
        writeln!(out, "Played {:.1} s. The last volts stay.", script.length())?;
        Ok(())
    }

    fn once(
        &self,
        script: &Script,
        columns: &[Column],
        speed: f64,
        is_shown: bool,
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        let begin = Instant::now();
        let mut shown = begin;
        let mut told = vec![None; columns.len()];
        let mut now = 0.0;
        loop {
            let due = begin + Duration::from_secs_f64(now / speed);
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            for (column, told) in columns.iter().zip(&mut told) {
                let volts = column.volts(script, now);
                if volts != *told {
                    self.tell(column.jack, volts.unwrap_or(0.0))?;
                    *told = volts;
                }
            }
            if is_shown && Instant::now() >= shown {
                write!(out, "\r\x1b[K{now:.1} s of {:.1} s", script.length())?;
                out.flush()?;
                shown = Instant::now() + SHOWN;
            }
            if now >= script.length() {
                return Ok(());
            }
            now = next(script, columns, now).min(script.length());
        }
    }

    fn tell(&self, jack: &str, volts: f32) -> Result<(), Failure> {
        let said = self.voice.tell(&format!("volts {jack} {volts}"));
        said.map_err(|_| self.nobody())
    }

    fn nobody(&self) -> Failure {
        Failure::failed(format!(
            "nobody listens in {}. Open a patch with nrave.cv in Pd first, on a computer without \
             the module's hardware; for a module that runs, name its folder in {FOLDER}, as \
             /run/nrave-module",
            self.folder.display()
        ))
    }
}

/// A jack in a script.
struct Column<'a> {
    jack: &'a str,
    /// It keeps its level from row to row; others are drawn as a line between rows.
    is_line: bool,
}

impl<'a> Column<'a> {
    fn new(script: &'a Script, jack: &'a str, config: &Config) -> Self {
        debug_assert!(script.jacks().any(|other| other == jack));
        let is_line = is_line(config, jack) == Ok(true);
        Self { jack, is_line }
    }

    fn volts(&self, script: &Script, now: f64) -> Option<f32> {
        if !self.is_line {
            return script.volts(self.jack, now);
        }
        let until_now = script.steps(self.jack, 0.0, now.next_up());
        until_now.last().map(|(_, volts)| *volts)
    }
}

/// When to speak next: in a step, or at the next row of the script.
fn next(script: &Script, columns: &[Column], now: f64) -> f64 {
    let step = now + STEP_S;
    let rows = columns.iter().filter_map(|column| {
        let rows = script.steps(column.jack, now.next_up(), step);
        rows.first().map(|(seconds, _)| *seconds)
    });
    rows.fold(step, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn lines_keep_their_level_and_no_row_is_passed_over() {
        let board = "board = \"raspberry-pi-4\"\n[[input]]\nname = \"gate1\"\nkind = \"gate\"\n";
        let config = Config::parse(Path::new("module.toml"), board).unwrap();
        let text = "seconds,cv1,gate1\n0,0,0\n0.0005,,5\n0.0007,,0\n1,5,0\n";
        let script = Script::parse(text).unwrap();
        let columns = ["cv1", "gate1"].map(|jack| Column::new(&script, jack, &config));
        assert_eq!(
            columns.each_ref().map(|column| column.is_line),
            [false, true]
        );
        assert_eq!(columns[0].volts(&script, 0.5), Some(2.5));
        let gates = [0.0, 0.0004, 0.0005, 0.0006, 0.0007];
        let gates = gates.map(|now| columns[1].volts(&script, now).unwrap());
        assert_eq!(gates, [0.0, 0.0, 5.0, 5.0, 0.0]);
        let mut times = vec![0.0];
        for _ in 0..4 {
            times.push(next(&script, &columns, times[times.len() - 1]));
        }
        let wanted = [0.0, 0.0005, 0.0007, 0.0027, 0.0047];
        for (time, wanted) in times.iter().zip(wanted) {
            assert!((time - wanted).abs() < 1e-9, "{times:?}");
        }
    }
}
