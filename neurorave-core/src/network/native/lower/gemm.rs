//! Products of two matrices, and what is added to them.

use super::dense::{Weights, by_column, by_row, swapped};
use super::value::{Value, flag, input, optional};
use super::{Attributes, Lowered, Lowering, unknown};
use crate::network::native::expr::Op;
use crate::network::native::kernel::Form;
use crate::network::native::view::View;
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

impl Lowering<'_> {
    pub(super) fn gemm(&mut self, node: &NodeProto, attributes: &Attributes) -> Lowered<()> {
        let turned_a = flag(attributes, "transA")?;
        let turned_b = flag(attributes, "transB")?;
        let factor = |name: &str| attributes.float(name, 1.0);
        let (alpha, beta) = (factor("alpha"), factor("beta"));
        let mut a = self.tensor(input(node, 0)?)?;
        let b = input(node, 1)?;
        if a.view.axes.len() != 2 || self.shape(b)?.len() != 2 {
            return unknown("of shapes that don't fit");
        }
        if turned_a {
            a = swapped(&a);
        }
        let more = optional(node, 2);
        let Some((constant, [rows, columns])) = self.matrix(b) else {
            let b = self.tensor(b)?;
            let b = if turned_b { swapped(&b) } else { b };
            let product = Value::Tensor(self.product(&a, &b)?);
            let product = self.scaled(&product, alpha)?;
            return self.plus(node, product, more, beta);
        };
        let matrix = match turned_b {
            true => by_row(0, rows, columns),
            false => by_column(rows, columns),
        };
        let constant = match alpha == 1.0 {
            true => constant,
            false => Rc::new(constant.scaled(|_| alpha)),
        };
        let row = more.and_then(|name| self.row(name, matrix.outputs(), beta));
        let weights = Weights {
            form: Form::Dense,
            constant: &constant,
            matrix,
            bias: row.as_deref().unwrap_or_default(),
        };
        let (output, step) = self.multiplied(&a, &weights)?;
        if row.is_some() || more.is_none() {
            self.makes(node, output.buffer, step, false);
            return self.result(node, Value::Tensor(output));
        }
        self.plus(node, Value::Tensor(output), more, beta)
    }

    /// What is added to every row of a product of `outputs` columns, if it is fixed, times `beta`.
    fn row(&self, name: &str, outputs: usize, beta: f32) -> Option<Vec<f32>> {
        let constant = self.constant(name)?;
        let view = View::row_major(&constant.shape).broadcast(&[1, outputs])?;
        let values = constant.floats()?;
        let places = view.places().into_iter();
        Some(places.map(|place| beta * values[place as usize]).collect())
    }

    /// Makes the node's result a product plus `beta` times what `more` is.
    fn plus(
        &mut self,
        node: &NodeProto,
        mut product: Value,
        more: Option<&str>,
        beta: f32,
    ) -> Lowered<()> {
        if let Some(more) = more {
            let shape = product.shape();
            let more = self.value(more)?;
            product = self.arithmetic(&[product, more], |work, x| {
                let more = work.times(x[1], beta);
                work.two(Op::Add, x[0], more)
            })?;
            if product.shape() != shape {
                return unknown("of shapes that don't fit");
            }
        }
        self.put_off(node, product)
    }
}
