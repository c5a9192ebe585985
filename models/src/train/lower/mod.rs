//! Trained weights to the streaming ONNX graphs of a model file.
//!
//! Graphs are channel-major, `[1, channels, time]`; every convolution keeps its own past in a
//! state, so a graph made for `frames` latent frames a step gives the same stream as any other.

mod decoder;
mod encoder;
mod layers;

use super::TrainError;
use super::network::{BAND_STEPS, DELAY, FRAME, Fader, LATENT};
use super::pqmf::{BANDS, Pqmf};
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
    /// Range of the pitch.
    pub pitch: PitchSpec,
    /// Statistics of the latents.
    pub latent: LatentSpec,
    /// Markdown.
    pub card: String,
}

/// The bytes of a `.nrave` file whose steps are `frames` latent frames long.
pub fn model_file(
    fader: &Fader,
    description: &Description,
    frames: usize,
    weights: WeightFormat,
) -> Result<Vec<u8>, TrainError> {
    let lowering = Lowering {
        fader,
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
        pitch: Some(description.pitch),
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
    fader: &'a Fader,
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
        let port = Port {
            name: name.to_owned(),
            kind,
            channels,
            samples,
        };
        let value = self.graph.input(name, &port.shape());
        self.inputs.push(port);
        value
    }
}

impl Lowering<'_> {
    fn method(&self, name: &str, parts: Parts) -> (Method, Graph) {
        let frames = self.frames;
        let samples = frames * FRAME;
        let bank = Pqmf::default();
        let mut method = Draft {
            graph: GraphBuilder::new(name, self.weights),
            inputs: Vec::new(),
        };
        let latent = if parts.encoder {
            let audio = method.input("audio", Kind::Audio, 1, samples);
            let bands = layers::split(&mut method.graph, &bank, &audio, samples);
            encoder::encoder(&mut method.graph, &self.fader.encoder, &bands, frames)
        } else {
            method.input("latent", Kind::Latent, LATENT, frames)
        };
        let (value, output) = if parts.decoder {
            let attributes = self.description.attributes.len();
            let inputs = decoder::Inputs {
                latent,
                attributes: method.input("attributes", Kind::Attribute, attributes, frames),
                pitch: method.input("pitch", Kind::Pitch, 2, frames),
                excitation: method.input("excitation", Kind::Excitation, 1, samples),
                noise: method.input("noise", Kind::Noise, BANDS, frames * BAND_STEPS),
            };
            let specs = &self.description.attributes;
            let audio = decoder::decoder(
                &mut method.graph,
                &self.fader.decoder,
                &bank,
                &inputs,
                specs,
                frames,
            );
            (
                audio,
                Port {
                    name: "output".into(),
                    kind: Kind::Audio,
                    channels: 1,
                    samples,
                },
            )
        } else {
            (
                latent,
                Port {
                    name: "latent".into(),
                    kind: Kind::Latent,
                    channels: LATENT,
                    samples: frames,
                },
            )
        };
        method.graph.output(&output.name, &value, &output.shape());
        let graph = method.graph.finish();
        let method = Method {
            graph: format!("{name}.onnx"),
            step: samples,
            delay: if parts.decoder { DELAY } else { 0 },
            inputs: method.inputs,
            outputs: vec![output],
            states: graph.states.clone(),
        };
        (method, graph)
    }
}
