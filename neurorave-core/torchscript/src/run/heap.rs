//! What values refer to: tensors that share memory, lists, dictionaries, objects.
//!
//! A view is kept as a recipe over the tensor that it is a view of, so that what is written through
//! one is seen through the other, as in PyTorch. Everything that changes is journalled while a branch
//! is open whose condition only playing will tell: both sides run, and what they leave is put together.

use super::value::Value;
use crate::budget::Budget;
use crate::script::Name;
use crate::trace::{Dtype, Fault, Id, Shape, Trace};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Most views of views.
const MOST_VIEWS: u32 = 256;
/// What a tensor, a list or a dictionary takes, and what each of its values does, in bytes.
const CELL: usize = 128;
const ITEM: usize = size_of::<Value>();
const ENTRY: usize = 96;

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

/// A way of looking at another tensor's values.
#[derive(Clone, Debug)]
pub enum View {
    /// Every `step`th along an axis.
    Slice {
        /// The axis.
        axis: usize,
        /// The first.
        start: usize,
        /// How many.
        count: usize,
        /// From one to the next.
        step: usize,
    },
    /// In another shape.
    Reshape(Shape),
    /// With its axes in another order.
    Transpose(Box<[usize]>),
    /// Repeated.
    Expand(Shape),
}

#[derive(Clone, Debug)]
enum Cell {
    /// Values of its own.
    Own(Id),
    /// What two branches leave: writing to it would have to reach what either refers to.
    Merged(Id),
    View {
        base: Tensor,
        view: View,
        /// How many views are between it and values of its own.
        depth: u32,
    },
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

    /// A tensor with these values.
    pub fn tensor(&mut self, id: Id) -> Tensor {
        self.cell(Cell::Own(id))
    }

    /// A tensor of which nobody knows whose memory it shares.
    pub fn merged(&mut self, id: Id) -> Tensor {
        self.cell(Cell::Merged(id))
    }

    /// A view of a tensor.
    ///
    /// # Errors
    /// When it is a view of a view of a view … without end.
    pub fn view(&mut self, base: Tensor, view: View) -> Result<Tensor, Fault> {
        let depth = match &self.cells[base.0 as usize] {
            Cell::View { depth, .. } => depth + 1,
            _ => 1,
        };
        match depth > MOST_VIEWS {
            true => Err(Fault::new("a view of a view of a view, without end")),
            false => Ok(self.cell(Cell::View { base, view, depth })),
        }
    }

    fn cell(&mut self, cell: Cell) -> Tensor {
        self.budget.owe(2 * CELL);
        self.cells.push(cell);
        Tensor(self.cells.len() as u32 - 1)
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

    /// What a tensor holds now.
    ///
    /// # Errors
    /// When its base has become another shape.
    pub fn read(&self, trace: &mut Trace, tensor: Tensor) -> Result<Id, Fault> {
        match &self.cells[tensor.0 as usize] {
            Cell::Own(id) | Cell::Merged(id) => Ok(*id),
            Cell::View { base, view, .. } => {
                let whole = self.read(trace, *base)?;
                match view {
                    &View::Slice {
                        axis,
                        start,
                        count,
                        step,
                    } => trace.slice(whole, axis, start, count, step),
                    View::Reshape(shape) => trace.reshape(whole, shape),
                    View::Transpose(perm) => trace.transpose(whole, perm),
                    View::Expand(shape) => trace.expand(whole, shape),
                }
            }
        }
    }

    /// Writes into a tensor, and into what it is a view of. The values are repeated where they have
    /// length 1, and become what the tensor's values are.
    ///
    /// # Errors
    /// When the shapes don't fit, or nobody can tell whose memory it is.
    pub fn write(&mut self, trace: &mut Trace, tensor: Tensor, values: Id) -> Result<(), Fault> {
        let before = self.read(trace, tensor)?;
        let shape = trace.shape(before).to_vec();
        let values = trace.cast(values, trace.dtype(before))?;
        let values = trace.expand(values, &shape)?;
        match self.cells[tensor.0 as usize].clone() {
            Cell::Own(_) => {
                self.set(Place::Tensor(tensor), Content::Values(values));
                Ok(())
            }
            Cell::Merged(_) => Err(Fault::new(
                "writing in place to what one of two branches has made",
            )),
            Cell::View { base, view, .. } => {
                let whole = self.read(trace, base)?;
                let whole = put(trace, whole, &view, values)?;
                self.write(trace, base, whole)
            }
        }
    }

    /// What a place holds.
    pub fn content(&self, place: &Place) -> Content {
        match place {
            Place::Tensor(tensor) => match self.cells[tensor.0 as usize] {
                Cell::Own(id) | Cell::Merged(id) => Content::Values(id),
                // Views hold nothing: writing goes to their base.
                Cell::View { .. } => Content::Attribute(None),
            },
            Place::List(list) => Content::Items(self.items(*list)),
            Place::Dict(dict) => Content::Entries(self.entries(*dict)),
            Place::Attribute(object, name) => {
                Content::Attribute(self.instance(*object).attributes.get(name).cloned())
            }
        }
    }

    /// Writes to a place.
    pub fn set(&mut self, place: Place, content: Content) {
        self.budget.owe(match &content {
            Content::Items(items) => items.len() * ITEM,
            Content::Entries(entries) => entries.len() * ENTRY,
            _ => ENTRY,
        });
        if self.branches > 0 {
            self.budget.owe(2 * CELL);
            let before = self.content(&place);
            self.journal.push((place.clone(), before));
        }
        self.replace(place, content);
    }

    fn replace(&mut self, place: Place, content: Content) {
        match (place, content) {
            (Place::Tensor(tensor), Content::Values(id)) => {
                self.cells[tensor.0 as usize] = Cell::Own(id);
            }
            (Place::List(list), Content::Items(items)) => self.lists[list.0 as usize] = items,
            (Place::Dict(dict), Content::Entries(entries)) => {
                self.dicts[dict.0 as usize] = entries;
            }
            (Place::Attribute(object, name), Content::Attribute(value)) => {
                let attributes = &mut self.objects[object.0 as usize].attributes;
                match value {
                    Some(value) => attributes.insert(name, value),
                    None => attributes.remove(&name),
                };
            }
            // A place and a content of another kind never meet.
            _ => {}
        }
    }

    /// Begins one side of a branch.
    pub fn begin(&mut self) -> Mark {
        self.branches += 1;
        Mark(self.journal.len())
    }

    /// Ends one side of a branch: all that it wrote, which is undone.
    pub fn end(&mut self, mark: Mark) -> BTreeMap<Place, Content> {
        let undone = self.journal.split_off(mark.0);
        let written = undone
            .iter()
            .map(|(place, _)| (place.clone(), self.content(place)))
            .collect();
        for (place, before) in undone.into_iter().rev() {
            self.replace(place, before);
        }
        self.branches -= 1;
        written
    }

    /// Ends what began with `mark`, without undoing it: what was written to, and what it held at first.
    pub fn settle(&mut self, mark: Mark) -> BTreeMap<Place, Content> {
        let mut first = BTreeMap::new();
        for (place, before) in self.journal.drain(mark.0..) {
            first.entry(place).or_insert(before);
        }
        self.branches -= 1;
        first
    }

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

/// How much a heap held at some time.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    tensors: usize,
    lists: usize,
    dicts: usize,
    objects: usize,
}

/// How far the journal was when one side of a branch began.
#[must_use = "a side that begins must end"]
pub struct Mark(usize);

/// `whole` with `values` where the view looks.
fn put(trace: &mut Trace, whole: Id, view: &View, values: Id) -> Result<Id, Fault> {
    let shape = trace.shape(whole).to_vec();
    match view {
        &View::Slice {
            axis,
            start,
            count,
            step: 1,
        } => {
            let end = start + count;
            let before = trace.slice(whole, axis, 0, start, 1)?;
            let after = trace.slice(whole, axis, end, shape[axis] - end, 1)?;
            trace.concat(&[before, values, after], axis)
        }
        &View::Slice {
            axis,
            start,
            count,
            step,
        } => {
            let place = |i: usize| {
                let steps = i.checked_sub(start).filter(|n| n.is_multiple_of(step))? / step;
                (steps < count).then_some(steps)
            };
            let length = shape[axis];
            trace.budget().numbers(length, 16)?;
            let indices = (0..length).map(|i| place(i).unwrap_or(0) as i64).collect();
            let indices = trace.ints(indices, &[length])?;
            let spread = trace.gather(values, axis, indices)?;
            let mut along = vec![1; shape.len()];
            along[axis] = length;
            let here = (0..length).map(|i| i64::from(place(i).is_some())).collect();
            let here =
                trace.add_constant(crate::trace::Constant::Ints(here), &along, Dtype::Bool)?;
            trace.select(here, spread, whole)
        }
        View::Reshape(_) => trace.reshape(values, &shape),
        View::Transpose(perm) => {
            let mut back = vec![0; perm.len()];
            for (i, &axis) in perm.iter().enumerate() {
                back[axis] = i;
            }
            trace.transpose(values, &back)
        }
        View::Expand(_) => Err(Fault::new("writing in place to repeated values")),
    }
}
