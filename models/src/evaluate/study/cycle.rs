//! There and back: a recording under another's attributes, and what comes of that under its own
//! again. Where attributes and latents are apart, that is no further off than what comes of two
//! plain passes.

use super::super::reconstruction::distances;
use super::super::statistics::mean;
use super::figures::Cycle;
use super::player::{Player, each};
use super::recordings::Recording;
use crate::audio::Audio;
use crate::evaluate::EvaluateError;
use crate::evaluate::track::{Track, request};
use crate::render::RenderOptions;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::model_file::manifest::AttributeSpec;

/// How many sounds [`measure`] plays for each recording.
pub fn plays(attributes: usize) -> usize {
    if attributes > 0 { 3 } else { 1 }
}

/// Plays each recording with the attributes of the next one, and the result with its own; `plain`
/// are the reconstructions, which are played once more as they are. `None` without recordings.
pub fn measure(
    player: &Player,
    recordings: &[&Recording],
    plain: &[&Audio],
) -> Result<Option<Cycle>, EvaluateError> {
    if recordings.is_empty() {
        return Ok(None);
    }
    let indices: Vec<usize> = (0..recordings.len()).collect();
    let twice = each(&indices, |&index| {
        let again = player.play(&RenderOptions::default(), plain[index])?;
        Ok(share(&again, plain[index]))
    })?;
    let back = there_and_back(player, recordings)?;
    let mean_to = |target: &dyn Fn(usize) -> Audio| {
        let shares = indices.iter().zip(&back);
        let shares = shares.map(|(&index, back)| share(back, &target(index)));
        (!back.is_empty()).then(|| mean(&shares.collect::<Vec<_>>()))
    };
    Ok(Some(Cycle {
        twice: mean(&twice),
        to_reconstruction: mean_to(&|index| plain[index].clone()),
        to_input: mean_to(&|index| recordings[index].audio.clone()),
    }))
}

/// Distance from `target` over that of silence.
fn share(output: &Audio, target: &Audio) -> f64 {
    let (distance, silence) = distances(&output.channels[0], &target.channels[0]);
    distance / silence.max(1e-9)
}

/// What comes back of each recording; nothing for a model without attributes.
fn there_and_back(player: &Player, recordings: &[&Recording]) -> Result<Vec<Audio>, EvaluateError> {
    let attributes = &player.manifest().attributes;
    if attributes.is_empty() {
        return Ok(Vec::new());
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
    each(&indices, |&index| {
        let (input, rate) = (&recordings[index].audio, recordings[index].audio.rate);
        let there = player.play(&request(&held[(index + 1) % held.len()], rate), input)?;
        player.play(&request(&held[index], rate), &there)
    })
}
