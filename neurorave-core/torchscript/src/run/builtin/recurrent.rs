//! Recurrent layers.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Id, Recurrent, Unary};

impl Machine {
    /// `gru(x, h, weights, has_biases, layers, dropout, train, bidirectional, batch_first)`, `lstm`
    /// with a list of states, and cells.
    pub(super) fn recurrent(&mut self, name: &str, args: &Args) -> Answer {
        match name {
            "gru" | "lstm" => self.layers(name, args).map(Some),
            "gru_cell" | "lstm_cell" => self.cell(name, args).map(Some),
            _ => Ok(None),
        }
    }

    fn layers(&mut self, name: &str, args: &Args) -> Result<Value, Stop> {
        let mut x = self.id(args.at(0))?;
        let states = match args.at(1) {
            Value::Tensor(_) => vec![self.id(args.at(1))?],
            all => self.ids(&all.clone())?,
        };
        let weights = self.ids(args.at(2))?;
        let biases = self.flag(args.at(3))?;
        let layers = self.int(args.at(4))?.max(0) as usize;
        if self.flag(args.at(7))? {
            return Err(Stop::new(
                "recurrent layers in both directions: the future isn't known",
            ));
        }
        let batch_first = self.flag(args.at(8))?;
        let each = if biases { 4 } else { 2 };
        if Some(weights.len()) != layers.checked_mul(each) || states.is_empty() {
            return Err(Stop::new(format!("{name} has a wrong number of weights")));
        }
        let unbatched = self.trace.shape(x).len() == 2;
        if unbatched {
            let shape = self.trace.shape(x).to_vec();
            x = self.trace.reshape(x, &[shape[0], 1, shape[1]])?;
        } else if batch_first {
            x = self.trace.transpose(x, &[1, 0, 2])?;
        }
        let mut ends = vec![Vec::new(); states.len()];
        for layer in 0..layers {
            let own = &weights[layer * each..][..each];
            let mut before = Vec::new();
            for &state in &states {
                let state = match unbatched {
                    true => {
                        let &[layers, size] = self.trace.shape(state) else {
                            return Err(Stop::new(format!("{name} with a state of another form")));
                        };
                        self.trace.reshape(state, &[layers, 1, size])?
                    }
                    false => state,
                };
                before.push(self.trace.slice(state, 0, layer, 1, 1)?);
            }
            let (y, after) = self.one_layer(name, x, own, &before)?;
            x = y;
            for (all, one) in ends.iter_mut().zip(after) {
                all.push(one);
            }
        }
        if unbatched {
            let shape = self.trace.shape(x).to_vec();
            x = self.trace.reshape(x, &[shape[0], shape[2]])?;
        } else if batch_first {
            x = self.trace.transpose(x, &[1, 0, 2])?;
        }
        let mut results = vec![self.make(x)];
        for (all, &before) in ends.iter().zip(&states) {
            let joined = self.trace.concat(all, 0)?;
            let shape = self.trace.shape(before).to_vec();
            let joined = self.trace.reshape(joined, &shape)?;
            results.push(self.make(joined));
        }
        Ok(Value::tuple(results))
    }

    fn one_layer(
        &mut self,
        name: &str,
        x: Id,
        weights: &[Id],
        states: &[Id],
    ) -> Result<(Id, Vec<Id>), Stop> {
        // PyTorch's gates in ONNX's order.
        let (kind, order): (_, &[usize]) = match name {
            "gru" => (Recurrent::Gru, &[1, 0, 2]),
            _ => (Recurrent::Lstm, &[0, 3, 1, 2]),
        };
        let input = self.gates(weights[0], order)?;
        let hidden = self.gates(weights[1], order)?;
        let bias = match weights {
            [_, _, a, b] => {
                let (a, b) = (self.gates(*a, order)?, self.gates(*b, order)?);
                self.trace.concat(&[a, b], 0)?
            }
            _ => {
                let rows = self.trace.shape(input).first().copied().unwrap_or(0);
                let zeros = (0..2 * rows).map(|_| 0.0);
                self.table(2 * rows, zeros, &[2 * rows])?
            }
        };
        let mut open = |id: Id| {
            let shape = [&[1], self.trace.shape(id)].concat();
            self.trace.reshape(id, &shape)
        };
        let weights = [open(input)?, open(hidden)?, open(bias)?];
        let y = self.trace.recur(kind, x, weights, states)?;
        let &[time, _, batch, size] = self.trace.shape(y) else {
            return Err(Stop::new("a recurrent layer has lost its shape"));
        };
        let after = (0..states.len()).map(|which| self.trace.last(y, which));
        let after = after.collect::<Result<_, _>>()?;
        Ok((self.trace.reshape(y, &[time, batch, size])?, after))
    }

    /// The gates of a weight or bias in another order.
    fn gates(&mut self, weight: Id, order: &[usize]) -> Result<Id, Stop> {
        let rows = self.trace.shape(weight).first().copied().unwrap_or(0);
        let size = rows / order.len();
        let parts = order
            .iter()
            .map(|&gate| self.trace.slice(weight, 0, gate * size, size, 1));
        let parts: Vec<Id> = parts.collect::<Result<_, _>>()?;
        Ok(self.trace.concat(&parts, 0)?)
    }

    /// One step of a layer, written out.
    fn cell(&mut self, name: &str, args: &Args) -> Result<Value, Stop> {
        let x = self.id(args.at(0))?;
        let states = match args.at(1) {
            Value::Tensor(_) => vec![self.id(args.at(1))?],
            all => self.ids(&all.clone())?,
        };
        if states.is_empty() {
            return Err(Stop::new(format!("{name} without a state")));
        }
        let mut product = |x: Id, weight: usize, bias: usize| -> Result<Id, Stop> {
            let weight = self.id(args.at(weight))?;
            let weight = self.trace.transpose(weight, &[1, 0])?;
            let y = self.trace.matmul(x, weight)?;
            match args.at(bias) {
                Value::None => Ok(y),
                bias => {
                    let bias = self.id(&bias.clone())?;
                    Ok(self.trace.binary(Binary::Add, y, bias)?)
                }
            }
        };
        let (from_x, from_h) = (product(x, 2, 4)?, product(states[0], 3, 5)?);
        let t = &mut self.trace;
        let size = t.shape(states[0]).last().copied().unwrap_or(0);
        let axis = t.shape(from_x).len().saturating_sub(1);
        if name == "gru_cell" {
            let mut both = [from_x; 3];
            let mut own = [from_h; 3];
            for i in 0..3 {
                both[i] = t.slice(from_x, axis, i * size, size, 1)?;
                own[i] = t.slice(from_h, axis, i * size, size, 1)?;
            }
            let reset = t.binary(Binary::Add, both[0], own[0])?;
            let reset = t.unary(Unary::Sigmoid, reset)?;
            let update = t.binary(Binary::Add, both[1], own[1])?;
            let update = t.unary(Unary::Sigmoid, update)?;
            let kept = t.binary(Binary::Mul, reset, own[2])?;
            let new = t.binary(Binary::Add, both[2], kept)?;
            let new = t.unary(Unary::Tanh, new)?;
            let way = t.binary(Binary::Sub, states[0], new)?;
            let way = t.binary(Binary::Mul, update, way)?;
            let h = t.binary(Binary::Add, new, way)?;
            return Ok(self.make(h));
        }
        let &[_, cell] = states.as_slice() else {
            return Err(Stop::new("lstm_cell without its two states"));
        };
        let sum = t.binary(Binary::Add, from_x, from_h)?;
        let mut gates = [sum; 4];
        for (i, gate) in gates.iter_mut().enumerate() {
            let part = t.slice(sum, axis, i * size, size, 1)?;
            let function = if i == 2 { Unary::Tanh } else { Unary::Sigmoid };
            *gate = t.unary(function, part)?;
        }
        let [input, forget, new, output] = gates;
        let kept = t.binary(Binary::Mul, forget, cell)?;
        let added = t.binary(Binary::Mul, input, new)?;
        let cell = t.binary(Binary::Add, kept, added)?;
        let shown = t.unary(Unary::Tanh, cell)?;
        let h = t.binary(Binary::Mul, output, shown)?;
        let both = [self.make(h), self.make(cell)];
        Ok(Value::tuple(both))
    }
}
