//! Operators and their order.

use super::Parser;
use crate::script::ast::{BinaryOperator, Expression, Kind, UnaryOperator};
use crate::script::error::Parsed;
use crate::script::token::Token;

/// How tightly comparisons bind; `not` binds less tightly, arithmetic more.
const COMPARISON: u8 = 4;

impl Parser<'_> {
    /// Operands between operators that bind as tightly as `least` or more.
    pub(super) fn operation(&mut self, least: u8) -> Parsed<Expression> {
        let mut left = self.operand()?;
        while let Some((operator, tightness)) = self.operator()
            && tightness >= least
        {
            let place = self.place;
            let sign = self.advance()?;
            let operator = match sign {
                Token::Symbol("is") if self.take("not")? => BinaryOperator::IsNot,
                Token::Symbol("not") => {
                    self.expect("in")?;
                    BinaryOperator::NotIn
                }
                _ => operator,
            };
            let right = self.operation(tightness + 1)?;
            let kind = Kind::Binary(operator, Box::new(left), Box::new(right));
            left = self.made(place, kind)?;
        }
        Ok(left)
    }

    /// What an operator works on, with the operators that stand before it.
    fn operand(&mut self) -> Parsed<Expression> {
        self.within(|parser| {
            let operator = match parser.token {
                Token::Symbol("-") => UnaryOperator::Negative,
                Token::Symbol("+") => UnaryOperator::Positive,
                Token::Symbol("~") => UnaryOperator::Invert,
                Token::Symbol("not") => UnaryOperator::Not,
                _ => return parser.power(),
            };
            let place = parser.place;
            parser.advance()?;
            // The least whole number is no negative of another.
            if operator == UnaryOperator::Negative && parser.token == Token::Integer(1 << 63) {
                parser.advance()?;
                return parser.made(place, Kind::Int(i64::MIN));
            }
            let operand = match operator {
                UnaryOperator::Not => parser.operation(COMPARISON)?,
                _ => parser.operand()?,
            };
            let kind = match (operator, &operand.kind) {
                (UnaryOperator::Negative, Kind::Int(number)) if *number > i64::MIN => {
                    Kind::Int(-number)
                }
                (UnaryOperator::Negative, Kind::Float(number)) => Kind::Float(-number),
                (UnaryOperator::Negative, Kind::Imaginary(number)) => Kind::Imaginary(-number),
                _ => Kind::Unary(operator, Box::new(operand)),
            };
            parser.made(place, kind)
        })
    }

    fn power(&mut self) -> Parsed<Expression> {
        let base = self.chain()?;
        let place = self.place;
        match self.take("**")? {
            false => Ok(base),
            true => {
                let exponent = self.operand()?;
                let [base, exponent] = [base, exponent].map(Box::new);
                self.made(place, Kind::Binary(BinaryOperator::Power, base, exponent))
            }
        }
    }

    /// The operator that the word is or begins, and how tightly it binds.
    fn operator(&self) -> Option<(BinaryOperator, u8)> {
        let Token::Symbol(sign) = self.token else {
            return None;
        };
        Some(match sign {
            "or" => (BinaryOperator::Or, 1),
            "and" => (BinaryOperator::And, 2),
            "==" => (BinaryOperator::Equal, COMPARISON),
            "!=" => (BinaryOperator::NotEqual, COMPARISON),
            "<" => (BinaryOperator::Less, COMPARISON),
            "<=" => (BinaryOperator::LessOrEqual, COMPARISON),
            ">" => (BinaryOperator::Greater, COMPARISON),
            ">=" => (BinaryOperator::GreaterOrEqual, COMPARISON),
            "is" => (BinaryOperator::Is, COMPARISON),
            "in" => (BinaryOperator::In, COMPARISON),
            "not" => (BinaryOperator::NotIn, COMPARISON),
            "|" => (BinaryOperator::BitOr, 5),
            "^" => (BinaryOperator::BitXor, 6),
            "&" => (BinaryOperator::BitAnd, 7),
            "<<" => (BinaryOperator::ShiftLeft, 8),
            ">>" => (BinaryOperator::ShiftRight, 8),
            "+" => (BinaryOperator::Add, 9),
            "-" => (BinaryOperator::Subtract, 9),
            "*" => (BinaryOperator::Multiply, 10),
            "@" => (BinaryOperator::MatrixMultiply, 10),
            "/" => (BinaryOperator::Divide, 10),
            "//" => (BinaryOperator::FloorDivide, 10),
            "%" => (BinaryOperator::Remainder, 10),
            _ => return None,
        })
    }
}
