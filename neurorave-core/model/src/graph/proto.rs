//! The ONNX messages behind [`GraphBuilder`](super::GraphBuilder).

use half::f16;
use tract_onnx::pb;
use tract_onnx::pb::attribute_proto::AttributeType;
use tract_onnx::pb::tensor_proto::DataType;

use super::Value;

/// An attribute of an ONNX node.
#[derive(Clone, Debug, PartialEq)]
pub enum Attr {
    /// INT.
    Int(i64),
    /// INTS.
    Ints(Vec<i64>),
    /// FLOAT.
    Float(f32),
    /// FLOATS.
    Floats(Vec<f32>),
    /// STRING.
    Str(String),
}

pub(super) fn node(
    op: &str,
    name: &str,
    inputs: &[&Value],
    outputs: &[String],
    attrs: &[(&str, Attr)],
) -> pb::NodeProto {
    pb::NodeProto {
        op_type: op.into(),
        name: name.into(),
        input: inputs.iter().map(|v| v.name().to_owned()).collect(),
        output: outputs.to_vec(),
        attribute: attrs
            .iter()
            .map(|(name, value)| attribute(name, value))
            .collect(),
        ..Default::default()
    }
}

fn attribute(name: &str, value: &Attr) -> pb::AttributeProto {
    let mut a = pb::AttributeProto {
        name: name.into(),
        ..Default::default()
    };
    let kind = match value {
        Attr::Int(i) => {
            a.i = *i;
            AttributeType::Int
        }
        Attr::Ints(v) => {
            a.ints = v.clone();
            AttributeType::Ints
        }
        Attr::Float(f) => {
            a.f = *f;
            AttributeType::Float
        }
        Attr::Floats(v) => {
            a.floats = v.clone();
            AttributeType::Floats
        }
        Attr::Str(s) => {
            a.s = s.as_bytes().to_vec();
            AttributeType::String
        }
    };
    a.r#type = kind as i32;
    a
}

pub(super) fn value_info(name: &str, shape: &[usize]) -> pb::ValueInfoProto {
    use pb::tensor_shape_proto::Dimension;
    use pb::tensor_shape_proto::dimension::Value::DimValue;
    let dim = shape
        .iter()
        .map(|&d| Dimension {
            value: Some(DimValue(d as i64)),
            ..Default::default()
        })
        .collect();
    let tensor = pb::type_proto::Tensor {
        elem_type: DataType::Float as i32,
        shape: Some(pb::TensorShapeProto { dim }),
    };
    pb::ValueInfoProto {
        name: name.into(),
        r#type: Some(pb::TypeProto {
            value: Some(pb::type_proto::Value::TensorType(tensor)),
            ..Default::default()
        }),
        ..Default::default()
    }
}

pub(super) fn f32_tensor(name: &str, shape: &[usize], data: &[f32]) -> pb::TensorProto {
    let raw = data.iter().flat_map(|x| x.to_le_bytes()).collect();
    tensor(name, shape, DataType::Float, data.len(), raw)
}

pub(super) fn f16_tensor(name: &str, shape: &[usize], data: &[f32]) -> pb::TensorProto {
    let raw = data
        .iter()
        .flat_map(|&x| f16::from_f32(x).to_le_bytes())
        .collect();
    tensor(name, shape, DataType::Float16, data.len(), raw)
}

pub(super) fn i64_tensor(name: &str, data: &[i64]) -> pb::TensorProto {
    let raw = data.iter().flat_map(|x| x.to_le_bytes()).collect();
    tensor(name, &[data.len()], DataType::Int64, data.len(), raw)
}

/// A tensor whose data are in the entry that graphs share.
pub(super) fn tensor_at(name: &str, shape: &[usize], half: bool, offset: u64) -> pb::TensorProto {
    let (data_type, size) = match half {
        true => (DataType::Float16, 2),
        false => (DataType::Float, 4),
    };
    let mut tensor = pb::TensorProto {
        name: name.into(),
        dims: shape.iter().map(|&d| d as i64).collect(),
        data_type: data_type as i32,
        ..Default::default()
    };
    let length = shape.iter().product::<usize>() * size;
    crate::model_file::reference(&mut tensor, offset, length as u64);
    tensor
}

fn tensor(
    name: &str,
    shape: &[usize],
    data_type: DataType,
    values: usize,
    raw_data: Vec<u8>,
) -> pb::TensorProto {
    let size: usize = shape.iter().product();
    assert_eq!(
        values, size,
        "{name}: {values} values do not fill the shape {shape:?}"
    );
    pb::TensorProto {
        name: name.into(),
        dims: shape.iter().map(|&d| d as i64).collect(),
        data_type: data_type as i32,
        raw_data,
        ..Default::default()
    }
}
