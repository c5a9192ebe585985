//! One training step: the losses of a batch and their gradients.

use super::batch::Batch;
use super::loss::adversary::{Adversary, CLASSES};
use super::loss::descriptors::measure;
use super::loss::spectral;
use super::network::{Geometry, Network};
use super::playing::Playing;
use super::synthesis::Synthesis;
use burn::prelude::*;
use neurorave_core::model_file::manifest::AttributeSpec;

/// How much each loss counts.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct Weights {
    /// Divergence of the posterior from the standard normal, nats a frame.
    pub kl: f32,
    /// What the adversary can read.
    pub leak: f32,
    /// Each attribute's distance between asked and measured.
    pub consistency: f32,
}

/// Values of the losses of one step, before weighting.
#[derive(Debug, Clone, Copy, Default, serde::Serialize, serde::Deserialize)]
pub struct Losses {
    /// Multi-scale spectral distance.
    pub spectral: f32,
    /// Nats a frame.
    pub kl: f32,
    /// Nats over the uniform guess.
    pub leak: f32,
    /// Mean distance of normalised attributes.
    pub consistency: f32,
    /// The adversary's own cross-entropy.
    pub adversary: f32,
}

/// What a step needs beside the network.
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

/// The weighted sum to descend, the sampled latents, and the values to show.
pub fn losses(
    network: &Network,
    adversary: Option<&Adversary>,
    batch: Batch,
    weights: Weights,
    context: &Context,
) -> (Tensor<1>, Tensor<3>, Losses) {
    let (items, frames, device) = (batch.items, batch.frames, &context.device);
    let geometry = &context.geometry;
    let shape = [items, frames * geometry.band_steps(), geometry.bank.bands];
    let posterior = network.encode(constant(batch.bands, shape, device));
    let epsilon = constant(batch.epsilon, [items, frames, geometry.latents], device);
    let deviation = (posterior.log_variance.clone() * 0.5).exp();
    let latent = posterior.mean.clone() + deviation * epsilon;
    let square = posterior.mean.clone() * posterior.mean;
    let kl = (square + posterior.log_variance.clone().exp() - posterior.log_variance - 1.0)
        .sum_dim(2)
        .mean()
        * 0.5;

    let others = batch.playing.items - items;
    let audio = decode(network, latent.clone(), batch.playing, context);
    let samples = frames * geometry.ratio;
    let skip = geometry.skip() * geometry.ratio;
    let own = audio
        .clone()
        .narrow(0, 0, items)
        .narrow(1, skip, samples - skip);
    let target = constant(batch.target, [items, samples], device).narrow(1, skip, samples - skip);
    let spectral = spectral::distance(own, target).mean();

    let value = |x: &Tensor<1>| x.clone().into_scalar::<f32>();
    let mut values = Losses {
        spectral: value(&spectral),
        kl: value(&kl),
        ..Losses::default()
    };
    let mut total = spectral + kl * weights.kl;
    if others > 0 {
        let judged = &context.judged;
        let measured = measure(
            audio.narrow(0, items, others),
            judged,
            context.rate,
            geometry,
        );
        let counted = frames - geometry.skip() - geometry.tail();
        let frame_of = |values: Vec<f32>| {
            let shape = [others, frames, judged.len()];
            constant(values, shape, device).narrow(1, geometry.skip(), counted)
        };
        let counts = frame_of(batch.weights);
        let distance = (measured - frame_of(batch.requested)).abs() * counts.clone();
        let consistency = distance.sum() / (counts.sum() + 1.0);
        values.consistency = value(&consistency);
        total = total + consistency * (weights.consistency * judged.len() as f32);
    }
    if let Some(adversary) = adversary {
        let leak = adversary.leak(latent.clone());
        values.leak = value(&leak);
        total = total + leak * weights.leak;
    }
    (total, latent, values)
}

/// Classes, one-hot.
pub fn one_hot(classes: &[u8], device: &Device) -> Tensor<2> {
    let mut hot = vec![0.0f32; classes.len() * CLASSES];
    for (row, class) in classes.iter().enumerate() {
        hot[row * CLASSES + usize::from(*class)] = 1.0;
    }
    constant(hot, [classes.len(), CLASSES], device)
}
