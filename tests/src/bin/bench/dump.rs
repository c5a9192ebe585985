//! A method's graph in plain JSON and raw numbers, for programs that do not read ONNX.

use neurorave_core::model::Model;
use serde_json::{Map, Value, json};
use std::error::Error;
use std::fs;
use std::path::Path;
use tract_onnx::pb::attribute_proto::AttributeType;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::{AttributeProto, GraphProto, NodeProto};

/// Writes `graph.json` and `constants.bin` into `folder`.
///
/// `graph.json` has `nodes` (`op`, `inputs`, `outputs`, `attributes`) in an order in which they can
/// run, `constants` (`name`, `type`, `shape`, and `from`, `bytes`: where in `constants.bin`),
/// `inputs` (`name`, `shape`), `outputs` (names) and `states` (`input`, `output`, `shape`).
pub fn write(model: &Model, method: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    let graph = model.graph(method)?.graph.ok_or("no graph")?;
    let described = model.method(method)?;
    let mut bytes = Vec::new();
    let constants = constants(&graph, &mut bytes)?;
    let nodes = graph.node.iter().map(node).collect::<Result<Vec<_>, _>>()?;
    let inputs = described
        .inputs
        .iter()
        .map(|port| json!({"name": port.name, "shape": port.shape()}));
    let outputs = described.outputs.iter().map(|port| &port.name);
    let graph = json!({
        "nodes": nodes,
        "constants": constants,
        "inputs": inputs.collect::<Vec<_>>(),
        "outputs": outputs.collect::<Vec<_>>(),
        "states": described.states,
    });
    fs::write(folder.join("graph.json"), graph.to_string())?;
    fs::write(folder.join("constants.bin"), bytes)?;
    Ok(())
}

fn constants(graph: &GraphProto, bytes: &mut Vec<u8>) -> Result<Vec<Value>, Box<dyn Error>> {
    let mut constants = Vec::new();
    for tensor in &graph.initializer {
        let kind = match DataType::try_from(tensor.data_type)? {
            DataType::Float => "f4",
            DataType::Float16 => "f2",
            DataType::Int64 => "i8",
            other => return Err(format!("{}: constants of type {other:?}", tensor.name).into()),
        };
        constants.push(json!({
            "name": tensor.name,
            "type": kind,
            "shape": tensor.dims,
            "from": bytes.len(),
            "bytes": tensor.raw_data.len(),
        }));
        bytes.extend(&tensor.raw_data);
    }
    Ok(constants)
}

fn node(node: &NodeProto) -> Result<Value, String> {
    let attributes = node.attribute.iter().map(|attribute| {
        let value = attribute_value(attribute);
        let value = value.ok_or_else(|| format!("{}: attribute {}", node.name, attribute.name))?;
        Ok((attribute.name.clone(), value))
    });
    Ok(json!({
        "op": node.op_type,
        "inputs": node.input,
        "outputs": node.output,
        "attributes": attributes.collect::<Result<Map<_, _>, String>>()?,
    }))
}

/// `None` for types that are not used.
fn attribute_value(attribute: &AttributeProto) -> Option<Value> {
    Some(match AttributeType::try_from(attribute.r#type).ok()? {
        AttributeType::Int => json!(attribute.i),
        AttributeType::Ints => json!(attribute.ints),
        AttributeType::Float => json!(attribute.f),
        AttributeType::Floats => json!(attribute.floats),
        AttributeType::String => json!(String::from_utf8_lossy(&attribute.s)),
        _ => return None,
    })
}
