//! Causal convolutions over time-major tensors `[batch, time, channels]`, each one matrix product.

use burn::module::{Module, Param};
use burn::prelude::*;
use burn::tensor::Distribution;

/// Leaky ReLU with slope 0.2, written without a mask: `0.6 x + 0.4 |x|` is the same function and
/// several times faster to differentiate on a CPU.
pub fn activation<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    x.clone() * 0.6 + x.abs() * 0.4
}

/// The sequence `by` steps later, zeros first, same length.
pub fn delay(x: Tensor<3>, by: usize) -> Tensor<3> {
    if by == 0 {
        return x;
    }
    let [batch, time, channels] = x.dims();
    if by >= time {
        return x.zeros_like();
    }
    let zeros = Tensor::zeros([batch, by, channels], &x.device());
    Tensor::cat(vec![zeros, x.narrow(1, 0, time - by)], 1)
}

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
        let [batch, time, inputs] = x.dims();
        let taps: Vec<_> = (0..self.kernel)
            .rev()
            .map(|tap| delay(x.clone(), tap * self.dilation))
            .collect();
        let columns = if self.kernel == 1 {
            x
        } else {
            Tensor::cat(taps, 2)
        };
        let y = columns
            .reshape([batch * time, self.kernel * inputs])
            .matmul(self.weight.val())
            + self.bias.val().unsqueeze::<2>();
        y.reshape([batch as i32, time as i32, -1])
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
        let inner = self.dilated.forward(activation(x.clone()));
        x + self.mix.forward(activation(inner))
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
        let grouped = activation(x).reshape([batch, time / self.stride, inputs * self.stride]);
        self.conv.forward(grouped)
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
            .forward(activation(x))
            .reshape([batch as i32, (time * self.stride) as i32, -1])
    }
}
