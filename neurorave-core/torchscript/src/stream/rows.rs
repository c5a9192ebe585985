//! Caches with room for a batch of which one row is played.

use super::place::Places;
use super::{Live, Step};
use crate::run::Place;
use crate::trace::{Id, Op};

impl Step {
    /// The same places, with how many rows are used where those behind are neither read nor written.
    pub(super) fn rows(&self, places: &Places) -> Places {
        let mut found = places.clone();
        let live = self.live();
        let readers = self.readers(&live);
        for (i, state) in self.states.iter().enumerate() {
            if matches!(state.place, Place::Tensor(_)) {
                found.insert(state.place.clone(), self.used_rows(i, &live, &readers));
            }
        }
        found
    }

    /// For each node, the live ones that work on it.
    fn readers(&self, live: &Live) -> Vec<Vec<Id>> {
        let mut readers = vec![Vec::new(); live.nodes.len()];
        for (i, node) in self.trace.nodes().iter().enumerate() {
            for input in node.inputs.iter().filter(|_| live.nodes[i]) {
                readers[input.index()].push(Id::at(i));
            }
        }
        readers
    }

    /// How many rows of a state are used, where not all are.
    fn used_rows(&self, state: usize, live: &Live, readers: &[Vec<Id>]) -> Option<usize> {
        let next = self.states[state].next;
        let all = *self.states[state].shape.first()?;
        let whole = live.states[state]?;
        let joined = self.trace.node(next);
        let (Op::Concat(0), Some(&tail)) = (&joined.op, joined.inputs.last()) else {
            return None;
        };
        let Op::Slice {
            axis: 0,
            start,
            step: 1,
        } = self.trace.node(tail).op
        else {
            return None;
        };
        let behind =
            self.trace.node(tail).inputs == [whole] && start + self.trace.shape(tail)[0] == all;
        let mut of_whole = readers[whole.index()].iter();
        let within = of_whole.all(|&reader| match self.trace.node(reader).op {
            Op::Slice {
                axis: 0,
                start: from,
                step: 1,
            } => reader == tail || from + self.trace.shape(reader)[0] <= start,
            _ => false,
        });
        let unread = readers[tail.index()].iter().all(|&reader| reader == next);
        (behind && within && unread && start > 0).then_some(start)
    }
}
