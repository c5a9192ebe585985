//! What has been built so far: values without pointers, which know each other by number.
//!
//! So an object that is named several times is one object, and values that contain themselves can
//! be dropped like all others.

use super::dtype::Dtype;
use super::known::Known;
use super::tensor::{Storage, TensorRef};

/// A value on the stack, in the memo, or in another value.
#[derive(Clone, Copy)]
pub enum Cell {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Text),
    Device(Text),
    Node(u32),
    Tensor(u32),
    /// The rest are only of use while the pickle is read.
    Storage(u32),
    StorageType(Option<Dtype>),
    Dtype(Dtype),
    /// A class of the program.
    Class(Text),
    Known(Known),
}

/// A part of [`Arena::text`].
#[derive(Clone, Copy, PartialEq)]
pub struct Text {
    pub start: u32,
    pub len: u32,
}

/// A value with others in it.
pub struct Node {
    pub kind: Kind,
    /// Items; of a dict, keys and values in turn; of an object its state, and of an enum its value.
    pub cells: Vec<Cell>,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    List,
    Tuple,
    Dict,
    Complex,
    Object { class: Text },
    Enum { class: Text },
}

/// Everything.
#[derive(Default)]
pub struct Arena {
    pub text: String,
    pub nodes: Vec<Node>,
    pub tensors: Vec<TensorRef>,
    pub storages: Vec<Storage>,
}

impl Arena {
    pub fn text(&self, text: Text) -> &str {
        let start = text.start as usize;
        &self.text[start..start + text.len as usize]
    }

    pub fn node(&self, index: u32) -> &Node {
        &self.nodes[index as usize]
    }
}
