//! The graphs of a model file play what the trainer trained, however long their steps are.

use burn::prelude::*;
use neurorave_core::graph::WeightFormat;
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::{
    AttributeSpec, Kind, LatentSpec, Method, PitchSpec, Scale,
};
use neurorave_core::network::Network;
use neurorave_core::pitch::{Excitation, Noise, Pitch};
use nrave::train::average::values;
use nrave::train::batch::{Controls, Playing, play};
use nrave::train::lower::{Description, model_file};
use nrave::train::network::{BAND_STEPS, FRAME, Fader, LATENT, encoder};
use nrave::train::pqmf::{BANDS, Pqmf};
use nrave::train::step::{Context, constant, decode, synthesis_matrix};

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
    audio: Vec<f32>,
    controls: Controls,
    excitation: Vec<f32>,
    noise: Vec<f32>,
}

fn material() -> Material {
    let mut audio = vec![0.0; FRAMES * FRAME];
    Noise::new(5).fill(&mut audio);
    audio.iter_mut().for_each(|x| *x *= 0.1);
    let mut noise = vec![0.0; FRAMES * FRAME];
    Noise::new(NOISE_SEED).fill(&mut noise);
    let mut controls = Controls::default();
    let mut source = Excitation::new(RATE as f32);
    let mut excitation = vec![0.0; FRAMES * FRAME];
    for (frame, out) in excitation.chunks_exact_mut(FRAME).enumerate() {
        let share = frame as f32 / FRAMES as f32;
        let pitch = Pitch {
            hz: 110.0 * 4f32.powf(share),
            voicing: 1.0 - 0.5 * share,
        };
        controls
            .attributes
            .extend([share - 0.3, 0.7 - share, share * share]);
        source.render(pitch, out);
        controls.pitch.push(pitch);
    }
    Material {
        audio,
        controls,
        excitation,
        noise,
    }
}

/// What the trainer hears.
fn offline(fader: &Fader, material: &Material) -> (Vec<f32>, Vec<f32>) {
    let device = Device::flex();
    let bank = Pqmf::default();
    let mut bands = bank.split(&material.audio);
    encoder::normalise(&mut bands);
    let bands = constant(bands, [1, FRAMES * BAND_STEPS, BANDS], &device);
    let latent = fader.encoder.forward(bands).mean;
    let mut playing = Playing::default();
    play(
        &mut playing,
        &material.controls,
        &attributes(),
        0,
        &bank,
        NOISE_SEED,
        RATE,
    );
    let context = Context {
        synthesis: synthesis_matrix(&bank, &device),
        device,
        attributes: attributes(),
        rate: RATE as f32,
    };
    let audio = decode(fader, latent.clone(), playing, &context);
    (values(audio), values(latent))
}

/// One port's values for the frames of one step, channel-major.
fn port(kind: Kind, material: &Material, latent: &[f32], from: usize, frames: usize) -> Vec<f32> {
    let channels_first = |interleaved: &[f32], channels: usize| -> Vec<f32> {
        (0..channels)
            .flat_map(|channel| interleaved.iter().skip(channel).step_by(channels).copied())
            .collect()
    };
    let samples = from * FRAME..(from + frames) * FRAME;
    match kind {
        Kind::Audio => material.audio[samples].to_vec(),
        Kind::Excitation => material.excitation[samples].to_vec(),
        Kind::Noise => channels_first(&material.noise[samples], BANDS),
        Kind::Attribute => channels_first(
            &material.controls.attributes[from * 3..(from + frames) * 3],
            3,
        ),
        Kind::Latent => channels_first(&latent[from * LATENT..(from + frames) * LATENT], LATENT),
        Kind::Pitch => {
            let pitches = &material.controls.pitch[from..from + frames];
            let octaves = pitches.iter().map(|pitch| (pitch.hz / 440.0).log2());
            octaves
                .chain(pitches.iter().map(|pitch| pitch.voicing))
                .collect()
        }
        kind => unreachable!("fader-small has no {kind:?}"),
    }
}

/// What the engine hears, step by step.
fn streamed(
    model: &Model,
    name: &str,
    material: &Material,
    latent: &[f32],
    frames: usize,
) -> Vec<f32> {
    let network = Network::new(model, name).unwrap();
    let method: &Method = network.method();
    let mut state = network.start().unwrap();
    let mut outputs = network.output_buffers();
    let mut heard = Vec::new();
    for from in (0..FRAMES).step_by(frames) {
        let inputs: Vec<Box<[f32]>> = method
            .inputs
            .iter()
            .map(|input| port(input.kind, material, latent, from, frames).into())
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

#[test]
fn streaming_equals_the_trainers_own_forward_for_any_step() {
    let device = Device::flex();
    device.seed(11);
    let fader = Fader::new(3, &device);
    let material = material();
    let (audio, latent) = offline(&fader, &material);
    let description = Description {
        name: "random".into(),
        rate: RATE,
        attributes: attributes(),
        pitch: PitchSpec {
            min_hz: 32.0,
            max_hz: 3000.0,
        },
        latent: LatentSpec {
            mean: vec![0.0; LATENT],
            std: vec![1.0; LATENT],
        },
        card: String::new(),
    };
    for frames in [1, 2, 3, 8] {
        let bytes = model_file(&fader, &description, frames, WeightFormat::F32).unwrap();
        let model = Model::from_bytes("random.nrave", &bytes).unwrap();
        let heard = streamed(&model, "forward", &material, &latent, frames);
        assert_close(&format!("forward, {frames} frames a step"), &heard, &audio);
        let heard = streamed(&model, "encode", &material, &latent, frames);
        assert_close(&format!("encode, {frames} frames a step"), &heard, &latent);
        let heard = streamed(&model, "decode", &material, &latent, frames);
        assert_close(&format!("decode, {frames} frames a step"), &heard, &audio);
    }
}
