//! Weights that the graphs of a file share, in an archive entry of their own.
//!
//! A file's methods overlap: `forward` is `encode` and `decode` in one. Each graph refers to its
//! larger tensors by offset and length in [`WEIGHTS`](super::WEIGHTS), so that every weight is
//! stored once. This is ONNX's own external data (onnx.proto3, `TensorProto.external_data`), with
//! the archive as the folder.

mod read;
mod write;

pub use read::Shared;
pub use write::{Pool, WEIGHTS_ALIGN, reference};

use tract_onnx::pb::TensorProto;
use tract_onnx::pb::tensor_proto::DataType;

const LOCATION: &str = "location";
const OFFSET: &str = "offset";
const LENGTH: &str = "length";

/// Bytes of a value of a type that may be kept in the entry.
pub fn value_size(data_type: i32) -> Option<u64> {
    match DataType::try_from(data_type) {
        Ok(DataType::Float16) => Some(2),
        Ok(DataType::Float) => Some(4),
        Ok(DataType::Int64) => Some(8),
        _ => None,
    }
}

/// Bytes that a tensor's shape asks for; none when an axis is negative or there are too many.
fn shape_size(t: &TensorProto, value_size: u64) -> Option<u64> {
    t.dims
        .iter()
        .try_fold(value_size, |n, &d| n.checked_mul(u64::try_from(d).ok()?))
}
