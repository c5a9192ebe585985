//! Nothing that a host does can hurt.

use crate::common::{Random, fake, full_model, manifest, offline, pass, render, save};
use neurorave_core::instrument::Instrument;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[test]
fn bad_samples_do_not_get_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "full.nrave", &full_model(512, 100));
    let (mut instrument, remote) = offline(48000.0);
    remote.load_and_wait(&path, None).unwrap();
    let mut random = Random(5);
    let bad = [
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        1e38,
        -1e38,
        1e-45,
    ];
    let input: Vec<f32> = (0..20000)
        .map(|_| {
            if random.below(3) == 0 {
                bad[random.below(6)]
            } else {
                random.sample()
            }
        })
        .collect();
    let mut output = vec![f32::NAN; input.len()];
    for (i, o) in input.chunks(512).zip(output.chunks_mut(512)) {
        instrument.process(&[i, i, i, i], &mut [o]);
    }
    assert!(output.iter().all(|x| x.is_finite() && x.abs() <= 4.0));
}

#[test]
fn bad_samples_do_not_get_out_and_the_network_recovers() {
    let bad = Arc::new(AtomicBool::new(true));
    let seen = Arc::clone(&bad);
    let (mut instrument, remote) = offline(44100.0);
    let work = move |inputs: &[Box<[f32]>], outputs: &mut [Box<[f32]>]| {
        pass(inputs, outputs)?;
        if seen.load(Ordering::Acquire) {
            outputs[0][7] = f32::NAN;
            outputs[0][9] = 1e30;
        }
        Ok(())
    };
    remote.play(fake(manifest(256, 0), false, work)).unwrap();
    let input = vec![0.25; 8192];
    let output = render(&mut instrument, &input, &[64]);
    assert!(output.iter().all(|x| x.is_finite() && x.abs() <= 4.0));
    bad.store(false, Ordering::Release);
    assert_eq!(render(&mut instrument, &input, &[64]).last(), Some(&0.25));
}

#[test]
fn any_vectors_and_any_channels_will_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "full.nrave", &full_model(512, 100));
    let (mut instrument, remote) = offline(96000.0);
    let mut random = Random(9);
    for round in 0..300 {
        if round == 20 {
            remote.load_and_wait(&path, None).unwrap();
        }
        let sizes: Vec<usize> = (0..random.below(12)).map(|_| random.below(5000)).collect();
        let inputs: Vec<Vec<f32>> = sizes.iter().map(|&n| vec![0.1; n]).collect();
        let inputs: Vec<&[f32]> = inputs.iter().map(Vec::as_slice).collect();
        let mut outputs: Vec<Vec<f32>> = (0..random.below(4))
            .map(|_| vec![f32::NAN; random.below(3) * 700])
            .collect();
        let mut slices: Vec<&mut [f32]> = outputs.iter_mut().map(Vec::as_mut_slice).collect();
        instrument.process(&inputs, &mut slices);
        assert!(
            outputs.iter().flatten().all(|x| x.is_finite()),
            "round {round}"
        );
    }
    instrument.process(&[], &mut []);
    let many: Vec<&[f32]> = vec![&[0.0; 64]; 500];
    let mut rows = vec![vec![f32::NAN; 64]; 500];
    let mut slices: Vec<&mut [f32]> = rows.iter_mut().map(Vec::as_mut_slice).collect();
    instrument.process(&many, &mut slices);
    assert!(rows.iter().flatten().all(|x| x.is_finite()));
}

#[test]
fn the_same_memory_may_be_input_and_output() {
    let make = || {
        let (instrument, remote) = offline(44100.0);
        remote.play(fake(manifest(64, 0), false, pass)).unwrap();
        instrument
    };
    let input: Vec<f32> = (0..5000).map(|n| (n as f32 * 0.01).sin()).collect();
    let expected = render(&mut make(), &input, &[5000]);
    let mut buffer = input.clone();
    let place = buffer.as_mut_ptr();
    // SAFETY: one buffer of 5000 samples, used as both; nobody else touches it.
    unsafe {
        make().process_raw(
            &[place.cast_const(), std::ptr::null()],
            &[place, std::ptr::null_mut()],
            5000,
        )
    };
    assert_eq!(buffer, expected);
}

#[test]
fn without_a_model_or_before_prepare_there_is_silence() {
    let (mut instrument, _remote) = Instrument::new();
    let mut output = [f32::NAN; 100];
    instrument.process(&[&[0.5; 100]], &mut [&mut output]);
    assert_eq!(output, [0.0; 100]);
    instrument.prepare(44100.0, 64);
    instrument.process(&[&[0.5; 100]], &mut [&mut output]);
    assert_eq!(output, [0.0; 100]);
    assert_eq!(instrument.latency_samples(), 0);
}
