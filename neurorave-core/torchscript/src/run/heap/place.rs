//! What values name of a heap, and what is kept there.

use crate::run::Value;
use crate::script::Name;
use crate::trace::Id;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

macro_rules! references {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub(super) u32);)*
    };
}

references! {
    /// A tensor of the heap.
    Tensor
    /// A list of the heap.
    List
    /// A dictionary of the heap.
    Dict
    /// An object of the heap.
    Object
}

/// An object: its class, and its attributes by name.
#[derive(Clone, Debug)]
pub struct Instance {
    /// Full name of its class.
    pub class: Name,
    /// Attributes.
    pub attributes: HashMap<Name, Value>,
}

/// A key of a dictionary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A truth value or whole number.
    Int(i64),
    /// A text.
    Str(Name),
}

/// A place that a program writes to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A tensor's values.
    Tensor(Tensor),
    /// A list.
    List(List),
    /// A dictionary.
    Dict(Dict),
    /// An attribute of an object.
    Attribute(Object, Name),
}

/// What a place holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// A tensor's values.
    Values(Id),
    /// The values of a list.
    Items(Rc<[Value]>),
    /// The values of a dictionary.
    Entries(Rc<BTreeMap<Key, Value>>),
    /// An attribute; none where there was none.
    Attribute(Option<Value>),
}
