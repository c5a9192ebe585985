//! Sums and their like, along axes.

use super::Writer;
use crate::run::Stop;
use crate::trace::{Id, Reduction};
use nrave_model::graph::{Attr, Value};

impl Writer<'_> {
    pub(super) fn reduce(&mut self, reduction: Reduction, x: &Value, axes: &[usize]) -> Value {
        let name = match reduction {
            Reduction::Sum => "ReduceSum",
            Reduction::Mean => "ReduceMean",
            Reduction::Max => "ReduceMax",
            Reduction::Min => "ReduceMin",
            Reduction::Prod => "ReduceProd",
        };
        let axes: Vec<i64> = axes.iter().map(|&axis| axis as i64).collect();
        let keep = ("keepdims", Attr::Int(1));
        match reduction {
            // An input in this operator set, an attribute of the others.
            Reduction::Sum => {
                let axes = self.graph.ints(&axes);
                self.graph.op(name, &[x, &axes], &[keep])
            }
            _ => self
                .graph
                .op(name, &[x], &[("axes", Attr::Ints(axes)), keep]),
        }
    }

    /// The first place along an axis where the largest value is.
    pub(super) fn argmax(&mut self, x: Id, axis: usize) -> Result<Value, Stop> {
        let shape = self.step.trace.shape(x).to_vec();
        let x = self.value(x)?;
        let most = self.reduce(Reduction::Max, &x, &[axis]);
        let below = self.graph.op("Less", &[&x, &most], &[]);
        let mut along = vec![1; shape.len()];
        along[axis] = shape[axis];
        self.pay(shape[axis], size_of::<f32>())?;
        let places: Vec<f32> = (0..shape[axis]).map(|i| i as f32).collect();
        let places = self.graph.constant(&along, &places);
        let beyond = self.number(shape[axis] as f32);
        let candidates = self.graph.op("Where", &[&below, &beyond, &places], &[]);
        Ok(self.reduce(Reduction::Min, &candidates, &[axis]))
    }
}
