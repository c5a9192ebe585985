//! One training step: the losses of a batch and their gradients.

use super::batch::Batch;
use super::loss::adversary::{Adversary, CLASSES};
use super::loss::descriptors::{consistency, span};
use super::loss::{periodicity, spectral};
use super::network::{Geometry, Network, Posterior};
use super::playing::Playing;
use super::synthesis::Synthesis;
use burn::module::Module;
use burn::prelude::*;
use neurorave_core::model_file::manifest::AttributeSpec;
use neurorave_core::pitch::Pitch;

/// How much each loss counts.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct Weights {
    /// Divergence of the posterior from the standard normal, nats a frame.
    pub kl: f32,
    /// What the adversary can read.
    pub leak: f32,
    /// Each attribute's penalty for being off what was asked for.
    pub consistency: f32,
    /// What voiced frames lack in periodicity.
    pub periodicity: f32,
}

/// Values of the losses of one step, before weighting.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Losses {
    /// Multi-scale spectral distance.
    pub spectral: f32,
    /// Nats a frame.
    pub kl: f32,
    /// Nats over the uniform guess.
    pub leak: f32,
    /// Mean penalty of attributes that are off what was asked for.
    pub consistency: f32,
    /// Mean shortfall of voiced frames in periodicity, 0 to 2.
    pub periodicity: f32,
    /// The adversary's own cross-entropy.
    pub adversary: f32,
}

/// What a step needs beside the network.
#[derive(Clone)]
pub struct Context {
    /// Where tensors live (with autodiff).
    pub device: Device,
    /// The network's streams.
    pub geometry: Geometry,
    /// Bands to audio.
    pub synthesis: Synthesis,
    /// Ranges of the attributes that the consistency loss measures.
    pub judged: Vec<AttributeSpec>,
    /// Sample rate.
    pub rate: f32,
}

/// A plain tensor (no gradient) from a batch's field.
pub fn constant<const D: usize>(values: Vec<f32>, shape: [usize; D], device: &Device) -> Tensor<D> {
    Tensor::from_data(TensorData::new(values, shape), device)
}

/// Audio of latents under `playing`, which may repeat the first items: `[played items, samples]`.
pub fn decode(
    network: &Network,
    latent: Tensor<3>,
    playing: Playing,
    context: &Context,
) -> Tensor<2> {
    let latent = match playing.items - latent.dims()[0] {
        0 => latent,
        again => Tensor::cat(vec![latent.clone(), latent.narrow(0, 0, again)], 0),
    };
    network.decode(latent, playing, &context.synthesis)
}

/// A batch through the network.
pub struct Forward {
    /// The latents' posterior.
    pub posterior: Posterior,
    /// Sampled latents, `[items, frames, latents]`.
    pub latent: Tensor<3>,
    /// Reconstructions, from the first sample that can be judged: `[items, samples]`.
    pub own: Tensor<2>,
    /// What they should be.
    pub target: Tensor<2>,
    /// The first items played with other controls, where they are.
    others: Option<Others>,
    /// What the pitch of everything played is judged by, where there is one.
    voice: Option<Voice>,
}

struct Voice {
    audio: Tensor<2>,
    targets: Vec<f32>,
    pitches: Vec<Vec<Pitch>>,
    frames: usize,
}

struct Others {
    audio: Tensor<2>,
    requested: Vec<f32>,
    weights: Vec<f32>,
}

/// Encodes and decodes a batch; `frozen` leaves the encoder out of what can learn.
pub fn forward(network: &Network, batch: Batch, frozen: bool, context: &Context) -> Forward {
    let (items, frames, device) = (batch.items, batch.frames, &context.device);
    let geometry = &context.geometry;
    let shape = [items, frames * geometry.band_steps(), geometry.bank.bands];
    let bands = constant(batch.bands, shape, device);
    let posterior = if frozen {
        network.clone().no_grad().encode(bands)
    } else {
        network.encode(bands)
    };
    let epsilon = constant(batch.epsilon, [items, frames, geometry.latents], device);
    let deviation = (posterior.log_variance.clone() * 0.5).exp();
    let latent = posterior.mean.clone() + deviation * epsilon;

    let again = batch.playing.items - items;
    let audio = decode(network, latent.clone(), batch.playing, context);
    let samples = frames * geometry.ratio;
    let skip = geometry.skip() * geometry.ratio;
    let own = audio
        .clone()
        .narrow(0, 0, items)
        .narrow(1, skip, samples - skip);
    let voice = (!batch.pitches.is_empty()).then(|| Voice {
        audio: audio.clone(),
        targets: batch.target.clone(),
        pitches: batch.pitches,
        frames,
    });
    let target = constant(batch.target, [items, samples], device).narrow(1, skip, samples - skip);
    let others = (again > 0).then(|| Others {
        audio: audio.narrow(0, items, again),
        requested: batch.requested,
        weights: batch.weights,
    });
    Forward {
        posterior,
        latent,
        own,
        target,
        others,
        voice,
    }
}

/// Divergence of the posterior from the standard normal, nats: `[items, frames, latents]`.
pub fn divergence(posterior: &Posterior) -> Tensor<3> {
    let Posterior { mean, log_variance } = posterior;
    let square = mean.clone() * mean.clone();
    (square + log_variance.clone().exp() - log_variance.clone() - 1.0) * 0.5
}

impl Forward {
    /// The weighted sum to descend, and the values to show.
    pub fn losses(
        &self,
        adversary: Option<&Adversary>,
        weights: Weights,
        context: &Context,
    ) -> (Tensor<1>, Losses) {
        let value = |x: &Tensor<1>| x.clone().into_scalar::<f32>();
        let kl = divergence(&self.posterior).sum_dim(2).mean();
        let spectral = spectral::distance(self.own.clone(), self.target.clone()).mean();
        let mut values = Losses {
            spectral: value(&spectral),
            kl: value(&kl),
            ..Losses::default()
        };
        let mut total = spectral + kl * weights.kl;
        if let Some(others) = &self.others {
            let consistency = others.consistency(context);
            values.consistency = value(&consistency);
            total = total + consistency * (weights.consistency * context.judged.len() as f32);
        }
        if let Some(voice) = self.voice.as_ref().filter(|_| weights.periodicity > 0.0) {
            let shortfall = voice.shortfall(context);
            values.periodicity = value(&shortfall);
            total = total + shortfall * weights.periodicity;
        }
        if let Some(adversary) = adversary {
            let leak = adversary.leak(self.latent.clone());
            values.leak = value(&leak);
            total = total + leak * weights.leak;
        }
        (total, values)
    }
}

impl Others {
    /// Mean penalty of the attributes measured against those asked for.
    fn consistency(&self, context: &Context) -> Tensor<1> {
        consistency(
            self.audio.clone(),
            &self.requested,
            &self.weights,
            &context.judged,
            context.rate,
            &context.geometry,
        )
    }
}

impl Voice {
    /// What voiced frames lack in periodicity.
    fn shortfall(&self, context: &Context) -> Tensor<1> {
        let span = span(self.frames, context.rate, &context.geometry);
        periodicity::shortfall(self.audio.clone(), &self.targets, &self.pitches, span)
    }
}

/// Classes, one-hot.
pub fn one_hot(classes: &[u8], device: &Device) -> Tensor<2> {
    let mut hot = vec![0.0f32; classes.len() * CLASSES];
    for (row, class) in classes.iter().enumerate() {
        hot[row * CLASSES + usize::from(*class)] = 1.0;
    }
    constant(hot, [classes.len(), CLASSES], device)
}
