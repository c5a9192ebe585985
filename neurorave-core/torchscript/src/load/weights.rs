//! The tensors of an archive.

use crate::archive::{Archive, Error};
use crate::budget::Budget;
use crate::pickle::{Data, TensorRef};
use crate::trace::{Constant, Fault, Store};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Most values of a tensor that are kept once they have been read, and of all such tensors.
const KEPT: usize = 1 << 14;
const ALL_KEPT: usize = 1 << 20;

/// The tensors of an archive. They stay in the file until they are asked for.
pub struct Weights {
    archive: Arc<Archive>,
    pub(super) tensors: RefCell<Vec<TensorRef>>,
    kept: RefCell<HashMap<usize, Constant>>,
    /// Values that are kept.
    all_kept: Cell<usize>,
    budget: Rc<Budget>,
}

impl Weights {
    /// Those of an archive, none of which is read yet.
    pub(super) fn new(archive: Arc<Archive>, budget: Rc<Budget>) -> Self {
        Self {
            archive,
            tensors: RefCell::default(),
            kept: RefCell::default(),
            all_kept: Cell::default(),
            budget,
        }
    }

    /// The `n`th tensor.
    pub fn tensor(&self, n: usize) -> TensorRef {
        self.tensors.borrow()[n].clone()
    }

    fn read_all(&self, tensor: &TensorRef) -> Result<Constant, Fault> {
        let fault = |error: Error| Fault::new(error.to_string());
        let count = tensor.len();
        let around = tensor.bytes_around();
        if tensor.dtype().is_narrow() {
            self.budget
                .lend(count.saturating_mul(4).saturating_add(around))?;
            let mut values: Arc<[f32]> = std::iter::repeat_n(0.0, count).collect();
            if let Some(values) = Arc::get_mut(&mut values) {
                tensor.read_f32(&self.archive, 0, values).map_err(fault)?;
            }
            return Ok(Constant::Floats(values));
        }
        // Those that are read, and those that are made of them.
        self.budget
            .lend(count.saturating_mul(20).saturating_add(around))?;
        Ok(match tensor.read(&self.archive).map_err(fault)? {
            Data::F32(values) => Constant::Floats(values.into()),
            Data::F64(values) => Constant::Floats(values.into_iter().map(|x| x as f32).collect()),
            Data::I64(values) => Constant::Ints(values.into()),
            Data::Bool(values) => Constant::Ints(values.into_iter().map(i64::from).collect()),
        })
    }
}

impl Store for Weights {
    fn read(&self, n: usize) -> Result<Constant, Fault> {
        if let Some(constant) = self.kept.borrow().get(&n) {
            return Ok(constant.clone());
        }
        let tensor = self.tensor(n);
        let count = tensor.len();
        self.budget.work(count.saturating_mul(2))?;
        self.budget.work(tensor.bytes_around() / 4)?;
        let constant = self.read_all(&tensor)?;
        let all = self.all_kept.get() + count;
        if count <= KEPT && all <= ALL_KEPT {
            self.all_kept.set(all);
            self.budget.keep(count * 8)?;
            self.kept.borrow_mut().insert(n, constant.clone());
        }
        Ok(constant)
    }
}
