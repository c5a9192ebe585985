//! Going through a program's steps.

use super::expr::{self, LONGEST, ROW};
use super::kernel::Frame;
use super::lanes::Lanes;
use super::program::{MOST_FRAMES, Program, Step};
use super::schedule::Passage;

/// What steps work in, whoever they are done for.
pub struct Work {
    frames: Vec<Frame>,
    rows: Vec<[f32; ROW]>,
    results: expr::Results,
}

// SAFETY: the pointers in `frames` are not looked at between steps.
unsafe impl Send for Work {}

impl Work {
    /// Room for every step of `program`.
    pub fn new(program: &Program) -> Work {
        let operands = program.steps.iter().map(|step| match step {
            Step::Map(map) => map.buffers.len(),
            _ => 0,
        });
        Work {
            frames: Vec::with_capacity(MOST_FRAMES),
            rows: Vec::with_capacity(operands.max().unwrap_or(0)),
            results: [[0.0; ROW]; LONGEST],
        }
    }

    /// Goes through all passages.
    ///
    /// # Safety
    /// Every place of every step is inside its buffer, in every lane.
    pub unsafe fn run(&mut self, program: &Program, passages: &[Passage], lanes: Lanes<'_>) {
        for passage in passages {
            let steps = &program.steps[passage.steps.clone()];
            let turns = if passage.by_turn { lanes.turns() } else { 1 };
            for turn in 0..turns {
                let lanes = if passage.by_turn {
                    lanes.of(turn)
                } else {
                    lanes
                };
                // SAFETY: the caller's promise.
                steps
                    .iter()
                    .for_each(|step| unsafe { self.step(step, lanes) });
            }
        }
    }

    /// # Safety
    /// See [`Work::run`].
    unsafe fn step(&mut self, step: &Step, lanes: Lanes<'_>) {
        // SAFETY: the caller's promise.
        unsafe {
            match step {
                Step::Dense(dense) => dense.run(&lanes, &mut self.frames),
                Step::Map(map) => {
                    lanes.each(|bases| map.run(bases, &mut self.rows, &mut self.results));
                }
                Step::Contract(contract) => lanes.each(|bases| contract.run(bases)),
            }
        }
    }
}
