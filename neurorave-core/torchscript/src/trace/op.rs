//! The operations of a trace.

use super::Constant;
use std::hash::{Hash, Hasher};

/// An operation. Integers and truth values are numbers like others; a graph carries them as floats.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// Known values.
    Constant(Constant),
    /// The `n`th input of the method.
    Input(usize),
    /// The `n`th state as the last step left it.
    State(usize),
    /// The `n`th draw of random numbers.
    Draw(usize, Distribution),
    /// Of one tensor, value by value.
    Unary(Unary),
    /// Of two tensors, value by value; the shorter is repeated.
    Binary(Binary),
    /// Condition, then what is taken where it holds, then what is taken elsewhere.
    Where,
    /// Parts one after another along an axis.
    Concat(usize),
    /// From `start` on, every `step`th along an axis; the shape tells how many.
    Slice {
        /// The axis.
        axis: usize,
        /// The first.
        start: usize,
        /// 1 or more.
        step: usize,
    },
    /// Backwards along an axis.
    Flip(usize),
    /// The same values in another shape.
    Reshape,
    /// Axis `i` of the result is axis `perm[i]` of the input.
    Transpose(Box<[usize]>),
    /// Axes of length 1 repeated.
    Expand,
    /// Entries along an axis of the first input, at the indices of the second.
    Gather(usize),
    /// The first input with what the third holds in place of the entries along an axis at the indices
    /// of the second.
    Scatter(usize),
    /// Along axes, which have length 1 afterwards.
    Reduce(Reduction, Box<[usize]>),
    /// The index of the largest along an axis, which has length 1 afterwards; the first of several.
    ArgMax(usize),
    /// Running sums along an axis.
    CumSum(usize),
    /// Matrix product over the last two axes.
    MatMul,
    /// Over the last axis: input, weights, and perhaps a bias.
    Convolve(Convolution),
    /// Like it, from few frames to many.
    Deconvolve(Convolution),
    /// A recurrent layer: input, its weights, the state before.
    Recur(Recurrent),
    /// The last state of the recurrent layer that is the input: hidden (0) or cell (1).
    Last(usize),
}

/// Of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the functions that the names say
pub enum Unary {
    Neg,
    Abs,
    Sign,
    Exp,
    Log,
    Sqrt,
    Reciprocal,
    Sin,
    Cos,
    Tan,
    Atan,
    Tanh,
    Sigmoid,
    Softplus,
    Erf,
    Floor,
    Ceil,
    Round,
    Relu,
    /// 0 where the number is not 0, else 1.
    Not,
    /// Towards zero.
    Truncate,
    /// 1 where the number is not 0, else 0.
    Truth,
    /// x, or `slope` x below zero.
    Leaky(Real),
    /// x, or `alpha` (e^x - 1) below zero.
    Elu(Real),
}

/// Of two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the functions that the names say
pub enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    Pow,
    Min,
    Max,
    /// What is left of a division, with the divisor's sign.
    Mod,
    Equal,
    Less,
    LessEqual,
    And,
    Or,
}

/// Of many numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the functions that the names say
pub enum Reduction {
    Sum,
    Mean,
    Max,
    Min,
    Prod,
}

/// How random numbers are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Distribution {
    /// Mean 0, variance 1.
    Normal,
    /// Between 0 and 1.
    Uniform,
}

/// What a convolution is, but for its weights.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Convolution {
    /// Input samples from one frame to the next (of a transposed one, output samples).
    pub stride: usize,
    /// Input samples between taps.
    pub dilation: usize,
    /// Zeros before and after (of a transposed one, output samples left out).
    pub padding: (usize, usize),
    /// Groups of channels that don't hear each other.
    pub groups: usize,
}

/// Kinds of recurrent layer, as ONNX has them; all weights are in ONNX's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recurrent {
    /// Gates z, r, h; the reset gate after the product.
    Gru,
    /// Gates i, o, f, c.
    Lstm,
}

/// A number that can be compared bit by bit.
#[derive(Clone, Copy, Debug)]
pub struct Real(pub f64);

impl PartialEq for Real {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Real {}

impl Hash for Real {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}
