//! Memory that may still be taken.

use crate::archive::Problem;

/// Bytes that are left. What grows pays before it does, for the old and the new while both are there.
pub struct Budget {
    left: u64,
}

impl Budget {
    pub fn new(bytes: u64) -> Self {
        Self { left: bytes }
    }

    pub fn left(&self) -> u64 {
        self.left
    }

    pub fn take(&mut self, bytes: usize) -> Result<(), Problem> {
        let left = self.left.checked_sub(bytes as u64);
        self.left = left.ok_or(Problem::TooMuchMemory)?;
        Ok(())
    }

    fn give(&mut self, bytes: usize) {
        self.left += bytes as u64;
    }

    /// Adds `item`.
    pub fn push<T>(&mut self, to: &mut Vec<T>, item: T) -> Result<(), Problem> {
        self.reserve(to, 1)?;
        to.push(item);
        Ok(())
    }

    /// Makes room for `more` items.
    pub fn reserve<T>(&mut self, to: &mut Vec<T>, more: usize) -> Result<(), Problem> {
        let (len, old) = (to.len(), to.capacity());
        if let Some(new) = grown(len, old, more)? {
            self.take(new.saturating_mul(size_of::<T>()))?;
            to.reserve_exact(new - len);
            self.give(old * size_of::<T>());
        }
        Ok(())
    }

    /// Makes room for `more` bytes.
    pub fn reserve_text(&mut self, to: &mut String, more: usize) -> Result<(), Problem> {
        let (len, old) = (to.len(), to.capacity());
        if let Some(new) = grown(len, old, more)? {
            self.take(new)?;
            to.reserve_exact(new - len);
            self.give(old);
        }
        Ok(())
    }
}

/// The new capacity where the old is too small.
fn grown(len: usize, capacity: usize, more: usize) -> Result<Option<usize>, Problem> {
    let needed = len.checked_add(more).ok_or(Problem::TooMuchMemory)?;
    // Twice the old, so that many small steps cost no more than one large; the first exactly, since
    // most lists are written at once.
    Ok((needed > capacity).then(|| needed.max(capacity.saturating_mul(2))))
}
