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

/// `x + mix(act(dilated(act(x))))`: a dilated convolution of width three beside the identity.
#[derive(Module, Debug)]
pub struct Residual {
    /// Dilated, kernel 3.
    pub dilated: Conv,
    /// Kernel 1 in most networks.
    pub mix: Conv,
}

impl Residual {
    /// Starts near the identity; closes with kernel 1.
    pub fn new(channels: usize, dilation: usize, device: &Device) -> Self {
        Self::closing(channels, dilation, 1, device)
    }

    /// As [`Residual::new`], closed by a convolution of that kernel.
    pub fn closing(channels: usize, dilation: usize, kernel: usize, device: &Device) -> Self {
        Self {
            dilated: Conv::new(channels, channels, 3, dilation, 1.4, device),
            mix: Conv::new(channels, channels, kernel, 1, 0.3, device),
        }
    }

    /// Shape is kept.
    pub fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        let inner = self.dilated.forward_activated(x.clone());
        x + self.mix.forward_activated(inner)
    }
}

/// Strided convolution, after an activation: `stride` steps become one.
#[derive(Module, Debug)]
pub struct Down {
    /// Its kernel counts groups of `stride` steps; its weights are those of the `kernel` steps seen.
    pub conv: Conv,
    /// Steps that become one.
    pub stride: usize,
    /// Steps seen.
    pub kernel: usize,
}

impl Down {
    /// `[batch, time, inputs]` → `[batch, time / stride, outputs]`, of kernel `2 · stride`.
    pub fn new(inputs: usize, outputs: usize, stride: usize, device: &Device) -> Self {
        Self::seeing(inputs, outputs, stride, 2 * stride, device)
    }

    /// As [`Down::new`], of that kernel.
    pub fn seeing(
        inputs: usize,
        outputs: usize,
        stride: usize,
        kernel: usize,
        device: &Device,
    ) -> Self {
        Self {
            conv: Conv {
                kernel: kernel.div_ceil(stride),
                ..Conv::new(inputs, outputs, kernel, 1, 1.4, device)
            },
            stride,
            kernel,
        }
    }

    /// See [`Down::new`].
    pub fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        let [batch, time, inputs] = x.dims();
        let grouped = x.reshape([batch, time / self.stride, inputs * self.stride]);
        let unseen = self.conv.kernel * self.stride - self.kernel;
        if unseen == 0 {
            return self.conv.forward_activated(grouped);
        }
        // The oldest steps of the oldest group weigh nothing.
        let weight = self.conv.weight.val();
        let zeros = Tensor::zeros([unseen * inputs, weight.dims()[1]], &weight.device());
        let weight = Tensor::cat(vec![zeros, weight], 0);
        let taps = Taps {
            kernel: self.conv.kernel,
            dilation: 1,
            activated: true,
        };
        causal_conv(grouped, weight, self.conv.bias.val(), taps)
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
