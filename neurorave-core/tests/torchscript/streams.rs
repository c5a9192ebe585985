//! What a stream remembers stays where it is: the native executor keeps a past in place where a graph
//! joins it to what is new, and cuts the next past from both. What is new is one signal: in pieces, those
//! of a transposed convolution would not be known as its output.

use crate::fixture::Fixture;
use neurorave_core::model::Model;
use nrave_torchscript::import::{Options, import};
use std::io::Cursor;
use std::sync::Arc;

/// The states of a method's graph that are cut apart before anything is joined to them.
fn moved(model: &Model, method: &str) -> Vec<String> {
    let states = &model.method(method).unwrap().states;
    let graph = model.graph(method).unwrap();
    let nodes = &graph.graph.as_ref().unwrap().node;
    let cut = |name: &str| {
        let slices = nodes.iter().filter(|node| node.op_type == "Slice");
        slices.map(|node| &node.input[0]).any(|input| input == name)
    };
    let names = states.iter().map(|state| &state.input);
    names.filter(|name| cut(name)).cloned().collect()
}

/// What is joined to a state in more than one piece.
fn pieces(model: &Model, method: &str) -> Vec<String> {
    let states = &model.method(method).unwrap().states;
    let graph = model.graph(method).unwrap();
    let nodes = &graph.graph.as_ref().unwrap().node;
    let joined = nodes.iter().filter(|node| node.op_type == "Concat");
    let after = joined.filter(|node| states.iter().any(|state| node.input[0] == state.input));
    let pieces = after.filter(|node| node.input.len() > 2);
    pieces.map(|node| node.name.clone()).collect()
}

#[test]
fn no_past_is_moved_in_models_of_rave() {
    for name in ["v1", "v2", "v3", "brave", "v2_causal", "rave1"] {
        let source = Arc::new(Fixture::named(name).model);
        let imported = import(name, name, source, &Options::default()).unwrap();
        let bytes = imported.write(Cursor::new(Vec::new()), "").unwrap();
        let model = Model::from_bytes(name, &bytes.into_inner()).unwrap();
        for (method, described) in &model.manifest().methods {
            assert!(!described.states.is_empty(), "{name} {method}");
            assert_eq!(moved(&model, method), [""; 0], "{name} {method}");
            assert_eq!(pieces(&model, method), [""; 0], "{name} {method}");
        }
    }
}
