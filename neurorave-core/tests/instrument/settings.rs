//! What can be set of a model's own: told once, remembered by its network, kept for the next.

use crate::common::{manifest, offline, port, render, save, say};
use neurorave_core::graph::{GraphBuilder, WeightFormat};
use neurorave_core::instrument::{Command, Instrument, Numbers, Remote, Request};
use neurorave_core::model_file::manifest::{Form, Kind, NumberSpec, SettingSpec};
use neurorave_core::model_file::write_model;
use std::collections::BTreeMap;
use tempfile::TempDir;

const STEP: usize = 64;

/// The bytes of a model that multiplies its input by its setting `gain` (a second method, `double`, by
/// twice that). A second outlet counts how often the network was told. `range` does nothing.
fn model() -> Vec<u8> {
    let mut manifest = manifest(STEP, 0);
    let number = |form, initial| NumberSpec { form, initial };
    let setting = |name: &str, numbers: &[NumberSpec]| SettingSpec {
        name: name.into(),
        numbers: numbers.into(),
        words: Vec::new(),
        fixed: false,
    };
    manifest.settings = vec![
        setting(
            "range",
            &[number(Form::Real, -1.0), number(Form::Whole, 1.0)],
        ),
        setting("gain", &[number(Form::Real, 1.0)]),
    ];
    let mut graphs = BTreeMap::new();
    let mut method = manifest.methods["forward"].clone();
    method.inputs.push(port("settings", Kind::Setting, 6, 1));
    method.outputs = vec![port("out", Kind::Audio, 2, STEP)];
    for (name, factor) in [("forward", 1.0), ("double", 2.0)] {
        let mut g = GraphBuilder::new(name, WeightFormat::F32);
        let audio = g.input("audio", &[1, 1, STEP]);
        let settings = g.input("settings", &[1, 6, 1]);
        let (value, told) = (g.slice(&settings, 1, 4, 5), g.slice(&settings, 1, 5, 6));
        let (gain, next) = g.state_from(&[1, 1, 1], &[1.0]);
        let change = g.sub(&value, &gain);
        let change = g.mul(&change, &told);
        let gain = g.add(&gain, &change);
        g.set_state(next, &gain);
        let (count, next) = g.state(&[1, 1, 1]);
        let count = g.add(&count, &told);
        g.set_state(next, &count);
        let factor = g.constant(&[1], &[factor]);
        let audio = g.mul(&audio, &factor);
        let ones = g.constant(&[1, 1, STEP], &[1.0; STEP]);
        let (sound, count) = (g.mul(&audio, &gain), g.mul(&ones, &count));
        let out = g.concat(&[&sound, &count], 1);
        g.output("out", &out, &[1, 2, STEP]);
        let graph = g.finish();
        method.graph = format!("{name}.onnx");
        method.states = graph.states;
        graphs.insert(method.graph.clone(), graph.model);
        manifest.methods.insert(name.into(), method.clone());
    }
    write_model(&manifest, &graphs, "").unwrap()
}

/// An instrument that is about to play the model from a file.
fn with_model() -> (Instrument, Remote, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (instrument, remote) = offline(44100.0);
    let path = save(folder.path(), "gain.nrave", &model());
    remote.load_and_wait(path, None).unwrap();
    (instrument, remote, folder)
}

fn set(name: &str, values: &[f32]) -> Command {
    Command::Setting(Numbers::new(name, values).unwrap())
}

/// What comes of ones: the sound, and how often the network was told.
fn play(instrument: &mut Instrument, count: usize) -> (Vec<f32>, Vec<f32>) {
    let (mut sound, mut told) = (vec![0.0; count], vec![0.0; count]);
    instrument.process(&[&vec![1.0; count]], &mut [&mut sound, &mut told]);
    (sound, told)
}

/// The last of what comes of enough ones for any fade to end.
fn settled(instrument: &mut Instrument) -> (f32, f32) {
    let (sound, told) = play(instrument, 100 * STEP);
    (sound[100 * STEP - 1], told[100 * STEP - 1])
}

#[test]
fn a_message_is_told_once_and_heard_from_its_step_on() {
    let (mut instrument, _remote, _folder) = with_model();
    assert_eq!(settled(&mut instrument), (1.0, 0.0));
    play(&mut instrument, 20);
    instrument.apply(set("gain", &[0.5]));
    let (sound, told) = play(&mut instrument, 10 * STEP);
    // The step that is under way is answered from its last sample on.
    let first = STEP - 20 - 1;
    assert!(sound[..first].iter().all(|x| *x == 1.0));
    assert!(sound[first..].iter().all(|x| *x == 0.5));
    assert!(told[first..].iter().all(|x| *x == 1.0));
    instrument.apply(set("gain", &[0.5]));
    assert_eq!(settled(&mut instrument), (0.5, 2.0), "the same once more");
}

#[test]
fn what_was_set_outlives_methods_voices_resets_and_files() {
    let (mut instrument, remote, folder) = with_model();
    settled(&mut instrument);
    instrument.apply(set("gain", &[0.75]));
    instrument.apply(set("range", &[0.0, 1.0]));
    settled(&mut instrument);
    instrument.apply(set("gain", &[0.5]));
    assert_eq!(settled(&mut instrument), (0.5, 2.0));
    remote.request(Request::Method("double".into()));
    assert_eq!(settled(&mut instrument), (1.0, 1.0), "another method");
    instrument.prepare(44100.0, 2 * STEP);
    assert_eq!(settled(&mut instrument), (1.0, 1.0), "another voice");
    instrument.apply(set("gain", &[0.25]));
    assert_eq!(settled(&mut instrument), (0.5, 2.0));
    instrument.apply(Command::Reset);
    assert_eq!(settled(&mut instrument), (0.5, 1.0), "from the beginning");
    remote.request(Request::Reload);
    assert_eq!(settled(&mut instrument), (0.5, 1.0), "the file again");
    let path = save(folder.path(), "other.nrave", &model());
    remote.load_and_wait(path, Some("forward")).unwrap();
    assert_eq!(settled(&mut instrument), (0.25, 1.0), "another file");
}

#[test]
fn what_is_set_before_a_model_has_loaded_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut instrument, remote) = offline(44100.0);
    assert_eq!(say(&remote, "set gain 0.5"), Ok(vec![]));
    let error = say(&remote, "get gain").unwrap_err();
    assert!(error.contains("no model"), "{error}");
    let error = say(&remote, "gain 0.5").unwrap_err();
    assert!(error.starts_with("no message \"gain\""), "{error}");
    remote.load(save(folder.path(), "gain.nrave", &model()), None);
    // Whether it still loads or plays already: the name is one of its own.
    assert_eq!(say(&remote, "range 2 3"), Ok(vec![]));
    assert_eq!(settled(&mut instrument), (0.5, 1.0));
    assert_eq!(say(&remote, "get gain"), Ok(vec!["get gain 0.5".into()]));
    assert_eq!(say(&remote, "get range"), Ok(vec!["get range 2 3".into()]));
}

#[test]
fn messages_set_and_get_by_name() {
    let (mut instrument, remote, _folder) = with_model();
    assert_eq!(say(&remote, "get gain"), Ok(vec!["get gain 1".into()]));
    for message in ["set gain 0.5", "gain 0.25", "set range -3 2.7"] {
        assert_eq!(say(&remote, message), Ok(vec![]), "{message}");
    }
    // Before the audio thread has come to it.
    assert_eq!(say(&remote, "get gain"), Ok(vec!["get gain 0.25".into()]));
    let all = vec!["get range -3 3".to_owned(), "get gain 0.25".into()];
    assert_eq!(say(&remote, "get"), Ok(all.clone()));
    assert_eq!(settled(&mut instrument), (0.25, 1.0), "both in one step");
    let names = |message, names: &str| assert_eq!(say(&remote, message), Ok(vec![names.into()]));
    names("get_attributes", "attributes range gain");
    names("get_methods", "methods double forward");
    let info = say(&remote, "info").unwrap();
    assert!(info.contains(&"info setting range real -1 whole 1".into()));
    assert_eq!(say(&remote, "dump"), Ok([info, all].concat()));
    assert_eq!(say(&remote, "bufsize 4096").unwrap()[0], "bufsize 0");
    assert_eq!(say(&remote, "gpu 1").unwrap()[0], "gpu 0");
}

#[test]
fn errors_name_what_there_is_to_set() {
    let (_instrument, remote, _folder) = with_model();
    let fails = |message: &str, part: &str| {
        let error = say(&remote, message).expect_err(message);
        assert!(error.contains(part), "{message}: {error}");
    };
    fails(
        "set shine 1",
        "no attribute or setting \"shine\"; it has range, gain",
    );
    fails("get shine", "no attribute or setting \"shine\"");
    fails("set centroid 1", "it has range, gain");
    fails("shine 1", "nrave~ knows: load");
    fails("shine 1", "the model: range gain");
    fails("set range 1", "range takes 2 numbers, not 1");
    fails("gain 1 2", "gain takes a number, not 2");
    fails("gain", "a number is missing");
    fails("set gain loud", "\"loud\" is not a number");
    fails("download strings", "put the file beside the patch");
}

#[test]
fn a_name_that_is_no_number_of_the_model_changes_nothing() {
    let (mut instrument, _remote, _folder) = with_model();
    instrument.apply(set("gain", &[0.5, 0.5]));
    instrument.apply(set("shine", &[0.5]));
    assert_eq!(settled(&mut instrument), (1.0, 0.0));
}

#[test]
fn settings_sound_the_same_however_the_host_cuts_its_vectors() {
    let take = |vectors: &[usize]| {
        let (mut instrument, _remote, _folder) = with_model();
        let mut sound = Vec::new();
        for (count, gain) in [(3000, 0.5), (1001, -1.0), (2000, 2.0)] {
            sound.extend(render(&mut instrument, &vec![1.0; count], vectors));
            instrument.apply(set("gain", &[gain]));
        }
        sound
    };
    let one = take(&[STEP]);
    assert!(one.contains(&0.5) && one.contains(&-1.0));
    assert_eq!(one, take(&[1, 333, 7]));
    assert_eq!(one, take(&[2048]));
}
