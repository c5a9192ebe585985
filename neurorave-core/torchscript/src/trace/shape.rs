//! Shapes and kinds of numbers.

use std::fmt;

/// The length of a tensor along each axis.
pub type Shape = Box<[usize]>;

/// What the values of a tensor are. Widths don't matter here: a streaming graph computes with 32-bit
/// floats throughout, in which integers up to 2^24 are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dtype {
    /// True or false, 1 or 0.
    Bool,
    /// Whole numbers.
    Int,
    /// Real numbers.
    Float,
    /// Pairs of a real and an imaginary part: the tensor's last axis has these two.
    Complex,
}

/// Why a program cannot be followed, in words for a person. The place is added where it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(pub String);

impl Fault {
    /// With these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The shape of two tensors of which each axis of length 1 is repeated, as in NumPy.
///
/// # Errors
/// When lengths differ and neither is 1.
pub fn broadcast(a: &[usize], b: &[usize]) -> Result<Shape, Fault> {
    let rank = a.len().max(b.len());
    let length = |shape: &[usize], i: usize| (i + shape.len()).checked_sub(rank).map(|i| shape[i]);
    let mut out = Vec::with_capacity(rank);
    for i in 0..rank {
        out.push(match (length(a, i), length(b, i)) {
            (Some(x), Some(y)) if x == y => x,
            (Some(1), Some(y)) => y,
            (Some(x), Some(1)) => x,
            (Some(x), None) | (None, Some(x)) => x,
            _ => {
                return Err(Fault::new(format!(
                    "shapes {a:?} and {b:?} don't fit together"
                )));
            }
        });
    }
    Ok(out.into())
}

/// An axis counted from the front, where negative ones count from the end.
///
/// # Errors
/// When there is no such axis.
pub fn axis_of(axis: i64, rank: usize) -> Result<usize, Fault> {
    let rank = rank.max(1) as i64;
    let found = if axis < 0 { axis + rank } else { axis };
    match (0..rank).contains(&found) {
        true => Ok(found as usize),
        false => Err(Fault::new(format!("there is no axis {axis} of {rank}"))),
    }
}

/// How many values lie before, along and behind an axis.
pub fn split(shape: &[usize], axis: usize) -> (usize, usize, usize) {
    let product = |part: &[usize]| part.iter().product();
    (
        product(&shape[..axis]),
        shape[axis],
        product(&shape[axis + 1..]),
    )
}
