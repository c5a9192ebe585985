//! Where buffers lie, and what one player keeps.

use super::expr::{self, LONGEST, ROW};
use super::kernel::Frame;
use super::program::{Home, Program, Step};
use std::ops::Range;

/// Values to a cache line.
const ALIGN: usize = 16;

/// Where each buffer lies in the memory that a player has.
pub struct Plan {
    /// Of each buffer; empty for those that are elsewhere.
    places: Vec<Range<usize>>,
    /// Values altogether.
    len: usize,
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
        Plan { places, len: end }
    }
}

/// For each buffer the steps from the first that touches it to behind the last.
fn uses(program: &Program) -> Vec<Range<usize>> {
    let mut uses = vec![usize::MAX..0; program.buffers.len()];
    for (at, step) in program.steps.iter().enumerate() {
        let mut touch = |buffer: usize| {
            uses[buffer].start = uses[buffer].start.min(at);
            uses[buffer].end = at + 1;
        };
        match step {
            Step::Dense(dense) => {
                let rectified = dense.rectified.as_ref().map(|(rows, _)| rows);
                let all = [dense.output.as_ref(), dense.residual.as_ref(), rectified];
                touch(dense.input.buffer);
                all.into_iter()
                    .flatten()
                    .for_each(|rows| touch(rows.buffer));
            }
            Step::Map(map) => map.buffers.iter().copied().for_each(touch),
            Step::Contract(contract) => contract.buffers.iter().copied().for_each(touch),
        }
    }
    uses
}

/// What one player of a program keeps, and works in.
pub struct Player {
    values: Vec<f32>,
    /// Steps since each history was last at its start.
    cursors: Vec<usize>,
    bases: Vec<*mut f32>,
    frames: Vec<Frame>,
    rows: Vec<[f32; ROW]>,
    results: Box<expr::Results>,
}

// SAFETY: the pointers are into `values` and, within a step, into what the caller of `step` lends;
// they are made anew in each step and not looked at between.
unsafe impl Send for Player {}

impl Player {
    /// One that remembers zeros.
    pub fn new(program: &Program, plan: &Plan) -> Player {
        let most = |count: fn(&Step) -> usize| program.steps.iter().map(count).max().unwrap_or(0);
        let frames = most(|step| match step {
            Step::Dense(dense) => dense.input.starts.len(),
            _ => 0,
        });
        let rows = most(|step| match step {
            Step::Map(map) => map.buffers.len(),
            _ => 0,
        });
        Player {
            values: vec![0.0; plan.len],
            cursors: vec![0; program.buffers.len()],
            bases: vec![std::ptr::null_mut(); program.buffers.len()],
            frames: Vec::with_capacity(frames),
            rows: Vec::with_capacity(rows),
            results: Box::new([[0.0; ROW]; LONGEST]),
        }
    }

    /// Forgets everything.
    pub fn reset(&mut self) {
        self.values.fill(0.0);
        self.cursors.fill(0);
    }

    /// One step.
    ///
    /// # Safety
    /// `program` and `plan` are those this player was made for, all places in it are inside their
    /// buffers, and `inputs` and `outputs` are as long as the program's.
    pub unsafe fn step(
        &mut self,
        program: &Program,
        plan: &Plan,
        inputs: &[Box<[f32]>],
        outputs: &mut [Box<[f32]>],
    ) {
        let memory = self.values.as_mut_ptr();
        for (index, buffer) in program.buffers.iter().enumerate() {
            self.bases[index] = match &buffer.home {
                // Never written: see `check`.
                Home::Input(port) => inputs[*port].as_ptr().cast_mut(),
                Home::Constant(values) => values.as_ptr().cast_mut(),
                Home::Output(port) => outputs[*port].as_mut_ptr(),
                Home::Scratch | Home::Memory => memory.wrapping_add(plan.places[index].start),
                Home::History(history) => {
                    let along = history.past + self.cursors[index] * history.advance;
                    memory.wrapping_add(plan.places[index].start + along)
                }
            };
        }
        for step in &program.steps {
            // SAFETY: the caller's promise.
            unsafe {
                match step {
                    Step::Dense(dense) => dense.run(&self.bases, &mut self.frames),
                    Step::Map(map) => map.run(&self.bases, &mut self.rows, &mut self.results),
                    Step::Contract(contract) => contract.run(&self.bases),
                }
            }
        }
        self.slide(program, plan);
    }

    /// Moves histories on by one step.
    fn slide(&mut self, program: &Program, plan: &Plan) {
        for (index, buffer) in program.buffers.iter().enumerate() {
            let Home::History(history) = &buffer.home else {
                continue;
            };
            self.cursors[index] += 1;
            if self.cursors[index] < history.steps {
                continue;
            }
            self.cursors[index] = 0;
            let gone = history.steps * history.advance;
            for line in 0..history.lines {
                let start = plan.places[index].start + line * history.line();
                let past = start + gone..start + gone + history.past;
                self.values.copy_within(past, start);
            }
        }
    }
}
