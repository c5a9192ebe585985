//! What is trained on, what is watched while training, what is judged on at the end.
//!
//! Decided by the file's name alone (and a seed), so that it survives moves and additions: a hash of
//! the name draws one of [`SHARES`] parts of the recording for the test and another for validation.
//! A recording of [`DIVIDED_SECONDS`] or more is divided into that many equal parts, so that even one
//! long recording can be trained and judged on. A shorter one is not divided, it consists of part 0
//! only: one file in twenty is a test, another one in twenty validates.

use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::path::Path;

/// The seed of the split where none is given. Models were trained and judged by it: it stays.
pub const DEFAULT_SEED: u64 = 0;

/// Length from which a recording is divided, in seconds.
pub const DIVIDED_SECONDS: u64 = 600;

/// One in this many is for the test, and one for validation.
const SHARES: u64 = 20;

/// Parts begin on multiples of this many samples, which every hop divides.
const GRID: usize = super::measure::MAX_HOP;

/// What a recording, or part of one, is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// Trained on.
    Train,
    /// Never trained on; watched while training.
    Validation,
    /// Never trained on nor watched; judged on.
    Test,
}

impl Split {
    /// Every split.
    pub const ALL: [Split; 3] = [Split::Train, Split::Validation, Split::Test];

    /// What people are told.
    pub fn name(self) -> &'static str {
        match self {
            Split::Train => "train",
            Split::Validation => "validation",
            Split::Test => "test",
        }
    }
}

/// What the beginning of a recording is for: all of it where it is shorter than
/// [`DIVIDED_SECONDS`].
pub fn split(path: &Path, seed: u64) -> Split {
    let (test, validation) = drawn(path, seed);
    match 0 {
        part if part == test => Split::Test,
        part if part == validation => Split::Validation,
        _ => Split::Train,
    }
}

/// The stretches of a recording of `samples` samples at `rate` Hz, in order, without gaps.
pub fn parts(path: &Path, samples: usize, rate: u32, seed: u64) -> Vec<(Range<usize>, Split)> {
    if (samples as u64) < DIVIDED_SECONDS * u64::from(rate) {
        return vec![(0..samples, split(path, seed))];
    }
    let (test, validation) = drawn(path, seed);
    let border = |part: u64| match part {
        SHARES => samples,
        part => (samples as u64 * part / SHARES) as usize / GRID * GRID,
    };
    let mut stretches: Vec<(Range<usize>, Split)> = Vec::new();
    for part in 0..SHARES {
        let split = match part {
            part if part == test => Split::Test,
            part if part == validation => Split::Validation,
            _ => Split::Train,
        };
        match stretches.last_mut() {
            Some((stretch, same)) if *same == split => stretch.end = border(part + 1),
            _ => stretches.push((border(part)..border(part + 1), split)),
        }
    }
    stretches
}

/// The parts drawn for test and validation.
fn drawn(path: &Path, seed: u64) -> (u64, u64) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let hash = fnv(seed, name.as_bytes());
    let test = (hash >> 32) % SHARES;
    let validation = (fnv(hash, b"validation") >> 32) % SHARES;
    if validation == test {
        (test, (test + 1) % SHARES)
    } else {
        (test, validation)
    }
}

/// The 64-bit hash of Fowler, Noll and Vo (FNV-1a); a seed other than 0 gives another.
pub(super) fn fnv(seed: u64, bytes: &[u8]) -> u64 {
    let basis = 0xcbf2_9ce4_8422_2325u64 ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bytes.iter().fold(basis, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> impl Iterator<Item = std::path::PathBuf> {
        (0..10_000).map(|n| format!("some/where/note {n}.wav").into())
    }

    #[test]
    fn one_in_twenty_is_a_test_and_one_validates() {
        for seed in [0, 1, 77] {
            for wanted in [Split::Validation, Split::Test] {
                let count = names().filter(|name| split(name, seed) == wanted).count();
                assert!((420..580).contains(&count), "{wanted:?}: {count}");
            }
        }
        let moved = names().filter(|name| split(name, 1) != split(name, 0));
        assert!(moved.count() > 1000);
    }

    #[test]
    fn folders_do_not_matter() {
        for name in names() {
            let bare = Path::new(name.file_name().unwrap());
            assert_eq!(split(&name, 3), split(bare, 3));
        }
    }

    #[test]
    fn the_first_model_was_judged_on_these() {
        let is_test = |name: &str| split(Path::new(name), DEFAULT_SEED) == Split::Test;
        // The rule that left files out of the first model's training.
        let was_left_out = |name: &str| {
            let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            (hash >> 32) % 20 == 0
        };
        for n in 0..5_000 {
            let name = format!("violin_{n}_forte.mp3");
            assert_eq!(is_test(&name), was_left_out(&name), "{name}");
        }
    }

    #[test]
    fn a_long_recording_is_divided_without_gaps() {
        let rate = 8_000;
        for (n, name) in names().take(200).enumerate() {
            let samples = 601 * rate as usize + n;
            let parts = parts(&name, samples, rate, 0);
            assert!((2..=5).contains(&parts.len()), "{parts:?}");
            let mut at = 0;
            for (stretch, _) in &parts {
                assert_eq!(stretch.start, at);
                assert_eq!(at % GRID, 0);
                at = stretch.end;
            }
            assert_eq!(at, samples);
            for wanted in [Split::Validation, Split::Test] {
                let length: usize = parts
                    .iter()
                    .filter(|(_, split)| *split == wanted)
                    .map(|(stretch, _)| stretch.len())
                    .sum();
                assert!((length as f64 / samples as f64 - 0.05).abs() < 0.002);
            }
            // Its beginning is for what a short recording of that name would be for.
            assert_eq!(parts[0].1, split(&name, 0));
        }
    }
}
