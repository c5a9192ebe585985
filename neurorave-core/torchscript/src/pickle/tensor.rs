//! Tensors: where their numbers are in the file.

use std::ops::Range;
use std::sync::Arc;

use super::dtype::Dtype;

/// Most axes of a tensor.
pub const MAX_RANK: usize = 16;

/// Bytes that tensors are views of.
#[derive(Clone)]
pub struct Storage {
    pub entry: Arc<str>,
    pub place: Range<u64>,
    /// None for bytes that are told their type by whoever looks at them.
    pub dtype: Option<Dtype>,
}

/// A tensor whose numbers are in the file. All of them are within its storage. Equal ones are the same
/// memory, looked at in the same way.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TensorRef {
    pub(super) dtype: Dtype,
    pub(super) entry: Arc<str>,
    /// Where the first number is in the file.
    pub(super) start: u64,
    pub(super) shape: Box<[u64]>,
    pub(super) strides: Box<[u64]>,
    storage: u64,
}

impl TensorRef {
    /// None where shape and strides don't belong together, or lead out of the storage.
    pub(super) fn new(
        storage: Storage,
        dtype: Dtype,
        offset: u64,
        shape: Box<[u64]>,
        strides: Box<[u64]>,
    ) -> Option<Self> {
        if shape.len() != strides.len() {
            return None;
        }
        let size = dtype.size() as u64;
        // Axes of nothing aside, so that whoever multiplies some of them is safe.
        let mut filled = shape.iter().filter(|n| **n != 0);
        let count = filled.try_fold(1u64, |all, n| all.checked_mul(*n))?;
        i64::try_from(count).ok()?;
        let start = storage.place.start.checked_add(offset.checked_mul(size)?)?;
        if !shape.contains(&0) {
            let mut steps = shape.iter().zip(&strides);
            let last = steps.try_fold(0u64, |at, (n, stride)| {
                at.checked_add((n - 1).checked_mul(*stride)?)
            })?;
            let end = start.checked_add(last.checked_add(1)?.checked_mul(size)?)?;
            if end > storage.place.end {
                return None;
            }
        }
        Some(Self {
            dtype,
            entry: storage.entry,
            start,
            shape,
            strides,
            storage: storage.place.start,
        })
    }

    /// The type of its numbers.
    pub fn dtype(&self) -> Dtype {
        self.dtype
    }

    /// How many there are along each axis; none for a single number.
    pub fn shape(&self) -> impl ExactSizeIterator<Item = usize> + '_ {
        self.shape.iter().map(|n| *n as usize)
    }

    /// How many there are in all.
    pub fn len(&self) -> usize {
        self.shape.iter().product::<u64>() as usize
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.shape.contains(&0)
    }

    /// The entry that its numbers are in, as `data/12`.
    pub fn entry(&self) -> &str {
        &self.entry
    }

    /// True where both are views of the same memory, so that writing to one may change the other.
    pub fn shares_storage(&self, other: &Self) -> bool {
        self.storage == other.storage && self.entry == other.entry
    }

    /// True where the numbers are in row-major order, one after the other.
    pub fn is_contiguous(&self) -> bool {
        let mut expected = 1;
        let axes = self.shape.iter().zip(&self.strides).rev();
        self.is_empty()
            || axes.filter(|(n, _)| **n != 1).all(|(n, stride)| {
                let same = *stride == expected;
                expected *= n;
                same
            })
    }

    /// Bytes that are read besides the numbers themselves where those aren't one after the other: all
    /// from the first to the last.
    pub(crate) fn bytes_around(&self) -> usize {
        match self.is_contiguous() {
            true => 0,
            false => self.span() as usize * self.dtype.size(),
        }
    }

    /// How many numbers lie from the first to the last.
    pub(super) fn span(&self) -> u64 {
        let steps = self.shape.iter().zip(&self.strides);
        match self.is_empty() {
            true => 0,
            false => 1 + steps.map(|(n, stride)| (n - 1) * stride).sum::<u64>(),
        }
    }
}

impl std::fmt::Debug for TensorRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {:?}{:?}", self.entry, self.dtype, self.shape)
    }
}
