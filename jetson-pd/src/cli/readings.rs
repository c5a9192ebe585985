//! Readings of a board, one scan after another: of hardware as time goes by, or of a script in time
//! of its own, which doesn't pass more slowly than a computer computes.

use super::Failure;
use super::place::Place;
use super::script;
use nrave_module::bridge::{Report, Scanner};
use nrave_module::config::{Board, Config};
use nrave_module::drivers::sim::{Sim, Volts};
use nrave_module::drivers::{self, Driver};
use nrave_module::time::{self, Nanos, SECOND};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A board being read.
pub struct Readings {
    scanner: Scanner,
    period: Nanos,
    now: Nanos,
    /// Whether to wait for the time of a scan.
    waits: bool,
    /// When the script has come to its last row.
    end: Option<Nanos>,
}

impl Readings {
    /// Reads the board of `config`, or a script in its place; with `live` the script takes its time.
    ///
    /// # Errors
    /// A script that can't be used, or no hardware at all.
    pub fn new(
        config: &Config,
        place: &Place,
        simulated: Option<&Path>,
        live: bool,
    ) -> Result<Self, Failure> {
        let now = time::now();
        let mut end = None;
        let driver: Box<dyn Driver> = match simulated {
            Some(file) => {
                let script = Arc::new(script::load(file, config)?);
                end = Some(now + (script.length() * SECOND as f64) as Nanos);
                let volts = Volts::Script { script, start: now };
                Box::new(Sim::new(config.board.clone(), volts))
            }
            None => {
                nobody_plays()?;
                drivers::driver(&config.board)
                    .map_err(|fault| no_hardware(&config.board, &fault.why))?
            }
        };
        Ok(Self {
            scanner: Scanner::new(config, &place.calibrations(), driver),
            period: (SECOND as f32 / config.rate) as Nanos,
            now,
            waits: live || simulated.is_none(),
            end,
        })
    }

    /// The time of the scan before.
    pub fn now(&self) -> Nanos {
        self.now
    }

    /// Whether there is nothing more to come.
    pub fn is_over(&self) -> bool {
        self.end.is_some_and(|end| self.now >= end)
    }

    /// The next scan, when it is time for it; `tell` gets its time with all it finds. Returns it too.
    pub fn scan(&mut self, tell: &mut impl FnMut(Nanos, Report)) -> Nanos {
        self.now += self.period;
        if self.waits {
            let now = time::now();
            match self.now.checked_sub(now) {
                Some(rest) => std::thread::sleep(Duration::from_nanos(rest)),
                // Behind: what was missed can't be read any more.
                None => self.now = now,
            }
        }
        let now = self.now;
        self.scanner.scan(now, &mut |report| tell(now, report));
        now
    }

    /// Refuses to go on where, after a scan, nothing that is played is on this computer.
    ///
    /// # Errors
    /// What is missing, and how to do without.
    pub fn must_be_here(&self, board: &Board, faults: &[(String, String)]) -> Result<(), Failure> {
        if !self.scanner.is_elsewhere() {
            return Ok(());
        }
        let why = faults.iter().map(|(part, why)| format!("{part}: {why}"));
        Err(no_hardware(board, &why.collect::<Vec<_>>().join("; ")))
    }
}

fn no_hardware(board: &Board, why: &str) -> Failure {
    Failure::failed(format!(
        "nothing of the board {} is on this computer ({why}). On a module, switch its buses on (on \
         a Raspberry Pi with raspi-config) and name its board in module.toml (nrave-module boards); \
         without one, read a table of volts: --simulate FILE.csv",
        board.name
    ))
}

/// Two that read the same converter would get each other's readings.
#[cfg(unix)]
fn nobody_plays() -> Result<(), Failure> {
    use nrave_module::link::{Side, Voice, folder};
    let folders = [folder(), "/run/nrave-module".into()];
    let heard = |folder: &&std::path::PathBuf| {
        let voice = Voice::new(folder, Side::Pd, Duration::from_millis(1));
        voice.is_ok_and(|voice| voice.is_heard())
    };
    match folders.iter().find(heard) {
        None => Ok(()),
        Some(folder) => Err(Failure::failed(format!(
            "nrave.cv in Pd reads the jacks already ({}), and two readers would disturb each other. \
             Close Pd; on a module: sudo systemctl stop nrave-module, and start it afterwards",
            folder.display()
        ))),
    }
}

#[cfg(not(unix))]
fn nobody_plays() -> Result<(), Failure> {
    Ok(())
}
