//! Operations as ONNX has them.

use super::Writer;
use crate::run::Stop;
use crate::trace::{Binary, Constant, Convolution, Id, Op, Real, Recurrent, Reduction, Unary};
use nrave_model::graph::{Attr, Value};

/// ONNX's number for truth values, and for floats.
const BOOL: i64 = 9;
const FLOAT: i64 = 1;
const INT64: i64 = 7;
/// Most rows of a batch, which are convolved one after another.
const MOST_BATCH: usize = 256;
/// Most rows of a table in which entries are found by arithmetic.
const MOST_ROWS: usize = 4096;

impl Writer<'_> {
    /// Writes the operation that makes a tensor.
    pub(super) fn node(&mut self, id: Id) -> Result<(), Stop> {
        let step = self.step;
        let node = step.trace.node(id);
        let inputs = node.inputs.as_slice();
        let shape = &node.shape;
        let value = match &node.op {
            Op::Constant(_) | Op::Input(_) | Op::State(_) | Op::Draw(..) => return Ok(()),
            Op::Unary(op) => {
                let x = self.operand(inputs[0])?;
                self.unary(*op, &x)
            }
            Op::Binary(op) => self.binary(id, *op, inputs)?,
            Op::Where => {
                let condition = self.condition(inputs[0])?;
                let (a, b) = (self.operand(inputs[1])?, self.operand(inputs[2])?);
                self.graph.op("Where", &[&condition, &a, &b], &[])
            }
            Op::Concat(axis) => {
                let parts = inputs.iter().map(|&part| self.value(part));
                let parts: Vec<Value> = parts.collect::<Result<_, _>>()?;
                let parts: Vec<&Value> = parts.iter().collect();
                self.graph.concat(&parts, *axis as i64)
            }
            &Op::Slice { axis, start, step } => {
                let x = self.value(inputs[0])?;
                let end = start + (shape[axis].max(1) - 1) * step + 1;
                match step {
                    1 => self.graph.slice(&x, axis as i64, start, end),
                    _ => {
                        let [from, to, axis, step] =
                            [start, end, axis, step].map(|n| self.graph.ints(&[n as i64]));
                        self.graph.op("Slice", &[&x, &from, &to, &axis, &step], &[])
                    }
                }
            }
            Op::Flip(axis) => {
                let x = self.value(inputs[0])?;
                self.pay(shape[*axis], 2 * size_of::<i64>())?;
                let back: Vec<i64> = (0..shape[*axis] as i64).rev().collect();
                self.graph.gather(&x, *axis as i64, &back)
            }
            Op::Reshape => {
                let x = self.value(inputs[0])?;
                self.reshaped(&x, step.trace.shape(inputs[0]), shape)
            }
            Op::Transpose(perm) => {
                let x = self.value(inputs[0])?;
                let perm: Vec<i64> = perm.iter().map(|&axis| axis as i64).collect();
                self.graph.transpose(&x, &perm)
            }
            Op::Expand => {
                let x = self.value(inputs[0])?;
                let lengths: Vec<i64> = shape.iter().map(|&n| n as i64).collect();
                let lengths = self.graph.ints(&lengths);
                self.graph.op("Expand", &[&x, &lengths], &[])
            }
            Op::Gather(axis) => self.gather(inputs, *axis)?,
            Op::Scatter(axis) => self.scatter(inputs, *axis)?,
            Op::Reduce(reduction, axes) => {
                let x = self.value(inputs[0])?;
                self.reduce(*reduction, &x, axes)
            }
            Op::ArgMax(axis) => self.argmax(inputs[0], *axis)?,
            Op::CumSum(axis) => {
                let x = self.value(inputs[0])?;
                let axis = self.graph.ints(&[*axis as i64]);
                let axis = self.graph.reshape(&axis, &[]);
                self.graph.op("CumSum", &[&x, &axis], &[])
            }
            Op::MatMul => {
                let (a, b) = (self.weight(inputs[0])?, self.weight(inputs[1])?);
                self.graph.matmul(&a, &b)
            }
            Op::Convolve(convolution) => self.convolve("Conv", inputs, convolution)?,
            Op::Deconvolve(convolution) => self.convolve("ConvTranspose", inputs, convolution)?,
            Op::Recur(kind) => return self.recur(id, *kind, inputs),
            Op::Last(which) => {
                let ends = self.ends.get(&inputs[0]).and_then(|ends| ends.get(*which));
                let missing = || Stop::new("a recurrent layer has no such state");
                ends.cloned().ok_or_else(missing)?
            }
        };
        self.values.insert(id, value);
        Ok(())
    }

    fn number(&mut self, x: f32) -> Value {
        self.graph.constant(&[], &[x])
    }

    fn cast(&mut self, x: &Value, to: i64) -> Value {
        self.graph.op("Cast", &[x], &[("to", Attr::Int(to))])
    }

    /// A truth value as ONNX has it.
    fn condition(&mut self, id: Id) -> Result<Value, Stop> {
        if let Some(condition) = self.conditions.get(&id) {
            return Ok(condition.clone());
        }
        let x = self.operand(id)?;
        let condition = self.cast(&x, BOOL);
        self.conditions.insert(id, condition.clone());
        Ok(condition)
    }

    fn unary(&mut self, op: Unary, x: &Value) -> Value {
        let g = &mut self.graph;
        let plain = match op {
            Unary::Neg => "Neg",
            Unary::Abs => "Abs",
            Unary::Sign => "Sign",
            Unary::Exp => "Exp",
            Unary::Log => "Log",
            Unary::Sqrt => "Sqrt",
            Unary::Reciprocal => "Reciprocal",
            Unary::Sin => "Sin",
            Unary::Cos => "Cos",
            Unary::Tan => "Tan",
            Unary::Atan => return self.atan(x),
            Unary::Tanh => "Tanh",
            Unary::Sigmoid => "Sigmoid",
            Unary::Softplus => "Softplus",
            Unary::Erf => "Erf",
            Unary::Floor => "Floor",
            Unary::Ceil => "Ceil",
            Unary::Round => "Round",
            Unary::Relu => "Relu",
            Unary::Leaky(Real(slope)) => {
                return g.op("LeakyRelu", &[x], &[("alpha", Attr::Float(slope as f32))]);
            }
            Unary::Elu(Real(alpha)) => {
                return g.op("Elu", &[x], &[("alpha", Attr::Float(alpha as f32))]);
            }
            Unary::Truncate => {
                let (sign, size) = (g.op("Sign", &[x], &[]), g.abs(x));
                let whole = g.op("Floor", &[&size], &[]);
                return g.mul(&sign, &whole);
            }
            Unary::Not | Unary::Truth => {
                let zero = g.constant(&[], &[0.0]);
                let is_zero = g.op("Equal", &[x, &zero], &[]);
                let is_zero = g.op("Cast", &[&is_zero], &[("to", Attr::Int(FLOAT))]);
                if op == Unary::Not {
                    return is_zero;
                }
                let one = g.constant(&[], &[1.0]);
                return g.sub(&one, &is_zero);
            }
        };
        g.op(plain, &[x], &[])
    }

    /// Abramowitz and Stegun 4.4.49, right to 2e-8 up to 1, and beyond by the angle that is left to a
    /// right one.
    fn atan(&mut self, x: &Value) -> Value {
        const FACTORS: [f32; 9] = [
            0.002_866_225_7,
            -0.016_165_737,
            0.042_909_614,
            -0.075_289_64,
            0.106_562_64,
            -0.142_089,
            0.199_935_51,
            -0.333_331_45,
            1.0,
        ];
        let g = &mut self.graph;
        let (one, size) = (g.constant(&[], &[1.0]), g.abs(x));
        let least = g.op("Min", &[&size, &one], &[]);
        let most = g.op("Max", &[&size, &one], &[]);
        let t = g.div(&least, &most);
        let square = g.mul(&t, &t);
        let mut sum = g.constant(&[], &FACTORS[..1]);
        for factor in &FACTORS[1..] {
            let factor = g.constant(&[], &[*factor]);
            let product = g.mul(&sum, &square);
            sum = g.add(&product, &factor);
        }
        let angle = g.mul(&sum, &t);
        let right = g.constant(&[], &[std::f32::consts::FRAC_PI_2]);
        let rest = g.sub(&right, &angle);
        let steep = g.op("Greater", &[&size, &one], &[]);
        let angle = g.op("Where", &[&steep, &rest, &angle], &[]);
        let sign = g.op("Sign", &[x], &[]);
        g.mul(&angle, &sign)
    }

    fn binary(&mut self, id: Id, op: Binary, inputs: &[Id]) -> Result<Value, Stop> {
        let (a, b) = (self.operand(inputs[0])?, self.operand(inputs[1])?);
        let g = &mut self.graph;
        let plain = match op {
            Binary::Add => "Add",
            Binary::Sub => "Sub",
            Binary::Mul => "Mul",
            Binary::Div => "Div",
            Binary::Pow => "Pow",
            Binary::Min => "Min",
            Binary::Max => "Max",
            Binary::Mod => {
                let ratio = g.div(&a, &b);
                let whole = g.op("Floor", &[&ratio], &[]);
                let whole = g.mul(&b, &whole);
                return Ok(g.sub(&a, &whole));
            }
            Binary::Equal | Binary::Less | Binary::LessEqual => {
                let name = match op {
                    Binary::Equal => "Equal",
                    Binary::Less => "Less",
                    _ => "LessOrEqual",
                };
                let condition = g.op(name, &[&a, &b], &[]);
                let value = self.cast(&condition, FLOAT);
                self.conditions.insert(id, condition);
                return Ok(value);
            }
            Binary::And | Binary::Or => {
                let mut truth = |id: Id, x: &Value| match self.step.trace.dtype(id) {
                    crate::trace::Dtype::Bool => x.clone(),
                    _ => self.unary(Unary::Truth, x),
                };
                let (a, b) = (truth(inputs[0], &a), truth(inputs[1], &b));
                return Ok(match op {
                    Binary::And => self.graph.mul(&a, &b),
                    _ => self.graph.op("Max", &[&a, &b], &[]),
                });
            }
        };
        Ok(g.op(plain, &[&a, &b], &[]))
    }

    fn reduce(&mut self, reduction: Reduction, x: &Value, axes: &[usize]) -> Value {
        let name = match reduction {
            Reduction::Sum => "ReduceSum",
            Reduction::Mean => "ReduceMean",
            Reduction::Max => "ReduceMax",
            Reduction::Min => "ReduceMin",
            Reduction::Prod => "ReduceProd",
        };
        let axes: Vec<i64> = axes.iter().map(|&axis| axis as i64).collect();
        let keep = ("keepdims", Attr::Int(1));
        match reduction {
            // An input in this operator set, an attribute of the others.
            Reduction::Sum => {
                let axes = self.graph.ints(&axes);
                self.graph.op(name, &[x, &axes], &[keep])
            }
            _ => self
                .graph
                .op(name, &[x], &[("axes", Attr::Ints(axes)), keep]),
        }
    }

    /// The first place along an axis where the largest value is.
    fn argmax(&mut self, x: Id, axis: usize) -> Result<Value, Stop> {
        let shape = self.step.trace.shape(x).to_vec();
        let x = self.value(x)?;
        let most = self.reduce(Reduction::Max, &x, &[axis]);
        let below = self.graph.op("Less", &[&x, &most], &[]);
        let mut along = vec![1; shape.len()];
        along[axis] = shape[axis];
        self.pay(shape[axis], size_of::<f32>())?;
        let places: Vec<f32> = (0..shape[axis]).map(|i| i as f32).collect();
        let places = self.graph.constant(&along, &places);
        let beyond = self.number(shape[axis] as f32);
        let candidates = self.graph.op("Where", &[&below, &beyond, &places], &[]);
        Ok(self.reduce(Reduction::Min, &candidates, &[axis]))
    }

    /// Entries at indices. Those of a table are found by arithmetic: 1 at the index, 0 elsewhere, times
    /// the table.
    fn gather(&mut self, inputs: &[Id], axis: usize) -> Result<Value, Stop> {
        let trace = &self.step.trace;
        let (of_table, of_indices) = (
            trace.shape(inputs[0]).to_vec(),
            trace.shape(inputs[1]).to_vec(),
        );
        if let Some(indices) = trace.values(inputs[1])? {
            self.pay(indices.len(), 2 * size_of::<i64>())?;
            let length = of_table[axis] as f64;
            if !indices.iter().all(|i| (-length..length).contains(i)) {
                return Err(Stop::new("an index leads out of its tensor"));
            }
            let x = self.value(inputs[0])?;
            let flat: Vec<i64> = indices.into_iter().map(|i| i as i64).collect();
            let y = self.graph.gather(&x, axis as i64, &flat);
            let mut shape = of_table[..axis].to_vec();
            shape.extend(&of_indices);
            shape.extend(&of_table[axis + 1..]);
            let mut own = of_table.clone();
            own[axis] = flat.len();
            return Ok(self.reshaped(&y, &own, &shape));
        }
        if axis == 0 && of_table.len() == 2 && of_table[0] <= MOST_ROWS {
            let table = self.weight(inputs[0])?;
            let indices = self.value(inputs[1])?;
            let mut open = of_indices.clone();
            open.push(1);
            let indices = self.reshaped(&indices, &of_indices, &open);
            let rows: Vec<f32> = (0..of_table[0]).map(|i| i as f32).collect();
            let rows = self.graph.constant(&[of_table[0]], &rows);
            let here = self.graph.op("Equal", &[&indices, &rows], &[]);
            let here = self.cast(&here, FLOAT);
            return Ok(self.graph.matmul(&here, &table));
        }
        let (x, indices) = (self.value(inputs[0])?, self.value(inputs[1])?);
        let indices = self.cast(&indices, INT64);
        let axis = ("axis", Attr::Int(axis as i64));
        Ok(self.graph.op("Gather", &[&x, &indices], &[axis]))
    }

    /// ONNX wants an index for each value.
    fn scatter(&mut self, inputs: &[Id], axis: usize) -> Result<Value, Stop> {
        let shape = self.step.trace.shape(inputs[2]).to_vec();
        let (x, indices) = (self.value(inputs[0])?, self.value(inputs[1])?);
        let values = self.value(inputs[2])?;
        let mut along = vec![1; shape.len()];
        along[axis] = shape[axis];
        let indices = self.graph.reshape(&indices, &along);
        let lengths: Vec<i64> = shape.iter().map(|&n| n as i64).collect();
        let lengths = self.graph.ints(&lengths);
        let indices = self.graph.op("Expand", &[&indices, &lengths], &[]);
        let indices = self.cast(&indices, INT64);
        let axis = ("axis", Attr::Int(axis as i64));
        let all = [&x, &indices, &values];
        Ok(self.graph.op("ScatterElements", &all, &[axis]))
    }

    /// A convolution; rows of a batch one after another.
    fn convolve(
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
    fn recur(&mut self, id: Id, kind: Recurrent, inputs: &[Id]) -> Result<(), Stop> {
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
