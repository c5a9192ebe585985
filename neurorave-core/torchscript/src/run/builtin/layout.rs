//! Operators that move values, and those that ask where they are.

use super::{Answer, Args};
use crate::run::convert::place;
use crate::run::heap::View;
use crate::run::{Machine, Stop, Tensor, Value};
use crate::trace::{Binary, Dtype, Id, MOST_VALUES, axis_of};

/// The product of those lengths that aren't negative.
pub(super) fn product(lengths: &[i64]) -> Option<usize> {
    let known = lengths.iter().filter_map(|&n| usize::try_from(n).ok());
    known
        .into_iter()
        .try_fold(1usize, |all, n| all.checked_mul(n))
}

impl Machine {
    pub(super) fn layout(&mut self, name: &str, args: &Args) -> Answer {
        if let Some(value) = self.joined(name, args)? {
            return Ok(Some(value));
        }
        let Value::Tensor(tensor) = *args.at(0) else {
            return Ok(None);
        };
        if let Some(value) = self.asked(name, tensor, args)? {
            return Ok(Some(value));
        }
        if let Some(value) = self.viewed(name, tensor, args)? {
            return Ok(Some(value));
        }
        self.moved(name, tensor, args)
    }

    fn shape_of(&mut self, tensor: Tensor) -> Result<Vec<usize>, Stop> {
        let id = self.heap.read(&mut self.trace, tensor)?;
        let mut shape = self.trace.shape(id).to_vec();
        if self.trace.dtype(id) == Dtype::Complex {
            shape.pop();
        }
        Ok(shape)
    }

    /// Questions about shapes.
    fn asked(&mut self, name: &str, tensor: Tensor, args: &Args) -> Answer {
        if !matches!(
            name,
            "size"
                | "dim"
                | "ndimension"
                | "numel"
                | "len"
                | "is_contiguous"
                | "is_floating_point"
                | "is_complex"
                | "dtype"
                | "shape"
                | "ndim"
                | "data"
                | "layout"
        ) {
            return Ok(None);
        }
        let shape = self.shape_of(tensor)?;
        let id = self.heap.read(&mut self.trace, tensor)?;
        let dtype = self.trace.dtype(id);
        Ok(Some(match name {
            "size" if args.has(1) => {
                let axis = self.int(args.at(1))?;
                let length = shape.get(axis_of(axis, shape.len())?);
                let length = length.ok_or_else(|| Stop::new("a number has no axes"))?;
                Value::Int(*length as i64)
            }
            "size" | "shape" => self.list_of_ints(shape.iter().map(|&n| n as i64)),
            "dim" | "ndimension" | "ndim" => Value::Int(shape.len() as i64),
            "numel" => Value::Int(shape.iter().product::<usize>() as i64),
            "len" => Value::Int(shape.first().map_or(0, |&n| n as i64)),
            "is_contiguous" => Value::Bool(true),
            "is_floating_point" => Value::Bool(dtype == Dtype::Float),
            "is_complex" => Value::Bool(dtype == Dtype::Complex),
            "dtype" => Value::Int(super::create::code(dtype)),
            "layout" => Value::Int(0),
            _ => Value::Tensor(tensor),
        }))
    }

    fn axis(&mut self, value: &Value, rank: usize, default: i64) -> Result<usize, Stop> {
        let axis = match value {
            Value::None => default,
            value => self.int(value)?,
        };
        Ok(axis_of(axis, rank)?)
    }

    /// As [`axis`](Self::axis), the first unless told, of a tensor that has some.
    fn own_axis(&mut self, value: &Value, rank: usize) -> Result<usize, Stop> {
        let axis = self.axis(value, rank, 0)?;
        match axis < rank {
            true => Ok(axis),
            false => Err(Stop::new("a number has no axes")),
        }
    }

    fn view(&mut self, tensor: Tensor, view: View) -> Result<Value, Stop> {
        let view = self.heap.view(tensor, view)?;
        // An impossible one is told where it is asked for.
        self.heap.read(&mut self.trace, view)?;
        Ok(Value::Tensor(view))
    }

    /// Lengths with one -1 in place of what is left.
    fn lengths(&mut self, tensor: Tensor, asked: &Value) -> Result<Vec<usize>, Stop> {
        let total: usize = self.shape_of(tensor)?.iter().product();
        let asked = self.ints(asked)?;
        let known = product(&asked);
        let open = asked.iter().filter(|&&n| n < 0).count();
        let misfit = || {
            let some = &asked[..asked.len().min(16)];
            Stop::new(format!("{total} values cannot take the shape {some:?}"))
        };
        if open > 1 || asked.len() > 16 {
            return Err(misfit());
        }
        let rest = match known {
            Some(known) if known > 0 && total.is_multiple_of(known) => total / known,
            _ if open == 0 => 0,
            _ => return Err(misfit()),
        };
        Ok(asked
            .iter()
            .map(|&n| usize::try_from(n).unwrap_or(rest))
            .collect())
    }

    /// Other ways of looking at the same values.
    fn viewed(&mut self, name: &str, tensor: Tensor, args: &Args) -> Answer {
        if !matches!(
            name,
            "slice"
                | "select"
                | "narrow"
                | "reshape"
                | "view"
                | "view_as"
                | "reshape_as"
                | "_unsafe_view"
                | "permute"
                | "transpose"
                | "swapaxes"
                | "swapdims"
                | "t"
                | "numpy_T"
                | "mT"
                | "movedim"
                | "unsqueeze"
                | "squeeze"
                | "flatten"
                | "unflatten"
                | "expand"
                | "expand_as"
                | "detach"
                | "contiguous"
                | "alias"
                | "real_alias"
                | "chunk"
                | "split"
                | "split_with_sizes"
                | "unbind"
                | "tensor_split"
                | "cpu"
        ) {
            return Ok(None);
        }
        let id = self.heap.read(&mut self.trace, tensor)?;
        if self.trace.dtype(id) == Dtype::Complex {
            return self.complex_view(name, id, args);
        }
        let shape = self.shape_of(tensor)?;
        let rank = shape.len();
        Ok(Some(match name {
            "detach" | "contiguous" | "alias" | "cpu" => Value::Tensor(tensor),
            "slice" => {
                let axis = self.own_axis(args.at(1), rank)?;
                if let Some(value) = self.moving_slice(tensor, axis, args)? {
                    return Ok(Some(value));
                }
                let (start, end, step) = self.range(shape[axis], args, 2)?;
                let count = (end - start).div_ceil(step);
                self.view(
                    tensor,
                    View::Slice {
                        axis,
                        start,
                        count,
                        step,
                    },
                )?
            }
            "narrow" => {
                let axis = self.own_axis(args.at(1), rank)?;
                let (start, count) = (self.int(args.at(2))?, self.int(args.at(3))?);
                // Nothing may begin at the end.
                let start = place(start, shape[axis] + 1 - usize::from(start < 0));
                let (Some(start), Ok(count)) = (start, usize::try_from(count)) else {
                    return Err(Stop::new("a slice goes beyond its axis"));
                };
                self.view(
                    tensor,
                    View::Slice {
                        axis,
                        start,
                        count,
                        step: 1,
                    },
                )?
            }
            "select" => {
                let axis = self.axis(args.at(1), rank, 0)?;
                let index = self.number(args.at(2), Dtype::Int)?;
                let Value::Int(index) = index else {
                    let index = self.id(&index)?;
                    let y = self.trace.gather(id, axis, index)?;
                    return self.answer(y);
                };
                self.pick(tensor, &shape, axis, index)?
            }
            "reshape" | "view" | "_unsafe_view" => {
                if name == "view" && matches!(args.at(1), Value::Int(_)) {
                    return Err(Stop::new("values read as another kind of number"));
                }
                let shape = self.lengths(tensor, args.at(1))?;
                self.view(tensor, View::Reshape(shape.into()))?
            }
            "view_as" | "reshape_as" => {
                let other = self.id(args.at(1))?;
                let shape = self.trace.shape(other).into();
                self.view(tensor, View::Reshape(shape))?
            }
            "flatten" => {
                let from = self.axis(args.at(1), rank, 0)?;
                let to = self.axis(args.at(2), rank, -1)?;
                if from > to {
                    return Err(Stop::new("flatten ends before it begins"));
                }
                let mut flat = shape.get(..from).unwrap_or_default().to_vec();
                flat.push(shape.get(from..=to).unwrap_or_default().iter().product());
                flat.extend(shape.get(to + 1..).unwrap_or_default());
                self.view(tensor, View::Reshape(flat.into()))?
            }
            "unflatten" => {
                let axis = self.own_axis(args.at(1), rank)?;
                let parts = self.ints(args.at(2))?;
                let rest = shape[axis] / product(&parts).unwrap_or(1).max(1);
                let parts = parts.iter().map(|&n| usize::try_from(n).unwrap_or(rest));
                let mut open = shape[..axis].to_vec();
                open.extend(parts);
                open.extend(&shape[axis + 1..]);
                self.view(tensor, View::Reshape(open.into()))?
            }
            "unsqueeze" => {
                let axis = self.axis(args.at(1), rank + 1, 0)?;
                let mut open = shape.clone();
                open.insert(axis, 1);
                self.view(tensor, View::Reshape(open.into()))?
            }
            "squeeze" => {
                let axes: Vec<usize> = match args.at(1) {
                    Value::None => (0..rank).collect(),
                    axes => self.axes(axes, rank)?,
                };
                let kept = (0..rank).filter(|i| shape[*i] != 1 || !axes.contains(i));
                let kept: Vec<usize> = kept.map(|i| shape[i]).collect();
                self.view(tensor, View::Reshape(kept.into()))?
            }
            "permute" => {
                let perm = self.axes(args.at(1), rank)?;
                self.view(tensor, View::Transpose(perm.into()))?
            }
            "t" | "numpy_T" => self.view(tensor, View::Transpose((0..rank).rev().collect()))?,
            "transpose" | "swapaxes" | "swapdims" | "mT" => {
                let (a, b) = match name {
                    "mT" => (axis_of(-2, rank)?, axis_of(-1, rank)?),
                    _ => (
                        self.axis(args.at(1), rank, 0)?,
                        self.axis(args.at(2), rank, 1)?,
                    ),
                };
                let mut perm: Vec<usize> = (0..rank).collect();
                if rank > 0 {
                    perm.swap(a, b);
                }
                self.view(tensor, View::Transpose(perm.into()))?
            }
            "movedim" => {
                let from = self.axes(args.at(1), rank)?;
                let to = self.axes(args.at(2), rank)?;
                let mut perm: Vec<usize> = (0..rank).filter(|i| !from.contains(i)).collect();
                let mut moves: Vec<_> = to.iter().zip(&from).collect();
                moves.sort_unstable();
                self.work(moves.len() * rank)?;
                for (&to, &from) in moves {
                    perm.insert(to.min(perm.len()), from);
                }
                self.view(tensor, View::Transpose(perm.into()))?
            }
            "expand" => {
                let asked = self.ints(args.at(1))?;
                let skip = asked.len().saturating_sub(rank);
                let own = |i: usize| i.checked_sub(skip).and_then(|i| shape.get(i).copied());
                let lengths = asked.iter().enumerate().map(|(i, &n)| {
                    let length = usize::try_from(n).ok();
                    length.or_else(|| own(i)).unwrap_or(1)
                });
                let lengths: Vec<usize> = lengths.collect();
                self.view(tensor, View::Expand(lengths.into()))?
            }
            "expand_as" => {
                let other = self.id(args.at(1))?;
                let shape = self.trace.shape(other).into();
                self.view(tensor, View::Expand(shape))?
            }
            _ => self.parts(name, tensor, &shape, args)?,
        }))
    }

    /// The one axis that is asked for, counted from the front.
    pub(super) fn one_axis(&mut self, value: &Value, rank: usize) -> Result<usize, Stop> {
        let axes = self.axes(value, rank)?;
        let first = axes.first().copied();
        first.ok_or_else(|| Stop::new("an axis is missing"))
    }

    /// The one length that is asked for.
    pub(super) fn one_size(&mut self, value: &Value) -> Result<usize, Stop> {
        let sizes = self.sizes(value)?;
        let first = sizes.first().copied();
        first.ok_or_else(|| Stop::new("a length is missing"))
    }

    /// Axes of a list, counted from the front.
    pub(super) fn axes(&mut self, value: &Value, rank: usize) -> Result<Vec<usize>, Stop> {
        let axes = self.ints(value)?;
        let axes = axes.into_iter().map(|axis| axis_of(axis, rank));
        Ok(axes.collect::<Result<_, _>>()?)
    }

    /// One entry along an axis, without the axis.
    fn pick(
        &mut self,
        tensor: Tensor,
        shape: &[usize],
        axis: usize,
        index: i64,
    ) -> Result<Value, Stop> {
        let length = *shape.get(axis).unwrap_or(&0);
        let start = place(index, length);
        let missing = || Stop::new(format!("there is no entry {index} of {length}"));
        let view = View::Slice {
            axis,
            start: start.ok_or_else(missing)?,
            count: 1,
            step: 1,
        };
        let one = self.heap.view(tensor, view)?;
        let mut rest = shape.to_vec();
        rest.remove(axis);
        self.view(one, View::Reshape(rest.into()))
    }

    /// A slice whose start is only known while the model plays, but not its length.
    fn moving_slice(
        &mut self,
        tensor: Tensor,
        axis: usize,
        args: &Args,
    ) -> Result<Option<Value>, Stop> {
        let (Value::Number(start), Value::Number(end)) = (args.at(2), args.at(3)) else {
            return Ok(None);
        };
        let Some(count) = self.trace.distance(start.id, end.id)? else {
            return Ok(None);
        };
        self.trace.budget().numbers(count, 8)?;
        let offsets: Vec<i64> = (0..count as i64).collect();
        let offsets = self.trace.ints(offsets, &[count])?;
        let places = self.trace.binary(Binary::Add, start.id, offsets)?;
        let whole = self.heap.read(&mut self.trace, tensor)?;
        let y = self.trace.gather(whole, axis, places)?;
        Ok(Some(self.make(y)))
    }

    /// A tensor in parts along an axis.
    fn parts(
        &mut self,
        name: &str,
        tensor: Tensor,
        shape: &[usize],
        args: &Args,
    ) -> Result<Value, Stop> {
        let rank = shape.len();
        let axis = match name {
            "unbind" => self.axis(args.at(1), rank, 0)?,
            _ => self.axis(args.at(2), rank, 0)?,
        };
        let length = *shape
            .get(axis)
            .ok_or_else(|| Stop::new("a number has no parts"))?;
        self.room(length)?;
        let sizes: Vec<usize> = match name {
            "unbind" => {
                let all = (0..length as i64).map(|i| self.pick(tensor, shape, axis, i));
                let all: Vec<Value> = all.collect::<Result<_, _>>()?;
                return Ok(self.list(all));
            }
            "chunk" => {
                let count = self.int(args.at(1))?.max(1) as usize;
                let size = length.div_ceil(count).max(1);
                (0..length.div_ceil(size))
                    .map(|i| size.min(length - i * size))
                    .collect()
            }
            "tensor_split" => {
                let count = self.int(args.at(1))?.max(1) as usize;
                self.room(count)?;
                let (each, more) = (length / count, length % count);
                (0..count).map(|i| each + usize::from(i < more)).collect()
            }
            _ => match args.at(1) {
                Value::List(_) | Value::Tuple(_) => self.sizes(args.at(1))?,
                one => {
                    let size = self.int(one)?.max(1) as usize;
                    (0..length.div_ceil(size))
                        .map(|i| size.min(length - i * size))
                        .collect()
                }
            },
        };
        let mut all = Vec::with_capacity(sizes.len());
        let mut start = 0;
        for count in sizes {
            let view = View::Slice {
                axis,
                start,
                count,
                step: 1,
            };
            all.push(self.view(tensor, view)?);
            start = start.saturating_add(count);
        }
        Ok(self.list(all))
    }

    /// New tensors of others' values.
    fn moved(&mut self, name: &str, tensor: Tensor, args: &Args) -> Answer {
        let x = self.heap.read(&mut self.trace, tensor)?;
        let shape = self.trace.shape(x).to_vec();
        let rank = shape.len();
        let y = match name {
            "clone" => x,
            "flip" => {
                let mut y = x;
                for axis in self.axes(args.at(1), rank)? {
                    y = self.trace.flip(y, axis)?;
                }
                y
            }
            "roll" => {
                let shifts = self.ints(args.at(1))?;
                let axes = match args.at(2) {
                    Value::None => Vec::new(),
                    axes => self.axes(axes, rank)?,
                };
                if axes.len() != shifts.len() {
                    return Err(Stop::new("roll without its axes"));
                }
                let mut y = x;
                for (axis, shift) in axes.into_iter().zip(shifts) {
                    y = self.rolled(y, axis, shift)?;
                }
                y
            }
            "repeat" => {
                let turns = self.sizes(args.at(1))?;
                self.work(turns.len())?;
                let skip = turns
                    .len()
                    .checked_sub(rank)
                    .ok_or_else(|| Stop::new("repeat with too few numbers"))?;
                let mut open = vec![1; skip];
                open.extend(&shape);
                let mut y = self.trace.reshape(x, &open)?;
                for (axis, &turns) in turns.iter().enumerate() {
                    y = self.repeated(y, axis, turns)?;
                }
                y
            }
            "repeat_interleave" => {
                let turns = self.int(args.at(1))?;
                let turns =
                    usize::try_from(turns).map_err(|_| Stop::new("a length is negative"))?;
                let (mut x, mut shape) = (x, shape);
                let axis = match args.at(2) {
                    Value::None => {
                        let count = shape.iter().product();
                        x = self.trace.reshape(x, &[count])?;
                        shape = vec![count];
                        0
                    }
                    axis => self.own_axis(axis, rank)?,
                };
                let mut open = shape.clone();
                open.insert(axis + 1, 1);
                let y = self.trace.reshape(x, &open)?;
                open[axis + 1] = turns;
                let y = self.trace.expand(y, &open)?;
                shape[axis] = shape[axis].saturating_mul(turns);
                self.trace.reshape(y, &shape)?
            }
            "pad" | "constant_pad_nd" => self.padded(x, args)?,
            "index_select" => {
                let axis = self.axis(args.at(1), rank, 0)?;
                let indices = self.id(args.at(2))?;
                self.trace.gather(x, axis, indices)?
            }
            "embedding" => {
                let indices = self.id(args.at(1))?;
                self.trace.gather(x, 0, indices)?
            }
            "index" => return self.indexed(x, args),
            "index_put" => {
                let (axis, indices) = self.one_index(args.at(1))?;
                let values = self.id(args.at(2))?;
                if matches!(args.at(3), Value::Bool(true)) {
                    return Err(Stop::new("index_put that adds up is not supported"));
                }
                self.trace.scatter(x, axis, indices, values)?
            }
            "argsort" => {
                let values = self.constant_values(args.at(0))?;
                self.trace
                    .budget()
                    .numbers(values.len().saturating_mul(8), 8)?;
                let mut order: Vec<usize> = (0..values.len()).collect();
                order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
                if matches!(args.named("descending", 2), Value::Bool(true)) {
                    order.reverse();
                }
                if rank != 1 {
                    return Err(Stop::new("argsort of more than one row is not supported"));
                }
                let order = order.into_iter().map(|i| i as i64).collect();
                self.trace.ints(order, &shape)?
            }
            "unfold" => self.unfolded(x, args)?,
            "gather" => {
                let axis = self.own_axis(args.at(1), rank)?;
                let indices = self.id(args.at(2))?;
                self.along(x, axis, indices)?
            }
            _ => return Ok(None),
        };
        self.answer(y)
    }

    fn rolled(&mut self, x: Id, axis: usize, shift: i64) -> Result<Id, Stop> {
        let length = self.trace.shape(x).get(axis).copied().unwrap_or(0);
        if length == 0 {
            return Ok(x);
        }
        let cut = (length as i64 - shift.rem_euclid(length as i64)) as usize % length;
        let end = self.trace.slice(x, axis, cut, length - cut, 1)?;
        let start = self.trace.slice(x, axis, 0, cut, 1)?;
        Ok(self.trace.concat(&[end, start], axis)?)
    }

    fn repeated(&mut self, x: Id, axis: usize, turns: usize) -> Result<Id, Stop> {
        let mut shape = self.trace.shape(x).to_vec();
        if turns == 1 || shape.get(axis).is_none() {
            return Ok(x);
        }
        if shape[axis] == 1 {
            shape[axis] = turns;
            return Ok(self.trace.expand(x, &shape)?);
        }
        if turns > 4096 {
            return Err(Stop::new("something is repeated too often"));
        }
        Ok(self.trace.concat(&vec![x; turns], axis)?)
    }

    fn padded(&mut self, x: Id, args: &Args) -> Result<Id, Stop> {
        let amounts = self.ints(args.at(1))?;
        let rank = self.trace.shape(x).len();
        let mode = match args.at(2) {
            Value::Str(mode) => mode.to_string(),
            _ => "constant".into(),
        };
        let value = match (args.at(2), args.at(3)) {
            (Value::Str(_) | Value::None, Value::None) => 0.0,
            (Value::Str(_) | Value::None, value) => self.float(value)?,
            (value, _) => self.float(value)?,
        };
        let mut y = x;
        for (i, pair) in amounts.chunks(2).enumerate() {
            let (&[before, after], Some(axis)) = (pair, (rank).checked_sub(i + 1)) else {
                return Err(Stop::new("pad has an odd number of amounts, or too many"));
            };
            y = self.padded_along(y, axis, (before, after), &mode, value)?;
        }
        Ok(y)
    }

    fn padded_along(
        &mut self,
        x: Id,
        axis: usize,
        (before, after): (i64, i64),
        mode: &str,
        value: f64,
    ) -> Result<Id, Stop> {
        let length = self.trace.shape(x)[axis];
        if [before, after]
            .iter()
            .any(|n| n.unsigned_abs() > MOST_VALUES as u64)
        {
            return Err(Stop::new("pad of more values than a tensor may have"));
        }
        // Less than nothing is cut off.
        let cut = |amount: i64| usize::try_from(-amount).unwrap_or(0);
        let kept = length.checked_sub(cut(before) + cut(after));
        let kept = kept.ok_or_else(|| Stop::new("pad takes away more than there is"))?;
        let x = self.trace.slice(x, axis, cut(before), kept, 1)?;
        let more = |amount: i64| usize::try_from(amount).unwrap_or(0);
        let (before, after) = (more(before), more(after));
        if mode == "constant" {
            return Ok(self.trace.pad(x, axis, (before, after), value)?);
        }
        if kept == 0 {
            return Err(Stop::new("pad repeats what is not there"));
        }
        self.trace.budget().numbers(before + kept + after, 8)?;
        let length = kept as i64;
        let source = |i: i64| match mode {
            "replicate" => Some(i.clamp(0, length - 1)),
            "circular" => Some(i.rem_euclid(length.max(1))),
            "reflect" if i < 0 => Some(-i),
            "reflect" if i >= length => Some(2 * (length - 1) - i),
            "reflect" => Some(i),
            _ => None,
        };
        let all: Option<Vec<i64>> = (-(before as i64)..length + after as i64)
            .map(source)
            .collect();
        let all = all.filter(|all| all.iter().all(|i| (0..length).contains(i)));
        let all =
            all.ok_or_else(|| Stop::new(format!("pad in the mode {mode} is not supported")))?;
        let count = all.len();
        let indices = self.trace.ints(all, &[count])?;
        Ok(self.trace.gather(x, axis, indices)?)
    }

    /// `x[i, :, j]` with tensors as indices.
    fn indexed(&mut self, x: Id, args: &Args) -> Answer {
        let (axis, indices) = self.one_index(args.at(1))?;
        let y = self.trace.gather(x, axis, indices)?;
        self.answer(y)
    }

    /// The one tensor among the indices of `x[:, i]`, and its axis.
    fn one_index(&mut self, indices: &Value) -> Result<(usize, Id), Stop> {
        let indices = self.items(indices)?;
        self.work(indices.len())?;
        let given: Vec<usize> = (0..indices.len())
            .filter(|&i| !matches!(indices[i], Value::None))
            .collect();
        let &[axis] = given.as_slice() else {
            return Err(Stop::new("an index of several tensors is not supported"));
        };
        let index = self.id(&indices[axis])?;
        match self.trace.dtype(index) {
            Dtype::Bool => Err(Stop::new("a choice by truth values is not supported")),
            _ => Ok((axis, index)),
        }
    }

    /// Windows of `size` along an axis, every `step`, as a last axis.
    fn unfolded(&mut self, x: Id, args: &Args) -> Result<Id, Stop> {
        let rank = self.trace.shape(x).len();
        let axis = self.own_axis(args.at(1), rank)?;
        let (size, step) = (self.int(args.at(2))?, self.int(args.at(3))?);
        let length = self.trace.shape(x)[axis] as i64;
        if size < 1 || step < 1 || size > length {
            return Err(Stop::new("unfold goes beyond its axis"));
        }
        let count = (length - size) / step + 1;
        self.trace.budget().numbers((count * size) as usize, 8)?;
        let places = (0..count)
            .flat_map(|i| (0..size).map(move |j| i * step + j))
            .collect();
        let places = self.trace.ints(places, &[count as usize, size as usize])?;
        let y = self.trace.gather(x, axis, places)?;
        // The windows' own axis goes to the end.
        let mut perm: Vec<usize> = (0..=rank).collect();
        let own = perm.remove(axis + 1);
        perm.push(own);
        Ok(self.trace.transpose(y, &perm)?)
    }

    /// For each place of `indices` the entry of `x` there, but along `axis` at the index.
    fn along(&mut self, x: Id, axis: usize, indices: Id) -> Result<Id, Stop> {
        let shape = self.trace.shape(x).to_vec();
        let of_indices = self.trace.shape(indices).to_vec();
        let others = |shape: &[usize]| -> usize {
            let all = shape.iter().enumerate().filter(|(i, _)| *i != axis);
            all.map(|(_, n)| n).product()
        };
        if others(&shape) != 1 || others(&of_indices) != 1 {
            return Err(Stop::new("gather of more than one row is not supported"));
        }
        let flat = self.trace.reshape(x, &[shape[axis]])?;
        Ok(self.trace.gather(flat, 0, indices)?)
    }

    /// Several tensors in one.
    fn joined(&mut self, name: &str, args: &Args) -> Answer {
        let y = match name {
            "cat" | "concat" | "concatenate" => {
                let mut all = self.ids(args.at(0))?;
                // What has no entries at all fits to everything.
                all.retain(|&id| *self.trace.shape(id) != [0]);
                let Some(&first) = all.first() else {
                    return Err(Stop::new("nothing is joined"));
                };
                let rank = self.trace.shape(first).len();
                let axis = self.axis(args.at(1), rank, 0)?;
                self.trace.concat(&all, axis)?
            }
            "stack" => {
                let all = self.ids(args.at(0))?;
                let Some(&first) = all.first() else {
                    return Err(Stop::new("nothing is joined"));
                };
                let mut shape = self.trace.shape(first).to_vec();
                let axis = self.axis(args.at(1), shape.len() + 1, 0)?;
                shape.insert(axis, 1);
                let all = all.into_iter().map(|id| self.trace.reshape(id, &shape));
                let all: Vec<Id> = all.collect::<Result<_, _>>()?;
                self.trace.concat(&all, axis)?
            }
            "hstack" | "vstack" | "column_stack" | "einsum" | "meshgrid" => {
                return Err(Stop::new(format!("the operator {name} is not supported")));
            }
            _ => return Ok(None),
        };
        self.answer(y)
    }
}
