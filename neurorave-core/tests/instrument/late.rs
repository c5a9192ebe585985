//! Late inference costs a short fade, is counted, and never shifts time.

use crate::common::{fake, manifest, pass};
use neurorave_core::instrument::{Command, Instrument, Mode, Remote, Request};
use neurorave_core::network::NetworkError;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const STEP: usize = 256;

/// Whether the network stands still.
type Gate = AtomicBool;

fn gated(latency: usize) -> (Instrument, Remote, Arc<Gate>) {
    let gate = Arc::new(Gate::new(false));
    let seen = Arc::clone(&gate);
    let work = move |inputs: &[Box<[f32]>], outputs: &mut [Box<[f32]>]| {
        while seen.load(Ordering::Acquire) {
            std::thread::sleep(Duration::from_micros(200));
        }
        pass(inputs, outputs)
    };
    let (mut instrument, remote) = Instrument::new();
    instrument.prepare(44100.0, 64);
    remote.request(Request::Mode(Some(Mode::Worker)));
    remote.request(Request::Latency(Some(latency)));
    remote.play(fake(manifest(STEP, 0), false, work)).unwrap();
    (instrument, remote, gate)
}

/// Plays one step of input and, unless the network stands still, waits for it.
fn play_step(
    (instrument, remote, gate): &mut (Instrument, Remote, Arc<Gate>),
    input: &[f32],
) -> Vec<f32> {
    let before = remote.status().steps;
    let mut output = vec![f32::NAN; STEP];
    for (i, o) in input.chunks(64).zip(output.chunks_mut(64)) {
        instrument.process(&[i], &mut [o]);
    }
    while !gate.load(Ordering::Acquire) && remote.status().steps == before {
        std::thread::sleep(Duration::from_micros(100));
    }
    output
}

fn tone(n: usize) -> f32 {
    0.5 * (n as f32 * 0.05).sin()
}

#[test]
fn a_late_step_fades_out_and_in_and_time_stays() {
    let mut player = gated(0);
    let (remote, gate) = (player.1.clone(), Arc::clone(&player.2));
    let latency = player.0.latency_samples();
    assert_eq!(latency, 2 * STEP - 1);
    let steps = 40;
    let input: Vec<f32> = (0..steps * STEP).map(tone).collect();
    let mut output = Vec::new();
    for (k, block) in input.chunks(STEP).enumerate() {
        // Held for three steps in the middle.
        gate.store((20..23).contains(&k), Ordering::Release);
        output.extend(play_step(&mut player, block));
        if k == 22 {
            // Let the worker hand back what is overdue before the next step is waited for.
            gate.store(false, Ordering::Release);
            while remote.status().steps <= k as u64 {
                std::thread::sleep(Duration::from_micros(100));
            }
        }
    }
    let dropouts = remote.status().dropouts;
    assert!((2..=4).contains(&dropouts), "{dropouts} late steps counted");
    assert!(output.iter().all(|x| x.is_finite()));
    // No clicks: the tone itself moves by at most 0.025 a sample, and fades add little.
    let jump = |w: &[f32]| (w[1] - w[0]).abs();
    let worst = output.windows(2).map(jump).fold(0.0, f32::max);
    assert!(worst < 0.04, "a jump of {worst}");
    // Silence in the gap, and afterwards the sound where it would have been.
    let silent = output[10 * STEP..].iter().filter(|x| **x == 0.0).count();
    assert!(silent >= STEP, "{silent} silent samples");
    let tail = 32 * STEP..40 * STEP;
    for n in tail {
        assert_eq!(output[n], input[n - latency], "sample {n}");
    }
    assert_eq!(remote.status().latency, latency);
    remote.send(Command::ClearCounters);
    player.0.process(&[], &mut []);
    assert_eq!(remote.status().dropouts, 0);
}

#[test]
fn a_worker_that_hangs_leaves_silence_and_a_host_that_runs() {
    let mut player = gated(0);
    let (remote, gate) = (player.1.clone(), Arc::clone(&player.2));
    let input: Vec<f32> = (0..STEP).map(tone).collect();
    for _ in 0..10 {
        play_step(&mut player, &input);
    }
    gate.store(true, Ordering::Release);
    let mut last = Vec::new();
    for _ in 0..50 {
        last = play_step(&mut player, &input);
    }
    assert!(last.iter().all(|x| *x == 0.0));
    assert!(remote.status().dropouts >= 45);
    gate.store(false, Ordering::Release);
}

#[test]
fn a_network_that_fails_is_reported_once_and_leaves_silence() {
    let broken = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&broken);
    let (mut instrument, remote) = crate::common::offline(44100.0);
    let work = move |inputs: &[Box<[f32]>], outputs: &mut [Box<[f32]>]| {
        if seen.load(Ordering::Acquire) {
            return Err(NetworkError::Step {
                problem: "no more".into(),
            });
        }
        pass(inputs, outputs)
    };
    remote.play(fake(manifest(STEP, 0), false, work)).unwrap();
    let input: Vec<f32> = (0..8 * STEP).map(tone).collect();
    crate::common::render(&mut instrument, &input, &[64]);
    broken.store(true, Ordering::Release);
    let output = crate::common::render(&mut instrument, &input, &[64]);
    assert!(output[4 * STEP..].iter().all(|x| *x == 0.0));
    let mut failures = 0;
    while let Some(event) = remote.poll_event() {
        if let neurorave_core::instrument::Event::Failed(problem) = event {
            assert!(problem.contains("load the model again"), "{problem}");
            failures += 1;
        }
    }
    assert_eq!(failures, 1);
}
