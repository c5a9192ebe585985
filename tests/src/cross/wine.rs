//! Programs for Windows under Wine, with stand-ins for what is not there.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

const COMPILER: &str = "x86_64-w64-mingw32-gcc";
/// Seconds before each further try to start something. A program in a new prefix now and then misses
/// the server that Wine has started itself, on a slow machine several times.
const PAUSES: [u64; 5] = [1, 2, 5, 10, 20];

/// A folder for libraries and programs, and a Wine of its own.
pub struct Stage {
    folder: tempfile::TempDir,
    wine: PathBuf,
}

impl Stage {
    /// Empty but for what Wine lacks; `None`, and a line that says so, where there is no Wine or it
    /// does not run its own programs.
    ///
    /// # Panics
    /// When the stand-in does not compile.
    pub fn new() -> Option<Self> {
        let Some(wine) = nrave_runner::places::wine() else {
            println!("skipped: there is no Wine (Debian: package wine64)");
            return None;
        };
        let folder = tempfile::tempdir().expect("a writable temporary folder");
        let stage = Self { folder, wine };
        // Wine before 8.11 lacks it.
        stage.compile(
            &["wine/bcryptprimitives.c"],
            "bcryptprimitives.dll",
            &["-shared", "-ladvapi32"],
        );
        if let Err(said) = stage.boot() {
            println!("skipped: Wine does not start here: {said}");
            return None;
        }
        Some(stage)
    }

    /// With an external for Pd, a stand-in for Pd, and the program that loads it; see [`new`](Self::new).
    ///
    /// # Panics
    /// When the stand-ins do not compile.
    pub fn for_pd(external: &Path) -> Option<Self> {
        let stage = Self::new()?;
        std::fs::copy(external, stage.file("external.dll")).expect("the external was built");
        stage.compile(&["wine/load.c"], "load.exe", &[]);
        stage.compile(&["wine/pd.c"], "pd.dll", &["-shared"]);
        Some(stage)
    }

    /// Loads the external, finds `function` in it and calls it, in Wine's own time.
    ///
    /// # Panics
    /// When Wine does not start.
    pub fn load(&self, function: &str) -> Output {
        heard(self.run("load.exe").arg(function))
    }

    /// As [`load`](Self::load); then the stand-in for Pd makes a box of `class`, puts 3 V into its
    /// first jack and waits until the box has told of them.
    ///
    /// # Panics
    /// When Wine does not start.
    pub fn play(&self, function: &str, class: &str) -> Output {
        heard(self.run("load.exe").args([function, class]))
    }

    /// A file on the stage.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A program of the stage, to be started.
    pub fn run(&self, program: &str) -> Command {
        let mut command = self.wine();
        command.arg(self.file(program));
        command
    }

    /// Fills the prefix; one at a time, or they keep each other waiting for longer than Wine waits.
    fn boot(&self) -> Result<(), String> {
        static BOOT: Mutex<()> = Mutex::new(());
        let _alone = BOOT.lock().unwrap_or_else(PoisonError::into_inner);
        let mut command = self.wine();
        command.args(["cmd", "/c", "echo", "started"]);
        let output = heard(command.env("WINEDEBUG", "err+all"));
        match output.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }

    fn wine(&self) -> Command {
        let mut command = Command::new(&self.wine);
        command
            .current_dir(self.folder.path())
            .env("WINEPREFIX", self.file("prefix"))
            .env("WINEDEBUG", "-all")
            // Nothing to be asked or downloaded.
            .env("WINEDLLOVERRIDES", "mscoree,mshtml,winemenubuilder.exe=")
            .env_remove("DISPLAY");
        command
    }

    /// Compiles C files of this package to `output` on the stage; `options` come last.
    ///
    /// # Panics
    /// When they do not compile.
    pub fn compile(&self, sources: &[&str], output: &str, options: &[&str]) {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let result = Command::new(COMPILER)
            .args(["-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror"])
            .arg("-D__USE_MINGW_ANSI_STDIO=1")
            .arg("-o")
            .arg(self.file(output))
            .args(sources.iter().map(|source| here.join(source)))
            .arg("-L")
            .arg(self.folder.path())
            .args(options)
            .output()
            .expect("mingw built the external");
        let errors = String::from_utf8_lossy(&result.stderr);
        assert!(result.status.success(), "{errors}");
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Its services would go on for a while, and write into the folder that is being removed.
        let _ = self.wine().args(["wineboot", "--kill"]).output();
    }
}

/// What a program gives that says something in any case: where it was not heard, Wine did not run it,
/// and is asked again.
fn heard(command: &mut Command) -> Output {
    let mut run = || command.output().expect("Wine is there");
    let mut output = run();
    for seconds in PAUSES {
        if !output.stdout.is_empty() {
            break;
        }
        sleep(Duration::from_secs(seconds));
        output = run();
    }
    output
}

/// A path as Windows sees it: Wine has the whole system on a drive.
pub fn path(path: &Path) -> String {
    format!("Z:{}", path.display())
}
