//! Overlapping frames of sounds.

use super::{dense, is_on_processor, shape, tensor};
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Backend, Dispatch, Flex, backend_extension};
use burn::prelude::*;

/// Overlapping frames of `size` samples every `hop` (`size` a multiple of `hop`), from
/// `[batch, samples]` to `[batch · frames, size]`.
pub fn frames(x: Tensor<2>, size: usize, hop: usize) -> Tensor<2> {
    if is_on_processor(&x.device()) {
        Tensor::from_dispatch(Dispatch::frames_of(x.into_dispatch(), size, hop))
    } else {
        composed(x, size, hop)
    }
}

/// The same from burn's operations: shifted reshapes, whose gradients are slices; a general unfold
/// scatters.
pub fn composed(x: Tensor<2>, size: usize, hop: usize) -> Tensor<2> {
    let [batch, samples] = x.dims();
    let hops = samples / hop;
    let overlap = size / hop;
    let count = hops + 1 - overlap;
    let x = x.narrow(1, 0, hops * hop).reshape([batch, hops, hop]);
    let shifted = (0..overlap)
        .map(|by| x.clone().narrow(1, by, count))
        .collect();
    Tensor::cat(shifted, 2).reshape([batch * count, size])
}

/// See [`frames`].
#[backend_extension(Flex, Autodiff)]
pub trait FrameOps: Backend {
    /// See [`frames`].
    fn frames_of(x: FloatTensor<Self>, size: usize, hop: usize) -> FloatTensor<Self>;
}

impl FrameOps for Flex {
    fn frames_of(x: FlexTensor, size: usize, hop: usize) -> FlexTensor {
        let [_, samples] = shape(&x);
        let x = dense(x);
        let items = x.storage::<f32>().chunks_exact(samples);
        let frames = items.flat_map(|item| item.windows(size).step_by(hop));
        let values: Vec<f32> = frames.flatten().copied().collect();
        let rows = values.len() / size;
        tensor(values, [rows, size])
    }
}

impl<C: CheckpointStrategy> FrameOps for Autodiff<Flex, C> {
    fn frames_of(x: FloatTensor<Self>, size: usize, hop: usize) -> FloatTensor<Self> {
        let (x, node) = x.into_parts();
        match FramesBackward
            .prepare::<C>([node])
            .compute_bound()
            .stateful()
        {
            OpsKind::Tracked(prep) => prep.finish((shape(&x), hop), Flex::frames_of(x, size, hop)),
            OpsKind::UnTracked(prep) => prep.finish(Flex::frames_of(x, size, hop)),
        }
    }
}

#[derive(Debug)]
struct FramesBackward;

impl Backward<Flex, 1> for FramesBackward {
    /// Shape of the sounds, and the hop.
    type State = ([usize; 2], usize);

    fn backward(self, ops: Ops<Self::State, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let gradient = dense(grads.consume::<Flex>(&ops.node));
        let [Some(parent)] = ops.parents else { return };
        let ([batch, samples], hop) = ops.state;
        let [rows, size] = shape(&gradient);
        let mut values = vec![0.0; batch * samples];
        let frames = gradient.storage::<f32>().chunks_exact(size);
        for (row, frame) in frames.enumerate() {
            let count = rows / batch;
            let start = row / count * samples + row % count * hop;
            let sum = values[start..start + size].iter_mut().zip(frame);
            sum.for_each(|(sum, x)| *sum += x);
        }
        grads.register::<Flex>(parent.id, tensor(values, [batch, samples]));
    }
}
