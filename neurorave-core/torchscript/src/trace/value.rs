//! What is known of a tensor's values.

use super::{Constant, Fault, Id, Op, Trace};
use std::sync::Arc;

impl Trace {
    /// The constant that it is, if it is one.
    pub fn constant(&self, id: Id) -> Option<&Constant> {
        match &self.node(id).op {
            Op::Constant(constant) => Some(constant),
            _ => None,
        }
    }

    /// The one value of a constant with a single value.
    ///
    /// # Errors
    /// When a weight cannot be read.
    pub fn scalar(&self, id: Id) -> Result<Option<f64>, Fault> {
        let node = self.node(id);
        if node.shape.iter().product::<usize>() != 1 {
            return Ok(None);
        }
        let Op::Constant(constant) = &node.op else {
            return Ok(None);
        };
        Ok(Some(constant.loaded(&*self.store)?.at(0)))
    }

    /// The values of a constant, row by row.
    ///
    /// # Errors
    /// When a weight cannot be read.
    pub fn values(&self, id: Id) -> Result<Option<Vec<f64>>, Fault> {
        let count = self.shape(id).iter().product();
        let Some(constant) = self.constant(id) else {
            return Ok(None);
        };
        self.budget.work(count)?;
        self.budget.lend(count.saturating_mul(8))?;
        let loaded = constant.loaded(&*self.store)?;
        Ok(Some((0..count).map(|i| loaded.at(i)).collect()))
    }

    /// The values of a constant, row by row, as a graph has them. Those that are floats already aren't
    /// copied.
    ///
    /// # Errors
    /// When a weight cannot be read.
    pub fn rounded(&self, id: Id) -> Result<Option<Arc<[f32]>>, Fault> {
        let count: usize = self.shape(id).iter().product();
        let Some(constant) = self.constant(id) else {
            return Ok(None);
        };
        let loaded = match constant {
            Constant::Stored(tensor) => self.store.read(*tensor)?,
            here => here.clone(),
        };
        if let Constant::Floats(values) = loaded {
            return Ok(Some(values));
        }
        self.budget.work(count)?;
        self.budget.lend(count.saturating_mul(4))?;
        Ok(Some((0..count).map(|i| loaded.at(i) as f32).collect()))
    }
}
