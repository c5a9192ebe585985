//! How a module is run.

use super::course::Policy;
use crate::appliance::library::usual_sticks;
use crate::appliance::log::Limits;
use crate::appliance::{CONFIG, STATE, state_folder};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Pd looks for room in the audio device each millisecond, not each five: so much nearer is what it
/// says of the device's time, by which gates find their samples.
const SLEEP: [&str; 2] = ["-sleepgrain", "1"];

/// The times that are not decisions.
#[derive(Clone, Copy, Debug)]
pub struct Periods {
    /// Between two looks at everything.
    pub tick: Duration,
    /// Between two samples of the temperature.
    pub health: Duration,
    /// Between two looks for sticks.
    pub library: Duration,
    /// How long the first look for models is waited for.
    pub first_look: Duration,
    /// Settings are written when they have not changed for so long …
    pub save: Duration,
    /// … and, after that has failed, tried again after so long.
    pub save_again: Duration,
    /// How long Pd may take to end when asked.
    pub end: Duration,
    /// How long systemd waits for sound while Pd is being started again.
    pub recovery: Duration,
}

impl Default for Periods {
    fn default() -> Self {
        Self {
            tick: Duration::from_millis(20),
            health: Duration::from_secs(10),
            library: Duration::from_secs(1),
            first_look: Duration::from_secs(2),
            save: Duration::from_secs(2),
            save_again: Duration::from_secs(60),
            end: Duration::from_secs(2),
            recovery: Duration::from_secs(120),
        }
    }
}

/// Everything that [`run`](super::run) needs to know.
#[derive(Clone, Debug)]
pub struct Options {
    /// Pd's program, a name on the search path or a path.
    pub pd: PathBuf,
    /// Pd's flags for the audio device, as `-alsa -audiodev 1 -channels 2`.
    pub audio: Vec<String>,
    /// Samples a second.
    pub rate: u32,
    /// Samples a block of the audio device.
    pub block: u32,
    /// The patch, where no stick and not the state folder has one.
    pub patch: PathBuf,
    /// The patch that plays when the other fails again and again. Without it the shipped one plays
    /// when one from a stick fails.
    pub fall_back: Option<PathBuf>,
    /// Folders in which Pd looks for objects, patches and models.
    pub paths: Vec<PathBuf>,
    /// Pd's `-lib`: libraries that are loaded ahead of the patch.
    pub libraries: Vec<String>,
    /// Further flags for Pd.
    pub flags: Vec<String>,
    /// Folders with the models that came with the module. Pd looks there, too.
    pub models: Vec<PathBuf>,
    /// The name of the model that a new module plays; the first that is found if `None`.
    pub first_model: Option<String>,
    /// Any press of the button retries the wanted patch while the fall-back patch plays; otherwise
    /// only the watcher asks for that.
    pub button_retries: bool,
    /// The configuration of the inputs; `module.toml` in the state folder, or what Pd finds, if
    /// `None`.
    pub config: Option<PathBuf>,
    /// The folder of everything that is remembered.
    pub state: PathBuf,
    /// The folder for the link to Pd; chosen by the environment if `None`.
    pub runtime: Option<PathBuf>,
    /// `/sys`, where the temperature is.
    pub sys: PathBuf,
    /// Folders below which sticks are mounted, and how many folders deep.
    pub sticks: Vec<(PathBuf, usize)>,
    /// `/proc/self/mountinfo`, the list of what is mounted.
    pub mounts: PathBuf,
    /// How much of the log is kept.
    pub log: Limits,
    /// When Pd is started again.
    pub policy: Policy,
    /// Everything else that takes time.
    pub periods: Periods,
}

impl Options {
    /// The usual way to run `patch`: `pd` at 48 kHz in blocks of 64 samples.
    pub fn new(patch: PathBuf) -> Self {
        Self {
            pd: "pd".into(),
            audio: Vec::new(),
            rate: 48_000,
            block: 64,
            patch,
            fall_back: None,
            paths: Vec::new(),
            libraries: Vec::new(),
            flags: Vec::new(),
            models: Vec::new(),
            first_model: None,
            button_retries: true,
            config: None,
            state: state_folder(),
            runtime: None,
            sys: "/sys".into(),
            sticks: usual_sticks(),
            mounts: "/proc/self/mountinfo".into(),
            log: Limits::default(),
            policy: Policy::default(),
            periods: Periods::default(),
        }
    }

    /// Pd's command line for `patch`.
    pub(super) fn command(&self, patch: &std::path::Path) -> Command {
        let mut command = Command::new(&self.pd);
        command.args(["-nogui", "-rt", "-noprefs", "-stderr"]);
        command.args(SLEEP);
        command.arg("-r").arg(self.rate.to_string());
        command.arg("-blocksize").arg(self.block.to_string());
        command.args(&self.audio);
        // So that a patch finds the model that it names, too.
        for folder in self.paths.iter().chain(&self.models) {
            command.arg("-path").arg(folder);
        }
        for library in &self.libraries {
            command.arg("-lib").arg(library);
        }
        command.args(&self.flags).arg("-open").arg(patch);
        command.env(STATE, &self.state);
        if let Some(config) = &self.config {
            command.env(CONFIG, config);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(Stdio::piped());
        command
    }
}
