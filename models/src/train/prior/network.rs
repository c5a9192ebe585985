//! The prior's network: a gated recurrent unit and two mixtures of Gaussians.

use crate::train::network::conv::{Conv, activation};
use burn::module::Module;
use burn::prelude::*;
use burn::tensor::activation::sigmoid;

/// Values of the memory.
pub const WIDTH: usize = 384;
/// Values between the memory and a mixture.
const HIDDEN: usize = 256;
/// Components of each mixture.
pub const COMPONENTS: usize = 8;
/// Least standard deviation of a latent, in its own standard deviations.
pub const LATENT_FLOOR: f32 = 0.05;
/// Least standard deviation of an attribute (normalised).
pub const ATTRIBUTE_FLOOR: f32 = 0.02;
/// Least standard deviation of the pitch, in octaves: 2.4 cents.
pub const PITCH_FLOOR: f32 = 0.002;
/// Greatest logarithm of a standard deviation.
pub const LOG_CEILING: f32 = 1.0;

/// Parameters of mixtures of Gaussians with diagonal covariances, one a row.
pub struct Mixture {
    /// Logits of the components, `[rows, COMPONENTS]`.
    pub logits: Tensor<2>,
    /// `[rows, COMPONENTS, dimensions]`.
    pub means: Tensor<3>,
    /// Natural logarithms of the standard deviations, `[rows, COMPONENTS, dimensions]`, not yet
    /// limited.
    pub logs: Tensor<3>,
}

/// What numbers a frame has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Latent channels.
    pub latents: usize,
    /// Attributes.
    pub attributes: usize,
    /// Whether there is a pitch.
    pub pitch: bool,
}

impl Sizes {
    /// Attributes, then octaves and voicing where there is a pitch.
    pub fn controls(self) -> usize {
        self.attributes + 2 * usize::from(self.pitch)
    }

    /// What is known of a frame beside its latents: controls, and the pitch's
    /// [`Anchor`](super::anchor::Anchor).
    pub fn known(self) -> usize {
        self.controls() + usize::from(self.pitch)
    }

    /// Controls that are not a coin: attributes, then octaves.
    pub fn continuous(self) -> usize {
        self.attributes + usize::from(self.pitch)
    }
}

/// The network. All layers are dense; [`Conv`]s of kernel 1.
#[derive(Module, Debug)]
pub struct Prior {
    /// Latents and what is known to the unit's three gates.
    pub input: Conv,
    /// Memory to the unit's three gates: reset, keep, candidate.
    pub memory: Conv,
    /// Memory, what is known and the latents before to [`Prior::latent_output`].
    pub latent_hidden: Conv,
    /// Hidden values, what is known and the latents before to a [`Mixture`] of latents.
    pub latent_output: Conv,
    /// Memory and what is known to [`Prior::control_output`].
    pub control_hidden: Conv,
    /// Hidden values and what is known to a [`Mixture`] of continuous controls, and the logit of voicing.
    pub control_output: Conv,
    /// Latent channels.
    pub latents: usize,
    /// Attributes.
    pub attributes: usize,
    /// Whether there is a pitch.
    pub pitch: bool,
}

impl Prior {
    /// Fresh weights.
    pub fn new(sizes: Sizes, device: &Device) -> Self {
        let Sizes {
            latents,
            attributes,
            pitch,
        } = sizes;
        let (known, continuous) = (sizes.known(), sizes.continuous());
        let dense = |inputs, outputs, gain| Conv::new(inputs, outputs, 1, 1, gain, device);
        let mixture = |dimensions| COMPONENTS * (1 + 2 * dimensions);
        Self {
            input: dense(latents + known, 3 * WIDTH, 1.0),
            memory: dense(WIDTH, 3 * WIDTH, 1.0),
            latent_hidden: dense(WIDTH + known + latents, HIDDEN, 1.4),
            latent_output: dense(HIDDEN + known + latents, mixture(latents), 0.5),
            control_hidden: dense(WIDTH + known, HIDDEN, 1.4),
            control_output: dense(
                HIDDEN + known,
                mixture(continuous) + usize::from(pitch),
                0.5,
            ),
            latents,
            attributes,
            pitch,
        }
    }

    /// What numbers a frame has.
    pub fn sizes(&self) -> Sizes {
        Sizes {
            latents: self.latents,
            attributes: self.attributes,
            pitch: self.pitch,
        }
    }

    /// The memory after a frame, `[rows, WIDTH]`, from the one before, the frame's latents and what is
    /// known of it ([`Sizes::known`]).
    pub fn advance(&self, memory: Tensor<2>, frame: Tensor<2>) -> Tensor<2> {
        let new = dense(&self.input, frame);
        let old = dense(&self.memory, memory.clone());
        let gates =
            sigmoid(new.clone().narrow(1, 0, 2 * WIDTH) + old.clone().narrow(1, 0, 2 * WIDTH));
        let reset = gates.clone().narrow(1, 0, WIDTH);
        let keep = gates.narrow(1, WIDTH, WIDTH);
        let candidate = new.narrow(1, 2 * WIDTH, WIDTH) + reset * old.narrow(1, 2 * WIDTH, WIDTH);
        let candidate = candidate.tanh();
        (memory - candidate.clone()) * keep + candidate
    }

    /// How a frame's latents are distributed, given the memory before it, what is known of it, and
    /// the latents before it.
    pub fn latent(&self, memory: Tensor<2>, known: Tensor<2>, before: Tensor<2>) -> Mixture {
        let known = Tensor::cat(vec![known, before], 1);
        let hidden = Tensor::cat(vec![memory, known.clone()], 1);
        let hidden = activation(dense(&self.latent_hidden, hidden));
        let output = dense(&self.latent_output, Tensor::cat(vec![hidden, known], 1));
        mixture(output, self.latents)
    }

    /// How the next frame's controls are distributed, given the memory after this frame and what
    /// is known of it: the continuous ones, and the logit of voicing where there is a pitch.
    pub fn control(&self, memory: Tensor<2>, known: Tensor<2>) -> (Mixture, Option<Tensor<2>>) {
        let hidden = Tensor::cat(vec![memory, known.clone()], 1);
        let hidden = activation(dense(&self.control_hidden, hidden));
        let output = dense(&self.control_output, Tensor::cat(vec![hidden, known], 1));
        let [_, outputs] = output.dims();
        let voicing = self.pitch.then(|| output.clone().narrow(1, outputs - 1, 1));
        (mixture(output, self.sizes().continuous()), voicing)
    }
}

fn dense(layer: &Conv, x: Tensor<2>) -> Tensor<2> {
    x.matmul(layer.weight.val()) + layer.bias.val().unsqueeze::<2>()
}

fn mixture(output: Tensor<2>, dimensions: usize) -> Mixture {
    let [rows, _] = output.dims();
    let values = COMPONENTS * dimensions;
    let part = |from| {
        output
            .clone()
            .narrow(1, from, values)
            .reshape([rows, COMPONENTS, dimensions])
    };
    Mixture {
        logits: output.clone().narrow(1, 0, COMPONENTS),
        means: part(COMPONENTS),
        logs: part(COMPONENTS + values),
    }
}
