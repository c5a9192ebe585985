//! What the figures were measured on.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Binds this process, and those that it starts, to one core: the one asked for, or the last that it
/// may use. `None` where the system has no way to do it.
#[cfg(target_os = "linux")]
pub fn pin(core: Option<usize>) -> Option<usize> {
    let size = size_of::<libc::cpu_set_t>();
    // SAFETY: all zeros are an empty set, which `cpu_set_t` may be.
    let mut set: libc::cpu_set_t = unsafe { std::mem::zeroed() };
    // SAFETY: the set is valid for writes of its size; 0 is this thread.
    if unsafe { libc::sched_getaffinity(0, size, &mut set) } != 0 {
        return None;
    }
    let all = 0..libc::CPU_SETSIZE as usize;
    // SAFETY: the index is below CPU_SETSIZE.
    let allowed = |core: &usize| all.contains(core) && unsafe { libc::CPU_ISSET(*core, &set) };
    let core = match core {
        Some(core) => Some(core).filter(allowed),
        None => all.clone().rev().find(allowed),
    }?;
    // SAFETY: as above.
    let mut one: libc::cpu_set_t = unsafe { std::mem::zeroed() };
    // SAFETY: `allowed` has checked the index; the set is valid for reads of its size.
    let done = unsafe {
        libc::CPU_SET(core, &mut one);
        libc::sched_setaffinity(0, size, &one)
    };
    (done == 0).then_some(core)
}

/// Binds this process to one core.
#[cfg(not(target_os = "linux"))]
pub fn pin(_: Option<usize>) -> Option<usize> {
    None
}

/// Where and when.
pub struct Machine {
    /// The processor's own name.
    pub processor: String,
    /// Cores that this process could use before it was bound to one.
    pub cores: usize,
    /// The core that all run on.
    pub core: Option<usize>,
    /// `2025-01-31`, in UTC.
    pub date: String,
    /// The compiler's.
    pub rustc: String,
    /// This project's, with its commit where there is one.
    pub ours: String,
    /// The one that this program was built with.
    pub tract: &'static str,
}

impl Machine {
    /// Of this process; bound to one core by this.
    pub fn prepare(core: Option<usize>) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let commit = said("git", &["rev-parse", "--short", "HEAD"]);
        let version = env!("CARGO_PKG_VERSION");
        Self {
            processor: processor().unwrap_or_else(|| std::env::consts::ARCH.to_owned()),
            cores,
            core: pin(core),
            date: date(),
            rustc: said("rustc", &["--version"]).unwrap_or_else(|| "rustc".to_owned()),
            ours: commit.map_or(version.to_owned(), |commit| format!("{version} ({commit})")),
            tract: locked("tract-onnx").unwrap_or_default(),
        }
    }
}

/// The first line that a program prints, in this workspace.
fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments);
    let output = command
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().next().map(str::to_owned)
}

fn processor() -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// The version of a package in the workspace's lock file.
fn locked(package: &str) -> Option<&'static str> {
    const LOCK: &str = include_str!("../../../../Cargo.lock");
    let (_, entry) = LOCK.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    entry.split_once('"').map(|(version, _)| version)
}

/// Today in UTC.
fn date() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let (year, month, day) = civil(now.map_or(0, |since| since.as_secs() / 86_400));
    format!("{year}-{month:02}-{day:02}")
}

/// The date that lies so many days after 1 January 1970, in the Gregorian calendar.
fn civil(mut days: u64) -> (u64, u64, u64) {
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    (year, month as u64 + 1, days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_the_calendars() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_454, (2026, 1, 1)),
            (20_818, (2026, 12, 31)),
        ] {
            assert_eq!(civil(days), date);
        }
    }

    #[test]
    fn tract_has_a_version() {
        assert!(locked("tract-onnx").is_some_and(|version| version.starts_with("0.")));
    }
}
