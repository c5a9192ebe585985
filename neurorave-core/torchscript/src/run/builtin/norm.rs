//! Normalisations.

use super::{Answer, Args};
use crate::run::{Machine, Stop, Value};
use crate::trace::{Binary, Id, Reduction, Unary};

impl Machine {
    pub(super) fn norm(&mut self, name: &str, args: &Args) -> Answer {
        let y = match name {
            "batch_norm" => self.batch_norm(args)?,
            "layer_norm" => {
                let axes = self.sizes(args.at(1))?.len();
                let x = self.id(args.at(0))?;
                let rank = self.trace.shape(x).len();
                let axes: Vec<usize> = (rank.saturating_sub(axes)..rank).collect();
                let y = self.normal(x, &axes, args.at(4))?;
                self.affine(y, args.at(2), args.at(3), None)?
            }
            "group_norm" => {
                let x = self.id(args.at(0))?;
                let shape = self.trace.shape(x).to_vec();
                let groups = self.int(args.at(1))?.max(1) as usize;
                let &[batch, channels, ref rest @ ..] = shape.as_slice() else {
                    return Err(Stop::new("group_norm of a tensor without channels"));
                };
                let each = channels / groups * rest.iter().product::<usize>();
                let y = self.trace.reshape(x, &[batch, groups, each])?;
                let y = self.normal(y, &[2], args.at(4))?;
                let y = self.trace.reshape(y, &shape)?;
                self.affine(y, args.at(2), args.at(3), Some(shape.len()))?
            }
            "instance_norm" => {
                let x = self.id(args.at(0))?;
                let rank = self.trace.shape(x).len();
                let axes: Vec<usize> = (2..rank).collect();
                let y = self.normal(x, &axes, args.at(7))?;
                self.affine(y, args.at(1), args.at(2), Some(rank))?
            }
            "_weight_norm" => {
                let (v, g) = (self.id(args.at(0))?, self.id(args.at(1))?);
                let rank = self.trace.shape(v).len();
                let kept = self.axes(args.at(2), rank)?;
                let axes: Vec<usize> = (0..rank).filter(|axis| !kept.contains(axis)).collect();
                let square = self.trace.binary(Binary::Mul, v, v)?;
                let sum = self.trace.reduce(Reduction::Sum, square, &axes)?;
                let length = self.trace.unary(Unary::Sqrt, sum)?;
                let scale = self.trace.binary(Binary::Div, g, length)?;
                self.trace.binary(Binary::Mul, v, scale)?
            }
            _ => return Ok(None),
        };
        self.answer(y)
    }

    /// `batch_norm(x, weight, bias, mean, variance, training, momentum, eps, cudnn)` of a trained
    /// model, which is a scale and an offset for each channel.
    fn batch_norm(&mut self, args: &Args) -> Result<Id, Stop> {
        if self.flag(args.at(5))? {
            return Err(Stop::new(
                "the model is still being trained: export it for use",
            ));
        }
        let x = self.id(args.at(0))?;
        let (mean, variance) = (self.id(args.at(3))?, self.id(args.at(4))?);
        let eps = self.float(args.at(7))?;
        let eps = self.constant(eps)?;
        let variance = self.trace.binary(Binary::Add, variance, eps)?;
        let deviation = self.trace.unary(Unary::Sqrt, variance)?;
        let mut scale = self.trace.unary(Unary::Reciprocal, deviation)?;
        if args.has(1) {
            let weight = self.id(args.at(1))?;
            scale = self.trace.binary(Binary::Mul, scale, weight)?;
        }
        let moved = self.trace.binary(Binary::Mul, mean, scale)?;
        let mut offset = self.trace.unary(Unary::Neg, moved)?;
        if args.has(2) {
            let bias = self.id(args.at(2))?;
            offset = self.trace.binary(Binary::Add, offset, bias)?;
        }
        let rank = self.trace.shape(x).len();
        let (scale, offset) = (self.upright(scale, rank)?, self.upright(offset, rank)?);
        let y = self.trace.binary(Binary::Mul, x, scale)?;
        Ok(self.trace.binary(Binary::Add, y, offset)?)
    }

    /// A value for each channel, shaped for a tensor of that rank.
    fn upright(&mut self, x: Id, rank: usize) -> Result<Id, Stop> {
        let channels = self.trace.shape(x).iter().product();
        let mut shape = vec![1; rank.max(2)];
        shape[1] = channels;
        Ok(self.trace.reshape(x, &shape)?)
    }

    /// Mean 0 and variance 1 along axes.
    fn normal(&mut self, x: Id, axes: &[usize], eps: &Value) -> Result<Id, Stop> {
        let eps = match eps {
            Value::None => 1e-5,
            eps => self.float(eps)?,
        };
        let mean = self.trace.reduce(Reduction::Mean, x, axes)?;
        let off = self.trace.binary(Binary::Sub, x, mean)?;
        let square = self.trace.binary(Binary::Mul, off, off)?;
        let variance = self.trace.reduce(Reduction::Mean, square, axes)?;
        let eps = self.constant(eps)?;
        let variance = self.trace.binary(Binary::Add, variance, eps)?;
        let deviation = self.trace.unary(Unary::Sqrt, variance)?;
        Ok(self.trace.binary(Binary::Div, off, deviation)?)
    }

    /// Times a weight, plus a bias, of each channel where a rank is given.
    fn affine(
        &mut self,
        x: Id,
        weight: &Value,
        bias: &Value,
        channels: Option<usize>,
    ) -> Result<Id, Stop> {
        let mut y = x;
        for (value, operator) in [(weight, Binary::Mul), (bias, Binary::Add)] {
            if matches!(value, Value::None) {
                continue;
            }
            let mut value = self.id(value)?;
            if let Some(rank) = channels {
                value = self.upright(value, rank)?;
            }
            y = self.trace.binary(operator, y, value)?;
        }
        Ok(y)
    }
}
