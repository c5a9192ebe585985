//! The executor that runs any graph: tract.
//!
//! It allocates while it runs, so it belongs on a worker thread. States are moved: the tensors that
//! come out of one step go into the next without a copy.

use super::{Executor, NetworkError, State};
use crate::model_file::manifest::{Method, Port};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tract_onnx::prelude::*;
use tract_onnx::tract_core::internal::{TypedSimplePlan, TypedSimpleState, bail};
use tract_onnx::tract_hir::internal::Framework;

/// A graph optimised and ready to run.
pub struct Tract {
    plan: Arc<TypedSimplePlan>,
    inputs: Vec<[usize; 3]>,
    outputs: Vec<[usize; 3]>,
    /// What states are at first.
    states: Vec<Tensor>,
}

struct Running {
    session: TypedSimpleState,
    /// One per state pair: what the last step put out.
    tensors: Vec<TValue>,
}

impl Tract {
    /// Compiles `graph`. Takes tens to hundreds of milliseconds.
    ///
    /// # Errors
    /// When tract does not know an operator, cannot fix a shape, or finds a tensor that is not what
    /// the manifest says.
    pub fn compile(
        graph: &tract_onnx::pb::ModelProto,
        method: &Method,
    ) -> Result<Tract, NetworkError> {
        guarded(|| {
            let (graph, states) = without_defaults(graph, method)?;
            Ok((plan(&graph, method)?, states))
        })
        .map(|(plan, states)| Tract {
            plan,
            inputs: method.inputs.iter().map(Port::shape).collect(),
            outputs: method.outputs.iter().map(Port::shape).collect(),
            states,
        })
        .map_err(|problem| NetworkError::Graph {
            graph: method.graph.clone(),
            problem,
        })
    }
}

impl Executor for Tract {
    fn name(&self) -> &'static str {
        "tract"
    }

    fn start(&self) -> Result<State, NetworkError> {
        let start = || {
            Ok(State::new(Running {
                session: self.plan.spawn()?,
                tensors: self
                    .states
                    .iter()
                    .map(|s| s.clone().into_tvalue())
                    .collect(),
            }))
        };
        guarded(start).map_err(|problem| NetworkError::Step { problem })
    }

    fn step(
        &self,
        state: &mut State,
        inputs: &[Box<[f32]>],
        outputs: &mut [Box<[f32]>],
    ) -> Result<(), NetworkError> {
        let Some(running) = state.get_mut::<Running>() else {
            return Err(NetworkError::Step {
                problem: "a state of another executor".into(),
            });
        };
        guarded(|| self.run(running, inputs, outputs))
            .map_err(|problem| NetworkError::Step { problem })
    }

    fn is_real_time_safe(&self) -> bool {
        false
    }
}

impl Tract {
    fn run(
        &self,
        running: &mut Running,
        inputs: &[Box<[f32]>],
        outputs: &mut [Box<[f32]>],
    ) -> TractResult<()> {
        let mut values = TVec::with_capacity(inputs.len() + running.tensors.len());
        for (shape, data) in self.inputs.iter().zip(inputs) {
            values.push(Tensor::from_shape(shape, data)?.into_tvalue());
        }
        values.extend(running.tensors.drain(..));
        let mut results = running.session.run(values)?;
        running.tensors.extend(results.drain(self.outputs.len()..));
        for (result, out) in results.iter().zip(outputs) {
            out.copy_from_slice(result.try_as_plain_ram()?.as_slice::<f32>()?);
        }
        Ok(())
    }
}

/// The graph without what its states are at first, and that: zeros where nothing is said. tract would
/// take an input with a default for a constant.
fn without_defaults(
    graph: &tract_onnx::pb::ModelProto,
    method: &Method,
) -> TractResult<(tract_onnx::pb::ModelProto, Vec<Tensor>)> {
    let mut graph = graph.clone();
    let mut states = Vec::new();
    for state in &method.states {
        states.push(Tensor::zero::<f32>(&state.shape)?);
    }
    let Some(own) = &mut graph.graph else {
        return Ok((graph, states));
    };
    for (state, tensor) in method.states.iter().zip(&mut states) {
        let place = own.initializer.iter().position(|t| t.name == state.input);
        if let Some(place) = place {
            let default = own.initializer.swap_remove(place);
            let bytes = default.raw_data.chunks_exact(4);
            let mut values: Vec<f32> = bytes
                .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
                .collect();
            values.extend(&default.float_data);
            *tensor = Tensor::from_shape(&state.shape, &values)?;
        }
    }
    Ok((graph, states))
}

fn plan(graph: &tract_onnx::pb::ModelProto, method: &Method) -> TractResult<Arc<TypedSimplePlan>> {
    let inputs = method
        .inputs
        .iter()
        .map(|p| (p.name.as_str(), p.shape().to_vec()));
    let inputs = inputs.chain(
        method
            .states
            .iter()
            .map(|s| (s.input.as_str(), s.shape.clone())),
    );
    let inputs: Vec<_> = inputs.collect();
    let outputs = method
        .outputs
        .iter()
        .map(|p| (p.name.as_str(), p.shape().to_vec()));
    let outputs = outputs.chain(
        method
            .states
            .iter()
            .map(|s| (s.output.as_str(), s.shape.clone())),
    );
    let outputs: Vec<_> = outputs.collect();

    let mut model = tract_onnx::onnx().model_for_proto_model(graph)?;
    model.set_input_names(inputs.iter().map(|(name, _)| name))?;
    model.select_outputs_by_name(outputs.iter().map(|(name, _)| name))?;
    for (i, (_, shape)) in inputs.iter().enumerate() {
        model.set_input_fact(i, f32::fact(shape.as_slice()).into())?;
    }
    let model = model.into_optimized()?;
    for (i, (name, shape)) in outputs.iter().enumerate() {
        let fact = model.output_fact(i)?;
        let found = fact.shape.as_concrete();
        if fact.datum_type != f32::datum_type() || found != Some(shape.as_slice()) {
            bail!("output \"{name}\" is {fact:?} where the manifest says f32 {shape:?}");
        }
    }
    model.into_runnable()
}

/// Runs `work`, with errors and panics of the executor turned into text.
fn guarded<T>(work: impl FnOnce() -> TractResult<T>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(format!("{error:#}")),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            Err(format!("tract panicked: {}", text.unwrap_or_default()))
        }
    }
}
