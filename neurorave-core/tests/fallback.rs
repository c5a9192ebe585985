//! What the native executor doesn't know runs on tract, and everybody can see why.

mod common;

use common::{manifest, save};
use neurorave_core::graph::{GraphBuilder, WeightFormat};
use neurorave_core::instrument::Instrument;
use neurorave_core::message::Query;
use neurorave_core::model::Model;
use neurorave_core::model_file::write_model;
use neurorave_core::network::Network;
use std::collections::BTreeMap;

/// The bytes of a model with an operator that only tract knows.
fn unusual_model() -> Vec<u8> {
    let mut g = GraphBuilder::new("unusual", WeightFormat::F32);
    let x = g.input("audio", &[1, 1, 64]);
    let y = g.op("Asinh", &[&x], &[]);
    g.output("out", &y, &[1, 1, 64]);
    let graph = g.finish();
    let mut manifest = manifest(64, 0);
    manifest.methods.get_mut("forward").unwrap().states = graph.states;
    let graphs = BTreeMap::from([("forward.onnx".to_owned(), graph.model)]);
    write_model(&manifest, &graphs, "").unwrap()
}

#[test]
fn an_unknown_operator_is_named() {
    let model = Model::from_bytes("unusual.nrave", &unusual_model()).unwrap();
    let network = Network::new(&model, "forward").unwrap();
    assert_eq!(network.executor().name(), "tract");
    let why = network.fallback().unwrap();
    assert!(why.contains("Asinh"), "{why}");
    let mut state = network.start().unwrap();
    let mut inputs = network.input_buffers();
    inputs[0].fill(1.0);
    let mut outputs = network.output_buffers();
    network.step(&mut state, &inputs, &mut outputs).unwrap();
    assert!((outputs[0][7] - 1.0f32.asinh()).abs() < 1e-6);
}

#[test]
fn info_tells_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "unusual.nrave", &unusual_model());
    let (mut instrument, remote) = Instrument::new();
    instrument.prepare(48000.0, 64);
    remote.load_and_wait(path, None).unwrap();
    let lines = remote.query(Query::Info);
    let line = lines
        .iter()
        .map(|line| format!("{line:?}"))
        .find(|line| line.contains("executor"))
        .unwrap();
    assert!(line.contains("tract") && line.contains("Asinh"), "{line}");
    instrument.close();
}
