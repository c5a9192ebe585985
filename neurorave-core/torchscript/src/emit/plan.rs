//! Weights of all graphs of a model, in the order in which they are written.

use crate::load::Weights;
use crate::trace::{Constant, Store};
use half::f16;
use nrave_model::ContentHash;
use nrave_model::graph::WeightFormat;
use nrave_model::model_file::WEIGHTS_ALIGN;
use std::collections::HashMap;
use std::io::{self, Write};
use std::rc::Rc;

/// Values that are read and written at a time.
const PIECE: usize = 1 << 16;

/// Which weights are where in the entry that graphs share. They are read when they are written.
pub struct Plan {
    format: WeightFormat,
    parts: Vec<(u64, Part)>,
    stored: HashMap<usize, u64>,
    computed: HashMap<ContentHash, u64>,
    end: u64,
}

enum Part {
    /// A tensor of the archive, and its values.
    Stored(usize, usize),
    /// What the program has computed.
    Computed(Rc<[f32]>),
}

impl Plan {
    /// No weights yet.
    pub fn new(format: WeightFormat) -> Self {
        Self {
            format,
            parts: Vec::new(),
            stored: HashMap::new(),
            computed: HashMap::new(),
            end: 0,
        }
    }

    /// How weights are stored.
    pub fn format(&self) -> WeightFormat {
        self.format
    }

    /// Where a weight of so many values is to be; none for what is better kept in the graph.
    pub fn place(&mut self, constant: &Constant, count: usize) -> Option<u64> {
        match constant {
            Constant::Stored(tensor) => {
                if let Some(known) = self.stored.get(tensor) {
                    return Some(*known);
                }
                let offset = self.add(Part::Stored(*tensor, count), count);
                self.stored.insert(*tensor, offset);
                Some(offset)
            }
            Constant::Floats(values) => {
                let bytes: Vec<u8> = values.iter().flat_map(|x| x.to_le_bytes()).collect();
                let content = ContentHash::of(&bytes);
                if let Some(known) = self.computed.get(&content) {
                    return Some(*known);
                }
                let offset = self.add(Part::Computed(Rc::clone(values)), count);
                self.computed.insert(content, offset);
                Some(offset)
            }
            Constant::Fill(_) | Constant::Ints(_) => None,
        }
    }

    fn add(&mut self, part: Part, count: usize) -> u64 {
        let size = match self.format {
            WeightFormat::F16 => 2,
            WeightFormat::F32 => 4,
        };
        let offset = self.end.next_multiple_of(WEIGHTS_ALIGN as u64);
        self.end = offset + count as u64 * size;
        self.parts.push((offset, part));
        offset
    }

    /// Whether there are any.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Writes all of them.
    ///
    /// # Errors
    /// When the archive cannot be read or `out` not be written to.
    pub fn write(&self, weights: &Weights, out: &mut dyn Write) -> io::Result<()> {
        let mut at = 0;
        let mut values = vec![0f32; PIECE];
        let mut bytes = Vec::with_capacity(4 * PIECE);
        for (offset, part) in &self.parts {
            out.write_all(&[0; WEIGHTS_ALIGN][..(offset - at) as usize])?;
            at = *offset;
            let count = match part {
                Part::Stored(_, count) => *count,
                Part::Computed(values) => values.len(),
            };
            for from in (0..count).step_by(PIECE) {
                let piece = &mut values[..PIECE.min(count - from)];
                match part {
                    Part::Stored(tensor, _) => weights.read_piece(*tensor, from, piece)?,
                    Part::Computed(all) => piece.copy_from_slice(&all[from..][..piece.len()]),
                }
                bytes.clear();
                match self.format {
                    WeightFormat::F32 => {
                        piece.iter().for_each(|x| bytes.extend(x.to_le_bytes()));
                    }
                    WeightFormat::F16 => {
                        for x in piece.iter() {
                            let half = f16::from_f32(*x);
                            if half.is_infinite() && x.is_finite() {
                                let why = "a weight is too large for half precision";
                                return Err(io::Error::other(why));
                            }
                            bytes.extend(half.to_le_bytes());
                        }
                    }
                }
                out.write_all(&bytes)?;
                at += bytes.len() as u64;
            }
        }
        Ok(())
    }
}

impl Weights {
    /// Values of a tensor from `from` on.
    fn read_piece(&self, tensor: usize, from: usize, out: &mut [f32]) -> io::Result<()> {
        let reference = self.tensor(tensor);
        if reference.is_contiguous() && reference.dtype().is_narrow() {
            let read = reference.read_f32(self.archive(), from, out);
            return read.map_err(|error| io::Error::other(error.to_string()));
        }
        let all = self
            .read(tensor)
            .map_err(|fault| io::Error::other(fault.0))?;
        for (i, x) in out.iter_mut().enumerate() {
            *x = all.at(from + i) as f32;
        }
        Ok(())
    }
}
