//! What the averaged network does with recordings it was never trained on, and with silence.

use super::batch::Maker;
use super::health::Silence;
use super::loss::spectral;
use super::network::Network;
use super::playing::{Controls, Playing};
use super::step::{self, Context, constant};
use neurorave_core::pitch::Pitch;

/// Batches that a validation is the mean of.
const BATCHES: u64 = 2;
/// Streams of the random generator that no training step uses.
const STREAM: u64 = 1 << 62;
/// Loudness under which silence is silent, dBFS, where the model has no rms attribute to ask.
const QUIET_DBFS: f32 = -66.0;

/// A fixed set of crops.
pub struct Validation<'a> {
    /// Makes batches from the recordings left out of training.
    pub maker: Maker<'a>,
    /// On a device without gradients.
    pub context: Context,
}

impl Validation<'_> {
    /// Mean spectral distance of the reconstructions, the posterior's means decoded; `None` where
    /// there are no recordings.
    pub fn loss(&self, network: &Network) -> Option<f32> {
        if self.maker.clips.is_empty() {
            return None;
        }
        let sum: f32 = (0..BATCHES)
            .map(|index| {
                let mut batch = self.maker.make(STREAM + index);
                batch.epsilon.fill(0.0);
                let forward = step::forward(network, batch, true, &self.context);
                spectral::distance(forward.own, forward.target)
                    .mean()
                    .into_scalar::<f32>()
            })
            .sum();
        Some(sum / BATCHES as f32)
    }

    /// Decodes silence with every attribute at its middle and rms at its minimum.
    pub fn silence(&self, network: &Network) -> Silence {
        let maker = &self.maker;
        let geometry = maker.shape.geometry();
        let frames = maker.frames;
        let audio = vec![0.0; frames * geometry.ratio];
        let bands = maker.shape.hear(maker.bank, &audio);
        let device = &self.context.device;
        let steps = frames * geometry.band_steps();
        let bands = constant(bands, [1, steps, geometry.bank.bands], device);
        let latent = network.encode(bands).mean;
        let values = maker.attributes.iter().map(|spec| match &*spec.name {
            "rms" => -1.0,
            _ => 0.0,
        });
        let values: Vec<f32> = values.collect();
        let silent = Pitch {
            hz: 440.0,
            voicing: 0.0,
        };
        let controls = Controls {
            attributes: values.repeat(frames),
            pitch: vec![silent; frames],
        };
        let mut playing = Playing::default();
        maker
            .shape
            .play(&mut playing, &controls, &maker.player(), maker.seed);
        let audio = step::decode(network, latent, playing, &self.context);
        let start = geometry.skip() * geometry.ratio;
        let heard = audio.narrow(1, start, frames * geometry.ratio - start);
        let power: f32 = (heard.clone() * heard).mean().into_scalar();
        let rms = maker.attributes.iter().find(|spec| spec.name == "rms");
        Silence {
            heard_dbfs: 10.0 * (power + 1e-12).log10(),
            asked_dbfs: rms.map_or(QUIET_DBFS, |rms| rms.min),
        }
    }
}
