//! A model with layers of the shapes and sizes of RAVE v1: 17.6 million weights in f16, 2048 samples a
//! latent, in three methods that share their weights. Untrained.

use std::collections::BTreeMap;

use neurorave_core::graph::{GraphBuilder, Value, WeightFormat};
use neurorave_core::model_file::manifest::{FORMAT, Kind, Manifest, Method, Port};
use neurorave_core::model_file::write_model;
use neurorave_core::pitch::Noise;

const STEP: usize = 2048;
const BANDS: usize = 16;
const LATENTS: usize = 128;
/// Channels and stride of each stage of the encoder, and back of the decoder.
const STAGES: [(usize, usize); 4] = [(128, 4), (256, 4), (512, 4), (1024, 2)];
const FIRST: usize = 64;

/// The model as a file, under a name; with so many times fewer channels inside.
pub fn file(name: &str, narrower: usize) -> Vec<u8> {
    let latent = Side {
        channels: LATENTS / narrower,
        ..LATENT
    };
    let mut methods = BTreeMap::new();
    let mut graphs = BTreeMap::new();
    for (name, from, to) in [
        ("encode", AUDIO, latent),
        ("decode", latent, AUDIO),
        ("forward", AUDIO, AUDIO),
    ] {
        let mut net = Net::new(name, from, narrower);
        if from == AUDIO {
            net.encode();
        }
        if to == AUDIO {
            net.decode();
        }
        let graph = net.finish(to);
        let entry = format!("{name}.onnx");
        let method = Method {
            graph: entry.clone(),
            step: STEP,
            delay: 0,
            inputs: vec![from.port("in")],
            outputs: vec![to.port("out")],
            states: graph.states,
        };
        methods.insert(name.to_owned(), method);
        graphs.insert(entry, graph.model);
    }
    let manifest = Manifest {
        format: FORMAT,
        name: name.into(),
        sample_rate: 48_000,
        channels: 1,
        methods,
        attributes: Vec::new(),
        settings: Vec::new(),
        pitch: None,
        latent: None,
    };
    write_model(&manifest, &graphs, "").expect("a valid model")
}

/// One side of a method.
#[derive(Clone, Copy, PartialEq)]
struct Side {
    kind: Kind,
    channels: usize,
    time: usize,
}

const AUDIO: Side = Side {
    kind: Kind::Audio,
    channels: 1,
    time: STEP,
};
const LATENT: Side = Side {
    kind: Kind::Latent,
    channels: LATENTS,
    time: 1,
};

impl Side {
    fn port(self, name: &str) -> Port {
        Port {
            name: name.into(),
            kind: self.kind,
            channels: self.channels,
            samples: self.time,
        }
    }
}

struct Net {
    g: GraphBuilder,
    x: Value,
    channels: usize,
    time: usize,
    narrower: usize,
}

impl Net {
    fn new(name: &str, from: Side, narrower: usize) -> Self {
        let mut g = GraphBuilder::new(name, WeightFormat::F16);
        let x = g.input("in", &[1, from.channels, from.time]);
        Self {
            g,
            x,
            channels: from.channels,
            time: from.time,
            narrower,
        }
    }

    fn encode(&mut self) {
        self.conv("analysis", BANDS, 512, BANDS, 1);
        self.conv("first", FIRST / self.narrower, 7, 1, 1);
        for (stage, (channels, stride)) in STAGES.into_iter().enumerate() {
            self.rectify();
            let (name, channels) = (format!("down{stage}"), channels / self.narrower);
            self.conv(&name, channels, 2 * stride + 1, stride, 1);
        }
        self.rectify();
        self.conv("latent", LATENTS / self.narrower, 5, 1, 1);
    }

    fn decode(&mut self) {
        let [.., (deepest, _)] = STAGES;
        self.conv("deepest", deepest / self.narrower, 7, 1, 1);
        for (stage, (_, stride)) in STAGES.into_iter().enumerate().rev() {
            let channels = match stage {
                0 => FIRST,
                _ => STAGES[stage - 1].0,
            };
            let channels = channels / self.narrower;
            self.rectify();
            self.up(&format!("up{stage}"), channels, 2 * stride, stride);
            for dilation in [1, 3, 5, 7] {
                let before = self.x.clone();
                let name = format!("residual{stage}_{dilation}");
                self.rectify();
                self.conv(&format!("{name}a"), channels, 3, 1, dilation);
                self.rectify();
                self.conv(&format!("{name}b"), channels, 3, 1, 1);
                self.x = self.g.add(&before, &self.x);
            }
        }
        self.conv("bands", BANDS, 7, 1, 1);
        self.up("synthesis", 1, 256, BANDS);
    }

    fn finish(mut self, to: Side) -> neurorave_core::graph::Graph {
        assert_eq!((self.channels, self.time), (to.channels, to.time));
        self.g.output("out", &self.x, &[1, to.channels, to.time]);
        self.g.finish()
    }

    fn rectify(&mut self) {
        self.x = self.g.leaky_relu(&self.x);
    }

    /// A weight whose values its name decides, the same in every graph.
    fn weight(&mut self, name: &str, shape: &[usize], fan: usize) -> Value {
        let seed = name
            .bytes()
            .fold(7, |n: u64, c| n.wrapping_mul(31) + u64::from(c));
        let mut values = vec![0.0; shape.iter().product()];
        Noise::new(seed).fill(&mut values);
        let scale = (1.0 / fan as f32).sqrt();
        values.iter_mut().for_each(|v| *v *= scale);
        self.g.weight(name, shape, &values)
    }

    fn conv(&mut self, name: &str, outputs: usize, kernel: usize, stride: usize, dilation: usize) {
        let inputs = self.channels;
        let w = self.weight(name, &[outputs, inputs, kernel], inputs * kernel);
        let b = self.weight(&format!("{name}_bias"), &[outputs], 100);
        let size = (inputs, self.time);
        let g = &mut self.g;
        self.x = g.conv1d_causal(&self.x, &w, Some(&b), size, kernel, stride, dilation, 1);
        self.channels = outputs;
        self.time /= stride;
    }

    fn up(&mut self, name: &str, outputs: usize, kernel: usize, stride: usize) {
        let inputs = self.channels;
        let fan = inputs * kernel / stride;
        let w = self.weight(name, &[inputs, outputs, kernel], fan);
        let b = self.weight(&format!("{name}_bias"), &[outputs], 100);
        let size = (outputs, self.time);
        let g = &mut self.g;
        self.x = g.conv_transpose1d_causal(&self.x, &w, Some(&b), size, kernel, stride, 1);
        self.channels = outputs;
        self.time *= stride;
    }
}
