//! The graphs of a model file play what the trainer trained, however long their steps are.

use burn::prelude::*;
use neurorave_core::graph::WeightFormat;
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{AttributeSpec, Kind, Method, Scale};
use neurorave_core::network;
use neurorave_core::pitch::{Excitation, Pitch};
use nrave::train::average::values;
use nrave::train::lower::{Description, model_file};
use nrave::train::network::{Network, Shape};
use nrave::train::playing::{Controls, Player, Playing, noise};
use nrave::train::pqmf::Pqmf;
use nrave::train::preset::{PRESETS, Preset, Wishes};
use nrave::train::rotation::Moments;
use nrave::train::step::constant;
use nrave::train::synthesis::Synthesis;

const RATE: u32 = 44_100;
const FRAMES: usize = 24;
const NOISE_SEED: u64 = 9;

fn attributes() -> Vec<AttributeSpec> {
    let spec = |name: &str, unit: &str, scale, min, max| AttributeSpec {
        name: name.into(),
        unit: unit.into(),
        scale,
        min,
        max,
        default: 0.0,
        gate_dbfs: None,
    };
    vec![
        spec("rms", "dBFS", Scale::Linear, -50.0, -12.0),
        spec("centroid", "Hz", Scale::Log, 200.0, 6000.0),
        spec("bandwidth", "Hz", Scale::Log, 600.0, 5000.0),
    ]
}

/// An input of noise, with attributes and a pitch that glide.
struct Material {
    shape: Shape,
    audio: Vec<f32>,
    controls: Controls,
    excitation: Vec<f32>,
    noise: Vec<f32>,
    latent: Vec<f32>,
    heard: Vec<f32>,
}

impl Material {
    /// What `network` makes of it, by the trainer.
    fn new(network: &Network, frames: usize) -> Self {
        let shape = network.shape();
        let samples = frames * shape.geometry().ratio;
        let audio = noise(5, samples).iter().map(|x| x * 0.1).collect();
        let mut controls = Controls::default();
        let mut source = Excitation::new(RATE as f32);
        let mut excitation = vec![0.0; samples];
        for (frame, out) in excitation.chunks_exact_mut(samples / frames).enumerate() {
            let share = frame as f32 / frames as f32;
            let pitch = Pitch {
                hz: 110.0 * 4f32.powf(share),
                voicing: 1.0 - 0.5 * share,
            };
            let values = [share - 0.3, 0.7 - share, share * share];
            controls.attributes.extend(&values[..shape.attributes()]);
            source.render(pitch, out);
            controls.pitch.push(pitch);
        }
        let mut material = Self {
            noise: noise(NOISE_SEED, samples),
            latent: Vec::new(),
            heard: Vec::new(),
            shape,
            audio,
            controls,
            excitation,
        };
        material.offline(network);
        material
    }

    /// Fills in the latents and the audio.
    fn offline(&mut self, network: &Network) {
        let device = Device::flex();
        let geometry = self.shape.geometry();
        let bank = Pqmf::new(geometry.bank);
        let bands = self.shape.hear(&bank, &self.audio);
        let frames = self.controls.frames();
        let shape = [1, frames * geometry.band_steps(), geometry.bank.bands];
        let latent = network.encode(constant(bands, shape, &device)).mean;
        let mut playing = Playing::default();
        let player = Player {
            bank: &bank,
            attributes: &attributes()[..self.shape.attributes()],
            rate: RATE,
        };
        self.shape
            .play(&mut playing, &self.controls, &player, NOISE_SEED);
        let synthesis = Synthesis::new(&bank, &device);
        self.heard = values(network.decode(latent.clone(), playing, &synthesis));
        self.latent = values(latent);
    }

    /// One port's values for the frames of one step, channel-major.
    fn port(&self, kind: Kind, channels: usize, from: usize, frames: usize) -> Vec<f32> {
        let rows = |interleaved: &[f32]| -> Vec<f32> {
            let rate = interleaved.len() / FRAMES;
            let step = &interleaved[from * rate..(from + frames) * rate];
            (0..channels)
                .flat_map(|channel| step.iter().skip(channel).step_by(channels).copied())
                .collect()
        };
        match kind {
            Kind::Audio => rows(&self.audio),
            Kind::Excitation => rows(&self.excitation),
            Kind::Noise => rows(&self.noise),
            Kind::Attribute => rows(&self.controls.attributes),
            Kind::Latent => rows(&self.latent),
            Kind::Pitch => {
                let pitches = &self.controls.pitch[from..from + frames];
                let octaves = pitches.iter().map(|pitch| (pitch.hz / 440.0).log2());
                octaves
                    .chain(pitches.iter().map(|pitch| pitch.voicing))
                    .collect()
            }
            kind => unreachable!("no network has a port of kind {kind:?}"),
        }
    }
}

/// What the engine hears, step by step.
fn streamed(model: &Model, name: &str, material: &Material, frames: usize) -> Vec<f32> {
    let network = network::Network::new(model, name).unwrap();
    let method: &Method = network.method();
    let mut state = network.start().unwrap();
    let mut outputs = network.output_buffers();
    let mut heard = Vec::new();
    for from in (0..FRAMES).step_by(frames) {
        let inputs: Vec<Box<[f32]>> = method
            .inputs
            .iter()
            .map(|input| {
                material
                    .port(input.kind, input.channels, from, frames)
                    .into()
            })
            .collect();
        network.step(&mut state, &inputs, &mut outputs).unwrap();
        let (channels, samples) = (method.outputs[0].channels, method.outputs[0].samples);
        for time in 0..samples {
            heard.extend((0..channels).map(|channel| outputs[0][channel * samples + time]));
        }
    }
    heard
}

fn assert_close(what: &str, ours: &[f32], theirs: &[f32]) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    let peak = theirs.iter().fold(0.0f32, |peak, x| peak.max(x.abs()));
    let worst = ours
        .iter()
        .zip(theirs)
        .fold(0.0f32, |worst, (a, b)| worst.max((a - b).abs()));
    assert!(peak > 1e-3, "{what}: nothing to compare, peak {peak}");
    assert!(
        worst <= 1e-4 * peak.max(1.0),
        "{what}: off by {worst} at a peak of {peak}"
    );
}

/// Streams `shape` in steps of several lengths beside the trainer's own forward.
fn check(name: &str, shape: &Shape) {
    let device = Device::flex();
    device.seed(11);
    let network = shape.network(&device);
    let material = Material::new(&network, FRAMES);
    let attributes = attributes()[..shape.attributes()].to_vec();
    let description = Description::untrained("random", RATE, attributes, shape);
    for frames in [1, 2, 3, 8] {
        let bytes = model_file(&network, &description, frames, WeightFormat::F32).unwrap();
        let model = Model::from_bytes("random.nrave", &bytes).unwrap();
        for (method, expected) in [
            ("forward", &material.heard),
            ("encode", &material.latent),
            ("decode", &material.heard),
        ] {
            let heard = streamed(&model, method, &material, frames);
            let what = format!("{name}: {method}, {frames} frames a step");
            assert_close(&what, &heard, expected);
        }
    }
}

/// Every preset, narrow, with as many attributes as the material has where it takes any.
fn check_preset(name: &str, pitch: bool) {
    let preset = Preset::named(name).unwrap();
    let wishes = Wishes {
        capacity: 6,
        latents: Some(5),
        attributes: if name == "rave" { 0 } else { 3 },
        pitch,
    };
    check(name, &preset.shape(&wishes).unwrap());
}

macro_rules! streams_what_the_trainer_hears {
    ($($test:ident: $name:literal $(pitch $pitch:literal)?;)*) => {
        $(#[test]
        fn $test() {
            check_preset($name, true $(&& $pitch)?);
        })*

        #[test]
        fn every_preset_is_checked() {
            let checked = [$($name),*];
            for preset in &PRESETS {
                assert!(checked.contains(&preset.name), "{} isn't", preset.name);
            }
        }
    };
}

streams_what_the_trainer_hears! {
    fader: "fader";
    fader_without_pitch: "fader" pitch false;
    pi: "pi";
    rave: "rave";
    fader_rave: "fader-rave";
    conditional: "conditional";
    brave: "brave";
    rave_v1: "rave-v1";
    rave_v2: "rave-v2";
    rave_v2_small: "rave-v2-small";
    rave_raspberry: "rave-raspberry";
    rave_brave: "rave-brave";
}

#[test]
fn turned_latents_sound_the_same_and_fall_in_variance() {
    let device = Device::flex();
    for preset in &PRESETS {
        device.seed(3);
        let wishes = Wishes {
            capacity: 6,
            latents: Some(5),
            attributes: if preset.name == "rave" { 0 } else { 3 },
            pitch: true,
        };
        let network = preset.shape(&wishes).unwrap().network(&device);
        let frames = (49_152 / network.shape().geometry().ratio).max(FRAMES);
        let before = Material::new(&network, frames);
        let mut moments = Moments::new(5);
        let settled = before.latent.chunks_exact(5).skip(frames / 2);
        settled.for_each(|frame| moments.add(frame));
        let rotation = moments.rotation();
        let after = Material::new(&rotation.fold(network), frames);
        // A silent past is old zero to one and the mean to the other: compare once that is over.
        let from = before.heard.len() * 3 / 4;
        let name = format!("{}, turned", preset.name);
        assert_close(&name, &after.heard[from..], &before.heard[from..]);
        let mut moments = Moments::new(5);
        let settled = after.latent.chunks_exact(5).skip(frames / 2);
        settled.for_each(|frame| moments.add(frame));
        let turned = moments.rotation();
        for (ours, theirs) in rotation.variances.iter().zip(&turned.variances) {
            assert!(
                (ours - theirs).abs() < 1e-3 * rotation.variances[0],
                "{name}"
            );
        }
    }
}
