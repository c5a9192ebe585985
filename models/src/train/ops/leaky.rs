//! Leaky ReLU with slope 0.2.

use super::{dense, is_on_processor};
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Backend, Dispatch, Flex, backend_extension};
use burn::prelude::*;

/// Slope below zero.
const SLOPE: f32 = 0.2;

/// One value through the activation.
#[inline(always)]
pub(super) fn leaky(x: f32) -> f32 {
    x * slope(x)
}

/// The activation's slope at `x`.
#[inline(always)]
pub(super) fn slope(x: f32) -> f32 {
    if x > 0.0 { 1.0 } else { SLOPE }
}

/// `x` where it is positive, a fifth of it elsewhere.
pub fn leaky_relu<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    if is_on_processor(&x.device()) {
        Tensor::from_dispatch(Dispatch::leaky_relu_of(x.into_dispatch()))
    } else {
        composed(x)
    }
}

/// The same from burn's operations, without a mask: `0.6 x + 0.4 |x|`.
pub fn composed<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    let linear = f64::from(0.5 + SLOPE / 2.0);
    x.clone() * linear + x.abs() * (1.0 - linear)
}

/// See [`leaky_relu`].
#[backend_extension(Flex, Autodiff)]
pub trait LeakyOps: Backend {
    /// See [`leaky_relu`].
    fn leaky_relu_of(x: FloatTensor<Self>) -> FloatTensor<Self>;
}

impl LeakyOps for Flex {
    fn leaky_relu_of(x: FlexTensor) -> FlexTensor {
        let shape = x.layout().shape().clone();
        let values = dense(x)
            .storage::<f32>()
            .iter()
            .map(|x| leaky(*x))
            .collect();
        FlexTensor::from_data(TensorData::new(values, shape))
    }
}

impl<C: CheckpointStrategy> LeakyOps for Autodiff<Flex, C> {
    fn leaky_relu_of(x: FloatTensor<Self>) -> FloatTensor<Self> {
        let (x, node) = x.into_parts();
        match LeakyBackward
            .prepare::<C>([node])
            .compute_bound()
            .stateful()
        {
            OpsKind::Tracked(prep) => prep.finish(x.clone(), Flex::leaky_relu_of(x)),
            OpsKind::UnTracked(prep) => prep.finish(Flex::leaky_relu_of(x)),
        }
    }
}

#[derive(Debug)]
struct LeakyBackward;

impl Backward<Flex, 1> for LeakyBackward {
    type State = FlexTensor;

    fn backward(self, ops: Ops<FlexTensor, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let gradient = dense(grads.consume::<Flex>(&ops.node));
        let [Some(parent)] = ops.parents else { return };
        let x = dense(ops.state);
        let gradient = gradient.storage::<f32>().iter().zip(x.storage::<f32>());
        let values: Vec<f32> = gradient.map(|(gradient, x)| gradient * slope(*x)).collect();
        let shape = x.layout().shape().clone();
        grads.register::<Flex>(
            parent.id,
            FlexTensor::from_data(TensorData::new(values, shape)),
        );
    }
}
