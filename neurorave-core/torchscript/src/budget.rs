//! What following a file may cost.
//!
//! Whoever wrote a file wrote its program too, and may mean harm: a few lines loop for ever, or make of
//! little much. So all that a program does is counted, and paid for before it is done. Time is counted
//! in pieces of work, of which a computer does more than a hundred million in a second, so that the
//! same file comes to the same end everywhere.
//!
//! A model that plays asks for up to 80 million pieces, most of them for its program and few for its
//! weights, and for a few times the memory that its file has bytes.

use crate::trace::Fault;
use std::cell::Cell;

/// Work that any file may ask for.
const WORK: usize = 1 << 26;
/// Work that each byte of a file earns: large weights are read once for each method and setting.
const WORK_PER_BYTE: usize = 64;
/// Memory that any file may take, in bytes. A small file may need it: a transform of 2048 values is
/// written as a matrix of 16 MiB, which is there as it was made, in the graph, and for a moment between
/// them. The 8 MiB from here to what the crate promises are for what is not counted.
const MEMORY: usize = 56 << 20;
/// Memory that each byte of a file earns.
const MEMORY_PER_BYTE: usize = 4;

/// What is left for one import.
pub struct Budget {
    work: Cell<usize>,
    memory: usize,
    /// Bytes that are held until the import ends, and until the run ends.
    stays: Cell<usize>,
    held: Cell<usize>,
}

impl Budget {
    /// For a file of so many bytes.
    pub fn of(file: u64) -> Self {
        let earned = |each: usize| {
            usize::try_from(file)
                .unwrap_or(usize::MAX)
                .saturating_mul(each)
        };
        Self {
            work: Cell::new(earned(WORK_PER_BYTE).saturating_add(WORK)),
            memory: earned(MEMORY_PER_BYTE)
                .saturating_add(MEMORY)
                .min(isize::MAX as usize),
            stays: Cell::new(0),
            held: Cell::new(0),
        }
    }

    /// Begins a run: what the last one held has been given back.
    pub fn begin_run(&self) {
        self.held.set(0);
    }

    /// Pays for so many pieces of work.
    ///
    /// # Errors
    /// When there is not that much left, or more memory is held than may be.
    pub fn work(&self, pieces: usize) -> Result<(), Fault> {
        let left = self.work.get().checked_sub(pieces);
        self.work.set(left.unwrap_or(0));
        match left {
            Some(_) => self.lend(0),
            None => Err(Fault::new(
                "the program asks for too much work: it may never end",
            )),
        }
    }

    /// Makes sure that so many bytes can be taken for a moment.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn lend(&self, bytes: usize) -> Result<(), Fault> {
        let all = self.stays.get().saturating_add(self.held.get());
        match all.saturating_add(bytes) > self.memory {
            true => Err(Fault::new(
                "the program needs far more memory than its file has bytes",
            )),
            false => Ok(()),
        }
    }

    /// Takes bytes for the rest of the run.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn hold(&self, bytes: usize) -> Result<(), Fault> {
        self.owe(bytes);
        self.lend(0)
    }

    /// As [`hold`](Self::hold), for a few bytes: whoever works next is told when they were too many.
    pub fn owe(&self, bytes: usize) {
        self.held.set(self.held.get().saturating_add(bytes));
    }

    /// Bytes that are held.
    pub fn held(&self) -> usize {
        self.held.get()
    }

    /// Gives back bytes that were held.
    pub fn give_back(&self, bytes: usize) {
        self.held.set(self.held.get().saturating_sub(bytes));
    }

    /// Bytes that are taken for the rest of the import.
    pub fn kept(&self) -> usize {
        self.stays.get()
    }

    /// Gives back all but so many of the bytes that were taken for the rest of the import.
    pub fn back_to(&self, kept: usize) {
        self.stays.set(kept);
    }

    /// Takes bytes for the rest of the import.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn keep(&self, bytes: usize) -> Result<(), Fault> {
        self.stays.set(self.stays.get().saturating_add(bytes));
        self.lend(0)
    }

    /// Makes room for so many numbers that are held, of so many bytes each, and for making them.
    ///
    /// # Errors
    /// When there is none.
    pub fn numbers(&self, count: usize, size: usize) -> Result<(), Fault> {
        self.work(count)?;
        let bytes = count.saturating_mul(size);
        self.lend(bytes.saturating_mul(2))?;
        self.hold(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_works_for_ever_is_stopped() {
        let budget = Budget::of(0);
        assert!((0..).any(|_| budget.work(1 << 20).is_err()));
        assert!(budget.work(1).is_err());
    }

    #[test]
    fn memory_that_a_run_held_is_there_for_the_next_one_but_not_what_stays() {
        let budget = Budget::of(0);
        budget.hold(MEMORY).unwrap();
        assert!(budget.lend(1).is_err());
        budget.begin_run();
        budget.keep(MEMORY).unwrap();
        budget.begin_run();
        assert!(budget.hold(1).is_err());
        assert!(budget.work(0).is_err());
    }

    #[test]
    fn no_number_is_too_large_to_be_refused() {
        let budget = Budget::of(u64::MAX);
        assert!(budget.numbers(usize::MAX, 8).is_err());
        assert!(Budget::of(0).keep(usize::MAX).is_err());
    }
}
