//! What of a step is heard.

use super::{SETTINGS, Step};
use crate::nn::Setting;
use crate::trace::{Id, Op};

/// The nodes and states that the output depends on, now or later.
pub struct Live {
    /// For each node, whether it is needed.
    pub nodes: Vec<bool>,
    /// For each state, the node that it is at a step's beginning, where it is needed.
    pub states: Vec<Option<Id>>,
}

impl Step {
    /// Which of these settings the output depends on.
    pub fn used_settings(&self, settings: &[Setting]) -> Vec<bool> {
        let live = self.live();
        let nodes = self.trace.nodes();
        let port = |id: Id| self.trace.node(id).op == Op::Input(SETTINGS);
        let read = nodes.iter().zip(&live.nodes).filter(|(_, live)| **live);
        let read: Vec<usize> = read
            .filter(|(node, _)| node.inputs.first().is_some_and(|id| port(*id)))
            .map(|(node, _)| match node.op {
                Op::Slice { start, .. } => start,
                _ => 0,
            })
            .collect();
        let mut first = 0;
        let uses = settings.iter().map(|setting| {
            let channels = first..first + 2 * setting.forms.len();
            first = channels.end;
            read.iter().any(|channel| channels.contains(channel))
        });
        uses.collect()
    }

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
