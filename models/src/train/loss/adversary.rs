//! The latent discriminator: it guesses each attribute's class from the latents, and the encoder
//! learns to leave it guessing (Lample et al. 2017, *Fader Networks*; F-RAVE's use of it on frames).

use crate::train::network::conv::Conv;
use burn::module::Module;
use burn::prelude::*;
use burn::tensor::activation::log_softmax;

/// Classes an attribute is divided into, equally frequent in the data.
pub const CLASSES: usize = 16;

/// A small convolutional classifier over latent frames.
#[derive(Module, Debug)]
pub struct Adversary {
    hidden1: Conv,
    hidden2: Conv,
    output: Conv,
    /// Attributes guessed.
    pub attributes: usize,
}

impl Adversary {
    /// Fresh weights.
    pub fn new(latents: usize, attributes: usize, device: &Device) -> Self {
        Self {
            hidden1: Conv::new(latents, 96, 5, 1, 1.4, device),
            hidden2: Conv::new(96, 96, 3, 1, 1.4, device),
            output: Conv::new(96, attributes * CLASSES, 1, 1, 1.0, device),
            attributes,
        }
    }

    /// Log-probabilities of the classes, `[batch · frames · attributes, CLASSES]`.
    pub fn log_probabilities(&self, latent: Tensor<3>) -> Tensor<2> {
        let [batch, frames, _] = latent.dims();
        let x = self.hidden1.forward(latent);
        let x = self.hidden2.forward_activated(x);
        let logits = self.output.forward_activated(x);
        log_softmax(
            logits.reshape([batch * frames * self.attributes, CLASSES]),
            1,
        )
    }

    /// Cross-entropy against the true classes, one-hot `[batch · frames · attributes, CLASSES]`:
    /// what the discriminator minimises. Chance is `ln 16 = 2.77`.
    pub fn error(&self, latent: Tensor<3>, classes: Tensor<2>) -> Tensor<1> {
        -(self.log_probabilities(latent) * classes).sum_dim(1).mean()
    }

    /// Divergence of the guess from the uniform distribution, in nats: what the encoder minimises.
    pub fn leak(&self, latent: Tensor<3>) -> Tensor<1> {
        -self.log_probabilities(latent).mean() - (CLASSES as f32).ln()
    }
}
