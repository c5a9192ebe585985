//! What becomes a part of the dense step before it: a sum, a bias, a rectifier, a place in a
//! larger tensor.

use super::value::{Value, input};
use super::{Lowered, Lowering};
use crate::network::native::program::{Dense, Home, Rows, Step, Tensor};
use crate::network::native::view::View;
use std::sync::Arc;
use tract_onnx::pb::NodeProto;

/// Where a buffer comes from that a dense step makes.
pub(super) struct Made {
    /// The step.
    pub(super) step: usize,
    /// Whether it is the rectified result.
    pub(super) rectified: bool,
    /// What it was called first: other names are made of this one.
    pub(super) name: String,
}

impl Made {
    /// The rows that make the buffer.
    fn rows<'a>(&self, dense: &'a mut Dense) -> Option<&'a mut Rows> {
        match self.rectified {
            true => dense.rectified.as_mut().map(|(rows, _)| rows),
            false => dense.output.as_mut(),
        }
    }
}

impl Lowering<'_> {
    /// Whether `node` adds to a dense step's result what was there before it; then the step does.
    pub(super) fn add_to_dense(&mut self, node: &NodeProto) -> Lowered<bool> {
        for (made, other) in [(0, 1), (1, 0)] {
            let (made, other) = (input(node, made)?, input(node, other)?);
            let Some((step, result)) = self.sum_of_dense(made) else {
                continue;
            };
            let Value::Tensor(residual) = self.value(other)? else {
                continue;
            };
            let earlier = self
                .written
                .get(&residual.buffer)
                .is_none_or(|last| *last < step);
            if residual.view.shape() != result.view.shape() || !earlier {
                continue;
            }
            let Some(partners) = partners(&result.view, &residual.view) else {
                continue;
            };
            let Step::Dense(dense) = &mut self.program.steps[step] else {
                continue;
            };
            let Some(starts) = dense
                .output
                .as_ref()
                .and_then(|rows| moved(&rows.starts, &partners, dense.outputs))
            else {
                continue;
            };
            if dense.residual.is_some() {
                continue;
            }
            dense.residual = Some(Rows {
                buffer: residual.buffer,
                starts,
            });
            self.renamed(node, result)?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Whether `node` adds the same numbers to each row of a dense step's result; then they become a
    /// part of its bias.
    pub(super) fn add_to_bias(&mut self, node: &NodeProto) -> Lowered<bool> {
        for (made, other) in [(0, 1), (1, 0)] {
            let (made, other) = (input(node, made)?, input(node, other)?);
            let Some((step, result)) = self.sum_of_dense(made) else {
                continue;
            };
            let Some(constant) = self.constant(other) else {
                continue;
            };
            let view = View::row_major(&constant.shape).broadcast(&result.view.shape());
            let (Some(view), Some(numbers)) = (view, constant.floats()) else {
                continue;
            };
            let Some(partners) = partners(&result.view, &view) else {
                continue;
            };
            let Step::Dense(dense) = &mut self.program.steps[step] else {
                continue;
            };
            let Some(output) = &dense.output else {
                continue;
            };
            let row = |start: &isize| &partners[*start as usize..][..dense.outputs];
            let first = row(&output.starts[0]);
            if output.starts.iter().any(|start| row(start) != first) {
                continue;
            }
            let more: Vec<f32> = first.iter().map(|place| numbers[*place as usize]).collect();
            // Shared weights serve others, too.
            let Some(packed) = Arc::get_mut(&mut dense.packed) else {
                continue;
            };
            packed.add_bias(&more);
            self.renamed(node, result)?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Whether `node` rectifies a dense step's result; then the step does.
    pub(super) fn rectify_dense(&mut self, node: &NodeProto, slope: f32) -> Lowered<bool> {
        let name = input(node, 0)?;
        let Some((step, result)) = self.result_of_dense(name, false) else {
            return Ok(false);
        };
        let alone = self.is_alone(name, result.buffer);
        let shape = result.view.shape();
        let Step::Dense(dense) = &mut self.program.steps[step] else {
            return Ok(false);
        };
        // Only between these is a rectifier a maximum.
        if dense.rectified.is_some() || !(0.0..=1.0).contains(&slope) {
            return Ok(false);
        }
        let Some(starts) = dense.output.as_ref().map(|rows| rows.starts.clone()) else {
            return Ok(false);
        };
        let len = self.limits.take(&shape)?;
        let buffer = self.buffer(Home::Scratch, len);
        if let Step::Dense(dense) = &mut self.program.steps[step] {
            dense.rectified = Some((Rows { buffer, starts }, slope));
            if alone {
                dense.output = None;
            }
        }
        self.writes(step, buffer);
        let view = result.view;
        self.result(node, Value::Tensor(Tensor { buffer, view }))?;
        self.makes(node, buffer, step, true);
        Ok(true)
    }

    /// Whether `name` is a dense step's result that nobody else needs; then the step makes it as
    /// `place`, which has its shape, instead.
    pub(super) fn made_in(&mut self, name: &str, place: &Tensor) -> Lowered<bool> {
        for rectified in [false, true] {
            let Some((step, result)) = self.result_of_dense(name, rectified) else {
                continue;
            };
            if !self.is_alone(name, result.buffer) {
                continue;
            }
            let Some(partners) = partners(&result.view, &place.view) else {
                continue;
            };
            let Step::Dense(dense) = &mut self.program.steps[step] else {
                continue;
            };
            let outputs = dense.outputs;
            let Some(rows) = self.made[&result.buffer].rows(dense) else {
                continue;
            };
            let Some(starts) = moved(&rows.starts, &partners, outputs) else {
                continue;
            };
            *rows = Rows {
                buffer: place.buffer,
                starts,
            };
            self.made.remove(&result.buffer);
            self.writes(step, place.buffer);
            self.set(name, Value::Tensor(place.clone()))?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Notes that the node's result is a dense step's, and fills a buffer.
    pub(super) fn makes(&mut self, node: &NodeProto, buffer: usize, step: usize, rectified: bool) {
        if let Some(name) = node.output.first() {
            self.makes_as(name, buffer, step, rectified);
        }
    }

    /// See [`Lowering::makes`], under another name.
    pub(super) fn makes_as(&mut self, name: &str, buffer: usize, step: usize, rectified: bool) {
        let made = Made {
            step,
            rectified,
            name: name.to_owned(),
        };
        self.made.insert(buffer, made);
    }

    /// Gives a dense step's result, as changed, the name of the node's.
    fn renamed(&mut self, node: &NodeProto, result: Tensor) -> Lowered<()> {
        if let (Some(made), Some(name)) = (self.made.get_mut(&result.buffer), node.output.first()) {
            made.name.clone_from(name);
        }
        self.result(node, Value::Tensor(result))
    }

    /// The dense step whose whole result `name` is, however it is looked at.
    fn result_of_dense(&self, name: &str, rectified: bool) -> Option<(usize, Tensor)> {
        let Some(Value::Tensor(tensor)) = self.values.get(name) else {
            return None;
        };
        let made = self.made.get(&tensor.buffer)?;
        let buffer = &self.program.buffers[tensor.buffer];
        let (view, last) = (&tensor.view, buffer.len as isize - 1);
        let whole = view.len() == buffer.len && view.reach() == (0, last);
        (whole && made.rectified == rectified).then(|| (made.step, tensor.clone()))
    }

    /// The dense step whose result `name` is, if that may still be changed: it isn't rectified yet,
    /// and nobody else needs it.
    fn sum_of_dense(&self, name: &str) -> Option<(usize, Tensor)> {
        let (step, result) = self.result_of_dense(name, false)?;
        let Step::Dense(dense) = &self.program.steps[step] else {
            return None;
        };
        let free = dense.rectified.is_none() && self.is_alone(name, result.buffer);
        free.then_some((step, result))
    }

    /// Whether whoever needs `name` is the only one who sees the buffer, under any name.
    fn is_alone(&self, name: &str, buffer: usize) -> bool {
        let Some(made) = self.made.get(&buffer) else {
            return false;
        };
        let Some(chain) = self.wiring.chain(name, &made.name) else {
            return false;
        };
        let mut names = chain.into_iter().chain([made.name.as_str()]);
        names.all(|name| self.wiring.is_used_once(name))
    }
}

/// For each place of `result`, which fills its buffer, that of the same element in `other`;
/// `None` where two elements have one place.
fn partners(result: &View, other: &View) -> Option<Vec<isize>> {
    const NONE: isize = isize::MIN;
    let mut partners = vec![NONE; result.len()];
    for (at, other) in result.places().into_iter().zip(other.places()) {
        partners[at as usize] = other;
    }
    (!partners.contains(&NONE)).then_some(partners)
}

/// The places of rows of `len` among their partners, if they are rows there, too.
fn moved(starts: &[isize], partners: &[isize], len: usize) -> Option<Vec<isize>> {
    let row = |start: &isize| {
        let row = partners.get(usize::try_from(*start).ok()?..)?.get(..len)?;
        let first = *row.first()?;
        let next = (0..).map(|i| first + i);
        row.iter().copied().eq(next.take(len)).then_some(first)
    };
    starts.iter().map(row).collect()
}
