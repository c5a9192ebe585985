//! Which model it was.

use super::figures::ModelFacts;
use super::latents;
use super::player::Player;
use super::source::Source;

pub fn of(player: &Player, source: &Source) -> ModelFacts {
    let manifest = player.manifest();
    let bytes = std::fs::metadata(source.weights_file()).map_or(0, |file| file.len());
    let file = source.path().file_name().map(|name| name.to_string_lossy());
    let forward = manifest.methods.get("forward");
    let latency = |samples: usize| 1000.0 * samples as f64 / f64::from(manifest.sample_rate);
    ModelFacts {
        name: manifest.name.clone(),
        file: file.map_or_else(String::new, |name| name.into_owned()),
        sha256: player.hash().to_string(),
        megabytes: bytes as f64 / 1e6,
        weights: player.weights(),
        sample_rate: manifest.sample_rate,
        step: forward.map_or(0, |method| method.step),
        latency_ms: forward.map(|method| latency(method.step + method.delay)),
        attributes: manifest.attributes.iter().map(|a| a.name.clone()).collect(),
        pitch: manifest.pitch.is_some(),
        latents: latents::channels(player),
    }
}
