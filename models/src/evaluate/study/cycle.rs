//! There and back: a recording under another's attributes, and what comes of that under its own
//! again. Where attributes and latents are apart, what comes back is what a plain pass gives.

use super::super::reconstruction::distances;
use super::super::statistics::mean;
use super::figures::Cycle;
use super::player::{Player, each};
use super::recordings::Recording;
use super::track::{Track, request};
use crate::audio::Audio;
use crate::evaluate::EvaluateError;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::model_file::manifest::AttributeSpec;

/// How many sounds [`measure`] plays for each recording.
pub const PLAYS: usize = 2;

/// Plays each recording with the attributes of the next one, and the result with its own; `plain`
/// are the reconstructions. `None` for a model without attributes.
pub fn measure(
    player: &Player,
    recordings: &[&Recording],
    plain: &[&Audio],
) -> Result<Option<Cycle>, EvaluateError> {
    let attributes = &player.manifest().attributes;
    if attributes.is_empty() || recordings.is_empty() {
        return Ok(None);
    }
    let held: Vec<Vec<(Descriptor, Vec<f32>)>> = recordings
        .iter()
        .map(|recording| {
            let track = Track::of(&recording.audio, attributes);
            let curve = |(index, spec): (usize, &AttributeSpec)| {
                let descriptor = Descriptor::from_name(&spec.name)?;
                Some((descriptor, track.held(index, spec)))
            };
            attributes.iter().enumerate().filter_map(curve).collect()
        })
        .collect();
    let indices: Vec<usize> = (0..recordings.len()).collect();
    let shares = each(&indices, |&index| {
        let (input, rate) = (&recordings[index].audio, recordings[index].audio.rate);
        let other = &held[(index + 1) % held.len()];
        let there = player.play(&request(other, rate), input)?;
        let back = player.play(&request(&held[index], rate), &there)?;
        let share = |target: &Audio| {
            let (distance, silence) = distances(&back.channels[0], &target.channels[0]);
            distance / silence.max(1e-9)
        };
        Ok((share(plain[index]), share(input)))
    })?;
    let (to_reconstruction, to_input): (Vec<f64>, Vec<f64>) = shares.into_iter().unzip();
    Ok(Some(Cycle {
        to_reconstruction: mean(&to_reconstruction),
        to_input: mean(&to_input),
    }))
}
