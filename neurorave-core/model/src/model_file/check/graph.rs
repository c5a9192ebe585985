//! Checks an ONNX graph against the method that uses it.

use std::collections::{BTreeMap, BTreeSet};

use tract_onnx::pb;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::tensor_shape_proto::dimension::Value::DimValue;
use tract_onnx::pb::type_proto::Value::TensorType;

use super::tensor::{Checked, check_tensor};
use super::{Place, short};
use crate::error::{Error, Problem};
use crate::model_file::manifest::{Method, Port, StatePair};
use crate::model_file::skeleton::Skeleton;

/// ONNX 1.4 and on: earlier ones list weights among the inputs.
const IR_VERSIONS: std::ops::RangeInclusive<i64> = 4..=13;
const OPSETS: std::ops::RangeInclusive<i64> = 9..=22;
const MAX_NODES: usize = 1 << 16;

/// Checks a decoded graph: versions, weights, wiring, and exactly the inputs and outputs that
/// `method` names, with their shapes. Weights outside the graph are checked once, in `checked`.
pub fn check_graph(
    place: &Place<'_>,
    method: &Method,
    skeleton: &Skeleton,
    checked: &mut Checked<'_>,
) -> Result<(), Error> {
    let model = &skeleton.model;
    check_versions(place, model)?;
    let Some(graph) = &model.graph else {
        return place.fail(Problem::Graph("the entry holds no graph".into()));
    };
    if graph.node.len() > MAX_NODES {
        let (found, limit) = (graph.node.len() as u64, MAX_NODES as u64);
        return place.fail(Problem::TooLarge {
            found,
            limit,
            unit: "nodes",
        });
    }
    let inputs = |s: &StatePair| s.input.clone();
    check_ends(
        place,
        "input",
        &graph.input,
        &method.inputs,
        &method.states,
        inputs,
    )?;
    let outputs = |s: &StatePair| s.output.clone();
    check_ends(
        place,
        "output",
        &graph.output,
        &method.outputs,
        &method.states,
        outputs,
    )?;
    let states: BTreeMap<_, _> = method
        .states
        .iter()
        .map(|s| (s.input.as_str(), s))
        .collect();
    check_wiring(place, graph, &states, |place, index| {
        let t = &graph.initializer[index];
        match &skeleton.places[index] {
            Some(range) => checked.check(place, t, range),
            None => check_tensor(place, t),
        }
    })
}

fn check_versions(place: &Place<'_>, model: &pb::ModelProto) -> Result<(), Error> {
    let versions = |r: &std::ops::RangeInclusive<i64>| format!("{} to {}", r.start(), r.end());
    let ir = model.ir_version;
    place
        .at("ir_version")
        .require(IR_VERSIONS.contains(&ir), ir, versions(&IR_VERSIONS))?;
    let [opset] = model.opset_import.as_slice() else {
        let what = "the graph must use exactly one operator set, ONNX's own";
        return place.fail(Problem::Graph(what.into()));
    };
    let onnx = matches!(opset.domain.as_str(), "" | "ai.onnx");
    place
        .at("opset")
        .require(onnx, format!("\"{}\"", opset.domain), "ONNX's own")?;
    let version = opset.version;
    place
        .at("opset")
        .require(OPSETS.contains(&version), version, versions(&OPSETS))
}

/// Compares the graph's inputs, or its outputs, with what the manifest names.
fn check_ends(
    place: &Place<'_>,
    side: &str,
    found: &[pb::ValueInfoProto],
    ports: &[Port],
    states: &[StatePair],
    name_of: impl Fn(&StatePair) -> String,
) -> Result<(), Error> {
    let mut rest = BTreeMap::new();
    for info in found {
        if rest.insert(info.name.as_str(), info).is_some() {
            return place.at(side).fail(Problem::Duplicate(short(&info.name)));
        }
    }
    for port in ports {
        let place = place.at(format!("{side} {}", port.name));
        match rest.remove(port.name.as_str()) {
            Some(info) => check_shape(&place, info, &port.shape())?,
            None => return place.fail(Problem::MissingTensor),
        }
    }
    for state in states {
        let name = name_of(state);
        let place = place.at(format!("{side} {name}"));
        match rest.remove(name.as_str()) {
            Some(info) => check_shape(&place, info, &state.shape)?,
            None => return place.fail(Problem::MissingState),
        }
    }
    match rest.keys().next() {
        Some(name) => place
            .at(format!("{side} {}", short(name)))
            .fail(Problem::UnknownTensor),
        None => Ok(()),
    }
}

fn check_shape(place: &Place<'_>, info: &pb::ValueInfoProto, shape: &[usize]) -> Result<(), Error> {
    let tensor = match info.r#type.as_ref().and_then(|t| t.value.as_ref()) {
        Some(TensorType(t)) if t.elem_type == DataType::Float as i32 => t,
        _ => return place.fail(Problem::Graph("the tensor is not of type f32".into())),
    };
    let dims = tensor.shape.as_ref().map_or(&[][..], |s| s.dim.as_slice());
    let same = dims.len() == shape.len()
        && dims
            .iter()
            .zip(shape)
            .all(|(d, &n)| d.value == Some(DimValue(n as i64)));
    if same {
        return Ok(());
    }
    let found = dims.iter().map(|d| match &d.value {
        Some(DimValue(n)) => n.to_string(),
        _ => "?".into(),
    });
    let found = format!("[{}]", found.collect::<Vec<_>>().join(", "));
    place.fail(Problem::Shape {
        expected: format!("{shape:?}"),
        found: short(found),
    })
}

/// Checks what a state is at first.
fn check_default(place: &Place<'_>, t: &pb::TensorProto, state: &StatePair) -> Result<(), Error> {
    if t.data_type != DataType::Float as i32 {
        return place.fail(Problem::Graph("the tensor is not of type f32".into()));
    }
    let same = t
        .dims
        .iter()
        .copied()
        .eq(state.shape.iter().map(|&n| n as i64));
    match same {
        true => Ok(()),
        false => place.fail(Problem::Shape {
            expected: format!("{:?}", state.shape),
            found: short(format!("{:?}", t.dims)),
        }),
    }
}

/// Every tensor is made once, before its use; but a state may have a default. `check` looks at one
/// initialiser, by index.
fn check_wiring(
    place: &Place<'_>,
    graph: &pb::GraphProto,
    states: &BTreeMap<&str, &StatePair>,
    mut check: impl FnMut(&Place<'_>, usize) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut known: BTreeSet<&str> = graph.input.iter().map(|i| i.name.as_str()).collect();
    let mut defaults = BTreeSet::new();
    for (index, t) in graph.initializer.iter().enumerate() {
        let place = place.at(format!("tensor {}", short(&t.name)));
        if t.name.is_empty() {
            return place.fail(Problem::Graph("the tensor has no name".into()));
        }
        match states.get(t.name.as_str()) {
            Some(state) if defaults.insert(t.name.as_str()) => check_default(&place, t, state)?,
            None if known.insert(&t.name) => {}
            _ => return place.fail(Problem::Duplicate(short(&t.name))),
        }
        check(&place, index)?;
    }
    let mut nodes = BTreeSet::new();
    for node in &graph.node {
        let title = if node.name.is_empty() {
            &node.op_type
        } else {
            &node.name
        };
        let place = place.at(format!("node {}", short(title)));
        if !node.name.is_empty() && !nodes.insert(node.name.as_str()) {
            return place.fail(Problem::Duplicate(short(&node.name)));
        }
        if !matches!(node.domain.as_str(), "" | "ai.onnx") {
            return place.fail(Problem::Graph(format!(
                "its operators are of {}",
                short(&node.domain)
            )));
        }
        // An empty name stands for an optional input or output that is left out.
        if let Some(name) = node
            .input
            .iter()
            .find(|n| !n.is_empty() && !known.contains(n.as_str()))
        {
            return place.fail(Problem::Graph(format!(
                "nothing makes its input {}",
                short(name)
            )));
        }
        for name in node.output.iter().filter(|n| !n.is_empty()) {
            if !known.insert(name) {
                return place.fail(Problem::Duplicate(short(name)));
            }
        }
        for a in &node.attribute {
            for t in a.t.iter().chain(&a.tensors) {
                check_tensor(&place.at(short(&a.name)), t)?;
            }
        }
    }
    match graph
        .output
        .iter()
        .find(|o| !known.contains(o.name.as_str()))
    {
        Some(o) => {
            let what = "nothing makes this output".to_owned();
            place
                .at(format!("output {}", short(&o.name)))
                .fail(Problem::Graph(what))
        }
        None => Ok(()),
    }
}
