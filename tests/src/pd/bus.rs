//! `tests/i2c/bus.c`: an I2C bus with converters that a test turns, for a Pd that doesn't know.

use std::ffi::OsStr;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Volts at a jack for a volt at the converter, on the reference module.
const DIVIDER: f32 = 21.05;
/// Where the numbers lie, in the layout of `struct state`.
const UNPLUGGED: u64 = 32;
const HANG: u64 = 36;
const TURNS: u64 = 40;
const TRANSFERS: u64 = 44;
const SIZE: u64 = 48;

/// The bus, built.
pub struct Bus {
    library: PathBuf,
    path: PathBuf,
    state: File,
    _folder: tempfile::TempDir,
}

impl Bus {
    /// Builds it; `None`, told, where there is no C compiler.
    ///
    /// # Panics
    /// When it doesn't compile.
    pub fn build() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a writable folder");
        let library = folder.path().join("bus.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("i2c/bus.c");
        let built = Command::new("cc")
            .args([
                "-shared",
                "-fPIC",
                "-std=gnu11",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Werror",
            ])
            .arg("-o")
            .args([&library, &source])
            .args(["-ldl", "-lm"])
            .status();
        match built {
            Ok(status) => assert!(status.success(), "bus.c compiles"),
            Err(_) => {
                println!("skipped: no C compiler on this machine (Debian package gcc)");
                return None;
            }
        }
        let path = folder.path().join("state");
        let state = File::create_new(&path).expect("a writable folder");
        state.set_len(SIZE).expect("a writable folder");
        Some(Self {
            library,
            path,
            state,
            _folder: folder,
        })
    }

    /// What a program's environment needs to see it.
    pub fn variables(&self) -> [(&'static str, &OsStr); 2] {
        [
            ("LD_PRELOAD", self.library.as_os_str()),
            ("I2C_BUS_STATE", self.path.as_os_str()),
        ]
    }

    /// Puts volts into a jack of the reference module: converter 0 or 1, channel 0 to 2.
    pub fn volts(&self, converter: u64, channel: u64, volts: f32) {
        let bytes = (volts / DIVIDER).to_ne_bytes();
        self.write(16 * converter + 4 * channel, bytes);
    }

    /// Pulls everything out, or plugs it in again.
    pub fn unplug(&self, unplugged: bool) {
        self.write(UNPLUGGED, u32::from(unplugged).to_ne_bytes());
    }

    /// Lets each transfer take that much longer.
    pub fn hang(&self, milliseconds: u32) {
        self.write(HANG, milliseconds.to_ne_bytes());
    }

    /// Sets the encoder's count.
    pub fn turn_to(&self, count: i8) {
        self.write(TURNS, u32::from(count.cast_unsigned()).to_ne_bytes());
    }

    /// Transfers until now.
    pub fn transfers(&self) -> u32 {
        let mut bytes = [0; 4];
        let read = self.state.read_exact_at(&mut bytes, TRANSFERS);
        read.expect("a readable file");
        u32::from_ne_bytes(bytes)
    }

    fn write(&self, at: u64, bytes: [u8; 4]) {
        let written = self.state.write_all_at(&bytes, at);
        written.expect("a writable file");
    }
}
