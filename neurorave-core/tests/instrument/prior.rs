//! Models that play by themselves: what they propose is followed, and the player can lean on it or
//! take over.

use crate::common::{Random, attribute, fake, manifest, offline, port, render, save};
use neurorave_core::attributes::Value;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::graph::{GraphBuilder, WeightFormat};
use neurorave_core::instrument::{Command, Instrument, Remote};
use neurorave_core::model_file::manifest::{Kind, Manifest, PitchSpec, Scale};
use neurorave_core::model_file::write_model;
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::sync::Arc;

const STEP: usize = 512;
/// Places of the inputs of [`playing_by_itself`].
const ATTRIBUTE: usize = 0;
const PITCH: usize = 1;
const NOISE: usize = 3;
const DRAW: usize = 4;
const TEMPERATURE: usize = 5;
const BASE: usize = 6;

fn playing_by_itself() -> Manifest {
    let mut manifest = manifest(STEP, 0);
    manifest.attributes = vec![
        attribute("rms", "dBFS", Scale::Linear, -60.0, 0.0),
        attribute("centroid", "Hz", Scale::Log, 200.0, 8000.0),
    ];
    manifest.pitch = Some(PitchSpec {
        min_hz: 60.0,
        max_hz: 1000.0,
    });
    let method = manifest.methods.get_mut("forward").unwrap();
    method.inputs = vec![
        port("attribute", Kind::Attribute, 2, 1),
        port("pitch", Kind::Pitch, 2, 1),
        port("excitation", Kind::Excitation, 1, STEP),
        port("noise", Kind::Noise, 4, 32),
        port("draw", Kind::Draw, 3, 1),
        port("temperature", Kind::Temperature, 1, 1),
        port("base", Kind::Base, 4, 1),
    ];
    method.outputs.extend([
        port("attribute_next", Kind::Attribute, 2, 1),
        port("pitch_next", Kind::Pitch, 2, 1),
    ]);
    manifest
}

/// The inputs of each step.
type Seen = Arc<Mutex<Vec<Vec<Vec<f32>>>>>;

/// Proposes in step `n`, for the next: an rms of `n / 100`, a centroid of -0.5, 220 Hz, half voiced.
fn spy() -> (Instrument, Remote, Seen) {
    let seen = Seen::default();
    let store = Arc::clone(&seen);
    let (instrument, remote) = offline(44100.0);
    let network = fake(playing_by_itself(), false, move |inputs, outputs| {
        let mut store = store.lock();
        outputs[0].fill(0.5);
        outputs[1].copy_from_slice(&[store.len() as f32 / 100.0, -0.5]);
        outputs[2].copy_from_slice(&[-1.0, 0.5]);
        store.push(inputs.iter().map(|x| x.to_vec()).collect());
        Ok(())
    });
    remote.play(network).unwrap();
    seen.lock().clear();
    (instrument, remote, seen)
}

/// What the network gets in `steps` steps, silence at all inlets.
fn play(instrument: &mut Instrument, seen: &Seen, steps: usize) -> Vec<Vec<Vec<f32>>> {
    seen.lock().clear();
    instrument.apply(Command::Reset);
    render(instrument, &vec![0.0; STEP * steps], &[64]);
    seen.lock().clone()
}

#[test]
fn proposals_are_followed_one_step_later() {
    let (mut instrument, remote, seen) = spy();
    let steps = play(&mut instrument, &seen, 5);
    assert_eq!(steps[0][ATTRIBUTE], [0.0, 0.0], "the model's defaults");
    assert_eq!(steps[0][PITCH][1], 0.0, "nothing voiced before a proposal");
    for (before, step) in steps[1..].iter().enumerate() {
        let rms = before as f32 / 100.0;
        assert_eq!(step[ATTRIBUTE], [rms, -0.5]);
        assert_eq!(step[PITCH], [-1.0, 0.5]);
        assert_eq!(step[BASE], [rms, -0.5, -1.0, 0.5]);
    }
    let status = remote.status();
    assert!(
        (status.readings[0].measured - -29.1).abs() < 0.1,
        "{:?}",
        status.readings[0]
    );
    assert!((status.pitch.0 - 220.0).abs() < 0.01);
    let layout = status.model.unwrap().layout.clone();
    let names = |jacks: &[neurorave_core::network::Jack]| {
        jacks
            .iter()
            .map(|jack| jack.name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&layout.inlets),
        ["messages", "pitch", "rms", "centroid"]
    );
    assert_eq!(names(&layout.outlets), ["out 1"]);
}

#[test]
fn the_player_leans_on_proposals_without_the_model_hearing_it() {
    let (mut instrument, _remote, seen) = spy();
    instrument.apply(Command::Scale(Descriptor::Centroid, 0.5));
    instrument.apply(Command::Offset(Descriptor::Centroid, 0.1));
    instrument.apply(Command::Transpose(12.0));
    seen.lock().clear();
    instrument.apply(Command::Reset);
    let (silence, half) = (vec![0.0; STEP * 4], vec![0.5; STEP * 4]);
    instrument.process(&[&silence, &silence, &half], &mut []);
    let last = seen.lock().last().unwrap().clone();
    assert_eq!(last[ATTRIBUTE], [0.52, -0.5 * 0.5 + 0.1]);
    assert_eq!(last[PITCH], [0.0, 0.5]);
    assert_eq!(last[BASE], [0.02, -0.5, -1.0, 0.5]);
}

#[test]
fn what_is_set_overrides_proposals_and_the_model_hears_it() {
    let (mut instrument, _remote, seen) = spy();
    instrument.apply(Command::Set(Descriptor::Rms, Value::Normalised(0.75)));
    instrument.apply(Command::SetPitch(880.0));
    let steps = play(&mut instrument, &seen, 4);
    assert_eq!(steps[3][ATTRIBUTE], [0.75, -0.5]);
    assert_eq!(steps[3][PITCH], [1.0, 1.0]);
    assert_eq!(steps[3][BASE], [0.75, -0.5, 1.0, 1.0]);
    instrument.apply(Command::FollowAll);
    let steps = play(&mut instrument, &seen, 4);
    assert_eq!(steps[3][BASE], [0.02, -0.5, -1.0, 0.5]);
}

#[test]
fn the_side_inlet_is_followed_instead_of_proposals() {
    let (mut instrument, _remote, seen) = spy();
    instrument.apply(Command::Side(true));
    let (silence, loud) = (vec![0.0; STEP * 8], vec![1.0; STEP * 8]);
    instrument.process(&[&silence, &silence, &silence, &silence, &loud], &mut []);
    let last = seen.lock().last().unwrap().clone();
    assert!(
        (last[ATTRIBUTE][0] - 1.0).abs() < 1e-3,
        "{:?}",
        last[ATTRIBUTE]
    );
    assert_eq!(last[BASE][0], last[ATTRIBUTE][0]);
}

#[test]
fn temperature_is_told_and_leaves_noise_and_draws_alone() {
    let take = |temperature| {
        let (mut instrument, _remote, seen) = spy();
        instrument.apply(Command::Temperature(temperature));
        play(&mut instrument, &seen, 20)
    };
    let (warm, cold) = (take(1.0), take(0.0));
    for (warm, cold) in warm.iter().zip(&cold) {
        assert_eq!((warm[TEMPERATURE][0], cold[TEMPERATURE][0]), (1.0, 0.0));
        assert_eq!((&warm[NOISE], &warm[DRAW]), (&cold[NOISE], &cold[DRAW]));
        assert!(warm[DRAW].iter().all(|x| *x > 0.0 && *x < 1.0));
    }
    let draws: Vec<f32> = warm.iter().flat_map(|step| step[DRAW].clone()).collect();
    let mean = draws.iter().sum::<f32>() / draws.len() as f32;
    assert!((mean - 0.5).abs() < 0.15, "{mean}");
    assert_ne!(draws[0], draws[1]);
}

#[test]
fn wild_proposals_are_limited() {
    let (mut instrument, remote) = offline(44100.0);
    let seen = Seen::default();
    let store = Arc::clone(&seen);
    let network = fake(playing_by_itself(), false, move |inputs, outputs| {
        let mut store = store.lock();
        let wild = [1e30, -1e30, f32::NAN, f32::INFINITY][store.len() % 4];
        outputs.iter_mut().for_each(|port| port.fill(wild));
        outputs[0].fill(0.1);
        store.push(inputs.iter().map(|x| x.to_vec()).collect());
        Ok(())
    });
    remote.play(network).unwrap();
    for step in play(&mut instrument, &seen, 20) {
        assert!(
            step[ATTRIBUTE].iter().all(|x| x.abs() <= 6.0),
            "{:?}",
            step[ATTRIBUTE]
        );
        let (low, high) = ((60.0f32 / 440.0).log2(), (1000.0f32 / 440.0).log2());
        assert!(
            (low - 1e-5..=high + 1e-5).contains(&step[PITCH][0]),
            "{:?}",
            step[PITCH]
        );
        assert!((0.0..=1.0).contains(&step[PITCH][1]));
    }
}

/// The bytes of a small prior: attributes and pitch wander by chance, a source is shaped by them.
fn wanderer() -> Vec<u8> {
    let mut g = GraphBuilder::new("wanderer", WeightFormat::F32);
    let attributes = g.input("attribute", &[1, 2, 1]);
    let excitation = g.input("excitation", &[1, 1, STEP]);
    let noise = g.input("noise", &[1, 4, 32]);
    let draw = g.input("draw", &[1, 3, 1]);
    let temperature = g.input("temperature", &[1, 1, 1]);
    let base = g.input("base", &[1, 4, 1]);
    let pitch = g.input("pitch", &[1, 2, 1]);

    let rms = g.slice(&attributes, 1, 0, 1);
    let gain = g.sigmoid(&rms);
    let harmonic = g.mul(&excitation, &gain);
    let hiss = g.slice(&noise, 1, 0, 1);
    let hiss = g.slice(&hiss, 2, 0, 1);
    let voicing = g.slice(&pitch, 1, 1, 2);
    let hiss = g.mul(&hiss, &voicing);
    let tenth = g.constant(&[1, 1, 1], &[0.1]);
    let hiss = g.mul(&hiss, &tenth);
    let out = g.add(&harmonic, &hiss);
    let out = g.mul(&out, &tenth);
    g.output("out", &out, &[1, 1, STEP]);

    let half = g.constant(&[1, 1, 1], &[0.5]);
    let chance = g.sub(&draw, &half);
    let chance = g.mul(&chance, &temperature);
    let before = g.slice(&base, 1, 0, 3);
    let next = g.add(&before, &chance);
    let next = g.tanh(&next);
    let proposed = g.slice(&next, 1, 0, 2);
    g.output("attribute_next", &proposed, &[1, 2, 1]);
    let octaves = g.slice(&next, 1, 2, 3);
    let voiced = g.constant(&[1, 1, 1], &[1.0]);
    let proposed = g.concat(&[&octaves, &voiced], 1);
    g.output("pitch_next", &proposed, &[1, 2, 1]);
    let graph = g.finish();
    let mut manifest = playing_by_itself();
    manifest.methods.get_mut("forward").unwrap().states = graph.states;
    let graphs = BTreeMap::from([("forward.onnx".to_owned(), graph.model)]);
    write_model(&manifest, &graphs, "# Wanders\n").unwrap()
}

#[test]
fn what_a_prior_plays_does_not_depend_on_vectors() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "wanderer.nrave", &wanderer());
    for rate in [44100.0, 48000.0] {
        let take = |vectors: &[usize], temperature: f32, seed: u64| {
            let (mut instrument, remote) = offline(rate);
            remote.load_and_wait(&path, None).unwrap();
            instrument.apply(Command::Temperature(temperature));
            instrument.apply(Command::Seed(seed));
            render(&mut instrument, &vec![0.0; 40_000], vectors)
        };
        let whole = take(&[64], 1.0, 1);
        assert!(
            whole.iter().map(|x| x * x).sum::<f32>() > 1.0,
            "the model must be heard"
        );
        let mut random = Random(3);
        let odd: Vec<usize> = (0..50).map(|_| 1 + random.below(900)).collect();
        for vectors in [&[1][..], &[4096], &odd] {
            assert!(
                take(vectors, 1.0, 1) == whole,
                "{rate} Hz, vectors of {vectors:?}"
            );
        }
        assert!(
            take(&[64], 1.0, 2) != whole,
            "another seed plays something else"
        );
        assert!(
            take(&[64], 0.0, 1) != whole,
            "without chance it plays something else"
        );
    }
}
