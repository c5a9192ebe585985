//! Pickles, as PyTorch writes them into TorchScript archives, read into plain data.
//!
//! A pickle is a program for a small stack machine. Here it can only build data: the opcodes and the
//! classes it may name are a fixed set, nothing is ever called, and everything else is refused.
//! Memory is paid from a budget that the file's size sets. What has been built is looked over once
//! before anybody sees it: values that contain themselves, that are nested too deeply, or that unfold
//! into far more than was written are refused, so that they can be followed by recursion.

mod arena;
mod budget;
mod data;
mod dtype;
mod input;
mod known;
mod look;
mod machine;
mod names;
mod opcode;
mod rebuild;
mod tensor;
mod value;

pub use data::Data;
pub use dtype::Dtype;
pub use tensor::TensorRef;
pub use value::{Dict, Enum, List, Object, Value};

use crate::archive::{Archive, Error, Section};
use arena::{Arena, Cell};

/// Memory that a pickle's values, or a tensor, may take whatever the file's size.
const SLACK: u64 = 4 << 20;

/// What a pickle holds.
pub struct Pickle {
    arena: Arena,
    root: Cell,
    memory: usize,
}

impl std::fmt::Debug for Pickle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.root().fmt(f)
    }
}

impl Pickle {
    /// Reads the pickle of a section. Its values take at most as much memory as the file has bytes,
    /// and 4 MiB.
    ///
    /// # Errors
    /// An [`Error`] that names the byte of the pickle where it is wrong.
    pub fn read(archive: &Archive, section: Section) -> Result<Self, Error> {
        let bytes = archive.read_pickle(section)?;
        let (arena, root, memory) = machine::run(archive, section, &bytes)?;
        Ok(Self {
            arena,
            root,
            memory,
        })
    }

    /// Bytes that its values take, at most.
    pub fn memory(&self) -> usize {
        self.memory
    }

    /// The whole: an [`Object`] in `data.pkl`, a tuple of tensors and others in `constants.pkl`.
    pub fn root(&self) -> Value<'_> {
        Value::of(&self.arena, self.root)
    }
}
