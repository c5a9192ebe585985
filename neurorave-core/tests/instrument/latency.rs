//! The reported latency is the true one, to the sample.

use crate::common::{Random, delay_model, fake, manifest, offline, pass, render, save};
use neurorave_core::instrument::{Command, Instrument, Mode, Request};
use std::time::Duration;

/// Noise without anything above 15 kHz at any rate from 44.1 kHz on, fading in and out.
fn band_limited(rate: f64, count: usize) -> Vec<f32> {
    let mut random = Random(3);
    let tones: Vec<(f64, f64)> = (0..200)
        .map(|i| (75.0 * (i as f64 + 0.5), f64::from(random.sample()) * 3.0))
        .collect();
    let sample = |n: usize| {
        let window = (std::f64::consts::PI * n as f64 / count as f64)
            .sin()
            .powi(2);
        let sum: f64 = tones
            .iter()
            .map(|(f, phase)| (std::f64::consts::TAU * f * n as f64 / rate + phase).sin())
            .sum();
        (window * sum * 0.02) as f32
    };
    (0..count).map(sample).collect()
}

/// Signal over error of `output` against `input` delayed by `latency`, in dB.
fn likeness(input: &[f32], output: &[f32], latency: usize) -> f64 {
    let pairs = || {
        input
            .iter()
            .zip(&output[latency..])
            .map(|(&a, &b)| (f64::from(a), f64::from(b)))
    };
    let signal: f64 = pairs().map(|(a, _)| a * a).sum();
    let error: f64 = pairs().map(|(a, b)| (a - b) * (a - b)).sum();
    10.0 * (signal / error.max(1e-30)).log10()
}

fn check(
    instrument: &mut Instrument,
    rate: f64,
    mut run: impl FnMut(&mut Instrument, &[f32]) -> Vec<f32>,
) {
    let count = 12000;
    let latency = instrument.latency_samples();
    let mut input = vec![0.0; 4000];
    input.extend(band_limited(rate, count));
    input.resize(4000 + count + latency, 0.0);
    let output = run(instrument, &input);
    let sound = &input[4000..4000 + count];
    let exact = likeness(sound, &output[4000..], latency);
    let wrong = likeness(sound, &output[4000..], latency - 1);
    let floor = if rate == 44100.0 { 140.0 } else { 70.0 };
    assert!(
        exact > floor,
        "{rate} Hz: {exact} dB at the reported latency of {latency}"
    );
    assert!(wrong < 20.0, "one sample off must show: {wrong} dB");
}

#[test]
fn offline_latency_is_the_least_and_exact_at_any_rate() {
    let folder = tempfile::tempdir().unwrap();
    for (step, delay) in [(512, 752), (2048, 0), (64, 1)] {
        let path = save(folder.path(), "delay.nrave", &delay_model(step, delay));
        for rate in [44100.0, 48000.0, 96000.0, 192000.0, 47999.5] {
            let (mut instrument, remote) = offline(rate);
            remote.load_and_wait(&path, None).unwrap();
            if rate == 44100.0 {
                assert_eq!(instrument.latency_samples(), step - 1 + delay);
            }
            assert_eq!(remote.status().latency, instrument.latency_samples());
            check(&mut instrument, rate, |i, input| {
                render(i, input, &[64, 1, 1000])
            });
        }
    }
}

#[test]
fn a_fixed_latency_is_kept_to_the_sample() {
    for rate in [44100.0, 48000.0] {
        let (mut instrument, remote) = offline(rate);
        remote.request(Request::Latency(Some(3001)));
        remote.play(fake(manifest(512, 0), false, pass)).unwrap();
        assert_eq!(instrument.latency_samples(), 3001);
        check(&mut instrument, rate, |i, input| render(i, input, &[64]));
    }
}

#[test]
fn synchronous_mode_adds_nothing() {
    for rate in [44100.0, 48000.0] {
        let (mut instrument, remote) = Instrument::new();
        instrument.prepare(rate, 64);
        remote.request(Request::Mode(Some(Mode::Synchronous)));
        remote.play(fake(manifest(128, 0), true, pass)).unwrap();
        if rate == 44100.0 {
            assert_eq!(instrument.latency_samples(), 127);
        }
        check(&mut instrument, rate, |i, input| render(i, input, &[64, 7]));
        assert_eq!(remote.status().mode, Mode::Synchronous);
        assert_eq!(remote.status().dropouts, 0);
    }
}

#[test]
fn an_executor_that_is_not_real_time_safe_is_refused_on_the_audio_thread() {
    let (mut instrument, remote) = Instrument::new();
    instrument.prepare(44100.0, 64);
    remote.request(Request::Mode(Some(Mode::Synchronous)));
    let error = remote
        .play(fake(manifest(128, 0), false, pass))
        .unwrap_err();
    assert!(error.to_string().contains("mode worker"), "{error}");
}

#[test]
fn worker_mode_adds_exactly_one_step() {
    for (rate, step) in [(44100.0, 512), (44100.0, 64), (48000.0, 512)] {
        let (mut instrument, remote) = Instrument::new();
        instrument.prepare(rate, 64);
        remote.request(Request::Mode(Some(Mode::Worker)));
        remote.request(Request::Latency(Some(0)));
        remote.play(fake(manifest(step, 0), false, pass)).unwrap();
        if rate == 44100.0 {
            assert_eq!(instrument.latency_samples(), 2 * step - 1);
        }
        check(&mut instrument, rate, |instrument, input| {
            let mut output = vec![0.0; input.len()];
            let mut played = 0;
            for (i, o) in input.chunks(32).zip(output.chunks_mut(32)) {
                instrument.process(&[i], &mut [o]);
                played += i.len();
                // The host waits for the worker, so that no result is late however busy the machine
                // is: for steps that are surely complete, the filter holding some samples back.
                let held = if rate == 44100.0 { 0 } else { 80 };
                let complete = played.saturating_sub(held) * 44100 / rate as usize / step;
                while remote.status().steps < complete as u64 {
                    std::thread::sleep(Duration::from_micros(100));
                }
            }
            output
        });
        assert_eq!(remote.status().dropouts, 0);
        assert_eq!(remote.status().mode, Mode::Worker);
    }
}

#[test]
fn bypass_is_the_input_delayed_by_the_latency() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "delay.nrave", &delay_model(512, 752));
    let (mut instrument, remote) = offline(48000.0);
    remote.load_and_wait(&path, None).unwrap();
    instrument.apply(Command::Bypass(true));
    let input: Vec<f32> = (0..8000)
        .map(|n| ((n * n) % 1000) as f32 / 1000.0)
        .collect();
    let output = render(&mut instrument, &input, &[64, 300]);
    let latency = instrument.latency_samples();
    assert_eq!(output[2000 + latency..], input[2000..8000 - latency]);
}
