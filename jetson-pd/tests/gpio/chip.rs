//! A GPIO chip that the kernel simulates (`gpio-sim`), made through its configuration file system.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The variable that names the folder in which chips are made, `/sys/kernel/config/gpio-sim` as a
/// rule: only who says so gets chips made.
const FOLDER: &str = "NRAVE_GPIO_SIM";

/// Lines of each chip.
const LINES: u32 = 8;

/// One chip at a time, so that each test has the kernel to itself.
static ONE: Mutex<()> = Mutex::new(());

/// A chip, gone with the end of its test.
pub struct Chip {
    folder: PathBuf,
    /// Where its lines are pulled.
    pulls: PathBuf,
    /// The device that a board's file names: a link, as udev makes them, since a kernel may give a
    /// chip that comes back another number.
    pub device: PathBuf,
    _links: tempfile::TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl Chip {
    /// A chip called `name`, or `None`, having said why there is none.
    pub fn new(name: &str) -> Option<Self> {
        let Some(folder) = std::env::var_os(FOLDER) else {
            println!("skipped: {FOLDER} names no folder to simulate GPIO chips in");
            return None;
        };
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = Path::new(&folder).join(format!("nrave-{name}"));
        let bank = folder.join("bank");
        fs::create_dir_all(&bank)
            .unwrap_or_else(|error| panic!("{} (is gpio-sim loaded?): {error}", bank.display()));
        let links = tempfile::tempdir().unwrap();
        let mut chip = Self {
            folder,
            pulls: PathBuf::new(),
            device: links.path().join("gpiochip"),
            _links: links,
            _alone: alone,
        };
        write(&chip.folder.join("bank/num_lines"), &LINES.to_string());
        chip.plug();
        Some(chip)
    }

    /// It is there, under the name that a board knows.
    pub fn plug(&mut self) {
        write(&self.folder.join("live"), "1");
        let device = read(&self.folder.join("dev_name"));
        let chip = read(&self.folder.join("bank/chip_name"));
        self.pulls = Path::new("/sys/devices/platform").join(device).join(&chip);
        std::os::unix::fs::symlink(Path::new("/dev").join(chip), &self.device).unwrap();
    }

    /// It is gone.
    pub fn unplug(&self) {
        write(&self.folder.join("live"), "0");
        fs::remove_file(&self.device).unwrap();
    }

    /// Whether a line is pulled up.
    pub fn is_up(&self, line: u32) -> bool {
        match read(&self.pull_of(line)).as_str() {
            "pull-up" => true,
            "pull-down" => false,
            other => panic!("a line is pulled {other}"),
        }
    }

    /// Pulls a line up or down.
    pub fn pull(&self, line: u32, up: bool) {
        let pull = if up { "pull-up" } else { "pull-down" };
        write(&self.pull_of(line), pull);
    }

    fn pull_of(&self, line: u32) -> PathBuf {
        self.pulls.join(format!("sim_gpio{line}/pull"))
    }
}

impl Drop for Chip {
    fn drop(&mut self) {
        // As far as it was made.
        let _ = fs::write(self.folder.join("live"), "0");
        let _ = fs::remove_dir(self.folder.join("bank"));
        let _ = fs::remove_dir(&self.folder);
    }
}

fn write(file: &Path, text: &str) {
    fs::write(file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

fn read(file: &Path) -> String {
    let text = fs::read_to_string(file);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    text.trim().to_owned()
}
