//! A TorchScript model in real Pd sounds as PyTorch plays it, and is imported once.

#[path = "../../neurorave-core/tests/torchscript/fixture.rs"]
mod fixture;
#[path = "../../neurorave-core/tests/torchscript/signals.rs"]
mod signals;

use fixture::Fixture;
use nrave_tests::pd::{Rig, pd_is_here};
use std::fs;

/// As far as the oracle's tests allow.
const CLOSE: f32 = 1e-4;
const MODEL: &str = "v2_trained";

#[test]
fn a_model_of_nn_plays_in_pd_as_in_pytorch_and_is_imported_once() {
    if !pd_is_here() {
        return;
    }
    let fixtures = Fixture::all();
    let fixture = fixtures.iter().find(|f| f.name == MODEL).expect("it is there");
    let runs = fixture.reference.runs.iter();
    // Without noise: its amount is a message.
    let mut plain = runs.filter(|run| run.method == "forward" && run.noise.seed.is_none());
    let run = plain.next().expect("a run without noise");
    let rate = fixture.reference.sample_rate;
    let folder = tempfile::tempdir().unwrap();
    // SAFETY: the only test of this program, and nothing else reads the environment meanwhile.
    unsafe { std::env::set_var("NRAVE_CACHE", folder.path().join("cache")) };
    fs::write(folder.path().join("percussion.ts"), &fixture.model).unwrap();
    let mut input = signals::channel(&run.input, 0, run.block * run.blocks, rate);
    input.resize(input.len() + 4 * run.block, 0.0);
    let rig = Rig {
        // As `nn~` names it.
        object: "nrave~ -offline percussion forward",
        rate: rate as u32,
        input: &input,
        messages: &[(0, "temperature 0")],
        ..Rig::default()
    };
    let first = rig.play(folder.path());
    assert!(first.console.contains("importing percussion.ts"), "{}", first.console);
    let expected = &fixture.outputs[run.offset..][..run.length];
    let off = |shift: usize| {
        let pairs = first.audio[shift..].iter().zip(expected);
        pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
    };
    let shift = (0..=2 * run.block).min_by(|a, b| off(*a).total_cmp(&off(*b)));
    let shift = shift.expect("there are some");
    println!("{} samples later, off by {:.1e}", shift, off(shift));
    assert!(off(shift) <= CLOSE, "{} after {shift} samples", off(shift));

    let again = rig.play(folder.path());
    assert!(!again.console.contains("importing"), "{}", again.console);
    assert_eq!(again.audio, first.audio);
}
