//! Moving weights out of graphs.

use std::collections::HashMap;

use tract_onnx::pb::tensor_proto::DataLocation;
use tract_onnx::pb::{ModelProto, StringStringEntryProto, TensorProto};

use super::{LENGTH, LOCATION, OFFSET, shape_size, value_size};
use crate::error::Problem;
use crate::model_file::WEIGHTS;

/// Bytes below which a tensor stays in its graph: the reference would take about as much.
const SHORTEST: usize = 256;
/// Offsets of weights are multiples of this, so that a program that maps the file has its values
/// aligned.
pub const WEIGHTS_ALIGN: usize = 64;

/// The content of the entry while graphs are packed: equal data are kept once, in the order in
/// which they first come.
#[derive(Default)]
pub struct Pool {
    bytes: Vec<u8>,
    offsets: HashMap<Vec<u8>, usize>,
}

impl Pool {
    /// Moves the larger weights of `model` here, and leaves references in their place. Weights
    /// that are not complete stay, for the reader to refuse.
    ///
    /// # Errors
    /// [`Problem::ExternalData`] and the tensor's name where a weight is elsewhere already.
    pub fn take(&mut self, model: &mut ModelProto) -> Result<(), (String, Problem)> {
        for t in model.graph.iter_mut().flat_map(|g| &mut g.initializer) {
            let elsewhere = t.data_location == Some(DataLocation::External as i32);
            if elsewhere || !t.external_data.is_empty() {
                return Err((t.name.clone(), Problem::ExternalData));
            }
            let size = value_size(t.data_type).and_then(|bytes| shape_size(t, bytes));
            if t.raw_data.len() >= SHORTEST && size == Some(t.raw_data.len() as u64) {
                self.move_data(t);
            }
        }
        Ok(())
    }

    /// The entry's content; empty when no weight was large enough.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn move_data(&mut self, t: &mut TensorProto) {
        let data = std::mem::take(&mut t.raw_data);
        let length = data.len();
        let bytes = &mut self.bytes;
        let offset = *self.offsets.entry(data).or_insert_with_key(|data| {
            bytes.resize(bytes.len().next_multiple_of(WEIGHTS_ALIGN), 0);
            let offset = bytes.len();
            bytes.extend_from_slice(data);
            offset
        });
        reference(t, offset as u64, length as u64);
    }
}

/// Makes a tensor's data those of the entry [`WEIGHTS`] at `offset`.
pub fn reference(t: &mut TensorProto, offset: u64, length: u64) {
    t.data_location = Some(DataLocation::External as i32);
    t.external_data = vec![
        entry(LOCATION, WEIGHTS.to_owned()),
        entry(OFFSET, offset.to_string()),
        entry(LENGTH, length.to_string()),
    ];
}

fn entry(key: &str, value: String) -> StringStringEntryProto {
    StringStringEntryProto {
        key: key.to_owned(),
        value,
    }
}
