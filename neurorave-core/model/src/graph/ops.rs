//! Short names for the operators that streaming networks use most.

use super::{Attr, GraphBuilder, Value};

/// Slope of [`GraphBuilder::leaky_relu`] below zero.
const LEAK: f32 = 0.2;

macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident = $op:literal;)*) => {
        $($(#[$doc])*
        pub fn $name(&mut self, x: &Value) -> Value {
            self.op($op, &[x], &[])
        })*
    };
}

macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident = $op:literal;)*) => {
        $($(#[$doc])*
        pub fn $name(&mut self, a: &Value, b: &Value) -> Value {
            self.op($op, &[a, b], &[])
        })*
    };
}

impl GraphBuilder {
    unary! {
        /// e^x.
        exp = "Exp";
        /// Natural logarithm.
        log = "Log";
        /// Hyperbolic tangent.
        tanh = "Tanh";
        /// Logistic function.
        sigmoid = "Sigmoid";
        /// Square root.
        sqrt = "Sqrt";
        /// Sine of radians.
        sin = "Sin";
        /// Cosine of radians.
        cos = "Cos";
        /// Absolute value.
        abs = "Abs";
        /// Negation.
        neg = "Neg";
    }

    binary! {
        /// a + b, broadcast as in NumPy.
        add = "Add";
        /// a - b, broadcast.
        sub = "Sub";
        /// a · b by element, broadcast.
        mul = "Mul";
        /// a / b by element, broadcast.
        div = "Div";
        /// Matrix product over the last two axes.
        matmul = "MatMul";
    }

    /// x where positive, 0.2 x elsewhere.
    pub fn leaky_relu(&mut self, x: &Value) -> Value {
        self.op("LeakyRelu", &[x], &[("alpha", Attr::Float(LEAK))])
    }

    /// The values one after another along an axis.
    pub fn concat(&mut self, values: &[&Value], axis: i64) -> Value {
        self.op("Concat", values, &[("axis", Attr::Int(axis))])
    }

    /// Elements `from..to` along an axis.
    pub fn slice(&mut self, x: &Value, axis: i64, from: usize, to: usize) -> Value {
        let [from, to, axis] = [from as i64, to as i64, axis].map(|n| self.ints(&[n]));
        self.op("Slice", &[x, &from, &to, &axis], &[])
    }

    /// The same elements in another shape.
    pub fn reshape(&mut self, x: &Value, shape: &[usize]) -> Value {
        let shape = self.ints(&shape.iter().map(|&d| d as i64).collect::<Vec<_>>());
        self.op("Reshape", &[x, &shape], &[])
    }

    /// Axes permuted: axis `i` of the result is axis `perm[i]` of `x`.
    pub fn transpose(&mut self, x: &Value, perm: &[i64]) -> Value {
        self.op("Transpose", &[x], &[("perm", Attr::Ints(perm.to_vec()))])
    }

    /// The entries at those indices along an axis.
    pub fn gather(&mut self, x: &Value, axis: i64, indices: &[i64]) -> Value {
        let indices = self.ints(indices);
        self.op("Gather", &[x, &indices], &[("axis", Attr::Int(axis))])
    }
}
