//! The stack, and the marks in it.

use super::{Machine, damaged};
use crate::archive::Problem;
use crate::pickle::arena::{Cell, Kind, Node};

impl Machine<'_> {
    pub fn push(&mut self, cell: Cell) -> Result<(), Problem> {
        self.budget.push(&mut self.stack, cell)
    }

    /// Takes the topmost value that is above the last mark.
    pub fn pop(&mut self) -> Result<Cell, Problem> {
        let floor = self.marks.last().map_or(0, |mark| *mark as usize);
        match self.stack.len() > floor {
            true => Ok(self.stack.pop().unwrap_or(Cell::None)),
            false => damaged("a value is missing"),
        }
    }

    pub fn push_node(&mut self, kind: Kind, cells: Vec<Cell>) -> Result<(), Problem> {
        let index = self.arena.nodes.len() as u32;
        self.budget
            .push(&mut self.arena.nodes, Node { kind, cells })?;
        self.push(Cell::Node(index))
    }

    /// Takes off the last mark; how many values are above it.
    pub(super) fn above_mark(&mut self) -> Result<usize, Problem> {
        match self.marks.pop() {
            Some(mark) => Ok(self.stack.len() - mark as usize),
            None => damaged("a mark is missing"),
        }
    }

    /// The `count` topmost values, which are above the last mark.
    pub(super) fn top(&self, count: usize) -> Result<&[Cell], Problem> {
        let floor = self.marks.last().map_or(0, |mark| *mark as usize);
        let from = self.stack.len().checked_sub(count);
        match from.filter(|from| *from >= floor) {
            Some(from) => Ok(&self.stack[from..]),
            None => damaged("a value is missing"),
        }
    }

    pub(super) fn tuple(&mut self, count: usize) -> Result<(), Problem> {
        let from = self.stack.len() - self.top(count)?.len();
        let mut cells = Vec::new();
        self.budget.reserve(&mut cells, count)?;
        cells.extend(self.stack.drain(from..));
        self.push_node(Kind::Tuple, cells)
    }

    /// Moves the `count` topmost values into the list or dict below them.
    pub(super) fn extend(&mut self, kind: Kind, count: usize) -> Result<(), Problem> {
        let from = self.stack.len() - self.top(count)?.len();
        let Cell::Node(index) = self.top(count + 1)?[0] else {
            return damaged("values are added to what holds none");
        };
        let items = &mut self.arena.nodes[index as usize];
        if items.kind != kind {
            return damaged("values are added to what holds none");
        }
        self.budget.reserve(&mut items.cells, count)?;
        items.cells.extend(self.stack.drain(from..));
        Ok(())
    }
}
