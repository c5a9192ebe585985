//! Causal convolutions over time-major tensors `[batch, time, channels]`.

use crate::train::ops::conv::{Taps, causal_conv};
use burn::module::{Module, Param};
use burn::prelude::*;
use burn::tensor::Distribution;

pub use crate::train::ops::conv::delay;
pub use crate::train::ops::leaky::leaky_relu as activation;

/// A convolution that sees `kernel` samples, `dilation` apart, the last one the present.
///
/// `weight` is `[kernel · inputs, outputs]`, oldest sample first.
#[derive(Module, Debug)]
pub struct Conv {
    /// `[kernel · inputs, outputs]`.
    pub weight: Param<Tensor<2>>,
    /// `[outputs]`.
    pub bias: Param<Tensor<1>>,
    /// Samples seen.
    pub kernel: usize,
    /// Distance of the samples seen.
    pub dilation: usize,
}

impl Conv {
    /// Weights uniform with variance `gain² / (kernel · inputs)`, zero bias.
    pub fn new(
        inputs: usize,
        outputs: usize,
        kernel: usize,
        dilation: usize,
        gain: f64,
        device: &Device,
    ) -> Self {
        let bound = gain * (3.0 / (kernel * inputs) as f64).sqrt();
        Self {
            weight: Param::from_tensor(Tensor::random(
                [kernel * inputs, outputs],
                Distribution::Uniform(-bound, bound),
                device,
            )),
            bias: Param::from_tensor(Tensor::zeros([outputs], device)),
            kernel,
            dilation,
        }
    }

    /// `[batch, time, inputs]` → `[batch, time, outputs]`.
    pub fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        self.see(x, false)
    }

    /// As [`Conv::forward`] of the [`activation`] of `x`, faster.
    pub fn forward_activated(&self, x: Tensor<3>) -> Tensor<3> {
        self.see(x, true)
    }

    fn see(&self, x: Tensor<3>, activated: bool) -> Tensor<3> {
        let taps = Taps {
            kernel: self.kernel,
            dilation: self.dilation,
            activated,
        };
        causal_conv(x, self.weight.val(), self.bias.val(), taps)
    }
}

/// `x + W₂ · act(conv(act(x)))`: a dilated convolution of width three beside the identity.
#[derive(Module, Debug)]
pub struct Residual {
    /// Dilated, kernel 3.
    pub dilated: Conv,
    /// Kernel 1.
    pub mix: Conv,
}

impl Residual {
    /// Starts near the identity.
    pub fn new(channels: usize, dilation: usize, device: &Device) -> Self {
        Self {
            dilated: Conv::new(channels, channels, 3, dilation, 1.4, device),
            mix: Conv::new(channels, channels, 1, 1, 0.3, device),
        }
    }

    /// Shape is kept.
    pub fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        let inner = self.dilated.forward_activated(x.clone());
        x + self.mix.forward_activated(inner)
    }
}

/// Convolution of kernel `2 · stride` and stride `stride`, after an activation: `stride` steps
/// become one.
#[derive(Module, Debug)]
pub struct Down {
    /// A two-tap convolution over groups of `stride` steps.
    pub conv: Conv,
    /// Steps that become one.
    pub stride: usize,
}

impl Down {
    /// `[batch, time, inputs]` → `[batch, time / stride, outputs]`.
    pub fn new(inputs: usize, outputs: usize, stride: usize, device: &Device) -> Self {
        Self {
            conv: Conv::new(inputs * stride, outputs, 2, 1, 1.4, device),
            stride,
        }
    }

    /// See [`Down::new`].
    pub fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        let [batch, time, inputs] = x.dims();
        let grouped = x.reshape([batch, time / self.stride, inputs * self.stride]);
        self.conv.forward_activated(grouped)
    }
}

/// Transposed convolution of kernel `2 · stride` and stride `stride`, after an activation: one
/// step becomes `stride`.
#[derive(Module, Debug)]
pub struct Up {
    /// A two-tap convolution whose outputs are `stride` steps laid side by side.
    pub conv: Conv,
    /// Steps that one becomes.
    pub stride: usize,
}

impl Up {
    /// `[batch, time, inputs]` → `[batch, time · stride, outputs]`.
    pub fn new(inputs: usize, outputs: usize, stride: usize, device: &Device) -> Self {
        Self {
            conv: Conv::new(inputs, outputs * stride, 2, 1, 1.4, device),
            stride,
        }
    }

    /// See [`Up::new`].
    pub fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        let [batch, time, _] = x.dims();
        self.conv
            .forward_activated(x)
            .reshape([batch as i32, (time * self.stride) as i32, -1])
    }
}
