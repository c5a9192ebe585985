//! A lowered graph: buffers, and steps that go through them in order.

use super::view::View;

mod contract;
mod dense;
mod lookup;
mod map;

pub use contract::{Contract, Fold};
pub use dense::{Dense, MOST_FRAMES};
pub use lookup::{Lookup, Way};
pub use map::{Map, Room};

/// Most views of one step.
pub const MOST_VIEWS: usize = 12;

/// What a buffer is.
#[derive(Clone, Debug)]
pub enum Home {
    /// An input of the method.
    Input(usize),
    /// An output of the method.
    Output(usize),
    /// Numbers that never change.
    Constant(Vec<f32>),
    /// Made and used up within a step.
    Scratch,
    /// Kept from step to step, and written at a step's end.
    Memory,
    /// Made in a step and kept for later ones: see [`History`].
    History(History),
}

/// A buffer that slides along the stream, so that what is past need not be moved each time: its
/// values lie behind those of the last turn, and only when it comes to its end does it go back to
/// the start, taking the past along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// Streams side by side, each with its own past.
    pub lines: usize,
    /// Values of one line's past.
    pub past: usize,
    /// New values of a line in a turn.
    pub advance: usize,
    /// Turns until it goes back to the start.
    pub turns: usize,
}

impl History {
    /// Values from one line to the next.
    pub fn line(&self) -> usize {
        self.past + self.advance * self.turns
    }

    /// How many turns it goes along where up to `most` are taken at once, so that moving the past
    /// costs little.
    pub fn turns_for(past: usize, advance: usize, most: usize) -> usize {
        (4 * past).div_ceil(advance.max(1)).clamp(1, 64) + most - 1
    }
}

/// Memory for a tensor or several.
#[derive(Clone, Debug)]
pub struct Buffer {
    /// What it is.
    pub home: Home,
    /// Values; of a history, new ones in a turn over all lines.
    pub len: usize,
}

/// A tensor in a buffer.
#[derive(Clone, Debug)]
pub struct Tensor {
    /// Index of the buffer.
    pub buffer: usize,
    /// Where its elements are; of a history, counted from the first new value.
    pub view: View,
}

/// What a kept tensor is before the first step.
#[derive(Clone, Debug)]
pub struct Initial {
    /// The tensor.
    pub tensor: Tensor,
    /// Its elements, row by row.
    pub values: Vec<f32>,
}

/// Rows of a tensor, by the places of their first elements.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Index of the buffer.
    pub buffer: usize,
    /// One a row.
    pub starts: Vec<isize>,
}

/// One step of a program.
pub enum Step {
    /// See [`Dense`].
    Dense(Dense),
    /// See [`Map`].
    Map(Map),
    /// See [`Contract`].
    Contract(Contract),
    /// See [`Lookup`].
    Lookup(Lookup),
}

/// Buffers and steps. Going through all steps once is a turn: it consumes one step of the network.
pub struct Program {
    /// The buffers.
    pub buffers: Vec<Buffer>,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// What is kept from step to step and isn't zeros before the first.
    pub initial: Vec<Initial>,
    /// Most turns that are taken at once.
    pub turns: usize,
}

impl Step {
    /// Calls `visit` with each buffer that the step reads or writes, and whether it writes it.
    pub fn touch(&self, mut visit: impl FnMut(usize, bool)) {
        match self {
            Step::Dense(dense) => {
                visit(dense.input.buffer, false);
                let residual = dense.residual.as_ref();
                residual.into_iter().for_each(|r| visit(r.buffer, false));
                let rectified = dense.rectified.as_ref().map(|(rows, _)| rows);
                let made = [dense.output.as_ref(), rectified];
                made.into_iter()
                    .flatten()
                    .for_each(|rows| visit(rows.buffer, true));
            }
            Step::Map(Map { buffers, .. }) | Step::Contract(Contract { buffers, .. }) => {
                touch(buffers, visit);
            }
            Step::Lookup(Lookup { buffers, .. }) => touch(buffers, visit),
        }
    }
}

/// The first buffer is written, the others are read.
fn touch(buffers: &[usize], mut visit: impl FnMut(usize, bool)) {
    buffers[1..].iter().for_each(|buffer| visit(*buffer, false));
    visit(buffers[0], true);
}
