//! What has a value.

use super::{Name, Place, Type};

/// Something that has a value.
///
/// No expression has more than [`DEEPEST`](crate::script::DEEPEST) levels, so that functions may
/// walk it by calling themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// Where it stands: an attribute at its name, a subscript at its bracket, an operation at its
    /// operator, a call where that which is called stands, all others where they begin.
    pub place: Place,
    /// What it is.
    pub kind: Kind,
    /// Levels, from 1.
    levels: u16,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// A whole number, with its sign.
    Int(i64),
    /// A number, with its sign; `inf` and `nan` too.
    Float(f64),
    /// `2.j`: a complex number without a real part. `1.+2.j` is the sum of a float and one of these.
    Imaginary(f64),
    /// A text, without quotes and escapes.
    Text(Name),
    /// A variable, or a function without a file such as `int`, `range` and `print`.
    Variable(Name),
    /// A dotted name that begins with `torch`, `ops` or `__torch__`: `torch.add`.
    Global(Name),
    /// `CONSTANTS.c7`: the entry of that number, from 0, of the constants of the archive.
    Stored(usize),
    /// `(a, b)`.
    Tuple(Vec<Expression>),
    /// `[a, b]`.
    List(Vec<Expression>),
    /// `{a: b}`: keys and values.
    Dict(Vec<(Expression, Expression)>),
    /// `object.name` or `getattr(object, "name")`.
    Attribute {
        /// What has the attribute.
        object: Box<Expression>,
        /// The attribute: any text.
        name: Name,
    },
    /// `object[index]`.
    Subscript {
        /// What has entries.
        object: Box<Expression>,
        /// Which of them.
        index: Box<Expression>,
    },
    /// `object[from:to]`.
    Slice {
        /// What has entries.
        object: Box<Expression>,
        /// The first of them, from the first of all unless told.
        from: Option<Box<Expression>>,
        /// The one after the last of them, up to the last of all unless told.
        to: Option<Box<Expression>>,
    },
    /// `callee(a, b, name=c)`.
    Call(Box<Call>),
    /// `annotate(Type, value)`.
    Annotate(Box<Type>, Box<Expression>),
    /// `unchecked_cast(Type, value)`.
    UncheckedCast(Box<Type>, Box<Expression>),
    /// `uninitialized(Type)`: a value that nothing asks for.
    Uninitialized(Box<Type>),
    /// `isinstance(value, Type)` or `isinstance(value, (Type, Type))`.
    IsInstance(Box<Expression>, Vec<Type>),
    /// `-a`, of what is no number, and others.
    Unary(UnaryOperator, Box<Expression>),
    /// `a + b` and others.
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    /// `yes if condition else no`.
    Choose {
        /// Which of both.
        condition: Box<Expression>,
        /// The value if it is true.
        yes: Box<Expression>,
        /// The value if not.
        no: Box<Expression>,
    },
}

/// A call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// A [`Kind::Global`], a [`Kind::Variable`], or a method as [`Kind::Attribute`].
    pub callee: Expression,
    /// Arguments by position.
    pub positional: Vec<Expression>,
    /// Arguments by name, all after those by position.
    pub named: Vec<(Name, Expression)>,
}

/// An operator before its operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in Python's grammar")]
pub enum UnaryOperator {
    Negative,
    Positive,
    Invert,
    Not,
}

/// An operator between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in Python's grammar")]
pub enum BinaryOperator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Is,
    IsNot,
    In,
    NotIn,
    BitOr,
    BitXor,
    BitAnd,
    ShiftLeft,
    ShiftRight,
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    Divide,
    FloorDivide,
    Remainder,
    Power,
}

impl Expression {
    /// An expression one level above the highest within it.
    pub(in crate::script) fn new(place: Place, kind: Kind) -> Self {
        let levels = kind.levels_within().saturating_add(1);
        Self {
            place,
            kind,
            levels,
        }
    }

    /// How many levels it has: 1, and those of the highest expression within it.
    #[must_use]
    pub fn levels(&self) -> u16 {
        self.levels
    }
}

impl Kind {
    fn levels_within(&self) -> u16 {
        let most = |all: &[Expression]| all.iter().map(Expression::levels).max().unwrap_or(0);
        match self {
            Self::None
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Float(_)
            | Self::Imaginary(_)
            | Self::Text(_)
            | Self::Variable(_)
            | Self::Global(_)
            | Self::Stored(_)
            | Self::Uninitialized(_) => 0,
            Self::Tuple(all) | Self::List(all) => most(all),
            Self::Dict(all) => {
                let levels = all.iter().map(|(a, b)| a.levels.max(b.levels));
                levels.max().unwrap_or(0)
            }
            Self::Attribute { object: one, .. }
            | Self::Annotate(_, one)
            | Self::UncheckedCast(_, one)
            | Self::IsInstance(one, _)
            | Self::Unary(_, one) => one.levels,
            Self::Subscript {
                object: a,
                index: b,
            }
            | Self::Binary(_, a, b) => a.levels.max(b.levels),
            Self::Slice { object, from, to } => {
                let ends = from.iter().chain(to);
                ends.fold(object.levels, |levels, end| levels.max(end.levels))
            }
            Self::Call(call) => {
                let named = call.named.iter().map(|(_, value)| value.levels);
                let named = named.max().unwrap_or(0);
                most(&call.positional).max(named).max(call.callee.levels)
            }
            Self::Choose { condition, yes, no } => condition.levels.max(yes.levels).max(no.levels),
        }
    }
}
