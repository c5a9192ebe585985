//! What a step of a graph has to compute and to read.

use std::collections::HashMap;
use std::error::Error;
use tract_onnx::pb::{GraphProto, ModelProto, TensorProto};
use tract_onnx::prelude::*;
use tract_onnx::tract_hir::infer::Factoid;

/// Of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Multiply-accumulates of convolutions and of products with constant matrices.
    pub macs: u64,
    /// Bytes of their weights and biases, as stored.
    pub weight_bytes: u64,
    /// How many these are.
    pub weights: u64,
}

/// Counts over `model`'s nodes.
///
/// # Errors
/// When a shape that is needed cannot be inferred.
pub fn work(model: &ModelProto) -> Result<Work, Box<dyn Error>> {
    let graph = model.graph.as_ref().ok_or("no graph")?;
    let (shapes, constants) = (shapes(model)?, constants(graph));
    let shape = |name: &String| -> Result<&[u64], String> {
        let found = shapes.get(name).map(Vec::as_slice);
        found.ok_or_else(|| format!("the shape of {name} is not known"))
    };
    let mut read: HashMap<&str, &TensorProto> = HashMap::new();
    let mut macs = 0;
    for node in &graph.node {
        let constant = |index: usize| -> Option<&TensorProto> {
            constants.get(node.input.get(index)?.as_str()).copied()
        };
        macs += match (node.op_type.as_str(), constant(0), constant(1)) {
            // Every output value hears all weights of its channel.
            ("Conv", _, Some(weight)) => {
                shape(&node.output[0])?.iter().product::<u64>() * channel(weight)
            }
            // Every input value goes through all weights of its channel.
            ("ConvTranspose", _, Some(weight)) => {
                shape(&node.input[0])?.iter().product::<u64>() * channel(weight)
            }
            ("MatMul", Some(_), None) | ("MatMul", None, Some(_)) => {
                let depth = shape(&node.input[0])?.last().copied().unwrap_or(1);
                shape(&node.output[0])?.iter().product::<u64>() * depth
            }
            _ => continue,
        };
        let operands = (0..node.input.len()).filter_map(constant);
        read.extend(operands.map(|tensor| (tensor.name.as_str(), tensor)));
    }
    let count = |tensor: &&TensorProto| tensor.dims.iter().product::<i64>() as u64;
    Ok(Work {
        macs,
        weight_bytes: read.values().map(|t| t.raw_data.len() as u64).sum(),
        weights: read.values().map(count).sum(),
    })
}

/// Weights of one channel of a convolution: all axes but the first.
fn channel(weight: &TensorProto) -> u64 {
    weight.dims.iter().skip(1).product::<i64>() as u64
}

/// The constant tensors by the names that nodes use: their own, and those of their casts.
fn constants(graph: &GraphProto) -> HashMap<&str, &TensorProto> {
    let mut constants: HashMap<&str, &TensorProto> = graph
        .initializer
        .iter()
        .map(|tensor| (tensor.name.as_str(), tensor))
        .collect();
    for node in graph.node.iter().filter(|node| node.op_type == "Cast") {
        if let Some(tensor) = constants.get(node.input[0].as_str()).copied() {
            constants.insert(&node.output[0], tensor);
        }
    }
    constants
}

/// Sizes of the axes of every tensor that has a fixed shape.
fn shapes(model: &ModelProto) -> TractResult<HashMap<String, Vec<u64>>> {
    let mut model = tract_onnx::onnx().model_for_proto_model(model)?;
    model.analyse(false)?;
    let mut shapes = HashMap::new();
    for (outlet, name) in &model.outlet_labels {
        let Some(axes) = model.outlet_fact(*outlet)?.shape.concretize() else {
            continue;
        };
        let axes = axes.iter().map(|axis| Ok(axis.to_i64()? as u64));
        shapes.insert(name.clone(), axes.collect::<TractResult<_>>()?);
    }
    // What comes from outside has a name of its own.
    for outlet in model.input_outlets()?.to_vec() {
        if let Some(axes) = model.outlet_fact(outlet)?.shape.concretize() {
            let axes = axes.iter().map(|axis| Ok(axis.to_i64()? as u64));
            let name = model.node(outlet.node).name.clone();
            shapes.insert(name, axes.collect::<TractResult<_>>()?);
        }
    }
    Ok(shapes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use neurorave_core::graph::{GraphBuilder, WeightFormat};

    #[test]
    fn convolutions_and_constant_products_are_counted() {
        for (format, bytes) in [(WeightFormat::F32, 4), (WeightFormat::F16, 2)] {
            let mut g = GraphBuilder::new("test", format);
            let x = g.input("x", &[1, 4, 16]);
            let w = g.weight("w", &[6, 2, 3], &[0.5; 36]);
            let b = g.weight("b", &[6], &[0.5; 6]);
            // 8 output frames of 6 channels, each hearing 3 taps of a group of 2 channels.
            let y = g.conv1d_causal(&x, &w, Some(&b), (4, 16), 3, 2, 1, 2);
            // 8 input frames of 6 channels, each adding to 2 channels at 4 places.
            let w = g.weight("u", &[6, 2, 4], &[0.5; 48]);
            let y = g.conv_transpose1d_causal(&y, &w, None, (2, 8), 4, 2, 1);
            // 2 rows of 16 by a matrix of 16 columns and 5.
            let w = g.weight("m", &[16, 5], &[0.5; 80]);
            let y = g.matmul(&y, &w);
            let squares = g.transpose(&y, &[0, 2, 1]);
            // Both sides change: no weights.
            let y = g.matmul(&y, &squares);
            g.output("y", &y, &[1, 2, 2]);
            let work = work(&g.finish().model).unwrap();
            let weights = 36 + 6 + 48 + 80;
            assert_eq!(
                work,
                Work {
                    macs: 8 * 6 * 6 + 8 * 6 * 8 + 2 * 16 * 5,
                    weight_bytes: weights * bytes,
                    weights,
                }
            );
        }
    }
}
