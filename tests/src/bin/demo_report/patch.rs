//! Runs the demo patch in Pd and reads what it recorded.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nrave::audio::read_audio;

/// Segments of the patch: one that follows, then one for each of [`SWEPT`].
pub const SEGMENTS: usize = 4;

/// The attributes that the patch sweeps, in the order of their segments.
pub const SWEPT: [&str; 3] = ["rms", "centroid", "bandwidth"];

/// Pd and what it needs to play the demo patch.
pub struct Player<'a> {
    /// The program.
    pub pd: &'a Path,
    /// The folder with `nrave~`.
    pub external: &'a Path,
    /// A folder for files in passing.
    pub scratch: &'a Path,
}

/// What the patch played and recorded. All vectors have the same length and time.
pub struct Take {
    /// Samples per second.
    pub rate: u32,
    /// Samples of one segment.
    pub segment: usize,
    /// What the model heard.
    pub fed: Vec<f32>,
    /// What was asked for, −1…1, in the order of [`SWEPT`]; it counts in its own segment.
    pub requested: Vec<Vec<f32>>,
    /// What the model played, later than `fed` by the latency.
    pub played: Vec<f32>,
    /// Samples by which the object says that it is late.
    pub reported_latency: usize,
    /// Late inferences that the object counted.
    pub dropouts: usize,
    /// How long Pd ran, its start and the loading of the model included.
    pub seconds: f64,
}

impl Take {
    /// Sample range of a segment in what was fed.
    pub fn segment(&self, number: usize) -> std::ops::Range<usize> {
        number * self.segment..(number + 1) * self.segment
    }

    /// What the model played in answer to `fed`, sample by sample: the latency taken out.
    pub fn answer(&self) -> &[f32] {
        &self.played[self.reported_latency.min(self.played.len())..]
    }
}

impl Player<'_> {
    /// Plays `recording` through `patch`; the sound goes to `sound` as well.
    pub fn play(
        &self,
        patch: &Path,
        recording: &Path,
        sound: &Path,
    ) -> Result<Take, Box<dyn Error>> {
        let rate = read_audio(recording)?.rate;
        let curves = self.scratch.join("curves.wav");
        // What an earlier run left must not pass for this one's.
        for stale in [sound, &curves] {
            if stale.exists() {
                fs::remove_file(stale)?;
            }
        }
        let started = Instant::now();
        let console = self.run(patch, rate, recording, sound, &curves)?;
        let seconds = started.elapsed().as_secs_f64();
        let complain = |what: &str| format!("{what}; Pd's console:\n{console}");
        let number = |word| said(&console, word).ok_or_else(|| complain(&format!("no {word}")));

        let mut recorded = read_audio(&curves)
            .map_err(|error| complain(&error.to_string()))?
            .channels;
        if recorded.len() != 2 + SWEPT.len() {
            return Err(complain("the curves have another number of channels").into());
        }
        let played = read_audio(sound)
            .map_err(|error| complain(&error.to_string()))?
            .mono();
        let take = Take {
            rate,
            segment: number("segment")?,
            requested: recorded.drain(1..=SWEPT.len()).collect(),
            fed: recorded.swap_remove(0),
            played,
            reported_latency: number("latency")?,
            dropouts: number("dropouts")?,
            seconds,
        };
        let needed = SEGMENTS * take.segment + take.reported_latency;
        if take.played.len() != take.fed.len() || take.played.len() < needed {
            return Err(complain("the recording was cut short").into());
        }
        if take.played.iter().all(|sample| *sample == 0.0) {
            return Err(complain("the model stayed silent").into());
        }
        Ok(take)
    }

    /// Runs Pd until the patch quits, and gives its console.
    fn run(
        &self,
        patch: &Path,
        rate: u32,
        recording: &Path,
        sound: &Path,
        curves: &Path,
    ) -> Result<String, Box<dyn Error>> {
        let mut pd = Command::new(self.pd);
        pd.args([
            "-nogui", "-batch", "-noaudio", "-nrt", "-noprefs", "-stderr",
        ])
        .args(["-r", &rate.to_string()])
        .arg("-path")
        .arg(self.external)
        .arg("-open")
        .arg(patch);
        for (word, file) in [("in", recording), ("out", sound), ("curves", curves)] {
            pd.args(["-send", &format!("demo {word} symbol {}", escaped(file))]);
        }
        let output = pd
            .args(["-send", "demo go"])
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("could not start {}: {error}", self.pd.display()))?;
        let console = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() {
            return Err(format!("Pd ended with {}; its console:\n{console}", output.status).into());
        }
        Ok(console)
    }
}

/// A path as one atom of a Pd message.
fn escaped(path: &Path) -> String {
    let mut text = String::new();
    for c in path.to_string_lossy().chars() {
        if matches!(c, ' ' | ',' | ';' | '$' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

/// The first number after `demo: word` on the console.
fn said(console: &str, word: &str) -> Option<usize> {
    console
        .lines()
        .filter_map(|line| line.strip_prefix("demo: ")?.strip_prefix(word))
        .find_map(|rest| rest.split_whitespace().next()?.parse::<f64>().ok())
        .map(|number| number as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_console_is_read_by_words() {
        let console = "tried nothing\ndemo: segment 4096\ndemo: latency 1263 28.6\n";
        assert_eq!(said(console, "latency"), Some(1263));
        assert_eq!(said(console, "segment"), Some(4096));
        assert_eq!(said(console, "dropouts"), None);
    }

    #[test]
    fn a_path_stays_one_atom() {
        assert_eq!(escaped(Path::new("/a b/$1,c;d")), "/a\\ b/\\$1\\,c\\;d");
    }
}
