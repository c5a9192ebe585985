//! What the network is given: attributes, pitch, noise, latents.

use crate::common::{attribute, fake, manifest, melody, offline, port, render};
use neurorave_core::attributes::Value;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::instrument::{Command, Instrument, Remote};
use neurorave_core::message::{Atom, parse};
use neurorave_core::model_file::manifest::{Kind, Manifest, PitchSpec, Scale};
use parking_lot::Mutex;
use std::sync::Arc;

const STEP: usize = 512;

fn with_controls() -> Manifest {
    let mut manifest = manifest(STEP, 0);
    manifest.attributes = vec![
        attribute("rms", "dBFS", Scale::Linear, -60.0, 0.0),
        attribute("centroid", "Hz", Scale::Log, 200.0, 8000.0),
    ];
    manifest.pitch = Some(PitchSpec {
        min_hz: 60.0,
        max_hz: 1000.0,
    });
    manifest.methods.get_mut("forward").unwrap().inputs.extend([
        port("attribute", Kind::Attribute, 2, 1),
        port("pitch", Kind::Pitch, 2, 1),
        port("excitation", Kind::Excitation, 1, STEP),
        port("noise", Kind::Noise, 4, 32),
    ]);
    manifest
}

/// The inputs of each step.
type Seen = Arc<Mutex<Vec<Vec<Vec<f32>>>>>;

fn spy(manifest: Manifest, rate: f64) -> (Instrument, Remote, Seen) {
    let seen = Seen::default();
    let store = Arc::clone(&seen);
    let (instrument, remote) = offline(rate);
    let network = fake(manifest, false, move |inputs, outputs| {
        store
            .lock()
            .push(inputs.iter().map(|x| x.to_vec()).collect());
        outputs.iter_mut().for_each(|x| x.fill(0.5));
        Ok(())
    });
    remote.play(network).unwrap();
    seen.lock().clear();
    (instrument, remote, seen)
}

fn last(seen: &Seen, port: usize) -> Vec<f32> {
    seen.lock().last().unwrap()[port].clone()
}

#[test]
fn attributes_follow_and_can_be_set_in_either_unit() {
    let (mut instrument, remote, seen) = spy(with_controls(), 44100.0);
    let tone: Vec<f32> = (0..STEP * 12)
        .map(|n| 0.5 * (n as f32 * 0.1425).sin())
        .collect();
    render(&mut instrument, &tone, &[64]);
    // 0.5 peak is −9.03 dBFS rms; 1000 Hz between 200 and 8000 on the scale of log2(f + 20).
    let given = last(&seen, 1);
    assert!((given[0] - (-9.03 + 30.0) / 30.0).abs() < 0.01, "{given:?}");
    let place = |f: f32| (f + 20.0).log2();
    let centroid = 2.0 * (place(1000.0) - place(200.0)) / (place(8000.0) - place(200.0)) - 1.0;
    assert!((given[1] - centroid).abs() < 0.05, "{given:?} {centroid}");
    let reading = remote.status().readings[1];
    assert!(
        (reading.measured - 1000.0).abs() < 30.0 && reading.sent == given[1],
        "{reading:?}"
    );

    instrument.apply(Command::Set(Descriptor::Centroid, Value::Unit(8000.0)));
    instrument.apply(Command::Scale(Descriptor::Rms, 0.0));
    instrument.apply(Command::Offset(Descriptor::Rms, -0.25));
    render(&mut instrument, &tone, &[64]);
    let given = last(&seen, 1);
    assert!(
        (given[0] + 0.25).abs() < 1e-3 && (given[1] - 1.0).abs() < 1e-3,
        "{given:?}"
    );
    instrument.apply(Command::FollowAll);
    render(&mut instrument, &tone, &[64]);
    assert!((last(&seen, 1)[1] - centroid).abs() < 0.05);
}

#[test]
fn inlets_are_averaged_over_the_step_and_lean_on_what_is_followed() {
    let (mut instrument, _remote, seen) = spy(with_controls(), 44100.0);
    instrument.apply(Command::Set(Descriptor::Rms, Value::Normalised(0.5)));
    let silence = vec![0.0; STEP * 4];
    let ramp: Vec<f32> = (0..STEP * 4)
        .map(|n| (n % STEP) as f32 / STEP as f32)
        .collect();
    instrument.process(&[&silence, &silence, &ramp], &mut []);
    assert!(
        (last(&seen, 1)[0] - 1.0).abs() < 2e-3,
        "{:?}",
        last(&seen, 1)
    );
}

#[test]
fn the_pitch_is_followed_set_transposed_and_limited() {
    let (mut instrument, remote, seen) = spy(with_controls(), 44100.0);
    let input = melody(44100.0, 0.24);
    render(&mut instrument, &input, &[64]);
    let octaves = |hz: f32| (hz / 440.0).log2();
    let given = last(&seen, 2);
    assert!(
        (given[0] - octaves(220.0)).abs() < 0.02 && given[1] > 0.5,
        "{given:?}"
    );
    let excitation: f32 = last(&seen, 3).iter().map(|x| x * x).sum::<f32>() / STEP as f32;
    assert!(excitation > 0.1, "power {excitation}");
    assert!((remote.status().pitch.0 - 220.0).abs() < 4.0);

    instrument.apply(Command::SetPitch(110.0));
    instrument.apply(Command::Transpose(7.0));
    let semitones = vec![5.0; input.len()];
    instrument.process(&[&input, &semitones], &mut []);
    let given = last(&seen, 2);
    assert!(
        (given[0] - octaves(220.0)).abs() < 1e-3 && (given[1] - 1.0).abs() < 1e-2,
        "{given:?}"
    );
    instrument.apply(Command::Transpose(60.0));
    render(&mut instrument, &input, &[64]);
    assert!((last(&seen, 2)[0] - octaves(1000.0)).abs() < 1e-3);
    instrument.apply(Command::ReleasePitch);
    render(&mut instrument, &input, &[64]);
    assert!(last(&seen, 2)[1] < 1e-3);
}

#[test]
fn noise_is_seeded_and_scaled() {
    let take = |seed: u64, temperature: f32| {
        let (mut instrument, _remote, seen) = spy(with_controls(), 44100.0);
        instrument.apply(Command::Seed(seed));
        instrument.apply(Command::Temperature(temperature));
        render(&mut instrument, &[0.0; STEP * 3], &[64]);
        last(&seen, 4)
    };
    let (one, again, other) = (take(1, 1.0), take(1, 1.0), take(2, 1.0));
    assert_eq!(one, again);
    assert_ne!(one, other);
    let power = one.iter().map(|x| x * x).sum::<f32>() / one.len() as f32;
    assert!((power - 1.0).abs() < 0.3, "{power}");
    assert!(
        take(1, 0.5)
            .iter()
            .zip(&one)
            .all(|(half, whole)| *half == 0.5 * whole)
    );
}

#[test]
fn the_side_inlet_is_what_is_followed() {
    let (mut instrument, _remote, seen) = spy(with_controls(), 44100.0);
    instrument.apply(Command::Side(true));
    let (silence, loud) = (vec![0.0; STEP * 8], vec![1.0; STEP * 8]);
    let inputs: [&[f32]; 5] = [&silence, &silence, &silence, &silence, &loud];
    instrument.process(&inputs, &mut []);
    assert!((last(&seen, 1)[0] - 1.0).abs() < 1e-3);
    instrument.set_side_inlet(Some(1));
    instrument.process(&[&loud, &silence], &mut []);
    assert_eq!(
        last(&seen, 1)[0],
        attribute("rms", "", Scale::Linear, -60.0, 0.0).normalise(-120.0)
    );
}

#[test]
fn latents_go_out_and_come_in_as_held_signals() {
    let mut encode = manifest(STEP, 0);
    encode.methods.get_mut("forward").unwrap().outputs = vec![port("latent", Kind::Latent, 2, 1)];
    let (mut instrument, remote) = offline(48000.0);
    let count = Arc::new(Mutex::new(0.0f32));
    let network = fake(encode, false, move |_, outputs| {
        let mut count = count.lock();
        *count += 1.0;
        outputs[0].copy_from_slice(&[*count, -*count]);
        Ok(())
    });
    remote.play(network).unwrap();
    assert_eq!(remote.status().model.unwrap().layout.outlets.len(), 2);
    let input = vec![0.0; 48000];
    let (mut a, mut b) = (vec![0.0; 48000], vec![0.0; 48000]);
    instrument.process(&[&input], &mut [&mut a, &mut b]);
    assert!(
        a[10000..].iter().all(|x| *x > 10.0 && x.fract() == 0.0),
        "held, not interpolated"
    );
    assert!(a.iter().zip(&b).all(|(a, b)| *a == -b));
    let changes = a[10000..].windows(2).filter(|w| w[0] != w[1]).count();
    assert!(
        (67..=69).contains(&changes),
        "{changes} frames in 38000 samples"
    );

    let mut decode = manifest(STEP, 0);
    decode.methods.get_mut("forward").unwrap().inputs = vec![port("latent", Kind::Latent, 2, 2)];
    let (mut instrument, _remote, seen) = spy(decode, 44100.0);
    let first: Vec<f32> = (0..STEP * 3)
        .map(|n| ((n / (STEP / 2)) % 2) as f32)
        .collect();
    let second = vec![-2.0; STEP * 3];
    instrument.process(&[&first, &second], &mut []);
    assert_eq!(last(&seen, 0), [0.0, 1.0, -2.0, -2.0]);
}

#[test]
fn messages_are_checked_against_the_model() {
    let (_instrument, remote, _seen) = spy(with_controls(), 44100.0);
    let act = |word: &str, atoms: &[&str]| {
        let atoms: Vec<_> = atoms.iter().map(|a| Atom::from_text(a)).collect();
        remote.act(&parse(word, &atoms)?)
    };
    assert!(act("set", &["centroid", "0.5"]).unwrap().is_empty());
    let error = act("set", &["flatness", "0.5"]).unwrap_err().0;
    assert!(error.contains("rms, centroid"), "{error}");
    let error = act("method", &["dream"]).unwrap_err().0;
    assert!(error.contains("forward"), "{error}");
    let reply = act("get", &[]).unwrap();
    assert_eq!(reply.len(), 3);
    assert_eq!(
        act("latency", &[]).unwrap()[0].to_string(),
        "latency 511 11.587301"
    );
    assert!(
        act("info", &[])
            .unwrap()
            .iter()
            .any(|line| line.to_string() == "info step 512")
    );
}
