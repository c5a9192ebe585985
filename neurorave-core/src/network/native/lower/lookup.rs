//! Entries of an axis whose indices are only known while the network plays: tables, and delay lines
//! that are written round and round.
//!
//! Indices are numbers like all others: whole ones up to 2²⁴.

use super::pick::index;
use super::value::{Value, input};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::loops::nest_in_order;
use crate::network::native::program::{Lookup, Step, Tensor, Way};
use crate::network::native::view::{Axis, View};
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
    /// Whether all who read what `node` makes take it for indices.
    pub(super) fn is_index(&self, node: &NodeProto) -> bool {
        let Some(name) = node.output.first() else {
            return false;
        };
        let looks = |reader: &&NodeProto| {
            let kind = matches!(&reader.op_type[..], "Gather" | "ScatterElements");
            kind && reader.input.iter().position(|read| read == name) == Some(1)
        };
        let readers = self.wiring.readers(name);
        !self.wiring.is_output(name) && readers.iter().all(looks)
    }

    /// `Gather`.
    pub(super) fn gathered_in_play(
        &mut self,
        node: &NodeProto,
        attributes: &Attributes,
    ) -> Lowered<()> {
        let source = self.value(input(node, 0)?)?;
        let source = self.in_memory(&source)?;
        let source = self.undivided(&source)?;
        let indices = self.value(input(node, 1)?)?;
        let indices = self.in_memory(&indices)?;
        let shape = source.view.shape();
        let axis = index(attributes.int("axis", 0), shape.len())?;
        let own = indices.view.axes.len();
        let behind = shape.len() - axis - 1;
        let mut wanted = shape;
        wanted.splice(axis..=axis, indices.view.shape());
        let order: Vec<usize> = (0..wanted.len()).collect();
        let made = self.scratch(&wanted, &order)?;
        let of_index = [once(axis), indices.view.axes.clone(), once(behind)].concat();
        let mut of_source = source.view.axes.clone();
        of_source.splice(axis..=axis, once(own));
        let seen = |view: &View, axes: Vec<Axis>| {
            let offset = view.offset;
            View { offset, axes }.broadcast(&wanted)
        };
        let views = [
            Some(made.view.clone()),
            seen(&indices.view, of_index),
            seen(&source.view, of_source),
        ];
        let step = (Way::Read, axis);
        self.look_up(step, [made.clone(), indices, source], views)?;
        self.result(node, Value::Tensor(made))
    }

    /// `ScatterElements`: an index for each element.
    pub(super) fn scattered(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        if !matches!(attributes.text("reduction"), b"" | b"none") {
            return unknown("that adds up");
        }
        let [onto, indices, source] = [0, 1, 2].map(|at| {
            let value = self.value(input(node, at)?)?;
            self.in_memory(&value)
        });
        let (indices, source) = (indices?, source?);
        let made = self.plain(&onto?)?;
        let (shape, some) = (made.view.shape(), source.view.shape());
        let axis = index(attributes.int("axis", 0), shape.len())?;
        let fits = |at: usize| at == axis || some[at] <= shape[at];
        if some != indices.view.shape() || some.len() != shape.len() || !(0..some.len()).all(fits) {
            return unknown("of shapes that don't fit");
        }
        let part = (0..some.len())
            .filter(|at| *at != axis)
            .try_fold(made.view.clone(), |view, at| view.slice(at, 0, some[at]));
        let onto = part.and_then(|mut view| {
            view.axes[axis].clear();
            view.broadcast(&some)
        });
        let views = [onto, Some(indices.view.clone()), Some(source.view.clone())];
        let step = (Way::Write, axis);
        self.look_up(step, [made.clone(), indices, source], views)?;
        self.result(node, Value::Tensor(made))
    }

    /// Adds a step that looks up along an axis. `tensors` are result, indices and source, `views` what
    /// is seen of each for each index, without that axis.
    fn look_up(
        &mut self,
        (way, axis): (Way, usize),
        tensors: [Tensor; 3],
        views: [Option<View>; 3],
    ) -> Lowered<()> {
        let looked_up_in = match way {
            Way::Read => &tensors[2],
            Way::Write => &tensors[0],
        };
        let entries = looked_up_in.view.shape()[axis];
        let stride = looked_up_in.view.stride(axis);
        let [Some(result), Some(indices), Some(source)] = views else {
            return unknown("of an axis that is divided otherwise");
        };
        let loops = nest_in_order(&[&result, &indices, &source]);
        let (Some(stride), Some(loops)) = (stride, loops) else {
            return unknown("its operands' axes are divided in ways that don't fit");
        };
        let offsets = [result.offset, indices.offset, source.offset];
        let buffers = tensors.map(|tensor| tensor.buffer);
        let step = Lookup {
            buffers,
            offsets,
            loops,
            way,
            entries,
            stride,
        };
        self.push(Step::Lookup(step), &buffers[..1])?;
        Ok(())
    }
}

/// So many axes of one element.
fn once(count: usize) -> Vec<Axis> {
    vec![Axis::new(); count]
}
