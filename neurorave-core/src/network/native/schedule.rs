//! The order of steps when several turns are taken at once.
//!
//! A step can be done for all turns before the next one is begun, unless what it reads depends on
//! what a later step leaves behind in the turn before. Such steps, which are those between the
//! reading and the writing of a memory, go turn by turn.

use super::program::{Home, Program, Step};
use std::ops::Range;

/// Steps next to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Indices of the steps.
    pub steps: Range<usize>,
    /// All of them for one turn before the next; otherwise each of them for all turns.
    pub by_turn: bool,
}

/// Puts the program's steps in an order in which as few as possible go turn by turn.
pub fn arrange(program: &mut Program) -> Vec<Passage> {
    let count = program.steps.len();
    let loops = match program.turns {
        1 => Vec::new(),
        _ => loops(program),
    };
    let (order, passages) = ordered(&before(program), &loops);
    let mut steps: Vec<Option<Step>> = program.steps.drain(..).map(Some).collect();
    program.steps = order.iter().filter_map(|at| steps[*at].take()).collect();
    debug_assert_eq!(program.steps.len(), count);
    passages
}

/// A set of steps.
type Set = Vec<bool>;

/// Sets of steps that depend on what they left behind in the turn before; none share a step.
fn loops(program: &Program) -> Vec<Set> {
    let mut loops: Vec<Set> = Vec::new();
    for memory in 0..program.buffers.len() {
        if !matches!(program.buffers[memory].home, Home::Memory) {
            continue;
        }
        let mut set = vec![false; program.steps.len()];
        let mut changes = false;
        for (step, member) in program.steps.iter().zip(&mut set) {
            step.touch(|buffer, written| {
                *member |= buffer == memory;
                changes |= written && buffer == memory;
            });
        }
        if !changes {
            continue;
        }
        set = between(program, set);
        // What has a step in common is one.
        while let Some(other) = loops.iter().position(|other| meet(other, &set)) {
            let other = loops.swap_remove(other);
            set.iter_mut().zip(other).for_each(|(a, b)| *a |= b);
            set = between(program, set);
        }
        loops.push(set);
    }
    loops
}

fn meet(a: &Set, b: &Set) -> bool {
    a.iter().zip(b).any(|(a, b)| *a && *b)
}

/// The set, and every step that needs one of its results, however indirectly, for another's.
fn between(program: &Program, set: Set) -> Set {
    let mut follows = set.clone();
    let mut made = vec![false; program.buffers.len()];
    for (step, follows) in program.steps.iter().zip(&mut follows) {
        step.touch(|buffer, _| *follows |= made[buffer]);
        step.touch(|buffer, written| made[buffer] |= written && *follows);
    }
    let mut leads = set;
    let mut needed = vec![false; program.buffers.len()];
    for (step, leads) in program.steps.iter().zip(&mut leads).rev() {
        step.touch(|buffer, written| *leads |= written && needed[buffer]);
        step.touch(|buffer, _| needed[buffer] |= *leads);
    }
    let both = follows.into_iter().zip(leads);
    both.map(|(follows, leads)| follows && leads).collect()
}

/// For each step those that must be done before it.
fn before(program: &Program) -> Vec<Vec<usize>> {
    let mut writers: Vec<Vec<usize>> = vec![Vec::new(); program.buffers.len()];
    let mut readers = writers.clone();
    let mut before = Vec::with_capacity(program.steps.len());
    for (at, step) in program.steps.iter().enumerate() {
        let mut earlier = Vec::new();
        step.touch(|buffer, written| {
            earlier.extend_from_slice(&writers[buffer]);
            if written {
                earlier.extend_from_slice(&readers[buffer]);
            }
        });
        step.touch(|buffer, written| match written {
            true => writers[buffer].push(at),
            false => readers[buffer].push(at),
        });
        before.push(earlier);
    }
    before
}

/// An order of steps in which each comes after those `before` it and loops stay together.
fn ordered(before: &[Vec<usize>], loops: &[Set]) -> (Vec<usize>, Vec<Passage>) {
    let group: Vec<Option<usize>> = (0..before.len())
        .map(|step| loops.iter().position(|set| set[step]))
        .collect();
    let mut done = vec![false; before.len()];
    let mut order: Vec<usize> = Vec::with_capacity(before.len());
    let mut passages: Vec<Passage> = Vec::new();
    let mut add = |order: &[usize], by_turn: bool| match passages.last_mut() {
        Some(last) if !last.by_turn && !by_turn => last.steps.end = order.len(),
        _ => {
            let start = passages.last().map_or(0, |last| last.steps.end);
            passages.push(Passage {
                steps: start..order.len(),
                by_turn,
            });
        }
    };
    while order.len() < before.len() {
        let so_far = order.len();
        for step in 0..before.len() {
            let ready = |step: &usize| {
                let mut earlier = before[*step].iter();
                earlier.all(|e| done[*e] || (group[*e].is_some() && group[*e] == group[*step]))
            };
            if done[step] || !ready(&step) {
                continue;
            }
            let Some(of) = group[step] else {
                done[step] = true;
                order.push(step);
                add(&order, false);
                continue;
            };
            let members: Vec<usize> = (0..before.len())
                .filter(|s| group[*s] == Some(of))
                .collect();
            if members.iter().all(ready) {
                members.iter().for_each(|s| done[*s] = true);
                order.extend(members);
                add(&order, true);
            }
        }
        if order.len() == so_far {
            // Turn by turn all is well, whatever depends on what.
            order.extend((0..before.len()).filter(|step| !done[*step]));
            add(&order, true);
        }
    }
    (order, passages)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four steps: 0 reads the memory, 1 follows it, 2 has nothing to do with it, 3 writes it and
    /// needs 1; 4 needs 1 and 2.
    fn dependencies() -> Vec<Vec<usize>> {
        vec![vec![], vec![0], vec![], vec![0, 1], vec![1, 2]]
    }

    fn set(members: &[usize]) -> Set {
        (0..5).map(|step| members.contains(&step)).collect()
    }

    #[test]
    fn without_loops_the_order_stays() {
        let (order, passages) = ordered(&dependencies(), &[]);
        assert_eq!(order, [0, 1, 2, 3, 4]);
        let whole = Passage {
            steps: 0..5,
            by_turn: false,
        };
        assert_eq!(passages, [whole]);
    }

    #[test]
    fn loops_stay_together() {
        let (order, passages) = ordered(&dependencies(), &[set(&[0, 1, 3])]);
        assert_eq!(order, [0, 1, 3, 2, 4]);
        let shape: Vec<_> = passages
            .iter()
            .map(|p| (p.steps.clone(), p.by_turn))
            .collect();
        assert_eq!(shape, [(0..3, true), (3..5, false)]);
    }

    #[test]
    fn what_cannot_be_ordered_goes_turn_by_turn() {
        // 1 lies between the loop's steps and isn't in it.
        let (order, passages) = ordered(&dependencies(), &[set(&[0, 3])]);
        assert_eq!(order, [2, 0, 1, 3, 4]);
        assert!(passages[1].by_turn && passages[1].steps == (1..5));
    }
}
