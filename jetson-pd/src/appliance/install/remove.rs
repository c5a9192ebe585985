//! Takes away what was installed.

use super::manifest::{self, Manifest, hash};
use super::{Installation, Runner, command, commands, say};
use crate::appliance::Notice;
use std::fs;
use std::io::Write;

/// Removes exactly what [`install`](super::install) has made, and prints it. A file that a person
/// has changed since is kept and named. The state folder and the user stay.
///
/// # Errors
/// A command that fails; the next call goes on from there.
pub fn uninstall(installation: &Installation, out: &mut dyn Write) -> Result<(), Notice> {
    uninstall_with(installation, out, &mut commands::run)
}

/// [`uninstall`] with `run` to run the commands.
///
/// # Errors
/// As [`uninstall`].
pub fn uninstall_with(
    installation: &Installation,
    out: &mut dyn Write,
    run: Runner<'_>,
) -> Result<(), Notice> {
    let place = installation.place(manifest::PATH);
    let manifest = Manifest::read(&place)?;
    if manifest == Manifest::default() {
        say(out, "nothing to do");
        return Ok(());
    }
    let root = installation.root.as_deref();
    for line in commands::before_uninstall(root) {
        command(installation, &line, out, run)?;
    }
    for path in manifest.files.keys() {
        file(installation, &manifest, path, out);
    }
    if !installation.dry_run {
        fs::remove_file(&place).map_err(|error| super::unwritable(&place, &error))?;
        // The deepest first. One that holds something else stays.
        for folder in manifest.folders.iter().rev() {
            let _ = fs::remove_dir(installation.place(folder));
        }
    }
    for line in commands::after_uninstall(root) {
        command(installation, &line, out, run)?;
    }
    say(
        out,
        "Kept: /var/lib/nrave-module (settings, calibration, models) and the user nrave-module",
    );
    Ok(())
}

/// Removes a file unless a person has changed it.
pub(super) fn file(
    installation: &Installation,
    manifest: &Manifest,
    path: &str,
    out: &mut dyn Write,
) {
    let place = installation.place(path);
    let Ok(text) = fs::read(&place) else {
        return say(out, &format!("{path} (is not there any more)"));
    };
    if manifest.files.get(path) != Some(&hash(&text)) {
        return say(out, &format!("{path} (kept: a person has changed it)"));
    }
    if !installation.dry_run
        && let Err(error) = fs::remove_file(&place)
    {
        return say(out, &format!("{path} (can't be removed: {error})"));
    }
    say(out, &format!("{path} (removed)"));
}
