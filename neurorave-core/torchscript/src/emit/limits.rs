//! What a model file may hold, and memory of what is written.

use super::{Ports, Writer};
use crate::run::Stop;
use crate::stream::{Live, Step};
use tract_onnx::pb::{AttributeProto, NodeProto, TensorProto};

/// As a model file's reader has them.
const MOST_NODES: usize = 1 << 16;
const MOST_PORTS: usize = 32;
const MOST_PORT_VALUES: usize = 1 << 20;
const MOST_STATES: usize = 4096;
const MOST_STATE_VALUES: usize = 1 << 24;
const MOST_STATE_AXES: usize = 6;
/// What a name takes, in bytes.
const NAME: usize = 48;

/// Makes sure that a model file can hold a step's inputs and states.
///
/// # Errors
/// When it cannot.
pub fn check(step: &Step, ports: &Ports, live: &Live) -> Result<(), Stop> {
    let most = |what: &str, found: usize, most: usize| match found > most {
        true => Err(Stop::new(format!(
            "the method needs {found} {what}, of which a model may have {most}"
        ))),
        false => Ok(()),
    };
    most("inputs", ports.sources.len(), MOST_PORTS)?;
    for (_, port) in &ports.sources {
        most("values of an input", port.values(), MOST_PORT_VALUES)?;
    }
    let states = step.states.iter().zip(&live.states);
    let states: Vec<_> = states.filter(|(_, live)| live.is_some()).collect();
    most("states", states.len(), MOST_STATES)?;
    let mut values = 0usize;
    for (state, _) in states {
        most("axes of a state", state.shape.len(), MOST_STATE_AXES)?;
        values = values.saturating_add(state.shape.iter().product());
    }
    most("remembered values", values, MOST_STATE_VALUES)
}

impl Writer<'_> {
    /// Pays for numbers that the graph holds, of so many bytes, and for making them.
    pub(super) fn pay(&self, numbers: usize, bytes: usize) -> Result<(), Stop> {
        let budget = self.step.trace.budget();
        let all = numbers.saturating_mul(bytes);
        budget.work(numbers)?;
        budget.lend(all.saturating_mul(2))?;
        Ok(budget.keep(all.saturating_add(size_of::<TensorProto>() + NAME))?)
    }

    /// Pays for the operations that were written last.
    pub(super) fn pay_for_nodes(&mut self) -> Result<(), Stop> {
        let nodes = self.graph.nodes();
        let new = &nodes[self.paid..];
        let bytes: usize = new.iter().map(size).sum();
        let budget = self.step.trace.budget();
        budget.work(new.len() * 64)?;
        budget.keep(bytes)?;
        self.paid = nodes.len();
        match nodes.len() > MOST_NODES {
            true => Err(Stop::new(format!(
                "the method is more than {MOST_NODES} operations"
            ))),
            false => Ok(()),
        }
    }
}

/// Bytes of an operation.
fn size(node: &NodeProto) -> usize {
    let names = node.input.len() + node.output.len() + 2;
    let attributes = node.attribute.iter().map(|attribute| {
        size_of::<AttributeProto>() + NAME + 8 * (attribute.ints.len() + attribute.floats.len())
    });
    // Lists grow by doubling, and there is about one small constant for each operation.
    2 * (size_of::<NodeProto>() + size_of::<TensorProto>())
        + NAME * names
        + attributes.sum::<usize>()
}
