//! Operators on corresponding elements.

use super::arithmetic::Work;
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

type Build = fn(&mut Work, &[Operand], &Attributes) -> Operand;

/// Operators that are several operations: how many operands they have, and what is done to them.
fn several(name: &str) -> Option<(usize, Build)> {
    Some(match name {
        "Ceil" => (1, |work, x, _| {
            let x = work.one(Op::Neg, x[0]);
            let x = work.one(Op::Floor, x);
            work.one(Op::Neg, x)
        }),
        "Celu" => (1, |work, x, attributes| {
            let alpha = attributes.float("alpha", 1.0);
            let x = work.times(x[0], 1.0 / alpha);
            let x = work.one(Op::Elu(1.0), x);
            work.times(x, alpha)
        }),
        "Erf" => (1, |work, x, _| erf(work, x[0])),
        "Gelu" => (1, gelu),
        "HardSigmoid" => (1, |work, x, attributes| {
            let (alpha, beta) = (
                attributes.float("alpha", 0.2),
                attributes.float("beta", 0.5),
            );
            hard_sigmoid(work, x[0], alpha, beta)
        }),
        "HardSwish" => (1, |work, x, _| {
            let gate = hard_sigmoid(work, x[0], 1.0 / 6.0, 0.5);
            work.two(Op::Mul, x[0], gate)
        }),
        "IsNaN" => (1, |work, x, _| {
            let equal = work.two(Op::Equal, x[0], x[0]);
            work.one(Op::Not, equal)
        }),
        "Mish" => (1, |work, x, _| {
            let gate = work.one(Op::Softplus, x[0]);
            let gate = work.one(Op::Tanh, gate);
            work.two(Op::Mul, x[0], gate)
        }),
        "PRelu" => (2, |work, x, _| {
            let below = work.two(Op::Min, x[0], Operand::Constant(0.0));
            let below = work.two(Op::Mul, below, x[1]);
            let above = work.two(Op::Max, x[0], Operand::Constant(0.0));
            work.two(Op::Add, above, below)
        }),
        "Round" => (1, |work, x, _| {
            // Beyond 2^23 there are no fractions: sums are rounded to whole numbers, halves to
            // even ones.
            let sign = sign(work, x[0]);
            let size = work.one(Op::Abs, x[0]);
            let sum = work.plus(size, 8_388_608.0);
            let size = work.plus(sum, -8_388_608.0);
            work.two(Op::Mul, size, sign)
        }),
        "Selu" => (1, |work, x, attributes| {
            let alpha = attributes.float("alpha", 1.673_263_2);
            let gamma = attributes.float("gamma", 1.050_701);
            let x = work.one(Op::Elu(alpha), x[0]);
            work.times(x, gamma)
        }),
        "Sign" => (1, |work, x, _| sign(work, x[0])),
        "Softsign" => (1, |work, x, _| {
            let size = work.one(Op::Abs, x[0]);
            let size = work.plus(size, 1.0);
            work.two(Op::Div, x[0], size)
        }),
        "ThresholdedRelu" => (1, |work, x, attributes| {
            let least = Operand::Constant(attributes.float("alpha", 1.0));
            let above = work.two(Op::Greater, x[0], least);
            work.choose(above, x[0], Operand::Constant(0.0))
        }),
        "Where" => (3, |work, x, _| work.choose(x[0], x[1], x[2])),
        "Xor" => (2, |work, x, _| {
            let equal = work.two(Op::Equal, x[0], x[1]);
            work.one(Op::Not, equal)
        }),
        _ => return None,
    })
}

fn sign(work: &mut Work, x: Operand) -> Operand {
    let above = work.two(Op::Greater, x, Operand::Constant(0.0));
    let below = work.two(Op::Less, x, Operand::Constant(0.0));
    work.two(Op::Sub, above, below)
}

fn hard_sigmoid(work: &mut Work, x: Operand, alpha: f32, beta: f32) -> Operand {
    let x = work.times(x, alpha);
    let x = work.plus(x, beta);
    let x = work.two(Op::Max, x, Operand::Constant(0.0));
    work.two(Op::Min, x, Operand::Constant(1.0))
}

/// What the error function lacks to 1 where `size` is not below zero: Abramowitz and Stegun
/// 7.1.26, right to 1.5e-7. `square` is that of `size`.
fn rest_of_erf(work: &mut Work, size: Operand, square: Operand) -> Operand {
    const FACTORS: [f32; 5] = [
        1.061_405_4,
        -1.453_152,
        1.421_413_7,
        -0.284_496_72,
        0.254_829_6,
    ];
    let t = work.times(size, 0.327_591_1);
    let t = work.plus(t, 1.0);
    let t = work.one(Op::Reciprocal, t);
    let mut sum = work.times(t, FACTORS[0]);
    for factor in &FACTORS[1..] {
        sum = work.plus(sum, *factor);
        sum = work.two(Op::Mul, sum, t);
    }
    let square = work.one(Op::Neg, square);
    let bell = work.one(Op::Exp, square);
    work.two(Op::Mul, sum, bell)
}

fn erf(work: &mut Work, x: Operand) -> Operand {
    let size = work.one(Op::Abs, x);
    let square = work.two(Op::Mul, x, x);
    let rest = rest_of_erf(work, size, square);
    let size = work.two(Op::Sub, Operand::Constant(1.0), rest);
    let sign = sign(work, x);
    work.two(Op::Mul, size, sign)
}

fn gelu(work: &mut Work, x: &[Operand], attributes: &Attributes) -> Operand {
    let x = x[0];
    if attributes.text("approximate") == b"tanh" {
        let cube = work.two(Op::Mul, x, x);
        let cube = work.times(cube, 0.044_715);
        let cube = work.plus(cube, 1.0);
        let inner = work.two(Op::Mul, cube, x);
        let inner = work.times(inner, (2.0 / std::f32::consts::PI).sqrt());
        let gate = work.one(Op::Tanh, inner);
        let gate = work.plus(gate, 1.0);
        let half = work.times(x, 0.5);
        return work.two(Op::Mul, half, gate);
    }
    // Of a half-wave, as much less as the bell's tail has.
    let size = work.one(Op::Abs, x);
    let root = work.times(size, std::f32::consts::FRAC_1_SQRT_2);
    let square = work.two(Op::Mul, root, root);
    let rest = rest_of_erf(work, root, square);
    let rest = work.two(Op::Mul, rest, size);
    let rest = work.times(rest, 0.5);
    let above = work.two(Op::Max, x, Operand::Constant(0.0));
    work.two(Op::Sub, above, rest)
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
