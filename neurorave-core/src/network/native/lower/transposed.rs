//! Transposed convolutions along a stream.
//!
//! With stride `r`, each input frame makes `r` output steps: a convolution over `ceil(k / r)` frames
//! with `r` times the outputs, whose phases lie one behind the other in memory as the steps do. What
//! the graph keeps from one call to the next, the end of its output, is kept as past input instead.

use super::dense::Weights;
use super::{Attributes, Lowered, Lowering, Value, unknown};
use crate::network::native::kernel::{Instructions, Matrix, Packed, Run};
use crate::network::native::program::{Dense, Rows, Step, Tensor};
use crate::network::native::view::View;
use tract_onnx::pb::NodeProto;

/// A transposed convolution's surroundings in the graph: the end of its output is a state, which
/// is added to the next call's beginning.
struct Overlap {
    /// The state's input and output.
    state: (String, String),
    /// The sum of both, and its end.
    parts: Vec<String>,
    /// What goes on from here.
    result: String,
}

impl Lowering<'_> {
    pub(super) fn conv_transpose(
        &mut self,
        node: &NodeProto,
        attributes: &Attributes,
    ) -> Lowered<()> {
        let weights = Weights::of(self, &node.input[1], node.input.get(2))?;
        let [channels, outputs, kernel] = weights.constant.shape[..] else {
            return unknown("of more than one dimension");
        };
        let one = |name: &str| match attributes.ints(name) {
            Some(&[value]) => usize::try_from(value).unwrap_or(0).max(1),
            _ => 1,
        };
        let (stride, dilation) = (one("strides"), one("dilations"));
        let zeros = |name: &str| {
            attributes
                .ints(name)
                .is_none_or(|all| all.iter().all(|p| *p == 0))
        };
        let plain = zeros("pads") && zeros("output_padding") && attributes.int("group", 1) == 1;
        let named = !matches!(attributes.text("auto_pad"), b"" | b"NOTSET" | b"VALID");
        if dilation > 1 || !plain || named || attributes.ints("output_shape").is_some() {
            return unknown("with padding, groups or dilation");
        }
        let shape = self.shape(&node.input[0])?;
        let [1, found, time] = shape[..] else {
            return unknown("of a batch");
        };
        let (produced, overlap) = (time * stride, kernel.saturating_sub(stride));
        if found != channels || kernel < stride {
            return unknown("of shapes that don't fit");
        }
        let result = match overlap {
            0 => node.output[0].clone(),
            _ => match self.overlap(node, produced, overlap)? {
                Some(around) => {
                    self.states.remove(&around.state.0);
                    self.streams.push(around.state.1);
                    self.done.extend(around.parts);
                    around.result
                }
                None => return unknown("whose end isn't a state"),
            },
        };
        let taps = kernel.div_ceil(stride);
        let input = self.tensor(&node.input[0])?;
        let input = match taps {
            1 => input,
            _ => self.with_past(input, 2, taps - 1)?,
        };
        let input = self.readable(input)?;
        let apart = input.view.stride(2).unwrap_or(0);
        let bias = weights.bias.repeat(stride);
        let packed = match kernel.is_multiple_of(stride) {
            // The oldest frame first.
            true => {
                let matrix = Matrix {
                    start: kernel - stride,
                    outputs: [Run::of(stride, 1), Run::of(outputs, kernel)],
                    inputs: [Run::back(taps, stride), Run::of(channels, outputs * kernel)],
                };
                weights.packed(&matrix, &bias)?
            }
            false => cut_short(&weights, [channels, outputs, kernel], stride, &bias),
        };
        let made = self.scratch(&[1, time, stride * outputs], &[0, 1, 2]);
        let starts =
            |first: isize, apart: isize| (0..time as isize).map(|t| first + t * apart).collect();
        let (segments, run) =
            super::dense::joined((0..taps as isize).map(|t| t * apart).collect(), channels);
        self.program.steps.push(Step::Dense(Dense {
            packed,
            segments,
            run,
            input: Rows {
                buffer: input.buffer,
                starts: starts(input.view.offset, apart),
            },
            output: Some(Rows {
                buffer: made.buffer,
                starts: starts(0, (stride * outputs) as isize),
            }),
            residual: None,
            rectified: None,
            outputs: stride * outputs,
        }));
        self.made_by
            .insert(made.buffer, self.program.steps.len() - 1);
        let view = View::dense(&[1, outputs, produced], &[0, 2, 1]);
        let buffer = made.buffer;
        self.set(&result, Value::Tensor(Tensor { buffer, view }));
        Ok(())
    }

    /// What is around `node`, if it is what this module is about.
    fn overlap(
        &self,
        node: &NodeProto,
        produced: usize,
        overlap: usize,
    ) -> Lowered<Option<Overlap>> {
        let Some(add) = self.wiring.only_reader(&node.output[0]) else {
            return Ok(None);
        };
        if add.op_type != "Add" {
            return Ok(None);
        }
        let other = add.input.iter().find(|name| **name != node.output[0]);
        let Some(concat) = other.and_then(|name| self.wiring.maker(name)) else {
            return Ok(None);
        };
        let [state, silence] = &concat.input[..] else {
            return Ok(None);
        };
        let silent = self.constant(silence);
        let silent = silent
            .as_ref()
            .and_then(|c| c.floats())
            .is_some_and(|all| all.iter().all(|x| *x == 0.0));
        let Some(pair) = self.states.get(state) else {
            return Ok(None);
        };
        let alone = self.wiring.only_reader(state).is_some()
            && self.wiring.only_reader(&concat.output[0]).is_some();
        if concat.op_type != "Concat" || !silent || !alone || pair.shape.last() != Some(&overlap) {
            return Ok(None);
        }
        let sum = &add.output[0];
        let successor = self.wiring.source(&pair.output);
        let mut result = None;
        let mut kept = false;
        for slice in self.wiring.readers(sum) {
            if slice.op_type != "Slice" || slice.input.len() != 4 {
                return Ok(None);
            }
            let [from, to, axes] = [1, 2, 3].map(|i| self.integers(&slice.input[i]));
            match (&from?[..], &to?[..], &axes?[..]) {
                ([0], [to], [2]) if *to == produced as i64 => {
                    result = Some(slice.output[0].clone())
                }
                ([from], [to], [2])
                    if *from == produced as i64
                        && *to >= (produced + overlap) as i64
                        && slice.output[0] == successor =>
                {
                    kept = true;
                }
                _ => return Ok(None),
            }
        }
        Ok(result.filter(|_| kept).map(|result| Overlap {
            state: (state.clone(), pair.output.clone()),
            parts: vec![sum.clone(), successor],
            result,
        }))
    }
}

/// The packed weights of a kernel whose oldest tap has fewer phases than the others.
fn cut_short(
    weights: &Weights,
    [channels, outputs, kernel]: [usize; 3],
    stride: usize,
    bias: &[f32],
) -> Packed {
    let taps = kernel.div_ceil(stride);
    let values = weights.constant.floats().unwrap_or_default();
    let weight = |output: usize, i: usize| {
        let (age, channel) = (taps - 1 - i / channels, i % channels);
        let (phase, output) = (output / outputs, output % outputs);
        let tap = phase + age * stride;
        match tap < kernel {
            true => values[(channel * outputs + output) * kernel + tap],
            false => 0.0,
        }
    };
    Packed::new(
        Instructions::best(),
        outputs * stride,
        channels * taps,
        weight,
        bias,
        weights.constant.is_half(),
    )
}
