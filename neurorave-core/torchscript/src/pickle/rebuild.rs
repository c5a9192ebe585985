//! Opcodes that would call something: what stands for the result instead.

use super::arena::{Cell, Kind, Text};
use super::dtype::Dtype;
use super::known::Known;
use super::machine::{Machine, damaged};
use super::tensor::{MAX_RANK, Storage, TensorRef};
use crate::archive::Problem;

const WRONG: &str = "a tensor's description is wrong";

impl Machine<'_> {
    /// A new object of a class of the program.
    pub fn new_object(&mut self) -> Result<(), Problem> {
        let arguments = self.pop()?;
        match (self.pop()?, self.tuple_of(arguments)) {
            (Cell::Class(class), Some([])) => self.push_node(Kind::Object { class }, Vec::new()),
            _ => damaged("it makes an object of what is no class of the program"),
        }
    }

    /// Gives an object its state.
    pub fn build(&mut self) -> Result<(), Problem> {
        let state = self.pop()?;
        let object = self.pop()?;
        let Cell::Node(index) = object else {
            return damaged("it gives a state to what is no object");
        };
        let node = &mut self.arena.nodes[index as usize];
        if !matches!(node.kind, Kind::Object { .. }) || !node.cells.is_empty() {
            return damaged("it gives a state to what is no new object");
        }
        self.budget.push(&mut node.cells, state)?;
        self.push(object)
    }

    /// What stands outside the pickle: a storage.
    pub fn persistent(&mut self) -> Result<(), Problem> {
        let id = self.pop()?;
        let Some(
            [
                Cell::Text(what),
                Cell::StorageType(dtype),
                Cell::Text(key),
                Cell::Text(_device),
                Cell::Int(count),
                ..,
            ],
        ) = self.tuple_of(id)
        else {
            return damaged("it refers to something else than a tensor's data");
        };
        if self.arena.text(*what) != "storage" {
            return damaged("it refers to something else than a tensor's data");
        }
        let (dtype, count) = (*dtype, *count);
        let key = self.arena.text(*key);
        let entry = self.section.storage(key);
        let Ok(place) = self.archive.storage(self.section, key) else {
            let entry = crate::archive::short(entry);
            return damaged(format!("it needs {entry}, which is not stored in the file"));
        };
        let size = dtype.map_or(1, Dtype::size) as u64;
        let needed = u64::try_from(count)
            .ok()
            .and_then(|count| count.checked_mul(size));
        if needed.is_none_or(|needed| needed > place.end - place.start) {
            return damaged(format!("{entry} has less data than a tensor needs"));
        }
        self.budget.take(entry.len() + 2 * size_of::<usize>())?;
        let index = self.arena.storages.len() as u32;
        let storage = Storage {
            entry: entry.into(),
            place,
            dtype,
        };
        self.budget.push(&mut self.arena.storages, storage)?;
        self.push(Cell::Storage(index))
    }

    /// What a function would give.
    pub fn reduce(&mut self) -> Result<(), Problem> {
        let arguments = self.pop()?;
        match self.pop()? {
            Cell::Class(class) => self.enum_of(class, arguments),
            Cell::Known(known) => self.result(known, arguments),
            _ => damaged("it calls what is no function"),
        }
    }

    /// PyTorch writes the value of an enum without a tuple around it.
    fn enum_of(&mut self, class: Text, arguments: Cell) -> Result<(), Problem> {
        let value = match self.tuple_of(arguments) {
            Some([value]) => *value,
            Some(_) => return damaged("an enum has several values"),
            None => arguments,
        };
        let mut cells = Vec::new();
        self.budget.push(&mut cells, value)?;
        self.push_node(Kind::Enum { class }, cells)
    }

    fn result(&mut self, known: Known, arguments: Cell) -> Result<(), Problem> {
        let Some(arguments) = self.tuple_of(arguments) else {
            return damaged("arguments are missing");
        };
        match (known, arguments) {
            (Known::Same | Known::Parameter, &[first, ..]) => match (known, first) {
                (Known::Parameter, Cell::Tensor(_)) | (Known::Same, _) => self.push(first),
                _ => damaged("a parameter is no tensor"),
            },
            (Known::OrderedDict, []) => self.push_node(Kind::Dict, Vec::new()),
            (Known::Device, &[Cell::Text(name), ..]) => self.push(Cell::Device(name)),
            (Known::Complex, &[re @ Cell::Float(_), im @ Cell::Float(_)]) => {
                let mut cells = Vec::new();
                self.budget.reserve(&mut cells, 2)?;
                cells.extend([re, im]);
                self.push_node(Kind::Complex, cells)
            }
            (
                Known::Tensor,
                &[
                    Cell::Storage(storage),
                    offset,
                    shape,
                    strides,
                    ref more @ ..,
                ],
            ) => {
                self.refuse_views(more.get(2))?;
                let dtype = self.arena.storages[storage as usize].dtype;
                self.tensor(
                    storage,
                    dtype.unwrap_or(Dtype::U8),
                    [offset, shape, strides],
                )
            }
            (
                Known::TypedTensor,
                &[
                    Cell::Storage(storage),
                    offset,
                    shape,
                    strides,
                    _,
                    _,
                    Cell::Dtype(dtype),
                    ref more @ ..,
                ],
            ) => {
                self.refuse_views(more.first())?;
                self.tensor(storage, dtype, [offset, shape, strides])
            }
            _ => damaged("arguments are of the wrong kind"),
        }
    }

    /// Data that are to be negated or conjugated first would sound wrong as they are.
    fn refuse_views(&self, flags: Option<&Cell>) -> Result<(), Problem> {
        match flags {
            None | Some(Cell::None) => Ok(()),
            Some(Cell::Node(index)) if self.arena.node(*index).cells.is_empty() => Ok(()),
            _ => Err(Problem::Unsupported("a conjugate or negative view".into())),
        }
    }

    fn tensor(&mut self, storage: u32, dtype: Dtype, form: [Cell; 3]) -> Result<(), Problem> {
        let [offset, shape, strides] = form;
        let Cell::Int(offset) = offset else {
            return damaged(WRONG);
        };
        let (shape, strides) = (self.sizes(shape)?, self.sizes(strides)?);
        let storage = self.arena.storages[storage as usize].clone();
        let offset = u64::try_from(offset).ok();
        let tensor = offset.and_then(|at| TensorRef::new(storage, dtype, at, shape, strides));
        let tensor = tensor.ok_or_else(|| Problem::Damaged(WRONG.into()))?;
        let index = self.arena.tensors.len() as u32;
        self.budget.push(&mut self.arena.tensors, tensor)?;
        self.push(Cell::Tensor(index))
    }

    fn sizes(&mut self, cell: Cell) -> Result<Box<[u64]>, Problem> {
        let Some(cells) = self.tuple_of(cell) else {
            return damaged(WRONG);
        };
        let len = cells.len();
        if len > MAX_RANK {
            return damaged(format!("a tensor has more than {MAX_RANK} axes"));
        }
        let sizes = cells.iter().map(|cell| match cell {
            Cell::Int(size) => u64::try_from(*size).or_else(|_| damaged(WRONG)),
            _ => damaged(WRONG),
        });
        let sizes = sizes.collect::<Result<_, _>>()?;
        self.budget.take(len * size_of::<u64>())?;
        Ok(sizes)
    }

    /// The items of a tuple.
    fn tuple_of(&self, cell: Cell) -> Option<&[Cell]> {
        let Cell::Node(index) = cell else {
            return None;
        };
        let node = self.arena.node(index);
        (node.kind == Kind::Tuple).then_some(&node.cells)
    }
}
