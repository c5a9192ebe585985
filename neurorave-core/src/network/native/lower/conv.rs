//! Convolutions along one axis.

use super::dense::{Layout, Weights, joined};
use super::norm::Affine;
use super::value::{Value, input, optional};
use super::window::Window;
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::kernel::{Form, Matrix, Run};
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Rows, Tensor};
use crate::network::native::view::View;
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// Most groups of a convolution that are done one after another.
pub(super) const MOST_GROUPS: usize = 256;

/// What a convolution does.
struct Kernel {
    weights: Rc<Constant>,
    /// Empty is none.
    bias: Vec<f32>,
    groups: usize,
}

impl Kernel {
    /// With a normalisation behind it.
    fn normalised(&self, norm: &Affine) -> Kernel {
        let outputs = self.weights.shape[0];
        let each = self.weights.shape[1..].iter().product::<usize>().max(1);
        let bias = |output| self.bias.get(output).copied().unwrap_or(0.0);
        Kernel {
            weights: Rc::new(self.weights.scaled(|at| norm.scale[at / each])),
            bias: (0..outputs).map(|o| norm.of(o, bias(o))).collect(),
            groups: self.groups,
        }
    }
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
        let groups = usize::try_from(attributes.int("group", 1)).unwrap_or(0);
        if groups == 0 {
            return unknown("of shapes that don't fit");
        }
        let mut kernel = Kernel {
            weights: constant.clone(),
            bias: self.bias(optional(node, 2), *outputs)?,
            groups,
        };
        let mut name = node.output[0].clone();
        if let Some((normalised, norm)) = self.norm_behind(node, *outputs)? {
            kernel = kernel.normalised(&norm);
            name = normalised;
        }
        let from = self.tensor(input(node, 0)?)?;
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
            let (output, step) = self.convolved(from, &kernel, window)?;
            if let Some(step) = step {
                self.makes_as(&name, output.buffer, step, false);
            }
            return self.set(&name, Value::Tensor(output));
        }
        // The other axes' entries are as many streams.
        let rank = shape.len();
        let last = [1, along + 2];
        let mut order: Vec<usize> = (0..rank).filter(|axis| !last.contains(axis)).collect();
        order.extend(last);
        let view = from.view.transpose(&order);
        let shape = view.shape();
        let streams: usize = shape[..rank - 2].iter().product();
        let from = Tensor {
            view,
            buffer: from.buffer,
        };
        let from = self.reshaped(&from, &[streams, shape[rank - 2], shape[rank - 1]])?;
        let (output, _) = self.convolved(from, &kernel, window)?;
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
        kernel: &Kernel,
        window: &Window,
    ) -> Lowered<(Tensor, Option<usize>)> {
        let (outputs, depth) = (kernel.weights.shape[0], kernel.weights.shape[1]);
        let (taps, groups) = (window.kernel, kernel.groups);
        let [_, channels, time] = input.view.shape()[..] else {
            return unknown("of shapes that don't fit");
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
        let each = outputs / groups;
        let counts = [streams, frames];
        let made = [frames * outputs, outputs].map(|size| size as isize);
        let places = (0..taps).map(|tap| (tap * window.dilation) as isize * apart);
        let places: Vec<isize> = places.collect();
        // One filter a channel is one step, whatever else is group by group.
        let (form, passes, each) = match (depth, each) {
            (1, 1) if groups > 1 => (Form::Depthwise, 1, outputs),
            _ => (Form::Dense, groups, each),
        };
        if passes > MOST_GROUPS {
            return unknown("of too many groups");
        }
        let mut last = 0;
        for pass in 0..passes {
            let of_pass = pass * each..(pass + 1) * each;
            let packed = self.packed(&Weights {
                form,
                constant: &kernel.weights,
                matrix: Matrix {
                    start: of_pass.start * depth * taps,
                    outputs: [Run::ONCE, Run::of(each, depth * taps)],
                    inputs: [Run::of(taps, 1), Run::of(depth, taps)],
                },
                bias: kernel.bias.get(of_pass).unwrap_or_default(),
            })?;
            let (segments, run) = match form {
                Form::Dense => joined(places.clone(), depth),
                Form::Depthwise => (places.clone(), outputs),
            };
            let first = input.view.offset + (pass * depth) as isize;
            let layout = Layout {
                segments,
                run,
                input: Rows {
                    buffer: input.buffer,
                    starts: starts(first, [stream, window.stride as isize * apart], counts),
                },
                output: Rows {
                    buffer: output.buffer,
                    starts: starts((pass * each) as isize, made, counts),
                },
                residual: None,
                outputs: each,
            };
            last = self.dense(packed, layout)?;
        }
        Ok((output, (passes == 1).then_some(last)))
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
