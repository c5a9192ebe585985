//! In Pd a model plays by itself, exactly as the engine plays it, and can be leaned on meanwhile.

use neurorave_core::attributes::Value;
use neurorave_core::descriptors::Descriptor::Rms;
use neurorave_core::instrument::Command;
use nrave_tests::pd::models::write_wanderer;
use nrave_tests::pd::{Render, Rig, assert_same, pd_is_here, reference_of};

const RATE: u32 = 48_000;

fn power(samples: &[f32]) -> f32 {
    samples.iter().map(|x| x * x).sum::<f32>() / samples.len() as f32
}

#[test]
fn a_prior_plays_in_pd_as_in_the_engine() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let model = write_wanderer(folder.path(), "wanderer");
    // The cord at the first inlet carries a sound: there is nothing there that would hear it.
    let input: Vec<f32> = (0..72_000).map(|n| (n as f32 * 0.05).sin()).collect();
    let at = |block: usize| block * 64;
    let messages = [
        (0, "seed 3"),
        (at(200), "temperature 0.5"),
        (at(400), "set rms 0.75"),
        (at(500), "note 57"),
        (at(700), "follow"),
        (at(900), "temperature 0"),
    ];
    let commands = [
        (0, Command::Seed(3)),
        (at(200), Command::Temperature(0.5)),
        (at(400), Command::Set(Rms, Value::Normalised(0.75))),
        (at(500), Command::SetPitch(220.0)),
        (at(700), Command::FollowAll),
        (at(900), Command::Temperature(0.0)),
    ];
    // Pitch and the attributes, behind the inlet for messages.
    let controls = [(1, -3.0), (2, 0.5), (3, -0.25)];
    let rig = Rig {
        object: "nrave~ wanderer prior",
        rate: RATE,
        input: &input,
        messages: &messages,
        controls: &controls,
        ..Rig::default()
    };
    let Render { audio, console } = rig.play(folder.path());
    assert!(!console.contains("error"), "{console}");
    assert!(power(&audio[4800..]) > 1e-6, "it plays by itself");
    let wanderer = (model.as_path(), "prior");
    let silence = vec![0.0; input.len()];
    let expected = reference_of(wanderer, RATE, &silence, &controls, &commands);
    assert_same(&audio, &expected, "with messages and controls");
    let free = reference_of(wanderer, RATE, &silence, &controls, &commands[..1]);
    assert!(free != expected, "the messages change the sound");
}
