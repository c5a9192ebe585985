//! Operators between two expressions.

use crate::run::builtin::Args;
use crate::run::statement::Frame;
use crate::run::{Machine, Stop, Value};
use crate::script::{BinaryOperator, Expression};

impl Machine {
    pub(super) fn operation(
        &mut self,
        frame: &mut Frame,
        operator: BinaryOperator,
        a: &Expression,
        b: &Expression,
    ) -> Result<Value, Stop> {
        let a = self.evaluate(frame, a)?;
        // The second operand of these is not asked for where the first decides.
        if let (BinaryOperator::And | BinaryOperator::Or, Value::Bool(known)) = (operator, &a) {
            return match *known == (operator == BinaryOperator::Or) {
                true => Ok(a),
                false => self.evaluate(frame, b),
            };
        }
        let b = self.evaluate(frame, b)?;
        let name = match operator {
            BinaryOperator::Or => "__or__",
            BinaryOperator::And => "__and__",
            BinaryOperator::Equal => "eq",
            BinaryOperator::NotEqual => "ne",
            BinaryOperator::Less => "lt",
            BinaryOperator::LessOrEqual => "le",
            BinaryOperator::Greater => "gt",
            BinaryOperator::GreaterOrEqual => "ge",
            BinaryOperator::Is => "__is__",
            BinaryOperator::IsNot => "__isnot__",
            BinaryOperator::Add => "add",
            BinaryOperator::Subtract => "sub",
            BinaryOperator::Multiply => "mul",
            BinaryOperator::MatrixMultiply => "matmul",
            BinaryOperator::Divide => "div",
            BinaryOperator::FloorDivide => "floordiv",
            BinaryOperator::Remainder => "remainder",
            BinaryOperator::Power => "pow",
            BinaryOperator::In => return self.builtin("__contains__", Args::from(vec![b, a])),
            BinaryOperator::NotIn
            | BinaryOperator::BitOr
            | BinaryOperator::BitXor
            | BinaryOperator::BitAnd
            | BinaryOperator::ShiftLeft
            | BinaryOperator::ShiftRight => {
                return Err(Stop::new(format!(
                    "the operator {operator:?} is not supported"
                )));
            }
        };
        self.builtin(name, Args::from(vec![a, b]))
    }
}
