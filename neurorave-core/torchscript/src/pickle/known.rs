//! Classes and functions that a pickle may name, by what they stand for.

use super::arena::Cell;
use super::dtype::Dtype;
use crate::archive::{Problem, short};

/// A function whose meaning is known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// A tensor of storage, offset, shape and strides.
    Tensor,
    /// The same, its type being told after them.
    TypedTensor,
    /// A tensor, and what training wants to know of it.
    Parameter,
    OrderedDict,
    Device,
    Complex,
    /// Gives its first argument; the others tell its type.
    Same,
}

/// What stands for `name` of `module`, which is none of the program's.
pub fn known(module: &str, name: &str) -> Result<Cell, Problem> {
    let known = match (module, name) {
        ("torch._utils", "_rebuild_tensor" | "_rebuild_tensor_v2") => Known::Tensor,
        ("torch._utils", "_rebuild_tensor_v3") => Known::TypedTensor,
        ("torch._utils", "_rebuild_parameter" | "_rebuild_parameter_with_state") => {
            Known::Parameter
        }
        ("collections", "OrderedDict") => Known::OrderedDict,
        ("torch", "device") => Known::Device,
        ("builtins" | "__builtin__", "complex") => Known::Complex,
        (
            "torch.jit._pickle",
            "build_intlist" | "build_doublelist" | "build_boollist" | "build_tensorlist"
            | "restore_type_tag",
        ) => Known::Same,
        ("torch" | "torch.storage", "UntypedStorage") => return Ok(Cell::StorageType(None)),
        ("torch", _) => return number_type(name),
        _ => return Err(unknown(module, name)),
    };
    Ok(Cell::Known(known))
}

fn number_type(name: &str) -> Result<Cell, Problem> {
    let storage = Dtype::of_storage(name).map(|dtype| Cell::StorageType(Some(dtype)));
    let own = || Dtype::of_name(name).map(Cell::Dtype);
    storage.or_else(own).ok_or_else(|| unknown("torch", name))
}

fn unknown(module: &str, name: &str) -> Problem {
    let what = match (module, name) {
        ("torch._utils", "_rebuild_qtensor") => "a quantized tensor".to_owned(),
        ("torch._utils", "_rebuild_sparse_tensor") => "a sparse tensor".to_owned(),
        ("torch.jit._pickle", "build_tensor_from_id") => {
            "a tensor of a table that newer files do not have".to_owned()
        }
        _ => format!("an object of class {}", short(format!("{module}.{name}"))),
    };
    Problem::Unsupported(what)
}
