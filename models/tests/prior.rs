//! The prior: its graph samples what its network says, within limits, and the command trains it.

mod support;

use burn::module::Param;
use burn::prelude::*;
use burn::tensor::activation::softmax;
use neurorave_core::graph::{Graph, GraphBuilder, WeightFormat};
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{
    AttributeSpec, FORMAT, Kind, LatentSpec, Manifest, Method, PitchSpec, Port, Scale,
};
use neurorave_core::model_file::write_model;
use neurorave_core::network::Network;
use neurorave_core::pitch::Noise;
use nrave::audio::{Audio, write_wav};
use nrave::prepare::{DEFAULT_SEED, Split, split};
use nrave::train::average::values;
use nrave::train::prior::anchor::Anchor;
use nrave::train::prior::network::{COMPONENTS, Mixture, Prior, Sizes, WIDTH};
use nrave::train::prior::{ATTRIBUTE_LIMITS, Target, choice_temperature, lower};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::{STEP, nrave, nrave_fails, nrave_json, text};

const RATE: u32 = 44_100;
const LATENTS: usize = 3;
const ATTRIBUTES: usize = 2;

fn port(name: &str, kind: Kind, channels: usize, samples: usize) -> Port {
    Port {
        name: name.into(),
        kind,
        channels,
        samples,
    }
}

/// Latents: the mean of the absolute values, of every other one, and of the samples.
fn encode() -> (Method, Graph) {
    let mut g = GraphBuilder::new("encode", WeightFormat::F32);
    let audio = g.input("audio", &[1, 1, STEP]);
    let size = g.abs(&audio);
    let x = g.concat(&[&size, &audio], 1);
    let taps: Vec<f32> = (0..LATENTS * 2 * STEP)
        .map(|i| match (i / STEP, i % 2) {
            (0 | 5, _) | (2, 0) => 4.0 / STEP as f32,
            _ => 0.0,
        })
        .collect();
    let taps = g.constant(&[LATENTS, 2, STEP], &taps);
    let latent = g.conv1d_causal(&x, &taps, None, (2, STEP), STEP, STEP, 1, 1);
    g.output("latent", &latent, &[1, LATENTS, 1]);
    let graph = g.finish();
    let method = Method {
        graph: "encode.onnx".into(),
        step: STEP,
        delay: 0,
        inputs: vec![port("audio", Kind::Audio, 1, STEP)],
        outputs: vec![port("latent", Kind::Latent, LATENTS, 1)],
        states: graph.states.clone(),
    };
    (method, graph)
}

/// Sources, 100 samples late, as loud as rms says; the first latent's share of them is noise.
fn decode(pitched: bool) -> (Method, Graph) {
    let mut g = GraphBuilder::new("decode", WeightFormat::F16);
    let mut inputs = vec![
        port("s0_of_noise", Kind::Noise, 1, STEP),
        port("z", Kind::Latent, LATENTS, 1),
        port("a", Kind::Attribute, ATTRIBUTES, 1),
    ];
    if pitched {
        inputs.push(port("p", Kind::Pitch, 2, 1));
        inputs.push(port("e", Kind::Excitation, 1, STEP));
    }
    let ports: BTreeMap<_, _> = inputs
        .iter()
        .map(|port| (port.name.clone(), g.input(&port.name, &port.shape())))
        .collect();
    let share = g.slice(&ports["z"], 1, 0, 1);
    let share = g.sigmoid(&share);
    let rms = g.slice(&ports["a"], 1, 0, 1);
    let three = g.constant(&[1, 1, 1], &[3.0]);
    let gain = g.mul(&rms, &three);
    let gain = g.exp(&gain);
    let tenth = g.weight("tenth", &[1, 1, 1], &[0.03125]);
    let gain = g.mul(&gain, &tenth);
    let mut sound = g.mul(&ports["s0_of_noise"], &share);
    if pitched {
        sound = g.add(&sound, &ports["e"]);
    }
    let sound = g.mul(&sound, &gain);
    let sound = g.delay(&sound, (1, STEP), 100);
    g.output("y", &sound, &[1, 1, STEP]);
    let graph = g.finish();
    let method = Method {
        graph: "decode.onnx".into(),
        step: STEP,
        delay: 100,
        inputs,
        outputs: vec![port("y", Kind::Audio, 1, STEP)],
        states: graph.states.clone(),
    };
    (method, graph)
}

fn write_toy(path: &Path, pitched: bool) {
    let attribute = |name: &str, unit: &str, scale, min, max, default| AttributeSpec {
        name: name.into(),
        unit: unit.into(),
        scale,
        min,
        max,
        default,
        gate_dbfs: (name != "rms").then_some(-55.0),
    };
    let parts = [("encode", encode()), ("decode", decode(pitched))];
    let graphs = parts
        .iter()
        .map(|(_, (method, graph))| (method.graph.clone(), graph.model.clone()));
    let manifest = Manifest {
        format: FORMAT,
        name: "toy".into(),
        sample_rate: RATE,
        channels: 1,
        methods: parts
            .iter()
            .map(|(name, (method, _))| ((*name).to_owned(), method.clone()))
            .collect(),
        attributes: vec![
            attribute("rms", "dBFS", Scale::Linear, -54.0, -12.0, -1.0),
            attribute("centroid", "Hz", Scale::Log, 200.0, 6000.0, 0.0),
        ],
        settings: Vec::new(),
        pitch: pitched.then_some(PitchSpec {
            min_hz: 50.0,
            max_hz: 2000.0,
        }),
        latent: Some(LatentSpec {
            mean: vec![0.2, 0.1, 0.0],
            std: vec![0.3, 0.2, 0.1],
            ..LatentSpec::default()
        }),
    };
    let file = write_model(&manifest, &graphs.collect(), "# toy\n").expect("a valid model");
    std::fs::write(path, file).expect("a writable folder");
}

/// A fresh network and the toy with it, ready to run.
struct Room {
    _folder: tempfile::TempDir,
    prior: Prior,
    network: Arc<Network>,
    controls: usize,
}

fn room(pitched: bool, change: impl FnOnce(Prior) -> Prior) -> Room {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("toy.nrave");
    write_toy(&path, pitched);
    let target = Target::open(&path).unwrap();
    let device = Device::flex();
    device.seed(3);
    let sizes = Sizes {
        latents: LATENTS,
        attributes: ATTRIBUTES,
        pitch: pitched,
    };
    let prior = change(Prior::new(sizes, &device));
    let lowered = lower(&prior, &target, WeightFormat::F32).unwrap();
    let mut manifest = target.model.manifest().clone();
    manifest.methods = BTreeMap::from([("prior".to_owned(), lowered.method)]);
    let graphs = BTreeMap::from([("prior.onnx".to_owned(), lowered.graph.model)]);
    let file = write_model(&manifest, &graphs, "").unwrap();
    let model = Model::from_bytes("toy", &file).unwrap();
    Room {
        network: Network::new(&model, "prior").unwrap(),
        prior,
        controls: target.controls(),
        _folder: folder,
    }
}

impl Room {
    fn place(&self, kind: Kind) -> usize {
        let mut inputs = self.network.method().inputs.iter();
        inputs.position(|port| port.kind == kind).unwrap()
    }

    /// Inputs of one step: these controls as base and in effect, chance as given.
    fn inputs(
        &self,
        base: &[f32],
        temperature: f32,
        draw: &mut dyn FnMut(&mut [f32]),
    ) -> Vec<Box<[f32]>> {
        let mut inputs = self.network.input_buffers();
        inputs[self.place(Kind::Base)].copy_from_slice(base);
        inputs[self.place(Kind::Temperature)].fill(temperature);
        inputs[self.place(Kind::Attribute)].copy_from_slice(&base[..ATTRIBUTES]);
        draw(&mut inputs[self.place(Kind::Draw)]);
        inputs
    }
}

/// Mean of the likeliest component.
fn likeliest(mixture: &Mixture) -> Vec<f32> {
    let logits = values(mixture.logits.clone());
    let best = (0..COMPONENTS)
        .max_by(|a, b| logits[*a].total_cmp(&logits[*b]))
        .unwrap();
    values(mixture.means.clone().narrow(1, best, 1))
}

fn tensor(row: &[f32]) -> Tensor<2> {
    let data = TensorData::new(row.to_vec(), [1, row.len()]);
    Tensor::from_data(data, &Device::flex())
}

#[test]
fn with_even_draws_the_graph_proposes_what_the_network_finds_likeliest() {
    for pitched in [true, false] {
        let room = room(pitched, |prior| prior);
        let mut state = room.network.start().unwrap();
        let mut outputs = room.network.output_buffers();
        let (mut memory, mut latent) = (tensor(&[0.0; WIDTH]), vec![0.0; LATENTS]);
        let mut anchor = Anchor::default();
        for step in 0..40 {
            let mut base = vec![(step as f32 * 0.7).sin(), (step as f32 * 0.3).cos()];
            if pitched {
                base.extend([(step as f32 * 0.05).sin(), f32::from(step % 7 != 0)]);
            }
            // Every component has the same luck, and no value strays from its mean.
            let inputs = room.inputs(&base, 0.0, &mut |x| x.fill(0.5));
            room.network
                .step(&mut state, &inputs, &mut outputs)
                .unwrap();

            let mut known = base.clone();
            if let [_, _, octaves, voicing] = base[..] {
                known.push(anchor.next(octaves, voicing > 0.5));
            }
            let mixture = room
                .prior
                .latent(memory.clone(), tensor(&known), tensor(&latent));
            latent = likeliest(&mixture);
            let frame = [latent.clone(), known.clone()].concat();
            memory = room.prior.advance(memory, tensor(&frame));
            let (mixture, voicing) = room.prior.control(memory.clone(), tensor(&known));
            let controls = likeliest(&mixture);
            for (ours, theirs) in outputs[1].iter().zip(&controls) {
                let theirs = theirs.clamp(ATTRIBUTE_LIMITS.0, ATTRIBUTE_LIMITS.1);
                assert!((ours - theirs).abs() < 1e-4, "step {step}: {ours} {theirs}");
            }
            if let Some(logit) = voicing {
                let voiced = values(logit)[0] > 0.0;
                assert_eq!(outputs[2][1], f32::from(u8::from(voiced)), "step {step}");
                let octaves = if voiced {
                    controls[ATTRIBUTES]
                } else {
                    base[ATTRIBUTES]
                };
                assert!((outputs[2][0] - octaves).abs() < 1e-4, "step {step}");
            }
        }
        assert!(
            values(memory).iter().any(|x| x.abs() > 0.05),
            "the memory must matter"
        );
    }
}

#[test]
fn with_chance_proposals_have_the_networks_distribution() {
    // A memory that latents cannot reach: every first step has the same mixture.
    let room = room(true, |prior| Prior {
        input: nrave::train::network::conv::Conv {
            weight: Param::from_tensor(prior.input.weight.val() * 0.0),
            ..prior.input
        },
        ..prior
    });
    let base = [0.3, -0.4, 0.25, 1.0];
    let known = [0.3, -0.4, 0.25, 1.0, 0.25];
    let memory = room
        .prior
        .advance(tensor(&[0.0; WIDTH]), tensor(&[0.0; LATENTS + 5]));
    let (mixture, voicing) = room.prior.control(memory, tensor(&known));
    let odds = values(softmax(mixture.logits.clone(), 1));
    let (means, logs) = (values(mixture.means), values(mixture.logs));
    let voiced = 1.0 / (1.0 + (-values(voicing.unwrap())[0]).exp());
    for temperature in [0.3, 0.2] {
        const COUNT: usize = 6000;
        let (mut sum, mut square, mut heads) = (0.0f64, 0.0f64, 0.0f64);
        let mut draws = Noise::new(7);
        let mut outputs = room.network.output_buffers();
        for _ in 0..COUNT {
            let mut state = room.network.start().unwrap();
            let inputs = room.inputs(&base, temperature, &mut |x| draws.draw(x));
            room.network
                .step(&mut state, &inputs, &mut outputs)
                .unwrap();
            let x = f64::from(outputs[1][1]);
            sum += x;
            square += x * x;
            heads += f64::from(outputs[2][1]);
        }
        let count = COUNT as f64;
        let (mean, deviation) = (sum / count, (square / count - (sum / count).powi(2)).sqrt());
        // Temperature t multiplies deviations; that of choices takes odds to the power of its inverse.
        let cool = f64::from(choice_temperature(temperature));
        let tempered: Vec<f64> = odds
            .iter()
            .map(|p| f64::from(*p).powf(1.0 / cool))
            .collect();
        let whole: f64 = tempered.iter().sum();
        let (mut expected, mut expected_square) = (0.0, 0.0);
        for (component, odds) in tempered.iter().enumerate() {
            let at = component * (ATTRIBUTES + 1) + 1;
            let share = odds / whole;
            let m = f64::from(means[at]);
            let s = f64::from(logs[at].exp() * temperature);
            expected += share * m;
            expected_square += share * (m * m + s * s);
        }
        let spread = (expected_square - expected * expected).sqrt();
        assert!(
            (mean - expected).abs() < 0.06 * spread.max(0.5),
            "{mean} {expected}"
        );
        assert!(
            (deviation / spread - 1.0).abs() < 0.12,
            "{deviation} {spread}"
        );
        let logit = f64::from((voiced / (1.0 - voiced)).ln()) / cool;
        let voiced = 1.0 / (1.0 + (-logit).exp());
        assert!(
            (heads / count - voiced).abs() < 0.03,
            "{} {voiced}",
            heads / count
        );
    }
}

#[test]
fn nothing_leaves_its_limits() {
    let room = room(true, |prior| prior);
    let mut outputs = room.network.output_buffers();
    let mut draws = Noise::new(5);
    for extreme in [0.0, 1.0, 0.5, f32::NAN] {
        let mut state = room.network.start().unwrap();
        let mut base = vec![0.0; room.controls];
        for step in 0..200 {
            let inputs = room.inputs(&base, 4.0, &mut |x| {
                draws.draw(x);
                if step % 2 == 0 && !extreme.is_nan() {
                    x.fill(extreme);
                }
            });
            room.network
                .step(&mut state, &inputs, &mut outputs)
                .unwrap();
            assert!(outputs.iter().flatten().all(|x| x.is_finite()));
            assert!(
                outputs[1]
                    .iter()
                    .all(|x| (ATTRIBUTE_LIMITS.0..=ATTRIBUTE_LIMITS.1).contains(x))
            );
            let (low, high) = ((50.0f32 / 440.0).log2(), (2000.0f32 / 440.0).log2());
            assert!(
                (low - 1e-5..=high + 1e-5).contains(&outputs[2][0]),
                "{:?}",
                outputs[2]
            );
            base = [outputs[1].to_vec(), outputs[2].to_vec()].concat();
        }
    }
}

/// Short notes of several pitches, in two folders, every twelfth left out of training.
fn write_notes(folder: &Path) {
    for note in 0..24 {
        let place = folder.join(["low", "high"][note % 2]);
        std::fs::create_dir_all(&place).unwrap();
        let hz = 110.0 * 2f32.powf((note * 7 % 25) as f32 / 12.0);
        let samples = (0..RATE as usize * 9 / 10).map(|n| {
            let time = n as f32 / RATE as f32;
            let phase = std::f32::consts::TAU * hz * time;
            0.4 * (phase.sin() + 0.3 * (2.0 * phase).sin()) * (-time * 8.0).exp()
        });
        let audio = Audio::from_mono(RATE, samples.collect());
        let names = (0..).map(|take| place.join(format!("note{note}-{take}.wav")));
        let left_out = note % 12 == 0;
        let mut names =
            names.filter(|name| (split(name, DEFAULT_SEED) == Split::Validation) == left_out);
        write_wav(&names.next().unwrap(), &audio).unwrap();
    }
    std::fs::write(folder.join("empty.wav"), b"").unwrap();
}

struct Studio {
    folder: tempfile::TempDir,
}

impl Studio {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_notes(&folder.path().join("notes"));
        write_toy(&folder.path().join("toy.nrave"), true);
        Self { folder }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The words of a training that takes `toy.nrave`, or another model, to `out`.
    fn words(&self, model: &str, out: &str, steps: u64) -> Vec<String> {
        let path = |name: &str| self.at(name).display().to_string();
        let (data, model, out) = (path("notes"), path(model), path(out));
        let steps = steps.to_string();
        [
            "train",
            &data,
            "--prior",
            &model,
            "--out",
            &out,
            "--prior-steps",
            &steps,
            "--prior-streams",
            "2",
        ]
        .map(str::to_owned)
        .into()
    }

    fn train(&self, words: &[String]) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = nrave(&words);
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
}

#[test]
fn a_model_learns_to_play_by_itself() {
    let studio = Studio::new();
    studio.train(&studio.words("toy.nrave", "played.nrave", 12));
    let path = studio.at("played.nrave");
    let played = Model::open(&path).unwrap();
    let method = played.method("prior").unwrap();
    assert_eq!((method.step, method.delay), (STEP, 100));
    assert!(played.card().contains("# toy") && played.card().contains("--prior-steps 12"));
    assert!(
        played.card().contains("variance of rms"),
        "{}",
        played.card()
    );

    // Trained again in its own place, the earlier prior makes way.
    studio.train(&studio.words("played.nrave", "played.nrave", 13));
    let again = Model::open(&path).unwrap();
    assert_eq!(
        again.card().matches("## Prior").count(),
        1,
        "{}",
        again.card()
    );
    assert!(again.card().contains("--prior-steps 13"));
    assert_eq!(again.manifest().methods.len(), 3);

    let sound = |name: &str, more: &[&str]| {
        let (out, model) = (
            studio.at(name).display().to_string(),
            path.display().to_string(),
        );
        let mut words = vec![
            "render",
            &out,
            "--model",
            &model,
            "--method",
            "prior",
            "--seconds",
            "2",
            "--json",
        ];
        words.extend(more);
        let summary = nrave_json(&words);
        assert_eq!(
            summary["seconds"].as_f64().unwrap().round(),
            2.0,
            "{summary}"
        );
        std::fs::read(studio.at(name)).unwrap()
    };
    let plain = sound("a.wav", &[]);
    assert!(plain == sound("b.wav", &[]), "the same every time");
    assert!(plain != sound("c.wav", &["--seed", "5"]));
    assert!(plain != sound("d.wav", &["--temperature", "0"]));
    assert!(plain != sound("e.wav", &["--set", "rms=0.5"]));
}

#[test]
fn a_killed_run_goes_on_identically() {
    let studio = Studio::new();
    studio.train(&studio.words("toy.nrave", "whole.nrave", 90));

    let mut words = studio.words("toy.nrave", "killed.nrave", 90);
    let mut run = Command::new(env!("CARGO_BIN_EXE_nrave"))
        .args(&words)
        .spawn()
        .unwrap();
    let checkpoint = studio.at("killed.run").join("prior.bin");
    let start = Instant::now();
    while !checkpoint.exists() && start.elapsed() < Duration::from_secs(300) {
        std::thread::sleep(Duration::from_millis(2));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    assert!(
        !studio.at("killed.nrave").exists(),
        "it was killed before its end"
    );
    words.push("--resume".to_owned());
    studio.train(&words);
    let graph = |name: &str| {
        Model::open(&studio.at(name))
            .unwrap()
            .graph("prior")
            .unwrap()
    };
    assert!(graph("killed.nrave") == graph("whole.nrave"));
}

#[test]
fn what_no_prior_can_play_is_explained() {
    let studio = Studio::new();
    support::write_teller(&studio.at("teller.nrave"));
    let words = studio.words("teller.nrave", "x.nrave", 1);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let error = nrave_fails(1, &words);
    assert!(error.contains("encode and decode"), "{error}");
    let model = studio.at("teller.nrave").display().to_string();
    let error = nrave_fails(
        2,
        &[
            "render",
            "a.wav",
            "b.wav",
            "--seconds",
            "1",
            "--model",
            &model,
        ],
    );
    assert!(error.contains("--seconds and an OUTPUT alone"), "{error}");
}
