//! The run's folder: whose it is, what is in it already, and whether that may be gone on with.

use super::TrainError;
use super::corpus::Corpus;
use super::options::{Options, Start};
use super::settings::{RECORDINGS, Settings};
use std::fs::{File, TryLockError};
use std::path::PathBuf;

/// A run's folder, locked against a second trainer while this lives.
pub struct Folder {
    path: PathBuf,
    before: Option<Settings>,
    _lock: File,
}

impl Folder {
    /// Makes or enters the folder, and checks that the start asked for goes with what is there:
    /// nothing is overwritten unasked, and a checkpoint is gone on with under its own flags.
    pub fn open(options: &Options) -> Result<Self, TrainError> {
        let path = options.run.clone();
        let failed = |source| TrainError::Write {
            path: path.clone(),
            source,
        };
        std::fs::create_dir_all(&path).map_err(failed)?;
        let lock = File::create(path.join("lock")).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(TrainError::Running(path.clone())),
            // A file system without locks is no reason not to train.
            Err(TryLockError::Error(_)) => {}
        }
        let checkpoint = path.join("checkpoint.bin");
        let mut before = None;
        match options.course.start {
            _ if !checkpoint.exists() => {}
            Start::New => return Err(TrainError::Begun(path.clone())),
            Start::Restart => std::fs::remove_file(&checkpoint).map_err(failed)?,
            Start::Resume { accept_changes } => {
                let then = Settings::load(&path)?.ok_or(TrainError::NoSettings(path.clone()))?;
                let now = options.settings().with(RECORDINGS, then.get(RECORDINGS));
                then.check(&now, accept_changes)?;
                before = Some(then);
            }
        }
        Ok(Self {
            path,
            before,
            _lock: lock,
        })
    }

    /// Whether there is a checkpoint to go on with.
    pub fn resumes(&self) -> bool {
        self.before.is_some()
    }

    /// The checkpoint's file.
    pub fn checkpoint(&self) -> PathBuf {
        self.path.join("checkpoint.bin")
    }

    /// Checks that the recordings are those of the checkpoint, and notes all flags.
    pub fn settle(&self, options: &Options, corpus: &Corpus) -> Result<(), TrainError> {
        let now = options.settings().with(RECORDINGS, fingerprint(corpus));
        if let Some(before) = &self.before {
            let recordings = before.clone().with(RECORDINGS, now.get(RECORDINGS));
            before.check(&recordings, false)?;
        }
        now.save(&self.path)
    }
}

/// Samples from one that the fingerprint takes to the next: few, since each is read from disk.
const FINGERPRINT_STRIDE: usize = 16_411;

/// How many recordings there are, and a number that changes with them.
fn fingerprint(corpus: &Corpus) -> String {
    let clips = corpus.train.iter().chain(&corpus.validation);
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut mix = |bits: u64| hash = (hash ^ bits).wrapping_mul(0x0100_0000_01b3);
    for clip in clips {
        mix(clip.audio.len() as u64);
        let few = clip.audio.iter().step_by(FINGERPRINT_STRIDE);
        few.for_each(|sample| mix(u64::from(sample.to_bits())));
    }
    format!(
        "of {} files ({:016x})",
        corpus.train.len() + corpus.validation.len(),
        hash
    )
}
