//! The sounds that models are judged on.

use crate::audio::Audio;
use crate::describe::HOP;
use crate::evaluate::EvaluateError;
use crate::evaluate::spread::{spread, thin};
use crate::prepare::Excerpt;
use rayon::prelude::*;
use std::path::Path;

/// Shorter recordings say too little, in seconds.
const SHORTEST_SECONDS: f64 = 0.15;
/// Recordings are completed with silence to this length, so that what a model makes of an end is
/// heard, in seconds.
const PADDED_SECONDS: f64 = 0.7;
/// No more than this of a recording is played, in seconds.
const LONGEST_SECONDS: f64 = 4.0;

/// One sound.
pub struct Recording {
    /// The file's name without its ending, and where in it where it is long.
    pub name: String,
    /// Mono, at the model's rate, a whole number of [`HOP`]s.
    pub audio: Audio,
    /// Samples before the silence that completes it.
    pub length: usize,
}

impl Recording {
    /// Samples, the only channel's.
    pub fn samples(&self) -> &[f32] {
        &self.audio.channels[0]
    }

    /// What the file's name says before its first underscore.
    pub fn class(&self) -> &str {
        self.name.split('_').next().unwrap_or_default()
    }
}

/// Up to `count` of `excerpts`, evenly spread, at `rate`; where they are fewer, several of what is
/// long. What can't be used is left out.
pub fn load(excerpts: &[Excerpt], rate: u32, count: usize) -> Vec<Recording> {
    let chosen = spread(excerpts, count);
    let each = count.div_ceil(chosen.len().max(1));
    let loaded: Vec<Vec<Recording>> = chosen
        .into_par_iter()
        .filter_map(|excerpt| {
            let pieces = excerpt.pieces(LONGEST_SECONDS, each).ok()?.into_iter();
            let ready = |(at, audio)| prepare(excerpt.name(at), audio, rate);
            Some(pieces.filter_map(ready).collect())
        })
        .collect();
    thin(loaded.into_iter().flatten().collect(), count)
}

/// What to say of a folder without any.
pub fn none_in(folder: &Path) -> EvaluateError {
    EvaluateError::NoRecordings {
        folder: folder.to_owned(),
        seconds: SHORTEST_SECONDS,
    }
}

fn prepare(name: String, audio: Audio, rate: u32) -> Option<Recording> {
    if audio.seconds() < SHORTEST_SECONDS || !audio.is_audible() {
        return None;
    }
    let mut mono = audio.at_rate(rate);
    let samples = &mut mono.channels[0];
    let most = (LONGEST_SECONDS * f64::from(rate)) as usize / HOP * HOP;
    let least = (PADDED_SECONDS * f64::from(rate)) as usize;
    samples.truncate(most);
    let length = samples.len();
    samples.resize(length.max(least).div_ceil(HOP) * HOP, 0.0);
    Some(Recording {
        name,
        audio: mono,
        length,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::write_wav;
    use crate::prepare::excerpts;

    #[test]
    fn what_is_short_is_completed_and_what_is_silent_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, samples: Vec<f32>| {
            let path = folder.path().join(name);
            write_wav(&path, &Audio::from_mono(8000, samples)).unwrap();
        };
        write("7_jackson_32.wav", vec![0.5; 2000]);
        write("silence.wav", vec![0.0; 2000]);
        write("click.wav", vec![0.5; 20]);
        write("long.wav", vec![0.5; 80_000]);
        let loaded = load(&excerpts(folder.path()).unwrap(), 8000, 10);
        assert_eq!(loaded.len(), 2);
        assert_eq!(loaded[0].class(), "7");
        assert_eq!((loaded[0].samples().len(), loaded[0].length), (5632, 2000));
        assert_eq!(loaded[1].samples().len(), 31_744);
    }
}
