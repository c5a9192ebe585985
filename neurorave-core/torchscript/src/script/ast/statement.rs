//! What a function does, line by line.

use super::{Expression, Function, Name, Place, Type};

/// A line, with the block under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Where it begins.
    pub place: Place,
    /// What it does.
    pub action: Action,
}

/// What a line does.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// `pass`: nothing.
    Pass,
    /// An expression alone, for what it does, such as `ops.prim.RaiseException("why")`.
    Evaluate(Expression),
    /// `name = value` or `name: declared = value`.
    Assign {
        /// The variable.
        name: Name,
        /// What the variable is declared to be.
        declared: Option<Type>,
        /// What it becomes.
        value: Expression,
    },
    /// `a, b, = value` or `a, b = c, d`: the entries of a tuple or list, all worked out first.
    Unpack {
        /// The variables, at least one.
        names: Vec<Name>,
        /// As many values.
        value: Expression,
    },
    /// `object.name = value`.
    SetAttribute {
        /// What has the attribute.
        object: Expression,
        /// The attribute.
        name: Name,
        /// What it becomes.
        value: Expression,
    },
    /// `return value`; without a value it is `None`.
    Return(Expression),
    /// `if condition:`, with `else:` and `elif` as an `if` within it.
    If {
        /// Which block to run.
        condition: Expression,
        /// Run if it is true.
        then: Vec<Statement>,
        /// Run if not; may be empty.
        otherwise: Vec<Statement>,
    },
    /// `while condition:`.
    While {
        /// Asked before each turn.
        condition: Expression,
        /// Run while it is true.
        body: Vec<Statement>,
    },
    /// `for name in range(count):`.
    For {
        /// Counts from 0.
        name: Name,
        /// How many turns.
        count: Expression,
        /// Run for each.
        body: Vec<Statement>,
    },
    /// `with object:` or `with object as name:`.
    With {
        /// What is entered and left.
        object: Expression,
        /// What entering it gives.
        name: Option<Name>,
        /// Run in between.
        body: Vec<Statement>,
    },
    /// A function within a function, which sees its variables: what `fork` runs.
    Closure(Box<Function>),
}
