//! Functions of one value, or of two.

use super::{FLOAT, Writer};
use crate::run::Stop;
use crate::trace::{Binary, Dtype, Id, Real, Unary};
use nrave_model::graph::{Attr, Value};

impl Writer<'_> {
    pub(super) fn unary(&mut self, op: Unary, x: &Value) -> Value {
        let g = &mut self.graph;
        let plain = match op {
            Unary::Neg => "Neg",
            Unary::Abs => "Abs",
            Unary::Sign => "Sign",
            Unary::Exp => "Exp",
            Unary::Log => "Log",
            Unary::Sqrt => "Sqrt",
            Unary::Reciprocal => "Reciprocal",
            Unary::Sin => "Sin",
            Unary::Cos => "Cos",
            Unary::Tan => "Tan",
            Unary::Atan => return self.atan(x),
            Unary::Tanh => "Tanh",
            Unary::Sigmoid => "Sigmoid",
            Unary::Softplus => "Softplus",
            Unary::Erf => "Erf",
            Unary::Floor => "Floor",
            Unary::Ceil => "Ceil",
            Unary::Round => "Round",
            Unary::Relu => "Relu",
            Unary::Leaky(Real(slope)) => {
                return g.op("LeakyRelu", &[x], &[("alpha", Attr::Float(slope as f32))]);
            }
            Unary::Elu(Real(alpha)) => {
                return g.op("Elu", &[x], &[("alpha", Attr::Float(alpha as f32))]);
            }
            Unary::Truncate => {
                let (sign, size) = (g.op("Sign", &[x], &[]), g.abs(x));
                let whole = g.op("Floor", &[&size], &[]);
                return g.mul(&sign, &whole);
            }
            Unary::Not | Unary::Truth => {
                let zero = g.constant(&[], &[0.0]);
                let is_zero = g.op("Equal", &[x, &zero], &[]);
                let is_zero = g.op("Cast", &[&is_zero], &[("to", Attr::Int(FLOAT))]);
                if op == Unary::Not {
                    return is_zero;
                }
                let one = g.constant(&[], &[1.0]);
                return g.sub(&one, &is_zero);
            }
        };
        g.op(plain, &[x], &[])
    }

    pub(super) fn binary(&mut self, id: Id, op: Binary, inputs: &[Id]) -> Result<Value, Stop> {
        let (a, b) = (self.operand(inputs[0])?, self.operand(inputs[1])?);
        let g = &mut self.graph;
        let plain = match op {
            Binary::Add => "Add",
            Binary::Sub => "Sub",
            Binary::Mul => "Mul",
            Binary::Div => "Div",
            Binary::Pow => "Pow",
            Binary::Min => "Min",
            Binary::Max => "Max",
            Binary::Mod => {
                let ratio = g.div(&a, &b);
                let whole = g.op("Floor", &[&ratio], &[]);
                let whole = g.mul(&b, &whole);
                return Ok(g.sub(&a, &whole));
            }
            Binary::Equal | Binary::Less | Binary::LessEqual => {
                let name = match op {
                    Binary::Equal => "Equal",
                    Binary::Less => "Less",
                    _ => "LessOrEqual",
                };
                let condition = g.op(name, &[&a, &b], &[]);
                let value = self.cast(&condition, FLOAT);
                self.conditions.insert(id, condition);
                return Ok(value);
            }
            Binary::And | Binary::Or => {
                let mut truth = |id: Id, x: &Value| match self.step.trace.dtype(id) {
                    Dtype::Bool => x.clone(),
                    _ => self.unary(Unary::Truth, x),
                };
                let (a, b) = (truth(inputs[0], &a), truth(inputs[1], &b));
                return Ok(match op {
                    Binary::And => self.graph.mul(&a, &b),
                    _ => self.graph.op("Max", &[&a, &b], &[]),
                });
            }
        };
        Ok(g.op(plain, &[&a, &b], &[]))
    }
}
