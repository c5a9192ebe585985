//! Convolutions and recurrent layers.

use super::Writer;
use crate::run::Stop;
use crate::trace::{Constant, Convolution, Id, Real, Recurrent};
use nrave_model::graph::{Attr, Value};

/// Most rows of a batch, which are convolved one after another.
const MOST_BATCH: usize = 256;

impl Writer<'_> {
    /// A convolution; rows of a batch one after another.
    pub(super) fn convolve(
        &mut self,
        name: &str,
        inputs: &[Id],
        convolution: &Convolution,
    ) -> Result<Value, Stop> {
        let x = self.value(inputs[0])?;
        let mut rest = vec![self.weight(inputs[1])?];
        if let Some(&bias) = inputs.get(2) {
            let silent = matches!(
                self.step.trace.constant(bias),
                Some(Constant::Fill(Real(value))) if *value == 0.0
            );
            if !silent {
                rest.push(self.value(bias)?);
            }
        }
        let taps = *self.step.trace.shape(inputs[1]).last().unwrap_or(&1);
        let (before, after) = convolution.padding;
        let attrs = [
            ("dilations", Attr::Ints(vec![convolution.dilation as i64])),
            ("group", Attr::Int(convolution.groups as i64)),
            ("kernel_shape", Attr::Ints(vec![taps as i64])),
            ("pads", Attr::Ints(vec![before as i64, after as i64])),
            ("strides", Attr::Ints(vec![convolution.stride as i64])),
        ];
        let batch = self.step.trace.shape(inputs[0])[0];
        if !(1..=MOST_BATCH).contains(&batch) {
            return Err(Stop::new(format!("a convolution of {batch} signals")));
        }
        let rows = (0..batch).map(|row| {
            let x = match batch {
                1 => x.clone(),
                _ => self.graph.slice(&x, 0, row, row + 1),
            };
            let mut all = vec![&x];
            all.extend(&rest);
            self.graph.op(name, &all, &attrs)
        });
        let rows: Vec<Value> = rows.collect();
        Ok(match rows.as_slice() {
            [one] => one.clone(),
            all => {
                let all: Vec<&Value> = all.iter().collect();
                self.graph.concat(&all, 0)
            }
        })
    }

    /// A recurrent layer, and what it ends in.
    pub(super) fn recur(&mut self, id: Id, kind: Recurrent, inputs: &[Id]) -> Result<(), Stop> {
        let size = *self.step.trace.shape(id).last().unwrap_or(&1);
        let x = self.value(inputs[0])?;
        let [input, hidden, bias] = [1, 2, 3].map(|i: usize| self.weight(inputs[i]));
        let (input, hidden, bias) = (input?, hidden?, bias?);
        let states = inputs[4..].iter().map(|&state| self.value(state));
        let states: Vec<Value> = states.collect::<Result<_, _>>()?;
        let absent = Value::absent();
        let mut all = vec![&x, &input, &hidden, &bias, &absent];
        all.extend(&states);
        let mut attrs = vec![("hidden_size", Attr::Int(size as i64))];
        let name = match kind {
            Recurrent::Gru => {
                attrs.push(("linear_before_reset", Attr::Int(1)));
                "GRU"
            }
            Recurrent::Lstm => "LSTM",
        };
        let mut outputs = self.graph.op_n(name, &all, &attrs, 1 + states.len());
        self.ends.insert(id, outputs.split_off(1));
        self.values.insert(id, outputs[0].clone());
        Ok(())
    }
}
