//! A model that tells what it was told, and a way to run the command.

use neurorave_core::graph::{GraphBuilder, WeightFormat};
use neurorave_core::model_file::manifest::{
    AttributeSpec, FORMAT, Kind, Manifest, Method, PitchSpec, Port, Scale,
};
use neurorave_core::model_file::write_model;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

pub const RATE: u32 = 44_100;
pub const STEP: usize = 512;

/// Runs `nrave` and waits.
pub fn nrave(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nrave"))
        .args(args)
        .output()
        .unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs `nrave`, which must succeed, and reads its answer as JSON.
pub fn nrave_json(args: &[&str]) -> serde_json::Value {
    let output = nrave(args);
    assert!(
        output.status.success(),
        "{args:?}: {}",
        text(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Runs `nrave`, which must fail with `code`, and gives what it said.
pub fn nrave_fails(code: i32, args: &[&str]) -> String {
    let output = nrave(args);
    assert_eq!(
        output.status.code(),
        Some(code),
        "{args:?}: {}",
        text(&output.stderr)
    );
    assert!(output.stdout.is_empty(), "{}", text(&output.stdout));
    text(&output.stderr)
}

fn port(name: &str, kind: Kind, channels: usize, samples: usize) -> Port {
    Port {
        name: name.into(),
        kind,
        channels,
        samples,
    }
}

fn attribute(name: &str, unit: &str, scale: Scale, min: f32, max: f32) -> AttributeSpec {
    let (name, unit) = (name.into(), unit.into());
    AttributeSpec {
        name,
        unit,
        scale,
        min,
        max,
        default: 0.0,
        gate_dbfs: None,
    }
}

/// Writes a model with two methods. `forward`: outlet 1 is the input times the rms attribute,
/// outlets 2 to 4 tell the attributes rms and centroid and the pitch in octaves above 440 Hz.
/// `plain`: the input, without attributes or pitch.
pub fn write_teller(path: &Path) {
    let mut graph = GraphBuilder::new("forward", WeightFormat::F32);
    let audio = graph.input("audio", &[1, 1, STEP]);
    let attributes = graph.input("attribute", &[1, 2, 1]);
    let pitch = graph.input("pitch", &[1, 2, 1]);
    let gain = graph.slice(&attributes, 1, 0, 1);
    let louder = graph.mul(&audio, &gain);
    graph.output("out", &louder, &[1, 1, STEP]);
    let octaves = graph.slice(&pitch, 1, 0, 1);
    let told = graph.concat(&[&attributes, &octaves], 1);
    graph.output("told", &told, &[1, 3, 1]);
    let forward = graph.finish();

    let mut graph = GraphBuilder::new("plain", WeightFormat::F32);
    let audio = graph.input("audio", &[1, 1, STEP]);
    let one = graph.constant(&[1, 1, 1], &[1.0]);
    let same = graph.mul(&audio, &one);
    graph.output("out", &same, &[1, 1, STEP]);
    let plain = graph.finish();

    let audio = |name| port(name, Kind::Audio, 1, STEP);
    let methods = BTreeMap::from([
        (
            "forward".to_string(),
            Method {
                graph: "forward.onnx".into(),
                step: STEP,
                delay: 0,
                inputs: vec![
                    audio("audio"),
                    port("attribute", Kind::Attribute, 2, 1),
                    port("pitch", Kind::Pitch, 2, 1),
                ],
                outputs: vec![audio("out"), port("told", Kind::Control, 3, 1)],
                states: forward.states,
            },
        ),
        (
            "plain".to_string(),
            Method {
                graph: "plain.onnx".into(),
                step: STEP,
                delay: 0,
                inputs: vec![audio("audio")],
                outputs: vec![audio("out")],
                states: plain.states,
            },
        ),
    ]);
    let manifest = Manifest {
        format: FORMAT,
        name: "teller".into(),
        sample_rate: RATE,
        channels: 1,
        methods,
        attributes: vec![
            attribute("rms", "dBFS", Scale::Linear, -60.0, 0.0),
            attribute("centroid", "Hz", Scale::Log, 100.0, 10_000.0),
        ],
        settings: Vec::new(),
        pitch: Some(PitchSpec {
            min_hz: 40.0,
            max_hz: 2_000.0,
        }),
        latent: None,
    };
    let graphs = BTreeMap::from([
        ("forward.onnx".to_string(), forward.model),
        ("plain.onnx".to_string(), plain.model),
    ]);
    let bytes = write_model(&manifest, &graphs, "Tells what it was told.\n").unwrap();
    std::fs::write(path, bytes).unwrap();
}
