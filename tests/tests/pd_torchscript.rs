//! A TorchScript model in real Pd sounds as in the engine, which the engine's own tests hold to PyTorch;
//! and it is imported once.

#[path = "../../neurorave-core/tests/torchscript/fixture.rs"]
#[allow(dead_code)] // its references are for the engine's tests
mod fixture;

use fixture::Fixture;
use nrave_tests::pd::{Rig, assert_same, pd_is_here, reference};
use std::fs;

const RATE: u32 = 44_100;
const MODEL: &str = "v2_trained";

#[test]
fn a_model_of_nn_plays_in_pd_as_in_the_engine_and_is_imported_once() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("percussion.ts");
    fs::write(&file, Fixture::named(MODEL).model).unwrap();
    // SAFETY: the only test of this program, and nothing else reads the environment meanwhile.
    unsafe { std::env::set_var("NRAVE_CACHE", folder.path().join("cache")) };
    let input: Vec<f32> = (0..RATE as usize / 2)
        .map(|n| 0.5 * (n as f32 * 0.03).sin())
        .collect();
    let rig = Rig {
        // As `nn~` names it.
        object: "nrave~ -offline percussion forward",
        rate: RATE,
        input: &input,
        ..Rig::default()
    };
    let first = rig.play(folder.path());
    let told = first.console.matches("importing percussion.ts").count();
    assert!(told > 0, "{}", first.console);
    assert!(first.audio.iter().any(|x| x.abs() > 0.01), "it sounds");
    let expected = reference(&file, RATE, &input, &[], &[]);
    assert_same(&first.audio, &expected, "Pd and the engine");

    let again = rig.play(folder.path());
    assert!(!again.console.contains("importing"), "{}", again.console);
    assert_eq!(again.audio, first.audio);
}
