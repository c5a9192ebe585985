//! Whether a model that plays by itself goes on playing: neither falling silent, nor droning.

use super::figures::Prior;
use super::player::Player;
use super::recordings::Recording;
use super::track::Track;
use crate::audio::Audio;
use crate::describe::HOP;
use crate::evaluate::EvaluateError;
use crate::render::RenderOptions;
use neurorave_core::instrument::Command;

/// The method that plays by itself.
const METHOD: &str = "prior";
/// How long it plays, in seconds.
const SECONDS: f64 = 60.0;

/// What the prior played, and how it compares with the recordings; `None` for a model without one.
pub fn measure(
    player: &Player,
    recordings: &[&Recording],
    seed: u64,
) -> Result<Option<(Prior, Audio)>, EvaluateError> {
    if !player.has(METHOD) {
        return Ok(None);
    }
    let manifest = player.manifest();
    let options = RenderOptions {
        method: Some(METHOD.into()),
        commands: vec![Command::Seed(seed)],
        ..RenderOptions::default()
    };
    let rate = manifest.sample_rate;
    let frames = (SECONDS * f64::from(rate)) as usize / HOP * HOP;
    let nothing = Audio::from_mono(rate, vec![0.0; frames]);
    let mut played = player.play(&options, &nothing)?;
    played.channels.truncate(1);
    let attributes = &manifest.attributes;
    let own = [Track::of(&played, attributes)];
    let theirs: Vec<Track> = recordings
        .iter()
        .map(|recording| Track::of(&recording.audio, attributes))
        .collect();
    let variance = attributes.iter().enumerate().map(|(index, spec)| {
        let ratio = variance(&own, index) / variance(&theirs, index).max(1e-9);
        (spec.name.clone(), ratio)
    });
    let figures = Prior {
        seconds: SECONDS,
        silent: 1.0 - sounding(&own).count() as f64 / own[0].frames().max(1) as f64,
        variance: variance.collect(),
    };
    Ok(Some((figures, played)))
}

/// The frames that sound.
fn sounding(tracks: &[Track]) -> impl Iterator<Item = &[f32]> {
    tracks.iter().flat_map(|track| {
        let frames = (0..track.frames()).filter(|frame| track.sounds(*frame));
        frames.map(|frame| track.values[frame].as_slice())
    })
}

/// Of one attribute over the frames that sound; 0 where none does.
fn variance(tracks: &[Track], attribute: usize) -> f64 {
    let (count, sum, squares) = sounding(tracks).fold((0.0, 0.0, 0.0), |sums, row| {
        let value = f64::from(row[attribute]);
        (sums.0 + 1.0, sums.1 + value, sums.2 + value * value)
    });
    let count = f64::max(count, 1.0);
    squares / count - (sum / count).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_varies_not_at_all() {
        let track = |db: f32| Track {
            values: (0..10).map(|i| vec![i as f32]).collect(),
            loudness: vec![db; 10],
        };
        assert!((variance(&[track(-20.0)], 0) - 8.25).abs() < 1e-9);
        assert_eq!(variance(&[track(-90.0)], 0), 0.0);
    }
}
