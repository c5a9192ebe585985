//! Operations that dominate a training step, written out for the processor, with their gradients.
//!
//! Each takes and gives ordinary tensors and equals a few of burn's own operations, which still do
//! the work on every other device and are what the tests compare with. Sums are always taken in the
//! same order, however many threads there are: the same inputs give the same bits.

pub mod adam;
pub mod conv;
pub mod distance;
pub mod fir;
pub mod frames;
mod gemm;
pub mod leaky;
mod logarithm;
pub mod magnitudes;
mod spectrum;

use burn::backend::flex::FlexTensor;
use burn::backend::{DispatchDevice, Flex};
use burn::prelude::*;

/// True for tensors in the processor's memory, with or without gradients.
pub fn is_on_processor(device: &Device) -> bool {
    match device.as_dispatch() {
        DispatchDevice::Flex(_) => true,
        DispatchDevice::Autodiff(inner) => matches!(&**inner, DispatchDevice::Flex(_)),
        #[allow(unreachable_patterns)]
        _ => false,
    }
}

/// Shows `read` a tensor's values in order; without a copy where they are in the processor's
/// memory.
pub fn read<const D: usize, T>(tensor: Tensor<D>, read: impl FnOnce(&[f32]) -> T) -> T {
    let tensor = if tensor.device().is_autodiff() {
        tensor.inner()
    } else {
        tensor
    };
    if is_on_processor(&tensor.device()) {
        let tensor = tensor.try_into_primitive::<Flex>();
        let tensor = tensor.expect("a tensor without gradients in the processor's memory");
        return read(dense(tensor).storage());
    }
    read(&tensor.into_data().try_to_vec::<f32>().expect("f32 tensors"))
}

/// The same values, contiguous.
fn dense(tensor: FlexTensor) -> FlexTensor {
    tensor.to_contiguous()
}

/// A tensor that takes over `values`.
fn tensor<const D: usize>(values: Vec<f32>, shape: [usize; D]) -> FlexTensor {
    FlexTensor::from_data(TensorData::new(values, shape))
}

/// The lengths of a tensor's dimensions.
fn shape<const D: usize>(tensor: &FlexTensor) -> [usize; D] {
    tensor.layout().shape().dims()
}
