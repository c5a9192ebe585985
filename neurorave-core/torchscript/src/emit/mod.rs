//! Writes a followed step as an ONNX graph.
//!
//! Integers and truth values are written as floats, but for indices, and the place of the largest of a
//! row is found by arithmetic.

mod constant;
mod limits;
mod operation;
mod plan;
mod port;
mod written;

pub use plan::Plan;
pub use port::{Ports, kind_of, signal};
pub use written::Written;

use crate::nn::{Method, Setting};
use crate::run::Stop;
use crate::stream::{SETTINGS, SIGNAL, Step};
use crate::trace::{Id, Op};
use nrave_model::graph::{Graph, GraphBuilder, StateSlot, Value};
use std::collections::HashMap;

/// A method's graph, and what its inputs and outputs are.
pub struct Emitted {
    /// The graph and its states.
    pub graph: Graph,
    /// Its other inputs and outputs.
    pub ports: Ports,
    /// How often each operator is in it.
    pub operators: Vec<(String, usize)>,
}

/// Writes a step.
///
/// # Errors
/// When a weight cannot be read, or the graph is more than a model file may hold.
pub fn emit(
    step: &Step,
    method: &Method,
    settings: &[Setting],
    plan: &mut Plan,
) -> Result<Emitted, Stop> {
    let budget = step.trace.budget();
    let before = (budget.kept(), plan.mark());
    let emitted = write(step, method, settings, plan);
    if emitted.is_err() {
        budget.back_to(before.0);
        plan.back_to(before.1);
    }
    emitted
}

fn write(
    step: &Step,
    method: &Method,
    settings: &[Setting],
    plan: &mut Plan,
) -> Result<Emitted, Stop> {
    let live = step.live();
    let ports = Ports::of(step, method, settings, &live);
    limits::check(step, &ports, &live)?;
    let mut writer = Writer {
        step,
        graph: GraphBuilder::new(&method.name, plan.format()),
        plan,
        values: HashMap::new(),
        conditions: HashMap::new(),
        ends: HashMap::new(),
        weights: 0,
        paid: 0,
    };
    for (id, port) in &ports.sources {
        let shape = port.shape();
        let input = writer.graph.input(&port.name, &shape);
        let own = step.trace.shape(*id).to_vec();
        let value = writer.reshaped(&input, &shape, &own);
        writer.values.insert(*id, value);
    }
    let mut slots: Vec<(usize, StateSlot)> = Vec::new();
    for (i, state) in step.states.iter().enumerate() {
        let Some(id) = live.states[i] else { continue };
        let own = state.shape.to_vec();
        let shape = if own.is_empty() { vec![1] } else { own.clone() };
        let (value, slot) = match writer.initial(state.initial)? {
            Some(initial) => writer.graph.state_from(&shape, &initial),
            None => writer.graph.state(&shape),
        };
        let value = writer.reshaped(&value, &shape, &own);
        writer.values.insert(id, value);
        slots.push((i, slot));
    }
    for (index, node) in step.trace.nodes().iter().enumerate() {
        let id = Id::at(index);
        let source = matches!(
            node.op,
            Op::Input(_) | Op::State(_) | Op::Draw(..) | Op::Constant(_)
        );
        if live.nodes[index] && !source {
            writer.node(id)?;
            writer.pay_for_nodes()?;
        }
    }
    for (i, slot) in slots {
        let state = &step.states[i];
        let next = writer.value(state.next)?;
        let shape = if state.shape.is_empty() {
            vec![1]
        } else {
            state.shape.to_vec()
        };
        let next = writer.reshaped(&next, &state.shape, &shape);
        writer.graph.set_state(slot, &next);
    }
    let output = writer.value(step.output)?;
    let port = &ports.output;
    writer.graph.output(&port.name, &output, &port.shape());
    let graph = writer.graph.finish();
    let mut operators: HashMap<String, usize> = HashMap::new();
    for node in graph.model.graph.iter().flat_map(|graph| &graph.node) {
        *operators.entry(node.op_type.clone()).or_default() += 1;
    }
    let mut operators: Vec<_> = operators.into_iter().collect();
    operators.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    Ok(Emitted {
        graph,
        ports,
        operators,
    })
}

/// A graph under construction.
struct Writer<'a> {
    step: &'a Step,
    graph: GraphBuilder,
    values: HashMap<Id, Value>,
    /// Comparisons as ONNX has them, beside the floats that are made of them.
    conditions: HashMap<Id, Value>,
    /// What recurrent layers end in.
    ends: HashMap<Id, Vec<Value>>,
    /// Where weights are, and how many the graph has.
    plan: &'a mut Plan,
    weights: usize,
    /// Operations that are paid for.
    paid: usize,
}

/// Whether an input is the signal or the settings.
pub(crate) fn is_signal(op: &Op) -> Option<bool> {
    match op {
        Op::Input(SIGNAL) => Some(true),
        Op::Input(SETTINGS) => Some(false),
        _ => None,
    }
}
