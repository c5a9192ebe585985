//! Arithmetic on integers that never change: shapes, axes, indices.

use super::arithmetic::broadcast;
use super::{Lowered, Lowering, unknown};
use crate::network::native::onnx::{Attributes, Constant, Data};
use crate::network::native::view::View;
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// The results of an operator, element by element.
enum Results {
    Integers(fn(i64, i64) -> Option<i64>),
    Truths(fn(i64, i64) -> bool),
}

fn results(node: &NodeProto) -> Option<Results> {
    use Results::{Integers, Truths};
    Some(match node.op_type.as_str() {
        "Add" => Integers(i64::checked_add),
        "Sub" => Integers(i64::checked_sub),
        "Mul" => Integers(i64::checked_mul),
        "Div" => Integers(i64::checked_div),
        "Mod" if Attributes(node).int("fmod", 0) == 0 => Integers(modulo),
        "Mod" => Integers(i64::checked_rem),
        "Min" => Integers(|a, b| Some(a.min(b))),
        "Max" => Integers(|a, b| Some(a.max(b))),
        "Pow" => Integers(|a, b| a.checked_pow(u32::try_from(b).ok()?)),
        // With the first operand once more as the second.
        "Neg" => Integers(|a, _| a.checked_neg()),
        "Abs" => Integers(|a, _| a.checked_abs()),
        "Sign" => Integers(|a, _| Some(a.signum())),
        "Equal" => Truths(|a, b| a == b),
        "Less" => Truths(|a, b| a < b),
        "LessOrEqual" => Truths(|a, b| a <= b),
        "Greater" => Truths(|a, b| a > b),
        "GreaterOrEqual" => Truths(|a, b| a >= b),
        _ => return None,
    })
}

/// With the divisor's sign.
fn modulo(a: i64, b: i64) -> Option<i64> {
    a.checked_rem(b)?.checked_add(b)?.checked_rem(b)
}

/// All elements as integers, repeated to fill `shape`.
fn filling(constant: &Constant, shape: &[usize]) -> Lowered<Vec<i64>> {
    let Some(view) = View::row_major(&constant.shape).broadcast(shape) else {
        return unknown("shapes that don't fit");
    };
    let places = view.places().into_iter().map(|place| place as usize);
    Ok(match &constant.data {
        Data::Integers(values) => places.map(|place| values[place]).collect(),
        Data::Floats { values, .. } => places.map(|place| values[place] as i64).collect(),
    })
}

impl Lowering<'_> {
    /// What `node` makes of constants, if it is an operator on integers.
    pub(super) fn integer_result(
        &self,
        node: &NodeProto,
        operands: &[Rc<Constant>],
    ) -> Lowered<Option<Constant>> {
        let whole = |all: &[Rc<Constant>]| all.iter().all(|one| one.integers().is_some());
        if node.op_type == "Where" && operands.len() == 3 && whole(&operands[1..]) {
            let shapes: Vec<_> = operands.iter().map(|one| one.shape.clone()).collect();
            let shape = broadcast(&shapes)?;
            let [when, yes, no] = [0, 1, 2].map(|at| filling(&operands[at], &shape));
            let choices = yes?.into_iter().zip(no?);
            let chosen = when?.into_iter().zip(choices);
            let chosen = chosen.map(|(when, (yes, no))| if when != 0 { yes } else { no });
            return Ok(Some(Constant::of_integers(shape, chosen.collect())));
        }
        if !whole(operands) {
            return Ok(None);
        }
        if node.op_type.starts_with("Reduce") {
            return self.integer_fold(node, &operands[0]).map(Some);
        }
        let Some(results) = results(node) else {
            return Ok(None);
        };
        let (first, second) = (&operands[0], operands.get(1).unwrap_or(&operands[0]));
        if operands.len() > 2 {
            return unknown("of more than two integers");
        }
        let shape = broadcast(&[first.shape.clone(), second.shape.clone()])?;
        let pairs = filling(first, &shape)?
            .into_iter()
            .zip(filling(second, &shape)?);
        Ok(Some(match results {
            Results::Truths(of) => Constant::of_truths(shape, pairs.map(|(a, b)| of(a, b))),
            Results::Integers(of) => {
                let values: Option<Vec<i64>> = pairs.map(|(a, b)| of(a, b)).collect();
                let Some(values) = values else {
                    return unknown("of integers that don't fit");
                };
                Constant::of_integers(shape, values)
            }
        }))
    }

    /// A fold over all elements of a list.
    fn integer_fold(&self, node: &NodeProto, list: &Constant) -> Lowered<Constant> {
        let values = list.integers().unwrap_or_default();
        let folded = match (node.op_type.as_str(), list.shape.len()) {
            ("ReduceProd", 1) => values
                .iter()
                .try_fold(1i64, |all, one| all.checked_mul(*one)),
            ("ReduceSum", 1) => values
                .iter()
                .try_fold(0i64, |all, one| all.checked_add(*one)),
            ("ReduceMax", 1) => values.iter().max().copied(),
            ("ReduceMin", 1) => values.iter().min().copied(),
            _ => None,
        };
        let Some(folded) = folded else {
            return unknown("of integers that don't fit");
        };
        let shape = match Attributes(node).int("keepdims", 1) {
            0 => vec![],
            _ => vec![1],
        };
        Ok(Constant::of_integers(shape, vec![folded]))
    }
}
