//! The settings of an imported model, through the instrument.

use crate::common::{offline, render, save};
use crate::fixture::Fixture;
use neurorave_core::instrument::{Command, Instrument, Numbers};
use nrave_torchscript::import::{Options, import};
use std::io::Cursor;
use std::sync::Arc;

const STEP: usize = 64;

/// What comes of so many ones.
fn play(instrument: &mut Instrument, count: usize) -> Vec<f32> {
    render(instrument, &vec![1.0; count], &[STEP])
}

#[test]
fn a_gain_that_is_set_is_heard_from_its_step_on_and_stays() {
    let fixture = Fixture::all().into_iter().find(|f| f.name == "gain");
    let source = Arc::new(fixture.unwrap().model);
    let options = Options {
        step: Some(STEP),
        ..Options::default()
    };
    let imported = import("gain.ts", "gain", source, &options).unwrap();
    let bytes = imported.write(Cursor::new(Vec::new()), "").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "gain.nrave", &bytes.into_inner());
    let (mut instrument, remote) = offline(44100.0);
    remote.load_and_wait(&path, None).unwrap();
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
    remote.load_and_wait(&path, None).unwrap();
    assert_eq!(last(&mut instrument), 0.5, "another network");
}
