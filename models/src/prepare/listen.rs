//! One recording from its file into a pack: decoded, mixed, resampled, trimmed, block by block, so
//! that its length does not matter.

use super::PrepareError;
use super::measure::MAX_HOP;
use super::pack::Writer;
use super::problem::{Kind, Problem};
use super::trim::Trim;
use crate::audio::{AudioError, Reader, Resampling};
use std::path::Path;

/// Peak under which a recording is silent: −80 dBFS.
const SILENT: f32 = 1e-4;
/// Peak above which samples can't be meant as −1…1.
const ABSURD: f32 = 100.0;
/// What counts as full scale.
const FULL: f32 = 0.999;
/// So many samples in a row at full scale are a clip.
const CLIP: u32 = 3;
/// Samples collected before they are written.
const ENOUGH: usize = 1 << 16;

/// What became of a file.
#[derive(Debug, Default)]
pub struct Heard {
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Samples of its audio, which [`MAX_HOP`] zeros follow; 0 where it can't be used.
    pub samples: u64,
}

/// Appends the recording at `path` to `pack`, at `rate` Hz, without silence under `trim_db`.
/// Nothing is appended where it can't be used.
pub fn listen(
    path: &Path,
    rate: u32,
    trim_db: Option<f32>,
    pack: &mut Writer,
) -> Result<Heard, PrepareError> {
    let start = pack.len();
    let mut ear = Ear {
        trim: trim_db.map(|db| Trim::new(db, rate)),
        ready: Vec::new(),
        peak: 0.0,
        pack,
    };
    // Decoders are others' work, and files may be anything.
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ear.hear(path, rate)));
    let problems = match outcome {
        Ok(Ok(problems)) => problems,
        Ok(Err(Trouble::Set(error))) => return Err(error),
        Ok(Err(Trouble::File(problem))) => vec![problem],
        Err(_) => vec![Problem::new(Kind::Damaged, "the decoder gave up on it")],
    };
    let usable = problems.iter().all(|problem| problem.kind.is_remark());
    let samples = if usable { pack.len() - start } else { 0 };
    if usable {
        pack.write(&[0.0; MAX_HOP])?;
    } else {
        pack.rewind(start)?;
    }
    Ok(Heard { problems, samples })
}

enum Trouble {
    /// The set can't be written.
    Set(PrepareError),
    /// The file can't be used.
    File(Problem),
}

impl From<AudioError> for Trouble {
    fn from(error: AudioError) -> Self {
        Self::File(error.into())
    }
}

struct Ear<'a> {
    trim: Option<Trim>,
    /// Samples that wait to be written.
    ready: Vec<f32>,
    peak: f32,
    pack: &'a mut Writer,
}

impl Ear<'_> {
    fn hear(&mut self, path: &Path, rate: u32) -> Result<Vec<Problem>, Trouble> {
        let start = self.pack.len();
        let mut reader = Reader::open(path)?;
        let mut resampling = None;
        let (mut mono, mut converted) = (Vec::new(), Vec::new());
        let (mut clips, mut runs) = (0u32, Vec::new());
        while let Some(block) = reader.block()? {
            mix(block, &mut mono);
            runs.resize(block.len(), 0);
            for (channel, run) in block.iter().zip(&mut runs) {
                clips += count_clips(channel, run);
            }
            let from = reader.rate();
            let resampling = resampling.get_or_insert_with(|| Resampling::new(from, rate));
            converted.clear();
            resampling.push(&mono, &mut converted);
            self.take(&converted)?;
        }
        converted.clear();
        if let Some(resampling) = resampling {
            resampling.finish(&mut converted);
        }
        self.take(&converted)?;
        if let Some(trim) = self.trim.take() {
            trim.finish(&mut self.ready);
        }
        let rest = std::mem::take(&mut self.ready);
        self.pack.write(&rest).map_err(Trouble::Set)?;
        if self.pack.len() == start {
            let why = "too short, or all of it under the level to trim";
            return Err(Trouble::File(Problem::new(Kind::Silent, why)));
        }
        if self.peak < SILENT {
            let why = format!("nothing above {:.0} dBFS", 20.0 * SILENT.log10());
            return Err(Trouble::File(Problem::new(Kind::Silent, why)));
        }
        if self.peak > ABSURD {
            let why = format!("samples up to {:.0}, where 1 is full scale", self.peak);
            return Err(Trouble::File(Problem::new(Kind::Damaged, why)));
        }
        let mut remarks = Vec::new();
        if let Some(promised) = reader.promised().filter(|_| reader.is_cut_short()) {
            let share = 100.0 * reader.frames() as f64 / promised as f64;
            let why = format!("{share:.0} % of what its header says");
            remarks.push(Problem::new(Kind::CutShort, why));
        }
        if clips > 0 {
            let why = format!("{clips} times flat at full scale");
            remarks.push(Problem::new(Kind::Clipped, why));
        }
        Ok(remarks)
    }

    fn take(&mut self, x: &[f32]) -> Result<(), Trouble> {
        self.peak = x.iter().fold(self.peak, |peak, x| peak.max(x.abs()));
        match &mut self.trim {
            Some(trim) => trim.push(x, &mut self.ready),
            None => self.ready.extend_from_slice(x),
        }
        if self.ready.len() >= ENOUGH {
            self.pack.write(&self.ready).map_err(Trouble::Set)?;
            self.ready.clear();
        }
        Ok(())
    }
}

/// The mean of the channels.
fn mix(block: &[Vec<f32>], mono: &mut Vec<f32>) {
    mono.clear();
    mono.extend_from_slice(&block[0]);
    for channel in &block[1..] {
        for (sum, x) in mono.iter_mut().zip(channel) {
            *sum += x;
        }
    }
    if block.len() > 1 {
        let scale = 1.0 / block.len() as f32;
        mono.iter_mut().for_each(|x| *x *= scale);
    }
}

/// How often `x` stays at full scale for [`CLIP`] samples; `run` is how long it does at the end.
fn count_clips(x: &[f32], run: &mut u32) -> u32 {
    let mut clips = 0;
    for x in x {
        *run = if x.abs() >= FULL { *run + 1 } else { 0 };
        clips += u32::from(*run == CLIP);
    }
    clips
}
