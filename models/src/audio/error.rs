//! What can be wrong with a sound file, and what to do about it.

use std::io;
use std::path::PathBuf;

/// A sound file that could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AudioError {
    /// The file is not there, or may not be read.
    #[error("{}: cannot open the sound file ({source}); check the path and its permissions", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Zero bytes long.
    #[error("{}: the file is empty (0 bytes); export or download it again", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Not a sound file, or of a kind that is not supported.
    #[error("{}: not a sound file that nrave can read ({reason}); convert it to wav or flac, for example: ffmpeg -i IN OUT.wav", path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// A good header, but no samples after it.
    #[error("{}: the file holds no sound, just a header; export or download it again", path.display())]
    NoSamples {
        /// The file.
        path: PathBuf,
    },
    /// Nothing above the noise of a 16-bit file.
    #[error("{}: the file is silent from beginning to end; choose another, or check the level it was recorded at", path.display())]
    Silent {
        /// The file.
        path: PathBuf,
    },
    /// Too much of it cannot be decoded.
    #[error("{}: the file is damaged ({reason}); export or download it again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// More than fits in memory with good conscience.
    #[error("{}: longer than {minutes} minutes, the most that nrave reads of a file with {channels} channel(s) at {rate} Hz; cut it into pieces", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// The limit for this format.
        minutes: u64,
        /// Channels in the file.
        channels: usize,
        /// Its sample rate in Hz.
        rate: u32,
    },
    /// The output cannot be written.
    #[error("{}: cannot write the sound file ({reason}); check that the folder exists and the disk has room", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
}
