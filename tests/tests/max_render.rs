//! The same recording, model and messages sound the same, to the bit, in the double of Max, in Pd, in
//! the engine by itself and in `nrave render`.

use neurorave_core::instrument::Command;
use nrave_tests::max::{Host, Kind, Rig};
use nrave_tests::pd::models::{plucks, write_expressive, write_wanderer};
use nrave_tests::pd::{self, assert_same, pd_is_here, reference};
use std::path::Path;
use std::process::Command as Process;

const RATE: u32 = 44_100;
const MESSAGES: [(usize, &str); 4] = [
    (0, "set centroid 0.5"),
    (0, "transpose -3"),
    (0, "seed 7"),
    (0, "scale rms 1.5"),
];

/// The first second of the demo's recording.
fn digits() -> Vec<f32> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/audio/digits.wav");
    let audio = nrave::audio::read_audio(Path::new(path)).unwrap();
    assert_eq!(audio.rate, RATE);
    audio.channels[0][..RATE as usize].to_vec()
}

fn strings() -> &'static Path {
    Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../models/zoo/strings.nrave"
    ))
}

/// In Pd, from a patch that lies beside the model.
fn in_pd(folder: &Path, object: &str, input: &[f32], messages: &[(usize, &str)]) -> Vec<f32> {
    let rig = pd::Rig {
        object,
        rate: RATE,
        input,
        messages,
        ..pd::Rig::default()
    };
    rig.play(folder).audio
}

#[test]
fn the_shipped_model_sounds_the_same_in_max_in_pd_and_on_the_command_line() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(strings(), folder.path().join("strings.nrave")).unwrap();
    let input = digits();
    let rig = Rig {
        object: "nrave~ -offline strings",
        rate: RATE,
        input: &input,
        messages: &MESSAGES,
        ..Rig::default()
    };
    let (max, outcome) = rig.play(host, folder.path());
    outcome.must_be_well();
    assert!(max.iter().any(|x| x.abs() > 0.05), "it sounds");

    let (heard, rendered) = (folder.path().join("in.wav"), folder.path().join("out.wav"));
    pd::write_wav(&heard, RATE, &input);
    let nrave = nrave_tests::built::program("nrave");
    let result = Process::new(nrave)
        .arg("render")
        .arg(&heard)
        .arg(&rendered)
        .arg("--model")
        .arg(strings())
        .args([
            "--set",
            "centroid=0.5",
            "--transpose",
            "-3",
            "--seed",
            "7",
            "--scale",
            "rms=1.5",
        ])
        .output()
        .unwrap();
    assert!(
        result.status.success(),
        "{}",
        String::from_utf8_lossy(&result.stderr)
    );
    let line = pd::read_wav(&rendered).unwrap();
    assert_same(&max, &line[..max.len()], "the double and nrave render");

    if pd_is_here() {
        let pd = in_pd(folder.path(), "nrave~ strings", &input, &MESSAGES);
        assert_same(&as_pd_records(&max), &pd, "the double and Pd");
    }
}

/// Pd's `tabwrite~` writes zeros for samples below 2^-63, some -380 dB.
fn as_pd_records(samples: &[f32]) -> Vec<f32> {
    let least = 2.0f32.powi(-63);
    let recorded = samples
        .iter()
        .map(|&x| if x.abs() < least { 0.0 } else { x });
    recorded.collect()
}

#[test]
fn messages_on_their_way_count_from_the_same_sample() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let model = write_expressive(folder.path(), "expressive");
    let input = plucks(RATE, 1.0);
    let messages = [
        (6400, "transpose 5"),
        (12_800, "set centroid 1"),
        (19_200, "follow"),
        (25_600, "reset"),
    ];
    let rig = Rig {
        object: "nrave~ -offline expressive",
        rate: RATE,
        input: &input,
        messages: &messages,
        controls: &[(1, 3.0), (3, -0.25)],
        ..Rig::default()
    };
    let (max, outcome) = rig.play(host, folder.path());
    outcome.must_be_well();
    use neurorave_core::attributes::Value::Normalised;
    use neurorave_core::descriptors::Descriptor::Centroid;
    let commands = [
        (6400, Command::Transpose(5.0)),
        (12_800, Command::Set(Centroid, Normalised(1.0))),
        (19_200, Command::FollowAll),
        (25_600, Command::Reset),
    ];
    let alone = reference(&model, RATE, &input, &[(1, 3.0), (3, -0.25)], &commands);
    assert_same(&max, &alone, "the double and the engine");
}

#[test]
fn vectors_and_their_memory_have_no_influence() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let model = write_expressive(folder.path(), "expressive");
    let input = plucks(RATE, 0.5);
    let alone = reference(&model, RATE, &input, &[], &[]);
    for vector in [1, 16, 64, 100, 1024, 4096] {
        for in_place in [false, true] {
            let rig = Rig {
                object: "nrave~ -offline expressive",
                rate: RATE,
                input: &input,
                vector,
                in_place,
                ..Rig::default()
            };
            let (max, outcome) = rig.play(host, folder.path());
            outcome.must_be_well();
            assert_same(
                &max,
                &alone,
                &format!("vectors of {vector}, in place: {in_place}"),
            );
        }
    }
}

#[test]
fn a_prior_plays_the_same_by_itself() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    write_wanderer(folder.path(), "wanderer");
    let nothing = vec![0.0; RATE as usize];
    let rig = Rig {
        object: "nrave~ -offline wanderer prior",
        rate: RATE,
        input: &nothing,
        messages: &[(0, "seed 3"), (12_800, "temperature 0.5")],
        ..Rig::default()
    };
    let (max, outcome) = rig.play(host, folder.path());
    outcome.must_be_well();
    assert!(max.iter().any(|x| x.abs() > 0.01), "it sounds");
    if pd_is_here() {
        let messages = [(0, "seed 3"), (12_800, "temperature 0.5")];
        let pd = in_pd(folder.path(), "nrave~ wanderer prior", &nothing, &messages);
        assert_same(&as_pd_records(&max), &pd, "the double and Pd");
    }
}
