//! Going through a program's steps.

use super::kernel::Frame;
use super::lanes::Lanes;
use super::program::{MOST_FRAMES, Program, Room, Step};
use super::schedule::Passage;

/// What steps work in, whoever they are done for.
pub struct Work {
    frames: Vec<Frame>,
    room: Room,
}

// SAFETY: the pointers in `frames` and `room` are not looked at between steps.
unsafe impl Send for Work {}

impl Work {
    /// Room for every step of `program`.
    pub fn new(program: &Program) -> Work {
        let operands = program.steps.iter().map(|step| match step {
            Step::Map(map) => map.buffers.len() - 1,
            _ => 0,
        });
        Work {
            frames: Vec::with_capacity(MOST_FRAMES),
            room: Room::new(operands.max().unwrap_or(0)),
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
                Step::Map(map) => lanes.each(|bases| map.run(bases, &mut self.room)),
                Step::Contract(contract) => lanes.each(|bases| contract.run(bases)),
                Step::Lookup(lookup) => lanes.each(|bases| lookup.run(bases)),
            }
        }
    }
}
