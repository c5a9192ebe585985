//! A `.nrave` file hides nothing: ONNX Runtime, which knows nothing of this project, gives the
//! same numbers from it as the core does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use neurorave_core::graph::{GraphBuilder, WeightFormat};
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{FORMAT, Kind, Manifest, Method, Port};
use neurorave_core::model_file::write_model;
use neurorave_core::network::Network;

const STEPS: usize = 24;
/// As a part of the loudest value, or of 1 where that is louder.
const TOLERANCE: f32 = 1e-4;

/// A Python with onnxruntime: the one named by `NRAVE_PYTHON`, or `python3`.
fn python() -> Option<PathBuf> {
    let python = PathBuf::from(std::env::var_os("NRAVE_PYTHON").unwrap_or("python3".into()));
    let works = Command::new(&python)
        .args(["-c", "import numpy, onnxruntime"])
        // Elsewhere the folder of the same name is taken for the package.
        .current_dir(scripts())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !works {
        println!(
            "skipped: {} has no onnxruntime (pip install numpy onnxruntime, or name another in NRAVE_PYTHON)",
            python.display()
        );
    }
    works.then_some(python)
}

/// The folder of the script.
fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("onnxruntime")
}

/// White noise within ±0.3, the same every time.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 40) as f32 / (1 << 23) as f32 - 1.0) * 0.3
    }
}

/// What the core's network answers to `inputs`: step after step, by output port.
fn in_core(network: &Network, inputs: &[Vec<Box<[f32]>>]) -> Vec<Vec<f32>> {
    let mut state = network.start().unwrap();
    let mut outputs = network.output_buffers();
    let mut answers = vec![Vec::new(); outputs.len()];
    for step in inputs {
        network.step(&mut state, step, &mut outputs).unwrap();
        for (answer, output) in answers.iter_mut().zip(&outputs) {
            answer.extend_from_slice(output);
        }
    }
    answers
}

/// What ONNX Runtime answers to the input files in `folder`.
fn in_onnxruntime(
    python: &Path,
    model: &Path,
    network: &Network,
    folder: &Path,
    more: &[&str],
) -> Vec<Vec<f32>> {
    let output = Command::new(python)
        .arg(scripts().join("run_steps.py"))
        .arg(model)
        .arg(network.name())
        .arg(folder)
        .args(more)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", model.display());
    let ports = network.method().outputs.iter();
    ports
        .map(|port| read_f32(&folder.join(format!("{}.out", port.name))))
        .collect()
}

fn read_f32(file: &Path) -> Vec<f32> {
    let bytes = fs::read(file).unwrap();
    let words = bytes.chunks_exact(4);
    words
        .map(|word| f32::from_le_bytes(word.try_into().unwrap()))
        .collect()
}

/// The largest difference between two sets of answers of the same shape.
fn difference(a: &[Vec<f32>], b: &[Vec<f32>]) -> f32 {
    assert_eq!(a.len(), b.len());
    let mut most = 0.0f32;
    for (a, b) in a.iter().zip(b) {
        assert_eq!(a.len(), b.len());
        for (a, b) in a.iter().zip(b) {
            assert!(a.is_finite() && b.is_finite());
            most = most.max((a - b).abs());
        }
    }
    most
}

/// Compares both for one method of a model file. Without its states a model must differ:
/// otherwise the comparison would prove nothing about streaming.
fn compare(python: &Path, file: &Path, method: &str) {
    let model = Model::open(file).unwrap();
    let network = Network::new(&model, method).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut noise = Noise(1);
    let inputs: Vec<Vec<Box<[f32]>>> = (0..STEPS)
        .map(|_| {
            let mut step = network.input_buffers();
            step.iter_mut()
                .flatten()
                .for_each(|value| *value = noise.next());
            step
        })
        .collect();
    for (index, port) in network.method().inputs.iter().enumerate() {
        let values = inputs.iter().flat_map(|step| &step[index]);
        let bytes: Vec<u8> = values.flat_map(|value| value.to_le_bytes()).collect();
        fs::write(folder.path().join(format!("{}.in", port.name)), bytes).unwrap();
    }

    let ours = in_core(&network, &inputs);
    let peak = ours
        .iter()
        .flatten()
        .fold(0.0f32, |peak, value| peak.max(value.abs()));
    assert!(peak > 0.0, "silence compares well with anything");
    let tolerance = TOLERANCE * peak.min(1.0);
    let theirs = in_onnxruntime(python, file, &network, folder.path(), &[]);
    let off = difference(&ours, &theirs);
    println!(
        "{} {method}: at most {off:.1e} apart, peak {peak:.1e}",
        file.display()
    );
    assert!(off <= tolerance, "{} {method}: {off}", file.display());
    if !network.method().states.is_empty() {
        let forgetful = in_onnxruntime(python, file, &network, folder.path(), &["--forgetful"]);
        assert!(
            difference(&ours, &forgetful) > tolerance,
            "the states change nothing"
        );
    }
}

/// Two causal convolutions, half-precision weights, the first's large enough to be kept beside the
/// graph, a non-linearity and a delay.
fn small_model() -> Vec<u8> {
    const STEP: usize = 64;
    let mut noise = Noise(2);
    let mut weights = |n: usize| (0..n).map(|_| noise.next()).collect::<Vec<_>>();
    let mut graph = GraphBuilder::new("small", WeightFormat::F16);
    let x = graph.input("audio", &[1, 1, STEP]);
    let first = graph.weight("first", &[32, 1, 5], &weights(160));
    let second = graph.weight("second", &[1, 32, 3], &weights(96));
    let y = graph.conv1d_causal(&x, &first, None, (1, STEP), 5, 1, 2, 1);
    let y = graph.leaky_relu(&y);
    let y = graph.conv1d_causal(&y, &second, None, (32, STEP), 3, 1, 1, 1);
    let y = graph.delay(&y, (1, STEP), 100);
    graph.output("out", &y, &[1, 1, STEP]);
    let graph = graph.finish();
    let port = |name: &str| Port {
        name: name.into(),
        kind: Kind::Audio,
        channels: 1,
        samples: STEP,
    };
    let method = Method {
        graph: "forward.onnx".into(),
        step: STEP,
        delay: 100,
        inputs: vec![port("audio")],
        outputs: vec![port("out")],
        states: graph.states,
    };
    let manifest = Manifest {
        format: FORMAT,
        name: "small".into(),
        sample_rate: 44_100,
        channels: 1,
        methods: BTreeMap::from([("forward".into(), method)]),
        attributes: Vec::new(),
        settings: Vec::new(),
        pitch: None,
        latent: None,
    };
    let graphs = BTreeMap::from([("forward.onnx".into(), graph.model)]);
    write_model(&manifest, &graphs, "").unwrap()
}

#[test]
fn a_small_model_runs_the_same() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("small.nrave");
    fs::write(&file, small_model()).unwrap();
    compare(&python, &file, "forward");
}

#[test]
fn the_shipped_models_run_the_same() {
    let Some(python) = python() else { return };
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo");
    let files: Vec<PathBuf> = fs::read_dir(zoo)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "nrave")
        })
        .collect();
    assert!(!files.is_empty(), "no model in models/zoo");
    for file in files {
        for method in Model::peek(&file).unwrap().methods.keys() {
            compare(&python, &file, method);
        }
    }
}
