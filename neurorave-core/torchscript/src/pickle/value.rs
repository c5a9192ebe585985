//! Values as they are looked at.

use super::arena::{Arena, Cell, Kind, Node};
use super::tensor::TensorRef;

/// A value of a pickle. Following one never comes back to it, and goes no deeper than 256.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)] // the names say it
pub enum Value<'a> {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// Real and imaginary part.
    Complex(f64, f64),
    Str(&'a str),
    /// The name of a device, as `cpu`.
    Device(&'a str),
    List(List<'a>),
    /// A named tuple is one, too: its class is not written.
    Tuple(List<'a>),
    Dict(Dict<'a>),
    Tensor(&'a TensorRef),
    Object(Object<'a>),
    Enum(Enum<'a>),
}

impl<'a> Value<'a> {
    pub(super) fn of(arena: &'a Arena, cell: Cell) -> Self {
        match cell {
            Cell::Bool(value) => Self::Bool(value),
            Cell::Int(value) => Self::Int(value),
            Cell::Float(value) => Self::Float(value),
            Cell::Text(text) => Self::Str(arena.text(text)),
            Cell::Device(text) => Self::Device(arena.text(text)),
            Cell::Tensor(index) => Self::Tensor(&arena.tensors[index as usize]),
            Cell::Node(index) => Self::of_node(arena, index),
            // The others have been refused.
            _ => Self::None,
        }
    }

    fn of_node(arena: &'a Arena, index: u32) -> Self {
        let node = arena.node(index);
        let cells = &node.cells[..];
        match node.kind {
            Kind::List => Self::List(List { arena, cells }),
            Kind::Tuple => Self::Tuple(List { arena, cells }),
            Kind::Dict => Self::Dict(Dict { arena, cells }),
            Kind::Object { class } => Self::Object(Object {
                arena,
                class: arena.text(class),
                index,
            }),
            Kind::Enum { class } => Self::Enum(Enum {
                arena,
                class: arena.text(class),
                node,
            }),
            Kind::Complex => match cells {
                [Cell::Float(re), Cell::Float(im)] => Self::Complex(*re, *im),
                _ => Self::None,
            },
        }
    }
}

/// Values one after the other.
#[derive(Clone, Copy)]
pub struct List<'a> {
    arena: &'a Arena,
    cells: &'a [Cell],
}

impl<'a> List<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The value at `index`.
    pub fn get(&self, index: usize) -> Option<Value<'a>> {
        let cell = self.cells.get(index);
        cell.map(|cell| Value::of(self.arena, *cell))
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Value<'a>> + use<'a> {
        let arena = self.arena;
        self.cells.iter().map(move |cell| Value::of(arena, *cell))
    }
}

/// Keys and values, in the order in which they were written.
#[derive(Clone, Copy)]
pub struct Dict<'a> {
    arena: &'a Arena,
    cells: &'a [Cell],
}

impl<'a> Dict<'a> {
    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.cells.len() / 2
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// All pairs. Where a key is there twice, the last counts.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Value<'a>, Value<'a>)> + use<'a> {
        let arena = self.arena;
        let value = move |cell: &Cell| Value::of(arena, *cell);
        let pairs = self.cells.chunks_exact(2);
        pairs.map(move |pair| (value(&pair[0]), value(&pair[1])))
    }

    /// The value of a text.
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        let is_it = |(key, _): &(Value<'_>, _)| matches!(key, Value::Str(key) if *key == name);
        self.iter().rev().find(is_it).map(|(_, value)| value)
    }
}

/// An object of a class of the program.
#[derive(Clone, Copy)]
pub struct Object<'a> {
    arena: &'a Arena,
    class: &'a str,
    index: u32,
}

impl<'a> Object<'a> {
    /// Its class, as `__torch__.rave.model.RAVE`.
    pub fn class(&self) -> &'a str {
        self.class
    }

    /// A number that no other object of the pickle has.
    pub fn id(&self) -> usize {
        self.index as usize
    }

    /// What it was saved with: a dict of attributes, or what its `__getstate__` gave.
    pub fn state(&self) -> Value<'a> {
        let state = self.arena.node(self.index).cells.first();
        state.map_or(Value::None, |state| Value::of(self.arena, *state))
    }

    /// Names and values of its attributes; none where its state is something else.
    pub fn attributes(&self) -> impl DoubleEndedIterator<Item = (&'a str, Value<'a>)> + use<'a> {
        let pairs = match self.state() {
            Value::Dict(dict) => Some(dict.iter()),
            _ => None,
        };
        let named = |(key, value)| match key {
            Value::Str(name) => Some((name, value)),
            _ => None,
        };
        pairs.into_iter().flatten().filter_map(named)
    }

    /// The attribute of that name.
    pub fn attribute(&self, name: &str) -> Option<Value<'a>> {
        match self.state() {
            Value::Dict(dict) => dict.get(name),
            _ => None,
        }
    }
}

/// A member of an enum of the program.
#[derive(Clone, Copy)]
pub struct Enum<'a> {
    arena: &'a Arena,
    class: &'a str,
    node: &'a Node,
}

impl<'a> Enum<'a> {
    /// Its class, as `__torch__.Color`.
    pub fn class(&self) -> &'a str {
        self.class
    }

    /// Its value; its name is in the program.
    pub fn value(&self) -> Value<'a> {
        let value = self.node.cells.first();
        value.map_or(Value::None, |value| Value::of(self.arena, *value))
    }
}

impl std::fmt::Debug for List<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl std::fmt::Debug for Dict<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Without its state: written out wherever it is named, an object could be long.
impl std::fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}#{}", self.class, self.index)
    }
}

impl std::fmt::Debug for Enum<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}({:?})", self.class, self.value())
    }
}
