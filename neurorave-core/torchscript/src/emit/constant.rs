//! Constants and weights of a graph.

use super::Writer;
use crate::run::Stop;
use crate::trace::{Constant, Id, Real};
use nrave_model::graph::Value;
use std::sync::Arc;

/// From how many values on a constant is a weight, which may be stored in half precision.
const WEIGHT: usize = 256;

impl Writer<'_> {
    /// A tensor that has been written, or a constant.
    pub(super) fn value(&mut self, id: Id) -> Result<Value, Stop> {
        if let Some(value) = self.values.get(&id) {
            return Ok(value.clone());
        }
        let data = self.floats(id)?;
        self.pay(data.len(), size_of::<f32>())?;
        let shape = self.step.trace.shape(id).to_vec();
        let value = self.graph.constant(&shape, &data);
        self.values.insert(id, value.clone());
        Ok(value)
    }

    /// An operand of arithmetic, which need not be repeated: one value stands for all.
    pub(super) fn operand(&mut self, id: Id) -> Result<Value, Stop> {
        if self.values.contains_key(&id) {
            return self.value(id);
        }
        match self.step.trace.constant(id) {
            Some(Constant::Fill(value)) => Ok(self.graph.constant(&[], &[value.0 as f32])),
            _ => self.value(id),
        }
    }

    /// Something that was trained, if it is a constant.
    pub(super) fn weight(&mut self, id: Id) -> Result<Value, Stop> {
        let count: usize = self.step.trace.shape(id).iter().product();
        if self.values.contains_key(&id) || count < WEIGHT {
            return self.value(id);
        }
        let Some(constant) = self.step.trace.constant(id) else {
            return self.value(id);
        };
        let budget = self.step.trace.budget();
        let Some(offset) = self.plan.place(constant, count, budget)? else {
            return self.value(id);
        };
        let shape = self.step.trace.shape(id).to_vec();
        let name = format!("w{}", self.weights);
        self.weights += 1;
        let value = self.graph.weight_at(&name, &shape, offset);
        self.values.insert(id, value.clone());
        Ok(value)
    }

    /// All values of a constant.
    pub(super) fn floats(&self, id: Id) -> Result<Arc<[f32]>, Stop> {
        let values = self.step.trace.rounded(id)?;
        values.ok_or_else(|| Stop::new("a tensor is used before it is made"))
    }

    /// What a state is at first; none where that is nothing but zeros.
    pub(super) fn initial(&self, id: Id) -> Result<Option<Arc<[f32]>>, Stop> {
        if let Some(Constant::Fill(Real(0.0))) = self.step.trace.constant(id) {
            return Ok(None);
        }
        let values = self.floats(id)?;
        // What an export has spoilt begins as if nothing had been.
        if values.iter().any(|x| !x.is_finite()) {
            return Ok(None);
        }
        self.pay(values.len(), size_of::<f32>())?;
        Ok(Some(values))
    }

    pub(super) fn reshaped(&mut self, value: &Value, from: &[usize], to: &[usize]) -> Value {
        match from == to {
            true => value.clone(),
            false => self.graph.reshape(value, to),
        }
    }
}
