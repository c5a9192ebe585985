//! Transposed convolutions.
//!
//! With stride `r`, each input frame makes `r` output steps: a convolution over `ceil(k / r)` frames
//! with `r` times the outputs, whose phases lie one behind the other in memory as the steps do.
//! Before the first frame and behind the last there are zeros, or the stream's past.

use super::conv::{MOST_GROUPS, along, starts};
use super::dense::{Layout, Weights, joined};
use super::overlap::Overlap;
use super::value::{Value, input, optional};
use super::window::Window;
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::kernel::{Form, Matrix, Run};
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Home, Initial, Rows, Tensor};
use crate::network::native::view::View;
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// A transposed convolution's weights and what is done with them.
pub(super) struct Transposed {
    constant: Rc<Constant>,
    bias: Vec<f32>,
    window: Window,
    groups: usize,
}

impl Transposed {
    fn of(lowering: &Lowering, node: &NodeProto, attributes: &Attributes) -> Lowered<Transposed> {
        let constant = lowering.weights(input(node, 1)?)?;
        let &[channels, outputs, kernel] = &constant.shape[..] else {
            return unknown("of more than one dimension");
        };
        let groups = usize::try_from(attributes.int("group", 1)).unwrap_or(0);
        let named = !matches!(attributes.text("auto_pad"), b"" | b"NOTSET" | b"VALID");
        if named || attributes.ints("output_shape").is_some() {
            return unknown("with padding of another kind");
        }
        let fits = (1..=MOST_GROUPS).contains(&groups) && channels.is_multiple_of(groups);
        if !fits || constant.shape.contains(&0) {
            return unknown("of shapes that don't fit");
        }
        let window = Window::of(attributes, &[kernel], &[1])?.remove(0);
        let bias = lowering.bias(optional(node, 2), outputs * groups)?;
        Ok(Transposed {
            constant,
            bias,
            window,
            groups,
        })
    }

    fn channels(&self) -> usize {
        self.constant.shape[0]
    }

    fn outputs(&self) -> usize {
        self.constant.shape[1] * self.groups
    }

    /// Frames that one output step sees.
    fn taps(&self, span: usize) -> usize {
        span.div_ceil(self.window.stride)
    }

    /// The weights with a whole number of phases: gaps that are dilated have zeros, and so have
    /// the last phases of a kernel that is cut short.
    fn whole(&self, taps: usize) -> Rc<Constant> {
        let (kernel, whole) = (self.window.kernel, taps * self.window.stride);
        if kernel == whole && self.window.dilation == 1 {
            return self.constant.clone();
        }
        let (channels, outputs) = (self.constant.shape[0], self.constant.shape[1]);
        let mut values = vec![0.0; channels * outputs * whole];
        let old = self.constant.floats().unwrap_or_default();
        for (new, old) in values.chunks_mut(whole).zip(old.chunks(kernel)) {
            let places = new.iter_mut().step_by(self.window.dilation);
            places.zip(old).for_each(|(new, old)| *new = *old);
        }
        let shape = vec![channels, outputs, whole];
        Rc::new(Constant::of_floats(shape, values, self.constant.is_half()))
    }
}

impl Lowering<'_> {
    pub(super) fn conv_transpose(
        &mut self,
        node: &NodeProto,
        attributes: &Attributes,
    ) -> Lowered<()> {
        let transposed = Transposed::of(self, node, attributes)?;
        let name = input(node, 0)?;
        let [streams, found, time] = self.shape(name)?[..] else {
            return unknown("of more than one dimension");
        };
        let more = attributes
            .ints("output_padding")
            .and_then(|p| p.first().copied());
        let more = usize::try_from(more.unwrap_or(0)).ok();
        let window = &transposed.window;
        let reached = window.span().and_then(|span| {
            let steps = (time - 1).checked_mul(window.stride)?;
            let len = steps.checked_add(span)?.checked_add(more?)?;
            Some((
                span,
                len.checked_sub(window.pads.0)?.checked_sub(window.pads.1)?,
            ))
        });
        let Some((span, len @ 1..)) = reached.filter(|_| found == transposed.channels()) else {
            return unknown("of shapes that don't fit");
        };
        let taps = transposed.taps(span);
        let plain = window.pads == (0, 0) && more == Some(0) && streams == 1;
        let biased = transposed.bias.iter().any(|bias| *bias != 0.0);
        let produced = time * window.stride;
        // Its end, which the next call adds, would bring the bias once more.
        if plain
            && !biased
            && len > produced
            && let Some(around) = self.overlap(node, produced, len - produced)?
        {
            let Overlap {
                state,
                parts,
                result,
            } = around;
            self.states.remove(&state);
            self.done.extend(parts);
            let from = self.tensor(name)?;
            let from = self.with_past(from, 2, taps - 1)?;
            let default = self.defaults.remove(&state);
            let (output, step) = self.phases(from, &transposed, taps, default.is_some())?;
            if let Some(values) = default {
                self.haunt(&output, len - produced, values)?;
            }
            if let Some(step) = step {
                self.makes_as(&result, output.buffer, step, false);
            }
            return self.set(&result, Value::Tensor(output));
        }
        // The frames of phases that are needed, and the input frames that those see.
        let stride = window.stride;
        let (first, last) = (window.pads.0 / stride, (window.pads.0 + len - 1) / stride);
        let before = (taps - 1).saturating_sub(first);
        let behind = (last + 1).saturating_sub(time);
        let from = self.tensor(name)?;
        let from = self.padded(from, 2, (before, behind))?;
        let start = first + before - (taps - 1);
        let Some(view) = from.view.slice(2, start, start + last - first + taps) else {
            return unknown("of an axis that is divided otherwise");
        };
        let buffer = from.buffer;
        let (output, step) = self.phases(Tensor { view, buffer }, &transposed, taps, false)?;
        let skipped = window.pads.0 - first * stride;
        if let Some(step) = step {
            self.makes(node, output.buffer, step, false);
        }
        let Some(view) = output.view.slice(2, skipped, skipped + len) else {
            return unknown("of an axis that is divided otherwise");
        };
        let buffer = output.buffer;
        self.result(node, Value::Tensor(Tensor { view, buffer }))
    }

    /// What an overlap is at first is no input's past: it is added to the first step's beginning, from
    /// the ghost that was made last.
    fn haunt(&mut self, output: &Tensor, overlap: usize, values: Vec<f32>) -> Lowered<()> {
        let Some(ghost) = self.ghosts.last().map(|ghost| ghost.buffer) else {
            return unknown("without a place for what it begins with");
        };
        let Some(view) = output.view.slice(2, 0, overlap) else {
            return unknown("of an axis that is divided otherwise");
        };
        let tensor = Tensor {
            buffer: ghost,
            view,
        };
        self.program.initial.push(Initial { tensor, values });
        Ok(())
    }

    /// All phases of each frame, where `input` begins `taps - 1` frames before the first; and the
    /// step that makes them, if it is one. With a ghost, what is in a buffer of the same form is added.
    fn phases(
        &mut self,
        input: Tensor,
        transposed: &Transposed,
        taps: usize,
        haunted: bool,
    ) -> Lowered<(Tensor, Option<usize>)> {
        let input = self.readable(input)?;
        let shape = input.view.shape();
        let (streams, frames) = (shape[0], shape[2] + 1 - taps);
        let (groups, stride) = (transposed.groups, transposed.window.stride);
        let depth = transposed.channels() / groups;
        let outputs = transposed.outputs() / groups;
        let (apart, stream) = (along(&input.view, 2), along(&input.view, 0));
        let Some(row) = stride.checked_mul(outputs) else {
            return unknown("too large");
        };
        let made = self.scratch(
            &[groups, streams, frames, stride, outputs],
            &[0, 1, 2, 3, 4],
        )?;
        let ghost = match haunted {
            true => {
                let len = self.program.buffers[made.buffer].len;
                let buffer = self.buffer(Home::Memory, len);
                let view = View::row_major(&[len]);
                self.ghosts.push(Tensor { buffer, view });
                Some(buffer)
            }
            false => None,
        };
        let counts = [streams, frames];
        let each = [frames * row, row].map(|size| size as isize);
        let mut last = 0;
        self.limits
            .matrix(transposed.channels(), row.saturating_mul(taps))?;
        let constant = transposed.whole(taps);
        let whole = taps * stride;
        for group in 0..groups {
            // The oldest frame first.
            let matrix = Matrix {
                start: group * depth * outputs * whole + whole - stride,
                outputs: [Run::of(stride, 1), Run::of(outputs, whole)],
                inputs: [Run::back(taps, stride), Run::of(depth, outputs * whole)],
            };
            let of_group = group * outputs..(group + 1) * outputs;
            let bias = transposed.bias.get(of_group).unwrap_or_default();
            let packed = self.packed(&Weights {
                form: Form::Dense,
                constant: &constant,
                matrix,
                bias: &bias.repeat(stride),
            })?;
            let (segments, run) = joined((0..taps as isize).map(|t| t * apart).collect(), depth);
            let first = input.view.offset + (group * depth) as isize;
            let behind = (group * streams * frames * row) as isize;
            let layout = Layout {
                segments,
                run,
                input: Rows {
                    buffer: input.buffer,
                    starts: starts(first, [stream, apart], counts),
                },
                output: Rows {
                    buffer: made.buffer,
                    starts: starts(behind, each, counts),
                },
                residual: ghost.map(|buffer| Rows {
                    buffer,
                    starts: starts(behind, each, counts),
                }),
                outputs: row,
            };
            last = self.dense(packed, layout)?;
        }
        let view = made
            .view
            .reshape(&[groups, streams, frames * stride, outputs]);
        let view = view.map(|view| view.transpose(&[1, 0, 3, 2]));
        let view = view.and_then(|v| v.reshape(&[streams, groups * outputs, frames * stride]));
        let Some(view) = view else {
            return unknown("of shapes that don't fit");
        };
        let buffer = made.buffer;
        Ok((Tensor { view, buffer }, (groups == 1).then_some(last)))
    }
}
