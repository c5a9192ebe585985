//! Entries at indices.

use super::{FLOAT, INT64, Writer};
use crate::run::Stop;
use crate::trace::Id;
use nrave_model::graph::{Attr, Value};

/// Most rows of a table in which entries are found by arithmetic.
const MOST_ROWS: usize = 4096;

impl Writer<'_> {
    /// Entries at indices. Those of a table are found by arithmetic: 1 at the index, 0 elsewhere, times
    /// the table.
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
        if axis == 0 && of_table.len() == 2 && of_table[0] <= MOST_ROWS {
            let table = self.weight(inputs[0])?;
            let indices = self.value(inputs[1])?;
            let mut open = of_indices.clone();
            open.push(1);
            let indices = self.reshaped(&indices, &of_indices, &open);
            let rows: Vec<f32> = (0..of_table[0]).map(|i| i as f32).collect();
            let rows = self.graph.constant(&[of_table[0]], &rows);
            let here = self.graph.op("Equal", &[&indices, &rows], &[]);
            let here = self.cast(&here, FLOAT);
            return Ok(self.graph.matmul(&here, &table));
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
