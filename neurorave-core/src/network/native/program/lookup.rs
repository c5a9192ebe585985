//! Entries of an axis at places that only playing tells.

use crate::network::native::loops::{Loop, each};

/// Whether entries are read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The result is made of entries of the source.
    Read,
    /// Entries of the result are made of the source; later ones count.
    Write,
}

/// Moves elements from or to entries of an axis that are given by index.
pub struct Lookup {
    /// Buffers: the result's, the indices', the source's.
    pub buffers: [usize; 3],
    /// Places of their first elements; of what is looked up in, of its first entry.
    pub offsets: [isize; 3],
    /// Over all indices and what belongs to each.
    pub loops: Vec<Loop>,
    /// Which way.
    pub way: Way,
    /// How many entries there are, at least one.
    pub entries: usize,
    /// From one entry to the next.
    pub stride: isize,
}

impl Lookup {
    /// The view that is looked up in.
    pub fn place(&self) -> usize {
        match self.way {
            Way::Read => 2,
            Way::Write => 0,
        }
    }

    /// # Safety
    /// `bases` are where the buffers' first values lie, and every place of the step is inside, at every
    /// entry.
    pub unsafe fn run(&self, bases: &[*mut f32]) {
        let mut offsets = self.offsets;
        each(&self.loops, &mut offsets, &mut |at, count, by| {
            for turn in 0..count as isize {
                // SAFETY: the caller's promise; an entry is one of those that there are.
                unsafe {
                    let element =
                        |view: usize| bases[self.buffers[view]].offset(at[view] + turn * by[view]);
                    let entry = self.entry(*element(1)) * self.stride;
                    let (to, from) = match self.way {
                        Way::Read => (element(0), element(2).offset(entry)),
                        Way::Write => (element(0).offset(entry), element(2)),
                    };
                    *to = *from;
                }
            }
        });
    }

    /// The entry that an index means, below zero from the end: the nearest that there is.
    fn entry(&self, index: f32) -> isize {
        // What isn't a number is 0.
        let index = index as isize;
        let entries = self.entries as isize;
        let from_end = if index < 0 { entries } else { 0 };
        index.saturating_add(from_end).clamp(0, entries - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_index_is_an_entry() {
        let lookup = Lookup {
            buffers: [0; 3],
            offsets: [0; 3],
            loops: Vec::new(),
            way: Way::Read,
            entries: 5,
            stride: 1,
        };
        let cases = [
            (0.0, 0),
            (4.0, 4),
            (3.9, 3),
            (5.0, 4),
            (-1.0, 4),
            (-5.0, 0),
            (-6.0, 0),
            (f32::INFINITY, 4),
            (f32::NEG_INFINITY, 0),
            (f32::NAN, 0),
        ];
        for (index, entry) in cases {
            assert_eq!(lookup.entry(index), entry, "{index}");
        }
    }
}
