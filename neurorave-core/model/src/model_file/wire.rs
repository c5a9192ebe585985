//! Bounds what decoding an ONNX protobuf may allocate, before decoding it.
//!
//! A message of two bytes on the wire can become a structure of a kilobyte in memory, so a small
//! file could otherwise ask for gigabytes. The scan walks the wire format once, adds up an upper
//! bound, and refuses the parts of ONNX that a streaming network has no use for: what remains
//! has a fixed depth.

use std::mem::size_of;

use tract_onnx::pb;

/// Bytes that decoding the small parts of all graphs of a file may take, beyond the share that
/// its size earns: room for thousands of nodes.
const BASE: u64 = 64 << 20;
/// Bytes that each byte of a file may become: packed floats grow in a doubling vector.
const PER_BYTE: u64 = 4;

/// What is left of the memory that a file's graphs may take.
pub struct Budget(u64);

impl Budget {
    /// The budget of a file of `len` bytes.
    pub fn for_file(len: u64) -> Self {
        Self(BASE + PER_BYTE * len)
    }

    /// Takes what decoding `model`, an encoded `ModelProto`, needs. An error says why not.
    pub fn take(&mut self, model: &[u8]) -> Result<(), String> {
        self.scan(Message::Model, model)
    }

    fn spend(&mut self, bytes: u64) -> Result<(), String> {
        self.0 = self
            .0
            .checked_sub(bytes)
            .ok_or("the graph has too many parts")?;
        Ok(())
    }

    fn scan(&mut self, message: Message, mut bytes: &[u8]) -> Result<(), String> {
        while !bytes.is_empty() {
            let key = varint(&mut bytes)?;
            let field = message.field((key >> 3) as u32);
            match key & 7 {
                0 => {
                    varint(&mut bytes)?;
                    self.spend(field.one_number())?;
                }
                1 => {
                    take(&mut bytes, 8)?;
                    self.spend(field.one_number())?;
                }
                2 => {
                    let len = varint(&mut bytes)?;
                    let content = take(&mut bytes, len)?;
                    self.content(field, content)?;
                }
                5 => {
                    take(&mut bytes, 4)?;
                    self.spend(field.one_number())?;
                }
                _ => return Err("the graph is not valid ONNX".into()),
            }
        }
        Ok(())
    }

    fn content(&mut self, field: Field, content: &[u8]) -> Result<(), String> {
        let len = content.len() as u64;
        match field {
            Field::Message(inner) => {
                self.spend(grown(inner.size()))?;
                self.scan(inner, content)
            }
            Field::Bytes => self.spend(len + grown(size_of::<String>())),
            // A number takes at least one byte on the wire as a varint; 4 or 8 when fixed.
            Field::Numbers { wire, memory } => self.spend(GROWTH * (len / wire + 4) * memory),
            Field::Ignored => Ok(()),
            Field::Refused(what) => Err(format!("the graph uses {what}, which models do not")),
        }
    }
}

/// A vector that doubles holds, while it moves, up to three times its content.
const GROWTH: u64 = 3;

/// Memory for one element of a vector that grows by pushing.
fn grown(size: usize) -> u64 {
    // The first push makes room for four small elements.
    size as u64 * if size > 1024 { GROWTH } else { 4 }
}

fn varint(bytes: &mut &[u8]) -> Result<u64, String> {
    let mut value = 0u64;
    for shift in (0..70).step_by(7) {
        let (&byte, rest) = bytes.split_first().ok_or("the graph ends too early")?;
        *bytes = rest;
        value |= u64::from(byte & 127).checked_shl(shift).unwrap_or(0);
        if byte < 128 {
            return Ok(value);
        }
    }
    Err("the graph is not valid ONNX".into())
}

fn take<'a>(bytes: &mut &'a [u8], len: u64) -> Result<&'a [u8], String> {
    let len = usize::try_from(len).ok().filter(|&n| n <= bytes.len());
    let (content, rest) = bytes.split_at(len.ok_or("the graph ends too early")?);
    *bytes = rest;
    Ok(content)
}

/// What a field of a message holds.
#[derive(Clone, Copy)]
enum Field {
    Message(Message),
    Bytes,
    Numbers { wire: u64, memory: u64 },
    Ignored,
    Refused(&'static str),
}

impl Field {
    fn one_number(self) -> u64 {
        match self {
            Self::Numbers { memory, .. } => 4 * memory,
            _ => 0,
        }
    }
}

const FLOATS: Field = Field::Numbers { wire: 4, memory: 4 };
const DOUBLES: Field = Field::Numbers { wire: 8, memory: 8 };
const INTS32: Field = Field::Numbers { wire: 1, memory: 4 };
const INTS64: Field = Field::Numbers { wire: 1, memory: 8 };
const SPARSE: Field = Field::Refused("sparse tensors");
const CONTROL_FLOW: Field = Field::Refused("control flow (If, Loop, Scan)");

/// The messages of ONNX that a graph may be made of.
#[derive(Clone, Copy)]
enum Message {
    Model,
    OperatorSet,
    Entry,
    Graph,
    Annotation,
    Node,
    Attribute,
    Tensor,
    Segment,
    ValueInfo,
    Type,
    TensorType,
    Shape,
    Dimension,
}

impl Message {
    fn size(self) -> usize {
        match self {
            Self::Model => size_of::<pb::ModelProto>(),
            Self::OperatorSet => size_of::<pb::OperatorSetIdProto>(),
            Self::Entry => size_of::<pb::StringStringEntryProto>(),
            Self::Graph => size_of::<pb::GraphProto>(),
            Self::Annotation => size_of::<pb::TensorAnnotation>(),
            Self::Node => size_of::<pb::NodeProto>(),
            Self::Attribute => size_of::<pb::AttributeProto>(),
            Self::Tensor => size_of::<pb::TensorProto>(),
            Self::Segment => size_of::<pb::tensor_proto::Segment>(),
            Self::ValueInfo => size_of::<pb::ValueInfoProto>(),
            Self::Type => size_of::<pb::TypeProto>(),
            Self::TensorType => size_of::<pb::type_proto::Tensor>(),
            Self::Shape => size_of::<pb::TensorShapeProto>(),
            Self::Dimension => size_of::<pb::tensor_shape_proto::Dimension>(),
        }
    }

    /// Field numbers of onnx.proto3, IR version 8. Later ones are skipped by the decoder too.
    fn field(self, number: u32) -> Field {
        use Field::{Bytes, Ignored, Refused};
        match (self, number) {
            (Self::Model, 2 | 3 | 4 | 6) => Bytes,
            (Self::Model, 7) => Field::Message(Self::Graph),
            (Self::Model, 8) => Field::Message(Self::OperatorSet),
            (Self::Model, 14) => Field::Message(Self::Entry),
            (Self::Model, 20) => Refused("training information"),
            (Self::Model, 25) => Refused("functions"),
            (Self::OperatorSet, 1) | (Self::Entry, 1 | 2) | (Self::Annotation, 1) => Bytes,
            (Self::Annotation, 2) => Field::Message(Self::Entry),
            (Self::Graph, 1) => Field::Message(Self::Node),
            (Self::Graph, 2 | 10) => Bytes,
            (Self::Graph, 5) => Field::Message(Self::Tensor),
            (Self::Graph, 11..=13) => Field::Message(Self::ValueInfo),
            (Self::Graph, 14) => Field::Message(Self::Annotation),
            (Self::Graph, 15) => SPARSE,
            (Self::Node, 1..=4 | 6 | 7) => Bytes,
            (Self::Node, 5) => Field::Message(Self::Attribute),
            (Self::Attribute, 1 | 4 | 9 | 13 | 21) => Bytes,
            (Self::Attribute, 5 | 10) => Field::Message(Self::Tensor),
            (Self::Attribute, 6 | 11) => CONTROL_FLOW,
            (Self::Attribute, 7) => FLOATS,
            (Self::Attribute, 8) => INTS64,
            (Self::Attribute, 15) => Field::Message(Self::Type),
            (Self::Attribute, 22 | 23) => SPARSE,
            (Self::Tensor, 1 | 7 | 11) => INTS64,
            (Self::Tensor, 3) => Field::Message(Self::Segment),
            (Self::Tensor, 4) => FLOATS,
            (Self::Tensor, 5) => INTS32,
            (Self::Tensor, 6 | 8 | 9 | 12) => Bytes,
            (Self::Tensor, 10) => DOUBLES,
            (Self::Tensor, 13) => Field::Message(Self::Entry),
            (Self::ValueInfo, 1 | 3) | (Self::Type, 6) => Bytes,
            (Self::ValueInfo, 2) => Field::Message(Self::Type),
            (Self::Type, 1) => Field::Message(Self::TensorType),
            (Self::TensorType, 2) => Field::Message(Self::Shape),
            (Self::Shape, 1) => Field::Message(Self::Dimension),
            (Self::Dimension, 2 | 3) => Bytes,
            _ => Ignored,
        }
    }
}
