//! Whether a prior goes on playing: neither falling silent, nor droning, nor wilder than what it was
//! taught.

use super::study::recordings;
use super::{EvaluateError, analyse, split};
use crate::audio::Audio;
use crate::describe::HOP;
use crate::render::{RenderOptions, render_with};
use crate::train::corpus::GATE_DBFS;
use neurorave_core::instrument::Command;
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::AttributeSpec;
use serde::Serialize;
use std::path::Path;

/// A rise by this many dB …
const ONSET_DB: f32 = 9.0;
/// … above the least loudness of so many frames is an onset, unless one was as near.
const ONSET_FRAMES: usize = 10;

/// What a stretch of sound is like. Frames sound where they are above the gate.
#[derive(Debug, Clone, Serialize)]
pub struct Character {
    /// Part of the frames that do not sound.
    pub silent: f64,
    /// Sudden rises in loudness, a minute.
    pub onsets_per_minute: f64,
    /// Longest time without an onset, in seconds, while frames sound.
    pub longest_note_seconds: f64,
    /// Mean of each normalised attribute over sounding frames.
    pub means: Vec<f64>,
    /// Variance of each normalised attribute over sounding frames; 0 where nothing sounds.
    pub variances: Vec<f64>,
    /// Mean square of each normalised attribute's change from one sounding frame to the next: noise has
    /// the variance of music, but moves far more.
    pub movements: Vec<f64>,
}

/// What a prior played, beside recordings.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    /// The playing.
    pub played: Character,
    /// The recordings, one after another.
    pub recordings: Character,
    /// Variance played over variance recorded, of each attribute.
    pub ratios: Vec<f64>,
    /// Movement played over movement recorded, of each attribute.
    pub movement_ratios: Vec<f64>,
}

impl Compared {
    /// Measures both.
    pub fn of(played: &Audio, recordings: &[&Audio], attributes: &[AttributeSpec]) -> Self {
        let played = character(&[played], attributes);
        let recordings = character(recordings, attributes);
        let ratios = |played: &[f64], recorded: &[f64]| -> Vec<f64> {
            let pairs = played.iter().zip(recorded);
            pairs
                .map(|(played, data)| played / data.max(1e-9))
                .collect()
        };
        Self {
            ratios: ratios(&played.variances, &recordings.variances),
            movement_ratios: ratios(&played.movements, &recordings.movements),
            played,
            recordings,
        }
    }
}

/// A prior's playing beside the recordings.
#[derive(Debug, Clone, Serialize)]
pub struct PriorFigures {
    /// Seconds played.
    pub seconds: f64,
    /// At this temperature.
    pub temperature: f32,
    /// Names of the attributes.
    pub attributes: Vec<String>,
    /// The comparison.
    #[serde(flatten)]
    pub compared: Compared,
}

impl PriorFigures {
    /// Whether every attribute varies half to twice as much as in the recordings. Necessary, but not
    /// enough: an untrained prior's noise varies so, too; see `movement_ratios` and the notes' lengths.
    pub fn is_alive(&self) -> bool {
        let ratios = &self.compared.ratios;
        ratios.iter().all(|ratio| (0.5..=2.0).contains(ratio))
    }

    /// The figures as a Markdown list.
    pub fn markdown(&self) -> String {
        let Compared {
            played, recordings, ..
        } = &self.compared;
        let mut text = format!(
            "- {:.0} s played by itself at temperature {}: {:.0} % silent (recordings {:.0} %), \
             {:.0} onsets a minute (recordings {:.0}), longest note {:.1} s (recordings {:.1} s)\n",
            self.seconds,
            self.temperature,
            100.0 * played.silent,
            100.0 * recordings.silent,
            played.onsets_per_minute,
            recordings.onsets_per_minute,
            played.longest_note_seconds,
            recordings.longest_note_seconds,
        );
        let movements = &self.compared.movement_ratios;
        let ratios = self.compared.ratios.iter().zip(movements);
        for (name, (variance, movement)) in self.attributes.iter().zip(ratios) {
            text += &format!(
                "- variance of {name}, played over recorded: {variance:.2}; \
                 of its movement from frame to frame: {movement:.2}\n"
            );
        }
        text
    }
}

/// How a prior is listened to.
#[derive(Debug, Clone, Copy)]
pub struct Listening {
    /// How long it plays.
    pub seconds: f64,
    /// At this temperature.
    pub temperature: f32,
    /// Seed of its chance.
    pub seed: u64,
    /// Most recordings that it is compared with.
    pub recordings: usize,
}

/// Lets a model's method `prior` play and compares that with recordings under `folder` that training
/// leaves out; `progress` hears of samples done and to do.
///
/// # Errors
/// When the model has no such method or does not play, or there are no such recordings.
pub fn listen(
    model: &Path,
    folder: &Path,
    listening: &Listening,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<PriorFigures, EvaluateError> {
    let manifest = Model::peek(model)?;
    let rate = manifest.sample_rate;
    let excerpts = split::held_out(folder, false)?;
    let recordings = recordings::load(&excerpts, rate, listening.recordings);
    if recordings.is_empty() {
        return Err(recordings::none_in(folder));
    }
    let options = RenderOptions {
        method: Some("prior".into()),
        commands: vec![
            Command::Seed(listening.seed),
            Command::Temperature(listening.temperature),
        ],
        ..RenderOptions::default()
    };
    let frames = (listening.seconds * f64::from(rate)) as usize;
    let silence = Audio::from_mono(rate, vec![0.0; frames]);
    let mut sound = render_with(model, &options, &silence, progress)?.audio;
    sound.channels.truncate(1);
    let recordings: Vec<&Audio> = recordings.iter().map(|one| &one.audio).collect();
    let compared = Compared::of(&sound, &recordings, &manifest.attributes);
    Ok(PriorFigures {
        seconds: listening.seconds,
        temperature: listening.temperature,
        attributes: manifest.attributes.iter().map(|a| a.name.clone()).collect(),
        compared,
    })
}

/// Measures sounds of one rate, one after another.
pub fn character(sounds: &[&Audio], attributes: &[AttributeSpec]) -> Character {
    let (mut sounding, mut frames, mut seconds) = (Vec::new(), 0, 0.0);
    let (mut onsets, mut longest) = (0, 0.0f64);
    let (mut moved, mut moves) = (vec![0.0; attributes.len()], 0);
    for sound in sounds {
        let analysed = analyse(sound, attributes);
        let loudness: Vec<f32> = analysed.iter().map(|(_, loudness)| *loudness).collect();
        let hop = HOP as f64 / f64::from(sound.rate);
        frames += analysed.len();
        seconds += analysed.len() as f64 * hop;
        let begins = onset_frames(&loudness);
        onsets += begins.len();
        longest = longest.max(longest_note(&loudness, &begins) as f64 * hop);
        for pair in analysed.windows(2).filter(|pair| sounds_in(pair)) {
            moves += 1;
            for (index, sum) in moved.iter_mut().enumerate() {
                *sum += f64::from(pair[1].0[index] - pair[0].0[index]).powi(2);
            }
        }
        let loud = analysed
            .into_iter()
            .filter(|(_, loudness)| *loudness > GATE_DBFS);
        sounding.extend(loud.map(|(values, _)| values));
    }
    let count = sounding.len().max(1) as f64;
    let mean = |index: usize| sounding.iter().map(|v| f64::from(v[index])).sum::<f64>() / count;
    let means: Vec<f64> = (0..attributes.len()).map(mean).collect();
    let variance = |(index, mean): (usize, &f64)| {
        let squares = sounding
            .iter()
            .map(|v| (f64::from(v[index]) - mean).powi(2));
        squares.sum::<f64>() / count
    };
    Character {
        silent: 1.0 - sounding.len() as f64 / f64::max(frames as f64, 1.0),
        onsets_per_minute: onsets as f64 * 60.0 / f64::max(seconds, 1e-9),
        longest_note_seconds: longest,
        variances: means.iter().enumerate().map(variance).collect(),
        means,
        movements: moved
            .iter()
            .map(|sum| sum / f64::max(moves as f64, 1.0))
            .collect(),
    }
}

fn sounds_in(frames: &[(Vec<f32>, f32)]) -> bool {
    frames.iter().all(|(_, loudness)| *loudness > GATE_DBFS)
}

/// Frames at which something begins; before the first frame is silence.
fn onset_frames(loudness: &[f32]) -> Vec<usize> {
    let mut onsets: Vec<usize> = Vec::new();
    for (frame, now) in loudness.iter().enumerate() {
        let recent = &loudness[frame.saturating_sub(ONSET_FRAMES)..frame];
        let least = if frame < ONSET_FRAMES {
            -120.0
        } else {
            recent.iter().copied().fold(f32::MAX, f32::min)
        };
        let apart = onsets.last().is_none_or(|last| frame - last > ONSET_FRAMES);
        if apart && *now > GATE_DBFS && *now > least.max(GATE_DBFS - ONSET_DB) + ONSET_DB {
            onsets.push(frame);
        }
    }
    onsets
}

/// The longest run of sounding frames without an onset.
fn longest_note(loudness: &[f32], onsets: &[usize]) -> usize {
    let (mut longest, mut run) = (0, 0);
    for (frame, now) in loudness.iter().enumerate() {
        if *now <= GATE_DBFS || onsets.binary_search(&frame).is_ok() {
            run = 0;
        }
        run += usize::from(*now > GATE_DBFS);
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use neurorave_core::model_file::manifest::Scale;

    const RATE: u32 = 44_100;

    /// Notes of 0.3 s, 0.5 s apart, their levels and frequencies by number.
    fn notes(level: impl Fn(usize) -> f32) -> Audio {
        let samples = (0..RATE as usize * 6).map(|n| {
            let (note, place) = (n * 2 / RATE as usize, n % (RATE as usize / 2));
            let hz = 220.0 * (1 + note % 4) as f32;
            let on = f32::from(u8::from(place < RATE as usize * 3 / 10));
            on * level(note) * (std::f32::consts::TAU * hz * n as f32 / RATE as f32).sin()
        });
        Audio::from_mono(RATE, samples.collect())
    }

    fn rms() -> Vec<AttributeSpec> {
        vec![AttributeSpec {
            name: "rms".into(),
            unit: "dBFS".into(),
            scale: Scale::Linear,
            min: -60.0,
            max: 0.0,
            default: 0.0,
            gate_dbfs: None,
        }]
    }

    #[test]
    fn notes_are_counted_and_pauses_are_silent() {
        let sound = notes(|note| [0.5, 0.1, 0.02][note % 3]);
        let found = character(&[&sound], &rms());
        assert!((found.onsets_per_minute - 120.0).abs() < 5.0, "{found:?}");
        assert!((0.2..0.45).contains(&found.silent), "{found:?}");
        assert!(
            (0.28..0.36).contains(&found.longest_note_seconds),
            "{found:?}"
        );
        let twice = character(&[&sound, &sound], &rms());
        assert!((twice.variances[0] - found.variances[0]).abs() < 1e-6);
        assert!((twice.movements[0] - found.movements[0]).abs() < 1e-6);
    }

    #[test]
    fn the_hectic_moves_more_at_the_same_variance() {
        // The same three levels in turn, held for so many frames.
        let steps = |frames: usize| {
            let sound = (0..6 * RATE as usize).map(|n| {
                let level = [0.5, 0.1, 0.02][n / HOP / frames % 3];
                level * (n as f32 * 0.05).sin()
            });
            character(&[&Audio::from_mono(RATE, sound.collect())], &rms())
        };
        let (hectic, calm) = (steps(8), steps(64));
        assert!((hectic.variances[0] / calm.variances[0] - 1.0).abs() < 0.5);
        assert!(
            hectic.movements[0] > 4.0 * calm.movements[0],
            "{hectic:?} {calm:?}"
        );
    }

    #[test]
    fn silence_and_drones_have_no_life() {
        let live = character(&[&notes(|note| [0.5, 0.1, 0.02][note % 3])], &rms());
        let silent = Audio::from_mono(RATE, vec![0.0; RATE as usize]);
        let silent = character(&[&silent], &rms());
        assert_eq!((silent.silent, silent.variances[0]), (1.0, 0.0));
        let drone = (0..RATE * 6)
            .map(|n| 0.1 * (n as f32 * 0.05).sin())
            .collect();
        let drone = character(&[&Audio::from_mono(RATE, drone)], &rms());
        assert!(drone.variances[0] < 0.5 * live.variances[0], "{drone:?}");
        assert!(drone.longest_note_seconds > 5.5 && drone.onsets_per_minute < 15.0);
    }
}
