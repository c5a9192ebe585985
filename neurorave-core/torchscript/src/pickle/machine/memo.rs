//! Values that the pickle keeps, and recalls.

use super::{Machine, damaged};
use crate::archive::Problem;

impl Machine<'_> {
    pub(super) fn recall(&mut self, index: u32) -> Result<(), Problem> {
        match self.memo.get(index as usize) {
            Some(cell) => self.push(*cell),
            None => damaged("it recalls a value that it has not kept"),
        }
    }

    /// Keeps the topmost value. Indexes are given in turn, so that none stands for much memory.
    pub(super) fn keep(&mut self, index: usize) -> Result<(), Problem> {
        let cell = self.top(1)?[0];
        if let Some(place) = self.memo.get_mut(index) {
            *place = cell;
            return Ok(());
        }
        match index == self.memo.len() {
            true => self.budget.push(&mut self.memo, cell),
            false => damaged("it keeps values out of turn"),
        }
    }
}
