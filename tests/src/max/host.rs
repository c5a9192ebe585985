//! The double as a program.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// How the double is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It watches allocations, locks and system calls of perform routines (Linux).
    Watching,
    /// For valgrind, which watches by itself.
    Plain,
}

/// A double that was built, and a folder for what it reads.
pub struct Host {
    pub program: PathBuf,
}

const FLAGS: [&str; 6] = ["-std=gnu11", "-O1", "-g", "-Wall", "-Wextra", "-Werror"];

/// The folder with the double's sources.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("max-host")
}

/// The names of the double's C files; that of the external which does wrong is not among them.
pub fn sources() -> Vec<String> {
    let folder = std::fs::read_dir(folder()).expect("the double's sources");
    let names = folder.map(|entry| entry.expect("a readable folder").file_name());
    let names = names.map(|name| name.into_string().expect("plain names"));
    let mut names: Vec<_> = names
        .filter(|name| name.ends_with(".c") && name != "wrong.c")
        .collect();
    names.sort();
    names
}

impl Host {
    /// Compiles the double once a process; `None`, told, where there is no C compiler.
    ///
    /// # Panics
    /// When it does not compile.
    pub fn build(kind: Kind) -> Option<&'static Self> {
        static WATCHING: OnceLock<Option<(tempfile::TempDir, Host)>> = OnceLock::new();
        static PLAIN: OnceLock<Option<(tempfile::TempDir, Host)>> = OnceLock::new();
        let place = match kind {
            Kind::Watching => &WATCHING,
            Kind::Plain => &PLAIN,
        };
        let built = place.get_or_init(|| {
            let place = tempfile::tempdir().expect("a writable folder");
            let program = place.path().join("max-host");
            let mut cc = Command::new("cc");
            if kind == Kind::Watching && cfg!(all(target_os = "linux", target_env = "gnu")) {
                cc.arg("-DWATCH");
            }
            cc.args(FLAGS).args(["-fvisibility=hidden", "-rdynamic"]);
            cc.args(sources().iter().map(|file| folder().join(file)));
            cc.arg("-o")
                .arg(&program)
                .args(["-lpthread", "-ldl", "-lm"]);
            compile(cc).then_some((place, Host { program }))
        });
        Some(&built.as_ref()?.1)
    }

    /// The external that does wrong, for controls; `None` where there is no C compiler.
    ///
    /// # Panics
    /// When it does not compile.
    pub fn wrong(place: &Path) -> Option<PathBuf> {
        let file = place.join("wrong~.so");
        let mut cc = Command::new("cc");
        cc.args(FLAGS)
            .args(["-fPIC", "-shared", "-fvisibility=hidden"]);
        // One of its sins is a format that a user has written.
        cc.arg("-Wno-format-security").arg(folder().join("wrong.c"));
        cc.arg("-o").arg(&file);
        compile(cc).then_some(file)
    }
}

fn compile(mut cc: Command) -> bool {
    let Ok(result) = cc.output() else {
        println!("skipped: there is no C compiler (cc)");
        return false;
    };
    assert!(
        result.status.success(),
        "{}",
        String::from_utf8_lossy(&result.stderr)
    );
    true
}
