//! Layers of networks: convolutions, linear maps, pooling.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Convolution, Id, Reduction};

impl Machine {
    pub(super) fn layer(&mut self, name: &str, args: &Args) -> Answer {
        match name {
            "conv1d" | "conv_transpose1d" | "convolution" | "_convolution" => {
                self.convolution(name, args)
            }
            "linear" => {
                let (x, weight) = (self.id(args.at(0))?, self.id(args.at(1))?);
                let weight = self.turned(weight)?;
                let mut y = self.trace.matmul(x, weight)?;
                if args.has(2) {
                    let bias = self.id(args.at(2))?;
                    y = self.trace.binary(Binary::Add, y, bias)?;
                }
                self.answer(y)
            }
            "matmul" | "mm" | "bmm" | "mv" => {
                let (a, b) = (self.id(args.at(0))?, self.id(args.at(1))?);
                let y = self.trace.matmul(a, b)?;
                self.answer(y)
            }
            "addmm" | "baddbmm" => {
                let [bias, a, b] = [0, 1, 2].map(|i| self.id(args.at(i)));
                let y = self.trace.matmul(a?, b?)?;
                let y = self.trace.binary(Binary::Add, y, bias?)?;
                self.answer(y)
            }
            "dropout" | "feature_dropout" | "alpha_dropout" => {
                let training = self.flag(args.at(2))?;
                match training {
                    true => Err(Stop::new(
                        "the model is still being trained: export it for use",
                    )),
                    false => Ok(Some(args.at(0).clone())),
                }
            }
            "avg_pool1d" | "max_pool1d" => self.pool(name, args),
            "adaptive_avg_pool1d" => {
                if self.ints(args.at(1))? != [1] {
                    return Err(Stop::new("adaptive_avg_pool1d to more than one value"));
                }
                let x = self.id(args.at(0))?;
                let last = self.last_axis(x)?;
                let y = self.trace.reduce(Reduction::Mean, x, &[last])?;
                self.answer(y)
            }
            "upsample_nearest1d" => self.nearest(args),
            "upsample_linear1d" => self.straight(args),
            _ => Ok(None),
        }
    }

    /// A matrix with its axes exchanged.
    fn turned(&mut self, x: Id) -> Result<Id, Stop> {
        match self.trace.shape(x).len() {
            2 => Ok(self.trace.transpose(x, &[1, 0])?),
            _ => Ok(x),
        }
    }

    fn convolution(&mut self, name: &str, args: &Args) -> Answer {
        let (x, weight) = (self.id(args.at(0))?, self.id(args.at(1))?);
        let bias = match args.at(2) {
            Value::None => None,
            bias => Some(self.id(&bias.clone())?),
        };
        let mut first = |place: usize, default: i64| -> Result<usize, Stop> {
            let all = match args.at(place) {
                Value::None => vec![default],
                Value::Str(mode) if &**mode == "valid" => vec![0],
                Value::Str(mode) => {
                    return Err(Stop::new(format!("padding in the mode {mode}")));
                }
                value => self.ints(value)?,
            };
            match all.as_slice() {
                [one] => usize::try_from(*one).map_err(|_| Stop::new("a length is negative")),
                _ => Err(Stop::new("convolutions in more than one dimension")),
            }
        };
        let (stride, padding) = (first(3, 1)?, first(4, 0)?);
        let (transposed, dilation, groups, output_padding) = match name {
            "conv1d" => (false, first(5, 1)?, first(6, 1)?, 0),
            "conv_transpose1d" => (true, first(7, 1)?, first(6, 1)?, first(5, 0)?),
            _ => {
                let (dilation, output, groups) = (first(5, 1)?, first(7, 0)?, first(8, 1)?);
                (self.flag(args.at(6))?, dilation, groups, output)
            }
        };
        let rank = self.trace.shape(x).len();
        let x = match rank {
            2 => {
                let shape = [&[1], self.trace.shape(x)].concat();
                self.trace.reshape(x, &shape)?
            }
            _ => x,
        };
        let after = padding
            .checked_sub(if transposed { output_padding } else { 0 })
            .ok_or_else(|| Stop::new("a transposed convolution with more output than it makes"))?;
        let convolution = Convolution {
            stride,
            dilation,
            padding: (padding, after),
            groups,
        };
        let y = match transposed {
            true => self.trace.deconvolve(x, weight, bias, convolution)?,
            false => self.trace.convolve(x, weight, bias, convolution)?,
        };
        let y = match rank {
            2 => {
                let shape = self.trace.shape(y)[1..].to_vec();
                self.trace.reshape(y, &shape)?
            }
            _ => y,
        };
        self.answer(y)
    }

    /// The last axis of a tensor.
    pub(super) fn last_axis(&self, x: Id) -> Result<usize, Stop> {
        let last = self.trace.shape(x).len().checked_sub(1);
        last.ok_or_else(|| Stop::new("a number has no axes"))
    }

    /// Windows along the last axis, and one value of each.
    fn pool(&mut self, name: &str, args: &Args) -> Answer {
        let size = self.one_size(args.at(1))?.max(1);
        let stride = match self.sizes(args.at(2)) {
            Ok(stride) if !stride.is_empty() => stride[0].max(1),
            _ => size,
        };
        let padding = match args.at(3) {
            Value::None => 0,
            padding => self.one_size(&padding.clone())?,
        };
        let x = self.id(args.at(0))?;
        let last = self.last_axis(x)?;
        let (reduction, outside) = match name {
            "avg_pool1d" => (Reduction::Mean, 0.0),
            _ => (Reduction::Max, f64::from(f32::MIN)),
        };
        let x = self.trace.pad(x, last, (padding, padding), outside)?;
        let length = self.trace.shape(x)[last];
        if length < size {
            return Err(Stop::new("pooling over more than there is"));
        }
        let count = (length - size) / stride + 1;
        self.trace.budget().numbers(count.saturating_mul(size), 8)?;
        let places = (0..count).flat_map(|i| (0..size).map(move |j| (i * stride + j) as i64));
        let places = self.trace.ints(places.collect(), &[count, size])?;
        let y = self.trace.gather(x, last, places)?;
        let y = self.trace.reduce(reduction, y, &[last + 1])?;
        let mut shape = self.trace.shape(y).to_vec();
        shape.pop();
        let y = self.trace.reshape(y, &shape)?;
        self.answer(y)
    }

    /// How long `upsample_…(x, size, …, scales)` is to be.
    fn upsampled(&mut self, args: &Args, scales: usize, length: usize) -> Result<usize, Stop> {
        if args.has(1) {
            return Ok(*self.sizes(args.at(1))?.first().unwrap_or(&length));
        }
        let scale = match args.at(scales) {
            Value::List(_) | Value::Tuple(_) => {
                let items = self.items(args.at(scales))?;
                let first = items.first().cloned().unwrap_or(Value::Int(1));
                self.float(&first)?
            }
            value => self.float(&value.clone())?,
        };
        Ok((length as f64 * scale).floor().clamp(1.0, 1e7) as usize)
    }

    fn nearest(&mut self, args: &Args) -> Answer {
        let x = self.id(args.at(0))?;
        let last = self.last_axis(x)?;
        let length = self.trace.shape(x)[last];
        let count = self.upsampled(args, 2, length)?;
        self.trace.budget().numbers(count, 8)?;
        let places = (0..count).map(|i| (i * length / count) as i64).collect();
        let places = self.trace.ints(places, &[count])?;
        let y = self.trace.gather(x, last, places)?;
        self.answer(y)
    }

    fn straight(&mut self, args: &Args) -> Answer {
        let x = self.id(args.at(0))?;
        let last = self.last_axis(x)?;
        let length = self.trace.shape(x)[last];
        let count = self.upsampled(args, 3, length)?;
        self.trace.budget().numbers(count.saturating_mul(3), 8)?;
        if length == 0 {
            return Err(Stop::new("upsample_linear1d of nothing"));
        }
        let corners = self.flag(args.at(2))?;
        let at = |i: usize| match corners {
            true => i as f64 * (length - 1) as f64 / (count.max(2) - 1) as f64,
            false => ((i as f64 + 0.5) * length as f64 / count as f64 - 0.5).max(0.0),
        };
        let left = |i: usize| (at(i) as usize).min(length - 1);
        let right = |i: usize| (left(i) + 1).min(length - 1) as i64;
        let shares = (0..count).map(|i| at(i) - left(i) as f64);
        let shares = self.table(count, shares, &[count])?;
        let a = self
            .trace
            .ints((0..count).map(|i| left(i) as i64).collect(), &[count])?;
        let b = self.trace.ints((0..count).map(right).collect(), &[count])?;
        let (a, b) = (
            self.trace.gather(x, last, a)?,
            self.trace.gather(x, last, b)?,
        );
        let way = self.trace.binary(Binary::Sub, b, a)?;
        let way = self.trace.binary(Binary::Mul, way, shares)?;
        let y = self.trace.binary(Binary::Add, a, way)?;
        self.answer(y)
    }
}
