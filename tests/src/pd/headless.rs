//! Runs real Pd without window, sound card or real time.

use super::External;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Nothing that a test renders takes this long; a Pd that is still running then hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a run of Pd left behind.
pub struct Outcome {
    /// Everything on Pd's console.
    pub console: String,
    /// Whether Pd ended by itself and without an error of its own.
    pub ended_well: bool,
}

impl Outcome {
    /// # Panics
    /// When Pd didn't end well, or has complained.
    pub fn must_be_well(&self) {
        let Self {
            console,
            ended_well,
        } = self;
        assert!(ended_well, "{console}");
        for complaint in ["error", "couldn't create", "no such", "connection failed"] {
            assert!(!console.contains(complaint), "{console}");
        }
    }
}

/// Opens `patch` in the external's Pd, in batch mode at `rate` Hz, with the external in its path, sends it `messages`
/// (receiver first), and waits until the patch quits.
pub fn run(external: &External, patch: &Path, rate: u32, messages: &[String]) -> Outcome {
    let log = patch.with_extension("log");
    let console = std::fs::File::create(&log).expect("a writable folder");
    let mut pd = external
        .pd()
        .args([
            "-nogui", "-batch", "-noaudio", "-nrt", "-noprefs", "-stderr",
        ])
        .args(["-r", &rate.to_string()])
        .arg("-path")
        .arg(external.folder())
        .arg("-open")
        .arg(patch)
        .args(messages.iter().flat_map(|message| ["-send", message]))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(console)
        .spawn()
        .expect("Pd was found before");

    let start = Instant::now();
    let ended_well = loop {
        if let Some(status) = pd.try_wait().expect("a child that can be waited for") {
            break status.success();
        }
        if start.elapsed() > PATIENCE {
            pd.kill().expect("a child that can be ended");
            pd.wait().expect("a child that can be waited for");
            break false;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let console = String::from_utf8_lossy(&std::fs::read(&log).unwrap_or_default()).into_owned();
    Outcome {
        console,
        ended_well,
    }
}
