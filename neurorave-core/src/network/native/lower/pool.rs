//! Means and maxima of windows along one axis.

use super::limits::Limits;
use super::value::{Value, input};
use super::window::Window;
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::program::{Fold, Tensor};
use crate::network::native::view::{Stride, merged};
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
    pub(super) fn pool(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let from = self.tensor(input(node, 0)?)?;
        let [streams, channels, time] = from.view.shape()[..] else {
            return unknown("of more than one dimension");
        };
        let Some(&[kernel]) = attributes.ints("kernel_shape") else {
            return unknown("of more than one dimension");
        };
        let Some(kernel @ 1..) = usize::try_from(kernel).ok() else {
            return unknown("of shapes that don't fit");
        };
        let window = Window::of(attributes, &[kernel], &[time])?.remove(0);
        let Some(count) = window.count(time) else {
            return unknown("of shapes that don't fit");
        };
        if window.pads != (0, 0) || attributes.int("ceil_mode", 0) != 0 {
            return unknown("with padding");
        }
        let from = self.undivided(&from)?;
        let stride = from.view.stride(2).unwrap_or(0);
        let along = |size: usize, entries: usize| {
            merged(vec![Stride {
                size,
                stride: stride * entries as isize,
            }])
        };
        let mut view = from.view.clone();
        view.axes[2] = along(count, window.stride);
        view.axes.push(along(kernel, window.dilation));
        let buffer = from.buffer;
        Limits::len(&view.shape())?;
        let windows = [Tensor { view, buffer }];
        let made = match node.op_type.as_str() {
            "AveragePool" => self.mean(&windows, &[3])?,
            _ => self.reduced(&windows, &[3], Fold::Max)?,
        };
        let made = self.reshaped(&made, &[streams, channels, count])?;
        self.result(node, Value::Tensor(made))
    }

    pub(super) fn pool_all(&mut self, node: &NodeProto) -> Lowered<()> {
        let from = self.tensor(input(node, 0)?)?;
        let axes: Vec<usize> = (2..from.view.axes.len()).collect();
        if axes.is_empty() {
            return unknown("of shapes that don't fit");
        }
        let from = [from];
        let made = match node.op_type.as_str() {
            "GlobalAveragePool" => self.mean(&from, &axes)?,
            _ => self.reduced(&from, &axes, Fold::Max)?,
        };
        self.result(node, Value::Tensor(made))
    }
}
