//! The filter bank's synthesis as one matrix product, for training.

use super::network::conv::delay;
use super::pqmf::Pqmf;
use super::step::constant;
use burn::prelude::*;

/// Joins bands into audio, `joined` band steps at once. More at once would be fewer, larger matrix
/// products with more zeros in them.
pub struct Synthesis {
    /// The last `history + joined` band steps, oldest first, to the audio of the last `joined`.
    matrix: Tensor<2>,
    bands: usize,
    history: usize,
    joined: usize,
}

impl Synthesis {
    /// The matrix of `bank`.
    pub fn new(bank: &Pqmf, device: &Device) -> Self {
        let (bands, padded) = (bank.bank.bands, bank.bank.padded());
        let history = bank.bank.depth() - 1;
        let joined = history.next_power_of_two();
        let (rows, columns) = ((history + joined) * bands, joined * bands);
        let mut matrix = vec![0.0f32; rows * columns];
        for step in 0..history + joined {
            for band in 0..bands {
                for sample in 0..columns {
                    let tap = (sample + history * bands).checked_sub(step * bands);
                    if let Some(tap) = tap.filter(|&tap| tap < padded) {
                        matrix[(step * bands + band) * columns + sample] =
                            bank.synthesis[band][tap];
                    }
                }
            }
        }
        Self {
            matrix: constant(matrix, [rows, columns], device),
            bands,
            history,
            joined,
        }
    }

    /// `[batch, band steps, bands]` to audio `[batch, samples]`; the band steps are a multiple of
    /// the bank's span rounded up to a power of two.
    pub fn join(&self, bands: Tensor<3>) -> Tensor<2> {
        let [batch, steps, _] = bands.dims();
        let (columns, history) = (self.joined * self.bands, self.history * self.bands);
        let groups = bands.reshape([batch, steps / self.joined, columns]);
        let before = delay(groups.clone(), 1).narrow(2, columns - history, history);
        let rows = Tensor::cat(vec![before, groups], 2);
        rows.reshape([batch * steps / self.joined, history + columns])
            .matmul(self.matrix.clone())
            .reshape([batch, steps * self.bands])
    }
}
