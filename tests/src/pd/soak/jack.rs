//! A JACK server without a sound card, and Pd as its client.

use crate::pd::External;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server of our own, beside whatever else runs on the machine.
const SERVER: &str = "nrave-soak";

/// What the server plays at.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Hz.
    pub rate: u32,
    /// Frames.
    pub period: u32,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            rate: 48_000,
            period: 1024,
        }
    }
}

/// A child that ends with us.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Place {
    /// Opens a patch in a Pd that plays on the server, with further flags.
    ///
    /// # Errors
    /// When there is no Pd.
    pub fn start_pd(
        &self,
        external: &External,
        patch: &Path,
        flags: &[&str],
    ) -> Result<Running, String> {
        Command::new("pd")
            .args(["-nogui", "-noprefs", "-nomidi", "-stderr", "-jack", "-rt"])
            .args(flags)
            .args(["-r", &self.rate.to_string()])
            .args(["-inchannels", "1", "-outchannels", "1"])
            .arg("-path")
            .arg(external.folder())
            .arg("-open")
            .arg(patch)
            .env("JACK_DEFAULT_SERVER", SERVER)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map(Running)
            .map_err(|error| format!("could not start pd: {error}"))
    }
}

/// Starts the server.
///
/// # Errors
/// When there is no JACK.
pub fn start_jack(place: &Place) -> Result<Running, String> {
    let jack = Command::new("jackd")
        .args(["--name", SERVER, "-R", "-d", "dummy"])
        .args(["-r", &place.rate.to_string()])
        .args(["-p", &place.period.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map(Running)
        .map_err(|error| format!("could not start jackd (Debian package jackd2): {error}"))?;
    std::thread::sleep(Duration::from_secs(2));
    Ok(jack)
}
