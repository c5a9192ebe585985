//! A program's ends: what a step begins with, and what it leaves.

use super::limits::Limits;
use super::value::Value;
use super::{Lowered, Lowering, constants, unknown};
use crate::model_file::manifest::{Method, Port};
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Home, Initial, Program, Tensor};
use crate::network::native::view::{View, elements};
use std::collections::HashMap;
use std::rc::Rc;
use tract_onnx::pb::GraphProto;

impl Lowering<'_> {
    /// Constants, inputs and states.
    pub(super) fn begin(
        &mut self,
        graph: &GraphProto,
        stored: &HashMap<String, Constant>,
        method: &Method,
    ) -> Lowered<()> {
        for tensor in &graph.initializer {
            let elsewhere = stored.get(&tensor.name).cloned();
            if method.states.iter().any(|pair| pair.input == tensor.name) {
                let default = elsewhere.or_else(|| constants::read(tensor));
                let Some(values) = default.as_ref().and_then(Constant::floats) else {
                    return unknown(format!("state {} begins with something else", tensor.name));
                };
                self.defaults.insert(tensor.name.clone(), values.to_vec());
                continue;
            }
            if !self.wiring.is_needed(&tensor.name) {
                continue;
            }
            // What can't be read is missed only where somebody needs it.
            if let Some(constant) = elsewhere.or_else(|| constants::read(tensor)) {
                let value = Value::Constant(Rc::new(constant));
                self.values.insert(tensor.name.clone(), value);
            }
        }
        for (index, port) in method.inputs.iter().enumerate() {
            let shape = port.shape();
            let len = self.limits.take(&shape)?;
            let buffer = self.buffer(Home::Input(index), len);
            let view = View::row_major(&shape);
            self.set(&port.name, Value::Tensor(Tensor { buffer, view }))?;
        }
        for pair in &method.states {
            Limits::len(&pair.shape)?;
            self.states.insert(pair.input.clone(), pair.clone());
        }
        // Those that need nothing else may come behind those who are looked at for what they mean.
        for node in graph.node.iter().filter(|node| node.op_type == "Constant") {
            self.constant_node(node)?;
        }
        Ok(())
    }

    pub(super) fn outputs(&mut self, ports: &[Port]) -> Lowered<()> {
        for (index, port) in ports.iter().enumerate() {
            let shape = port.shape();
            let value = self.value(&port.name)?;
            if value.shape() != shape {
                return unknown(format!("output {} has another shape", port.name));
            }
            let len = self.limits.take(&shape)?;
            let buffer = self.buffer(Home::Output(index), len);
            let view = View::row_major(&shape);
            let place = Tensor { buffer, view };
            if !self.made_in(&port.name, &place)? {
                self.put(&place, &value)?;
            }
        }
        Ok(())
    }

    /// What states that are kept whole become.
    pub(super) fn successors(&mut self) -> Lowered<()> {
        let pairs: Vec<_> = self.states.values().cloned().collect();
        let mut moves = Vec::new();
        for pair in &pairs {
            let Some(Value::Tensor(to)) = self.values.get(&pair.input).cloned() else {
                // Nobody reads it.
                continue;
            };
            let mut from = self.value(&pair.output)?;
            if from.shape() != pair.shape {
                return unknown(format!("state {} has another shape", pair.output));
            }
            // What is written for one state may be what another reads: aside first.
            if self.reads_memory(&from) {
                let order: Vec<usize> = (0..pair.shape.len()).collect();
                let aside = self.scratch(&pair.shape, &order)?;
                self.put(&aside, &from)?;
                from = Value::Tensor(aside);
            }
            moves.push((to, from));
        }
        for (to, from) in moves {
            self.put(&to, &from)?;
        }
        for ghost in std::mem::take(&mut self.ghosts) {
            let shape = ghost.view.shape();
            let nothing = Constant::of_floats(vec![1; shape.len()], vec![0.0], false);
            let nothing = self.in_memory(&Value::Constant(Rc::new(nothing)))?;
            let Some(view) = nothing.view.broadcast(&shape) else {
                return unknown("of shapes that don't fit");
            };
            let buffer = nothing.buffer;
            self.put(&ghost, &Value::Tensor(Tensor { buffer, view }))?;
        }
        self.beginnings()
    }

    /// Where what states are at first has to be.
    fn beginnings(&mut self) -> Lowered<()> {
        for (state, values) in std::mem::take(&mut self.defaults) {
            match self.values.get(&state) {
                Some(Value::Tensor(tensor)) => self.program.initial.push(Initial {
                    tensor: tensor.clone(),
                    values,
                }),
                Some(_) => return unknown(format!("state {state} is put off")),
                // Nobody reads it.
                None => {}
            }
        }
        Ok(())
    }

    fn reads_memory(&self, value: &Value) -> bool {
        let memory = |one: &Tensor| matches!(self.program.buffers[one.buffer].home, Home::Memory);
        match value {
            Value::Tensor(tensor) => memory(tensor),
            Value::Later(later) => later.elements.iter().any(memory),
            Value::Constant(_) => false,
        }
    }

    /// The program, if its memory isn't beyond bounds.
    pub(super) fn finish(&mut self) -> Lowered<Program> {
        let len = |home: &Home, len: usize| match home {
            Home::History(history) => elements(&[history.lines, history.line()]),
            _ => Some(len),
        };
        let mut buffers = self.program.buffers.iter();
        let all = buffers.try_fold(0usize, |all, one| all.checked_add(len(&one.home, one.len)?));
        match all {
            // A history of several steps holds each of them.
            Some(all) if all <= 2 * Limits::MEMORY => {
                let empty = Program {
                    buffers: Vec::new(),
                    steps: Vec::new(),
                    initial: Vec::new(),
                    turns: self.program.turns,
                };
                Ok(std::mem::replace(&mut self.program, empty))
            }
            _ => unknown("too large"),
        }
    }
}
