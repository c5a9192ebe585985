//! What the graph's names stand for.

use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::expr::Instruction;
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Home, Tensor};
use crate::network::native::view::View;
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// What a name in the graph stands for.
#[derive(Clone)]
pub(super) enum Value {
    /// Elements in memory.
    Tensor(Tensor),
    /// Elements that are computed where they are needed.
    Later(Rc<Later>),
    /// Numbers in the file, or made of them.
    Constant(Rc<Constant>),
}

/// Arithmetic that is put off.
#[derive(Clone)]
pub(super) struct Later {
    pub(super) shape: Vec<usize>,
    pub(super) program: Vec<Instruction>,
    /// What it reads, of that shape.
    pub(super) elements: Vec<Tensor>,
}

impl Value {
    pub(super) fn shape(&self) -> Vec<usize> {
        match self {
            Value::Tensor(tensor) => tensor.view.shape(),
            Value::Later(later) => later.shape.clone(),
            Value::Constant(constant) => constant.shape.clone(),
        }
    }
}

/// The name of an operand that a node must have.
pub(super) fn input(node: &NodeProto, at: usize) -> Lowered<&str> {
    optional(node, at).map_or_else(|| unknown("with too few operands"), Ok)
}

/// The name of an operand that a node may have.
pub(super) fn optional(node: &NodeProto, at: usize) -> Option<&str> {
    let name = node.input.get(at)?;
    (!name.is_empty()).then_some(name)
}

/// An attribute that is 0 or 1.
pub(super) fn flag(attributes: &Attributes, name: &str) -> Lowered<bool> {
    match attributes.int(name, 0) {
        0 => Ok(false),
        1 => Ok(true),
        other => unknown(format!("with {name} {other}")),
    }
}

impl Lowering<'_> {
    pub(super) fn set(&mut self, name: &str, value: Value) -> Lowered<()> {
        match &value {
            Value::Constant(constant) => self.limits.keep(&constant.shape)?,
            _ => self.limits.visit(&value.shape())?,
        }
        self.values.insert(name.to_owned(), value);
        Ok(())
    }

    /// Makes `value` the node's first result.
    pub(super) fn result(&mut self, node: &NodeProto, value: Value) -> Lowered<()> {
        match node.output.first() {
            Some(name) => self.set(name, value),
            None => Ok(()),
        }
    }

    /// What `name` stands for; a state that is asked for as such becomes memory.
    pub(super) fn value(&mut self, name: &str) -> Lowered<Value> {
        if let Some(value) = self.values.get(name) {
            return Ok(value.clone());
        }
        let Some(pair) = self.states.get(name) else {
            return unknown(format!("nothing known makes {name}"));
        };
        let shape = pair.shape.clone();
        let len = self.limits.take(&shape)?;
        let buffer = self.buffer(Home::Memory, len);
        let view = View::row_major(&shape);
        let value = Value::Tensor(Tensor { buffer, view });
        self.set(name, value.clone())?;
        Ok(value)
    }

    /// The shape of what `name` stands for, without asking for it.
    pub(super) fn shape(&self, name: &str) -> Lowered<Vec<usize>> {
        match (self.values.get(name), self.states.get(name)) {
            (Some(value), _) => Ok(value.shape()),
            (None, Some(pair)) => Ok(pair.shape.clone()),
            (None, None) => unknown(format!("nothing known makes {name}")),
        }
    }

    /// The elements that `name` stands for, in memory.
    pub(super) fn tensor(&mut self, name: &str) -> Lowered<Tensor> {
        if let Some(tensor) = self.placed.get(name) {
            return Ok(tensor.clone());
        }
        let value = self.value(name)?;
        let tensor = self.in_memory(&value)?;
        match value {
            Value::Constant(_) => drop(self.placed.insert(name.to_owned(), tensor.clone())),
            Value::Later(_) => self.set(name, Value::Tensor(tensor.clone()))?,
            Value::Tensor(_) => {}
        }
        Ok(tensor)
    }

    pub(super) fn in_memory(&mut self, value: &Value) -> Lowered<Tensor> {
        match value {
            Value::Tensor(tensor) => Ok(tensor.clone()),
            Value::Later(later) => self.compute(later),
            Value::Constant(constant) => {
                let Some(values) = constant.floats() else {
                    return unknown("integers among numbers");
                };
                let len = self.limits.take(&constant.shape)?;
                let buffer = self.buffer(Home::Constant(values.to_vec()), len);
                let view = View::row_major(&constant.shape);
                Ok(Tensor { buffer, view })
            }
        }
    }

    /// Numbers in the file, or made of them.
    pub(super) fn constant(&self, name: &str) -> Option<Rc<Constant>> {
        match self.values.get(name)? {
            Value::Constant(constant) => Some(constant.clone()),
            _ => None,
        }
    }

    /// Floats that never change.
    pub(super) fn floats(&self, name: &str) -> Lowered<Vec<f32>> {
        let constant = self.constant(name);
        let found = constant.as_ref().and_then(|c| c.floats());
        found.map_or_else(
            || unknown(format!("{name} isn't fixed")),
            |all| Ok(all.to_vec()),
        )
    }

    pub(super) fn integers(&self, name: &str) -> Lowered<Vec<i64>> {
        let constant = self.constant(name);
        let found = constant.as_ref().and_then(|c| c.integers());
        found.map_or_else(
            || unknown(format!("{name} isn't fixed")),
            |i| Ok(i.to_vec()),
        )
    }
}
