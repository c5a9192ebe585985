//! What a model says of itself, without following its program.

use super::thread::on_a_stack;
use super::{ImportError, USUAL_RATE, channels, step_of};
use crate::archive::Archive;
use crate::emit;
use crate::load::Loaded;
use crate::nn;
use nrave_model::model_file::manifest::{self, FORMAT, Manifest};
use nrave_model::model_file::source::Source;
use std::sync::Arc;

/// What can be told about a model without following its program: methods and their signals.
///
/// # Errors
/// When the file is damaged, or holds no model of the `nn~` kind.
pub fn preview(file: &str, name: &str, source: Arc<dyn Source>) -> Result<Manifest, ImportError> {
    on_a_stack(file, || look(file, name, source))
}

fn look(file: &str, name: &str, source: Arc<dyn Source>) -> Result<Manifest, ImportError> {
    let loaded = Loaded::read(Archive::open(file, source)?)?;
    let told = |stop| ImportError::program(file, stop);
    let (mut machine, model) = loaded.machine().map_err(told)?;
    let methods = nn::methods(&mut machine, model).map_err(told)?;
    let step = step_of(&methods);
    let described = methods.iter().map(|method| {
        let port = |name: &str, signal| emit::signal(name, signal, &method.name, step);
        let described = manifest::Method {
            graph: format!("{}.onnx", method.name),
            step,
            delay: 0,
            inputs: vec![port("in", &method.input)],
            outputs: vec![port("out", &method.output)],
            states: Vec::new(),
        };
        (method.name.clone(), described)
    });
    Ok(Manifest {
        format: FORMAT,
        name: name.to_owned(),
        sample_rate: nn::sample_rate(&mut machine, model).unwrap_or(USUAL_RATE),
        channels: channels(&methods),
        methods: described.collect(),
        attributes: Vec::new(),
        settings: Vec::new(),
        pitch: None,
        latent: None,
    })
}
