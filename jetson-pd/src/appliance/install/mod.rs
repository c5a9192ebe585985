//! Makes a computer a module: services, users, rules; and takes all of that away again.

mod commands;
mod files;
mod manifest;
mod remove;

pub use files::{File, files};
pub use remove::{uninstall, uninstall_with};

use super::Notice;
use super::store::replace;
use manifest::{Manifest, hash};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What to install, and where.
#[derive(Clone, Debug)]
pub struct Installation {
    /// The root of an image; `None` is this computer.
    pub root: Option<PathBuf>,
    /// `nrave-module` itself, by its whole path on the module.
    pub program: PathBuf,
    /// What the service runs it with: `run` and its flags.
    pub arguments: Vec<String>,
    /// Print everything and change nothing.
    pub dry_run: bool,
}

impl Installation {
    /// Where a path of the module is now.
    fn place(&self, path: &str) -> PathBuf {
        match &self.root {
            Some(root) => root.join(path.trim_start_matches('/')),
            None => PathBuf::from(path),
        }
    }
}

/// Runs one command line: the program and its arguments.
pub type Runner<'a> = &'a mut dyn FnMut(&[String]) -> io::Result<()>;

/// Installs what is not installed yet, and prints what it does. A file that a person has changed or
/// made is kept and named.
///
/// # Errors
/// A file that can't be written, or a command that fails; the next call goes on from there.
pub fn install(installation: &Installation, out: &mut dyn Write) -> Result<(), Notice> {
    install_with(installation, out, &mut commands::run)
}

/// [`install`] with `run` to run the commands.
///
/// # Errors
/// As [`install`].
pub fn install_with(
    installation: &Installation,
    out: &mut dyn Write,
    run: Runner<'_>,
) -> Result<(), Notice> {
    if !installation.program.is_absolute() {
        return Err(Notice::new(
            format!("{} is not a whole path", installation.program.display()),
            "Name the program by its path on the module, which begins with /",
        ));
    }
    let place = installation.place(manifest::PATH);
    let before = Manifest::read(&place)?;
    let mut manifest = before.clone();
    let wanted = files(&installation.program, &installation.arguments);
    let mut changed = false;
    for file in &wanted {
        let state = State::of(installation, &before, file);
        let mark = match state {
            State::New => "new",
            State::Old => "changed",
            State::Same => "is there already",
            State::Foreign => "kept: a person has made or changed it; remove it to get ours",
        };
        if installation.dry_run {
            say(out, &format!("# {} ({mark})\n{}", file.path, file.text));
        } else if !matches!(state, State::Same) {
            say(out, &format!("{} ({mark})", file.path));
        }
        if matches!(state, State::New | State::Old) {
            changed = true;
            if !installation.dry_run {
                put(installation, file, &mut manifest)?;
            }
        }
        if !matches!(state, State::Foreign) {
            manifest
                .files
                .insert(file.path.to_owned(), hash(file.text.as_bytes()));
        }
    }
    for path in before.files.keys() {
        if !wanted.iter().any(|file| file.path == path) {
            changed = true;
            remove::file(installation, &before, path, out);
            manifest.files.remove(path);
        }
    }
    if !changed && manifest == before && before.complete {
        say(out, "nothing to do");
        return Ok(());
    }
    let lines = commands::after_install(installation.root.as_deref());
    if !installation.dry_run {
        manifest.complete = false;
        make_folders(installation, manifest::PATH, &mut manifest)
            .and_then(|()| manifest.write(&place))
            .map_err(|error| unwritable(&place, &error))?;
    }
    for line in lines {
        command(installation, &line, out, run)?;
    }
    if !installation.dry_run {
        manifest.complete = true;
        manifest
            .write(&place)
            .map_err(|error| unwritable(&place, &error))?;
        say(
            out,
            "Done. It plays from the next start on, or now: systemctl start nrave-module",
        );
    }
    Ok(())
}

/// How a file on the module compares with the one that is wanted there.
enum State {
    New,
    Same,
    /// As it was installed before.
    Old,
    /// As a person has made it.
    Foreign,
}

impl State {
    fn of(installation: &Installation, manifest: &Manifest, file: &File) -> Self {
        match fs::read(installation.place(file.path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::New,
            Ok(text) if text == file.text.as_bytes() => Self::Same,
            Ok(text) if manifest.files.get(file.path) == Some(&hash(&text)) => Self::Old,
            _ => Self::Foreign,
        }
    }
}

fn put(installation: &Installation, file: &File, manifest: &mut Manifest) -> Result<(), Notice> {
    let place = installation.place(file.path);
    make_folders(installation, file.path, manifest)
        .and_then(|()| replace(&place, file.text.as_bytes()))
        .map_err(|error| unwritable(&place, &error))
}

/// Makes the folders above `path`, and notes which ones were not there.
fn make_folders(
    installation: &Installation,
    path: &str,
    manifest: &mut Manifest,
) -> io::Result<()> {
    let above: Vec<&Path> = Path::new(path).ancestors().skip(1).collect();
    for folder in above.into_iter().rev() {
        let name = folder.to_string_lossy();
        match fs::create_dir(installation.place(&name)) {
            Ok(()) => {
                manifest.folders.insert(name.into_owned());
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // `/` itself can't be made.
            Err(_) if installation.place(&name).is_dir() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn command(
    installation: &Installation,
    line: &[String],
    out: &mut dyn Write,
    run: Runner<'_>,
) -> Result<(), Notice> {
    let text = line.join(" ");
    say(out, &format!("$ {text}"));
    if installation.dry_run {
        return Ok(());
    }
    run(line).map_err(|error| {
        Notice::new(
            format!("`{text}` failed: {error}"),
            "Do what it says, and run the same command of nrave-module again",
        )
    })
}

fn unwritable(path: &Path, error: &io::Error) -> Notice {
    Notice::new(
        format!("Can't write {}: {error}", path.display()),
        "Run the command as root (with sudo), on a disk that can be written",
    )
}

/// A terminal that is gone is no reason to stop half way.
fn say(out: &mut dyn Write, line: &str) {
    let _ = writeln!(out, "{line}");
}
