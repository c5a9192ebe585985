//! Networks: one method of one model, run one step at a time.
//!
//! A [`Network`] is an immutable plan, shared by everything that plays the same method; a [`State`]
//! is what one player remembers. Executors stand behind one trait, [`Executor`]: [`Tract`] runs any
//! graph.

mod cache;
mod error;
mod executor;
mod flush;
mod layout;
mod native;
mod tract;

pub use cache::shared;
pub use error::NetworkError;
pub use executor::{Executor, MOST_TOGETHER, MOST_TURNS, Part, State, Turn};
pub use flush::FlushDenormals;
pub(crate) use layout::is_signal;
pub use layout::{Jack, Layout};
pub use native::{Native, Unknown};
pub use tract::Tract;

use crate::descriptors::Descriptor;
use crate::model::Model;
use crate::model_file::manifest::{Kind, Manifest, Method, Port};
use std::sync::Arc;

/// One method of one model, ready to run.
pub struct Network {
    manifest: Manifest,
    name: String,
    layout: Layout,
    attributes: Vec<Descriptor>,
    executor: Box<dyn Executor>,
    /// Why it isn't the native one.
    fallback: Option<Unknown>,
}

impl Network {
    /// Compiles `method` of `model`: natively, or where that doesn't know its graph, with tract.
    /// Takes tens to hundreds of milliseconds.
    ///
    /// # Errors
    /// When there is no such method, the executor cannot run its graph, or the engine cannot serve
    /// its ports.
    pub fn new(model: &Model, method: &str) -> Result<Arc<Network>, NetworkError> {
        let manifest = model.manifest();
        // Before the graph is compiled: these are the quicker and clearer errors.
        check(manifest, method)?;
        let described = &manifest.methods[method];
        let (executor, fallback): (Box<dyn Executor>, _) = match Native::load(model, method)? {
            Ok(native) => (Box::new(native), None),
            Err(why) => {
                let tract = Tract::compile(&model.graph(method)?, described)?;
                (Box::new(tract), Some(why))
            }
        };
        Network::of(manifest.clone(), method, executor, fallback)
    }

    /// A network that the caller runs: `manifest` says what its ports mean.
    ///
    /// # Errors
    /// When there is no such method or the engine cannot serve its ports.
    pub fn with_executor(
        manifest: Manifest,
        method: &str,
        executor: Box<dyn Executor>,
    ) -> Result<Arc<Network>, NetworkError> {
        Network::of(manifest, method, executor, None)
    }

    fn of(
        manifest: Manifest,
        method: &str,
        executor: Box<dyn Executor>,
        fallback: Option<Unknown>,
    ) -> Result<Arc<Network>, NetworkError> {
        let layout = check(&manifest, method)?;
        let attributes = manifest
            .attributes
            .iter()
            .filter_map(|a| Descriptor::from_name(&a.name))
            .collect();
        Ok(Arc::new(Network {
            manifest,
            name: method.into(),
            layout,
            attributes,
            executor,
            fallback,
        }))
    }

    /// The manifest of the model.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The method's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The method's entry in the manifest.
    pub fn method(&self) -> &Method {
        &self.manifest.methods[&self.name]
    }

    /// Its inlets and outlets.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The model's attributes, in the manifest's order.
    pub fn attributes(&self) -> &[Descriptor] {
        &self.attributes
    }

    /// What runs it.
    pub fn executor(&self) -> &dyn Executor {
        &*self.executor
    }

    /// Why [`Network::new`] has fallen back on tract: the operator that isn't known, and its node.
    pub fn fallback(&self) -> Option<&str> {
        self.fallback.as_ref().map(|Unknown(why)| why.as_str())
    }

    /// A state of zeros.
    ///
    /// # Errors
    /// See [`Executor::start`].
    pub fn start(&self) -> Result<State, NetworkError> {
        self.executor.start()
    }

    /// Makes `state` all zeros again.
    ///
    /// # Errors
    /// See [`Executor::reset`].
    pub fn reset(&self, state: &mut State) -> Result<(), NetworkError> {
        self.executor.reset(state)
    }

    /// Buffers for the inputs, zeroed: one a port, `channels × samples` values.
    pub fn input_buffers(&self) -> Vec<Box<[f32]>> {
        buffers(&self.method().inputs)
    }

    /// Buffers for the outputs, zeroed.
    pub fn output_buffers(&self) -> Vec<Box<[f32]>> {
        buffers(&self.method().outputs)
    }

    /// Consumes one step; see [`Executor::step`] for the buffers.
    ///
    /// # Errors
    /// When a buffer is missing or has the wrong length, or the executor fails.
    pub fn step(
        &self,
        state: &mut State,
        inputs: &[Box<[f32]>],
        outputs: &mut [Box<[f32]>],
    ) -> Result<(), NetworkError> {
        self.fit(inputs, outputs)?;
        self.executor.step(state, inputs, outputs)
    }

    /// Consumes steps of several players; see [`Executor::step_together`].
    ///
    /// # Errors
    /// As [`Network::step`], or when they are more than [`MOST_TOGETHER`].
    pub fn step_together(&self, parts: &mut [Part<'_, '_>]) -> Result<(), NetworkError> {
        if parts.len() > MOST_TOGETHER {
            let problem = "more players than go together".into();
            return Err(NetworkError::Step { problem });
        }
        for turn in parts.iter().flat_map(|part| part.turns.iter()) {
            self.fit(turn.inputs, turn.outputs)?;
        }
        self.executor.step_together(parts)
    }

    /// Whether buffers have the shapes of the method's ports.
    fn fit(&self, inputs: &[Box<[f32]>], outputs: &[Box<[f32]>]) -> Result<(), NetworkError> {
        let fits = |ports: &[Port], data: &[Box<[f32]>]| {
            ports.len() == data.len()
                && ports
                    .iter()
                    .zip(data)
                    .all(|(port, data)| port.values() == data.len())
        };
        let method = self.method();
        if fits(&method.inputs, inputs) && fits(&method.outputs, outputs) {
            return Ok(());
        }
        let problem = "its buffers do not have the shapes of its ports".into();
        Err(NetworkError::Step { problem })
    }
}

fn buffers(ports: &[Port]) -> Vec<Box<[f32]>> {
    ports
        .iter()
        .map(|port| vec![0.0; port.values()].into_boxed_slice())
        .collect()
}

/// Checks that the engine can serve a method's ports, and lays them out.
fn check(manifest: &Manifest, name: &str) -> Result<Layout, NetworkError> {
    let layout = Layout::of(manifest, name)?;
    let method = &manifest.methods[name];
    for port in &method.inputs {
        check_port(manifest, method, name, port)?;
    }
    for port in &method.outputs {
        let proposal = matches!(port.kind, Kind::Attribute | Kind::Pitch);
        let answered = proposal && method.input(port.kind).is_some();
        if !is_signal(port.kind) && !answered {
            return Err(misfit(name, port, "this kind cannot be an output".into()));
        }
        check_port(manifest, method, name, port)?;
    }
    for attribute in &manifest.attributes {
        if Descriptor::from_name(&attribute.name).is_none() {
            let known: Vec<_> = Descriptor::ALL.iter().map(|d| d.name()).collect();
            return Err(NetworkError::Attribute {
                name: attribute.name.clone(),
                known: known.join(", "),
            });
        }
    }
    Ok(layout)
}

fn check_port(
    manifest: &Manifest,
    method: &Method,
    name: &str,
    port: &Port,
) -> Result<(), NetworkError> {
    let channels = match port.kind {
        Kind::Attribute => manifest.attributes.len(),
        Kind::Pitch => 2,
        Kind::Excitation | Kind::Temperature => 1,
        Kind::Setting => manifest.setting_channels(),
        Kind::Base => manifest.attributes.len() + 2 * usize::from(manifest.pitch.is_some()),
        Kind::Audio | Kind::Latent | Kind::Control | Kind::Noise | Kind::Draw => port.channels,
    };
    if port.channels != channels {
        let problem = format!("it has {} channels instead of {channels}", port.channels);
        return Err(misfit(name, port, problem));
    }
    if matches!(port.kind, Kind::Pitch | Kind::Excitation) && manifest.pitch.is_none() {
        return Err(misfit(
            name,
            port,
            "the model does not give its pitch range".into(),
        ));
    }
    check_length(method, name, port)
}

fn check_length(method: &Method, name: &str, port: &Port) -> Result<(), NetworkError> {
    let audio_rate = matches!(port.kind, Kind::Audio | Kind::Excitation);
    if audio_rate && port.samples != method.step {
        let problem = format!(
            "it has {} samples in a step of {}",
            port.samples, method.step
        );
        return Err(misfit(name, port, problem));
    }
    if !method.step.is_multiple_of(port.samples) && !matches!(port.kind, Kind::Noise | Kind::Draw) {
        let problem = format!(
            "{} samples do not divide a step of {}",
            port.samples, method.step
        );
        return Err(misfit(name, port, problem));
    }
    Ok(())
}

fn misfit(method: &str, port: &Port, problem: String) -> NetworkError {
    NetworkError::Port {
        method: method.into(),
        port: port.name.clone(),
        problem,
    }
}
