//! What is made of constants only, when the graph is lowered.

use super::constants::{attribute, read, said};
use super::limits::Limits;
use super::value::{Value, input};
use super::{Lowered, Lowering, constants, unknown};
use crate::network::Executor;
use crate::network::native::Native;
use crate::network::native::loops::Loop;
use crate::network::native::onnx::{Attributes, Constant, Data};
use crate::network::native::program::{Home, Program, Step, Tensor};
use crate::network::native::view::{View, elements};
use std::rc::Rc;
use tract_onnx::pb::NodeProto;

/// Most arithmetic that is done when a graph is lowered rather than in each step.
const MOST_WORK: usize = 1 << 26;

impl Lowering<'_> {
    pub(super) fn constant_node(&mut self, node: &NodeProto) -> Lowered<()> {
        match said(node) {
            Some(constant) => self.result(node, Value::Constant(Rc::new(constant))),
            None => Ok(()),
        }
    }

    /// Whether `node` makes a constant; then it is made.
    pub(super) fn constant_result(
        &mut self,
        node: &NodeProto,
        attributes: &Attributes,
    ) -> Lowered<bool> {
        let made = match node.op_type.as_str() {
            "Shape" => {
                let shape = self.shape(input(node, 0)?)?;
                let rank = shape.len() as i64;
                let from = |at: i64| if at < 0 { at.saturating_add(rank) } else { at };
                let place = |at: i64| from(at).clamp(0, rank) as usize;
                let start = place(attributes.int("start", 0));
                let end = place(attributes.int("end", rank)).max(start);
                let sizes: Vec<i64> = shape[start..end].iter().map(|s| *s as i64).collect();
                Constant::of_integers(vec![sizes.len()], sizes)
            }
            "Size" => {
                let len = Limits::len(&self.shape(input(node, 0)?)?)?;
                Constant::of_integers(vec![], vec![len as i64])
            }
            "ConstantOfShape" => self.filled(node)?,
            "Range" => self.range(node)?,
            "Cast" => match self.constant(input(node, 0)?) {
                Some(constant) => {
                    let to = attributes.int("to", 0);
                    if to == constants::FLOAT && constant.is_floats() {
                        return Ok(false);
                    }
                    let Some(constant) = constant.cast(to) else {
                        return unknown(format!("to type {to}"));
                    };
                    constant
                }
                None => return Ok(false),
            },
            // They keep what they rearrange as it is.
            "Identity" | "Reshape" | "Unsqueeze" | "Squeeze" | "Flatten" | "Transpose"
            | "Slice" | "Gather" | "Split" | "Expand" | "Tile" | "Dropout" | "Concat" | "Pad" => {
                return Ok(false);
            }
            _ => return self.computed(node),
        };
        self.result(node, Value::Constant(Rc::new(made)))?;
        Ok(true)
    }

    fn filled(&self, node: &NodeProto) -> Lowered<Constant> {
        let shape = self.integers(input(node, 0)?)?;
        let shape: Option<Vec<usize>> = shape.iter().map(|s| usize::try_from(*s).ok()).collect();
        let len = shape.as_deref().and_then(elements);
        let (Some(shape), Some(len @ ..=Limits::TENSOR)) = (shape, len) else {
            return unknown("of a strange shape");
        };
        let value = attribute(node, "value").and_then(|value| value.t.as_ref());
        let value = match value {
            Some(value) => read(value),
            None => Some(Constant::of_floats(vec![], vec![0.0], false)),
        };
        match value.as_ref().map(|value| &value.data) {
            Some(Data::Floats { values, .. }) if values.len() == 1 => {
                Ok(Constant::of_floats(shape, vec![values[0]; len], false))
            }
            Some(Data::Integers(values)) if values.len() == 1 => {
                Ok(Constant::of_integers(shape, vec![values[0]; len]))
            }
            _ => unknown("of a type that isn't known"),
        }
    }

    fn range(&self, node: &NodeProto) -> Lowered<Constant> {
        let [start, limit, delta] = [0, 1, 2].map(|at| input(node, at));
        let (start, limit, delta) = (start?, limit?, delta?);
        let integer = |name| match self.integers(name)?[..] {
            [one] => Ok(i128::from(one)),
            _ => unknown("of several numbers"),
        };
        if self.integers(start).is_err() {
            let float = |name| match self.floats(name)?[..] {
                [one] => Ok(f64::from(one)),
                _ => unknown("of several numbers"),
            };
            let (start, limit, delta) = (float(start)?, float(limit)?, float(delta)?);
            let count = ((limit - start) / delta).ceil();
            // Not a number, too.
            if !(0.0..=Limits::TENSOR as f64).contains(&count) {
                return unknown("of a strange length");
            }
            let values = (0..count as usize).map(|i| (start + i as f64 * delta) as f32);
            let values: Vec<f32> = values.collect();
            return Ok(Constant::of_floats(vec![values.len()], values, false));
        }
        let (start, limit, delta) = (integer(start)?, integer(limit)?, integer(delta)?);
        if delta == 0 {
            return unknown("of a strange length");
        }
        let way = (limit - start) * delta.signum();
        let step = delta.abs();
        let count = usize::try_from(((way + step - 1) / step).max(0));
        let Ok(count @ ..=Limits::TENSOR) = count else {
            return unknown("of a strange length");
        };
        let values = (0..count as i128).map(|i| (start + i * delta) as i64);
        Ok(Constant::of_integers(vec![count], values.collect()))
    }

    /// Whether `node` computes something from constants alone; then it is computed now.
    fn computed(&mut self, node: &NodeProto) -> Lowered<bool> {
        let names = || node.input.iter().filter(|name| !name.is_empty());
        let constants: Option<Vec<_>> = names().map(|name| self.constant(name)).collect();
        let Some(constants) = constants.filter(|all| !all.is_empty()) else {
            return Ok(false);
        };
        if constants.iter().any(|one| one.integers().is_some())
            && let Some(constant) = self.integer_result(node, &constants)?
        {
            self.result(node, Value::Constant(Rc::new(constant)))?;
            return Ok(true);
        }
        // What looks at its surroundings in the graph would miss them.
        let alone = !matches!(&node.op_type[..], "Conv" | "ConvTranspose" | "GRU" | "LSTM");
        if !alone {
            return Ok(false);
        }
        let mut inner = Lowering::new(self.wiring, self.opset, 1);
        std::mem::swap(&mut inner.limits, &mut self.limits);
        for (name, constant) in names().zip(&constants) {
            let value = Value::Constant(constant.clone());
            inner.values.insert(name.clone(), value);
        }
        let made = inner.run(node);
        std::mem::swap(&mut inner.limits, &mut self.limits);
        let Some(made) = made? else {
            return Ok(false);
        };
        for (name, constant) in made {
            self.set(&name, Value::Constant(Rc::new(constant)))?;
        }
        Ok(true)
    }

    /// The results of `node`, whose operands are all here; `None` where that would take too long.
    fn run(&mut self, node: &NodeProto) -> Lowered<Option<Vec<(String, Constant)>>> {
        self.operator(node)?;
        let mut made = Vec::new();
        for name in &node.output {
            let Some(value) = self.values.get(name).cloned() else {
                continue;
            };
            let shape = value.shape();
            let len = self.limits.take(&shape)?;
            let buffer = self.buffer(Home::Output(made.len()), len);
            let view = View::row_major(&shape);
            self.put(&Tensor { buffer, view }, &value)?;
            made.push((name.clone(), shape));
        }
        let program = self.finish()?;
        if work(&program) > MOST_WORK {
            return Ok(None);
        }
        let native = Native::of(program)?;
        let outputs = made.iter().map(|(_, shape)| elements(shape).unwrap_or(0));
        let mut outputs: Vec<Box<[f32]>> = outputs.map(|len| vec![0.0; len].into()).collect();
        let done = native
            .start()
            .and_then(|mut state| native.step(&mut state, &[], &mut outputs));
        if let Err(why) = done {
            return unknown(why.to_string());
        }
        let constants = made.into_iter().zip(outputs);
        let constants = constants.map(|((name, shape), values)| {
            (name, Constant::of_floats(shape, values.into_vec(), false))
        });
        Ok(Some(constants.collect()))
    }
}

/// Operations in a step of `program`.
fn work(program: &Program) -> usize {
    let turns = |loops: &[Loop]| {
        let sizes: Vec<usize> = loops.iter().map(|one| one.size).collect();
        elements(&sizes).unwrap_or(usize::MAX)
    };
    let steps = program.steps.iter().map(|step| match step {
        Step::Dense(dense) => {
            let inputs = dense.segments.len() * dense.run;
            let sizes = [dense.input.starts.len(), dense.outputs, inputs];
            elements(&sizes).unwrap_or(usize::MAX)
        }
        Step::Map(map) => turns(&map.loops).saturating_mul(map.program.len()),
        Step::Lookup(lookup) => turns(&lookup.loops),
        Step::Contract(contract) => turns(&contract.outer).saturating_mul(turns(&contract.inner)),
    });
    steps.fold(0, usize::saturating_add)
}
