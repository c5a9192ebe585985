//! Another program's opinion of the patches: py2max, which has a table of Max's objects of its own.

use nrave_patches::{files, layout};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What it has wrong itself: its table calls the bang at the end of a sound a signal.
const MISTAKEN: &str = "cannot connect signal outlet 1 of 'play~'";

/// What to call, or `None` after saying what is missing.
fn python() -> Option<PathBuf> {
    let python = std::env::var_os("NRAVE_PYTHON").map_or_else(|| "python3".into(), PathBuf::from);
    let works = Command::new(&python)
        .args(["-c", "import py2max.lint"])
        .output();
    if works.is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    println!("skipped: no py2max: pip install py2max==0.6.0, and name its python in NRAVE_PYTHON");
    None
}

/// The errors that `py2max validate` finds in a patch: it lints it, subpatchers included.
fn errors(python: &Path, path: &Path) -> Vec<String> {
    let mut command = Command::new(python);
    let output = command.args(["-m", "py2max", "validate"]).arg(path);
    let output = output.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    // The last line counts what it found; anything else is a failure of py2max.
    let ended = said.contains("warning(s)") || said.contains("Patch is clean");
    assert!(ended, "{}: {said}", path.display());
    let errors = said.lines().filter(|line| line.contains("ERROR"));
    let errors = errors.filter(|line| !line.contains(MISTAKEN));
    errors.map(str::to_owned).collect()
}

#[test]
fn py2max_finds_no_error() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    for (path, mut file) in files::patches() {
        // Of devices it reads only frozen ones; the patcher is the same.
        let name = path.rsplit('/').next().unwrap().replace(' ', "-") + ".maxpat";
        let copy = folder.path().join(name);
        std::fs::write(&copy, layout::text(&file)).unwrap();
        assert_eq!(errors(&python, &copy), Vec::<String>::new(), "{path}");

        let first = file.patcher.boxes[0].clone();
        file.patcher.boxes.push(first);
        std::fs::write(&copy, layout::text(&file)).unwrap();
        let errors = errors(&python, &copy);
        assert!(
            errors.iter().any(|error| error.contains("E-DUP-ID")),
            "{path}: {errors:?}"
        );
    }
}
