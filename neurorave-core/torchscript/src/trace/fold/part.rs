//! The values of a constant, along its axes.

use crate::trace::Constant;

/// A constant and its shape.
pub(super) struct Part<'a> {
    pub(super) values: &'a Constant,
    pub(super) shape: &'a [usize],
}

impl Part<'_> {
    pub(super) fn at(&self, index: usize) -> f64 {
        self.values.at(index)
    }

    pub(super) fn strides(&self) -> Vec<isize> {
        let mut strides = vec![1; self.shape.len()];
        for i in (1..self.shape.len()).rev() {
            strides[i - 1] = strides[i] * self.shape[i] as isize;
        }
        strides
    }

    /// Values at `offset` and on, along axes of `shape` with these strides.
    pub(super) fn walk(&self, shape: &[usize], offset: isize, strides: Vec<isize>) -> Walk<'_> {
        Walk {
            values: self.values,
            index: vec![0; shape.len()],
            at: offset,
            left: shape.iter().product(),
            shape: shape.into(),
            strides,
        }
    }

    /// Repeated to a shape.
    pub(super) fn expanded(&self, shape: &[usize]) -> Walk<'_> {
        let skip = shape.len() - self.shape.len();
        let own = self.strides();
        let strides: Vec<isize> = (0..shape.len())
            .map(|i| match i.checked_sub(skip) {
                Some(i) if self.shape[i] != 1 => own[i],
                _ => 0,
            })
            .collect();
        self.walk(shape, 0, strides)
    }
}

/// Values of a constant, one after another.
pub(super) struct Walk<'a> {
    values: &'a Constant,
    index: Vec<usize>,
    at: isize,
    left: usize,
    shape: Vec<usize>,
    strides: Vec<isize>,
}

impl Iterator for Walk<'_> {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        self.left = self.left.checked_sub(1)?;
        let value = self.values.at(self.at as usize);
        for axis in (0..self.shape.len()).rev() {
            self.index[axis] += 1;
            self.at += self.strides[axis];
            if self.index[axis] < self.shape[axis] {
                break;
            }
            self.at -= self.strides[axis] * self.shape[axis] as isize;
            self.index[axis] = 0;
        }
        Some(value)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}
