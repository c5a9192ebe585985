//! What values refer to: tensors that share memory, lists, dictionaries, objects.
//!
//! A view is kept as a recipe over the tensor that it is a view of, so that what is written through
//! one is seen through the other, as in PyTorch. Everything that changes is journalled while a branch
//! is open whose condition only playing will tell: both sides run, and what they leave is put together.

mod journal;
mod limits;
mod place;
mod tensor;
mod view;

pub use place::{Content, Dict, Instance, Key, List, Object, Place, Tensor};
pub use view::View;

use super::value::Value;
use crate::budget::Budget;
use std::collections::BTreeMap;
use std::rc::Rc;
use tensor::Cell;

/// What a tensor, a list or a dictionary takes, and what each of its values does, in bytes.
const CELL: usize = 128;
const ITEM: usize = size_of::<Value>();
const ENTRY: usize = 96;

/// All that a program refers to. Nothing of it is given back before the run ends.
pub struct Heap {
    budget: Rc<Budget>,
    cells: Vec<Cell>,
    lists: Vec<Rc<[Value]>>,
    dicts: Vec<Rc<BTreeMap<Key, Value>>>,
    objects: Vec<Instance>,
    /// What places held before they were written to, since the outermost open branch began.
    journal: Vec<(Place, Content)>,
    branches: usize,
}

impl Heap {
    /// An empty one; `budget` pays for what it holds.
    pub fn new(budget: Rc<Budget>) -> Self {
        Self {
            budget,
            cells: Vec::new(),
            lists: Vec::new(),
            dicts: Vec::new(),
            objects: Vec::new(),
            journal: Vec::new(),
            branches: 0,
        }
    }

    /// A list of these values.
    pub fn list(&mut self, items: impl Into<Rc<[Value]>>) -> List {
        let items = items.into();
        self.budget.owe(CELL + items.len() * ITEM);
        self.lists.push(items);
        List(self.lists.len() as u32 - 1)
    }

    /// A dictionary.
    pub fn dict(&mut self, entries: BTreeMap<Key, Value>) -> Dict {
        self.budget.owe(CELL + entries.len() * ENTRY);
        self.dicts.push(entries.into());
        Dict(self.dicts.len() as u32 - 1)
    }

    /// An object.
    pub fn object(&mut self, instance: Instance) -> Object {
        self.budget.owe(2 * CELL);
        self.objects.push(instance);
        Object(self.objects.len() as u32 - 1)
    }

    /// An object's class and attributes.
    pub fn instance(&self, object: Object) -> &Instance {
        &self.objects[object.0 as usize]
    }

    /// The values of a list.
    pub fn items(&self, list: List) -> Rc<[Value]> {
        Rc::clone(&self.lists[list.0 as usize])
    }

    /// The entries of a dictionary.
    pub fn entries(&self, dict: Dict) -> Rc<BTreeMap<Key, Value>> {
        Rc::clone(&self.dicts[dict.0 as usize])
    }
}
