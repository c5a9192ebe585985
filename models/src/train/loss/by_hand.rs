//! Losses of audio whose value and derivative are worked out outside the tensor library.

use burn::prelude::*;

/// A tensor that is worth `value` and whose derivative to `audio` is `gradient` (as many values as
/// `audio` has, in its order).
pub fn differentiable<const D: usize>(
    audio: Tensor<D>,
    value: f32,
    gradient: Vec<f32>,
) -> Tensor<1> {
    let (shape, device) = (audio.dims(), audio.device());
    let gradient = Tensor::<D>::from_data(TensorData::new(gradient, shape), &device);
    let carrier = (audio * gradient).sum();
    carrier.clone() - carrier.detach() + value
}
