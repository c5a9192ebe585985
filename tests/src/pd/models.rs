//! Small models with exactly known behaviour, made on the spot.

use neurorave_core::graph::{GraphBuilder, WeightFormat};
use neurorave_core::model_file::manifest::{
    AttributeSpec, FORMAT, Kind, Manifest, Method, PitchSpec, Port, Scale,
};
use neurorave_core::model_file::write_model;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Model rate of everything here, Hz.
pub const MODEL_RATE: u32 = 44_100;

/// Writes `NAME.nrave`, whose `forward` only delays its input by `delay` samples, `step` at a time.
pub fn write_delay(folder: &Path, name: &str, step: usize, delay: usize) -> PathBuf {
    let mut graph = GraphBuilder::new(name, WeightFormat::F32);
    let input = graph.input("audio", &[1, 1, step]);
    let (past, slot) = graph.state(&[1, 1, delay]);
    let all = graph.concat(&[&past, &input], 2);
    let next = graph.slice(&all, 2, step, step + delay);
    graph.set_state(slot, &next);
    let out = graph.slice(&all, 2, 0, step);
    graph.output("out", &out, &[1, 1, step]);
    let graph = graph.finish();
    let method = Method {
        graph: "forward.onnx".into(),
        step,
        delay,
        inputs: vec![port("audio", Kind::Audio, 1, step)],
        outputs: vec![port("out", Kind::Audio, 1, step)],
        states: graph.states.clone(),
    };
    write(
        folder,
        name,
        ("forward", method),
        graph.model,
        Vec::new(),
        None,
    )
}

/// Writes `NAME.nrave`, with a pitch and the attributes rms, centroid and bandwidth, whose
/// output depends on everything that a network may be fed with:
/// `tanh(audio·(1 + rms/2) + centroid·excitation/4 + bandwidth·noise/8)`.
pub fn write_expressive(folder: &Path, name: &str) -> PathBuf {
    write_expressive_with(folder, name, three_attributes())
}

/// As [`write_expressive`], with the attributes of the shipped models: those beyond the third add
/// a sixteenth of their value to the gain.
pub fn write_like_shipped(folder: &Path, name: &str) -> PathBuf {
    let more = [
        attribute("sharpness", "acum", Scale::Linear, 0.3, 2.6),
        attribute("booming", "", Scale::Linear, 17.0, 63.0),
    ];
    let attributes = three_attributes().into_iter().chain(more).collect();
    write_expressive_with(folder, name, attributes)
}

fn write_expressive_with(folder: &Path, name: &str, specs: Vec<AttributeSpec>) -> PathBuf {
    const STEP: usize = 512;
    let mut graph = GraphBuilder::new(name, WeightFormat::F32);
    let audio = graph.input("audio", &[1, 1, STEP]);
    let attributes = graph.input("attribute", &[1, specs.len(), 1]);
    let pitch = graph.input("pitch", &[1, 2, 1]);
    let excitation = graph.input("excitation", &[1, 1, STEP]);
    let noise = graph.input("noise", &[1, 1, STEP]);

    let mut attribute = |index, factor| {
        let one = graph.slice(&attributes, 1, index, index + 1);
        let factor = graph.constant(&[1, 1, 1], &[factor]);
        graph.mul(&one, &factor)
    };
    let (rms, centroid, bandwidth) = (attribute(0, 0.5), attribute(1, 0.25), attribute(2, 0.125));
    let others: Vec<_> = (3..specs.len())
        .map(|index| attribute(index, 0.0625))
        .collect();
    let one = graph.constant(&[1, 1, 1], &[1.0]);
    let gain = graph.add(&rms, &one);
    let gain = others
        .iter()
        .fold(gain, |gain, other| graph.add(&gain, other));
    let dry = graph.mul(&audio, &gain);
    let tone = graph.mul(&excitation, &centroid);
    let hiss = graph.mul(&noise, &bandwidth);
    let sum = graph.add(&dry, &tone);
    let sum = graph.add(&sum, &hiss);
    // The pitch itself leaves a trace too small to hear and large enough to compare.
    let octaves = graph.slice(&pitch, 1, 0, 1);
    let small = graph.constant(&[1, 1, 1], &[0.001]);
    let trace = graph.mul(&octaves, &small);
    let sum = graph.add(&sum, &trace);
    let out = graph.tanh(&sum);
    graph.output("out", &out, &[1, 1, STEP]);
    let graph = graph.finish();

    let method = Method {
        graph: "forward.onnx".into(),
        step: STEP,
        delay: 0,
        inputs: vec![
            port("audio", Kind::Audio, 1, STEP),
            port("attribute", Kind::Attribute, specs.len(), 1),
            port("pitch", Kind::Pitch, 2, 1),
            port("excitation", Kind::Excitation, 1, STEP),
            port("noise", Kind::Noise, 1, STEP),
        ],
        outputs: vec![port("out", Kind::Audio, 1, STEP)],
        states: Vec::new(),
    };
    let method = ("forward", method);
    write(folder, name, method, graph.model, specs, Some(PITCH))
}

/// Writes `NAME.nrave`, whose method `prior` plays by itself: rms, centroid and pitch wander by chance.
pub fn write_wanderer(folder: &Path, name: &str) -> PathBuf {
    const STEP: usize = 512;
    let mut graph = GraphBuilder::new(name, WeightFormat::F32);
    let attributes = graph.input("attribute", &[1, 2, 1]);
    let pitch = graph.input("pitch", &[1, 2, 1]);
    let excitation = graph.input("excitation", &[1, 1, STEP]);
    let draw = graph.input("draw", &[1, 3, 1]);
    let temperature = graph.input("temperature", &[1, 1, 1]);
    let base = graph.input("base", &[1, 4, 1]);

    let both = graph.constant(&[1, 1, 2], &[0.5, 0.25]);
    let level = graph.matmul(&both, &attributes);
    let gain = graph.sigmoid(&level);
    let tone = graph.mul(&excitation, &gain);
    let octaves = graph.slice(&pitch, 1, 0, 1);
    let small = graph.constant(&[1, 1, 1], &[0.05]);
    let trace = graph.mul(&octaves, &small);
    let sum = graph.add(&tone, &trace);
    let out = graph.mul(&sum, &small);
    graph.output("out", &out, &[1, 1, STEP]);

    let half = graph.constant(&[1, 1, 1], &[0.5]);
    let chance = graph.sub(&draw, &half);
    let chance = graph.mul(&chance, &temperature);
    let before = graph.slice(&base, 1, 0, 3);
    let next = graph.add(&before, &chance);
    let next = graph.tanh(&next);
    let proposal = graph.slice(&next, 1, 0, 2);
    graph.output("attribute_next", &proposal, &[1, 2, 1]);
    let octaves = graph.slice(&next, 1, 2, 3);
    let voiced = graph.constant(&[1, 1, 1], &[1.0]);
    let proposal = graph.concat(&[&octaves, &voiced], 1);
    graph.output("pitch_next", &proposal, &[1, 2, 1]);
    let graph = graph.finish();

    let method = Method {
        graph: "prior.onnx".into(),
        step: STEP,
        delay: 0,
        inputs: vec![
            port("attribute", Kind::Attribute, 2, 1),
            port("pitch", Kind::Pitch, 2, 1),
            port("excitation", Kind::Excitation, 1, STEP),
            port("draw", Kind::Draw, 3, 1),
            port("temperature", Kind::Temperature, 1, 1),
            port("base", Kind::Base, 4, 1),
        ],
        outputs: vec![
            port("out", Kind::Audio, 1, STEP),
            port("attribute_next", Kind::Attribute, 2, 1),
            port("pitch_next", Kind::Pitch, 2, 1),
        ],
        states: Vec::new(),
    };
    let mut attributes = three_attributes();
    attributes.pop();
    write(
        folder,
        name,
        ("prior", method),
        graph.model,
        attributes,
        Some(PITCH),
    )
}

/// A sound with pitch, dynamics and silence in it: `seconds` of plucked harmonic tones.
pub fn plucks(rate: u32, seconds: f32) -> Vec<f32> {
    let rate = rate as f32;
    (0..(seconds * rate) as usize)
        .map(|n| {
            let time = n as f32 / rate;
            let note = (time / 0.35).floor();
            let age = time - note * 0.35;
            let hz = 110.0 * 2f32.powf((note * 5.0 % 17.0) / 12.0);
            let tone: f32 = (1..6)
                .map(|k| (std::f32::consts::TAU * hz * k as f32 * age).sin() / k as f32)
                .sum();
            0.3 * tone * (-age * 9.0).exp()
        })
        .collect()
}

const PITCH: PitchSpec = PitchSpec {
    min_hz: 40.0,
    max_hz: 2000.0,
};

fn attribute(name: &str, unit: &str, scale: Scale, min: f32, max: f32) -> AttributeSpec {
    AttributeSpec {
        name: name.into(),
        unit: unit.into(),
        scale,
        min,
        max,
        default: 0.0,
        gate_dbfs: None,
    }
}

fn three_attributes() -> Vec<AttributeSpec> {
    vec![
        attribute("rms", "dBFS", Scale::Linear, -60.0, -10.0),
        attribute("centroid", "Hz", Scale::Log, 200.0, 6000.0),
        attribute("bandwidth", "Hz", Scale::Log, 200.0, 6000.0),
    ]
}

fn port(name: &str, kind: Kind, channels: usize, samples: usize) -> Port {
    Port {
        name: name.into(),
        kind,
        channels,
        samples,
    }
}

fn write(
    folder: &Path,
    name: &str,
    (word, method): (&str, Method),
    graph: tract_onnx::pb::ModelProto,
    attributes: Vec<AttributeSpec>,
    pitch: Option<PitchSpec>,
) -> PathBuf {
    let graphs = BTreeMap::from([(method.graph.clone(), graph)]);
    let manifest = Manifest {
        format: FORMAT,
        name: name.into(),
        sample_rate: MODEL_RATE,
        channels: 1,
        methods: BTreeMap::from([(word.into(), method)]),
        attributes,
        settings: Vec::new(),
        pitch,
        latent: None,
    };
    let bytes = write_model(&manifest, &graphs, "a model for tests").expect("a valid model");
    let path = folder.join(format!("{name}.nrave"));
    std::fs::write(&path, bytes).expect("a writable folder");
    path
}
