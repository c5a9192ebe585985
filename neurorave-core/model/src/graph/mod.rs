//! Writes streaming networks as ONNX graphs.
//!
//! Streaming is explicit: each state tensor is a graph input, its successor a graph output, and
//! zeros come first. Nothing is hidden in the runtime, so the same graph runs anywhere.
//!
//! ```
//! use nrave_model::graph::{GraphBuilder, WeightFormat};
//!
//! // A smoother: y[n] = (x[n] + x[n-1]) / 2, 64 samples a call.
//! let mut g = GraphBuilder::new("smooth", WeightFormat::F32);
//! let x = g.input("audio", &[1, 1, 64]);
//! let w = g.weight("taps", &[1, 1, 2], &[0.5, 0.5]);
//! let y = g.conv1d_causal(&x, &w, None, (1, 64), 2, 1, 1, 1);
//! g.output("out", &y, &[1, 1, 64]);
//! let graph = g.finish();
//! assert_eq!(graph.states[0].shape, [1, 1, 1]);
//! ```

mod conv;
mod ops;
mod proto;
mod splice;

use std::collections::{BTreeMap, BTreeSet};

use tract_onnx::pb;

use crate::model_file::manifest::StatePair;
pub use proto::Attr;
pub use splice::SpliceError;

/// ONNX operator set of the graphs written here.
pub const OPSET: i64 = 17;
/// ONNX intermediate representation version of the graphs written here.
pub const IR_VERSION: i64 = 8;

/// How weights are stored. Arithmetic is f32 either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightFormat {
    /// Half precision, followed by a `Cast` to f32: half the size, 61 dB or more of signal over
    /// the error at the audio.
    F16,
    /// Single precision.
    F32,
}

/// A tensor of the graph under construction. Only meaningful in the builder that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value(String);

impl Value {
    /// An optional input that is left out.
    pub fn absent() -> Self {
        Self(String::new())
    }

    /// The tensor's name in the graph.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// A state whose successor is still to be set with [`GraphBuilder::set_state`].
#[derive(Debug)]
#[must_use = "a state needs a successor: pass the slot to set_state"]
pub struct StateSlot(usize);

/// A finished graph and the states that it carries from call to call.
#[derive(Clone, Debug)]
pub struct Graph {
    /// The ONNX model.
    pub model: pb::ModelProto,
    /// State pairs in the order of their making.
    pub states: Vec<StatePair>,
}

/// Builds one ONNX graph, node by node.
///
/// The builder is for programs that know their shapes: misuse (a name used twice, data that does
/// not fill its shape, a state without a successor) panics.
pub struct GraphBuilder {
    weights: WeightFormat,
    graph: pb::GraphProto,
    names: BTreeSet<String>,
    states: Vec<StatePair>,
    pending: BTreeSet<usize>,
    ints: BTreeMap<Vec<i64>, Value>,
}

impl GraphBuilder {
    /// An empty graph of that name.
    pub fn new(name: &str, weights: WeightFormat) -> Self {
        Self {
            weights,
            graph: pb::GraphProto {
                name: name.into(),
                ..Default::default()
            },
            names: BTreeSet::new(),
            states: Vec::new(),
            pending: BTreeSet::new(),
            ints: BTreeMap::new(),
        }
    }

    /// A graph input, f32.
    ///
    /// # Panics
    /// When the name is taken.
    pub fn input(&mut self, name: &str, shape: &[usize]) -> Value {
        self.claim(name);
        self.graph.input.push(proto::value_info(name, shape));
        Value(name.into())
    }

    /// Makes `value` a graph output, f32, under exactly that name.
    ///
    /// # Panics
    /// When the name is taken.
    pub fn output(&mut self, name: &str, value: &Value, shape: &[usize]) {
        self.claim(name);
        let node = proto::node("Identity", name, &[value], &[name.to_owned()], &[]);
        self.graph.node.push(node);
        self.graph.output.push(proto::value_info(name, shape));
    }

    /// A state: its value from the last call, zeros in the first. Named `s0`, `s1` and so on in
    /// the order of making, their successors `s0_next`, `s1_next`.
    pub fn state(&mut self, shape: &[usize]) -> (Value, StateSlot) {
        let index = self.states.len();
        let input = format!("s{index}");
        let value = self.input(&input, shape);
        self.pending.insert(index);
        self.states.push(StatePair {
            output: format!("{input}_next"),
            input,
            shape: shape.to_vec(),
        });
        (value, StateSlot(index))
    }

    /// A state that isn't zeros at first: `initial` is the default of its input, which is what an
    /// initialiser of an input's name is in ONNX.
    ///
    /// # Panics
    /// When `initial` does not fill `shape`.
    pub fn state_from(&mut self, shape: &[usize], initial: &[f32]) -> (Value, StateSlot) {
        let (value, slot) = self.state(shape);
        if initial.iter().any(|x| *x != 0.0) {
            let tensor = proto::f32_tensor(value.name(), shape, initial);
            self.graph.initializer.push(tensor);
        }
        (value, slot)
    }

    /// Sets what a state becomes; `next` must have the state's shape.
    pub fn set_state(&mut self, slot: StateSlot, next: &Value) {
        assert!(
            self.pending.remove(&slot.0),
            "the slot is of another builder"
        );
        let StatePair { output, shape, .. } = self.states[slot.0].clone();
        self.output(&output, next, &shape);
    }

    /// A trained weight, stored in the builder's [`WeightFormat`], seen by the graph as f32.
    ///
    /// # Panics
    /// When the name is taken or `data` does not fill `shape`.
    pub fn weight(&mut self, name: &str, shape: &[usize], data: &[f32]) -> Value {
        self.claim(name);
        match self.weights {
            WeightFormat::F32 => {
                self.graph
                    .initializer
                    .push(proto::f32_tensor(name, shape, data));
                Value(name.into())
            }
            WeightFormat::F16 => {
                self.graph
                    .initializer
                    .push(proto::f16_tensor(name, shape, data));
                self.widened(name)
            }
        }
    }

    /// As [`weight`](Self::weight), with its data in the entry of a model file that graphs share,
    /// from `offset` on.
    ///
    /// # Panics
    /// When the name is taken.
    pub fn weight_at(&mut self, name: &str, shape: &[usize], offset: u64) -> Value {
        self.claim(name);
        let half = self.weights == WeightFormat::F16;
        let tensor = proto::tensor_at(name, shape, half, offset);
        self.graph.initializer.push(tensor);
        match half {
            true => self.widened(name),
            false => Value(name.into()),
        }
    }

    fn widened(&mut self, name: &str) -> Value {
        let to = i64::from(pb::tensor_proto::DataType::Float as i32);
        self.op("Cast", &[&Value(name.into())], &[("to", Attr::Int(to))])
    }

    /// A constant that is part of the arithmetic rather than trained: f32 always.
    ///
    /// # Panics
    /// When `data` does not fill `shape`.
    pub fn constant(&mut self, shape: &[usize], data: &[f32]) -> Value {
        let name = self.fresh("constant");
        self.graph
            .initializer
            .push(proto::f32_tensor(&name, shape, data));
        Value(name)
    }

    /// A constant vector of 64-bit integers (shapes, axes, indices); equal vectors are shared.
    pub fn ints(&mut self, data: &[i64]) -> Value {
        if let Some(value) = self.ints.get(data) {
            return value.clone();
        }
        let name = self.fresh("ints");
        self.graph.initializer.push(proto::i64_tensor(&name, data));
        self.ints.insert(data.to_vec(), Value(name.clone()));
        Value(name)
    }

    /// Any ONNX operator with one output.
    pub fn op(&mut self, op: &str, inputs: &[&Value], attrs: &[(&str, Attr)]) -> Value {
        self.op_n(op, inputs, attrs, 1).remove(0)
    }

    /// Any ONNX operator with `outputs` outputs.
    pub fn op_n(
        &mut self,
        op: &str,
        inputs: &[&Value],
        attrs: &[(&str, Attr)],
        outputs: usize,
    ) -> Vec<Value> {
        let name = self.fresh(&op.to_lowercase());
        let outputs: Vec<String> = match outputs {
            1 => vec![name.clone()],
            n => (0..n)
                .map(|i| self.fresh(&format!("{name}_output{i}")))
                .collect(),
        };
        self.graph
            .node
            .push(proto::node(op, &name, inputs, &outputs, attrs));
        outputs.into_iter().map(Value).collect()
    }

    /// The operations so far.
    pub fn nodes(&self) -> &[pb::NodeProto] {
        &self.graph.node
    }

    /// The ONNX model and its states.
    ///
    /// # Panics
    /// When a state has no successor.
    pub fn finish(self) -> Graph {
        let unset = self
            .pending
            .iter()
            .map(|&i| &self.states[i].input)
            .collect::<Vec<_>>();
        assert!(unset.is_empty(), "states without a successor: {unset:?}");
        let model = pb::ModelProto {
            ir_version: IR_VERSION,
            opset_import: vec![pb::OperatorSetIdProto {
                domain: String::new(),
                version: OPSET,
            }],
            producer_name: "nrave".into(),
            producer_version: env!("CARGO_PKG_VERSION").into(),
            graph: Some(self.graph),
            ..Default::default()
        };
        Graph {
            model,
            states: self.states,
        }
    }

    fn claim(&mut self, name: &str) {
        assert!(
            self.names.insert(name.to_owned()),
            "the graph already has a tensor {name}"
        );
    }

    fn fresh(&mut self, stem: &str) -> String {
        let mut n = self.graph.node.len() + self.graph.initializer.len();
        loop {
            let name = format!("{stem}_{n}");
            if self.names.insert(name.clone()) {
                return name;
            }
            n += 1;
        }
    }
}
