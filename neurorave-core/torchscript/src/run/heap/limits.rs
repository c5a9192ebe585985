//! How much a heap holds, so that what came later is known.

use super::{Heap, Place};

/// How much a heap held at some time.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    tensors: usize,
    lists: usize,
    dicts: usize,
    objects: usize,
}

impl Heap {
    /// How much there is.
    pub fn limits(&self) -> Limits {
        Limits {
            tensors: self.cells.len(),
            lists: self.lists.len(),
            dicts: self.dicts.len(),
            objects: self.objects.len(),
        }
    }

    /// Whether a place was there when there was that much.
    pub fn was_there(&self, place: &Place, limits: Limits) -> bool {
        match place {
            Place::Tensor(tensor) => (tensor.0 as usize) < limits.tensors,
            Place::List(list) => (list.0 as usize) < limits.lists,
            Place::Dict(dict) => (dict.0 as usize) < limits.dicts,
            Place::Attribute(object, _) => (object.0 as usize) < limits.objects,
        }
    }
}
