//! Where the weights of all graphs of a model are to be.

use super::written::{Values, Written};
use crate::budget::Budget;
use crate::load::Weights;
use crate::trace::{Constant, Fault};
use nrave_model::ContentHash;
use nrave_model::graph::WeightFormat;
use nrave_model::model_file::WEIGHTS_ALIGN;
use std::collections::HashMap;
use std::sync::Arc;

/// What a weight takes here, in bytes, beside its values.
const PART: usize = 192;

/// Which weights are where in the entry that graphs share. They are read when they are written.
pub struct Plan {
    format: WeightFormat,
    parts: Vec<(u64, Part)>,
    stored: HashMap<usize, u64>,
    computed: HashMap<ContentHash, u64>,
    end: u64,
}

/// How much was planned at some time.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    parts: usize,
    end: u64,
}

enum Part {
    /// A tensor of the archive.
    Stored(usize),
    /// What the program has computed.
    Computed(Arc<[f32]>),
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

    /// Where a weight of so many values is to be; none for what is better kept in the graph. What is
    /// written is paid for like memory, whether it is read now or as it is written.
    ///
    /// # Errors
    /// When the file doesn't earn so many weights.
    pub fn place(
        &mut self,
        constant: &Constant,
        count: usize,
        budget: &Budget,
    ) -> Result<Option<u64>, Fault> {
        let size = count.saturating_mul(size_of::<f32>());
        match constant {
            Constant::Stored(tensor) => {
                if let Some(known) = self.stored.get(tensor) {
                    return Ok(Some(*known));
                }
                budget.keep(size.saturating_add(PART))?;
                let offset = self.add(Part::Stored(*tensor), count);
                self.stored.insert(*tensor, offset);
                Ok(Some(offset))
            }
            Constant::Floats(values) => {
                budget.work(count)?;
                budget.lend(size)?;
                let bytes: Vec<u8> = values.iter().flat_map(|x| x.to_le_bytes()).collect();
                let content = ContentHash::of(&bytes);
                drop(bytes);
                if let Some(known) = self.computed.get(&content) {
                    return Ok(Some(*known));
                }
                budget.keep(size.saturating_add(PART))?;
                let offset = self.add(Part::Computed(Arc::clone(values)), count);
                self.computed.insert(content, offset);
                Ok(Some(offset))
            }
            Constant::Fill(_) | Constant::Ints(_) => Ok(None),
        }
    }

    /// What is planned so far.
    pub fn mark(&self) -> Mark {
        Mark {
            parts: self.parts.len(),
            end: self.end,
        }
    }

    /// Plans nothing that was planned after the mark.
    pub fn back_to(&mut self, mark: Mark) {
        self.parts.truncate(mark.parts);
        self.stored.retain(|_, offset| *offset < mark.end);
        self.computed.retain(|_, offset| *offset < mark.end);
        self.end = mark.end;
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

    /// What is to be written; no graph will have other weights.
    pub fn finish(self, weights: &Weights) -> Written {
        let parts = self.parts.into_iter().map(|(offset, part)| {
            let values = match part {
                Part::Stored(tensor) => Values::Stored(weights.tensor(tensor)),
                Part::Computed(values) => Values::Computed(values),
            };
            (offset, values)
        });
        Written::new(self.format, parts.collect())
    }
}
