//! The settings of an imported model, through the instrument.

use crate::common::{offline, render, save, say};
use crate::fixture::Fixture;
use neurorave_core::instrument::{Command, Instrument, Numbers, Remote};
use nrave_torchscript::import::{Options, import};
use std::io::Cursor;
use std::sync::Arc;
use tempfile::TempDir;

const STEP: usize = 64;

/// What comes of so many ones.
fn play(instrument: &mut Instrument, count: usize) -> Vec<f32> {
    render(instrument, &vec![1.0; count], &[STEP])
}

/// An instrument that plays a fixture in steps of `STEP`.
fn with_fixture(name: &str) -> (Instrument, Remote, TempDir) {
    let source = Arc::new(Fixture::named(name).model);
    let options = Options {
        step: Some(STEP),
        ..Options::default()
    };
    let imported = import(name, name, source, &options).unwrap();
    let bytes = imported.write(Cursor::new(Vec::new()), "").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), &format!("{name}.nrave"), &bytes.into_inner());
    let (instrument, remote) = offline(44100.0);
    remote.load_and_wait(&path, Some("forward")).unwrap();
    (instrument, remote, folder)
}

#[test]
fn a_gain_that_is_set_is_heard_from_its_step_on_and_stays() {
    let (mut instrument, remote, folder) = with_fixture("gain");
    let (name, initial) = remote.status().settings[0].clone();
    assert_eq!((name.as_str(), initial.len()), ("gain", 1));
    let before = play(&mut instrument, 100 * STEP);
    assert_eq!(before[100 * STEP - 1], initial[0]);

    instrument.apply(Command::Setting(Numbers::new("gain", &[0.5]).unwrap()));
    let sound = play(&mut instrument, 100 * STEP);
    // A step is answered from its last sample on.
    let (old, new) = sound.split_at(STEP - 1);
    assert!(old.iter().all(|x| *x == initial[0]), "{initial:?}");
    assert!(new.iter().all(|x| *x == 0.5));
    assert_eq!(remote.status().settings[0].1, [0.5]);

    let last = |instrument: &mut Instrument| play(instrument, 100 * STEP)[100 * STEP - 1];
    instrument.apply(Command::Reset);
    assert_eq!(last(&mut instrument), 0.5, "from the beginning");
    instrument.prepare(44100.0, 2 * STEP);
    assert_eq!(last(&mut instrument), 0.5, "another voice");
    let path = folder.path().join("gain.nrave");
    remote.load_and_wait(path, None).unwrap();
    assert_eq!(last(&mut instrument), 0.5, "another network");
}

#[test]
fn a_text_that_is_set_is_one_of_the_programs() {
    let (mut instrument, remote, _folder) = with_fixture("medley");
    let sound = |instrument: &mut Instrument| play(instrument, 200 * STEP)[200 * STEP - 1];
    let before = sound(&mut instrument);
    assert!(before > 0.1, "{before}");
    assert_eq!(say(&remote, "get name"), Ok(vec!["get name plain".into()]));
    let error = say(&remote, "set name sideways").unwrap_err();
    let told = "name is one of: plain, upside down; not \"sideways\"";
    assert_eq!(error, told);
    assert_eq!(say(&remote, "set name upside down"), Ok(vec![]));
    let now = "get name upside down";
    assert_eq!(say(&remote, "get name"), Ok(vec![now.into()]));
    assert_eq!(sound(&mut instrument), -before);
    assert_eq!(say(&remote, "name plain"), Ok(vec![]));
    assert_eq!(sound(&mut instrument), before);
    let info = say(&remote, "info").unwrap();
    assert!(
        info.contains(&"info setting name word plain".into()),
        "{info:?}"
    );
}

#[test]
fn what_an_import_has_decided_stays_in_a_model_file() {
    let (_instrument, remote, _folder) = with_fixture("feedback");
    assert_eq!(say(&remote, "get time"), Ok(vec!["get time 300".into()]));
    let error = say(&remote, "set time 50").unwrap_err();
    assert!(
        error.contains("nrave import FILE.ts --set \"time=50\""),
        "{error}"
    );
    assert_eq!(say(&remote, "set feedback 0.5"), Ok(vec![]));
}
