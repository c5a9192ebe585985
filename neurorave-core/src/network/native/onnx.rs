//! What an ONNX graph says, in this executor's terms.

use half::f16;
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
        /// As f32.
        values: Vec<f32>,
        /// Whether half precision holds all of them.
        half: bool,
    },
    /// Integers: shapes, axes, indices.
    Integers(Vec<i64>),
}

impl Constant {
    /// Of a tensor in the file; `None` where it is of a type that isn't known here, or incomplete.
    pub fn read(tensor: &TensorProto) -> Option<Constant> {
        let shape: Vec<usize> = tensor
            .dims
            .iter()
            .map(|&d| usize::try_from(d).ok())
            .collect::<Option<_>>()?;
        let raw = tensor.raw_data.as_slice();
        let floats = |values: Vec<f32>, half| Data::Floats { values, half };
        let data = match DataType::try_from(tensor.data_type).ok()? {
            DataType::Float if raw.is_empty() => floats(tensor.float_data.clone(), false),
            DataType::Float => floats(each(raw, f32::from_le_bytes), false),
            DataType::Float16 if !raw.is_empty() => {
                floats(each(raw, |b| f16::from_le_bytes(b).to_f32()), true)
            }
            DataType::Int64 if raw.is_empty() => Data::Integers(tensor.int64_data.clone()),
            DataType::Int64 => Data::Integers(each(raw, i64::from_le_bytes)),
            _ => return None,
        };
        let found = match &data {
            Data::Floats { values, .. } => values.len(),
            Data::Integers(values) => values.len(),
        };
        (found == shape.iter().product::<usize>()).then_some(Constant { shape, data })
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

    /// Whether it is stored in half precision.
    pub fn is_half(&self) -> bool {
        matches!(self.data, Data::Floats { half: true, .. })
    }
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
