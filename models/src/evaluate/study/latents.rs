//! What `encode` gives for recordings, and how the latents' variance lies in their space.

use super::figures::Latents;
use super::player::{Player, each};
use super::recordings::Recording;
use crate::describe::HOP;
use crate::evaluate::EvaluateError;
use crate::evaluate::track::Track;
use crate::render::RenderOptions;
use crate::train::random::Random;
use crate::train::rotation::Moments;
use neurorave_core::model_file::manifest::{AttributeSpec, Kind};

/// Latents and attributes of one recording.
pub struct Encoded {
    /// One row a frame: the means over the frame's samples.
    pub latents: Vec<Vec<f32>>,
    /// Normalised attributes, one row a frame.
    pub attributes: Vec<Vec<f32>>,
    /// Whether the frame is loud enough to tell.
    pub sounds: Vec<bool>,
}

/// Whether a model tells its latents.
pub fn channels(player: &Player) -> Option<usize> {
    let encode = player.manifest().methods.get("encode")?;
    let audio_alone = encode.inputs.iter().all(|port| port.kind == Kind::Audio);
    let latent = encode.output(Kind::Latent)?;
    (audio_alone && encode.outputs.len() == 1).then_some(latent.channels)
}

/// Encodes each recording. Frames are as long as the model's, but no shorter than [`HOP`]. With
/// `deviation`, latents are drawn from posteriors of these standard deviations.
pub fn encode(
    player: &Player,
    recordings: &[&Recording],
    attributes: &[AttributeSpec],
    deviation: Option<(&[f32], u64)>,
) -> Result<Vec<Encoded>, EvaluateError> {
    let method = &player.manifest().methods["encode"];
    let values = method.output(Kind::Latent).map_or(1, |port| port.samples);
    let ratio = (method.step / values).max(1);
    let frame = ratio.max(HOP);
    let jobs: Vec<(usize, &Recording)> = recordings.iter().copied().enumerate().collect();
    each(&jobs, |(index, recording)| {
        let options = RenderOptions {
            method: Some("encode".into()),
            ..RenderOptions::default()
        };
        let streams = player.play(&options, &recording.audio)?.channels;
        let mut random = Random::new(deviation.map_or(0, |d| d.1), *index as u64);
        let track = Track::of(&recording.audio, attributes);
        let mut encoded = Encoded {
            latents: Vec::new(),
            attributes: Vec::new(),
            sounds: Vec::new(),
        };
        for end in (frame..=recording.audio.frames()).step_by(frame) {
            let mut row = vec![0.0; streams.len()];
            for place in (end - frame..end).step_by(ratio) {
                for (channel, stream) in streams.iter().enumerate() {
                    let spread = deviation.map_or(0.0, |(all, _)| {
                        all.get(channel).map_or(0.0, |d| d * random.normal())
                    });
                    row[channel] +=
                        (stream[place + ratio / 2] + spread) * ratio as f32 / frame as f32;
                }
            }
            let last = (end / HOP - 1).min(track.frames() - 1);
            encoded.latents.push(row);
            encoded.attributes.push(track.values[last].clone());
            encoded.sounds.push(track.sounds(last));
        }
        Ok(encoded)
    })
}

/// Principal axes over the frames that sound.
pub fn analyse(encoded: &[Encoded]) -> Option<Latents> {
    let frames: Vec<&Vec<f32>> = encoded
        .iter()
        .flat_map(|one| one.latents.iter().zip(&one.sounds))
        .filter(|(_, sounds)| **sounds)
        .map(|(row, _)| row)
        .collect();
    let width = frames.first()?.len();
    let count = frames.len() as f64;
    let mut moments = Moments::new(width);
    frames.iter().for_each(|row| moments.add(row));
    let rotation = moments.rotation();
    let total: f64 = rotation.variances.iter().sum();
    if total <= 0.0 {
        return None;
    }
    let own = |(channel, mean): (usize, &f64)| {
        let squares = frames
            .iter()
            .map(|row| (f64::from(row[channel]) - mean).powi(2));
        squares.sum::<f64>() / count / total
    };
    let own_order = rotation.mean.iter().enumerate().map(own).collect();
    let spectrum: Vec<f64> = rotation
        .variances
        .iter()
        .map(|value| value / total)
        .collect();
    let axes = |share: f64| {
        let mut sum = 0.0;
        let reached = spectrum.iter().position(|value| {
            sum += value;
            sum >= share
        });
        reached.map_or(width, |last| last + 1)
    };
    Some(Latents {
        for_95: axes(0.95),
        for_99: axes(0.99),
        spectrum,
        own_order,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_direction_is_one_axis() {
        let latents: Vec<Vec<f32>> = (0..100)
            .map(|i| {
                let x = (i as f32 * 0.7).sin();
                vec![x, -2.0 * x, 0.01 * (i as f32 * 1.3).cos()]
            })
            .collect();
        let encoded = Encoded {
            attributes: vec![Vec::new(); 100],
            sounds: vec![true; 100],
            latents,
        };
        let found = analyse(&[encoded]).unwrap();
        assert_eq!((found.for_95, found.for_99), (1, 1));
        assert!((found.spectrum.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!((found.own_order[1] / found.own_order[0] - 4.0).abs() < 1e-3);
        assert!(analyse(&[]).is_none());
    }
}
