//! Recordings by what they are for, read where they lie: for those who want a few seconds of a few,
//! not all of it prepared.

use super::split::{DEFAULT_SEED, DIVIDED_SECONDS, Split, parts, split};
use super::{PrepareError, Samples, Set, find};
use crate::audio::{Audio, AudioError, Reader, read_audio, read_stretches};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A file of fewer bytes lasts less than [`DIVIDED_SECONDS`] in any codec that people keep sounds in:
/// 16 kbit/s.
const LEAST_BYTES: u64 = DIVIDED_SECONDS * 2_000;
/// A header that promises less than this share of [`DIVIDED_SECONDS`] is believed, in percent.
const BELIEVED: u64 = 80;
/// Parts are drawn on samples of the rate that they are trained at, here on the file's own: so far
/// from a border, in seconds, both agree.
const MARGIN_SECONDS: f64 = 0.25;

/// A recording, or the part of a long one that has one use.
#[derive(Clone)]
pub struct Excerpt {
    /// The file.
    pub path: PathBuf,
    /// What it is for.
    pub split: Split,
    /// Where it lies in the file, in seconds, where it is a part.
    part: Option<Range<f64>>,
    /// What a prepared set holds of it, and its rate.
    kept: Option<(Samples, u32)>,
}

/// Every recording under `folder`, or of the prepared set there, by name, long ones in parts. Files are
/// read as far as it takes to know whether they are long.
pub fn excerpts(folder: &Path) -> Result<Vec<Excerpt>, PrepareError> {
    if Set::is_at(folder) {
        return Set::open(folder)?.excerpts();
    }
    let files = find(&[folder.to_owned()])?;
    Ok(files
        .into_iter()
        .flat_map(|file| of_file(&file.path, file.bytes))
        .collect())
}

fn of_file(path: &Path, bytes: u64) -> Vec<Excerpt> {
    let excerpt = |split, part| Excerpt {
        path: path.to_owned(),
        split,
        part,
        kept: None,
    };
    // What can't be read is found out by those who want it.
    let long = match bytes >= LEAST_BYTES {
        true => length_if_long(path).unwrap_or_default(),
        false => None,
    };
    let Some((frames, rate)) = long else {
        return vec![excerpt(split(path, DEFAULT_SEED), None)];
    };
    let all = parts(path, frames, rate, DEFAULT_SEED).into_iter();
    all.map(|(range, split)| excerpt(split, Some(inside(&range, frames, rate))))
        .collect()
}

/// Seconds of a part, clear of its neighbours.
fn inside(part: &Range<usize>, frames: usize, rate: u32) -> Range<f64> {
    let seconds = |frame: usize| frame as f64 / f64::from(rate);
    let start = match part.start {
        0 => 0.0,
        start => seconds(start) + MARGIN_SECONDS,
    };
    let end = match part.end == frames {
        true => seconds(frames),
        false => seconds(part.end) - MARGIN_SECONDS,
    };
    start..end
}

/// Frames and rate of a file that is long enough to be divided.
fn length_if_long(path: &Path) -> Result<Option<(usize, u32)>, AudioError> {
    let mut reader = Reader::open(path)?;
    let long = |rate: u32| DIVIDED_SECONDS * u64::from(rate);
    while reader.block()?.is_some() {
        let promised = reader.promised().unwrap_or(u64::MAX);
        if promised < long(reader.rate()) * BELIEVED / 100 {
            return Ok(None);
        }
    }
    let (frames, rate) = (reader.frames(), reader.rate());
    Ok((frames >= long(rate)).then_some((frames as usize, rate)))
}

impl Excerpt {
    /// Of a prepared set, which holds `samples` at `rate` of it; a part of a long recording lies at
    /// these seconds.
    pub(super) fn kept(
        path: PathBuf,
        split: Split,
        part: Option<Range<f64>>,
        samples: Samples,
        rate: u32,
    ) -> Self {
        Self {
            path,
            split,
            part,
            kept: Some((samples, rate)),
        }
    }

    /// The file's name without its ending; of a part, with the minute and second that it begins at.
    pub fn name(&self, start: f64) -> String {
        let name = self.path.file_stem().unwrap_or_default().to_string_lossy();
        match &self.part {
            None => name.into_owned(),
            Some(part) => {
                let seconds = (part.start + start) as u64;
                format!("{name} at {}:{:02}", seconds / 60, seconds % 60)
            }
        }
    }

    /// All of it, mono.
    pub fn read(&self) -> Result<Audio, AudioError> {
        match (&self.kept, &self.part) {
            (Some((samples, rate)), _) => Ok(Audio::from_mono(*rate, samples.to_vec())),
            (None, None) => {
                let audio = read_audio(&self.path)?;
                Ok(Audio::from_mono(audio.rate, audio.mono()))
            }
            (None, Some(part)) => {
                let mut read = read_stretches(&self.path, std::slice::from_ref(part))?;
                Ok(read.remove(0))
            }
        }
    }

    /// Its first `seconds`; of a part of a long recording, up to `most` pieces as long, evenly spread.
    /// Mono, each with the second of the excerpt that it begins at.
    pub fn pieces(&self, seconds: f64, most: usize) -> Result<Vec<(f64, Audio)>, AudioError> {
        let starts = match &self.part {
            None => vec![0.0],
            Some(part) => {
                let whole = ((part.end - part.start) / seconds) as usize;
                let count = most.min(whole).max(1);
                (0..count)
                    .map(|piece| (piece * whole / count) as f64 * seconds)
                    .collect()
            }
        };
        let audio = match (&self.kept, &self.part) {
            (Some((samples, rate)), _) => {
                let frame = |at: f64| ((at * f64::from(*rate)) as usize).min(samples.len());
                let piece = |start: &f64| samples[frame(*start)..frame(start + seconds)].to_vec();
                let pieces = starts.iter().map(piece);
                pieces
                    .map(|samples| Audio::from_mono(*rate, samples))
                    .collect()
            }
            (None, part) => {
                let base = part.as_ref().map_or(0.0, |part| part.start);
                let ranges = starts
                    .iter()
                    .map(|start| base + start..base + start + seconds);
                read_stretches(&self.path, &ranges.collect::<Vec<_>>())?
            }
        };
        Ok(starts.into_iter().zip(audio).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::write_wav;
    use crate::prepare::{Request, prepare};

    const RATE: u32 = 1000;

    /// `seconds` of samples that tell their own second.
    fn write(path: &Path, seconds: u32) {
        let frames = seconds * RATE;
        let sample = |n: u32| (n / RATE) as f32 / 1000.0;
        write_wav(
            path,
            &Audio::from_mono(RATE, (0..frames).map(sample).collect()),
        )
        .unwrap();
    }

    fn seconds(audio: &Audio) -> Range<f64> {
        let samples = &audio.channels[0];
        let second = |x: f32| f64::from((x * 1000.0).round());
        second(samples[0])..second(samples[samples.len() - 1]) + 1.0
    }

    #[test]
    fn a_short_recording_is_one_excerpt_and_begins_at_its_beginning() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("a.wav"), 30);
        let all = excerpts(folder.path()).unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].name(0.0), "a");
        assert_eq!(seconds(&all[0].read().unwrap()), 0.0..30.0);
        let pieces = all[0].pieces(4.0, 9).unwrap();
        assert_eq!(pieces.len(), 1);
        assert_eq!(seconds(&pieces[0].1), 0.0..4.0);
    }

    #[test]
    fn of_a_long_recording_a_twentieth_is_for_the_test_as_in_training() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.wav");
        write(&path, 800);
        let trained = parts(&path, 800 * RATE as usize, RATE, DEFAULT_SEED);
        let of_file = excerpts(folder.path()).unwrap();
        let set = folder.path().join("set");
        let request = Request {
            sources: &[path],
            rate: RATE,
            trim_db: None,
            seed: None,
            measures: &[],
        };
        prepare(&set, &request, &mut |_, _, _| {}).unwrap();
        let of_set = excerpts(&set).unwrap();
        for found in [&of_file, &of_set] {
            assert_eq!(found.len(), trained.len());
            for (excerpt, (range, split)) in found.iter().zip(&trained) {
                assert_eq!(excerpt.split, *split);
                let audio = excerpt.read().unwrap();
                let heard = seconds(&audio);
                let border = |frame: usize| frame as f64 / f64::from(RATE);
                let (start, end) = (border(range.start), border(range.end));
                assert!(heard.start >= start.floor() && heard.end <= end.ceil());
                let missing = end - start - audio.seconds();
                assert!((-1e-6..0.6).contains(&missing), "{missing}");
            }
        }
        let tests = of_file.iter().filter(|one| one.split == Split::Test);
        let [test] = tests.collect::<Vec<_>>()[..] else {
            panic!("one part is for the test");
        };
        let pieces = test.pieces(4.0, 5).unwrap();
        assert_eq!(pieces.len(), 5);
        let all = test.read().unwrap();
        for (start, audio) in &pieces {
            assert_eq!(audio.frames(), 4 * RATE as usize);
            let first = (start * f64::from(RATE)) as usize;
            assert_eq!(
                audio.channels[0],
                all.channels[0][first..first + 4 * RATE as usize]
            );
        }
        assert!(
            test.name(61.0).starts_with("long at "),
            "{}",
            test.name(61.0)
        );
    }

    #[test]
    fn what_cannot_be_read_is_left_to_its_reader() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.wav"), vec![7; LEAST_BYTES as usize]).unwrap();
        let all = excerpts(folder.path()).unwrap();
        assert_eq!(all.len(), 1);
        assert!(all[0].read().is_err() && all[0].pieces(1.0, 3).is_err());
    }
}
