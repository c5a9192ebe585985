//! Arithmetic on corresponding elements.
//!
//! Vectors want long rows. Where the innermost loop is short, elements of many of its rounds are
//! gathered into one row, and the results scattered.

use super::MOST_VIEWS;
use crate::network::native::expr::{self, Instruction, LONGEST, Op, Operand, ROW, Row};
use crate::network::native::kernel::Instructions;
use crate::network::native::loops::{Loop, each};

/// Arithmetic on corresponding elements.
pub struct Map {
    /// Buffers: the output's, then the operands'.
    pub buffers: Vec<usize>,
    /// Places of their first elements.
    pub offsets: Vec<isize>,
    /// Over the elements of all of them.
    pub loops: Vec<Loop>,
    /// What is done; its last result is the output.
    pub program: Vec<Instruction>,
}

/// What maps work in.
pub struct Room {
    copies: Vec<[f32; ROW]>,
    gathered: Vec<[f32; ROW]>,
    /// Where each gathered row's results go, and how many they are.
    places: Vec<(*mut f32, usize)>,
    results: expr::Results,
}

/// Shorter rows than this are gathered.
const SHORT: usize = 16;

impl Room {
    /// For maps of at most `operands`.
    pub fn new(operands: usize) -> Room {
        Room {
            copies: vec![[0.0; ROW]; operands],
            gathered: vec![[0.0; ROW]; operands],
            places: Vec::with_capacity(ROW),
            results: [[0.0; ROW]; LONGEST],
        }
    }
}

impl Map {
    /// # Safety
    /// `bases` are where the buffers' first values lie, and every place of the step is inside; `room`
    /// is for as many operands as it has.
    pub unsafe fn run(&self, bases: &[*mut f32], room: &mut Room) {
        let mut offsets = [0; MOST_VIEWS];
        let offsets = &mut offsets[..self.offsets.len()];
        offsets.copy_from_slice(&self.offsets);
        let inner = self.loops.last().map_or(1, |inner| inner.size);
        // SAFETY: the caller's promise.
        unsafe {
            if self.is_copy() {
                self.copy(bases, offsets);
            } else if inner < SHORT && self.loops.len() > 1 {
                self.gather(bases, offsets, room);
            } else {
                self.go_along(bases, offsets, room);
            }
        }
    }

    fn is_copy(&self) -> bool {
        matches!(
            self.program[..],
            [Instruction {
                op: Op::Same,
                operands: [Operand::Element(0), _],
            }]
        )
    }

    /// # Safety
    /// See [`Map::run`].
    unsafe fn copy(&self, bases: &[*mut f32], offsets: &mut [isize]) {
        each(&self.loops, offsets, &mut |at, count, by| {
            // SAFETY: the caller's promise.
            unsafe {
                let to = bases[self.buffers[0]].offset(at[0]);
                let from = bases[self.buffers[1]].offset(at[1]);
                match by {
                    [1, 1] => std::ptr::copy(from, to, count),
                    _ => {
                        for i in 0..count as isize {
                            *to.offset(i * by[0]) = *from.offset(i * by[1]);
                        }
                    }
                }
            }
        });
    }

    /// Row by row, where they lie.
    ///
    /// # Safety
    /// See [`Map::run`].
    unsafe fn go_along(&self, bases: &[*mut f32], offsets: &mut [isize], room: &mut Room) {
        let operands = self.buffers.len() - 1;
        let instructions = Instructions::best();
        each(&self.loops, offsets, &mut |at, count, by| {
            // There may be fewer operands: what is looked up for the others is looked at by nobody.
            let read: [Row; MOST_VIEWS] = std::array::from_fn(|operand| {
                let view = (operand + 1).min(operands);
                Row {
                    // SAFETY: the caller's promise.
                    at: unsafe { bases[self.buffers[view]].offset(at[view]) },
                    stride: by[view],
                }
            });
            // SAFETY: the caller's promise.
            unsafe {
                let to = (bases[self.buffers[0]].offset(at[0]), by[0]);
                let (copies, results) = (&mut room.copies[..operands], &mut room.results);
                let program = &self.program;
                let rows = &read[..operands];
                expr::run(instructions, program, rows, to, count, copies, results);
            }
        });
    }

    /// Many short rows at a time.
    ///
    /// # Safety
    /// See [`Map::run`].
    unsafe fn gather(&self, bases: &[*mut f32], offsets: &mut [isize], room: &mut Room) {
        let mut count = 0;
        each(&self.loops, offsets, &mut |at, size, by| {
            if count + size > ROW {
                // SAFETY: the caller's promise.
                unsafe { self.scatter(room, count, by[0]) };
                count = 0;
            }
            // SAFETY: the caller's promise; a short row fits.
            unsafe {
                let to = bases[self.buffers[0]].offset(at[0]);
                room.places.push((to, size));
                let operands = room.gathered.iter_mut().zip(&self.buffers[1..]);
                for ((row, buffer), (at, by)) in operands.zip(at[1..].iter().zip(&by[1..])) {
                    let from = bases[*buffer].offset(*at);
                    expr::gather(from, *by, &mut row[count..count + size]);
                }
            }
            count += size;
        });
        let by = self.loops.last().map_or(1, |inner| inner.strides[0]);
        // SAFETY: the caller's promise.
        unsafe { self.scatter(room, count, by) };
    }

    /// Works `count` gathered elements out, and puts the results where they belong, each row's `by`
    /// values apart.
    ///
    /// # Safety
    /// The places can be written.
    unsafe fn scatter(&self, room: &mut Room, count: usize, by: isize) {
        let operands = self.buffers.len() - 1;
        let mut rows = [Row {
            at: std::ptr::null(),
            stride: 1,
        }; MOST_VIEWS];
        for (row, gathered) in rows.iter_mut().zip(&room.gathered) {
            row.at = gathered.as_ptr();
        }
        let mut made = [0.0; ROW];
        let (copies, results) = (&mut room.copies[..operands], &mut room.results);
        let (instructions, to) = (Instructions::best(), (made.as_mut_ptr(), 1));
        let (program, rows) = (&self.program, &rows[..operands]);
        // SAFETY: the rows and what is made are long enough; the rest is the caller's promise.
        unsafe {
            expr::run(instructions, program, rows, to, count, copies, results);
            let mut rest = &made[..];
            for (to, size) in room.places.drain(..) {
                let (row, more) = rest.split_at(size);
                expr::scatter(row, to, by);
                rest = more;
            }
        }
    }
}
