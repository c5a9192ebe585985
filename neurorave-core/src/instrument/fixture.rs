//! Networks for this module's tests.

use crate::model_file::manifest::{FORMAT, Kind, Manifest, Method, Port};
use crate::network::{Executor, Network};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Mono in, mono out, in steps of `step` samples at `rate` Hz.
pub fn manifest(step: usize, rate: u32) -> Manifest {
    let port = |name: &str| Port {
        name: name.into(),
        kind: Kind::Audio,
        channels: 1,
        samples: step,
    };
    let method = Method {
        graph: "forward.onnx".into(),
        step,
        delay: 0,
        inputs: vec![port("in")],
        outputs: vec![port("out")],
        states: vec![],
    };
    Manifest {
        format: FORMAT,
        name: "fixture".into(),
        sample_rate: rate,
        channels: 1,
        methods: BTreeMap::from([("forward".into(), method)]),
        attributes: vec![],
        settings: Vec::new(),
        pitch: None,
        latent: None,
    }
}

/// A network of that manifest, run by `executor`.
pub fn network(step: usize, rate: u32, executor: impl Executor + 'static) -> Arc<Network> {
    Network::with_executor(manifest(step, rate), "forward", Box::new(executor)).unwrap()
}
