//! Weights that are in a model's file, and their packed forms, which all share who play it.

use super::kernel::{Matrix, Tensor, Values, Width};
use super::onnx::Constant;
use crate::error::Problem;
use crate::model::ContentHash;
use crate::model_file::Skeleton;
use crate::model_file::source::Source;
use parking_lot::Mutex;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::{Arc, LazyLock, Weak};

/// The file of a model whose graph is being lowered.
pub struct Shelf {
    source: Arc<dyn Source>,
    content: ContentHash,
    failed: RefCell<Option<Problem>>,
}

/// Floats in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Their bytes.
    pub range: Range<u64>,
    /// Whether they are f16; f32 otherwise.
    pub half: bool,
}

/// What packed weights are made of.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    content: ContentHash,
    place: Place,
    matrix: Matrix,
    width: Width,
}

/// Packed weights that somebody plays.
static PACKED: LazyLock<Mutex<HashMap<Key, Weak<Values>>>> = LazyLock::new(Mutex::default);

impl Shelf {
    /// The file of that content.
    pub fn new(source: Arc<dyn Source>, content: ContentHash) -> Shelf {
        Shelf {
            source,
            content,
            failed: RefCell::default(),
        }
    }

    /// Those of a graph's initialisers that are not in the graph, by name.
    pub fn constants(self: &Rc<Self>, skeleton: &Skeleton) -> HashMap<String, Constant> {
        let tensors = skeleton.model.graph.iter().flat_map(|g| &g.initializer);
        let places = tensors.zip(&skeleton.places);
        let constants = places.filter_map(|(tensor, place)| {
            let constant = Constant::on(self, tensor, place.as_ref()?)?;
            Some((tensor.name.clone(), constant))
        });
        constants.collect()
    }

    /// The bytes of a place; zeros where the file cannot be read.
    pub fn read(&self, range: &Range<u64>) -> Vec<u8> {
        let mut bytes = vec![0; (range.end - range.start) as usize];
        self.read_to(range.start, &mut bytes);
        bytes
    }

    fn read_to(&self, at: u64, bytes: &mut [u8]) {
        if let Err(problem) = self.source.read_at(at, bytes) {
            bytes.fill(0);
            self.failed.borrow_mut().get_or_insert(problem);
        }
    }

    /// The packed weights of `matrix`, whose tensor is at `place`; None where it reaches out of it.
    pub fn packed(&self, place: &Place, matrix: &Matrix, width: Width) -> Option<Arc<Values>> {
        let key = Key {
            content: self.content,
            place: place.clone(),
            matrix: matrix.clone(),
            width,
        };
        if let Some(shared) = PACKED.lock().get(&key).and_then(Weak::upgrade) {
            return Some(shared);
        }
        // Without the lock: whoever else packs the same loses only time.
        let reader = Reader {
            shelf: self,
            range: &place.range,
            buffer: Vec::new(),
        };
        let values = Arc::new(matrix.pack_bytes(width, reader, place.half)?);
        if self.failed.borrow().is_some() {
            return Some(values);
        }
        let mut packed = PACKED.lock();
        packed.retain(|_, values| values.strong_count() > 0);
        if let Some(earlier) = packed.get(&key).and_then(Weak::upgrade) {
            return Some(earlier);
        }
        packed.insert(key, Arc::downgrade(&values));
        Some(values)
    }

    /// Why the file could not be read, if it could not: then nothing that was made of it is of use.
    pub fn failure(&self) -> Option<Problem> {
        self.failed.take()
    }
}

/// A place of a shelf, read piece by piece.
struct Reader<'a> {
    shelf: &'a Shelf,
    range: &'a Range<u64>,
    buffer: Vec<u8>,
}

impl<const N: usize> Tensor<[u8; N]> for Reader<'_> {
    fn count(&self) -> usize {
        (self.range.end - self.range.start) as usize / N
    }

    fn read(&mut self, range: Range<usize>) -> &[[u8; N]] {
        self.buffer.resize(range.len() * N, 0);
        let at = self.range.start + (range.start * N) as u64;
        self.shelf.read_to(at, &mut self.buffer);
        self.buffer.as_chunks().0
    }
}
