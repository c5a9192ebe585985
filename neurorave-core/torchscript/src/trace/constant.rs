//! Values that are known.

use super::{Fault, Real};
use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::sync::Arc;

/// So many whole numbers are compared one by one.
const SMALL: usize = 16;

/// The values of a tensor, row by row.
#[derive(Clone, Debug)]
#[allow(clippy::len_without_is_empty)] // nobody asks
pub enum Constant {
    /// All the same.
    Fill(Real),
    /// Computed, or small.
    Floats(Arc<[f32]>),
    /// Whole numbers, or truth values.
    Ints(Rc<[i64]>),
    /// The `n`th tensor of the archive, read when it is needed.
    Stored(usize),
}

/// Where stored tensors are read from.
pub trait Store {
    /// All values of the `n`th tensor.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn read(&self, tensor: usize) -> Result<Constant, Fault>;
}

impl Constant {
    /// The constant with its values at hand.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn loaded(&self, store: &dyn Store) -> Result<Cow<'_, Constant>, Fault> {
        match self {
            Constant::Stored(tensor) => Ok(Cow::Owned(store.read(*tensor)?)),
            here => Ok(Cow::Borrowed(here)),
        }
    }

    /// How many values there are, where they are at hand one by one.
    pub fn len(&self) -> Option<usize> {
        match self {
            Constant::Floats(values) => Some(values.len()),
            Constant::Ints(values) => Some(values.len()),
            Constant::Fill(_) | Constant::Stored(_) => None,
        }
    }

    /// A value of a loaded constant.
    pub fn at(&self, index: usize) -> f64 {
        match self {
            Constant::Fill(value) => value.0,
            Constant::Floats(values) => f64::from(values[index]),
            Constant::Ints(values) => values[index] as f64,
            Constant::Stored(_) => f64::NAN,
        }
    }
}

impl PartialEq for Constant {
    /// Whether they are the same for sure: large ones are compared by where they are.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Constant::Fill(a), Constant::Fill(b)) => a == b,
            (Constant::Floats(a), Constant::Floats(b)) => Arc::ptr_eq(a, b),
            (Constant::Ints(a), Constant::Ints(b)) => {
                Rc::ptr_eq(a, b) || (a.len() <= SMALL && a == b)
            }
            (Constant::Stored(a), Constant::Stored(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Constant {}

impl Hash for Constant {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Constant::Fill(value) => value.hash(state),
            Constant::Floats(values) => Arc::as_ptr(values).cast::<u8>().hash(state),
            Constant::Ints(values) if values.len() <= SMALL => values.hash(state),
            Constant::Ints(values) => Rc::as_ptr(values).cast::<u8>().hash(state),
            Constant::Stored(tensor) => tensor.hash(state),
        }
    }
}
