//! Operators on corresponding elements.

use super::composed::{Build, several};
use super::value::{Value, input, optional};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::expr::{Op, Operand};
use crate::network::native::program::MOST_VIEWS;
use tract_onnx::pb::NodeProto;

/// What an operator does to its operands.
enum Kind {
    Unary(Op),
    Binary(Op),
    /// Any number of operands, from left to right.
    Chain(Op),
    /// Several operations on so many operands.
    Several(usize, Build),
}

fn kind(node: &NodeProto, attributes: &Attributes) -> Option<Kind> {
    use Kind::{Binary, Chain, Several, Unary};
    Some(match node.op_type.as_str() {
        "Add" => Binary(Op::Add),
        "Sub" => Binary(Op::Sub),
        "Mul" => Binary(Op::Mul),
        "Div" => Binary(Op::Div),
        "Min" => Chain(Op::Min),
        "Max" => Chain(Op::Max),
        "Sum" | "Mean" => Chain(Op::Add),
        "Greater" => Binary(Op::Greater),
        "GreaterOrEqual" => Binary(Op::GreaterOrEqual),
        "Less" => Binary(Op::Less),
        "LessOrEqual" => Binary(Op::LessOrEqual),
        "Equal" => Binary(Op::Equal),
        "And" => Binary(Op::Mul),
        "Or" => Binary(Op::Max),
        "Not" => Unary(Op::Not),
        "Neg" => Unary(Op::Neg),
        "Abs" => Unary(Op::Abs),
        "Exp" => Unary(Op::Exp),
        "Log" => Unary(Op::Log),
        "Sqrt" => Unary(Op::Sqrt),
        "Reciprocal" => Unary(Op::Reciprocal),
        "Sin" => Unary(Op::Sin),
        "Cos" => Unary(Op::Cos),
        "Tanh" => Unary(Op::Tanh),
        "Sigmoid" => Unary(Op::Sigmoid),
        "Softplus" => Unary(Op::Softplus),
        "Floor" => Unary(Op::Floor),
        "Relu" => Unary(Op::LeakyRelu(0.0)),
        "LeakyRelu" => Unary(Op::LeakyRelu(attributes.float("alpha", 0.01))),
        "Elu" => Unary(Op::Elu(attributes.float("alpha", 1.0))),
        name => {
            let (count, build) = several(name)?;
            Several(count, build)
        }
    })
}

impl Lowering<'_> {
    pub(super) fn elementwise(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let fused = match node.op_type.as_str() {
            "Clip" => return self.clip(node, attributes),
            "Pow" => return self.power(node),
            "Add" => self.add_to_bias(node)? || self.add_to_dense(node)?,
            "Relu" => self.rectify_dense(node, 0.0)?,
            "LeakyRelu" => self.rectify_dense(node, attributes.float("alpha", 0.01))?,
            _ => false,
        };
        if fused {
            return Ok(());
        }
        let Some(kind) = kind(node, attributes) else {
            return unknown("this operator isn't known");
        };
        let count = match kind {
            Kind::Unary(_) => 1,
            Kind::Binary(_) => 2,
            Kind::Chain(_) => node.input.len().max(1),
            Kind::Several(count, _) => count,
        };
        let operands = self.operands(node, count)?;
        let value = match kind {
            Kind::Unary(op) => self.arithmetic(&operands, |work, x| work.one(op, x[0]))?,
            Kind::Binary(op) => self.binary(op, &operands[0], &operands[1])?,
            Kind::Several(_, build) => {
                self.arithmetic(&operands, |work, x| build(work, x, attributes))?
            }
            Kind::Chain(op) => {
                let value = self.chain(op, &operands)?;
                let share = 1.0 / operands.len() as f32;
                match node.op_type.as_str() {
                    "Mean" => self.scaled(&value, share)?,
                    _ => value,
                }
            }
        };
        self.put_off(node, value)
    }

    /// A node's operands, all of them there.
    fn operands(&mut self, node: &NodeProto, count: usize) -> Lowered<Vec<Value>> {
        (0..count)
            .map(|at| {
                let name = input(node, at)?;
                match self.value(name)? {
                    // In memory once for all who read them.
                    Value::Constant(constant)
                        if constant.floats().is_some_and(|c| c.len() != 1) =>
                    {
                        Ok(Value::Tensor(self.tensor(name)?))
                    }
                    value => Ok(value),
                }
            })
            .collect()
    }

    /// Makes `value` the node's result: computed at once where several need it.
    pub(super) fn put_off(&mut self, node: &NodeProto, value: Value) -> Lowered<()> {
        self.result(node, value)?;
        let Some(name) = node.output.first() else {
            return Ok(());
        };
        let together = match self.wiring.readers(name) {
            [first, rest @ ..] => {
                let one = rest.iter().all(|other| std::ptr::eq(*first, *other));
                one && !self.wiring.is_output(name)
            }
            [] => true,
        };
        if !together {
            self.tensor(name)?;
        }
        Ok(())
    }

    pub(super) fn binary(&mut self, op: Op, a: &Value, b: &Value) -> Lowered<Value> {
        self.arithmetic(&[a.clone(), b.clone()], |work, x| work.two(op, x[0], x[1]))
    }

    pub(super) fn scaled(&mut self, value: &Value, factor: f32) -> Lowered<Value> {
        self.arithmetic(std::slice::from_ref(value), |work, x| {
            work.times(x[0], factor)
        })
    }

    fn chain(&mut self, op: Op, operands: &[Value]) -> Lowered<Value> {
        let mut made = operands[0].clone();
        for more in operands.get(1..).unwrap_or_default().chunks(MOST_VIEWS / 2) {
            let all: Vec<Value> = std::iter::once(&made).chain(more).cloned().collect();
            made = self.arithmetic(&all, |work, x| {
                x[1..].iter().fold(x[0], |made, x| work.two(op, made, *x))
            })?;
        }
        Ok(made)
    }

    fn clip(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let mut value = self.value(input(node, 0)?)?;
        let limits = [("min", Op::Max, f32::MIN), ("max", Op::Min, f32::MAX)];
        for (at, (name, op, none)) in limits.into_iter().enumerate() {
            let said = attributes.float(name, none);
            value = match optional(node, at + 1) {
                Some(limit) => {
                    let limit = self.value(limit)?;
                    self.binary(op, &value, &limit)?
                }
                None if said != none => self.arithmetic(&[value], |work, x| {
                    work.two(op, x[0], Operand::Constant(said))
                })?,
                None => value,
            };
        }
        self.put_off(node, value)
    }

    fn power(&mut self, node: &NodeProto) -> Lowered<()> {
        let base = self.value(input(node, 0)?)?;
        let exponent = input(node, 1)?;
        let fixed = self.constant(exponent);
        // It may be an integer.
        let whole = fixed.as_ref().and_then(|fixed| fixed.integers());
        let only = match (whole, fixed.as_ref().and_then(|fixed| fixed.floats())) {
            (Some([only]), _) => Some(*only as f32),
            (_, Some([only])) => Some(*only),
            _ => None,
        };
        let value = match only {
            Some(only) => self.arithmetic(&[base], |work, x| {
                let x = x[0];
                match only {
                    1.0 => work.one(Op::Same, x),
                    2.0 => work.two(Op::Mul, x, x),
                    3.0 => {
                        let square = work.two(Op::Mul, x, x);
                        work.two(Op::Mul, square, x)
                    }
                    0.5 => work.one(Op::Sqrt, x),
                    _ => work.two(Op::Pow, x, Operand::Constant(only)),
                }
            })?,
            None => {
                let exponent = self.value(exponent)?;
                self.binary(Op::Pow, &base, &exponent)?
            }
        };
        self.put_off(node, value)
    }
}
