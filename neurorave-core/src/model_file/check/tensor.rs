//! Checks the data of one tensor: complete, in the file, finite.

use half::f16;
use tract_onnx::pb::TensorProto;
use tract_onnx::pb::tensor_proto::{DataLocation, DataType};

use super::Place;
use crate::error::{Error, Problem};

const MAX_RANK: usize = 8;

/// Checks an initialiser or a constant. Its size needs no bound of its own: its data must be
/// there, from the graph's entry or put in from the shared weights, which is bounded.
pub fn check_tensor(place: &Place<'_>, t: &TensorProto) -> Result<(), Error> {
    let external = t.data_location == Some(DataLocation::External as i32);
    if external || !t.external_data.is_empty() {
        return place.fail(Problem::ExternalData);
    }
    if t.segment.is_some() || t.dims.len() > MAX_RANK {
        return place.fail(Problem::Graph(format!(
            "the tensor has parts or over {MAX_RANK} axes"
        )));
    }
    let values = t
        .dims
        .iter()
        .try_fold(1usize, |n, &d| n.checked_mul(usize::try_from(d).ok()?));
    let found = stored_values(place, t)?;
    if values != Some(found) {
        let found = format!("{found} values");
        return place.fail(Problem::Shape {
            expected: format!("{:?}", t.dims),
            found,
        });
    }
    match first_not_finite(t) {
        Some(index) => place.fail(Problem::NotFinite { index }),
        None => Ok(()),
    }
}

/// How many values the tensor's data has, which may be in one place only.
fn stored_values(place: &Place<'_>, t: &TensorProto) -> Result<usize, Error> {
    let lists = [
        t.float_data.len(),
        t.int32_data.len(),
        t.int64_data.len(),
        t.double_data.len(),
        t.uint64_data.len(),
        t.string_data.len(),
    ];
    let (bytes, list) = match DataType::try_from(t.data_type) {
        Ok(DataType::Float) => (4, 0),
        Ok(DataType::Float16) => (2, 1),
        Ok(DataType::Bool | DataType::Int8 | DataType::Uint8) => (1, 1),
        Ok(DataType::Int32) => (4, 1),
        Ok(DataType::Int64) => (8, 2),
        Ok(DataType::Double) => (8, 3),
        _ => {
            let what = format!(
                "the tensor's data type {} is none that models use",
                t.data_type
            );
            return place.fail(Problem::Graph(what));
        }
    };
    let others: usize = lists
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != list)
        .map(|(_, n)| n)
        .sum();
    let raw = t.raw_data.len();
    if others > 0 || (raw > 0 && lists[list] > 0) || !raw.is_multiple_of(bytes) {
        return place.fail(Problem::Graph(
            "the tensor's data is not stored as its type".into(),
        ));
    }
    Ok(if raw > 0 { raw / bytes } else { lists[list] })
}

fn first_not_finite(t: &TensorProto) -> Option<usize> {
    match DataType::try_from(t.data_type) {
        Ok(DataType::Float) if t.raw_data.is_empty() => {
            t.float_data.iter().position(|x| !x.is_finite())
        }
        Ok(DataType::Float) => t
            .raw_data
            .as_chunks()
            .0
            .iter()
            .position(|&b| !f32::from_le_bytes(b).is_finite()),
        Ok(DataType::Float16) if t.raw_data.is_empty() => t
            .int32_data
            .iter()
            .position(|&bits| !f16::from_bits(bits as u16).is_finite()),
        Ok(DataType::Float16) => t
            .raw_data
            .as_chunks()
            .0
            .iter()
            .position(|&b| !f16::from_le_bytes(b).is_finite()),
        Ok(DataType::Double) if t.raw_data.is_empty() => {
            t.double_data.iter().position(|x| !x.is_finite())
        }
        Ok(DataType::Double) => t
            .raw_data
            .as_chunks()
            .0
            .iter()
            .position(|&b| !f64::from_le_bytes(b).is_finite()),
        _ => None,
    }
}
