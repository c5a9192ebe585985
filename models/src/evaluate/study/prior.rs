//! Whether a model that plays by itself goes on playing: neither falling silent, nor droning.

use super::figures::Prior;
use super::player::Player;
use super::recordings::Recording;
use crate::audio::Audio;
use crate::describe::HOP;
use crate::evaluate::{Compared, EvaluateError};
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
    let theirs: Vec<&Audio> = recordings
        .iter()
        .map(|recording| &recording.audio)
        .collect();
    let compared = Compared::of(&played, &theirs, attributes);
    let names = attributes.iter().map(|spec| spec.name.clone());
    let figures = Prior {
        seconds: SECONDS,
        silent: compared.played.silent,
        longest_note_seconds: compared.played.longest_note_seconds,
        variance: names.zip(compared.ratios).collect(),
    };
    Ok(Some((figures, played)))
}
