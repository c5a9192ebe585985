//! A graph that is a part of another gives what it gives by itself.

use std::collections::BTreeMap;

use neurorave_core::graph::{Graph, GraphBuilder, SpliceError, WeightFormat};
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{FORMAT, Kind, Manifest, Method, Port};
use neurorave_core::model_file::write_model;
use neurorave_core::network::Network;

const TIME: usize = 16;

/// `y[n] = x[n] + x[n-1] / 2`, with a weight, a constant and a state.
fn echo() -> Graph {
    let mut g = GraphBuilder::new("echo", WeightFormat::F16);
    let x = g.input("audio", &[1, 1, TIME]);
    let taps = g.weight("taps", &[1, 1, 2], &[0.5, 1.0]);
    let y = g.conv1d_causal(&x, &taps, None, (1, TIME), 2, 1, 1, 1);
    g.output("out", &y, &[1, 1, TIME]);
    g.finish()
}

/// Runs a graph of one audio input and output over `x`.
fn run(graph: Graph, x: &[f32]) -> Vec<f32> {
    let port = |name: &str| Port {
        name: name.into(),
        kind: Kind::Audio,
        channels: 1,
        samples: TIME,
    };
    let method = Method {
        graph: "forward.onnx".into(),
        step: TIME,
        delay: 0,
        inputs: vec![port("audio")],
        outputs: vec![port("out")],
        states: graph.states,
    };
    let manifest = Manifest {
        format: FORMAT,
        name: "spliced".into(),
        sample_rate: 44_100,
        channels: 1,
        methods: BTreeMap::from([("forward".into(), method)]),
        attributes: Vec::new(),
        settings: Vec::new(),
        pitch: None,
        latent: None,
    };
    let graphs = BTreeMap::from([("forward.onnx".to_owned(), graph.model)]);
    let file = write_model(&manifest, &graphs, "").expect("a valid model");
    let model = Model::from_bytes("spliced.nrave", &file).expect("a valid model");
    let network = Network::new(&model, "forward").expect("a graph that runs");
    let mut state = network.start().expect("a state");
    let (mut inputs, mut outputs) = (network.input_buffers(), network.output_buffers());
    let mut y = Vec::new();
    for step in x.chunks_exact(TIME) {
        inputs[0].copy_from_slice(step);
        network
            .step(&mut state, &inputs, &mut outputs)
            .expect("a step");
        y.extend_from_slice(&outputs[0]);
    }
    y
}

#[test]
fn two_parts_in_a_row_are_two_runs() {
    let x: Vec<f32> = (0..6 * TIME).map(|n| (n as f32 * 0.7).sin()).collect();
    let part = echo();
    let mut g = GraphBuilder::new("twice", WeightFormat::F32);
    let audio = g.input("audio", &[1, 1, TIME]);
    let once = g
        .splice("first", &part.model, &part.states, &[("audio", &audio)])
        .expect("a part that fits");
    let twice = g
        .splice(
            "second",
            &part.model,
            &part.states,
            &[("audio", &once["out"])],
        )
        .expect("a part that fits");
    assert_eq!(twice.len(), 1, "states are no outputs");
    g.output("out", &twice["out"], &[1, 1, TIME]);
    let whole = g.finish();
    assert_eq!(whole.states.len(), 2);

    let expected = run(echo(), &run(echo(), &x));
    assert_eq!(run(whole, &x), expected);
    assert!((expected[2 * TIME] - x[2 * TIME]).abs() > 1e-3);
}

#[test]
fn what_does_not_fit_is_refused() {
    let part = echo();
    let splice = |model: &_, inputs: &[&str]| {
        let mut g = GraphBuilder::new("whole", WeightFormat::F32);
        let audio = g.input("audio", &[1, 1, TIME]);
        let inputs: Vec<_> = inputs.iter().map(|name| (*name, &audio)).collect();
        g.splice("part", model, &part.states, &inputs).map(|_| ())
    };
    assert_eq!(splice(&part.model, &["audio"]), Ok(()));
    assert_eq!(
        splice(&part.model, &[]),
        Err(SpliceError::Open("audio".into()))
    );
    let strange = splice(&part.model, &["audio", "video"]);
    assert_eq!(strange, Err(SpliceError::NoInput("video".into())));
    let mut old = part.model.clone();
    old.opset_import[0].version = 9;
    assert_eq!(splice(&old, &["audio"]), Err(SpliceError::Opset));
    let mut torn = part.model.clone();
    torn.graph.as_mut().expect("a graph").node.remove(0);
    assert!(matches!(
        splice(&torn, &["audio"]),
        Err(SpliceError::NoMaker(_))
    ));
}
