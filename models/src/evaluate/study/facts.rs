//! Which model it was.

use super::figures::ModelFacts;
use super::latents;
use super::player::Player;
use std::path::Path;

pub fn of(player: &Player, path: &Path) -> ModelFacts {
    let (model, manifest) = (player.model(), player.manifest());
    let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
    let file = path.file_name().map(|name| name.to_string_lossy());
    let weights = model.weights();
    let forward = manifest.methods.get("forward");
    let (step, delay) = forward.map_or((0, 0), |method| (method.step, method.delay));
    ModelFacts {
        name: manifest.name.clone(),
        file: file.map_or_else(String::new, |name| name.into_owned()),
        sha256: model.content_hash().to_string(),
        megabytes: bytes as f64 / 1e6,
        weights: weights.f16 + weights.f32,
        sample_rate: manifest.sample_rate,
        step,
        latency_ms: 1000.0 * (step + delay) as f64 / f64::from(manifest.sample_rate),
        attributes: manifest.attributes.iter().map(|a| a.name.clone()).collect(),
        pitch: manifest.pitch.is_some(),
        latents: latents::channels(player),
    }
}
