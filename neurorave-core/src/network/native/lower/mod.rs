//! An ONNX graph to a flat program.
//!
//! Reshaping, transposing, slicing and regular gathering only change views. What a stream's past is
//! joined to becomes a [`History`]: the convolution's input is written where its past lies already.
//! Arithmetic on elements is put off until somebody needs its result in memory, so that chains of
//! it are one step; what follows a convolution becomes a part of it.

mod dense;
mod elementwise;
mod fold;
mod shape;
mod stream;
mod transposed;

use super::expr::{Instruction, Op, Operand};
use super::loops::nest;
use super::onnx::{Attributes, Constant, Wiring};
use super::program::{Buffer, Home, MOST_VIEWS, Map, Program, Step, Tensor};
use super::view::View;
use crate::model_file::manifest::{Method, Port};
use std::collections::HashMap;
use std::rc::Rc;
use tract_onnx::pb::{ModelProto, NodeProto};

/// Why a graph stays with the other executor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown(pub String);

/// What a name in the graph stands for.
#[derive(Clone)]
enum Value {
    /// Elements in memory.
    Tensor(Tensor),
    /// Elements that are computed where they are needed.
    Later(Rc<Later>),
    /// Numbers in the file.
    Constant(Rc<Constant>),
}

/// Arithmetic that is put off.
#[derive(Clone)]
struct Later {
    shape: Vec<usize>,
    program: Vec<Instruction>,
    /// What it reads, of that shape.
    elements: Vec<Tensor>,
}

/// Lowers `model` for `method`, for up to `turns` at once; `half` weights stay so. `stored` are those of its initialisers that
/// aren't in it.
///
/// # Errors
/// The operator or shape that isn't known.
pub fn lower(
    model: &ModelProto,
    stored: &HashMap<String, Constant>,
    method: &Method,
    turns: usize,
) -> Result<Program, Unknown> {
    let graph = model
        .graph
        .as_ref()
        .ok_or_else(|| Unknown("no graph".into()))?;
    let mut lowering = Lowering {
        wiring: Wiring::new(graph),
        values: HashMap::new(),
        program: Program {
            buffers: Vec::new(),
            steps: Vec::new(),
            turns,
        },
        made_by: HashMap::new(),
        states: HashMap::new(),
        streams: Vec::new(),
        done: Vec::new(),
    };
    for tensor in &graph.initializer {
        let elsewhere = stored.get(&tensor.name).cloned();
        let Some(constant) = elsewhere.or_else(|| Constant::read(tensor)) else {
            return Err(Unknown(format!("weights of type {}", tensor.data_type)));
        };
        lowering.set(&tensor.name, Value::Constant(Rc::new(constant)));
    }
    for (index, port) in method.inputs.iter().enumerate() {
        let buffer = lowering.buffer(Home::Input(index), port.values());
        let view = View::row_major(&port.shape());
        lowering.set(&port.name, Value::Tensor(Tensor { buffer, view }));
    }
    for pair in &method.states {
        lowering.states.insert(pair.input.clone(), pair.clone());
    }
    for node in &graph.node {
        lowering
            .node(node)
            .map_err(|Unknown(why)| Unknown(format!("{} ({}): {why}", node.op_type, node.name)))?;
    }
    lowering.outputs(&method.outputs)?;
    lowering.successors()?;
    Ok(lowering.program)
}

struct Lowering<'a> {
    wiring: Wiring<'a>,
    values: HashMap<String, Value>,
    program: Program,
    /// The dense step that writes a buffer, by buffer.
    made_by: HashMap<usize, usize>,
    /// States that nobody has asked for yet, or that are kept whole, by the name of their input.
    states: HashMap<String, crate::model_file::manifest::StatePair>,
    /// Outputs that histories keep.
    streams: Vec<String>,
    /// Tensors that another operator has taken care of.
    done: Vec<String>,
}

type Lowered<T> = Result<T, Unknown>;

fn unknown<T>(why: impl Into<String>) -> Lowered<T> {
    Err(Unknown(why.into()))
}

impl Lowering<'_> {
    fn node(&mut self, node: &NodeProto) -> Lowered<()> {
        let attributes = Attributes(node);
        if self.is_done(node) {
            return Ok(());
        }
        match node.op_type.as_str() {
            "Conv" => self.conv(node, &attributes),
            "ConvTranspose" => self.conv_transpose(node, &attributes),
            "MatMul" => self.matmul(node),
            "Reshape" | "Unsqueeze" | "Squeeze" | "Flatten" => self.reshape(node, &attributes),
            "Transpose" => self.transpose(node, &attributes),
            "Slice" => self.slice(node),
            "Gather" => self.gather(node, &attributes),
            "Concat" => self.concat(node, &attributes),
            "ReduceSum" | "ReduceMean" | "ReduceMax" | "ReduceMin" => self.fold(node, &attributes),
            "Cast" | "Identity" => self.same(node),
            _ => self.elementwise(node, &attributes),
        }
    }

    /// Whether what `node` makes is made already, or goes into what is.
    fn is_done(&self, node: &NodeProto) -> bool {
        let name = &node.output[0];
        let part = |name: &String| self.done.contains(name);
        let leads = || {
            self.wiring
                .only_reader(name)
                .is_some_and(|next| part(&next.output[0]))
        };
        let comes = || matches!(&node.op_type[..], "Slice" | "Identity") && part(&node.input[0]);
        part(name) || leads() || comes()
    }

    fn set(&mut self, name: &str, value: Value) {
        self.values.insert(name.to_owned(), value);
    }

    /// What `name` stands for; a state that is asked for as such becomes memory.
    fn value(&mut self, name: &str) -> Lowered<Value> {
        if let Some(value) = self.values.get(name) {
            return Ok(value.clone());
        }
        let Some(pair) = self.states.get(name) else {
            return unknown(format!("nothing makes {name}"));
        };
        let shape = pair.shape.clone();
        let buffer = self.buffer(Home::Memory, shape.iter().product());
        let value = Value::Tensor(Tensor {
            buffer,
            view: View::row_major(&shape),
        });
        self.set(name, value.clone());
        Ok(value)
    }

    /// The elements that `name` stands for, in memory.
    fn tensor(&mut self, name: &str) -> Lowered<Tensor> {
        match self.value(name)? {
            Value::Tensor(tensor) => Ok(tensor),
            Value::Later(later) => {
                let tensor = self.compute(&later)?;
                self.set(name, Value::Tensor(tensor.clone()));
                Ok(tensor)
            }
            Value::Constant(constant) => {
                let Some(values) = constant.floats() else {
                    return unknown(format!("integers {name} among numbers"));
                };
                let buffer = self.buffer(Home::Constant(values.to_vec()), values.len());
                let view = View::row_major(&constant.shape);
                let tensor = Tensor { buffer, view };
                self.set(name, Value::Tensor(tensor.clone()));
                Ok(tensor)
            }
        }
    }

    /// Numbers in the file.
    fn constant(&self, name: &str) -> Option<Rc<Constant>> {
        match self.values.get(name)? {
            Value::Constant(constant) => Some(constant.clone()),
            _ => None,
        }
    }

    fn integers(&self, name: &str) -> Lowered<Vec<i64>> {
        let constant = self.constant(name);
        let found = constant.as_ref().and_then(|c| c.integers());
        found.map_or_else(
            || unknown(format!("{name} isn't fixed")),
            |i| Ok(i.to_vec()),
        )
    }

    fn shape(&mut self, name: &str) -> Lowered<Vec<usize>> {
        Ok(match self.value(name)? {
            Value::Tensor(tensor) => tensor.view.shape(),
            Value::Later(later) => later.shape.clone(),
            Value::Constant(constant) => constant.shape.clone(),
        })
    }

    fn buffer(&mut self, home: Home, len: usize) -> usize {
        self.program.buffers.push(Buffer { home, len });
        self.program.buffers.len() - 1
    }

    /// A new tensor whose axes lie as `order` says, outermost first.
    fn scratch(&mut self, shape: &[usize], order: &[usize]) -> Tensor {
        let buffer = self.buffer(Home::Scratch, shape.iter().product());
        Tensor {
            buffer,
            view: View::dense(shape, order),
        }
    }

    /// The sizes and order of axes that a new tensor of `shape` gets: time outside channels.
    fn stream_order(shape: &[usize]) -> Vec<usize> {
        match shape.len() {
            3 => vec![0, 2, 1],
            rank => (0..rank).collect(),
        }
    }

    /// Puts off arithmetic's results no longer.
    fn compute(&mut self, later: &Later) -> Lowered<Tensor> {
        let leader = later.elements.iter().max_by_key(|t| spread(&t.view));
        let order = match leader {
            Some(leader) => order_of(&leader.view),
            None => Self::stream_order(&later.shape),
        };
        let result = self.scratch(&later.shape, &order);
        self.map(&result, later)?;
        Ok(result)
    }

    /// Puts arithmetic's results into `to`.
    fn map(&mut self, to: &Tensor, later: &Later) -> Lowered<()> {
        if later.elements.len() + 1 > MOST_VIEWS {
            return unknown("too many operands at once");
        }
        let tensors: Vec<&Tensor> = std::iter::once(to).chain(&later.elements).collect();
        let views: Vec<&View> = tensors.iter().map(|tensor| &tensor.view).collect();
        let Some(loops) = nest(&views) else {
            return unknown("its operands' axes are divided in ways that don't fit");
        };
        let step = Map {
            buffers: tensors.iter().map(|tensor| tensor.buffer).collect(),
            offsets: views.iter().map(|view| view.offset).collect(),
            loops,
            program: later.program.clone(),
        };
        self.program.steps.push(Step::Map(step));
        Ok(())
    }

    /// Copies elements.
    fn copy(&mut self, to: &Tensor, from: &Tensor) -> Lowered<()> {
        let same = Instruction {
            op: Op::Same,
            operands: [Operand::Element(0), Operand::Constant(0.0)],
        };
        let later = Later {
            shape: from.view.shape(),
            program: vec![same],
            elements: vec![from.clone()],
        };
        self.map(to, &later)
    }

    /// A copy in a layout that the caller likes better.
    fn copied(&mut self, from: &Tensor, order: &[usize]) -> Lowered<Tensor> {
        let to = self.scratch(&from.view.shape(), order);
        self.copy(&to, from)?;
        Ok(to)
    }

    fn outputs(&mut self, ports: &[Port]) -> Lowered<()> {
        for (index, port) in ports.iter().enumerate() {
            let from = self.tensor(&port.name)?;
            let buffer = self.buffer(Home::Output(index), port.values());
            let view = View::row_major(&port.shape());
            if from.view.shape() != port.shape() {
                return unknown(format!("output {} has another shape", port.name));
            }
            self.copy(&Tensor { buffer, view }, &from)?;
        }
        Ok(())
    }

    /// What states that are kept whole become.
    fn successors(&mut self) -> Lowered<()> {
        let mut pairs: Vec<_> = self.states.values().cloned().collect();
        pairs.retain(|pair| !self.streams.contains(&pair.output));
        let mut moves = Vec::new();
        for pair in &pairs {
            let Some(Value::Tensor(to)) = self.values.get(&pair.input).cloned() else {
                // Nobody reads it.
                continue;
            };
            let from = self.tensor(&pair.output)?;
            if from.view.shape() != pair.shape {
                return unknown(format!("state {} has another shape", pair.output));
            }
            // Aside first: what is written for one state may be what another reads.
            let order: Vec<usize> = (0..pair.shape.len()).collect();
            moves.push((to, self.copied(&from, &order)?));
        }
        for (to, from) in moves {
            self.copy(&to, &from)?;
        }
        Ok(())
    }
}

/// Places that a view goes over, repeated ones counted once.
fn spread(view: &View) -> usize {
    let parts = view.axes.iter().flatten();
    parts
        .filter(|part| part.stride != 0)
        .map(|part| part.size)
        .product()
}

/// The axes of a view, the one that takes the longest strides first.
fn order_of(view: &View) -> Vec<usize> {
    let mut order: Vec<usize> = (0..view.axes.len()).collect();
    let longest = |axis: &usize| view.axes[*axis].iter().map(|part| part.stride.abs()).max();
    order.sort_by_key(|axis| std::cmp::Reverse(longest(axis)));
    order
}
