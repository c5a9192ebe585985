//! Convolutions along one axis.

use super::dense::{Layout, Matrix, joined};
use super::norm::Affine;
use super::value::{Value, input, optional};
use super::window::Window;
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Rows, Tensor};
use crate::network::native::view::View;
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// Most groups of a convolution, which are done one after another.
pub(super) const MOST_GROUPS: usize = 256;

/// Weights of a convolution, as the file has them.
pub(super) struct Weights {
    pub(super) constant: Rc<Constant>,
    /// Empty is none.
    pub(super) bias: Vec<f32>,
}

impl Lowering<'_> {
    pub(super) fn conv(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let constant = self.weights(input(node, 1)?)?;
        let shape = self.shape(input(node, 0)?)?;
        let ([outputs, _, kernels @ ..], [_, _, times @ ..]) = (&constant.shape[..], &shape[..])
        else {
            return unknown("of shapes that don't fit");
        };
        if kernels.len() != times.len() || constant.shape.contains(&0) {
            return unknown("of shapes that don't fit");
        }
        let windows = Window::of(attributes, kernels, times)?;
        let bias = self.bias(optional(node, 2), *outputs)?;
        let norm = self.norm_behind(node, *outputs)?;
        let from = self.tensor(input(node, 0)?)?;
        let groups = attributes.int("group", 1);
        let weights = Weights {
            constant: constant.clone(),
            bias,
        };
        let name = norm
            .as_ref()
            .map_or(&node.output[0], |(name, _)| name)
            .clone();
        let norm = norm.map(|(_, norm)| norm);
        // Along one axis: the others' windows have one entry each.
        let along = (0..kernels.len())
            .find(|axis| kernels[*axis] > 1)
            .unwrap_or(kernels.len() - 1);
        let still = windows.iter().enumerate().all(|(axis, window)| {
            axis == along || (window.kernel, window.stride, window.pads) == (1, 1, (0, 0))
        });
        if !still {
            return unknown("of more than one dimension");
        }
        let window = &windows[along];
        if kernels.len() == 1 {
            let (output, step) = self.convolved(from, &weights, window, groups, norm)?;
            if let Some(step) = step {
                self.makes_as(&name, output.buffer, step, false);
            }
            return self.set(&name, Value::Tensor(output));
        }
        // The other axes' entries are as many streams.
        let rank = shape.len();
        let mut order: Vec<usize> = (0..rank).filter(|axis| !matches!(axis, 1)).collect();
        order.retain(|axis| *axis != along + 2);
        order.extend([1, along + 2]);
        let view = from.view.transpose(&order);
        let shape = view.shape();
        let streams: usize = shape[..rank - 2].iter().product();
        let from = Tensor {
            view,
            buffer: from.buffer,
        };
        let from = self.reshaped(&from, &[streams, shape[rank - 2], shape[rank - 1]])?;
        let (output, _) = self.convolved(from, &weights, window, groups, norm)?;
        let made = output.view.shape();
        let output = self.reshaped(&output, &[&shape[..rank - 2], &made[1..]].concat())?;
        let mut back = vec![0; rank];
        order
            .iter()
            .enumerate()
            .for_each(|(to, from)| back[*from] = to);
        let view = output.view.transpose(&back);
        let buffer = output.buffer;
        self.set(&name, Value::Tensor(Tensor { buffer, view }))
    }

    /// `[streams, channels, time]` convolved; and the step that makes it, if it is one.
    fn convolved(
        &mut self,
        input: Tensor,
        weights: &Weights,
        window: &Window,
        groups: i64,
        norm: Option<Affine>,
    ) -> Lowered<(Tensor, Option<usize>)> {
        let shape = &weights.constant.shape;
        let (outputs, depth, kernel) = (shape[0], shape[1], window.kernel);
        let [_, channels, time] = input.view.shape()[..] else {
            return unknown("of shapes that don't fit");
        };
        let Some(groups) = usize::try_from(groups)
            .ok()
            .filter(|g| (1..=MOST_GROUPS).contains(g))
        else {
            return unknown("of too many groups");
        };
        let frames = window.count(time);
        let fits = depth.checked_mul(groups) == Some(channels) && outputs.is_multiple_of(groups);
        let (Some(frames), true) = (frames, fits) else {
            return unknown("of shapes that don't fit");
        };
        let input = self.padded(input, 2, window.pads)?;
        let input = self.readable(input)?;
        let streams = input.view.shape()[0];
        let (apart, stream) = (along(&input.view, 2), along(&input.view, 0));
        let output = self.scratch(&[streams, outputs, frames], &[0, 2, 1])?;
        let values = weights.constant.floats().unwrap_or_default();
        let each = outputs / groups;
        let counts = [streams, frames];
        let made = [frames * outputs, outputs].map(|size| size as isize);
        let mut last = 0;
        for group in 0..groups {
            let weight = |o: usize, i: usize| {
                let (tap, channel) = (i / depth, i % depth);
                let output = group * each + o;
                let weight = values[(output * depth + channel) * kernel + tap];
                norm.as_ref()
                    .map_or(weight, |norm| weight * norm.scale[output])
            };
            let bias = (group * each..(group + 1) * each).map(|output| {
                let bias = weights.bias.get(output).copied().unwrap_or(0.0);
                norm.as_ref().map_or(bias, |norm| norm.of(output, bias))
            });
            let bias: Vec<f32> = bias.collect();
            let packed = self.packed(&Matrix {
                outputs: each,
                inputs: depth * kernel,
                weight: &weight,
                bias: &bias,
                half: weights.constant.is_half() && norm.is_none(),
            })?;
            let taps = (0..kernel).map(|tap| (tap * window.dilation) as isize * apart);
            let (segments, run) = joined(taps.collect(), depth);
            let first = input.view.offset + (group * depth) as isize;
            let layout = Layout {
                segments,
                run,
                input: Rows {
                    buffer: input.buffer,
                    starts: starts(first, [stream, window.stride as isize * apart], counts),
                },
                output: Rows {
                    buffer: output.buffer,
                    starts: starts((group * each) as isize, made, counts),
                },
                residual: None,
                outputs: each,
            };
            last = self.dense(packed, layout)?;
        }
        Ok((output, (groups == 1).then_some(last)))
    }

    /// `input`, `[streams, channels, time]`, with a frame's channels next to each other, and frames
    /// and streams evenly apart.
    pub(super) fn readable(&mut self, input: Tensor) -> Lowered<Tensor> {
        let view = &input.view;
        let together = view.axes[1].is_empty() || view.stride(1) == Some(1);
        match together && view.stride(2).is_some() && view.stride(0).is_some() {
            true => Ok(input),
            false => self.copied(&input, &[0, 2, 1]),
        }
    }
}

/// Where rows begin: at `first`, and so many times so far on, for two nested loops.
pub(super) fn starts(first: isize, apart: [isize; 2], counts: [usize; 2]) -> Vec<isize> {
    let outer = (0..counts[0] as isize).map(|at| first + at * apart[0]);
    let inner = |start: isize| (0..counts[1] as isize).map(move |at| start + at * apart[1]);
    outer.flat_map(inner).collect()
}

/// The stride of an axis that has just one.
pub(super) fn along(view: &View, axis: usize) -> isize {
    view.stride(axis).unwrap_or(0)
}
