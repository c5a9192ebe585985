//! One training step: the losses of a batch and their gradients.

use super::batch::{Batch, Playing, others};
use super::loss::adversary::{Adversary, CLASSES};
use super::loss::descriptors::{SKIP, consistency, span};
use super::loss::periodicity;
use super::loss::spectral;
use super::network::conv::delay;
use super::network::decoder::{Conditions, GROUPS};
use super::network::{BAND_STEPS, FILTER_STEPS, FRAME, Fader, LATENT};
use super::pqmf::{BANDS, PADDED, Pqmf};
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
    /// What voiced frames lack in periodicity.
    pub periodicity: f32,
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
    /// Mean shortfall of voiced frames in periodicity, 0 to 2.
    pub periodicity: f32,
    /// The adversary's own cross-entropy.
    pub adversary: f32,
}

/// What a step needs beside the network.
pub struct Context {
    /// Where tensors live (with autodiff).
    pub device: Device,
    /// Synthesis filters as a matrix, from [`synthesis_matrix`].
    pub synthesis: Tensor<2>,
    /// Ranges of the attributes.
    pub attributes: Vec<AttributeSpec>,
    /// Sample rate.
    pub rate: f32,
}

/// Band steps joined at once. More would be fewer, larger matrix products with more zeros in them.
const JOINED: usize = FILTER_STEPS;

/// The bank's synthesis as a matrix: the last `FILTER_STEPS + PADDED / BANDS − 1` band steps, oldest
/// first, to the audio of the last `FILTER_STEPS`.
pub fn synthesis_matrix(bank: &Pqmf, device: &Device) -> Tensor<2> {
    let history = PADDED / BANDS - 1;
    let (rows, columns) = ((history + JOINED) * BANDS, JOINED * BANDS);
    let mut matrix = vec![0.0f32; rows * columns];
    for step in 0..history + JOINED {
        for band in 0..BANDS {
            for sample in 0..columns {
                let tap = (sample + history * BANDS).checked_sub(step * BANDS);
                if let Some(tap) = tap.filter(|&tap| tap < PADDED) {
                    matrix[(step * BANDS + band) * columns + sample] = bank.synthesis[band][tap];
                }
            }
        }
    }
    constant(matrix, [rows, columns], device)
}

/// `[batch, band steps, BANDS]` to audio `[batch, samples]`.
pub fn join(bands: Tensor<3>, synthesis: &Tensor<2>) -> Tensor<2> {
    let [batch, steps, _] = bands.dims();
    let groups = bands.reshape([batch, steps / JOINED, JOINED * BANDS]);
    let history = (PADDED / BANDS - 1) * BANDS;
    let before = delay(groups.clone(), 1).narrow(2, JOINED * BANDS - history, history);
    let rows = Tensor::cat(vec![before, groups], 2);
    rows.reshape([(batch * steps / JOINED) as i32, -1])
        .matmul(synthesis.clone())
        .reshape([batch, steps * BANDS])
}

/// A plain tensor (no gradient) from a batch's field.
pub fn constant<const D: usize>(values: Vec<f32>, shape: [usize; D], device: &Device) -> Tensor<D> {
    Tensor::from_data(TensorData::new(values, shape), device)
}

/// Audio of latents under `playing`, which may repeat the first items: `[played items, samples]`.
pub fn decode(fader: &Fader, latent: Tensor<3>, playing: Playing, context: &Context) -> Tensor<2> {
    let [items, frames, _] = latent.dims();
    let played = playing.gains.len() / (frames * BAND_STEPS);
    let width = playing.controls.len() / (played * frames);
    let device = latent.device();
    let latent = match played - items {
        0 => latent,
        again => Tensor::cat(vec![latent.clone(), latent.narrow(0, 0, again)], 0),
    };
    let conditions = Conditions {
        latent,
        controls: constant(playing.controls, [played, frames, width], &device),
    };
    let sources = GROUPS.iter().zip(playing.sources).map(|(group, sources)| {
        let shape = [
            played * 2 * frames * group.bands,
            FILTER_STEPS,
            group.coefficients(),
        ];
        constant(sources, shape, &device)
    });
    let sources = sources.collect();
    let gains = constant(playing.gains, [played, frames * BAND_STEPS, 1], &device);
    let bands = fader
        .decoder
        .render(fader.decoder.parts(conditions), sources)
        * gains;
    join(bands, &context.synthesis)
}

/// The weighted sum to descend, the sampled latents, and the values to show.
pub fn losses(
    fader: &Fader,
    adversary: &Adversary,
    batch: Batch,
    weights: Weights,
    context: &Context,
) -> (Tensor<1>, Tensor<3>, Losses) {
    let (items, frames, device) = (batch.items, batch.frames, &context.device);
    let bands = constant(batch.bands, [items, frames * BAND_STEPS, BANDS], device);
    let posterior = fader.encoder.forward(bands);
    let epsilon = constant(batch.epsilon, [items, frames, LATENT], device);
    let deviation = (posterior.log_variance.clone() * 0.5).exp();
    let latent = posterior.mean.clone() + deviation * epsilon;
    let square = posterior.mean.clone() * posterior.mean;
    let kl = (square + posterior.log_variance.clone().exp() - posterior.log_variance - 1.0)
        .sum_dim(2)
        .mean()
        * 0.5;

    let width = context.attributes.len();
    let pitches = pitches(&batch.playing.controls, frames, width + 2);
    let audio = decode(fader, latent.clone(), batch.playing, context);
    let samples = frames * FRAME;
    let span = span(frames, context.rate);
    let periodicity = periodicity::shortfall(audio.clone(), &batch.target, &pitches, span);
    let skip = SKIP * FRAME;
    let own = audio
        .clone()
        .narrow(0, 0, items)
        .narrow(1, skip, samples - skip);
    let target = constant(batch.target, [items, samples], device).narrow(1, skip, samples - skip);
    let spectral = spectral::distance(own, target).mean();

    let others = others(items);
    let consistency = consistency(
        audio.narrow(0, items, others),
        &batch.requested,
        &batch.weights,
        &context.attributes,
        context.rate,
    );

    let leak = adversary.leak(latent.clone());
    let total = spectral.clone()
        + kl.clone() * weights.kl
        + leak.clone() * weights.leak
        + consistency.clone() * (weights.consistency * width as f32)
        + periodicity.clone() * weights.periodicity;
    let value = |x: Tensor<1>| x.into_scalar::<f32>();
    let values = Losses {
        spectral: value(spectral),
        kl: value(kl),
        leak: value(leak),
        consistency: value(consistency),
        periodicity: value(periodicity),
        adversary: 0.0,
    };
    (total, latent, values)
}

/// Pitch in Hz and voicing of each frame of each played item; the last two of its `width` controls.
fn pitches(controls: &[f32], frames: usize, width: usize) -> Vec<Vec<(f32, f32)>> {
    controls
        .chunks_exact(frames * width)
        .map(|item| {
            let frames = item.chunks_exact(width);
            frames
                .map(|frame| (440.0 * frame[width - 2].exp2(), frame[width - 1]))
                .collect()
        })
        .collect()
}

/// Classes, one-hot.
pub fn one_hot(classes: &[u8], device: &Device) -> Tensor<2> {
    let mut hot = vec![0.0f32; classes.len() * CLASSES];
    for (row, class) in classes.iter().enumerate() {
        hot[row * CLASSES + usize::from(*class)] = 1.0;
    }
    constant(hot, [classes.len(), CLASSES], device)
}
