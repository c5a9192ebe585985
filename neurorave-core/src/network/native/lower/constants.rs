//! What never changes: numbers in the file.

use crate::network::native::floats::Floats;
use crate::network::native::onnx::{Constant, Data};
use crate::network::native::view::{View, elements};
use half::f16;
use std::rc::Rc;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::{AttributeProto, NodeProto, TensorProto};

/// ONNX's types of elements.
pub(super) const FLOAT: i64 = 1;
const INT32: i64 = 6;
pub(super) const INT64: i64 = 7;
pub(super) const BOOL: i64 = 9;
const HALF: i64 = 10;
const DOUBLE: i64 = 11;

impl Constant {
    pub(super) fn of_floats(shape: Vec<usize>, values: impl Into<Floats>, half: bool) -> Constant {
        let values = values.into();
        let data = Data::Floats { values, half };
        Constant { shape, data }
    }

    /// A matrix of outputs by inputs.
    pub(super) fn of_matrix(
        outputs: usize,
        inputs: usize,
        weight: impl Fn(usize, usize) -> f32,
        half: bool,
    ) -> Constant {
        let row = |output| (0..inputs).map(move |input| (output, input));
        let places = (0..outputs).flat_map(row);
        let values: Vec<f32> = places.map(|(o, i)| weight(o, i)).collect();
        Constant::of_floats(vec![outputs, inputs], values, half)
    }

    pub(super) fn of_integers(shape: Vec<usize>, values: Vec<i64>) -> Constant {
        let data = Data::Integers(values);
        Constant { shape, data }
    }

    /// Truths are 1 and 0.
    pub(super) fn of_truths(shape: Vec<usize>, values: impl Iterator<Item = bool>) -> Constant {
        let values: Vec<f32> = values.map(|truth| f32::from(u8::from(truth))).collect();
        Constant::of_floats(shape, values, false)
    }

    /// Each element times the factor of its place.
    pub(super) fn scaled(&self, factor: impl Fn(usize) -> f32) -> Constant {
        let values = self.floats().unwrap_or_default().iter().enumerate();
        let scaled: Vec<f32> = values.map(|(at, value)| value * factor(at)).collect();
        Constant::of_floats(self.shape.clone(), scaled, false)
    }

    /// The elements that a view of them, in their own order, goes over.
    pub(super) fn seen(&self, view: &View) -> Constant {
        fn at<T: Copy>(values: &[T], places: &[isize]) -> Vec<T> {
            places.iter().map(|place| values[*place as usize]).collect()
        }
        let (shape, places) = (view.shape(), view.places());
        match self.integers() {
            Some(values) => Constant::of_integers(shape, at(values, &places)),
            None => {
                let values = at(self.floats().unwrap_or_default(), &places);
                Constant::of_floats(shape, values, self.is_half())
            }
        }
    }

    /// All of `parts`, which are of one kind, one after another along `axis`.
    pub(super) fn joined(parts: &[Rc<Constant>], axis: usize, shape: Vec<usize>) -> Constant {
        fn join<'a, T: Copy + 'a>(
            parts: impl Iterator<Item = (&'a Constant, &'a [T])>,
            axis: usize,
            outer: usize,
        ) -> Vec<T> {
            let parts: Vec<(usize, &[T])> = parts
                .map(|(part, values)| (part.shape[axis..].iter().product(), values))
                .collect();
            let row = |at: usize| {
                let parts = parts.iter();
                parts.flat_map(move |(len, values)| &values[at * len..(at + 1) * len])
            };
            (0..outer).flat_map(row).copied().collect()
        }
        let outer = shape[..axis].iter().product();
        let each = parts.iter().map(Rc::as_ref);
        match parts.iter().all(|part| part.integers().is_some()) {
            true => {
                let each = each.map(|part| (part, part.integers().unwrap_or_default()));
                Constant::of_integers(shape, join(each, axis, outer))
            }
            false => {
                let half = parts.iter().all(|part| part.is_half());
                let each = each.map(|part| (part, part.floats().unwrap_or_default()));
                Constant::of_floats(shape, join(each, axis, outer), half)
            }
        }
    }

    /// In ONNX type `to`; `None` where that isn't known here.
    pub(super) fn cast(&self, to: i64) -> Option<Constant> {
        let shape = self.shape.clone();
        let half = self.is_half();
        Some(match (&self.data, to) {
            (Data::Floats { values, .. }, FLOAT | DOUBLE) => {
                Constant::of_floats(shape, values.clone(), half)
            }
            (Data::Floats { values, .. }, HALF) => {
                let round = |v: &f32| f16::from_f32(*v).to_f32();
                let rounded: Vec<f32> = values.iter().map(round).collect();
                Constant::of_floats(shape, rounded, true)
            }
            (Data::Floats { values, .. }, INT32 | INT64) => {
                Constant::of_integers(shape, values.iter().map(|v| *v as i64).collect())
            }
            (Data::Floats { values, .. }, BOOL) => {
                Constant::of_truths(shape, values.iter().map(|v| *v != 0.0))
            }
            (Data::Integers(values), FLOAT | DOUBLE) => {
                let floats: Vec<f32> = values.iter().map(|v| *v as f32).collect();
                Constant::of_floats(shape, floats, false)
            }
            (Data::Integers(values), INT64) => Constant::of_integers(shape, values.clone()),
            (Data::Integers(values), BOOL) => {
                Constant::of_truths(shape, values.iter().map(|v| *v != 0))
            }
            _ => return None,
        })
    }
}

/// A tensor in the file; `None` where it is of a type that isn't known here, or incomplete.
pub(super) fn read(tensor: &TensorProto) -> Option<Constant> {
    let sizes = tensor.dims.iter().map(|size| usize::try_from(*size).ok());
    let shape: Vec<usize> = sizes.collect::<Option<_>>()?;
    let len = elements(&shape)?;
    let raw = tensor.raw_data.as_slice();
    let few: Vec<i64> = match DataType::try_from(tensor.data_type).ok()? {
        DataType::Bool if raw.len() == len => raw.iter().map(|&byte| byte.into()).collect(),
        DataType::Int32 if raw.len() == 4 * len => {
            let each = raw.as_chunks().0.iter();
            each.map(|bytes| i32::from_le_bytes(*bytes).into())
                .collect()
        }
        DataType::Bool | DataType::Int32 => tensor.int32_data.iter().map(|&i| i.into()).collect(),
        DataType::Double => {
            let each = raw.as_chunks().0.iter();
            let mut values: Vec<f32> = each
                .map(|bytes| f64::from_le_bytes(*bytes) as f32)
                .collect();
            values.extend(tensor.double_data.iter().map(|v| *v as f32));
            let fits = values.len() == len;
            return fits.then(|| Constant::of_floats(shape, values, false));
        }
        _ => return Constant::read(tensor),
    };
    let constant = Constant::of_integers(shape, few);
    match tensor.data_type == DataType::Bool as i32 {
        _ if constant.integers()?.len() != len => None,
        true => constant.cast(BOOL),
        false => Some(constant),
    }
}

pub(super) fn attribute<'a>(node: &'a NodeProto, name: &str) -> Option<&'a AttributeProto> {
    node.attribute.iter().find(|one| one.name == name)
}

/// What a node of type `Constant` says.
pub(super) fn said(node: &NodeProto) -> Option<Constant> {
    let [said] = &node.attribute[..] else {
        return None;
    };
    let count = |len: usize| vec![len];
    Some(match said.name.as_str() {
        "value" => return read(said.t.as_ref()?),
        "value_float" => Constant::of_floats(vec![], vec![said.f], false),
        "value_floats" => Constant::of_floats(count(said.floats.len()), said.floats.clone(), false),
        "value_int" => Constant::of_integers(vec![], vec![said.i]),
        "value_ints" => Constant::of_integers(count(said.ints.len()), said.ints.clone()),
        _ => return None,
    })
}
