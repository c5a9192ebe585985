//! The convolutional autoencoders of the study, after RAVE (Caillon & Esling 2021), F-RAVE's use of
//! it with attributes beside the latents, and BRAVE's short steps.
//!
//! Encoder: a convolution of kernel 7 over the bands, then for each ratio a strided convolution
//! that doubles the channels, then kernel 5 on one half of the channels for the posterior's mean and
//! on the other half for its scale. Decoder: kernel 7 over latents and attributes, then for each
//! ratio a transposed convolution that halves the channels and a stack of dilated residuals; a
//! waveform head times a loudness head, and, where there is one, [`noise`].
//!
//! Departures from the published networks: every convolution is causal, and there is neither batch
//! nor weight normalisation, so that training is what plays. The noise head is part of the network
//! from the start, at a low level. The study's networks are lighter than the published ones, which
//! are here, too: [`Layers`] tells them apart.

pub mod decoder;
pub mod encoder;
pub mod layers;
pub mod noise;
pub mod published;

use super::{Geometry, work};
use crate::train::network::conv::Residual;
use crate::train::playing::{self, Controls, Playing};
use crate::train::pqmf::Bank;
use crate::train::step::constant;
use burn::module::Module;
use burn::prelude::*;
use serde::{Deserialize, Serialize};

pub use decoder::Decoder;
pub use encoder::Encoder;
pub use layers::Layers;

/// 16 bands; what comes back is right to -60 dB, 497 samples late.
pub const FINE_BANK: Bank = Bank {
    bands: 16,
    span: 32,
    beta: 9.0,
};
/// 8 bands; what comes back is right to -60 dB, 249 samples late.
pub const COARSE_BANK: Bank = Bank {
    bands: 8,
    ..FINE_BANK
};
/// 16 bands; what comes back is right to -38 dB, 113 samples late.
pub const SHORT_BANK: Bank = Bank {
    bands: 16,
    span: 8,
    beta: 5.0,
};

/// The numbers that differ from one such network to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// Splits the input, joins the output.
    pub bank: Bank,
    /// Strides of the encoder, in its order; their product is the band steps of a latent frame.
    pub ratios: Vec<usize>,
    /// Dilations of the residuals, stage after stage the same.
    pub dilations: Vec<usize>,
    /// Channels of the encoder's first convolution.
    pub capacity: usize,
    /// Latent channels.
    pub latents: usize,
    /// Attributes.
    pub attributes: usize,
    /// Whether there is a noise head: the band steps of a latent frame are then a multiple of
    /// [`layers::Filters::steps`].
    pub noise: bool,
    /// Whose layers these are.
    #[serde(default, skip_serializing_if = "Layers::is_light")]
    pub layers: Layers,
}

impl Shape {
    /// Its streams.
    pub fn geometry(&self) -> Geometry {
        Geometry {
            bank: self.bank,
            ratio: self.ratios.iter().product::<usize>() * self.bank.bands,
            latents: self.latents,
            delay: self.bank.delay(),
        }
    }

    /// Channels after `ratios` of the strides.
    pub fn width(&self, ratios: usize) -> usize {
        self.capacity << ratios
    }

    /// A fresh residual at [`Shape::width`]`(ratios)` channels.
    fn residual(&self, ratios: usize, dilation: usize, device: &Device) -> Residual {
        let (channels, kernel) = (self.width(ratios), self.layers.closing_kernel());
        Residual::closing(channels, dilation, kernel, device)
    }

    /// See [`super::Shape::play`].
    pub fn play(&self, playing: &mut Playing, controls: &Controls, seed: u64) {
        playing.controls.extend(&controls.attributes);
        if let Some(filters) = self.filters() {
            let white = playing::noise(seed, controls.frames() * self.geometry().ratio);
            playing.sources.resize(1, Vec::new());
            let sources = &mut playing.sources[0];
            noise::unfold(&white, self.bank.bands, filters.steps(), sources);
        }
    }
}

/// Both halves.
#[derive(Module, Debug)]
pub struct Rave {
    /// Bands to latents.
    pub encoder: Encoder,
    /// Latents, attributes and noise to bands.
    pub decoder: Decoder,
    /// What it is made from.
    #[module(skip)]
    pub shape: Shape,
}

impl Rave {
    /// Fresh weights.
    pub fn new(shape: &Shape, device: &Device) -> Self {
        Self {
            encoder: Encoder::new(shape, device),
            decoder: Decoder::new(shape, device),
            shape: shape.clone(),
        }
    }

    /// Bands, `[items, band steps, bands]`, of latents `[items, frames, latents]`.
    pub fn decode(&self, latent: Tensor<3>, playing: Playing) -> Tensor<3> {
        let [items, frames, _] = latent.dims();
        let device = latent.device();
        let input = match self.shape.attributes {
            0 => latent,
            width => {
                let controls = constant(playing.controls, [items, frames, width], &device);
                Tensor::cat(vec![latent, controls], 2)
            }
        };
        let hidden = self.decoder.hidden(input);
        let bands = self.decoder.waveform(hidden.clone());
        match (&self.decoder.noise, playing.sources.into_iter().next()) {
            (Some(head), Some(sources)) => bands + head.forward(hidden, sources),
            _ => bands,
        }
    }

    /// Multiply-accumulates of all layers and filters for one latent frame.
    pub fn work(&self) -> usize {
        let band_steps = self.shape.geometry().band_steps();
        let (encoder, decoder) = (&self.encoder, &self.decoder);
        let mut steps = band_steps;
        let mut total = work::conv(&encoder.input) * steps + work::conv(&encoder.mean);
        for (residuals, down) in encoder.residuals.iter().zip(&encoder.downs) {
            total += residuals.iter().map(work::residual).sum::<usize>() * steps;
            steps /= down.stride;
            total += work::conv(&down.conv) * steps;
        }
        total += work::conv(&decoder.input);
        for stage in &decoder.stages {
            total += work::conv(&stage.up.conv) * steps;
            steps *= stage.up.stride;
            total += stage.residuals.iter().map(work::residual).sum::<usize>() * steps;
        }
        total += (work::conv(&decoder.waveform) + work::conv(&decoder.loudness)) * steps;
        if let Some(head) = &decoder.noise {
            for down in &head.downs {
                steps /= down.stride;
                total += work::conv(&down.conv) * steps;
            }
            total += band_steps * self.shape.bank.bands * noise::TAPS;
        }
        total
    }
}
