//! An ONNX graph to a flat program.
//!
//! Reshaping, transposing, slicing and regular gathering only change views. What a stream's past is
//! joined to becomes a [`History`]: the convolution's input is written where its past lies already.
//! Arithmetic on elements is put off until somebody needs its result in memory, so that chains of
//! it are one step; what follows a convolution becomes a part of it. What is made of constants
//! only is a constant.
//!
//! [`History`]: super::program::History

mod along;
mod arithmetic;
mod composed;
mod constants;
mod conv;
mod dense;
mod elementwise;
mod ends;
mod fold;
mod folding;
mod fuse;
mod gemm;
mod gru;
mod integers;
mod join;
mod limits;
mod lookup;
mod lstm;
mod memory;
mod norm;
mod overlap;
mod pad;
mod pick;
mod pool;
mod recurrent;
mod reshape;
mod resize;
mod shape;
mod stream;
#[cfg(test)]
mod tests;
mod transposed;
mod value;
mod window;
mod wiring;

use super::onnx::{Attributes, Constant};
use super::program::{Program, Tensor};
use crate::model_file::manifest::{Method, StatePair};
use fuse::Made;
use limits::Limits;
use std::collections::{BTreeMap, HashMap, HashSet};
use tract_onnx::pb::{ModelProto, NodeProto};
use value::Value;
use wiring::Wiring;

/// Why a graph stays with the other executor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown(pub String);

type Lowered<T> = Result<T, Unknown>;

fn unknown<T>(why: impl Into<String>) -> Lowered<T> {
    Err(Unknown(why.into()))
}

/// Lowers `model` for `method`, for up to `turns` at once. `stored` are those of its initialisers
/// that aren't in it.
///
/// # Errors
/// The operator or shape that isn't known.
pub fn lower(
    model: &ModelProto,
    stored: &HashMap<String, Constant>,
    method: &Method,
    turns: usize,
) -> Lowered<Program> {
    let Some(graph) = &model.graph else {
        return unknown("no graph");
    };
    let wiring = Wiring::new(graph, method)?;
    let imports = &model.opset_import;
    let opset = imports.iter().find(|set| is_standard(&set.domain));
    let mut lowering = Lowering::new(&wiring, opset.map_or(1, |set| set.version), turns);
    lowering.begin(graph, stored, method)?;
    for node in &graph.node {
        lowering
            .node(node)
            .map_err(|Unknown(why)| Unknown(format!("{} ({}): {why}", node.op_type, node.name)))?;
    }
    lowering.outputs(&method.outputs)?;
    lowering.successors()?;
    lowering.finish()
}

/// So many operands can an operator have.
fn most_operands(kind: &str) -> usize {
    match kind {
        "Concat" | "Max" | "Mean" | "Min" | "Sum" => usize::MAX,
        "LSTM" => 8,
        "GRU" => 6,
        "BatchNormalization" | "Slice" => 5,
        "Pad" | "Resize" => 4,
        "Clip"
        | "Conv"
        | "ConvTranspose"
        | "Dropout"
        | "Gemm"
        | "InstanceNormalization"
        | "LayerNormalization"
        | "Range"
        | "ScatterElements"
        | "Where" => 3,
        "Abs" | "Cast" | "Ceil" | "Celu" | "Constant" | "ConstantOfShape" | "Cos" | "Elu"
        | "Erf" | "Exp" | "Flatten" | "Floor" | "Gelu" | "HardSigmoid" | "HardSwish"
        | "Identity" | "IsNaN" | "LeakyRelu" | "Log" | "LogSoftmax" | "Mish" | "Neg" | "Not"
        | "Reciprocal" | "Relu" | "Round" | "Selu" | "Shape" | "Sigmoid" | "Sign" | "Sin"
        | "Size" | "Softmax" | "Softplus" | "Softsign" | "Sqrt" | "Tan" | "Tanh"
        | "ThresholdedRelu" | "Transpose" | "AveragePool" | "MaxPool" | "GlobalAveragePool"
        | "GlobalMaxPool" => 1,
        _ => 2,
    }
}

fn is_standard(domain: &str) -> bool {
    matches!(domain, "" | "ai.onnx")
}

struct Lowering<'a> {
    wiring: &'a Wiring<'a>,
    /// Version of the operators' meanings.
    opset: i64,
    values: HashMap<String, Value>,
    /// Constants that are in memory.
    placed: HashMap<String, Tensor>,
    program: Program,
    /// Where buffers come from that dense steps make, by buffer.
    made: HashMap<usize, Made>,
    /// The last step that writes a buffer, by buffer.
    written: HashMap<usize, usize>,
    /// States that nobody has asked for yet, or that are kept whole, by the name of their input.
    states: BTreeMap<String, StatePair>,
    /// What states are at first, by the name of their input, where it isn't zeros.
    defaults: BTreeMap<String, Vec<f32>>,
    /// Buffers that are zeros but in the first step.
    ghosts: Vec<Tensor>,
    /// Tensors that another operator has taken care of.
    done: HashSet<String>,
    limits: Limits,
}

impl<'a> Lowering<'a> {
    fn new(wiring: &'a Wiring<'a>, opset: i64, turns: usize) -> Self {
        Lowering {
            wiring,
            opset,
            values: HashMap::new(),
            placed: HashMap::new(),
            program: Program {
                buffers: Vec::new(),
                steps: Vec::new(),
                initial: Vec::new(),
                turns,
            },
            made: HashMap::new(),
            written: HashMap::new(),
            states: BTreeMap::new(),
            defaults: BTreeMap::new(),
            ghosts: Vec::new(),
            done: HashSet::new(),
            limits: Limits::new(),
        }
    }

    fn node(&mut self, node: &NodeProto) -> Lowered<()> {
        let wanted = |name: &String| !name.is_empty() && self.wiring.is_needed(name);
        let done = |name: &String| self.done.contains(name) || self.values.contains_key(name);
        if !node.output.iter().any(wanted) || node.output.iter().any(done) {
            return Ok(());
        }
        if !is_standard(&node.domain) {
            return unknown(format!("of {}", node.domain));
        }
        if node.input.len() > most_operands(&node.op_type) {
            return unknown("with too many operands");
        }
        match self.constant_result(node, &Attributes(node))? {
            true => Ok(()),
            false => self.operator(node),
        }
    }

    /// What `node` does in each step.
    fn operator(&mut self, node: &NodeProto) -> Lowered<()> {
        let attributes = Attributes(node);
        match node.op_type.as_str() {
            "Conv" => self.conv(node, &attributes),
            "ConvTranspose" => self.conv_transpose(node, &attributes),
            "MatMul" => self.matmul(node),
            "Gemm" => self.gemm(node, &attributes),
            "GRU" => self.gru(node, &attributes),
            "LSTM" => self.lstm(node, &attributes),
            "Gather" if self.constant(value::input(node, 1)?).is_none() => {
                self.gathered_in_play(node, &attributes)
            }
            "ScatterElements" => self.scattered(node, &attributes),
            "Reshape" | "Unsqueeze" | "Squeeze" | "Flatten" | "Transpose" | "Slice" | "Gather"
            | "Split" | "Expand" | "Tile" | "Dropout" => self.rearranged(node),
            "Identity" => self.same(node),
            "Cast" => self.cast(node, &attributes),
            "Concat" => self.concat(node, &attributes),
            "Pad" => self.pad(node, &attributes),
            "Resize" | "Upsample" => self.resize(node, &attributes),
            "CumSum" => self.cumulative(node, &attributes),
            "AveragePool" | "MaxPool" => self.pool(node, &attributes),
            "GlobalAveragePool" | "GlobalMaxPool" => self.pool_all(node),
            "Softmax" | "LogSoftmax" => self.softmax(node, &attributes),
            "BatchNormalization" => self.batch_norm(node, &attributes),
            "InstanceNormalization" => self.instance_norm(node, &attributes),
            "LayerNormalization" => self.layer_norm(node, &attributes),
            kind if kind.starts_with("Reduce") => self.fold(node, &attributes),
            _ => self.elementwise(node, &attributes),
        }
    }
}
