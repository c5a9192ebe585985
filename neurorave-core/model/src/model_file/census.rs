//! How many weights a file has.

use std::collections::HashSet;
use std::ops::Range;

use tract_onnx::pb::TensorProto;
use tract_onnx::pb::tensor_proto::DataType;

use super::skeleton::Skeleton;
use crate::model::ContentHash;

/// How many weights a model has, by the type in which they are stored; those that several of its
/// graphs share count once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// Half-precision values.
    pub f16: usize,
    /// Single-precision values.
    pub f32: usize,
    /// Values of any other type: shapes, indices, quantised weights.
    pub other: usize,
}

/// Counts the weights of one graph after another.
#[derive(Default)]
pub struct Census {
    pub weights: Weights,
    counted: HashSet<(i32, Data)>,
}

#[derive(PartialEq, Eq, Hash)]
enum Data {
    InGraph(ContentHash),
    InFile(Range<u64>),
}

impl Census {
    /// Counts what is new in `skeleton`.
    pub fn count(&mut self, skeleton: &Skeleton) {
        let tensors = skeleton.model.graph.iter().flat_map(|g| &g.initializer);
        for (t, place) in tensors.zip(&skeleton.places) {
            let data = match place {
                Some(range) => Some(Data::InFile(range.clone())),
                None if t.raw_data.is_empty() => None,
                None => Some(Data::InGraph(ContentHash::of(&t.raw_data))),
            };
            if data.is_none_or(|data| self.counted.insert((t.data_type, data))) {
                self.add(t);
            }
        }
    }

    fn add(&mut self, t: &TensorProto) {
        let values = t.dims.iter().product::<i64>() as usize;
        match DataType::try_from(t.data_type) {
            Ok(DataType::Float16) => self.weights.f16 += values,
            Ok(DataType::Float) => self.weights.f32 += values,
            _ => self.weights.other += values,
        }
    }
}
