//! Tensors that share memory.

use super::{CELL, Content, Heap, Place, Tensor, View};
use crate::trace::{Fault, Id, Trace};

/// Most views of views.
const MOST_VIEWS: u32 = 256;

#[derive(Clone, Debug)]
pub(super) enum Cell {
    /// Values of its own.
    Own(Id),
    /// What two branches leave: writing to it would have to reach what either refers to.
    Merged(Id),
    View {
        base: Tensor,
        view: View,
        /// How many views are between it and values of its own.
        depth: u32,
    },
}

impl Heap {
    /// A tensor with these values.
    pub fn tensor(&mut self, id: Id) -> Tensor {
        self.cell(Cell::Own(id))
    }

    /// A tensor of which nobody knows whose memory it shares.
    pub fn merged(&mut self, id: Id) -> Tensor {
        self.cell(Cell::Merged(id))
    }

    /// A view of a tensor.
    ///
    /// # Errors
    /// When it is a view of a view of a view … without end.
    pub fn view(&mut self, base: Tensor, view: View) -> Result<Tensor, Fault> {
        let depth = match &self.cells[base.0 as usize] {
            Cell::View { depth, .. } => depth + 1,
            _ => 1,
        };
        match depth > MOST_VIEWS {
            true => Err(Fault::new("a view of a view of a view, without end")),
            false => Ok(self.cell(Cell::View { base, view, depth })),
        }
    }

    fn cell(&mut self, cell: Cell) -> Tensor {
        self.budget.owe(2 * CELL);
        self.cells.push(cell);
        Tensor(self.cells.len() as u32 - 1)
    }

    /// What a tensor holds now.
    ///
    /// # Errors
    /// When its base has become another shape.
    pub fn read(&self, trace: &mut Trace, tensor: Tensor) -> Result<Id, Fault> {
        match &self.cells[tensor.0 as usize] {
            Cell::Own(id) | Cell::Merged(id) => Ok(*id),
            Cell::View { base, view, .. } => {
                let whole = self.read(trace, *base)?;
                view.of(trace, whole)
            }
        }
    }

    /// Writes into a tensor, and into what it is a view of. The values are repeated where they have
    /// length 1, and become what the tensor's values are.
    ///
    /// # Errors
    /// When the shapes don't fit, or nobody can tell whose memory it is.
    pub fn write(&mut self, trace: &mut Trace, tensor: Tensor, values: Id) -> Result<(), Fault> {
        let before = self.read(trace, tensor)?;
        let shape = trace.shape(before).to_vec();
        let values = trace.cast(values, trace.dtype(before))?;
        let values = trace.expand(values, &shape)?;
        match self.cells[tensor.0 as usize].clone() {
            Cell::Own(_) => {
                self.set(Place::Tensor(tensor), Content::Values(values));
                Ok(())
            }
            Cell::Merged(_) => Err(Fault::new(
                "writing in place to what one of two branches has made",
            )),
            Cell::View { base, view, .. } => {
                let whole = self.read(trace, base)?;
                let whole = view.put(trace, whole, values)?;
                self.write(trace, base, whole)
            }
        }
    }
}
