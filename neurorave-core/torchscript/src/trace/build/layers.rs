//! Matrix products, convolutions and recurrent layers.

use crate::trace::op::{Convolution, Op, Recurrent};
use crate::trace::shape::{Dtype, Fault, Shape, broadcast};
use crate::trace::{Id, Trace};

impl Trace {
    /// The matrix product over the last two axes; those before are repeated where they are 1.
    ///
    /// # Errors
    /// When the shapes don't fit together.
    pub fn matmul(&mut self, a: Id, b: Id) -> Result<Id, Fault> {
        let misfit = |a: &[usize], b: &[usize]| {
            Fault::new(format!("no matrix product of shapes {a:?} and {b:?}"))
        };
        let (of_a, of_b) = (self.node(a).shape.clone(), self.node(b).shape.clone());
        match (&*of_a, &*of_b) {
            ([inner], [.., _]) if of_b.len() > 1 => {
                let row = self.reshape(a, &[1, *inner])?;
                let y = self.matmul(row, b)?;
                let mut shape = self.shape(y).to_vec();
                shape.remove(shape.len() - 2);
                self.reshape(y, &shape)
            }
            ([.., _], [inner]) => {
                let column = self.reshape(b, &[*inner, 1])?;
                let a = match of_a.len() {
                    1 => self.reshape(a, &[1, of_a[0]])?,
                    _ => a,
                };
                let y = self.matmul(a, column)?;
                self.reshape(y, &of_a[..of_a.len() - 1])
            }
            ([before_a @ .., rows, inner], [before_b @ .., same, columns]) if inner == same => {
                let before = broadcast(before_a, before_b)?;
                let shape: Shape = before.iter().chain([rows, columns]).copied().collect();
                self.push(Op::MatMul, vec![a, b], shape, Dtype::Float)
            }
            _ => Err(misfit(&of_a, &of_b)),
        }
    }

    /// A convolution over the last axis of `[batch, channels, time]` with weights `[out, channels /
    /// groups, taps]` and a bias `[out]`.
    ///
    /// # Errors
    /// When the shapes don't fit together.
    pub fn convolve(
        &mut self,
        x: Id,
        weight: Id,
        bias: Option<Id>,
        convolution: Convolution,
    ) -> Result<Id, Fault> {
        let (of_x, of_w) = (self.shape(x), self.shape(weight));
        let misfit = || Fault::new(format!("no convolution of {of_x:?} with {of_w:?}"));
        let (&[batch, channels, time], &[out, per_group, taps]) = (of_x, of_w) else {
            return Err(misfit());
        };
        let Convolution {
            stride,
            dilation,
            padding: (before, after),
            groups,
        } = convolution;
        let reach = taps.checked_sub(1).and_then(|n| n.checked_mul(dilation));
        let padded = before
            .checked_add(time)
            .and_then(|n| n.checked_add(after)?.checked_sub(1));
        let room = reach.and_then(|reach| padded?.checked_sub(reach));
        let grouped = groups > 0
            && out.is_multiple_of(groups)
            && per_group.checked_mul(groups) == Some(channels);
        let (Some(room), true) = (room, stride > 0 && dilation > 0 && grouped) else {
            return Err(misfit());
        };
        let shape: Shape = [batch, out, room / stride + 1].into();
        self.with_bias(Op::Convolve(convolution), x, weight, bias, out, shape)
    }

    /// A transposed convolution of `[batch, channels, time]` with weights `[channels, out / groups,
    /// taps]` and a bias `[out]`.
    ///
    /// # Errors
    /// When the shapes don't fit together.
    pub fn deconvolve(
        &mut self,
        x: Id,
        weight: Id,
        bias: Option<Id>,
        convolution: Convolution,
    ) -> Result<Id, Fault> {
        let (of_x, of_w) = (self.shape(x), self.shape(weight));
        let misfit = || {
            Fault::new(format!(
                "no transposed convolution of {of_x:?} with {of_w:?}"
            ))
        };
        let (&[batch, channels, time], &[same, per_group, taps]) = (of_x, of_w) else {
            return Err(misfit());
        };
        let Convolution {
            stride,
            dilation,
            padding: (before, after),
            groups,
        } = convolution;
        let fits = same == channels && groups > 0 && channels.is_multiple_of(groups) && taps > 0;
        if !fits || time == 0 || stride == 0 || dilation == 0 {
            return Err(misfit());
        }
        let whole = (time - 1).checked_mul(stride).and_then(|n| {
            n.checked_add((taps - 1).checked_mul(dilation)?)?
                .checked_add(1)
        });
        let kept = whole.and_then(|n| n.checked_sub(before.checked_add(after)?));
        let out = per_group.checked_mul(groups).ok_or_else(misfit)?;
        let shape: Shape = [batch, out, kept.ok_or_else(misfit)?].into();
        self.with_bias(Op::Deconvolve(convolution), x, weight, bias, out, shape)
    }

    fn with_bias(
        &mut self,
        op: Op,
        x: Id,
        weight: Id,
        bias: Option<Id>,
        out: usize,
        shape: Shape,
    ) -> Result<Id, Fault> {
        let mut inputs = vec![x, weight];
        if let Some(bias) = bias {
            if *self.shape(bias) != [out] {
                let what = format!("a bias of {:?} for {out} channels", self.shape(bias));
                return Err(Fault::new(what));
            }
            inputs.push(bias);
        }
        self.push(op, inputs, shape, Dtype::Float)
    }

    /// A recurrent layer in one direction, in ONNX's order of gates: `x` is `[time, batch, in]`, the
    /// weights `[1, gates · hidden, in]` and `[1, gates · hidden, hidden]`, the biases `[1, 2 · gates ·
    /// hidden]`, the states `[1, batch, hidden]` (two of them for an LSTM). Its result is `[time, 1,
    /// batch, hidden]`, its last states come from [`last`](Self::last).
    ///
    /// # Errors
    /// When the shapes don't fit together.
    pub fn recur(
        &mut self,
        kind: Recurrent,
        x: Id,
        [input, hidden, bias]: [Id; 3],
        states: &[Id],
    ) -> Result<Id, Fault> {
        // An LSTM has a cell state beside the hidden one.
        let (gates, states_of_kind) = match kind {
            Recurrent::Gru => (3, 1),
            Recurrent::Lstm => (4, 2),
        };
        let shapes = [x, input, hidden, bias].map(|id| self.shape(id).to_vec());
        let misfit = || Fault::new(format!("no recurrent layer of shapes {shapes:?}"));
        let &[time, batch, width] = shapes[0].as_slice() else {
            return Err(misfit());
        };
        let &[1, rows, size] = shapes[2].as_slice() else {
            return Err(misfit());
        };
        let fits = rows == gates * size
            && shapes[1] == [1, rows, width]
            && shapes[3] == [1, 2 * rows]
            && states.iter().all(|&s| *self.shape(s) == [1, batch, size])
            && states.len() == states_of_kind;
        if !fits {
            return Err(misfit());
        }
        let mut inputs = vec![x, input, hidden, bias];
        inputs.extend(states);
        self.push(
            Op::Recur(kind),
            inputs,
            [time, 1, batch, size].into(),
            Dtype::Float,
        )
    }

    /// What a recurrent layer ends in: its hidden (0) or its cell state (1), `[1, batch, hidden]`.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub fn last(&mut self, layer: Id, which: usize) -> Result<Id, Fault> {
        let &[_, _, batch, size] = self.shape(layer) else {
            return Err(Fault::new("only recurrent layers end in a state"));
        };
        self.push(
            Op::Last(which),
            vec![layer],
            [1, batch, size].into(),
            Dtype::Float,
        )
    }
}
