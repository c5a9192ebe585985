//! What a graph's inputs and outputs mean.

use crate::nn::{Method, Setting, Signal};
use crate::stream::{Live, Step};
use crate::trace::{Distribution, Id, Op};
use nrave_model::model_file::manifest::{Kind, Port};

/// Inputs and outputs of a graph, but for its states.
pub struct Ports {
    /// The inputs, and the tensors that they are.
    pub sources: Vec<(Id, Port)>,
    /// The output.
    pub output: Port,
}

impl Ports {
    /// Those of a step.
    pub fn of(step: &Step, method: &Method, settings: &[Setting], live: &Live) -> Self {
        let mut sources = Vec::new();
        for (index, node) in step.trace.nodes().iter().enumerate() {
            let id = Id::at(index);
            let port = match &node.op {
                op if super::is_signal(op) == Some(true) => {
                    Some(signal("in", &method.input, &method.name, step.samples))
                }
                op if super::is_signal(op) == Some(false) && live.nodes[index] => Some(Port {
                    name: "settings".into(),
                    kind: Kind::Setting,
                    channels: 2 * settings.iter().map(|s| s.forms.len()).sum::<usize>(),
                    samples: 1,
                }),
                Op::Draw(n, distribution) if live.nodes[index] => {
                    let (name, kind) = match distribution {
                        Distribution::Normal => ("noise", Kind::Noise),
                        Distribution::Uniform => ("draw", Kind::Draw),
                    };
                    Some(Port {
                        name: format!("{name}{n}"),
                        kind,
                        channels: 1,
                        samples: node.shape.iter().product(),
                    })
                }
                _ => None,
            };
            if let Some(port) = port {
                sources.push((id, port));
            }
        }
        Self {
            sources,
            output: signal("out", &method.output, &method.name, step.samples),
        }
    }
}

impl Ports {
    /// The input that takes the `n`th draw, if it is needed.
    pub fn draw(&self, step: &Step, n: usize) -> Option<String> {
        let takes = |id: &Id| matches!(step.trace.node(*id).op, Op::Draw(own, _) if own == n);
        let found = self.sources.iter().find(|(id, _)| takes(id));
        found.map(|(_, port)| port.name.clone())
    }
}

/// A signal as a port of a step of so many samples.
pub fn signal(name: &str, signal: &Signal, method: &str, samples: usize) -> Port {
    Port {
        name: name.into(),
        kind: kind_of(signal, method, name == "in"),
        channels: signal.channels,
        samples: samples / signal.ratio,
    }
}

/// What a signal carries: sound where it has a value for each sample, latents where it has fewer,
/// but for what leads a prior.
pub fn kind_of(signal: &Signal, method: &str, comes_in: bool) -> Kind {
    match signal.ratio {
        1 => Kind::Audio,
        _ if comes_in && method == "prior" => Kind::Control,
        _ => Kind::Latent,
    }
}
