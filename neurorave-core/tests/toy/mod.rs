//! A small but complete model: convolutions with caches, an attribute, noise, half-precision
//! weights.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use neurorave_core::graph::{GraphBuilder, WeightFormat};
use neurorave_core::model_file::manifest::{
    AttributeSpec, FORMAT, Kind, LatentSpec, Manifest, Method, PitchSpec, Port, Scale,
};
use neurorave_core::model_file::write_model;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::{ModelProto, TensorProto};
use zip::ZipArchive;

pub const STEP: usize = 32;
pub const GRAPH: &str = "forward.onnx";
/// The toy's twin: the same method in another graph, see [`twins`].
pub const TWIN: &str = "twin.onnx";
/// The weight that the twins share.
pub const LARGE: &str = "large";
/// Its bytes, no multiple of the alignment.
pub const LARGE_BYTES: usize = 65 * 31 * 2;
pub const CARD: &str = "# Toy\n\nNot trained on anything.\n";

/// The manifest and the graphs.
pub fn parts() -> (Manifest, BTreeMap<String, ModelProto>) {
    let mut g = GraphBuilder::new("forward", WeightFormat::F16);
    let audio = g.input("audio", &[1, 1, STEP]);
    let attribute = g.input("attribute", &[1, 1, 1]);
    let noise = g.input("noise", &[1, 1, STEP]);
    let mut random = Random(1);
    let w = g.weight("w0", &[4, 1, 5], &random.weights(20));
    let b = g.weight("b0", &[4], &random.weights(4));
    let x = g.conv1d_causal(&audio, &w, Some(&b), (1, STEP), 5, 4, 1, 1);
    let x = g.leaky_relu(&x);
    let w = g.weight("w1", &[4, 1, 8], &random.weights(32));
    let x = g.conv_transpose1d_causal(&x, &w, None, (1, STEP / 4), 8, 4, 1);
    let x = g.mul(&x, &attribute);
    let x = g.add(&x, &noise);
    let x = g.tanh(&x);
    g.output("out", &x, &[1, 1, STEP]);
    let graph = g.finish();
    let method = Method {
        graph: GRAPH.into(),
        step: STEP,
        delay: 3,
        inputs: vec![
            port("audio", Kind::Audio, STEP),
            port("attribute", Kind::Attribute, 1),
            port("noise", Kind::Noise, STEP),
        ],
        outputs: vec![port("out", Kind::Audio, STEP)],
        states: graph.states,
    };
    let manifest = Manifest {
        format: FORMAT,
        name: "toy".into(),
        sample_rate: 44_100,
        channels: 1,
        methods: BTreeMap::from([("forward".into(), method)]),
        attributes: vec![AttributeSpec {
            name: "rms".into(),
            unit: "dBFS".into(),
            scale: Scale::Linear,
            min: -60.0,
            max: -6.0,
            default: 0.0,
            gate_dbfs: Some(-70.0),
        }],
        settings: Vec::new(),
        pitch: Some(PitchSpec {
            min_hz: 55.0,
            max_hz: 1760.0,
        }),
        latent: Some(LatentSpec {
            mean: vec![0.0, 0.5],
            std: vec![1.0, 2.0],
            posterior_std: vec![0.1, 0.2],
            fidelity: vec![0.8, 1.0],
        }),
    };
    (manifest, BTreeMap::from([(GRAPH.into(), graph.model)]))
}

/// Two methods whose graphs have the same weights, one of them large enough to be shared.
pub fn twins() -> (Manifest, BTreeMap<String, ModelProto>) {
    let (mut manifest, mut graphs) = parts();
    let mut model = graphs.remove(GRAPH).expect("the toy's graph");
    let graph = model.graph.as_mut().expect("a graph");
    let mut random = Random(2);
    let weights = random.weights(65 * 31).into_iter();
    graph.initializer.push(TensorProto {
        name: LARGE.into(),
        dims: vec![65, 31],
        data_type: DataType::Float16 as i32,
        raw_data: weights
            .flat_map(|x| half::f16::from_f32(x).to_le_bytes())
            .collect(),
        ..Default::default()
    });
    let mut method = manifest.methods["forward"].clone();
    method.graph = TWIN.into();
    manifest.methods.insert("twin".into(), method);
    let graphs = [GRAPH, TWIN].map(|name| (name.into(), model.clone()));
    (manifest, graphs.into())
}

/// The twins as a file.
pub fn twins_file() -> Vec<u8> {
    let (manifest, graphs) = twins();
    write_model(&manifest, &graphs, CARD).expect("the twins are a valid model")
}

/// The entries of a file.
pub fn unpack(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(file)).expect("a ZIP");
    let mut entries = BTreeMap::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).expect("an entry");
        let name = entry.name().expect("a plain name").into_owned();
        let mut data = Vec::new();
        entry.read_to_end(&mut data).expect("memory");
        entries.insert(name, data);
    }
    entries
}

/// The toy as a file.
pub fn file() -> Vec<u8> {
    let (manifest, graphs) = parts();
    write_model(&manifest, &graphs, CARD).expect("the toy is a valid model")
}

fn port(name: &str, kind: Kind, samples: usize) -> Port {
    Port {
        name: name.into(),
        kind,
        channels: 1,
        samples,
    }
}

/// A seeded generator (xorshift64*, Vigna 2016), the same everywhere.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// An index below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// A number from -1 to 1 that f16 holds exactly.
    pub fn signed(&mut self) -> f32 {
        self.below(513) as f32 / 256.0 - 1.0
    }

    pub fn weights(&mut self, n: usize) -> Vec<f32> {
        (0..n).map(|_| self.signed()).collect()
    }
}
