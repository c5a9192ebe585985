//! Models come and go without a missing vector.

use crate::common::{delay_model, fake, manifest, offline, pass, render, save};
use neurorave_core::instrument::{Command, Event, Instrument, Mode, Remote, Request};
use neurorave_core::network::Network;
use std::sync::Arc;
use std::time::Duration;

/// A network that gives a constant.
fn constant(step: usize, value: f32) -> Arc<Network> {
    fake(manifest(step, 0), false, move |_, outputs| {
        outputs[0].fill(value);
        Ok(())
    })
}

fn play(instrument: &mut Instrument, count: usize) -> Vec<f32> {
    render(instrument, &vec![0.0; count], &[64])
}

#[test]
fn a_new_model_is_cross_faded_in() {
    let (mut instrument, remote) = offline(44100.0);
    remote.play(constant(512, 0.5)).unwrap();
    play(&mut instrument, 10000);
    remote.play(constant(256, 0.25)).unwrap();
    let output = play(&mut instrument, 10000);
    let jump = output
        .windows(2)
        .map(|w| (w[1] - w[0]).abs())
        .fold(0.0, f32::max);
    assert!(jump < 0.02, "a jump of {jump}");
    let least = output.iter().fold(1.0f32, |a, &b| a.min(b));
    assert!(least >= 0.25 - 1e-6, "a hole down to {least}");
    assert_eq!(output.last(), Some(&0.25));
    assert_eq!(instrument.latency_samples(), 255);
}

#[test]
fn a_failed_load_keeps_the_old_model_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let bad = save(folder.path(), "bad.nrave", b"not a model");
    let (mut instrument, remote) = offline(44100.0);
    remote.play(constant(512, 0.5)).unwrap();
    play(&mut instrument, 4000);
    while remote.poll_event().is_some() {}
    for path in [bad, folder.path().join("missing.nrave")] {
        let error = remote.load_and_wait(&path, None).unwrap_err();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(error.to_string().contains(&name), "{error}");
        let mut events = std::iter::from_fn(|| remote.poll_event());
        let told = |e| matches!(e, Event::LoadFailed { path: Some(p), .. } if p == path);
        assert!(events.any(told));
        assert!(play(&mut instrument, 1000).iter().all(|x| *x == 0.5));
    }
    let good = save(folder.path(), "good.nrave", &delay_model(512, 0));
    let error = remote.load_and_wait(&good, Some("dream")).unwrap_err();
    assert!(error.to_string().contains("forward"), "{error}");
    assert!(play(&mut instrument, 1000).iter().all(|x| *x == 0.5));
}

#[test]
fn a_model_comes_in_softly() {
    let (mut instrument, remote) = offline(48000.0);
    remote.play(constant(512, 1.0)).unwrap();
    let output = play(&mut instrument, 4000);
    let first = output.iter().position(|x| *x != 0.0).unwrap();
    assert!(
        first >= 500,
        "the first result cannot sound before its step is complete"
    );
    let rise = (48000.0 * 0.02) as usize;
    for (n, x) in output[first..first + rise].iter().enumerate() {
        let ceiling = (n + 2) as f32 / rise as f32 * 1.1;
        assert!(*x <= ceiling.min(1.02), "sample {n}: {x}");
    }
    assert!((output[3999] - 1.0).abs() < 1e-3);
}

#[test]
fn many_loads_in_a_row_end_with_the_last() {
    let (mut instrument, remote) = offline(44100.0);
    for i in 1..=40 {
        remote.play(constant(512, i as f32 / 40.0)).unwrap();
        play(&mut instrument, 100 * (i % 7));
    }
    assert_eq!(play(&mut instrument, 20000).last(), Some(&1.0));
}

#[test]
fn a_new_rate_rebuilds_the_voice() {
    let (mut instrument, remote) = offline(44100.0);
    remote.play(fake(manifest(512, 0), false, pass)).unwrap();
    play(&mut instrument, 1000);
    instrument.prepare(96000.0, 64);
    play(&mut instrument, 1000);
    let latency = instrument.latency_samples();
    assert!(latency > 1100 && latency < 1400, "{latency}");
    assert_eq!(remote.status().sample_rate, 96000.0);
}

#[test]
fn enable_and_mode_switch_without_clicks() {
    let (mut instrument, remote) = offline(44100.0);
    remote.play(constant(512, 0.5)).unwrap();
    play(&mut instrument, 4000);
    let mut output = Vec::new();
    for command in [
        Command::Enable(false),
        Command::Enable(true),
        Command::Reset,
    ] {
        instrument.apply(command);
        output.extend(play(&mut instrument, 6000));
        if command == Command::Enable(false) {
            assert_eq!(output.last(), Some(&0.0));
        }
    }
    let jump = output
        .windows(2)
        .map(|w| (w[1] - w[0]).abs())
        .fold(0.0, f32::max);
    assert!(jump < 0.01, "a jump of {jump}");
    assert_eq!(output.last(), Some(&0.5));
}

#[test]
fn a_running_worker_goes_live_and_tells() {
    let (mut instrument, remote) = Instrument::new();
    instrument.prepare(44100.0, 64);
    remote.request(Request::Mode(Some(Mode::Worker)));
    remote.play(constant(512, 0.5)).unwrap();
    // The host runs at its own pace; however the machine behaves, the model is heard in the end.
    let live = live_within(&mut instrument, &remote, 40_000);
    assert!(live, "the model never went live");
    let latency = instrument.latency_samples();
    assert_eq!((latency + 1) % 512, 0, "whole steps, not {latency}");
    assert!(latency >= 1023);
}

/// Plays vectors of 64 at about the right pace until the loader announces a live model.
fn live_within(instrument: &mut Instrument, remote: &Remote, vectors: usize) -> bool {
    for _ in 0..vectors {
        play(instrument, 64);
        std::thread::sleep(Duration::from_micros(1300));
        while let Some(event) = remote.poll_event() {
            if let Event::Live { mode, latency } = event {
                assert_eq!(
                    (mode, latency),
                    (Mode::Worker, instrument.latency_samples())
                );
                return true;
            }
        }
    }
    false
}

#[test]
fn deleting_while_loading_harms_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "delay.nrave", &delay_model(512, 10));
    for i in 0..20 {
        let (mut instrument, remote) = offline(44100.0);
        remote.load(&path, None);
        if i % 2 == 0 {
            play(&mut instrument, 64);
            instrument.close();
        }
        // The handle outlives its instrument.
        remote.send(Command::Reset);
        remote.load(&path, None);
        assert!(remote.load_and_wait(&path, None).is_err() || i % 2 == 1);
    }
}
