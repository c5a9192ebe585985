//! Checks the data of one tensor: complete, in the file, finite.

use std::collections::HashSet;
use std::ops::Range;

use half::f16;
use tract_onnx::pb::TensorProto;
use tract_onnx::pb::tensor_proto::{DataLocation, DataType};

use super::Place;
use crate::error::{Error, Problem};
use crate::model_file::source::Source;
use crate::model_file::weights::value_size;

const MAX_RANK: usize = 8;
/// Bytes looked at at a time, a multiple of any value's.
const PIECE: usize = 1 << 18;

/// The tensors outside the graphs, and which of them have been checked: graphs share them.
pub struct Checked<'a> {
    source: &'a dyn Source,
    done: HashSet<(i32, Range<u64>)>,
}

impl<'a> Checked<'a> {
    /// None yet.
    pub fn new(source: &'a dyn Source) -> Self {
        Self {
            source,
            done: HashSet::new(),
        }
    }

    /// Checks an initialiser whose data are at `range`, as many as its shape asks for.
    pub fn check(
        &mut self,
        place: &Place<'_>,
        t: &TensorProto,
        range: &Range<u64>,
    ) -> Result<(), Error> {
        check_form(place, t)?;
        // None in the graph.
        stored_values(place, t)?;
        if lists(t).iter().any(|n| *n > 0) {
            return place.fail(Problem::Graph(ELSEWHERE.into()));
        }
        if !self.done.insert((t.data_type, range.clone())) {
            return Ok(());
        }
        let mut piece = Vec::new();
        for at in range.clone().step_by(PIECE) {
            piece.resize(PIECE.min((range.end - at) as usize), 0);
            let read = self.source.read_at(at, &mut piece);
            read.or_else(|problem| place.fail(problem))?;
            if let Some(index) = first_not_finite_of(t.data_type, &piece) {
                let before = (at - range.start) / value_size(t.data_type).unwrap_or(1);
                return finite(place, Some(before as usize + index));
            }
        }
        Ok(())
    }
}

/// Checks an initialiser or a constant whose data are in the graph. Its size needs no bound of its
/// own: its data must be there.
pub fn check_tensor(place: &Place<'_>, t: &TensorProto) -> Result<(), Error> {
    check_form(place, t)?;
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
    finite(place, first_not_finite(t))
}

fn check_form(place: &Place<'_>, t: &TensorProto) -> Result<(), Error> {
    let external = t.data_location == Some(DataLocation::External as i32);
    if external || !t.external_data.is_empty() {
        return place.fail(Problem::ExternalData);
    }
    if t.segment.is_some() || t.dims.len() > MAX_RANK {
        return place.fail(Problem::Graph(format!(
            "the tensor has parts or over {MAX_RANK} axes"
        )));
    }
    Ok(())
}

fn finite(place: &Place<'_>, first: Option<usize>) -> Result<(), Error> {
    match first {
        Some(index) => place.fail(Problem::NotFinite { index }),
        None => Ok(()),
    }
}

const ELSEWHERE: &str = "the tensor's data is not stored as its type";

/// How many values each of the places for them has, other than raw bytes.
fn lists(t: &TensorProto) -> [usize; 6] {
    [
        t.float_data.len(),
        t.int32_data.len(),
        t.int64_data.len(),
        t.double_data.len(),
        t.uint64_data.len(),
        t.string_data.len(),
    ]
}

/// How many values the tensor's data has, which may be in one place only.
fn stored_values(place: &Place<'_>, t: &TensorProto) -> Result<usize, Error> {
    let lists = lists(t);
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
        return place.fail(Problem::Graph(ELSEWHERE.into()));
    }
    Ok(if raw > 0 { raw / bytes } else { lists[list] })
}

fn first_not_finite(t: &TensorProto) -> Option<usize> {
    if !t.raw_data.is_empty() {
        return first_not_finite_of(t.data_type, &t.raw_data);
    }
    match DataType::try_from(t.data_type) {
        Ok(DataType::Float) => t.float_data.iter().position(|x| !x.is_finite()),
        Ok(DataType::Float16) => {
            let finite = |&bits: &i32| f16::from_bits(bits as u16).is_finite();
            t.int32_data.iter().position(|bits| !finite(bits))
        }
        Ok(DataType::Double) => t.double_data.iter().position(|x| !x.is_finite()),
        _ => None,
    }
}

fn first_not_finite_of(data_type: i32, raw: &[u8]) -> Option<usize> {
    match DataType::try_from(data_type) {
        Ok(DataType::Float) => first_without(raw, |b| f32::from_le_bytes(b).is_finite()),
        Ok(DataType::Float16) => first_without(raw, |b| f16::from_le_bytes(b).is_finite()),
        Ok(DataType::Double) => first_without(raw, |b| f64::from_le_bytes(b).is_finite()),
        _ => None,
    }
}

fn first_without<const N: usize>(raw: &[u8], good: impl Fn([u8; N]) -> bool) -> Option<usize> {
    /// Values looked at before the first that is not good is asked for: a loop without a way out
    /// looks at several at once.
    const SOME: usize = 1024;
    let values = raw.as_chunks::<N>().0;
    let bad = |some: &[[u8; N]]| some.iter().fold(false, |bad, v| bad | !good(*v));
    let from = SOME * values.chunks(SOME).position(bad)?;
    let inside = values[from..].iter().position(|v| !good(*v))?;
    Some(from + inside)
}
