//! Small models and hosts for the instrument's tests.
#![allow(dead_code)]

use neurorave_core::graph::{GraphBuilder, WeightFormat};
use neurorave_core::instrument::{Command, Instrument, Mode, Remote, Request};
use neurorave_core::message::Atom;
use neurorave_core::model_file::manifest::{
    AttributeSpec, Kind, Manifest, Method, PitchSpec, Port, Scale,
};
use neurorave_core::model_file::write_model;
use neurorave_core::network::{Executor, Network, NetworkError, State};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub const RATE: u32 = 44100;

pub fn port(name: &str, kind: Kind, channels: usize, samples: usize) -> Port {
    Port {
        name: name.into(),
        kind,
        channels,
        samples,
    }
}

pub fn attribute(name: &str, unit: &str, scale: Scale, min: f32, max: f32) -> AttributeSpec {
    let gate_dbfs = Some(-70.0);
    AttributeSpec {
        name: name.into(),
        unit: unit.into(),
        scale,
        min,
        max,
        default: 0.0,
        gate_dbfs,
    }
}

/// Mono in, mono out.
pub fn manifest(step: usize, delay: usize) -> Manifest {
    let method = Method {
        graph: "forward.onnx".into(),
        step,
        delay,
        inputs: vec![port("audio", Kind::Audio, 1, step)],
        outputs: vec![port("out", Kind::Audio, 1, step)],
        states: vec![],
    };
    Manifest {
        format: 1,
        name: "probe".into(),
        sample_rate: RATE,
        channels: 1,
        methods: BTreeMap::from([("forward".into(), method)]),
        attributes: vec![],
        settings: Vec::new(),
        pitch: None,
        latent: None,
    }
}

/// The bytes of a model that delays its input by `delay` samples, and says so.
pub fn delay_model(step: usize, delay: usize) -> Vec<u8> {
    let mut g = GraphBuilder::new("delay", WeightFormat::F32);
    let x = g.input("audio", &[1, 1, step]);
    let y = g.delay(&x, (1, step), delay);
    g.output("out", &y, &[1, 1, step]);
    let graph = g.finish();
    let mut manifest = manifest(step, delay);
    manifest.methods.get_mut("forward").unwrap().states = graph.states;
    let graphs = BTreeMap::from([("forward.onnx".to_owned(), graph.model)]);
    write_model(&manifest, &graphs, "# A delay\n").unwrap()
}

/// The bytes of a model with everything that a real one has: delayed audio scaled by the centroid
/// attribute, plus pitch, excitation and noise.
pub fn full_model(step: usize, delay: usize) -> Vec<u8> {
    let mut g = GraphBuilder::new("full", WeightFormat::F16);
    let audio = g.input("audio", &[1, 1, step]);
    let attributes = g.input("attribute", &[1, 2, 1]);
    let pitch = g.input("pitch", &[1, 2, 1]);
    let excitation = g.input("excitation", &[1, 1, step]);
    let noise = g.input("noise", &[1, 16, step / 16]);
    let dry = g.delay(&audio, (1, step), delay);
    let taps = g.weight("taps", &[1, 1, 5], &[0.1, -0.2, 0.4, 0.2, 0.1]);
    let dry = g.conv1d_causal(&dry, &taps, None, (1, step), 5, 1, 1, 1);
    let centroid = g.slice(&attributes, 1, 1, 2);
    let gain = g.sigmoid(&centroid);
    let dry = g.mul(&dry, &gain);
    let octaves = g.slice(&pitch, 1, 0, 1);
    let tilt = g.tanh(&octaves);
    let source = g.mul(&excitation, &tilt);
    let noise = g.reshape(&noise, &[1, 1, step]);
    let tenth = g.constant(&[1], &[0.05]);
    let noise = g.mul(&noise, &tenth);
    let sum = g.add(&dry, &source);
    let sum = g.add(&sum, &noise);
    let half = g.constant(&[1], &[0.5]);
    let y = g.mul(&sum, &half);
    g.output("out", &y, &[1, 1, step]);
    let graph = g.finish();
    let mut manifest = manifest(step, delay);
    manifest.name = "full".into();
    manifest.attributes = vec![
        attribute("rms", "dBFS", Scale::Linear, -60.0, -10.0),
        attribute("centroid", "Hz", Scale::Log, 200.0, 8000.0),
    ];
    manifest.pitch = Some(PitchSpec {
        min_hz: 60.0,
        max_hz: 1500.0,
    });
    let method = manifest.methods.get_mut("forward").unwrap();
    method.states = graph.states;
    method.inputs.extend([
        port("attribute", Kind::Attribute, 2, 1),
        port("pitch", Kind::Pitch, 2, 1),
        port("excitation", Kind::Excitation, 1, step),
        port("noise", Kind::Noise, 16, step / 16),
    ]);
    let graphs = BTreeMap::from([("forward.onnx".to_owned(), graph.model)]);
    write_model(&manifest, &graphs, "# Everything at once\n").unwrap()
}

/// Writes a model into `folder`.
pub fn save(folder: &Path, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// An executor made of a function of a step's inputs and outputs.
pub struct Fake<F> {
    pub work: F,
    pub real_time_safe: bool,
}

impl<F> Executor for Fake<F>
where
    F: Fn(&[Box<[f32]>], &mut [Box<[f32]>]) -> Result<(), NetworkError> + Send + Sync,
{
    fn name(&self) -> &'static str {
        "fake"
    }

    fn start(&self) -> Result<State, NetworkError> {
        Ok(State::new(()))
    }

    fn reset(&self, _: &mut State) -> Result<(), NetworkError> {
        Ok(())
    }

    fn step(
        &self,
        _: &mut State,
        inputs: &[Box<[f32]>],
        outputs: &mut [Box<[f32]>],
    ) -> Result<(), NetworkError> {
        (self.work)(inputs, outputs)
    }

    fn is_real_time_safe(&self) -> bool {
        self.real_time_safe
    }
}

/// A network of a mono manifest, run by a function.
pub fn fake<F>(manifest: Manifest, real_time_safe: bool, work: F) -> Arc<Network>
where
    F: Fn(&[Box<[f32]>], &mut [Box<[f32]>]) -> Result<(), NetworkError> + Send + Sync + 'static,
{
    let executor = Fake {
        work,
        real_time_safe,
    };
    Network::with_executor(manifest, "forward", Box::new(executor)).unwrap()
}

/// Passes its first input on.
pub fn pass(inputs: &[Box<[f32]>], outputs: &mut [Box<[f32]>]) -> Result<(), NetworkError> {
    outputs[0].copy_from_slice(&inputs[0]);
    Ok(())
}

/// An instrument that renders offline at `rate`.
pub fn offline(rate: f64) -> (Instrument, Remote) {
    let (mut instrument, remote) = Instrument::new();
    remote.request(Request::Mode(Some(Mode::Offline)));
    instrument.prepare(rate, 64);
    (instrument, remote)
}

/// Feeds `input` to the first inlet in vectors of the given sizes, over and over.
pub fn render(instrument: &mut Instrument, input: &[f32], vectors: &[usize]) -> Vec<f32> {
    let mut output = vec![0.0; input.len()];
    let mut at = 0;
    for &size in vectors.iter().cycle() {
        let end = (at + size).min(input.len());
        instrument.process(&[&input[at..end]], &mut [&mut output[at..end]]);
        at = end;
        if at == input.len() {
            return output;
        }
    }
    output
}

/// Pseudo-random numbers for tests: xorshift.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// −1…1.
    pub fn sample(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    }
}

/// A sound with pitch, changing brightness and pauses.
pub fn melody(rate: f64, seconds: f64) -> Vec<f32> {
    let mut random = Random(7);
    let count = (rate * seconds) as usize;
    let sample = |n: usize| {
        let t = n as f64 / rate;
        let f = [220.0, 330.0, 247.0, 440.0][(t * 4.0) as usize % 4];
        let loud = if (t * 2.0) as usize % 3 == 2 {
            0.0
        } else {
            0.3
        };
        let partial = |k: f64| (std::f64::consts::TAU * f * k * t).sin() / k;
        let tone = partial(1.0) + partial(2.0) + partial(3.0) * (t * 3.0).sin();
        (loud * tone) as f32 + 0.01 * random.sample()
    };
    (0..count).map(sample).collect()
}

/// Sends several commands.
pub fn send(remote: &Remote, commands: &[Command]) {
    commands.iter().for_each(|&command| remote.send(command));
}

/// What answers a message.
pub fn say(remote: &Remote, message: &str) -> Result<Vec<String>, String> {
    let mut words = message.split(' ');
    let word = words.next().unwrap_or_default();
    let atoms: Vec<_> = words.map(Atom::from_text).collect();
    let action = remote.understand(word, &atoms);
    let replies = action.and_then(|action| remote.act(&action));
    let replies = replies.map_err(|error| error.0)?;
    Ok(replies.iter().map(ToString::to_string).collect())
}
