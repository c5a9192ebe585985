//! What is measured in a recording: every descriptor and the pitch, hop by hop, by the code that
//! measures live.

use super::PrepareError;
use super::pack::Samples;
use neurorave_core::descriptors::{Analyzer, Descriptor};
use neurorave_core::pitch::{Pitch, Tracker};

/// Numbers a hop: every [`Descriptor`] in order, the pitch in Hz, its voicing.
pub const ROW: usize = Descriptor::ALL.len() + 2;
/// The longest hop.
pub const MAX_HOP: usize = 2048;
/// Counts up when what is measured changes: rows of old are then measured again.
const VERSION: u32 = 1;

/// What to measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Samples from one row to the next, a latent frame of the model.
    pub hop: usize,
    /// Lowest pitch looked for, Hz.
    pub min_hz: f32,
    /// Highest pitch looked for, Hz.
    pub max_hz: f32,
}

impl Measure {
    /// Whether there can be rows of this kind.
    pub fn check(&self) -> Result<(), PrepareError> {
        if !(16..=MAX_HOP).contains(&self.hop) || !self.hop.is_power_of_two() {
            return Err(PrepareError::Asked(format!(
                "a hop of {} samples: give a power of two from 16 to {MAX_HOP}",
                self.hop
            )));
        }
        if !(self.min_hz >= 1.0 && self.max_hz > self.min_hz && self.max_hz.is_finite()) {
            return Err(PrepareError::Asked(format!(
                "pitches from {} to {} Hz: the lowest must be above 1 Hz and under the highest",
                self.min_hz, self.max_hz
            )));
        }
        Ok(())
    }

    /// The rows' name in the index.
    pub(super) fn key(&self) -> String {
        format!("{}/{}-{}/{VERSION}", self.hop, self.min_hz, self.max_hz)
    }

    /// How many rows there are under `key` for so many samples; `None` for a key of another version.
    pub(super) fn rows_of(key: &str, samples: usize) -> Option<usize> {
        let (hop, rest) = key.split_once('/')?;
        let current = rest.ends_with(&format!("/{VERSION}"));
        let hop = hop.parse().ok().filter(|hop| current && *hop > 0)?;
        Some(samples.div_ceil(hop))
    }

    /// Rows of a recording of `samples` samples: the last hop is completed with silence.
    pub fn rows(&self, samples: usize) -> usize {
        samples.div_ceil(self.hop)
    }

    /// Measures whole hops of `audio` at `rate` Hz; `give` gets row after row.
    pub fn run<E>(
        &self,
        audio: &[f32],
        rate: u32,
        mut give: impl FnMut(&[f32; ROW]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut analyzer = Analyzer::new(rate as f32, self.hop, &Descriptor::ALL);
        let mut tracker = Tracker::new(rate as f32, self.hop, self.min_hz, self.max_hz);
        let mut row = [0.0; ROW];
        for block in audio.chunks_exact(self.hop) {
            analyzer.push(block, &mut row[..Descriptor::ALL.len()]);
            let Pitch { hz, voicing } = tracker.push(block);
            row[ROW - 2] = hz;
            row[ROW - 1] = voicing;
            give(&row)?;
        }
        Ok(())
    }
}

/// The rows of one recording.
#[derive(Clone)]
pub struct Rows(pub(super) Samples);

impl Rows {
    /// How many.
    pub fn len(&self) -> usize {
        self.0.len() / ROW
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Some of them.
    pub fn part(&self, rows: std::ops::Range<usize>) -> Self {
        Self(self.0.part(rows.start * ROW..rows.end * ROW))
    }

    /// One descriptor over time.
    pub fn curve(&self, descriptor: Descriptor) -> impl Iterator<Item = f32> {
        let index = Descriptor::ALL.iter().position(|d| *d == descriptor);
        let index = index.unwrap_or_default();
        self.0.chunks_exact(ROW).map(move |row| row[index])
    }

    /// The pitch over time.
    pub fn pitch(&self) -> impl Iterator<Item = Pitch> {
        self.0.chunks_exact(ROW).map(|row| Pitch {
            hz: row[ROW - 2],
            voicing: row[ROW - 1],
        })
    }
}
