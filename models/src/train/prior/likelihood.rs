//! How well the network foresees what was played: negative log-likelihoods.

use super::network::{
    ATTRIBUTE_FLOOR, LATENT_FLOOR, LOG_CEILING, Mixture, PITCH_FLOOR, Prior, WIDTH,
};
use super::stream::{Chunk, FRAMES};
use crate::train::random::Random;
use crate::train::step::constant;
use burn::prelude::*;
use burn::tensor::activation::{log_sigmoid, log_softmax};
use std::f32::consts::TAU;

/// Standard deviations of what is added to frames before the network sees them, so that it learns to
/// go on from what it will play itself, which is never quite a recording.
const LATENT_JITTER: f32 = 0.1;
const ATTRIBUTE_JITTER: f32 = 0.03;
const PITCH_JITTER: f32 = 0.003;

/// Nats a frame, mean over a chunk. Densities: below zero where the network is sure.
#[derive(Debug, Clone, Copy, Default, serde::Serialize, serde::Deserialize)]
pub struct Surprise {
    /// Of the latents.
    pub latent: f32,
    /// Of attributes, and of the pitch of voiced frames.
    pub control: f32,
    /// Of whether a frame is voiced.
    pub voicing: f32,
}

impl Surprise {
    /// All of it.
    pub fn total(self) -> f32 {
        self.latent + self.control + self.voicing
    }
}

/// The sum to descend, the memory after the chunk, and the parts. `jitter` seeds the noise on what
/// the network sees; without, it sees the recordings.
pub fn surprise(
    prior: &Prior,
    memory: Tensor<2>,
    chunk: &Chunk,
    jitter: Option<&mut Random>,
) -> (Tensor<1>, Tensor<2>, Surprise) {
    let sizes = prior.sizes();
    let (streams, latents) = (chunk.goes_on.len(), sizes.latents);
    let (known, continuous) = (sizes.known(), sizes.continuous());
    let device = memory.device();
    let seen = match jitter {
        Some(random) => jittered(chunk, prior, random),
        None => chunk.rows.clone(),
    };
    let shape = [streams, FRAMES + 2, latents + known];
    let seen: Tensor<3> = constant(seen, shape, &device);
    let meant: Tensor<3> = constant(chunk.rows.clone(), shape, &device);
    let goes_on: Tensor<2> = constant(chunk.goes_on.clone(), [streams, 1], &device);

    let mut last = memory * goes_on;
    let mut memories = vec![last.clone()];
    for frame in 1..=FRAMES {
        let row = seen.clone().narrow(1, frame, 1).squeeze_dim(1);
        last = prior.advance(last, row);
        memories.push(last.clone());
    }
    let rows = streams * FRAMES;
    // Frame after frame, all streams side by side: how the memories lie.
    let frames_first = |x: Tensor<3>| -> Tensor<2> {
        let [_, _, width] = x.dims();
        x.swap_dims(0, 1).reshape([rows, width])
    };
    let part = |x: &Tensor<3>, from: usize, channel: usize, width: usize| {
        frames_first(x.clone().narrow(1, from, FRAMES).narrow(2, channel, width))
    };
    let before = Tensor::cat(memories[..FRAMES].to_vec(), 0);
    let after = Tensor::cat(memories[1..].to_vec(), 0);
    debug_assert_eq!(before.dims(), [rows, WIDTH]);

    let mixture = prior.latent(
        before,
        part(&seen, 1, latents, known),
        part(&seen, 0, 0, latents),
    );
    let all = Tensor::ones([rows, latents], &device);
    let floors = vec![LATENT_FLOOR; latents];
    let latent = cost(mixture, part(&meant, 1, 0, latents), all, &floors).mean();

    let (mixture, voicing) = prior.control(after, part(&seen, 1, latents, known));
    let next = part(&meant, 2, latents, known);
    let mut floors = vec![ATTRIBUTE_FLOOR; sizes.attributes];
    let mut counts = Tensor::ones([rows, sizes.attributes], &device);
    let mut coin = Tensor::zeros([1], &device);
    if let Some(logit) = voicing {
        let voiced = next.clone().narrow(1, continuous, 1);
        floors.push(PITCH_FLOOR);
        counts = Tensor::cat(vec![counts, voiced.clone()], 1);
        let right = logit * (voiced * 2.0 - 1.0);
        coin = -log_sigmoid(right).mean();
    }
    let next = next.narrow(1, 0, continuous);
    let control = cost(mixture, next, counts, &floors).mean();

    let value = |x: &Tensor<1>| x.clone().into_scalar();
    let parts = Surprise {
        latent: value(&latent),
        control: value(&control),
        voicing: value(&coin),
    };
    (latent + control + coin, last, parts)
}

/// Negative log-likelihood of each row, `[rows]`; dimensions count as much as `counts` says.
fn cost(mixture: Mixture, x: Tensor<2>, counts: Tensor<2>, floors: &[f32]) -> Tensor<1> {
    let [_, _, dimensions] = mixture.means.dims();
    let device = x.device();
    // A maximum without a mask: where the floor holds, the gradient is zero.
    let floors: Vec<f32> = floors.iter().map(|floor| floor.ln()).collect();
    let floors: Tensor<3> = constant(floors, [1, 1, dimensions], &device);
    let logs = mixture
        .logs
        .clamp_max(LOG_CEILING)
        .max_pair(floors.expand(mixture.means.dims()));
    let distance = (x.unsqueeze_dim::<3>(1) - mixture.means) * (-logs.clone()).exp();
    let density = distance.clone() * distance * -0.5 - logs - 0.5 * TAU.ln();
    let density = (density * counts.unsqueeze_dim::<3>(1))
        .sum_dim(2)
        .squeeze_dim::<2>(2);
    let joint = density + log_softmax(mixture.logits, 1);
    let most = joint.clone().detach().max_dim(1);
    let sum = (joint - most.clone()).exp().sum_dim(1).log() + most;
    -sum.squeeze_dim::<1>(1)
}

/// The chunk's rows with a little noise. Voicing and the anchor of the pitch stay as they are.
fn jittered(chunk: &Chunk, prior: &Prior, random: &mut Random) -> Vec<f32> {
    let sizes = prior.sizes();
    let mut rows = chunk.rows.clone();
    for row in rows.chunks_exact_mut(sizes.latents + sizes.known()) {
        for (index, value) in row.iter_mut().enumerate() {
            let amount = match index.checked_sub(sizes.latents) {
                None => LATENT_JITTER,
                Some(index) if index < sizes.attributes => ATTRIBUTE_JITTER,
                Some(index) if index == sizes.attributes => PITCH_JITTER,
                Some(_) => 0.0,
            };
            *value += amount * random.normal();
        }
    }
    rows
}
