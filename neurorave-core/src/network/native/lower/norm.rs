//! Normalisations, and their kin.

use super::pick::index;
use super::value::{Value, input, optional};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::expr::Op;
use crate::network::native::onnx::Constant;
use crate::network::native::program::{Fold, Tensor};
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// A factor for each channel, and a number to add.
pub(super) struct Affine {
    pub(super) scale: Vec<f32>,
    offset: Vec<f32>,
}

impl Affine {
    /// What becomes of a channel's `x`.
    pub(super) fn of(&self, channel: usize, x: f32) -> f32 {
        x * self.scale[channel] + self.offset[channel]
    }
}

impl Lowering<'_> {
    /// A normalisation by fixed statistics, if that is what `node` is.
    fn affine(&self, node: &NodeProto, channels: usize) -> Lowered<Affine> {
        let attributes = Attributes(node);
        let fixed = |at: usize| {
            let values = self.floats(input(node, at)?)?;
            match values.len() == channels {
                true => Ok(values),
                false => unknown("of shapes that don't fit"),
            }
        };
        let (factor, offset, mean, variance) = (fixed(1)?, fixed(2)?, fixed(3)?, fixed(4)?);
        if attributes.int("training_mode", 0) != 0 {
            return unknown("while it learns");
        }
        let least = attributes.float("epsilon", 1e-5);
        let scale: Vec<f32> = factor
            .iter()
            .zip(&variance)
            .map(|(factor, variance)| factor / (variance + least).sqrt())
            .collect();
        let moved = mean.iter().zip(&scale).map(|(mean, scale)| mean * scale);
        let offset = offset
            .iter()
            .zip(moved)
            .map(|(offset, moved)| offset - moved);
        Ok(Affine {
            offset: offset.collect(),
            scale,
        })
    }

    /// The normalisation that alone reads a convolution's `channels`, and the name of what it
    /// makes.
    pub(super) fn norm_behind(
        &self,
        node: &NodeProto,
        channels: usize,
    ) -> Lowered<Option<(String, Affine)>> {
        let made = node.output.first();
        let reader = made.and_then(|made| self.wiring.only_reader(made));
        let Some(norm) = reader.filter(|next| next.op_type == "BatchNormalization") else {
            return Ok(None);
        };
        let affine = self.affine(norm, channels).ok();
        let first = norm.input.first() == made;
        let name = norm
            .output
            .first()
            .filter(|name| first && self.wiring.is_needed(name));
        Ok(name.cloned().zip(affine))
    }

    pub(super) fn batch_norm(&mut self, node: &NodeProto, _: &Attributes) -> Lowered<()> {
        let value = self.value(input(node, 0)?)?;
        let shape = value.shape();
        let Some(&channels) = shape.get(1) else {
            return unknown("of shapes that don't fit");
        };
        let affine = self.affine(node, channels)?;
        let mut along = vec![1; shape.len()];
        along[1] = channels;
        let fixed = |values: &[f32]| {
            let constant = Constant::of_floats(along.clone(), values.to_vec(), false);
            Value::Constant(Rc::new(constant))
        };
        let operands = [value, fixed(&affine.scale), fixed(&affine.offset)];
        let value = self.arithmetic(&operands, |work, x| {
            let scaled = work.two(Op::Mul, x[0], x[1]);
            work.two(Op::Add, scaled, x[2])
        })?;
        self.put_off(node, value)
    }

    pub(super) fn instance_norm(
        &mut self,
        node: &NodeProto,
        attributes: &Attributes,
    ) -> Lowered<()> {
        let from = self.tensor(input(node, 0)?)?;
        let rank = from.view.axes.len();
        if rank < 3 {
            return unknown("of shapes that don't fit");
        }
        let mut along = vec![1; rank];
        along[1] = from.view.shape()[1];
        let mut factors = Vec::new();
        for at in [1, 2] {
            let tensor = self.tensor(input(node, at)?)?;
            factors.push(Value::Tensor(self.reshaped(&tensor, &along)?));
        }
        let axes: Vec<usize> = (2..rank).collect();
        let least = attributes.float("epsilon", 1e-5);
        let value = self.normalised(from, &axes, least, factors)?;
        self.put_off(node, value)
    }

    pub(super) fn layer_norm(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let from = self.tensor(input(node, 0)?)?;
        let rank = from.view.axes.len();
        let axes: Vec<usize> = (index(attributes.int("axis", -1), rank)?..rank).collect();
        let mut factors = vec![self.value(input(node, 1)?)?];
        if let Some(offset) = optional(node, 2) {
            factors.push(self.value(offset)?);
        }
        let shape = from.view.shape();
        let least = attributes.float("epsilon", 1e-5);
        let value = self.normalised(from, &axes, least, factors)?;
        match value.shape() == shape {
            true => self.put_off(node, value),
            false => unknown("of shapes that don't fit"),
        }
    }

    /// `from` with mean 0 and variance 1 over `axes`, times the first of `factors`, plus the
    /// second.
    fn normalised(
        &mut self,
        from: Tensor,
        axes: &[usize],
        least: f32,
        factors: Vec<Value>,
    ) -> Lowered<Value> {
        let mean = Value::Tensor(self.mean(std::slice::from_ref(&from), axes)?);
        let centred = self.binary(Op::Sub, &Value::Tensor(from), &mean)?;
        let centred = self.in_memory(&centred)?;
        let variance = self.mean(&[centred.clone(), centred.clone()], axes)?;
        let mut operands = vec![Value::Tensor(centred), Value::Tensor(variance)];
        operands.extend(factors);
        self.arithmetic(&operands, |work, x| {
            let deviation = work.plus(x[1], least);
            let deviation = work.one(Op::Sqrt, deviation);
            let mut made = work.two(Op::Div, x[0], deviation);
            if let Some(factor) = x.get(2) {
                made = work.two(Op::Mul, made, *factor);
            }
            match x.get(3) {
                Some(offset) => work.two(Op::Add, made, *offset),
                None => made,
            }
        })
    }

    pub(super) fn softmax(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let from = self.tensor(input(node, 0)?)?;
        let rank = from.view.axes.len();
        // Before version 13, over all axes from that one on.
        let old = self.opset < 13;
        let axis = attributes.int("axis", if old { 1 } else { -1 });
        let axis = index(axis, rank)?;
        let axes: Vec<usize> = if old {
            (axis..rank).collect()
        } else {
            vec![axis]
        };
        let most = Value::Tensor(self.reduced(std::slice::from_ref(&from), &axes, Fold::Max)?);
        let below = self.binary(Op::Sub, &Value::Tensor(from), &most)?;
        let power = self.arithmetic(std::slice::from_ref(&below), |work, x| {
            work.one(Op::Exp, x[0])
        })?;
        let power = self.in_memory(&power)?;
        let sum =
            Value::Tensor(self.reduced(std::slice::from_ref(&power), &axes, Fold::Sum(1.0))?);
        let value = match node.op_type.as_str() {
            "Softmax" => self.binary(Op::Div, &Value::Tensor(power), &sum)?,
            _ => self.arithmetic(&[below, sum], |work, x| {
                let sum = work.one(Op::Log, x[1]);
                work.two(Op::Sub, x[0], sum)
            })?,
        };
        self.put_off(node, value)
    }
}
