//! Matrices of weights from the order of a file to that of the kernels.
//!
//! A panel is as many outputs as a kernel has sums for. In it lie all its outputs' weights of the first
//! input, then those of the second, and so on; then comes the next panel. Outputs that fill up the
//! last register have weights of zero.

use super::{Instructions, Values};
use half::f16;
use std::ops::Range;

/// Values read at a time.
const PIECE: usize = 1 << 16;
/// Neighbours packed at a time: they fill a cache line or two of the file's order, and their places in
/// the packed order still fit into the first level's cache.
const BLOCK: usize = 32;

/// Values that can be read piece by piece.
pub trait Tensor<S> {
    /// How many there are.
    fn count(&self) -> usize;

    /// Those in `range`, which is inside.
    fn read(&mut self, range: Range<usize>) -> &[S];
}

impl Tensor<f32> for &[f32] {
    fn count(&self) -> usize {
        self.len()
    }

    fn read(&mut self, range: Range<usize>) -> &[f32] {
        &self[range]
    }
}

impl<const N: usize> Tensor<[u8; N]> for &[u8] {
    fn count(&self) -> usize {
        self.len() / N
    }

    fn read(&mut self, range: Range<usize>) -> &[[u8; N]] {
        &self.as_chunks().0[range]
    }
}

/// How wide panels are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Width {
    /// Values in a register.
    lanes: usize,
    /// Outputs in a panel.
    panel: usize,
}

impl Width {
    /// As wide as the kernels for `instructions` can make them.
    pub fn of(instructions: Instructions) -> Width {
        let (lanes, panel) = (instructions.lanes(), instructions.panel());
        Width { lanes, panel }
    }

    /// One register of `instructions`.
    pub fn narrow(instructions: Instructions) -> Width {
        let lanes = instructions.lanes();
        let panel = lanes;
        Width { lanes, panel }
    }

    /// For each of a matrix's outputs, where its weight of the first input goes, and how far from it
    /// that of the next.
    fn slots(self, outputs: usize, inputs: usize) -> Vec<(usize, usize)> {
        let all = outputs.next_multiple_of(self.lanes);
        let slot = |output: usize| {
            let first = output / self.panel * self.panel;
            let wide = self.panel.min(all - first);
            (first * inputs + output - first, wide)
        };
        (0..outputs).map(slot).collect()
    }
}

/// Where a matrix's weights are in a tensor. Outputs, and inputs, are counted over two nested runs,
/// the second inside the first: a convolution's inputs are its taps' channels.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Matrix {
    /// Place of the first output's weight of the first input.
    pub start: usize,
    /// The outputs.
    pub outputs: [Run; 2],
    /// The inputs.
    pub inputs: [Run; 2],
}

/// Some places, evenly apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    /// How many.
    pub count: usize,
    /// Values from one to the next.
    pub apart: isize,
}

impl Run {
    /// One place.
    pub const ONCE: Run = Run { count: 1, apart: 0 };

    /// `count` places, each `apart` values behind the one before.
    pub fn of(count: usize, apart: usize) -> Run {
        let apart = apart as isize;
        Run { count, apart }
    }

    /// `count` places, each `apart` values before the last.
    pub fn back(count: usize, apart: usize) -> Run {
        let apart = -(apart as isize);
        Run { count, apart }
    }
}

impl Matrix {
    /// How many outputs it has.
    pub fn outputs(&self) -> usize {
        self.outputs.iter().map(|run| run.count).product()
    }

    /// How many inputs it has.
    pub fn inputs(&self) -> usize {
        self.inputs.iter().map(|run| run.count).product()
    }

    /// Packs a tensor as a file has it: f16 with `half`, else f32, and so are the weights. None where
    /// the matrix reaches out of the tensor.
    pub fn pack_bytes<T>(&self, width: Width, tensor: T, half: bool) -> Option<Values>
    where
        T: Tensor<[u8; 2]> + Tensor<[u8; 4]>,
    {
        Some(match half {
            true => Values::Half(self.pack(width, tensor, u16::from_le_bytes)?),
            false => Values::Single(self.pack(width, tensor, f32::from_le_bytes)?),
        })
    }

    /// Packs a tensor: its weights are f16 with `half`, else f32. None where the matrix reaches out
    /// of the tensor.
    pub fn pack_floats(&self, width: Width, tensor: &[f32], half: bool) -> Option<Values> {
        let narrow = |value| f16::from_f32(value).to_bits();
        Some(match half {
            true => Values::Half(self.pack(width, tensor, narrow)?),
            false => Values::Single(self.pack(width, tensor, |value| value)?),
        })
    }

    fn pack<S: Copy, W: Copy + Default>(
        &self,
        width: Width,
        mut tensor: impl Tensor<S>,
        weight: impl Fn(S) -> W,
    ) -> Option<Vec<W>> {
        let (outputs, inputs) = (places(&self.outputs), places(&self.inputs));
        let slots = width.slots(outputs.len(), inputs.len());
        let room = outputs.len().next_multiple_of(width.lanes) * inputs.len();
        // In the tensor's own order, whichever of the two lies closer together there inside.
        let outputs_inside = closest(&self.outputs) < closest(&self.inputs);
        let (far, near) = match outputs_inside {
            true => (&inputs, &outputs),
            false => (&outputs, &inputs),
        };
        let (far_order, near_order) = (order(far), order(near));
        let start = isize::try_from(self.start).ok()?;
        let low = start + near[*near_order.first()?];
        let reach = near[*near_order.last()?] - near[near_order[0]] + 1;
        let (first, last) = (far[*far_order.first()?], far[*far_order.last()?]);
        if low + first < 0 || low + last + reach > tensor.count() as isize {
            return None;
        }
        let mut packed = vec![W::default(); room];
        let mut rest = &far_order[..];
        while let Some(&head) = rest.first() {
            let fits = |at: &usize| (far[*at] - far[head] + reach) as usize <= PIECE;
            let (some, more) = rest.split_at(rest.partition_point(fits).max(1));
            let begin = low + far[head];
            let end = low + far[some[some.len() - 1]] + reach;
            let piece = tensor.read(begin as usize..end as usize);
            for block in near_order.chunks(BLOCK) {
                for &a in some {
                    for &b in block {
                        let (output, input) = if outputs_inside { (b, a) } else { (a, b) };
                        let (slot, wide) = slots[output];
                        let from = start + far[a] + near[b] - begin;
                        packed[slot + input * wide] = weight(piece[from as usize]);
                    }
                }
            }
            rest = more;
        }
        Some(packed)
    }
}

/// Indices of places, the first place's first.
fn order(places: &[isize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|index| places[*index]);
    order
}

/// The least distance between two places.
fn closest(runs: &[Run; 2]) -> usize {
    let several = runs.iter().filter(|run| run.count > 1);
    let apart = several.map(|run| run.apart.unsigned_abs());
    apart.min().unwrap_or(usize::MAX)
}

fn places([outer, inner]: &[Run; 2]) -> Vec<isize> {
    let along = |run: Run| (0..run.count as isize).map(move |i| i * run.apart);
    let inside = |far| along(*inner).map(move |near| far + near);
    along(*outer).flat_map(inside).collect()
}

#[cfg(test)]
mod tests;
