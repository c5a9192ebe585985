//! Graphs made of graphs.

use std::collections::BTreeMap;

use tract_onnx::pb;

use super::{GraphBuilder, OPSET, StateSlot, Value};
use crate::model_file::manifest::StatePair;

/// Why a graph cannot become a part of another.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SpliceError {
    /// Operators mean other things in other operator sets.
    #[error("the graph is of another operator set than ONNX's own {OPSET}: pack it again for that")]
    Opset,
    /// An input that nothing is connected to.
    #[error("nothing is connected to the graph's input {0}")]
    Open(String),
    /// A connection to an input that the graph does not have.
    #[error("the graph has no input {0}")]
    NoInput(String),
    /// A tensor that is used but not made.
    #[error("nothing in the graph makes {0}")]
    NoMaker(String),
}

impl GraphBuilder {
    /// Makes `model` a part of this graph. `inputs` says what each of its inputs is connected to, its
    /// states become states of this graph, and its outputs come back by name. Names of its tensors
    /// get `prefix` and a dot before them.
    ///
    /// # Errors
    /// [`SpliceError`]; the builder is then of no more use.
    ///
    /// # Panics
    /// When the prefix leads to names that are taken.
    pub fn splice(
        &mut self,
        prefix: &str,
        model: &pb::ModelProto,
        states: &[StatePair],
        inputs: &[(&str, &Value)],
    ) -> Result<BTreeMap<String, Value>, SpliceError> {
        let own = |set: &pb::OperatorSetIdProto| {
            set.version == OPSET && matches!(set.domain.as_str(), "" | "ai.onnx")
        };
        let graph = match (&model.graph, model.opset_import.as_slice()) {
            (Some(graph), [set]) if own(set) => graph,
            _ => return Err(SpliceError::Opset),
        };
        let mut part = Part {
            prefix,
            names: BTreeMap::new(),
        };
        for (name, value) in inputs {
            if !graph.input.iter().any(|input| input.name == *name) {
                return Err(SpliceError::NoInput((*name).to_owned()));
            }
            part.names.insert((*name).to_owned(), value.0.clone());
        }
        let mut slots: Vec<(StateSlot, &StatePair)> = Vec::new();
        for pair in states {
            let (value, slot) = self.state(&pair.shape);
            part.names.insert(pair.input.clone(), value.0);
            slots.push((slot, pair));
        }
        if let Some(open) = graph
            .input
            .iter()
            .find(|i| !part.names.contains_key(&i.name))
        {
            return Err(SpliceError::Open(open.name.clone()));
        }
        for tensor in &graph.initializer {
            // What a state is at first goes by the state's name.
            let name = match states.iter().any(|pair| pair.input == tensor.name) {
                true => part.find(&tensor.name)?,
                false => {
                    let name = part.make(&tensor.name);
                    self.claim(&name);
                    name
                }
            };
            self.graph.initializer.push(pb::TensorProto {
                name,
                ..tensor.clone()
            });
        }
        for node in &graph.node {
            let mut node = node.clone();
            for name in &mut node.input {
                *name = part.find(name)?;
            }
            for name in node.output.iter_mut().filter(|name| !name.is_empty()) {
                *name = part.make(name);
                self.claim(name);
            }
            if !node.name.is_empty() {
                node.name = format!("{prefix}.{}", node.name);
            }
            self.graph.node.push(node);
        }
        for (slot, pair) in slots {
            let next = Value(part.find(&pair.output)?);
            self.set_state(slot, &next);
        }
        let outputs = graph.output.iter().map(|output| &output.name);
        let ports = outputs.filter(|name| states.iter().all(|pair| pair.output != **name));
        ports
            .map(|name| Ok((name.clone(), Value(part.find(name)?))))
            .collect()
    }
}

/// Names of the part, and what they are in the whole.
struct Part<'a> {
    prefix: &'a str,
    names: BTreeMap<String, String>,
}

impl Part<'_> {
    /// A tensor that the part makes.
    fn make(&mut self, name: &str) -> String {
        let whole = format!("{}.{name}", self.prefix);
        self.names.insert(name.to_owned(), whole.clone());
        whole
    }

    /// A tensor that the part uses; an empty name stands for an input that is left out.
    fn find(&self, name: &str) -> Result<String, SpliceError> {
        if name.is_empty() {
            return Ok(String::new());
        }
        let found = self.names.get(name).cloned();
        found.ok_or_else(|| SpliceError::NoMaker(name.to_owned()))
    }
}
