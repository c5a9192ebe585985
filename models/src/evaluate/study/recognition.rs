//! Whether what a model says is still understood: a classifier trained on the originals, by what
//! their names say before the first underscore, hears originals that it was not trained on and the
//! same through the model.

use super::figures::Recognition;
use super::learner::{Examples, Learner};
use super::player::{Player, each};
use super::recordings::{self, Recording};
use super::spectra::power;
use crate::audio::Audio;
use crate::evaluate::{EvaluateError, split};
use crate::mel_bank::MelBank;
use crate::prepare::Excerpt;
use crate::render::RenderOptions;
use std::path::Path;

/// Mel bands and moments in time that a sound is reduced to.
const BANDS: usize = 40;
const MOMENTS: usize = 32;
/// Quieter than this beside the loudest moment is not part of the word, as a ratio of energies.
const EDGE: f32 = 3e-4;
/// Where logarithms end, beside the loudest band.
const FLOOR: f32 = 1e-5;
/// Highest rate that is listened at, in Hz.
const TOP_RATE: u32 = 16_000;
/// Recordings learned from.
const LESSONS: usize = 3000;
const STEPS: usize = 900;
/// More kinds than this are no kinds.
const MOST_CLASSES: usize = 60;

/// A classifier of one family.
pub struct Judge {
    learner: Learner,
    classes: Vec<String>,
    rate: u32,
    trained_on: usize,
}

impl Judge {
    /// Learns from the recordings in `folder` that training sees.
    pub fn learn(folder: &Path, seed: u64) -> Result<Self, EvaluateError> {
        let asked = |problem: &str| {
            EvaluateError::Asked(format!(
                "{}: {problem}; --classify wants file names that begin with their class and an \
                 underscore, as 7_jackson_32.wav does",
                folder.display()
            ))
        };
        let files = split::trained_on(folder)?;
        let rate = rate(&files).ok_or_else(|| asked("there are no recordings to learn from"))?;
        let lessons = recordings::load(&files, rate, LESSONS);
        let mut classes: Vec<String> = lessons.iter().map(|r| r.class().to_owned()).collect();
        classes.sort();
        classes.dedup();
        if classes.len() < 2 || classes.len() > MOST_CLASSES.min(lessons.len() / 2) {
            let found = format!("{} different beginnings of names", classes.len());
            return Err(asked(&found));
        }
        let class = |recording: &Recording| {
            let place = classes.binary_search_by(|name| name.as_str().cmp(recording.class()));
            vec![place.unwrap_or(0)]
        };
        let inputs = each(&lessons, |recording| Ok(features(&recording.audio, rate)))?;
        let examples = Examples {
            inputs,
            classes: lessons.iter().map(class).collect(),
            targets: vec![Vec::new(); lessons.len()],
        };
        let learner = Learner::train(&examples, &[classes.len()], STEPS, 0.5, seed)
            .ok_or_else(|| asked("there are no recordings to learn from"))?;
        Ok(Self {
            learner,
            classes,
            rate,
            trained_on: lessons.len(),
        })
    }

    /// Hears each recording, and what the model makes of it.
    pub fn hear(
        &self,
        player: &Player,
        recordings: &[&Recording],
    ) -> Result<Option<Recognition>, EvaluateError> {
        if recordings.is_empty() {
            return Ok(None);
        }
        let pairs = each(recordings, |recording| {
            let output = player.play(&RenderOptions::default(), &recording.audio)?;
            Ok((
                features(&recording.audio, self.rate),
                features(&output, self.rate),
            ))
        })?;
        let (originals, reconstructions): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        let right = |inputs: &[Vec<f32>]| {
            let guesses = self.learner.guess(inputs);
            let pairs = guesses.iter().zip(recordings);
            let hits = pairs.filter(|(guess, r)| self.classes[guess.classes[0]] == r.class());
            hits.count() as f64 / recordings.len() as f64
        };
        let (originals, reconstructions) = (right(&originals), right(&reconstructions));
        Ok(Some(Recognition {
            classes: self.classes.clone(),
            trained_on: self.trained_on,
            tried: recordings.len(),
            originals,
            reconstructions,
            kept: reconstructions / originals.max(1e-9),
        }))
    }
}

/// The rate at which to listen: the files' own, but not above [`TOP_RATE`].
fn rate(files: &[Excerpt]) -> Option<u32> {
    let mut first = files.iter().filter_map(|file| file.pieces(1.0, 1).ok());
    let (_, audio) = first.next()?.pop()?;
    Some(audio.rate.min(TOP_RATE))
}

/// Logarithmic mel spectra from where the sound begins to where it ends, [`MOMENTS`] of them,
/// relative to the loudest band; and the logarithm of the length.
fn features(audio: &Audio, rate: u32) -> Vec<f32> {
    let samples = audio.at_rate(rate).mono();
    let size = (rate as usize / 32).next_power_of_two();
    let bank = MelBank::new(rate, size, BANDS);
    let spectra: Vec<Vec<f32>> = power(&samples, size, size / 4)
        .iter()
        .map(|spectrum| bank.apply(spectrum))
        .collect();
    let energy = |mel: &Vec<f32>| mel.iter().sum::<f32>();
    let loudest = spectra.iter().map(energy).fold(1e-12, f32::max);
    let sounds = |mel: &Vec<f32>| energy(mel) > EDGE * loudest;
    let first = spectra.iter().position(sounds).unwrap_or(0);
    let last = spectra.iter().rposition(sounds).unwrap_or(0).max(first);
    let peak = spectra.iter().flatten().copied().fold(1e-12, f32::max);
    let log = |value: f32| (value / peak + FLOOR).ln();
    let mut features = Vec::with_capacity(MOMENTS * BANDS + 1);
    for moment in 0..MOMENTS {
        let place = first as f32 + (last - first) as f32 * moment as f32 / (MOMENTS - 1) as f32;
        let (at, share) = (place as usize, place.fract());
        let next = (at + 1).min(spectra.len().max(1) - 1);
        for band in 0..BANDS {
            let value = |frame: usize| spectra.get(frame).map_or(0.0, |mel| mel[band]);
            let (a, b) = (log(value(at)), log(value(next)));
            features.push(a + (b - a) * share);
        }
    }
    features.push(((last - first + 1) as f32).ln());
    features
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_know_sounds_and_not_their_level_or_place() {
        let tone = |hz: f32, gain: f32, start: usize| {
            let sample = |n: usize| {
                let sounds = (start..start + 3000).contains(&n);
                let x = gain * (std::f32::consts::TAU * hz * n as f32 / 8000.0).sin();
                if sounds { x } else { 0.0 }
            };
            features(
                &Audio::from_mono(8000, (0..8000).map(sample).collect()),
                8000,
            )
        };
        let far = |a: &[f32], b: &[f32]| {
            a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum::<f32>() / a.len() as f32
        };
        let one = tone(500.0, 0.5, 640);
        assert_eq!(one.len(), MOMENTS * BANDS + 1);
        assert!(far(&one, &tone(500.0, 0.1, 2560)) < 0.2);
        assert!(far(&one, &tone(1500.0, 0.5, 640)) > 0.5);
        assert!(
            features(&Audio::from_mono(8000, vec![0.0; 10]), 8000)
                .iter()
                .all(|v| v.is_finite())
        );
    }
}
