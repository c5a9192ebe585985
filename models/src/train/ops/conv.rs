//! Causal convolution of time-major sequences, optionally after the activation.
//!
//! Forward and backward are matrix products over blocks of rows; what the taps of a block see is
//! laid side by side only while the block is computed.

use super::gemm::{Matrix, multiply};
use super::leaky::{self, leaky, slope};
use super::{dense, is_on_processor, shape, tensor};
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Backend, Dispatch, Flex, backend_extension};
use burn::prelude::*;
use rayon::prelude::*;
use std::ops::Range;

/// Fewest and most rows computed at once: enough to make the weights worth reading, few enough for
/// their taps to stay in the cache.
const BLOCK: Range<usize> = 96..512;
/// Columns of the weights whose gradient is computed at once.
const COLUMNS: usize = 128;

/// What a convolution sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taps {
    /// Samples seen, the last one the present.
    pub kernel: usize,
    /// Distance of the samples seen.
    pub dilation: usize,
    /// Whether they pass through the activation first.
    pub activated: bool,
}

impl Taps {
    /// How far back tap `tap` looks, oldest first.
    fn back(&self, tap: usize) -> usize {
        (self.kernel - 1 - tap) * self.dilation
    }
}

/// `[batch, time, inputs]` → `[batch, time, outputs]` under `weight`, `[kernel · inputs, outputs]`
/// with the oldest sample first, and `bias`, `[outputs]`. Zeros come before the sequence.
pub fn causal_conv(x: Tensor<3>, weight: Tensor<2>, bias: Tensor<1>, taps: Taps) -> Tensor<3> {
    if is_on_processor(&x.device()) {
        Tensor::from_dispatch(Dispatch::causal_conv_of(
            x.into_dispatch(),
            weight.into_dispatch(),
            bias.into_dispatch(),
            taps,
        ))
    } else {
        composed(x, weight, bias, taps)
    }
}

/// The same from burn's operations.
pub fn composed(x: Tensor<3>, weight: Tensor<2>, bias: Tensor<1>, taps: Taps) -> Tensor<3> {
    let [batch, time, inputs] = x.dims();
    let x = if taps.activated {
        leaky::composed(x)
    } else {
        x
    };
    let columns = if taps.kernel == 1 {
        x
    } else {
        let columns = (0..taps.kernel).map(|tap| delay(x.clone(), taps.back(tap)));
        Tensor::cat(columns.collect(), 2)
    };
    let y = columns
        .reshape([batch * time, taps.kernel * inputs])
        .matmul(weight)
        + bias.unsqueeze::<2>();
    y.reshape([batch as i32, time as i32, -1])
}

/// The sequence `by` steps later, zeros first, same length.
pub fn delay(x: Tensor<3>, by: usize) -> Tensor<3> {
    if by == 0 {
        return x;
    }
    let [batch, time, channels] = x.dims();
    let by = by.min(time);
    let zeros = Tensor::zeros([batch, by, channels], &x.device());
    if by == time {
        return zeros;
    }
    Tensor::cat(vec![zeros, x.narrow(1, 0, time - by)], 1)
}

/// See [`causal_conv`].
#[backend_extension(Flex, Autodiff)]
pub trait ConvOps: Backend {
    /// See [`causal_conv`].
    fn causal_conv_of(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        taps: Taps,
    ) -> FloatTensor<Self>;
}

impl ConvOps for Flex {
    fn causal_conv_of(
        x: FlexTensor,
        weight: FlexTensor,
        bias: FlexTensor,
        taps: Taps,
    ) -> FlexTensor {
        let (x, weight, bias) = (dense(x), dense(weight), dense(bias));
        let input = Sequences::of(&x);
        let [_, outputs] = shape(&weight);
        let y = forward(&input, weight.storage(), bias.storage(), taps);
        tensor(y, [input.batch, input.time, outputs])
    }
}

impl<C: CheckpointStrategy> ConvOps for Autodiff<Flex, C> {
    fn causal_conv_of(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        taps: Taps,
    ) -> FloatTensor<Self> {
        let ((x, x_node), (weight, weight_node)) = (x.into_parts(), weight.into_parts());
        let (bias, bias_node) = bias.into_parts();
        let prepared = ConvBackward
            .prepare::<C>([x_node, weight_node, bias_node])
            .compute_bound()
            .stateful();
        match prepared {
            OpsKind::Tracked(prep) => {
                let state = (x.clone(), weight.clone(), taps);
                prep.finish(state, Flex::causal_conv_of(x, weight, bias, taps))
            }
            OpsKind::UnTracked(prep) => prep.finish(Flex::causal_conv_of(x, weight, bias, taps)),
        }
    }
}

#[derive(Debug)]
struct ConvBackward;

impl Backward<Flex, 3> for ConvBackward {
    type State = (FlexTensor, FlexTensor, Taps);

    fn backward(self, ops: Ops<Self::State, 3>, grads: &mut Gradients, _: &mut Checkpointer) {
        let gradient = dense(grads.consume::<Flex>(&ops.node));
        let (x, weight, taps) = ops.state;
        let (x, weight) = (dense(x), dense(weight));
        let (input, output) = (Sequences::of(&x), Sequences::of(&gradient));
        let [to_x, to_weight, to_bias] = ops.parents;
        let (x_gradient, (weight_gradient, bias_gradient)) = rayon::join(
            || to_x.map(|to| (to, backward_x(&input, &output, weight.storage(), taps))),
            || {
                rayon::join(
                    || to_weight.map(|to| (to, backward_weight(&input, &output, taps))),
                    || to_bias.map(|to| (to, backward_bias(&output))),
                )
            },
        );
        if let Some((to, values)) = x_gradient {
            grads.register::<Flex>(to.id, tensor(values, shape::<3>(&x)));
        }
        if let Some((to, values)) = weight_gradient {
            grads.register::<Flex>(to.id, tensor(values, shape::<2>(&weight)));
        }
        if let Some((to, values)) = bias_gradient {
            grads.register::<Flex>(to.id, tensor(values, [output.channels]));
        }
    }
}

/// A batch of sequences, `[batch][time][channel]`.
struct Sequences<'a> {
    values: &'a [f32],
    batch: usize,
    time: usize,
    channels: usize,
}

impl<'a> Sequences<'a> {
    fn of(tensor: &'a FlexTensor) -> Self {
        let [batch, time, channels] = shape(tensor);
        Self {
            values: tensor.storage(),
            batch,
            time,
            channels,
        }
    }

    /// Rows of all sequences together.
    fn rows(&self) -> usize {
        self.batch * self.time
    }

    /// Rows to compute at once: the same however many threads there are.
    fn block(&self) -> usize {
        (self.rows() / 8).clamp(BLOCK.start, BLOCK.end)
    }

    /// Copies `channels` of `rows`, `ahead` steps later in their sequence (zeros outside it),
    /// through `f`, into columns of `out`, which is `width` wide, from `column` on.
    fn gather(
        &self,
        rows: Range<usize>,
        ahead: isize,
        channels: Range<usize>,
        out: &mut [f32],
        (width, column): (usize, usize),
        f: impl Fn(f32) -> f32,
    ) {
        for (row, out) in rows.zip(out.chunks_exact_mut(width)) {
            let out = &mut out[column..column + channels.len()];
            let time = (row % self.time).wrapping_add_signed(ahead);
            if time < self.time {
                let start = row.wrapping_add_signed(ahead) * self.channels;
                let source = &self.values[start + channels.start..start + channels.end];
                out.iter_mut().zip(source).for_each(|(out, x)| *out = f(*x));
            } else {
                out.fill(0.0);
            }
        }
    }

    /// As [`Sequences::gather`], through the activation where the taps ask for it.
    fn gather_taps(
        &self,
        rows: Range<usize>,
        tap: usize,
        channels: Range<usize>,
        out: &mut [f32],
        place: (usize, usize),
        taps: Taps,
    ) {
        let ahead = -(taps.back(tap) as isize);
        if taps.activated {
            self.gather(rows, ahead, channels, out, place, leaky);
        } else {
            self.gather(rows, ahead, channels, out, place, |x| x);
        }
    }
}

fn forward(x: &Sequences, weight: &[f32], bias: &[f32], taps: Taps) -> Vec<f32> {
    let (outputs, width) = (bias.len(), taps.kernel * x.channels);
    let mut y = bias.repeat(x.rows());
    let block = x.block();
    let blocks = y.par_chunks_mut(block * outputs).enumerate();
    blocks.for_each_init(
        || vec![0.0; block * width],
        |columns, (index, y)| {
            let first = index * block;
            let rows = first..first + y.len() / outputs;
            let columns = &mut columns[..rows.len() * width];
            for tap in 0..taps.kernel {
                let place = (width, tap * x.channels);
                x.gather_taps(rows.clone(), tap, 0..x.channels, columns, place, taps);
            }
            let columns = Matrix::new(columns, rows.len(), width);
            multiply(y, columns, Matrix::new(weight, width, outputs), true);
        },
    );
    y
}

/// A convolution of the output's gradient that looks ahead, with the weights transposed.
fn backward_x(x: &Sequences, output: &Sequences, weight: &[f32], taps: Taps) -> Vec<f32> {
    let (inputs, outputs) = (x.channels, output.channels);
    let width = taps.kernel * outputs;
    let mut transposed = vec![0.0; weight.len()];
    let by_tap = weight.chunks_exact(inputs * outputs);
    for (weight, transposed) in by_tap.zip(transposed.chunks_exact_mut(inputs * outputs)) {
        transpose(weight, inputs, outputs, transposed);
    }
    let mut gradient = vec![0.0; x.values.len()];
    let block = x.block();
    let blocks = gradient.par_chunks_mut(block * inputs).enumerate();
    blocks.for_each_init(
        || vec![0.0; block * width],
        |columns, (index, gradient)| {
            let first = index * block;
            let rows = first..first + gradient.len() / inputs;
            let columns = if taps.kernel == 1 {
                &output.values[rows.start * outputs..rows.end * outputs]
            } else {
                let columns = &mut columns[..rows.len() * width];
                for tap in 0..taps.kernel {
                    let (ahead, place) = (taps.back(tap) as isize, (width, tap * outputs));
                    output.gather(rows.clone(), ahead, 0..outputs, columns, place, |x| x);
                }
                columns
            };
            let columns = Matrix::new(columns, rows.len(), width);
            let weight = Matrix::new(&transposed, width, inputs);
            multiply(gradient, columns, weight, false);
            if taps.activated {
                let x = &x.values[rows.start * inputs..rows.end * inputs];
                let both = gradient.iter_mut().zip(x);
                both.for_each(|(gradient, x)| *gradient *= slope(*x));
            }
        },
    );
    gradient
}

/// `rows` by `columns` to `columns` by `rows`, in tiles that stay in the cache.
fn transpose(from: &[f32], rows: usize, columns: usize, to: &mut [f32]) {
    const TILE: usize = 16;
    for first_row in (0..rows).step_by(TILE) {
        for first_column in (0..columns).step_by(TILE) {
            for column in first_column..(first_column + TILE).min(columns) {
                for row in first_row..(first_row + TILE).min(rows) {
                    to[column * rows + row] = from[row * columns + column];
                }
            }
        }
    }
}

/// What the taps saw, transposed, times the output's gradient; a few taps at a time, or some of
/// one tap's inputs.
fn backward_weight(x: &Sequences, output: &Sequences, taps: Taps) -> Vec<f32> {
    let (inputs, outputs) = (x.channels, output.channels);
    let mut gradient = vec![0.0; taps.kernel * inputs * outputs];
    let together = (COLUMNS / inputs).max(1);
    let mut parts = Vec::new();
    let by_taps = gradient.chunks_mut(together * inputs * outputs);
    for (index, gradient) in by_taps.enumerate() {
        let first_tap = index * together;
        for (index, gradient) in gradient.chunks_mut(COLUMNS * outputs).enumerate() {
            let width = gradient.len() / outputs;
            let channels = index * COLUMNS..(index * COLUMNS + width).min(inputs);
            parts.push((
                first_tap..first_tap + width / channels.len(),
                channels,
                gradient,
            ));
        }
    }
    parts
        .into_par_iter()
        .for_each_init(Vec::new, |columns, (some, channels, gradient)| {
            let width = some.len() * channels.len();
            for start in (0..x.rows()).step_by(BLOCK.end) {
                let rows = start..(start + BLOCK.end).min(x.rows());
                columns.resize(rows.len() * width, 0.0);
                for (index, tap) in some.clone().enumerate() {
                    let place = (width, index * channels.len());
                    x.gather_taps(rows.clone(), tap, channels.clone(), columns, place, taps);
                }
                let seen = Matrix::new(columns, rows.len(), width).transposed();
                let asked = &output.values[rows.start * outputs..rows.end * outputs];
                let asked = Matrix::new(asked, rows.len(), outputs);
                multiply(gradient, seen, asked, start > 0);
            }
        });
    gradient
}

fn backward_bias(output: &Sequences) -> Vec<f32> {
    let mut sum = vec![0.0; output.channels];
    for block in output.values.chunks(BLOCK.end * output.channels) {
        let mut part = vec![0.0f32; output.channels];
        for row in block.chunks_exact(output.channels) {
            part.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
        }
        sum.iter_mut().zip(part).for_each(|(sum, x)| *sum += x);
    }
    sum
}
