//! Who makes and who reads each tensor.

use super::{Lowered, unknown};
use crate::model_file::manifest::Method;
use std::collections::{HashMap, HashSet};
use tract_onnx::pb::{GraphProto, NodeProto};

/// Longest chain of other names for one tensor.
const LONGEST_CHAIN: usize = 64;

/// The nodes that a method's outputs and states need, by the tensors that they make and read.
pub(super) struct Wiring<'a> {
    makers: HashMap<&'a str, &'a NodeProto>,
    readers: HashMap<&'a str, Vec<&'a NodeProto>>,
    /// How often something is seen outside.
    outputs: HashMap<&'a str, usize>,
}

impl<'a> Wiring<'a> {
    /// Of a graph that is run as `method`.
    ///
    /// # Errors
    /// When two things have one name.
    pub(super) fn new(graph: &'a GraphProto, method: &'a Method) -> Lowered<Self> {
        let states: HashSet<&String> = method.states.iter().map(|pair| &pair.input).collect();
        let given = graph.initializer.iter().map(|tensor| &tensor.name);
        // Those of a state's name say what it is at first.
        let given = given.filter(|name| !states.contains(name));
        let given = given.chain(method.inputs.iter().map(|port| &port.name));
        let mut taken: HashSet<&str> = HashSet::new();
        for name in given.chain(method.states.iter().map(|pair| &pair.input)) {
            if !taken.insert(name) {
                return unknown(format!("two tensors are called {name}"));
            }
        }
        let mut makers = HashMap::new();
        for node in &graph.node {
            for name in node.output.iter().filter(|name| !name.is_empty()) {
                if !taken.insert(name) {
                    return unknown(format!("two tensors are called {name}"));
                }
                makers.insert(name.as_str(), node);
            }
        }
        let mut outputs: HashMap<&str, usize> = HashMap::new();
        let seen = method.outputs.iter().map(|port| &port.name);
        for name in seen.chain(method.states.iter().map(|pair| &pair.output)) {
            *outputs.entry(name).or_default() += 1;
        }
        let readers = readers(graph, &makers, &outputs);
        Ok(Wiring {
            makers,
            readers,
            outputs,
        })
    }

    /// The node that makes a tensor.
    pub(super) fn maker(&self, name: &str) -> Option<&'a NodeProto> {
        self.makers.get(name).copied()
    }

    /// The tensor that `name` is another name for.
    pub(super) fn source<'n>(&self, mut name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        for _ in 0..LONGEST_CHAIN {
            match self.maker(name) {
                Some(node) if node.op_type == "Identity" && !node.input.is_empty() => {
                    name = &node.input[0];
                }
                _ => break,
            }
        }
        name
    }

    /// Whether anybody needs a tensor.
    pub(super) fn is_needed(&self, name: &str) -> bool {
        self.outputs.contains_key(name) || self.readers.contains_key(name)
    }

    /// Whether a tensor is seen outside.
    pub(super) fn is_output(&self, name: &str) -> bool {
        self.outputs.contains_key(name)
    }

    /// The nodes that read a tensor, once for each time that they do.
    pub(super) fn readers(&self, name: &str) -> &[&'a NodeProto] {
        self.readers.get(name).map_or(&[], Vec::as_slice)
    }

    /// The only node that reads a tensor, where there is one, which reads it once, and nobody
    /// outside sees it.
    pub(super) fn only_reader(&self, name: &str) -> Option<&'a NodeProto> {
        match self.readers(name) {
            [one] if !self.is_output(name) => Some(one),
            _ => None,
        }
    }

    /// Whether a tensor is read, or seen outside, only once.
    pub(super) fn is_used_once(&self, name: &str) -> bool {
        let outside = self.outputs.get(name).copied().unwrap_or(0);
        self.readers(name).len() + outside == 1
    }

    /// The names from `name` back to `origin`, each made of the next as its first operand; without
    /// `origin`. `None` where it isn't made of it.
    pub(super) fn chain<'n>(&self, name: &'n str, origin: &str) -> Option<Vec<&'n str>>
    where
        'a: 'n,
    {
        let mut chain = Vec::new();
        let mut name = name;
        while name != origin {
            if chain.len() == LONGEST_CHAIN {
                return None;
            }
            chain.push(name);
            name = self.maker(name)?.input.first()?;
        }
        Some(chain)
    }
}

/// Who reads each tensor, of the nodes that `outputs` need.
fn readers<'a>(
    graph: &'a GraphProto,
    makers: &HashMap<&'a str, &'a NodeProto>,
    outputs: &HashMap<&'a str, usize>,
) -> HashMap<&'a str, Vec<&'a NodeProto>> {
    let mut needed: HashSet<*const NodeProto> = HashSet::new();
    let mut open: Vec<&str> = outputs.keys().copied().collect();
    while let Some(name) = open.pop() {
        if let Some(node) = makers.get(name)
            && needed.insert(std::ptr::from_ref(*node))
        {
            open.extend(node.input.iter().map(String::as_str));
        }
    }
    let mut readers: HashMap<&str, Vec<&NodeProto>> = HashMap::new();
    for node in &graph.node {
        if needed.contains(&std::ptr::from_ref(node)) {
            for name in node.input.iter().filter(|name| !name.is_empty()) {
                readers.entry(name).or_default().push(node);
            }
        }
    }
    readers
}
