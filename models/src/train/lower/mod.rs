//! Trained weights to the streaming ONNX graphs of a model file.
//!
//! Graphs are channel-major, `[1, channels, time]`; every convolution keeps its own past in a
//! state, so a graph made for `frames` latent frames a step gives the same stream as any other.

mod fader;
mod layers;
mod rave;

use super::TrainError;
use super::network::{Geometry, Network, Shape};
use super::pqmf::Pqmf;
use neurorave_core::graph::{Graph, GraphBuilder, Value, WeightFormat};
use neurorave_core::model_file::manifest::{
    AttributeSpec, FORMAT, Kind, LatentSpec, Manifest, Method, PitchSpec, Port,
};
use std::collections::BTreeMap;

/// What goes into a model file beside the weights.
pub struct Description {
    /// Shown to people.
    pub name: String,
    /// Sample rate.
    pub rate: u32,
    /// The knobs, as trained.
    pub attributes: Vec<AttributeSpec>,
    /// Range of the pitch, where the network has one.
    pub pitch: Option<PitchSpec>,
    /// Statistics of the latents.
    pub latent: LatentSpec,
    /// Markdown.
    pub card: String,
}

impl Description {
    /// Of a network of `shape` that nobody has trained: its pitch goes as far as that of a trained one
    /// may, its latents have mean 0 and deviation 1, and the card is empty.
    pub fn untrained(
        name: &str,
        rate: u32,
        attributes: Vec<AttributeSpec>,
        shape: &Shape,
    ) -> Description {
        let latents = shape.geometry().latents;
        Description {
            name: name.to_owned(),
            rate,
            attributes,
            pitch: shape.pitch().then_some(PitchSpec {
                min_hz: 32.0,
                max_hz: 3000.0,
            }),
            latent: LatentSpec {
                mean: vec![0.0; latents],
                std: vec![1.0; latents],
                fidelity: Vec::new(),
                posterior_std: Vec::new(),
            },
            card: String::new(),
        }
    }
}

/// The bytes of a `.nrave` file whose steps are `frames` latent frames long.
pub fn model_file(
    network: &Network,
    description: &Description,
    frames: usize,
    weights: WeightFormat,
) -> Result<Vec<u8>, TrainError> {
    let lowering = Lowering {
        network,
        description,
        frames,
        weights,
    };
    let mut graphs = BTreeMap::new();
    let mut methods = BTreeMap::new();
    for (name, parts) in [
        (
            "forward",
            Parts {
                encoder: true,
                decoder: true,
            },
        ),
        (
            "encode",
            Parts {
                encoder: true,
                decoder: false,
            },
        ),
        (
            "decode",
            Parts {
                encoder: false,
                decoder: true,
            },
        ),
    ] {
        let (method, graph) = lowering.method(name, parts);
        graphs.insert(method.graph.clone(), graph.model);
        methods.insert(name.to_owned(), method);
    }
    let manifest = Manifest {
        format: FORMAT,
        name: description.name.clone(),
        sample_rate: description.rate,
        channels: 1,
        methods,
        attributes: description.attributes.clone(),
        settings: Vec::new(),
        pitch: description.pitch,
        latent: Some(description.latent.clone()),
    };
    Ok(neurorave_core::model_file::write_model(
        &manifest,
        &graphs,
        &description.card,
    )?)
}

#[derive(Clone, Copy)]
struct Parts {
    encoder: bool,
    decoder: bool,
}

struct Lowering<'a> {
    network: &'a Network,
    description: &'a Description,
    frames: usize,
    weights: WeightFormat,
}

/// A graph under construction with the ports made so far.
struct Draft {
    graph: GraphBuilder,
    inputs: Vec<Port>,
}

impl Draft {
    fn input(&mut self, name: &str, kind: Kind, channels: usize, samples: usize) -> Value {
        let port = port(name, kind, channels, samples);
        let value = self.graph.input(name, &port.shape());
        self.inputs.push(port);
        value
    }
}

fn port(name: &str, kind: Kind, channels: usize, samples: usize) -> Port {
    Port {
        name: name.to_owned(),
        kind,
        channels,
        samples,
    }
}

impl Lowering<'_> {
    fn method(&self, name: &str, parts: Parts) -> (Method, Graph) {
        let frames = self.frames;
        let geometry = self.network.shape().geometry();
        let Geometry { ratio, latents, .. } = geometry;
        let samples = frames * ratio;
        let bank = Pqmf::new(geometry.bank);
        let mut draft = Draft {
            graph: GraphBuilder::new(name, self.weights),
            inputs: Vec::new(),
        };
        let latent = if parts.encoder {
            let audio = draft.input("audio", Kind::Audio, 1, samples);
            let bands = layers::split(&mut draft.graph, &bank, &audio, samples);
            match self.network {
                Network::Fader(fader) => {
                    fader::encoder(&mut draft.graph, &fader.encoder, &bands, frames)
                }
                Network::Rave(rave) => rave::encoder(&mut draft.graph, rave, &bands, frames),
            }
        } else {
            draft.input("latent", Kind::Latent, latents, frames)
        };
        let (value, output) = if parts.decoder {
            let specs = &self.description.attributes;
            let audio = match self.network {
                Network::Fader(fader) => {
                    fader::decoder(&mut draft, fader, &bank, latent, specs, frames)
                }
                Network::Rave(rave) => rave::decoder(&mut draft, rave, &bank, latent, frames),
            };
            (audio, port("output", Kind::Audio, 1, samples))
        } else {
            (latent, port("latent", Kind::Latent, latents, frames))
        };
        draft.graph.output(&output.name, &value, &output.shape());
        let graph = draft.graph.finish();
        let method = Method {
            graph: format!("{name}.onnx"),
            step: samples,
            delay: if parts.decoder { geometry.delay } else { 0 },
            inputs: draft.inputs,
            outputs: vec![output],
            states: graph.states.clone(),
        };
        (method, graph)
    }
}
