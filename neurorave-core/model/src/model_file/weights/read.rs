//! Finding weights of graphs, with every reference checked.

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

/// The entry, and how much of it the graphs may still take: references may overlap, so a small file
/// could otherwise stand for any size.
pub struct Shared<'a> {
    file: &'a str,
    /// Where in the file its content is.
    place: Option<Range<u64>>,
    left: u64,
    limit: u64,
}

impl<'a> Shared<'a> {
    /// Finds the entry, if the archive has one, and compares its checksum.
    pub fn checked(file: &'a str, archive: &Archive<'_>) -> Result<Self, Error> {
        Self::at(file, archive, Archive::checked_place)
    }

    /// Finds the entry in a file that has been checked.
    pub fn find(file: &'a str, archive: &Archive<'_>) -> Result<Self, Error> {
        Self::at(file, archive, Archive::place)
    }

    fn at<'b>(
        file: &'a str,
        archive: &Archive<'b>,
        find: impl Fn(&Archive<'b>, &str, u64) -> Result<Range<u64>, Error>,
    ) -> Result<Self, Error> {
        let place = match archive.contains(WEIGHTS) {
            true => Some(find(archive, WEIGHTS, MAX_FILE)?),
            false => None,
        };
        let len = place.as_ref().map_or(0, |place| place.end - place.start);
        let limit = (BASE + PER_BYTE * len).min(MAX_FILE);
        Ok(Self {
            file,
            place,
            left: limit,
            limit,
        })
    }

    /// Takes every reference off the initialisers of `model`. For each of them, where in the file its
    /// data are; none where they are in the graph.
    pub fn resolve(
        &mut self,
        place: &Place<'_>,
        model: &mut ModelProto,
    ) -> Result<Vec<Option<Range<u64>>>, Error> {
        let tensors = model.graph.iter_mut().flat_map(|g| &mut g.initializer);
        let each = tensors.map(|t| {
            if t.data_location != Some(DataLocation::External as i32) {
                return Ok(None);
            }
            let place = place.at(format!("tensor {}", short(&t.name)));
            self.find_tensor(&place, t).map(Some)
        });
        each.collect()
    }

    fn find_tensor(&mut self, place: &Place<'_>, t: &mut TensorProto) -> Result<Range<u64>, Error> {
        let Reference { offset, length } = Reference::parse(place, &t.external_data)?;
        let Some(entry) = &self.place else {
            return Err(Error::new(self.file, WEIGHTS, Problem::MissingEntry));
        };
        if !t.raw_data.is_empty() {
            let what = format!("the tensor has data both in the graph and in {WEIGHTS}");
            return place.fail(Problem::Graph(what));
        }
        let size = expected_size(place, t)?;
        let allowed = format!("{size}, the bytes of its shape");
        place.at(LENGTH).require(length == size, length, allowed)?;
        let Some(range) = within(entry, offset, length) else {
            let len = entry.end - entry.start;
            return place.at(OFFSET).fail(Problem::Range {
                found: offset.to_string(),
                allowed: format!("{length} or more before the {len} bytes' end"),
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
        t.external_data.clear();
        t.data_location = None;
        Ok(range)
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

/// Where `length` bytes from `offset` on are, counted from the file's start.
fn within(entry: &Range<u64>, offset: u64, length: u64) -> Option<Range<u64>> {
    let start = entry.start.checked_add(offset)?;
    let end = start.checked_add(length)?;
    (end <= entry.end).then_some(start..end)
}
