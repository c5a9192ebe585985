//! What of a step is heard.

use super::Step;
use crate::trace::{Id, Op};

/// The nodes and states that the output depends on, now or later.
pub struct Live {
    /// For each node, whether it is needed.
    pub nodes: Vec<bool>,
    /// For each state, the node that it is at a step's beginning, where it is needed.
    pub states: Vec<Option<Id>>,
}

impl Step {
    /// What the output depends on.
    pub fn live(&self) -> Live {
        let mut live = Live {
            nodes: vec![false; self.trace.nodes().len()],
            states: vec![None; self.states.len()],
        };
        let mut open = vec![self.output];
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut live.nodes[id.index()], true) {
                continue;
            }
            let node = self.trace.node(id);
            open.extend(&node.inputs);
            if let Op::State(state) = node.op {
                live.states[state] = Some(id);
                open.push(self.states[state].next);
            }
        }
        live
    }
}
