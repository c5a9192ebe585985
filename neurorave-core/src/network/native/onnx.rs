//! What an ONNX graph says, in this executor's terms.

use super::floats::Floats;
use super::kernel::{Form, Instructions, Matrix, Packed};
use super::shelf::{Place, Shelf};
use super::view::elements;
use std::ops::Range;
use std::rc::Rc;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::{NodeProto, TensorProto};

/// Numbers in the file.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Sizes of the axes.
    pub shape: Vec<usize>,
    /// The numbers.
    pub data: Data,
}

/// Numbers by type.
#[derive(Clone, Debug)]
pub enum Data {
    /// f32, or f16 with `half`.
    Floats {
        /// The numbers.
        values: Floats,
        /// Whether half precision holds all of them.
        half: bool,
    },
    /// Integers: shapes, axes, indices.
    Integers(Vec<i64>),
}

impl Constant {
    /// Of a tensor in the graph; `None` where it is of a type that isn't known here, or incomplete.
    pub fn read(tensor: &TensorProto) -> Option<Constant> {
        let raw = tensor.raw_data.as_slice();
        let (found, data) = match DataType::try_from(tensor.data_type).ok()? {
            DataType::Float if raw.is_empty() => {
                let values = tensor.float_data.clone();
                (values.len(), Data::floats(values.into(), false))
            }
            DataType::Float => (
                raw.len() / 4,
                Data::floats(Floats::of_bytes(raw, false), false),
            ),
            DataType::Float16 if !raw.is_empty() => (
                raw.len() / 2,
                Data::floats(Floats::of_bytes(raw, true), true),
            ),
            DataType::Int64 if raw.is_empty() => (
                tensor.int64_data.len(),
                Data::Integers(tensor.int64_data.clone()),
            ),
            DataType::Int64 => (raw.len() / 8, Data::integers(raw)),
            _ => return None,
        };
        let shape = shape(tensor)?;
        (elements(&shape) == Some(found)).then_some(Constant { shape, data })
    }

    /// Of a tensor whose bytes, as many as its shape asks for, are in a file.
    pub fn on(shelf: &Rc<Shelf>, tensor: &TensorProto, range: &Range<u64>) -> Option<Constant> {
        let floats = |half| {
            let range = range.clone();
            Data::floats(Floats::of_file(shelf, Place { range, half }), half)
        };
        let data = match DataType::try_from(tensor.data_type).ok()? {
            DataType::Float => floats(false),
            DataType::Float16 => floats(true),
            DataType::Int64 => Data::integers(&shelf.read(range)),
            _ => return None,
        };
        let shape = shape(tensor)?;
        Some(Constant { shape, data })
    }

    /// The integers, if it is of those.
    pub fn integers(&self) -> Option<&[i64]> {
        match &self.data {
            Data::Integers(values) => Some(values),
            Data::Floats { .. } => None,
        }
    }

    /// The floats, if it is of those.
    pub fn floats(&self) -> Option<&[f32]> {
        match &self.data {
            Data::Floats { values, .. } => Some(values),
            Data::Integers(_) => None,
        }
    }

    /// Whether it is of floats.
    pub fn is_floats(&self) -> bool {
        matches!(self.data, Data::Floats { .. })
    }

    /// Packs `matrix`, whose tensor it is, for the fastest kernels here. None where it is not of
    /// floats, or the matrix reaches out of it.
    pub fn packed(&self, form: Form, matrix: &Matrix, bias: &[f32]) -> Option<Packed> {
        let Data::Floats { values, half } = &self.data else {
            return None;
        };
        let instructions = Instructions::best();
        let weights = values.packed(matrix, form.width(instructions), *half)?;
        let outputs = matrix.outputs();
        Some(Packed::new(instructions, form, weights, outputs, bias))
    }

    /// Whether it is stored in half precision.
    pub fn is_half(&self) -> bool {
        matches!(self.data, Data::Floats { half: true, .. })
    }
}

impl Data {
    fn floats(values: Floats, half: bool) -> Data {
        Data::Floats { values, half }
    }

    fn integers(raw: &[u8]) -> Data {
        Data::Integers(each(raw, i64::from_le_bytes))
    }
}

fn shape(tensor: &TensorProto) -> Option<Vec<usize>> {
    let sizes = tensor.dims.iter().map(|&d| usize::try_from(d).ok());
    sizes.collect()
}

fn each<const N: usize, T>(raw: &[u8], read: impl Fn([u8; N]) -> T) -> Vec<T> {
    raw.as_chunks::<N>()
        .0
        .iter()
        .map(|bytes| read(*bytes))
        .collect()
}

/// A node's attributes.
pub struct Attributes<'a>(pub &'a NodeProto);

impl Attributes<'_> {
    /// An integer, or what it is where the node doesn't say.
    pub fn int(&self, name: &str, default: i64) -> i64 {
        self.find(name).map_or(default, |a| a.i)
    }

    /// Integers, if the node says them.
    pub fn ints(&self, name: &str) -> Option<&[i64]> {
        self.find(name).map(|a| a.ints.as_slice())
    }

    /// A number, or what it is where the node doesn't say.
    pub fn float(&self, name: &str, default: f32) -> f32 {
        self.find(name).map_or(default, |a| a.f)
    }

    /// Text; empty where the node doesn't say.
    pub fn text(&self, name: &str) -> &[u8] {
        self.find(name).map_or(&[], |a| a.s.as_slice())
    }

    fn find(&self, name: &str) -> Option<&tract_onnx::pb::AttributeProto> {
        self.0.attribute.iter().find(|a| a.name == name)
    }
}
