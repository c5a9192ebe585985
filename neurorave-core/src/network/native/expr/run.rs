//! A program on rows of elements.

use super::super::kernel::{Instructions, Kernel, Vector, WIDEST};
use super::apply::{Place, apply, simplified};
use super::rows::{gather, scatter};
use super::{Instruction, Operand, ROW, Results};

/// Elements that a program reads.
#[derive(Clone, Copy)]
pub struct Row {
    /// The first.
    pub at: *const f32,
    /// How far it is from each to the next.
    pub stride: isize,
}

/// Runs `program` on `count` elements of each of `rows`, and writes its last results to `to`,
/// `stride` apart. What becomes of an element doesn't depend on where in a row it is.
///
/// `copies`, one of each row, and `results` are to work in.
///
/// # Safety
/// All elements can be read and written. Where results overlap a row, they are in the same places.
pub unsafe fn run(
    instructions: Instructions,
    program: &[Instruction],
    rows: &[Row],
    (to, stride): (*mut f32, isize),
    count: usize,
    copies: &mut [[f32; ROW]],
    results: &mut Results,
) {
    instructions.run(Work {
        program,
        rows,
        to,
        stride,
        count,
        copies,
        results,
    });
}

/// The promises of [`run`] hold for it.
struct Work<'a> {
    program: &'a [Instruction],
    rows: &'a [Row],
    to: *mut f32,
    stride: isize,
    count: usize,
    copies: &'a mut [[f32; ROW]],
    results: &'a mut Results,
}

impl Kernel for Work<'_> {
    #[inline(always)]
    unsafe fn run<V: Vector>(mut self) {
        let mut done = 0;
        while done < self.count {
            let left = self.count - done;
            // What is left behind the last whole vector takes its turn alone.
            let now = match left < WIDEST {
                true => left,
                false => left.min(ROW) / WIDEST * WIDEST,
            };
            // SAFETY: the caller's promises.
            unsafe { self.piece::<V>(done as isize, now) };
            done += now;
        }
    }
}

impl Work<'_> {
    /// `count` elements from `done` on: whole vectors, or less than one.
    ///
    /// # Safety
    /// They can be read and written; the processor has the vector.
    #[inline(always)]
    unsafe fn piece<V: Vector>(&mut self, done: isize, count: usize) {
        let whole = count.is_multiple_of(WIDEST);
        for (row, copy) in self.rows.iter().zip(self.copies.iter_mut()) {
            // SAFETY: the caller's promise.
            unsafe {
                let from = row.at.offset(done * row.stride);
                match row.stride {
                    1 if whole => {}
                    0 => copy[..WIDEST].fill(*from),
                    stride => gather(from, stride, &mut copy[..count]),
                }
            }
        }
        let last = self.program.len() - 1;
        // SAFETY: the caller's promise.
        let to = unsafe { self.to.offset(done * self.stride) };
        let in_place = whole && self.stride == 1;
        for (index, instruction) in self.program.iter().enumerate() {
            let Instruction { op, operands } = simplified(instruction);
            let mut constants = [[0.0; WIDEST]; 2];
            let [of_a, of_b] = &mut constants;
            let a = self.place(operands[0], done, whole, of_a);
            let b = self.place(operands[1], done, whole, of_b);
            let to = match index == last && in_place {
                true => to,
                false => self.results[index].as_mut_ptr(),
            };
            // SAFETY: rows are read in place only where they are whole vectors; copies and results
            // have room for those. The rest is the caller's promise.
            unsafe { apply::<V>(op, [a, b], to, count) };
        }
        if !in_place {
            // SAFETY: the caller's promise.
            unsafe { scatter(&self.results[last][..count], to, self.stride) };
        }
    }

    /// Where an operand's elements from `done` on are read.
    #[inline(always)]
    fn place(
        &self,
        operand: Operand,
        done: isize,
        whole: bool,
        constant: &mut [f32; WIDEST],
    ) -> Place {
        let all = |at: &[f32]| Place {
            at: at.as_ptr(),
            step: 1,
        };
        match operand {
            Operand::Constant(value) => {
                constant.fill(value);
                Place {
                    at: constant.as_ptr(),
                    step: 0,
                }
            }
            Operand::Result(i) => all(&self.results[i]),
            Operand::Element(i) => match self.rows[i] {
                Row { at, stride: 1 } if whole => Place {
                    at: at.wrapping_offset(done),
                    step: 1,
                },
                Row { stride: 0, .. } => Place {
                    at: self.copies[i].as_ptr(),
                    step: 0,
                },
                _ => all(&self.copies[i]),
            },
        }
    }
}
