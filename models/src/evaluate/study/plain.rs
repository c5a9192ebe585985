//! Everything that is measured of one model on recordings of one family.

use super::super::reconstruction::{Reconstruction, distances};
use super::super::statistics::mean;
use super::super::tuning::{SHIFTS, Tuning, compare, track};
use super::attacks;
use super::control;
use super::cycle;
use super::figures::{Figures, Leakage, Sound};
use super::latents;
use super::plan::Plan;
use super::player::{Player, each};
use super::probe;
use super::recordings::Recording;
use super::spectra;
use super::vibrato;
use crate::audio::Audio;
use crate::describe::{HOP, PITCH_RANGE_HZ};
use crate::evaluate::EvaluateError;
use crate::evaluate::spread::spread;
use crate::render::RenderOptions;
use crate::train::corpus::GATE_DBFS;
use neurorave_core::instrument::Command;
use neurorave_core::model_file::manifest::{AttributeSpec, PitchSpec};
use neurorave_core::pitch::Pitch;

/// Silence before each recording, so that there is a moment before its attack.
const LEAD: usize = 20 * HOP;
/// Samples that distances are taken over, at least: two of their widest windows.
const SHORTEST: usize = 4096;
/// A family of which less than this share of the sounding frames is voiced has no pitch to keep.
const LEAST_VOICED: f64 = 0.5;

/// Figures, and the reconstructions.
pub struct Measured {
    /// All but what needs more than this model and these recordings.
    pub figures: Figures,
    /// What the model makes of each of the first recordings of the plan.
    pub plain: Vec<Audio>,
}

/// How many sounds [`measure`] plays.
pub fn plays(attributes: usize, recordings: usize, plan: &Plan) -> usize {
    let (some, few) = (
        recordings.min(plan.recordings),
        recordings.min(plan.control),
    );
    let shifted = (SHIFTS.len() - 1) * some;
    some + shifted
        + control::plays(attributes, few, plan)
        + cycle::plays(attributes) * few
        + recordings.min(plan.probe)
}

/// Plays `recordings` and measures; `attributes` are those that latents are probed for.
pub fn measure(
    player: &Player,
    recordings: &[Recording],
    attributes: &[AttributeSpec],
    plan: &Plan,
    seed: u64,
) -> Result<Measured, EvaluateError> {
    let some = spread(recordings, plan.recordings);
    let (plain, attacks) = reconstruct(player, &some)?;
    let few = spread(&some, plan.control);
    let few: Vec<&Recording> = few.into_iter().copied().collect();
    let few_plain = spread(&plain, plan.control);
    let (tuning, vibrato) = pitch(player, &some, &plain)?;
    let probed = spread(recordings, plan.probe);
    let (leakage, latents) = inside(player, &probed, attributes, seed)?;
    let figures = Figures {
        reconstruction: Some(sound(&some, &plain)?),
        control: control::measure(player, &few, plan, seed)?,
        cycle: cycle::measure(player, &few, &few_plain)?,
        leakage,
        latents,
        tuning,
        vibrato,
        attacks,
        ..Figures::default()
    };
    Ok(Measured { figures, plain })
}

/// What the model makes of each, and whether attacks stay where they are. A clip that is heard whole
/// begins with its sound, as those did that were learned from: there is no moment before an attack.
fn reconstruct(
    player: &Player,
    recordings: &[&Recording],
) -> Result<(Vec<Audio>, Option<super::figures::Attacks>), EvaluateError> {
    if !player.streams() {
        let plain = each(recordings, |recording| {
            player.play(&RenderOptions::default(), &recording.audio)
        })?;
        return Ok((plain, None));
    }
    let led = each(recordings, |recording| follow(player, recording))?;
    let attacks = each(&(0..recordings.len()).collect::<Vec<_>>(), |&index| {
        let (input, output) = (with_lead(recordings[index]), &led[index]);
        Ok(attacks::compare(
            &input.channels[0],
            &output.channels[0],
            input.rate,
        ))
    })?;
    let plain = led.iter().map(without_lead).collect();
    Ok((plain, attacks::summary(&attacks)))
}

fn with_lead(recording: &Recording) -> Audio {
    let mut samples = vec![0.0; LEAD];
    samples.extend_from_slice(recording.samples());
    Audio::from_mono(recording.audio.rate, samples)
}

fn without_lead(audio: &Audio) -> Audio {
    Audio::from_mono(audio.rate, audio.channels[0][LEAD..].to_vec())
}

fn follow(player: &Player, recording: &Recording) -> Result<Audio, EvaluateError> {
    player.play(&RenderOptions::default(), &with_lead(recording))
}

/// Of one recording: the own distance and that of silence, the published two, and silence's mel.
struct Distances {
    own: (f64, f64),
    stft: f64,
    mel: f64,
    mel_silence: f64,
}

fn sound(inputs: &[&Recording], outputs: &[Audio]) -> Result<Sound, EvaluateError> {
    let indices: Vec<usize> = (0..inputs.len()).collect();
    let each = each(&indices, |&index| {
        let recording = inputs[index];
        // The silence that completes a recording is none of it; but the widest window needs room.
        let length = recording
            .length
            .max(SHORTEST)
            .min(recording.samples().len());
        let (input, output) = (
            &recording.samples()[..length],
            &outputs[index].channels[0][..length],
        );
        let (rate, silence) = (recording.audio.rate, vec![0.0; length]);
        let mel = |sound: &[f32]| spectra::mel_distance(sound, input, rate);
        Ok(Distances {
            own: distances(output, input),
            stft: spectra::stft_distance(output, input),
            mel: mel(output),
            mel_silence: mel(&silence),
        })
    })?;
    let of = |value: &dyn Fn(&Distances) -> f64| -> Vec<f64> { each.iter().map(value).collect() };
    Ok(Sound {
        own: Reconstruction::of(&of(&|one| one.own.0), &of(&|one| one.own.1)),
        stft: mean(&of(&|one| one.stft)),
        mel: mean(&of(&|one| one.mel)),
        mel_silence: mean(&of(&|one| one.mel_silence)),
    })
}

type Tracks = Vec<Vec<(Pitch, f32)>>;

/// Tuning and vibrato, where the recordings have a pitch.
fn pitch(
    player: &Player,
    inputs: &[&Recording],
    plain: &[Audio],
) -> Result<(Vec<Tuning>, Option<super::figures::Vibrato>), EvaluateError> {
    let own = player.pitch();
    let range = own.unwrap_or(PitchSpec {
        min_hz: PITCH_RANGE_HZ.0,
        max_hz: PITCH_RANGE_HZ.1,
    });
    let wanted: Tracks = each(inputs, |input| Ok(track(&input.audio, range)))?;
    let frames = || wanted.iter().flatten().filter(|frame| frame.1 > GATE_DBFS);
    let voiced = frames().filter(|frame| frame.0.voicing > 0.5).count();
    if (voiced as f64) < LEAST_VOICED * frames().count().max(1) as f64 {
        return Ok((Vec::new(), None));
    }
    let mut tuning = Vec::new();
    let mut vibrato = None;
    for shift in SHIFTS {
        if shift != 0.0 && own.is_none() {
            continue;
        }
        let indices: Vec<usize> = (0..inputs.len()).collect();
        let heard: Tracks = each(&indices, |&index| {
            if shift == 0.0 {
                return Ok(track(&plain[index], range));
            }
            let options = RenderOptions {
                commands: vec![Command::Transpose(shift)],
                ..RenderOptions::default()
            };
            Ok(track(&player.play(&options, &inputs[index].audio)?, range))
        })?;
        let counts = wanted.iter().zip(&heard);
        let counts = counts.map(|(wanted, heard)| compare(wanted, heard, range, shift));
        let (hits, frames) = counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        tuning.push(Tuning {
            transposition: shift,
            in_tune: hits as f64 / frames.max(1) as f64,
            frames,
        });
        if shift == 0.0 {
            let rate = |index: usize| f64::from(inputs[index].audio.rate) / HOP as f64;
            let notes = indices.iter();
            let notes = notes.flat_map(|&i| vibrato::notes(&wanted[i], &heard[i], rate(i)));
            vibrato = vibrato::summary(&notes.collect::<Vec<_>>());
        }
    }
    Ok((tuning, vibrato))
}

/// What the latents are, and tell; nothing for a model that keeps them to itself.
fn inside(
    player: &Player,
    recordings: &[&Recording],
    attributes: &[AttributeSpec],
    seed: u64,
) -> Result<(Option<Leakage>, Option<super::figures::Latents>), EvaluateError> {
    if latents::channels(player).is_none() {
        return Ok((None, None));
    }
    let names: Vec<String> = attributes.iter().map(|spec| spec.name.clone()).collect();
    let encoded = latents::encode(player, recordings, attributes, None)?;
    let analysed = latents::analyse(&encoded);
    if names.is_empty() {
        return Ok((None, analysed));
    }
    let mean = probe::read(&encoded, &names, seed);
    let deviation = posterior_deviation(player);
    let sampled = match &deviation {
        Some(deviation) => {
            let drawn = Some((deviation.as_slice(), seed));
            let encoded = latents::encode(player, recordings, attributes, drawn)?;
            probe::read(&encoded, &names, seed)
        }
        None => None,
    };
    let leakage = mean.map(|mean| Leakage { mean, sampled });
    Ok((leakage, analysed))
}

/// The posterior's standard deviation for each latent, where the manifest tells.
fn posterior_deviation(player: &Player) -> Option<Vec<f32>> {
    let latent = player.manifest().latent.as_ref()?;
    (!latent.posterior_std.is_empty()).then(|| latent.posterior_std.clone())
}
