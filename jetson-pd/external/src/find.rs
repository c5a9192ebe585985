//! Which configuration a box means.

use nrave_module::config::{Calibrations, Config};
use nrave_pd_host::search::SearchPath;
use std::path::{Path, PathBuf};

/// The one that a box without arguments means.
const USUAL: &str = "module.toml";
/// The folder with a module's own settings.
const STATE: &str = "NRAVE_MODULE_STATE";
/// The configuration that `nrave-module run` was told to play.
const CONFIG: &str = "NRAVE_MODULE_CONFIG";

/// A configuration and what was measured for it, with what went wrong on the way.
pub struct Found {
    pub config: Config,
    pub calibrations: Calibrations,
    /// Errors, for the console. The box plays all the same.
    pub errors: Vec<String>,
}

/// The configuration called `name`: the module's own, or one where Pd finds it. Without it, or with
/// one that has a mistake, the one that comes with the program: the patch still has its outlets.
pub fn find(name: Option<&str>, search: &SearchPath) -> Found {
    let state = std::env::var_os(STATE).map(PathBuf::from);
    let wanted = name.unwrap_or(USUAL);
    let told = std::env::var_os(CONFIG).map(PathBuf::from);
    let own = state.as_deref().map(|state| state.join(wanted));
    let file = told
        .filter(|_| wanted == USUAL)
        .or_else(|| own.filter(|file| file.is_file()))
        .or_else(|| search.through_pd(wanted));
    let mut errors = Vec::new();
    let read = match &file {
        Some(file) => Config::load(file).map_err(|error| error.to_string()),
        None if name.is_some() => Err(format!(
            "can't find {wanted}: it belongs beside the patch, in Pd's search path, or into the \
             module's state folder"
        )),
        None => Ok(Config::usual()),
    };
    let config = read.unwrap_or_else(|error| {
        errors.push(format!("{error}. The usual inputs play instead"));
        Config::usual()
    });
    let beside = file.as_deref().and_then(Path::parent);
    let folder = state.as_deref().or(beside);
    let calibrations = folder.map_or_else(
        || Ok(Calibrations::default()),
        |folder| Calibrations::load(&folder.join("calibration.toml")),
    );
    let calibrations = calibrations.unwrap_or_else(|error| {
        errors.push(format!("{error}. Pitches are not calibrated"));
        Calibrations::default()
    });
    Found {
        config,
        calibrations,
        errors,
    }
}
