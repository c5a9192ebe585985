//! Operators that make tensors from nothing, and change what kind of numbers they hold.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Constant, Dtype, Id};

/// PyTorch's number for a kind of numbers.
pub(super) fn code(dtype: Dtype) -> i64 {
    match dtype {
        Dtype::Bool => 11,
        Dtype::Int => 4,
        Dtype::Float => 6,
        Dtype::Complex => 9,
    }
}

/// What PyTorch means by a number.
fn decode(code: i64) -> Option<Dtype> {
    Some(match code {
        0..=4 => Dtype::Int,
        5..=7 | 15 => Dtype::Float,
        8..=10 => Dtype::Complex,
        11 => Dtype::Bool,
        _ => return None,
    })
}

impl Machine {
    pub(super) fn create(&mut self, name: &str, args: &Args) -> Answer {
        let id = match name {
            "zeros" | "empty" | "ones" | "full" => {
                let (value, place) = match name {
                    "ones" => (Value::Int(1), 1),
                    "full" => (args.at(1).clone(), 2),
                    _ => (Value::Int(0), 1),
                };
                let like = match (&value, name) {
                    (Value::Int(_), "full") => Dtype::Int,
                    (Value::Bool(_), "full") => Dtype::Bool,
                    _ => Dtype::Float,
                };
                let dtype = self.kind(args.named("dtype", place), like)?;
                let shape = self.sizes(args.at(0))?;
                self.filled(&value, &shape, dtype)?
            }
            "zeros_like" | "empty_like" | "ones_like" | "full_like" | "new_zeros" | "new_ones"
            | "new_empty" | "new_full" => {
                let like = self.id(args.at(0))?;
                let own = self.trace.dtype(like);
                let new = name.starts_with("new_");
                let shape = match new {
                    true => self.sizes(args.at(1))?,
                    false => self.trace.shape(like).to_vec(),
                };
                let value = match name {
                    "ones_like" | "new_ones" => Value::Int(1),
                    "full_like" => args.at(1).clone(),
                    "new_full" => args.at(2).clone(),
                    _ => Value::Int(0),
                };
                let place = 1 + usize::from(new) + usize::from(name.contains("full"));
                let dtype = self.kind(args.named("dtype", place), own)?;
                self.filled(&value, &shape, dtype)?
            }
            "zero" => {
                let like = self.id(args.at(0))?;
                let (shape, dtype) = (self.trace.shape(like).to_vec(), self.trace.dtype(like));
                self.trace.fill(0.0, &shape, dtype)?
            }
            "fill" => {
                let like = self.id(args.at(0))?;
                let (shape, dtype) = (self.trace.shape(like).to_vec(), self.trace.dtype(like));
                self.filled(args.at(1), &shape, dtype)?
            }
            "copy" if matches!(args.at(0), Value::Tensor(_)) => self.id(args.at(1))?,
            "arange" => self.arange(args)?,
            "linspace" => self.linspace(args)?,
            "eye" => {
                let count = self.sizes(args.at(0))?;
                let &[n] = count.as_slice() else {
                    return Err(Stop::new("eye of more than a length"));
                };
                self.trace.budget().numbers(n.saturating_mul(n), 4)?;
                let one = |i: usize| f32::from(u8::from(i / n.max(1) == i % n.max(1)));
                self.trace.floats((0..n * n).map(one).collect(), &[n, n])?
            }
            "hann_window" | "hamming_window" => self.window(name, args)?,
            "tensor" | "as_tensor" => return self.tensor_of(args).map(Some),
            "one_hot" => {
                let x = self.id(args.at(0))?;
                let classes = self.int(args.at(1))?;
                let count = usize::try_from(classes)
                    .map_err(|_| Stop::new("one_hot without a number of classes"))?;
                self.trace.budget().numbers(count, 8)?;
                let all = self.trace.ints((0..classes).collect(), &[count])?;
                let mut open = self.trace.shape(x).to_vec();
                open.push(1);
                let x = self.trace.reshape(x, &open)?;
                let hot = self.trace.binary(crate::trace::Binary::Equal, x, all)?;
                self.trace.cast(hot, Dtype::Int)?
            }
            "type_as" | "to" | "_to_copy" | "long" | "half" | "double" => {
                return self.converted(name, args);
            }
            _ => return Ok(None),
        };
        self.answer(id)
    }

    /// The kind of numbers that an option asks for.
    fn kind(&mut self, value: &Value, default: Dtype) -> Result<Dtype, Stop> {
        match value {
            Value::None => Ok(default),
            value => {
                let code = self.int(value)?;
                decode(code).ok_or_else(|| Stop::new(format!("the kind of numbers {code}")))
            }
        }
    }

    fn filled(&mut self, value: &Value, shape: &[usize], dtype: Dtype) -> Result<Id, Stop> {
        let id = self.id(value)?;
        let id = self.trace.cast(id, dtype)?;
        let id = self.trace.reshape(id, &[])?;
        Ok(self.trace.expand(id, shape)?)
    }

    fn arange(&mut self, args: &Args) -> Result<Id, Stop> {
        let bounds: Vec<&Value> = args.values.iter().take(3).collect();
        let whole = |value: &&Value| matches!(value, Value::Int(_) | Value::Bool(_));
        // `arange(end)`, `arange(start, end)`, `arange(start, end, step)`; then what kind.
        let count = match bounds.as_slice() {
            [_, Value::None, ..] => 1,
            [_, _, Value::None, ..] => 2,
            all => all.len(),
        };
        let dtype = match bounds.iter().take(count).all(whole) {
            true => Dtype::Int,
            false => Dtype::Float,
        };
        let dtype = self.kind(args.named("dtype", 3), dtype)?;
        let numbers: Vec<f64> = bounds[..count.min(bounds.len())]
            .iter()
            .map(|value| self.float(value))
            .collect::<Result<_, _>>()?;
        let (start, end, step) = match *numbers.as_slice() {
            [end] => (0.0, end, 1.0),
            [start, end] => (start, end, 1.0),
            [start, end, step] => (start, end, step),
            _ => return Err(Stop::new("arange without an end")),
        };
        let count = ((end - start) / step).ceil().max(0.0);
        if !(0.0..1e7).contains(&count) {
            return Err(Stop::new("arange has no end, or is too long"));
        }
        let count = count as usize;
        self.trace.budget().numbers(count, 8)?;
        let at = |i: usize| start + step * i as f64;
        Ok(match dtype {
            Dtype::Int | Dtype::Bool => self
                .trace
                .ints((0..count).map(|i| at(i) as i64).collect(), &[count])?,
            _ => self
                .trace
                .floats((0..count).map(|i| at(i) as f32).collect(), &[count])?,
        })
    }

    fn linspace(&mut self, args: &Args) -> Result<Id, Stop> {
        let (start, end) = (self.float(args.at(0))?, self.float(args.at(1))?);
        let count = self.int(args.at(2))?;
        let count = usize::try_from(count)
            .ok()
            .filter(|&count| count < 10_000_000);
        let count = count.ok_or_else(|| Stop::new("linspace of that length"))?;
        self.trace.budget().numbers(count, 4)?;
        let step = (end - start) / (count.max(2) - 1) as f64;
        let all = (0..count)
            .map(|i| (start + step * i as f64) as f32)
            .collect();
        Ok(self.trace.floats(all, &[count])?)
    }

    fn window(&mut self, name: &str, args: &Args) -> Result<Id, Stop> {
        let length = self.int(args.at(0))?;
        let count = usize::try_from(length)
            .ok()
            .filter(|&count| count <= 1 << 20);
        let count = count.ok_or_else(|| Stop::new("a window of that length"))?;
        self.trace.budget().work(count.saturating_mul(8))?;
        self.trace.budget().numbers(count, 4)?;
        let periodic = match args.at(1) {
            Value::None => true,
            value => self.flag(value)?,
        };
        let (middle, swing) = match name {
            "hann_window" => (0.5, 0.5),
            _ => (0.54, 0.46),
        };
        let turns = if periodic { count } else { count.max(2) - 1 };
        let at = |i: usize| {
            let phase = std::f64::consts::TAU * i as f64 / turns.max(1) as f64;
            (middle - swing * phase.cos()) as f32
        };
        Ok(self.trace.floats((0..count).map(at).collect(), &[count])?)
    }

    /// A tensor of a number, or of lists of numbers.
    fn tensor_of(&mut self, args: &Args) -> Result<Value, Stop> {
        let mut shape = Vec::new();
        let mut flat = vec![args.at(0).clone()];
        while let [Value::List(_) | Value::Tuple(_), ..] = flat.as_slice() {
            let rows = flat.iter().map(|row| self.items(row));
            let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
            let width = rows[0].len();
            self.room(rows.len().saturating_mul(width.max(1)))?;
            if rows.iter().any(|row| row.len() != width) {
                return Err(Stop::new("a tensor of lists of different lengths"));
            }
            shape.push(width);
            flat = rows.iter().flat_map(|row| row.iter().cloned()).collect();
        }
        let ids = flat.iter().map(|value| self.id(value));
        let ids: Vec<Id> = ids.collect::<Result<_, _>>()?;
        let widest = ids.iter().map(|&id| self.trace.dtype(id)).max();
        let dtype = self.kind(args.named("dtype", 1), widest.unwrap_or(Dtype::Float))?;
        let id = match ids.as_slice() {
            [] if dtype == Dtype::Complex => {
                return Err(Stop::new("a tensor of complex numbers is not supported"));
            }
            [] => self.trace.fill(0.0, &shape, dtype)?,
            [one] if shape.is_empty() => self.trace.cast(*one, dtype)?,
            all => {
                let all = all.iter().map(|&id| {
                    let id = self.trace.cast(id, dtype)?;
                    self.trace.reshape(id, &[1])
                });
                let all: Vec<Id> = all.collect::<Result<_, _>>()?;
                let joined = self.trace.concat(&all, 0)?;
                self.trace.reshape(joined, &shape)?
            }
        };
        Ok(self.make(id))
    }

    fn converted(&mut self, name: &str, args: &Args) -> Answer {
        let Value::Tensor(_) = args.at(0) else {
            return Ok(None);
        };
        let x = self.id(args.at(0))?;
        let own = self.trace.dtype(x);
        let dtype = match name {
            "type_as" => {
                let other = self.id(args.at(1))?;
                self.trace.dtype(other)
            }
            "long" => Dtype::Int,
            "half" | "double" => Dtype::Float,
            // to(dtype, …), to(device, dtype, …), to(other, …)
            _ => match (args.named("dtype", 9), args.at(1), args.at(2)) {
                (code @ Value::Int(_), ..) | (_, code @ Value::Int(_), _) => {
                    self.kind(&code.clone(), own)?
                }
                (_, Value::Tensor(_), _) => {
                    let other = self.id(args.at(1))?;
                    self.trace.dtype(other)
                }
                (_, _, code @ Value::Int(_)) => self.kind(&code.clone(), own)?,
                _ => own,
            },
        };
        if dtype == own {
            return Ok(Some(args.at(0).clone()));
        }
        let y = self.trace.cast(x, dtype)?;
        self.answer(y)
    }

    /// A constant of so many values, which are made once they are paid for.
    pub(super) fn table(
        &mut self,
        count: usize,
        values: impl IntoIterator<Item = f64>,
        shape: &[usize],
    ) -> Result<Id, Stop> {
        self.trace.budget().work(count.saturating_mul(8))?;
        self.trace.budget().numbers(count, 4)?;
        let values = values.into_iter().map(|x| x as f32).collect();
        let constant = Constant::Floats(values);
        Ok(self.trace.add_constant(constant, shape, Dtype::Float)?)
    }
}
