//! The filter bank's synthesis as one causal convolution, for training.

use super::ops::conv::{Taps, causal_conv};
use super::pqmf::Pqmf;
use super::step::constant;
use burn::prelude::*;

/// Most band steps joined at once. More would be fewer, larger matrix products with more zeros in
/// them.
const JOINED: usize = 4;

/// Joins bands into audio, a few band steps at once.
#[derive(Clone)]
pub struct Synthesis {
    /// Groups of band steps, oldest first, to the audio of the last group.
    matrix: Tensor<2>,
    silence: Tensor<1>,
    bands: usize,
    joined: usize,
    groups: usize,
}

impl Synthesis {
    /// The matrix of `bank`.
    pub fn new(bank: &Pqmf, device: &Device) -> Self {
        let (bands, padded) = (bank.bank.bands, bank.bank.padded());
        let history = bank.bank.depth() - 1;
        let joined = history.next_power_of_two().min(JOINED);
        let groups = history.div_ceil(joined) + 1;
        let (rows, columns) = (groups * joined * bands, joined * bands);
        let first = (groups - 1) * joined;
        let mut matrix = vec![0.0f32; rows * columns];
        for step in 0..groups * joined {
            for band in 0..bands {
                for sample in 0..columns {
                    let tap = (sample + first * bands).checked_sub(step * bands);
                    if let Some(tap) = tap.filter(|&tap| tap < padded) {
                        matrix[(step * bands + band) * columns + sample] =
                            bank.synthesis[band][tap];
                    }
                }
            }
        }
        Self {
            matrix: constant(matrix, [rows, columns], device),
            silence: Tensor::zeros([columns], device),
            bands,
            joined,
            groups,
        }
    }

    /// `[batch, band steps, bands]` to audio `[batch, samples]`; the band steps are a multiple of
    /// four.
    pub fn join(&self, bands: Tensor<3>) -> Tensor<2> {
        let [batch, steps, _] = bands.dims();
        let groups = bands.reshape([batch, steps / self.joined, self.joined * self.bands]);
        let taps = Taps {
            kernel: self.groups,
            dilation: 1,
            activated: false,
        };
        causal_conv(groups, self.matrix.clone(), self.silence.clone(), taps)
            .reshape([batch, steps * self.bands])
    }
}
