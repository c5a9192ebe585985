//! Arithmetic on elements.

use super::{Attributes, Later, Lowered, Lowering, Value, unknown};
use crate::network::native::expr::{Instruction, LONGEST, Op, Operand};
use crate::network::native::program::MOST_VIEWS;
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// What an operator does to its operands.
enum Kind {
    Unary(Op),
    Binary(Op),
    /// The operand, no less than the second and no more than the third.
    Clip,
    /// The second where the first is 1, else the third.
    Where,
}

fn kind(node: &NodeProto, attributes: &Attributes) -> Option<Kind> {
    use Kind::{Binary, Unary};
    Some(match node.op_type.as_str() {
        "Add" => Binary(Op::Add),
        "Sub" => Binary(Op::Sub),
        "Mul" => Binary(Op::Mul),
        "Div" => Binary(Op::Div),
        "Pow" => Binary(Op::Pow),
        "Min" if node.input.len() == 2 => Binary(Op::Min),
        "Max" if node.input.len() == 2 => Binary(Op::Max),
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
        "Clip" => Kind::Clip,
        "Where" => Kind::Where,
        _ => return None,
    })
}

impl Lowering<'_> {
    pub(super) fn elementwise(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let Some(kind) = kind(node, attributes) else {
            return unknown("this operator isn't known");
        };
        match kind {
            Kind::Binary(Op::Add) if self.add_to_bias(node)? || self.add_to_dense(node)? => {
                return Ok(());
            }
            Kind::Unary(Op::LeakyRelu(slope)) if self.rectify_dense(node, slope)? => return Ok(()),
            _ => {}
        }
        let names: Vec<&String> = node.input.iter().collect();
        let shapes: Vec<Vec<usize>> = names
            .iter()
            .filter(|name| !name.is_empty())
            .map(|name| self.shape(name))
            .collect::<Lowered<_>>()?;
        let shape = broadcast(&shapes)?;
        let mut work = Work {
            later: Later {
                shape: shape.clone(),
                program: Vec::new(),
                elements: Vec::new(),
            },
        };
        let mut operands = Vec::new();
        for name in &names {
            operands.push(match name.is_empty() {
                true => None,
                false => Some(self.operand(&mut work, name, &shape)?),
            });
        }
        let operand = |at: usize| operands.get(at).copied().flatten();
        let Some(first) = operand(0) else {
            return unknown("without an operand");
        };
        let zero = Operand::Constant(0.0);
        match (kind, operand(1), operand(2)) {
            (Kind::Unary(op), ..) => drop(work.push(op, first, zero)),
            (Kind::Binary(op), Some(second), _) => drop(work.push(op, first, second)),
            (Kind::Clip, low, high) => {
                let mut result = work.push(Op::Same, first, zero);
                if let Some(low) = low {
                    result = work.push(Op::Max, result, low);
                }
                if let Some(high) = high {
                    work.push(Op::Min, result, high);
                }
            }
            (Kind::Where, Some(yes), Some(no)) => {
                // Sums of products: nothing in these graphs is infinite.
                let other = work.push(Op::Not, first, zero);
                let yes = work.push(Op::Mul, first, yes);
                let no = work.push(Op::Mul, other, no);
                work.push(Op::Add, yes, no);
            }
            _ => return unknown("with too few operands"),
        }
        let later = Rc::new(work.later);
        let name = &node.output[0];
        self.set(name, Value::Later(later));
        if self.wiring.only_reader(name).is_none() {
            self.tensor(name)?;
        }
        Ok(())
    }

    /// `name` as an operand of arithmetic over `shape`.
    fn operand(&mut self, work: &mut Work, name: &str, shape: &[usize]) -> Lowered<Operand> {
        match self.value(name)? {
            Value::Constant(constant) => {
                if let Some([only]) = constant.floats() {
                    return Ok(Operand::Constant(*only));
                }
            }
            // Arithmetic that nobody else needs is done on the way.
            Value::Later(later) if later.shape == shape && work.takes(&later) => {
                return Ok(work.append(&later));
            }
            _ => {}
        }
        let mut tensor = self.tensor(name)?;
        let Some(view) = tensor.view.broadcast(shape) else {
            return unknown("shapes that don't fit");
        };
        tensor.view = view;
        if work.later.elements.len() + 2 > MOST_VIEWS {
            return unknown("too many operands at once");
        }
        work.later.elements.push(tensor);
        Ok(Operand::Element(work.later.elements.len() - 1))
    }
}

struct Work {
    later: Later,
}

impl Work {
    /// Whether there is room for `other`, and for what one operator adds.
    fn takes(&self, other: &Later) -> bool {
        let program = self.later.program.len() + other.program.len() + 4;
        let elements = self.later.elements.len() + other.elements.len() + 3;
        program <= LONGEST / 2 && elements <= MOST_VIEWS
    }

    fn push(&mut self, op: Op, a: Operand, b: Operand) -> Operand {
        self.later.program.push(Instruction {
            op,
            operands: [a, b],
        });
        Operand::Result(self.later.program.len() - 1)
    }

    fn append(&mut self, other: &Later) -> Operand {
        let (before, read) = (self.later.program.len(), self.later.elements.len());
        let moved = |operand| match operand {
            Operand::Element(i) => Operand::Element(i + read),
            Operand::Result(i) => Operand::Result(i + before),
            constant => constant,
        };
        self.later.elements.extend(other.elements.iter().cloned());
        let instructions = other.program.iter().map(|one| Instruction {
            op: one.op,
            operands: one.operands.map(moved),
        });
        self.later.program.extend(instructions);
        Operand::Result(self.later.program.len() - 1)
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
    Ok(whole)
}
