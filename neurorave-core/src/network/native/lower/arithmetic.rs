//! Arithmetic that is put off, and how more of it is made.

use super::limits::Limits;
use super::value::{Later, Value};
use super::{Lowered, Lowering, unknown};
use crate::network::native::expr::{Instruction, LONGEST, Op, Operand};
use crate::network::native::program::{MOST_VIEWS, Tensor};
use crate::network::native::view::elements;
use std::rc::Rc;

/// Arithmetic in the making.
pub(super) struct Work {
    later: Later,
}

impl Work {
    pub(super) fn one(&mut self, op: Op, a: Operand) -> Operand {
        self.two(op, a, Operand::Constant(0.0))
    }

    pub(super) fn two(&mut self, op: Op, a: Operand, b: Operand) -> Operand {
        self.later.program.push(Instruction {
            op,
            operands: [a, b],
        });
        Operand::Result(self.later.program.len() - 1)
    }

    /// `a · factor`.
    pub(super) fn times(&mut self, a: Operand, factor: f32) -> Operand {
        self.two(Op::Mul, a, Operand::Constant(factor))
    }

    /// `a + more`.
    pub(super) fn plus(&mut self, a: Operand, more: f32) -> Operand {
        self.two(Op::Add, a, Operand::Constant(more))
    }

    /// `yes` where `truth` is 1, `no` where it is 0; what isn't chosen may be infinite, or no number.
    pub(super) fn choose(&mut self, truth: Operand, yes: Operand, no: Operand) -> Operand {
        // The greater of both, the one that isn't chosen made less than any number before.
        let sign = self.plus(truth, -0.5);
        let bound = self.times(sign, f32::INFINITY);
        let other = self.one(Op::Neg, bound);
        let yes = self.two(Op::Min, yes, bound);
        let no = self.two(Op::Min, no, other);
        self.two(Op::Max, yes, no)
    }

    fn element(&mut self, tensor: Tensor) -> Operand {
        let elements = &mut self.later.elements;
        let same = |one: &Tensor| one.buffer == tensor.buffer && one.view == tensor.view;
        let at = elements.iter().position(same).unwrap_or_else(|| {
            elements.push(tensor);
            elements.len() - 1
        });
        Operand::Element(at)
    }

    fn append(&mut self, other: &Later) -> Operand {
        let before = self.later.program.len();
        let read: Vec<Operand> = other
            .elements
            .iter()
            .map(|tensor| self.element(tensor.clone()))
            .collect();
        let moved = |operand| match operand {
            Operand::Element(i) => read[i],
            Operand::Result(i) => Operand::Result(i + before),
            constant => constant,
        };
        let instructions = other.program.iter().map(|one| Instruction {
            op: one.op,
            operands: one.operands.map(moved),
        });
        self.later.program.extend(instructions);
        Operand::Result(self.later.program.len() - 1)
    }

    /// The last result is that of the whole.
    fn end_with(&mut self, result: Operand) {
        match result {
            Operand::Result(at) if at + 1 == self.later.program.len() => {}
            other => {
                self.one(Op::Same, other);
            }
        }
    }

    fn fits(&self) -> bool {
        self.later.program.len() <= LONGEST && self.later.elements.len() < MOST_VIEWS
    }
}

impl Lowering<'_> {
    /// What `build` makes of `values`, broadcast to one shape.
    pub(super) fn arithmetic(
        &mut self,
        values: &[Value],
        build: impl Fn(&mut Work, &[Operand]) -> Operand,
    ) -> Lowered<Value> {
        let shapes: Vec<Vec<usize>> = values.iter().map(Value::shape).collect();
        let shape = broadcast(&shapes)?;
        Limits::len(&shape)?;
        let mut values = values.to_vec();
        for value in &mut values {
            let ready = match value {
                Value::Tensor(_) => true,
                Value::Later(later) => later.shape == shape,
                Value::Constant(constant) => constant.floats().is_some_and(|all| all.len() == 1),
            };
            if !ready {
                *value = Value::Tensor(self.in_memory(value)?);
            }
        }
        loop {
            let mut work = Work {
                later: Later {
                    shape: shape.clone(),
                    program: Vec::new(),
                    elements: Vec::new(),
                },
            };
            let mut operands = Vec::with_capacity(values.len());
            for (at, value) in values.iter().enumerate() {
                let same = values[..at].iter().position(|other| is_same(value, other));
                operands.push(match same {
                    Some(other) => operands[other],
                    None => operand(&mut work, value)?,
                });
            }
            let result = build(&mut work, &operands);
            work.end_with(result);
            if work.fits() {
                return Ok(Value::Later(Rc::new(work.later)));
            }
            // Too much at once: the longest first.
            let length = |value: &Value| match value {
                Value::Later(later) => later.program.len(),
                _ => 0,
            };
            let longest = values.iter_mut().max_by_key(|value| length(value));
            match longest {
                Some(value) if length(value) > 0 => {
                    *value = Value::Tensor(self.in_memory(value)?);
                }
                _ => return unknown("too much arithmetic at once"),
            }
        }
    }
}

/// Whether both are the same arithmetic.
fn is_same(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Later(a), Value::Later(b)) if Rc::ptr_eq(a, b))
}

fn operand(work: &mut Work, value: &Value) -> Lowered<Operand> {
    match value {
        Value::Constant(constant) => {
            let only = constant.floats().and_then(|all| all.first());
            only.map_or_else(
                || unknown("integers among numbers"),
                |only| Ok(Operand::Constant(*only)),
            )
        }
        Value::Later(later) => Ok(work.append(later)),
        Value::Tensor(tensor) => match tensor.view.broadcast(&work.later.shape) {
            Some(view) => Ok(work.element(Tensor {
                view,
                buffer: tensor.buffer,
            })),
            None => unknown("shapes that don't fit"),
        },
    }
}

/// The shape that all of these fill, as NumPy has it.
pub(super) fn broadcast(shapes: &[Vec<usize>]) -> Lowered<Vec<usize>> {
    let rank = shapes.iter().map(Vec::len).max().unwrap_or(0);
    let mut whole = vec![1; rank];
    for shape in shapes {
        let behind = rank - shape.len();
        for (wanted, &size) in whole[behind..].iter_mut().zip(shape) {
            match (*wanted, size) {
                (_, 1) => {}
                (1, _) => *wanted = size,
                (a, b) if a == b => {}
                _ => return unknown("shapes that don't fit"),
            }
        }
    }
    match elements(&whole) {
        Some(..=Limits::TENSOR) => Ok(whole),
        _ => unknown(format!("a tensor of shape {whole:?}")),
    }
}
