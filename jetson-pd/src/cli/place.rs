//! Which module is meant: its configuration, and the folder with all that it remembers.

use super::Failure;
use clap::Args;
use nrave_module::config::{Calibrations, Config, Input, JackSource};
use std::path::PathBuf;

#[derive(Args, Clone, Debug, Default)]
pub struct Place {
    /// The module's inputs [default: module.toml in the state folder, or else the usual inputs]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder with settings and calibration [default: NRAVE_MODULE_STATE, or
    /// /var/lib/nrave-module]
    #[arg(long, value_name = "FOLDER")]
    pub state: Option<PathBuf>,
}

impl Place {
    /// The folder of everything that is remembered.
    pub fn state(&self) -> PathBuf {
        #[cfg(target_os = "linux")]
        let usual = nrave_module::appliance::state_folder;
        #[cfg(not(target_os = "linux"))]
        let usual = PathBuf::new;
        self.state.clone().unwrap_or_else(usual)
    }

    /// The configuration, and where it is from in words.
    ///
    /// # Errors
    /// Its first mistake.
    pub fn config(&self) -> Result<(Config, String), Failure> {
        let own = self.state().join("module.toml");
        let file = self.config.clone().or_else(|| own.is_file().then_some(own));
        match file {
            Some(file) => {
                let config = Config::load(&file).map_err(Failure::failed)?;
                Ok((config, file.display().to_string()))
            }
            None => Ok((Config::usual(), "the usual inputs".into())),
        }
    }

    /// The file that `nrave-module calibrate` writes.
    pub fn calibration_file(&self) -> PathBuf {
        self.state().join("calibration.toml")
    }

    /// What was measured; without it, and said on standard error, where that can't be read.
    pub fn calibrations(&self) -> Calibrations {
        Calibrations::load(&self.calibration_file()).unwrap_or_else(|error| {
            eprintln!("nrave-module: {error}. Pitches are not calibrated");
            Calibrations::default()
        })
    }
}

/// The name of the jack that an input is on.
pub fn jack_of<'a>(config: &'a Config, input: &Input) -> &'a str {
    &config.board.jacks[input.jack].name
}

/// Whether a jack of this name is a line, which knows on and off only.
///
/// # Errors
/// Where there is no such jack; names those that there are.
pub fn is_line(config: &Config, jack: &str) -> Result<bool, String> {
    let jacks = &config.board.jacks;
    if let Some(found) = jacks.iter().find(|other| other.name == jack) {
        return Ok(matches!(found.source, JackSource::Digital(_)));
    }
    let inputs = &config.inputs;
    let (board, hint) = match inputs.iter().find(|input| input.name == jack) {
        Some(input) => (
            &config.board.name,
            format!(
                "; the input \"{jack}\" is on the jack \"{}\"",
                jack_of(config, input)
            ),
        ),
        None => (&config.board.name, String::new()),
    };
    let known: Vec<_> = jacks.iter().map(|jack| jack.name.as_str()).collect();
    Err(format!(
        "the board {board} has no jack \"{jack}\"; it has {}{hint}. If another configuration is \
         meant, name it: --config FILE",
        known.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jack_that_is_not_there_is_answered_with_those_that_are() {
        let config = Config::usual();
        assert_eq!(is_line(&config, "cv4"), Ok(false));
        let said = is_line(&config, "cv9").unwrap_err();
        assert!(said.contains("gate1, gate2, cv1, cv2, cv3, cv4"), "{said}");
        let said = is_line(&config, "pitch").unwrap_err();
        assert!(said.contains("is on the jack \"cv4\""), "{said}");
    }
}
