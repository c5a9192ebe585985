//! Entries at indices.

use super::{INT64, Writer};
use crate::run::Stop;
use crate::trace::Id;
use nrave_model::graph::{Attr, Value};

impl Writer<'_> {
    /// Entries at indices.
    pub(super) fn gather(&mut self, inputs: &[Id], axis: usize) -> Result<Value, Stop> {
        let trace = &self.step.trace;
        let (of_table, of_indices) = (
            trace.shape(inputs[0]).to_vec(),
            trace.shape(inputs[1]).to_vec(),
        );
        if let Some(indices) = trace.values(inputs[1])? {
            self.pay(indices.len(), 2 * size_of::<i64>())?;
            let length = of_table[axis] as f64;
            if !indices.iter().all(|i| (-length..length).contains(i)) {
                return Err(Stop::new("an index leads out of its tensor"));
            }
            let x = self.value(inputs[0])?;
            let flat: Vec<i64> = indices.into_iter().map(|i| i as i64).collect();
            let y = self.graph.gather(&x, axis as i64, &flat);
            let mut shape = of_table[..axis].to_vec();
            shape.extend(&of_indices);
            shape.extend(&of_table[axis + 1..]);
            let mut own = of_table.clone();
            own[axis] = flat.len();
            return Ok(self.reshaped(&y, &own, &shape));
        }
        let (x, indices) = (self.value(inputs[0])?, self.value(inputs[1])?);
        let indices = self.cast(&indices, INT64);
        let axis = ("axis", Attr::Int(axis as i64));
        Ok(self.graph.op("Gather", &[&x, &indices], &[axis]))
    }

    /// ONNX wants an index for each value.
    pub(super) fn scatter(&mut self, inputs: &[Id], axis: usize) -> Result<Value, Stop> {
        let shape = self.step.trace.shape(inputs[2]).to_vec();
        let (x, indices) = (self.value(inputs[0])?, self.value(inputs[1])?);
        let values = self.value(inputs[2])?;
        let mut along = vec![1; shape.len()];
        along[axis] = shape[axis];
        let indices = self.graph.reshape(&indices, &along);
        let indices = self.expanded(&indices, &shape);
        let indices = self.cast(&indices, INT64);
        let axis = ("axis", Attr::Int(axis as i64));
        let all = [&x, &indices, &values];
        Ok(self.graph.op("ScatterElements", &all, &[axis]))
    }
}
