//! Operations as ONNX has them.

mod angle;
mod elementwise;
mod layer;
mod lookup;
mod reduce;

use super::Writer;
use crate::run::Stop;
use crate::trace::{Id, Op};
use nrave_model::graph::{Attr, Value};

/// ONNX's numbers for truth values, floats and whole numbers.
const BOOL: i64 = 9;
const FLOAT: i64 = 1;
const INT64: i64 = 7;

impl Writer<'_> {
    /// Writes the operation that makes a tensor.
    pub(super) fn node(&mut self, id: Id) -> Result<(), Stop> {
        let step = self.step;
        let node = step.trace.node(id);
        let inputs = node.inputs.as_slice();
        let shape = &node.shape;
        let value = match &node.op {
            Op::Constant(_) | Op::Input(_) | Op::State(_) | Op::Draw(..) => return Ok(()),
            Op::Unary(op) => {
                let x = self.operand(inputs[0])?;
                self.unary(*op, &x)
            }
            Op::Binary(op) => self.binary(id, *op, inputs)?,
            Op::Where => {
                let condition = self.condition(inputs[0])?;
                let (a, b) = (self.operand(inputs[1])?, self.operand(inputs[2])?);
                self.graph.op("Where", &[&condition, &a, &b], &[])
            }
            Op::Concat(axis) => {
                let parts = inputs.iter().map(|&part| self.value(part));
                let parts: Vec<Value> = parts.collect::<Result<_, _>>()?;
                let parts: Vec<&Value> = parts.iter().collect();
                self.graph.concat(&parts, *axis as i64)
            }
            &Op::Slice { axis, start, step } => {
                let x = self.value(inputs[0])?;
                let end = start + (shape[axis].max(1) - 1) * step + 1;
                match step {
                    1 => self.graph.slice(&x, axis as i64, start, end),
                    _ => {
                        let [from, to, axis, step] =
                            [start, end, axis, step].map(|n| self.graph.ints(&[n as i64]));
                        self.graph.op("Slice", &[&x, &from, &to, &axis, &step], &[])
                    }
                }
            }
            Op::Flip(axis) => {
                let x = self.value(inputs[0])?;
                self.pay(shape[*axis], 2 * size_of::<i64>())?;
                let back: Vec<i64> = (0..shape[*axis] as i64).rev().collect();
                self.graph.gather(&x, *axis as i64, &back)
            }
            Op::Reshape => {
                let x = self.value(inputs[0])?;
                self.reshaped(&x, step.trace.shape(inputs[0]), shape)
            }
            Op::Transpose(perm) => {
                let x = self.value(inputs[0])?;
                let perm: Vec<i64> = perm.iter().map(|&axis| axis as i64).collect();
                self.graph.transpose(&x, &perm)
            }
            Op::Expand => {
                let x = self.value(inputs[0])?;
                self.expanded(&x, shape)
            }
            Op::Gather(axis) => self.gather(inputs, *axis)?,
            Op::Scatter(axis) => self.scatter(inputs, *axis)?,
            Op::Reduce(reduction, axes) => {
                let x = self.value(inputs[0])?;
                self.reduce(*reduction, &x, axes)
            }
            Op::ArgMax(axis) => self.argmax(inputs[0], *axis)?,
            Op::CumSum(axis) => {
                let x = self.value(inputs[0])?;
                let axis = self.graph.ints(&[*axis as i64]);
                let axis = self.graph.reshape(&axis, &[]);
                self.graph.op("CumSum", &[&x, &axis], &[])
            }
            Op::MatMul => {
                let (a, b) = (self.weight(inputs[0])?, self.weight(inputs[1])?);
                self.graph.matmul(&a, &b)
            }
            Op::Convolve(convolution) => self.convolve("Conv", inputs, convolution)?,
            Op::Deconvolve(convolution) => self.convolve("ConvTranspose", inputs, convolution)?,
            Op::Recur(kind) => return self.recur(id, *kind, inputs),
            Op::Last(which) => {
                let ends = self.ends.get(&inputs[0]).and_then(|ends| ends.get(*which));
                let missing = || Stop::new("a recurrent layer has no such state");
                ends.cloned().ok_or_else(missing)?
            }
        };
        self.values.insert(id, value);
        Ok(())
    }

    /// Repeated to a shape.
    fn expanded(&mut self, x: &Value, shape: &[usize]) -> Value {
        let lengths: Vec<i64> = shape.iter().map(|&n| n as i64).collect();
        let lengths = self.graph.ints(&lengths);
        self.graph.op("Expand", &[x, &lengths], &[])
    }

    fn number(&mut self, x: f32) -> Value {
        self.graph.constant(&[], &[x])
    }

    fn cast(&mut self, x: &Value, to: i64) -> Value {
        self.graph.op("Cast", &[x], &[("to", Attr::Int(to))])
    }

    /// A truth value as ONNX has it.
    fn condition(&mut self, id: Id) -> Result<Value, Stop> {
        if let Some(condition) = self.conditions.get(&id) {
            return Ok(condition.clone());
        }
        let x = self.operand(id)?;
        let condition = self.cast(&x, BOOL);
        self.conditions.insert(id, condition.clone());
        Ok(condition)
    }
}
