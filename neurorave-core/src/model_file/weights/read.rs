//! Putting weights back into graphs, with every reference checked before its data are copied.

use std::io::{Read, Seek};
use std::ops::Range;

use tract_onnx::pb::tensor_proto::DataLocation;
use tract_onnx::pb::{ModelProto, StringStringEntryProto, TensorProto};

use super::{LENGTH, LOCATION, OFFSET, shape_size, value_size};
use crate::error::{Error, Problem};
use crate::model_file::WEIGHTS;
use crate::model_file::archive::{Archive, MAX_FILE};
use crate::model_file::check::{Place, short};

/// Bytes that all graphs together may take from the entry whatever its size, as many times its
/// size as a file may have methods, and never more than a file could hold without sharing.
const BASE: u64 = 64 << 20;
const PER_BYTE: u64 = 16;

/// The entry's content, and how much of it the graphs may still take: references may overlap, so
/// a small file could otherwise stand for any size.
pub struct Shared<'a> {
    file: &'a str,
    bytes: Option<Vec<u8>>,
    left: u64,
    limit: u64,
}

impl<'a> Shared<'a> {
    /// Reads the entry if the archive has one.
    pub fn read(file: &'a str, archive: &mut Archive<'_, impl Read + Seek>) -> Result<Self, Error> {
        let bytes = match archive.contains(WEIGHTS) {
            true => Some(archive.read(WEIGHTS, MAX_FILE)?),
            false => None,
        };
        let len = bytes.as_ref().map_or(0, Vec::len) as u64;
        let limit = (BASE + PER_BYTE * len).min(MAX_FILE);
        Ok(Self {
            file,
            bytes,
            left: limit,
            limit,
        })
    }

    /// Replaces every reference among the initialisers of `model` by the data. Afterwards the
    /// graph is as if its weights had never been elsewhere.
    pub fn fill(&mut self, place: &Place<'_>, model: &mut ModelProto) -> Result<(), Error> {
        let tensors = model.graph.iter_mut().flat_map(|g| &mut g.initializer);
        for t in tensors.filter(|t| t.data_location == Some(DataLocation::External as i32)) {
            let place = place.at(format!("tensor {}", short(&t.name)));
            self.fill_tensor(&place, t)?;
        }
        Ok(())
    }

    fn fill_tensor(&mut self, place: &Place<'_>, t: &mut TensorProto) -> Result<(), Error> {
        let Reference { offset, length } = Reference::parse(place, &t.external_data)?;
        let Some(bytes) = &self.bytes else {
            return Err(Error::new(self.file, WEIGHTS, Problem::MissingEntry));
        };
        if !t.raw_data.is_empty() {
            let what = format!("the tensor has data both in the graph and in {WEIGHTS}");
            return place.fail(Problem::Graph(what));
        }
        let size = expected_size(place, t)?;
        let allowed = format!("{size}, the bytes of its shape");
        place.at(LENGTH).require(length == size, length, allowed)?;
        let Some(range) = within(bytes, offset, length) else {
            return place.at(OFFSET).fail(Problem::Range {
                found: offset.to_string(),
                allowed: format!("{length} or more before the {} bytes' end", bytes.len()),
            });
        };
        let Some(left) = self.left.checked_sub(length) else {
            return place.fail(Problem::TooLarge {
                found: self.limit - self.left + length,
                limit: self.limit,
                unit: "bytes of weights",
            });
        };
        self.left = left;
        t.raw_data = bytes[range].to_vec();
        t.external_data.clear();
        t.data_location = None;
        Ok(())
    }
}

/// Where a tensor's data are.
struct Reference {
    offset: u64,
    length: u64,
}

impl Reference {
    fn parse(place: &Place<'_>, entries: &[StringStringEntryProto]) -> Result<Self, Error> {
        let value = |key| {
            let mut found = entries.iter().filter(|e| e.key == key);
            found.next().map(|e| e.value.as_str())
        };
        if value(LOCATION) != Some(WEIGHTS) {
            return place.fail(Problem::ExternalData);
        }
        // Three keys among three entries: none is there twice, and there is no other.
        let (Some(offset), Some(length), 3) = (value(OFFSET), value(LENGTH), entries.len()) else {
            let what =
                format!("its data in {WEIGHTS} must be told by offset and length, each once");
            return place.fail(Problem::Graph(what));
        };
        Ok(Self {
            offset: number(&place.at(OFFSET), offset)?,
            length: number(&place.at(LENGTH), length)?,
        })
    }
}

/// A decimal number with nothing around it: no sign, no space, no zeros in front.
fn number(place: &Place<'_>, text: &str) -> Result<u64, Error> {
    let plain = text.bytes().all(|c| c.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    match text.parse() {
        Ok(number) if plain => Ok(number),
        _ => place.fail(Problem::Range {
            found: format!("\"{}\"", short(text)),
            allowed: "a decimal number of bytes".into(),
        }),
    }
}

fn expected_size(place: &Place<'_>, t: &TensorProto) -> Result<u64, Error> {
    let Some(bytes) = value_size(t.data_type) else {
        let what = format!(
            "tensors of data type {} cannot be in {WEIGHTS}",
            t.data_type
        );
        return place.fail(Problem::Graph(what));
    };
    shape_size(t, bytes).map_or_else(
        || {
            place.fail(Problem::Shape {
                expected: "axes that fit into a file".into(),
                found: short(format!("{:?}", t.dims)),
            })
        },
        Ok,
    )
}

fn within(bytes: &[u8], offset: u64, length: u64) -> Option<Range<usize>> {
    let end = usize::try_from(offset.checked_add(length)?).ok()?;
    let start = usize::try_from(offset).ok()?;
    (end <= bytes.len()).then_some(start..end)
}
