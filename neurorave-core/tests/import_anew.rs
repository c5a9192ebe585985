//! Settings that only an import can change, of TorchScript files that are played themselves.

mod common;
#[allow(dead_code)]
#[path = "torchscript/fixture.rs"]
mod fixture;

use common::{offline, render, save, say};
use fixture::Fixture;
use neurorave_core::instrument::{Event, Instrument, Remote};
use tempfile::TempDir;

const STEP: usize = 64;

/// What a click sounds like in the delay: when it comes, and how long until it comes again.
fn echo(instrument: &mut Instrument) -> Option<usize> {
    let mut click = vec![0.0; 4096];
    click[0] = 1.0;
    let sound = render(instrument, &click, &[STEP]);
    let mut loud = (0..sound.len()).filter(|at| sound[*at].abs() > 0.9);
    Some(loud.next()?.abs_diff(loud.next()?))
}

/// An instrument that plays a copy of the fixture's TorchScript file itself.
fn with_torchscript(name: &str) -> (Instrument, Remote, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    // SAFETY: the only test of its process, which has no other thread yet.
    unsafe { std::env::set_var("NRAVE_CACHE", folder.path().join("cache")) };
    let path = save(folder.path(), "delay.ts", &Fixture::named(name).model);
    let (instrument, remote) = offline(44100.0);
    remote.load_and_wait(path, Some("forward")).unwrap();
    (instrument, remote, folder)
}

#[test]
fn what_only_an_import_sets_is_set_by_importing_anew() {
    let (mut instrument, remote, folder) = with_torchscript("feedback");
    render(&mut instrument, &vec![0.0; 8192], &[STEP]);
    assert_eq!(echo(&mut instrument), Some(300));
    assert_eq!(say(&remote, "get time"), Ok(vec!["get time 300".into()]));
    assert_eq!(say(&remote, "set time 50"), Ok(vec![]));
    assert_eq!(say(&remote, "time 1000"), Ok(vec![]), "the last one counts");
    // The faded-out voice still has its echoes.
    render(&mut instrument, &vec![0.0; 8192], &[STEP]);
    assert_eq!(echo(&mut instrument), Some(1000));
    assert_eq!(say(&remote, "get time"), Ok(vec!["get time 1000".into()]));

    assert_eq!(say(&remote, "set time 5000"), Ok(vec![]));
    render(&mut instrument, &vec![0.0; 8192], &[STEP]);
    let failed = std::iter::from_fn(|| remote.poll_event()).find_map(|event| match event {
        Event::LoadFailed { error, .. } => Some(error.to_string()),
        _ => None,
    });
    let failed = failed.expect("the program refuses it");
    assert!(failed.contains("time cannot be 5000"), "{failed}");
    assert_eq!(say(&remote, "get time"), Ok(vec!["get time 1000".into()]));
    assert_eq!(echo(&mut instrument), Some(1000), "what played before");

    let other = folder.path().join("other.ts");
    std::fs::copy(folder.path().join("delay.ts"), &other).unwrap();
    remote.load_and_wait(&other, None).unwrap();
    render(&mut instrument, &vec![0.0; 8192], &[STEP]);
    assert_eq!(echo(&mut instrument), Some(1000), "outlives the file");

    std::fs::remove_file(&other).unwrap();
    assert_eq!(say(&remote, "set time 50"), Ok(vec![]));
    render(&mut instrument, &vec![0.0; 8192], &[STEP]);
    let failures = std::iter::from_fn(|| remote.poll_event());
    let failures = failures.filter(|event| matches!(event, Event::LoadFailed { .. }));
    assert_eq!(failures.count(), 1, "the file is gone: told once");
    assert_eq!(say(&remote, "get time"), Ok(vec!["get time 1000".into()]));
    assert_eq!(echo(&mut instrument), Some(1000), "what played before");
}
