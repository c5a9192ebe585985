//! Where buffers lie, and what one player keeps.

use super::program::{History, Home, Initial, Program};
use super::work::Work;
use crate::network::Turn;
use std::hint::black_box;
use std::ops::Range;

/// Values to a cache line.
const ALIGN: usize = 16;

/// Where each buffer lies in the memory that a player has.
pub struct Plan {
    /// Of each buffer; empty for those that are elsewhere.
    places: Vec<Range<usize>>,
    /// Turns after which each history seems to be at the start: so that they don't all go back to
    /// it in the same step.
    phases: Vec<usize>,
    /// What isn't zero before the first step: where, and what.
    initial: Vec<(usize, f32)>,
    /// Values that stay.
    kept: usize,
    /// Values that one turn works in, behind them.
    scratch: usize,
}

impl Plan {
    /// Places for all buffers of `program`; those of scratch buffers serve again once their last
    /// reader is done.
    pub fn new(program: &Program) -> Plan {
        let uses = uses(program);
        let mut places = vec![0..0; program.buffers.len()];
        let mut len = 0;
        for (index, buffer) in program.buffers.iter().enumerate() {
            let size = match &buffer.home {
                Home::Memory => buffer.len,
                Home::History(history) => history.lines * history.line(),
                _ => continue,
            };
            places[index] = len..len + size;
            len += size.next_multiple_of(ALIGN);
        }
        // First fit, in the order in which they come up.
        let mut order: Vec<usize> = (0..program.buffers.len())
            .filter(|index| matches!(program.buffers[*index].home, Home::Scratch))
            .filter(|index| !uses[*index].is_empty())
            .collect();
        order.sort_by_key(|index| uses[*index].start);
        let mut live: Vec<usize> = Vec::new();
        let (kept, mut end) = (len, len);
        for index in order {
            let size = program.buffers[index].len.next_multiple_of(ALIGN);
            live.retain(|other| uses[*other].end > uses[index].start);
            live.sort_by_key(|other| places[*other].start);
            let mut at = kept;
            for other in &live {
                let taken = &places[*other];
                if taken.start >= at + size {
                    break;
                }
                at = taken.start + (taken.len()).next_multiple_of(ALIGN);
            }
            places[index] = at..at + program.buffers[index].len;
            end = end.max(at + size);
            live.push(index);
        }
        let phases = phases(program);
        Plan {
            initial: initial(program, &places, &phases),
            places,
            phases,
            kept,
            scratch: end - kept,
        }
    }
}

impl Plan {
    /// Writes what is there before the first step.
    fn begin_in(&self, values: &mut [f32]) {
        for (at, value) in &self.initial {
            values[*at] = *value;
        }
    }
}

/// Spread over the turns that each history goes along, the longest pasts first.
fn phases(program: &Program) -> Vec<usize> {
    let histories = program.buffers.iter().enumerate();
    let mut histories: Vec<(usize, &History)> = histories
        .filter_map(|(index, buffer)| match &buffer.home {
            Home::History(history) => Some((index, history)),
            _ => None,
        })
        .collect();
    histories.sort_by_key(|(_, history)| std::cmp::Reverse(history.lines * history.past));
    let mut phases = vec![0; program.buffers.len()];
    // Multiples of the golden ratio's fraction lie as evenly as can be, however many they are.
    let fraction = (5f64.sqrt() - 1.0) / 2.0;
    for (rank, (index, history)) in histories.into_iter().enumerate() {
        let places = history.turns + 1 - program.turns;
        let part = (rank as f64 * fraction).fract();
        phases[index] = (part * places as f64) as usize;
    }
    phases
}

/// Where what is there before the first step lies, but for zeros.
fn initial(program: &Program, places: &[Range<usize>], phases: &[usize]) -> Vec<(usize, f32)> {
    let mut all = Vec::new();
    for Initial { tensor, values } in &program.initial {
        let buffer = tensor.buffer;
        let base = match &program.buffers[buffer].home {
            Home::History(history) => history.past + phases[buffer] * history.advance,
            _ => 0,
        };
        for (place, value) in tensor.view.places().into_iter().zip(values) {
            let at = (places[buffer].start + base).checked_add_signed(place);
            let at = at.filter(|at| places[buffer].contains(at));
            if let (Some(at), true) = (at, *value != 0.0) {
                all.push((at, *value));
            }
        }
    }
    all
}

/// For each buffer the steps from the first that touches it to behind the last.
fn uses(program: &Program) -> Vec<Range<usize>> {
    let mut uses = vec![0..0; program.buffers.len()];
    for (at, step) in program.steps.iter().enumerate() {
        step.touch(|buffer, _| {
            let first = match uses[buffer].is_empty() {
                true => at,
                false => uses[buffer].start,
            };
            uses[buffer] = first..at + 1;
        });
    }
    uses
}

/// What one player of a program keeps, and works in.
pub struct Player {
    values: Vec<f32>,
    /// Turns since each history was last at its start.
    cursors: Vec<usize>,
    /// Turns that are being taken.
    turns: usize,
    /// Where each buffer's first value is, for each of these.
    bases: Vec<*mut f32>,
    /// Taken by whoever runs a batch.
    pub work: Option<Box<Work>>,
}

// SAFETY: the pointers are into `values` and, within a step, into what the caller of `step` lends;
// they are made anew in each step and not looked at between.
unsafe impl Send for Player {}

impl Player {
    /// One that remembers what a state is at first.
    pub fn new(program: &Program, plan: &Plan) -> Player {
        let mut values = vec![0.0; plan.kept + program.turns * plan.scratch];
        // Memory is given out when it is first written to, which must not be within a step.
        black_box(&mut values).fill(0.0);
        plan.begin_in(&mut values);
        Player {
            values,
            cursors: plan.phases.clone(),
            turns: 0,
            bases: Vec::with_capacity(program.turns * program.buffers.len()),
            work: Some(Box::new(Work::new(program))),
        }
    }

    /// Forgets everything.
    pub fn reset(&mut self, plan: &Plan) {
        self.values.fill(0.0);
        plan.begin_in(&mut self.values);
        self.cursors.copy_from_slice(&plan.phases);
    }

    /// Where each buffer is in the turns that were begun.
    pub fn bases(&self) -> &[*mut f32] {
        &self.bases
    }

    /// Gets ready for turns, at most as many as the program takes at once, whose inputs and outputs
    /// are as long as the program's.
    pub fn begin(&mut self, program: &Program, plan: &Plan, turns: &mut [Turn<'_>]) {
        let memory = self.values.as_mut_ptr();
        self.turns = turns.len();
        self.bases.clear();
        for (turn, Turn { inputs, outputs }) in turns.iter_mut().enumerate() {
            for (index, buffer) in program.buffers.iter().enumerate() {
                let start = plan.places[index].start;
                self.bases.push(match &buffer.home {
                    // Never written: see `check`.
                    Home::Input(port) => inputs[*port].as_ptr().cast_mut(),
                    Home::Constant(values) => values.as_ptr().cast_mut(),
                    Home::Output(port) => outputs[*port].as_mut_ptr(),
                    Home::Memory => memory.wrapping_add(start),
                    Home::Scratch => memory.wrapping_add(start + turn * plan.scratch),
                    Home::History(history) => {
                        let gone = self.cursors[index] + turn;
                        memory.wrapping_add(start + history.past + gone * history.advance)
                    }
                });
            }
        }
    }

    /// Moves histories on by the turns that were begun, which have been taken.
    pub fn end(&mut self, program: &Program, plan: &Plan) {
        for (index, buffer) in program.buffers.iter().enumerate() {
            let Home::History(history) = &buffer.home else {
                continue;
            };
            self.cursors[index] += self.turns;
            if self.cursors[index] + program.turns <= history.turns {
                continue;
            }
            let gone = self.cursors[index] * history.advance;
            self.cursors[index] = 0;
            for line in 0..history.lines {
                let start = plan.places[index].start + line * history.line();
                let past = start + gone..start + gone + history.past;
                self.values.copy_within(past, start);
            }
        }
    }
}
