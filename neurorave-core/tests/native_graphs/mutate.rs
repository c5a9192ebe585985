//! One change to a graph that was valid.

use super::case::Draw;
use neurorave_core::model_file::manifest::Method;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::{GraphProto, ModelProto, NodeProto};

/// Operators that take each other's places.
const KINDS: [&str; 48] = [
    "Add",
    "Sub",
    "Mul",
    "Div",
    "Min",
    "Max",
    "Pow",
    "Greater",
    "Where",
    "Relu",
    "LeakyRelu",
    "Elu",
    "Tanh",
    "Sigmoid",
    "Softplus",
    "Exp",
    "Log",
    "Sqrt",
    "Floor",
    "Round",
    "Sign",
    "PRelu",
    "Clip",
    "Conv",
    "ConvTranspose",
    "MatMul",
    "Gemm",
    "GRU",
    "LSTM",
    "Reshape",
    "Transpose",
    "Slice",
    "Gather",
    "Split",
    "Concat",
    "Pad",
    "Expand",
    "Tile",
    "Squeeze",
    "Unsqueeze",
    "Flatten",
    "ReduceMean",
    "ReduceMax",
    "Softmax",
    "CumSum",
    "Identity",
    "Cast",
    "Shape",
];

const NUMBERS: [i64; 16] = [
    0,
    1,
    2,
    3,
    4,
    5,
    8,
    -1,
    -2,
    -3,
    16,
    17,
    1000,
    1 << 33,
    i64::MAX,
    i64::MIN,
];

/// Changes something; what.
pub fn mutate(model: &mut ModelProto, method: &mut Method, draw: &mut Draw) -> String {
    let graph = model.graph.as_mut().expect("a graph");
    match draw.whole(0, 9) {
        0 => of_tensors(graph, draw),
        1 => of_method(method, draw),
        2 => of_nodes(graph, draw),
        _ => of_node(graph, draw),
    }
}

fn pick<'a, T>(all: &'a mut [T], draw: &mut Draw) -> Option<&'a mut T> {
    match all.len() {
        0 => None,
        len => all.get_mut(draw.whole(0, len - 1)),
    }
}

/// Another number: near, or far.
fn number(before: i64, draw: &mut Draw) -> i64 {
    match draw.whole(0, 2) {
        0 => before.wrapping_add(1),
        1 => before.wrapping_sub(1),
        _ => NUMBERS[draw.whole(0, NUMBERS.len() - 1)],
    }
}

fn of_tensors(graph: &mut GraphProto, draw: &mut Draw) -> String {
    let choice = draw.whole(0, 6);
    let whole = DataType::Int64 as i32;
    let integers = draw.whole(0, 1) == 0;
    let mut tensors: Vec<_> = graph
        .initializer
        .iter_mut()
        .filter(|tensor| (tensor.data_type == whole) == integers)
        .collect();
    let Some(tensor) = pick(&mut tensors, draw) else {
        return "nothing".into();
    };
    let what = format!("tensor {}, {choice}", tensor.name);
    match choice {
        0 => drop(tensor.raw_data.pop()),
        1 => tensor.data_type = draw.whole(0, 12) as i32,
        2 => {
            if let Some(size) = pick(&mut tensor.dims, draw) {
                *size = number(*size, draw);
            }
        }
        3 => tensor.dims.reverse(),
        4 => {
            // The same elements, two axes made one, or one two.
            match tensor.dims[..] {
                [a, b, ..] => drop(tensor.dims.splice(..2, [a * b])),
                _ => tensor.dims.insert(0, 1),
            }
        }
        _ if integers => {
            let at = 8 * draw.whole(0, (tensor.raw_data.len() / 8).saturating_sub(1));
            if let Some(bytes) = tensor.raw_data.get_mut(at..at + 8) {
                let before = i64::from_le_bytes(bytes.try_into().expect("eight bytes"));
                let after = number(before, draw);
                bytes.copy_from_slice(&after.to_le_bytes());
                return format!("tensor {}: {before} to {after}", tensor.name);
            }
        }
        _ => tensor.name.push('x'),
    }
    what
}

fn of_method(method: &mut Method, draw: &mut Draw) -> String {
    let choice = draw.whole(0, 5);
    match choice {
        0 | 1 => {
            let ports = if choice == 0 {
                &mut method.inputs
            } else {
                &mut method.outputs
            };
            if let Some(port) = pick(ports, draw) {
                port.samples = [port.samples + 1, 0, 1, 1 << 40][draw.whole(0, 3)];
            }
        }
        2 => {
            if let Some(pair) = pick(&mut method.states, draw)
                && let Some(size) = pick(&mut pair.shape, draw)
            {
                *size = [*size + 1, 0, 1, usize::MAX][draw.whole(0, 3)];
            }
        }
        3 => {
            if let Some(pair) = pick(&mut method.states, draw) {
                std::mem::swap(&mut pair.input, &mut pair.output);
            }
        }
        4 => drop(method.states.pop()),
        _ => {
            let first = method.states.first().cloned();
            if let (Some(first), Some(last)) = (first, method.states.last_mut()) {
                last.output = first.output;
            }
        }
    }
    format!("method, {choice}")
}

fn of_nodes(graph: &mut GraphProto, draw: &mut Draw) -> String {
    let nodes = &mut graph.node;
    if nodes.is_empty() {
        return "nothing".into();
    }
    let (a, b) = (
        draw.whole(0, nodes.len() - 1),
        draw.whole(0, nodes.len() - 1),
    );
    let choice = draw.whole(0, 3);
    let what = format!("nodes {} and {}, {choice}", nodes[a].name, nodes[b].name);
    match choice {
        0 => drop(nodes.remove(a)),
        1 => nodes.swap(a, b),
        2 => {
            // Reads what the other makes.
            let made = nodes[b].output.first().cloned().unwrap_or_default();
            nodes[a].input.insert(0, made);
        }
        _ => {
            let node = nodes[a].clone();
            nodes.insert(b, node);
        }
    }
    what
}

fn of_node(graph: &mut GraphProto, draw: &mut Draw) -> String {
    let made = graph.node.iter().flat_map(|node| &node.output);
    let given = graph.initializer.iter().map(|tensor| &tensor.name);
    let given = given.chain(graph.input.iter().map(|input| &input.name));
    let names: Vec<String> = made.chain(given).cloned().collect();
    let Some(node) = pick(&mut graph.node, draw) else {
        return "nothing".into();
    };
    let choice = draw.whole(0, 9);
    let what = format!("node {}, {choice}", node.name);
    match choice {
        0 => drop(node.input.pop()),
        1 => {
            let name = names[draw.whole(0, names.len() - 1)].clone();
            if let Some(input) = pick(&mut node.input, draw) {
                *input = name;
            }
        }
        2 => {
            let copy = pick(&mut node.input, draw).cloned();
            node.input.extend(copy);
        }
        3 => node.input.reverse(),
        // Arithmetic on half-precision weights would be a matter of taste.
        4 if node.op_type != "Cast" => {
            let kind = KINDS[draw.whole(0, KINDS.len() - 1)];
            let what = format!("{what}: {} to {kind}", node.op_type);
            node.op_type = kind.into();
            return what;
        }
        5 => {
            if let Some(input) = pick(&mut node.input, draw) {
                input.clear();
            }
        }
        6 => drop(node.output.pop()),
        7 => {
            if !node.attribute.is_empty() {
                let at = draw.whole(0, node.attribute.len() - 1);
                node.attribute.remove(at);
            }
        }
        _ => return format!("{what}: {}", of_attribute(node, draw)),
    }
    what
}

fn of_attribute(node: &mut NodeProto, draw: &mut Draw) -> String {
    let longer = draw.whole(0, 5) == 0;
    let Some(attribute) = pick(&mut node.attribute, draw) else {
        return "no attribute".into();
    };
    let before = (attribute.i, attribute.ints.clone(), attribute.f);
    match pick(&mut attribute.ints, draw) {
        _ if longer => attribute.ints.push(1),
        Some(one) => *one = number(*one, draw),
        None => {
            attribute.i = number(attribute.i, draw);
            attribute.f *= [-1.0, 0.0, 2.0, 0.1][draw.whole(0, 3)];
        }
    }
    let after = (attribute.i, attribute.ints.clone(), attribute.f);
    format!(
        "{} of {}: {before:?} to {after:?}",
        attribute.name, node.op_type
    )
}
