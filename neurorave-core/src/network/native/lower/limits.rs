//! How large a program may become.

use super::{Lowered, unknown};
use crate::network::native::view::elements;

/// What a graph may ask for, so that a strange one ends soon: the largest network that plays in
/// real time is far below.
pub(super) struct Limits {
    /// Elements in memory.
    memory: usize,
    /// Elements that views go over.
    visits: usize,
    /// Weights.
    weights: usize,
}

impl Limits {
    /// Elements of one tensor.
    pub(super) const TENSOR: usize = 1 << 23;
    /// Axes of one tensor.
    const RANK: usize = 12;
    /// Elements of all buffers.
    pub(super) const MEMORY: usize = 1 << 26;
    /// Steps.
    const STEPS: usize = 1 << 14;

    pub(super) fn new() -> Limits {
        Limits {
            memory: Self::MEMORY,
            visits: 1 << 28,
            weights: 1 << 28,
        }
    }

    /// The elements of a tensor of `shape`, if there may be one.
    pub(super) fn len(shape: &[usize]) -> Lowered<usize> {
        match elements(shape) {
            Some(1..=Self::TENSOR) if shape.len() <= Self::RANK => Ok(elements(shape).unwrap_or(1)),
            _ => unknown(format!("a tensor of shape {shape:?}")),
        }
    }

    /// Counts a view.
    pub(super) fn visit(&mut self, shape: &[usize]) -> Lowered<()> {
        self.visits = spent(self.visits, Self::len(shape)?)?;
        Ok(())
    }

    /// Counts a constant, which may be empty.
    pub(super) fn keep(&mut self, shape: &[usize]) -> Lowered<()> {
        self.visits = spent(self.visits, elements(shape).unwrap_or(usize::MAX))?;
        Ok(())
    }

    /// Counts memory for a tensor; its elements.
    pub(super) fn take(&mut self, shape: &[usize]) -> Lowered<usize> {
        let len = Self::len(shape)?;
        self.memory = spent(self.memory, len)?;
        Ok(len)
    }

    /// Counts a matrix of weights.
    pub(super) fn matrix(&mut self, outputs: usize, inputs: usize) -> Lowered<()> {
        let Some(len) = elements(&[outputs, inputs]).filter(|len| *len > 0) else {
            return unknown("without weights");
        };
        self.weights = spent(self.weights, len)?;
        Ok(())
    }

    pub(super) fn step(&self, at: usize) -> Lowered<()> {
        match at < Self::STEPS {
            true => Ok(()),
            false => unknown("too many steps"),
        }
    }
}

fn spent(left: usize, more: usize) -> Lowered<usize> {
    left.checked_sub(more)
        .map_or_else(|| unknown("too large"), Ok)
}
