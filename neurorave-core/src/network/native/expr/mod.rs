//! Arithmetic on corresponding elements: a short program that runs on a row of them at a time.

mod apply;
mod functions;
mod power;
mod rows;
mod run;
mod sine;
#[cfg(test)]
mod tests;

pub use rows::{gather, scatter};
pub use run::{Row, run};

/// One operation on elements. Comparisons and their kin give 1 or 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// The operand itself.
    Same,
    Add,
    Sub,
    Mul,
    Div,
    Pow,
    Min,
    Max,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Equal,
    Neg,
    Abs,
    Exp,
    Log,
    Sqrt,
    Reciprocal,
    Sin,
    Cos,
    Tanh,
    Sigmoid,
    Softplus,
    Floor,
    /// 1 where the operand is 0.
    Not,
    /// The slope below zero.
    LeakyRelu(f32),
    /// The factor below zero.
    Elu(f32),
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// One of the views that are read.
    Element(usize),
    /// The result of an earlier instruction.
    Result(usize),
    /// The same number everywhere.
    Constant(f32),
}

/// `op` of one operand, or two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Instruction {
    /// What is done.
    pub op: Op,
    /// With what; unary operations don't look at the second.
    pub operands: [Operand; 2],
}

/// Elements that are worked on at a time.
pub const ROW: usize = 64;
/// Most instructions of a program, so that its results fit into a small stack.
pub const LONGEST: usize = 24;

/// Results of a program's instructions.
pub type Results = [[f32; ROW]; LONGEST];
