//! What a program is made of.

mod expression;
mod statement;

pub use expression::{BinaryOperator, Call, Expression, Kind, UnaryOperator};
pub use statement::{Action, Statement};

use std::fmt;
use std::sync::Arc;

/// A name or a text, cheap to clone.
pub type Name = Arc<str>;

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in bytes.
    pub column: u32,
}

/// All that a file defines, in its order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unit {
    /// Dotted names of files that a file of an early version names; later ones name none.
    pub imports: Vec<Name>,
    /// The version of the operators, which only files of an early version tell.
    pub operator_version: Option<i64>,
    /// The classes.
    pub classes: Vec<Class>,
    /// The functions outside of classes.
    pub functions: Vec<Function>,
}

/// What a class is, by the name in brackets after its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassKind {
    /// A class without a kind: objects with attributes and methods.
    Plain,
    /// A module: a class whose attributes may be parameters, buffers and other modules.
    Module,
    /// A tuple whose entries, the attributes, have names.
    NamedTuple,
    /// An enumeration; its members are the constants.
    Enum,
    /// Methods that a class must have.
    Interface,
    /// Methods that a module must have.
    ModuleInterface,
}

/// A class. Lists are empty where the text has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Its name, without that of the file.
    pub name: Name,
    /// What it is.
    pub kind: ClassKind,
    /// Where it begins.
    pub place: Place,
    /// The names of attributes that are parameters.
    pub parameters: Vec<Name>,
    /// The names of attributes that are buffers.
    pub buffers: Vec<Name>,
    /// The names of methods that run after `forward`.
    pub forward_hooks: Vec<Name>,
    /// The names of methods that run before `forward`.
    pub forward_pre_hooks: Vec<Name>,
    /// What its objects hold.
    pub attributes: Vec<Attribute>,
    /// What all its objects have in common, and the members of an enumeration.
    pub constants: Vec<Constant>,
    /// What its objects do.
    pub methods: Vec<Function>,
}

/// An attribute of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Its name: any text.
    pub name: Name,
    /// What it is declared to be.
    pub declared: Type,
    /// Where its line begins.
    pub place: Place,
}

/// A constant of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Constant {
    /// Its name.
    pub name: Name,
    /// What it is declared to be, without `Final`; nothing for the members of an enumeration.
    pub declared: Option<Type>,
    /// Its value.
    pub value: Expression,
    /// Where its line begins.
    pub place: Place,
}

/// A function or method.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: Name,
    /// What it takes; for a method, the first is the object.
    pub parameters: Vec<Parameter>,
    /// What it returns.
    pub returns: Option<Type>,
    /// What it does.
    pub body: Vec<Statement>,
    /// Where it begins.
    pub place: Place,
}

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// What it is declared to be; the object of a method may go without.
    pub declared: Option<Type>,
    /// Its value where the caller gives none.
    pub default: Option<Expression>,
    /// Where it stands.
    pub place: Place,
}

/// A type as it is written: `Tensor`, `List[int]`, `Tuple[()]`, `__torch__.rave.Encoder`.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// The name, dotted for classes of the archive.
    pub name: Name,
    /// What stands in brackets after it; empty for `Tuple[()]` too.
    pub arguments: Vec<Type>,
    /// Where it stands.
    pub place: Place,
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.name)?;
        match &self.arguments[..] {
            [] if &*self.name == "Tuple" => write!(f, "[()]"),
            [] => Ok(()),
            [first, others @ ..] => {
                write!(f, "[{first}")?;
                others.iter().try_for_each(|other| write!(f, ", {other}"))?;
                write!(f, "]")
            }
        }
    }
}
