//! Adam in one pass over the weights (Kingma & Ba 2015), each weight tensor's gradient clipped by
//! its own norm first.

use super::{dense, is_on_processor};
use burn::backend::Flex;
use burn::backend::flex::FlexTensor;
use burn::grad_clipping::GradientClippingConfig;
use burn::optim::{self, AdamConfig, AdamState, AdaptiveMomentumState, Optimizer};
use burn::prelude::*;
use rayon::prelude::*;

/// Weights updated at once.
const BLOCK: usize = 1 << 14;

/// The optimizer; its state is that of burn's own Adam.
#[derive(Clone, Copy, Debug)]
pub struct Adam {
    /// Decay of the mean gradient.
    pub beta_1: f32,
    /// Decay of the mean squared gradient.
    pub beta_2: f32,
    /// Added to the root of the mean squared gradient.
    pub epsilon: f32,
    /// Largest norm of a weight tensor's gradient.
    pub clip: f32,
}

impl Adam {
    /// The same from burn, without the clipping.
    fn composed(&self) -> optim::Adam {
        AdamConfig::new()
            .with_beta_1(self.beta_1)
            .with_beta_2(self.beta_2)
            .with_epsilon(self.epsilon)
            .build()
    }
}

impl Optimizer for Adam {
    type State<const D: usize> = AdamState<D>;

    fn step<const D: usize>(
        &self,
        rate: f64,
        weight: Tensor<D>,
        gradient: Tensor<D>,
        state: Option<AdamState<D>>,
    ) -> (Tensor<D>, Option<AdamState<D>>) {
        if !is_on_processor(&weight.device()) {
            let clip = GradientClippingConfig::Norm(self.clip).init();
            let gradient = clip.clip_gradient(gradient);
            return self.composed().step(rate, weight, gradient, state);
        }
        let momentum = state.map(|state| state.momentum).unwrap_or_else(|| {
            let zeros = Tensor::zeros_like(&weight);
            AdaptiveMomentumState::new(0, zeros.clone(), zeros)
        });
        let time = momentum.time + 1;
        let mut tensors =
            [weight, momentum.moment_1, momentum.moment_2].map(|tensor| dense(primitive(tensor)));
        let gradient = dense(primitive(gradient));
        self.update(rate as f32, time, &mut tensors, gradient.storage());
        let [weight, moment_1, moment_2] = tensors.map(Tensor::from_primitive::<Flex>);
        let momentum = AdaptiveMomentumState::new(time, moment_1, moment_2);
        (weight, Some(AdamState::new(momentum)))
    }

    fn to_device<const D: usize>(state: AdamState<D>, device: &Device) -> AdamState<D> {
        optim::Adam::to_device(state, device)
    }
}

impl Adam {
    /// Updates weights and both moments in place.
    fn update(&self, rate: f32, time: usize, tensors: &mut [FlexTensor; 3], gradient: &[f32]) {
        let norm = gradient.par_chunks(BLOCK).map(square).collect::<Vec<_>>();
        let norm = norm.iter().sum::<f64>().sqrt();
        let scale = (f64::from(self.clip) / (norm + f64::from(f32::MIN_POSITIVE))).min(1.0) as f32;
        let (beta_1, beta_2) = (self.beta_1, self.beta_2);
        let correction = (1.0 - beta_2.powi(time as i32)).sqrt();
        let rate = rate * correction / (1.0 - beta_1.powi(time as i32));
        let epsilon = self.epsilon * correction;
        let [weight, moment_1, moment_2] = tensors;
        let moments = moment_1.storage_mut::<f32>().par_chunks_mut(BLOCK);
        let moments = moments.zip(moment_2.storage_mut::<f32>().par_chunks_mut(BLOCK));
        let weights = weight.storage_mut::<f32>().par_chunks_mut(BLOCK);
        let blocks = weights.zip(moments).zip(gradient.par_chunks(BLOCK));
        blocks.for_each(|((weight, (moment_1, moment_2)), gradient)| {
            let moments = moment_1.iter_mut().zip(moment_2);
            let all = weight.iter_mut().zip(moments).zip(gradient);
            for ((weight, (moment_1, moment_2)), gradient) in all {
                let gradient = gradient * scale;
                *moment_1 = *moment_1 * beta_1 + gradient * (1.0 - beta_1);
                *moment_2 = *moment_2 * beta_2 + gradient * gradient * (1.0 - beta_2);
                *weight -= rate * *moment_1 / (moment_2.sqrt() + epsilon);
            }
        });
    }
}

fn primitive<const D: usize>(tensor: Tensor<D>) -> FlexTensor {
    let tensor = tensor.try_into_primitive::<Flex>();
    tensor.expect("optimizers see tensors without gradients")
}

/// Sum of squares, in eight interleaved sums so that it can be computed in vectors.
fn square(x: &[f32]) -> f64 {
    let mut sums = [0.0f32; 8];
    let chunks = x.chunks_exact(8);
    let rest: f32 = chunks.remainder().iter().map(|x| x * x).sum();
    for x in chunks {
        for lane in 0..8 {
            sums[lane] += x[lane] * x[lane];
        }
    }
    sums.iter().map(|x| f64::from(*x)).sum::<f64>() + f64::from(rest)
}
