//! Offline output has the same bits however the host cuts its vectors.

use crate::common::{Random, full_model, melody, offline, save};
use neurorave_core::attributes::Value;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::instrument::{Command, Instrument};

/// Commands at exact samples.
const SCORE: [(usize, Command); 6] = [
    (
        5000,
        Command::Set(Descriptor::Centroid, Value::Unit(3000.0)),
    ),
    (9001, Command::Transpose(5.0)),
    (15000, Command::Temperature(0.5)),
    (20011, Command::Bypass(true)),
    (24000, Command::Bypass(false)),
    (30000, Command::Reset),
];

/// Renders with moving controls at every inlet, the commands of the score, and vectors from `cut`.
fn play(instrument: &mut Instrument, input: &[f32], mut cut: impl FnMut() -> usize) -> Vec<f32> {
    let control = |k: f32| -> Vec<f32> {
        (0..input.len())
            .map(|n| 0.3 * (n as f32 * k).sin())
            .collect()
    };
    let (pitch, rms, centroid) = (control(1e-3), control(2e-3), control(3e-4));
    let mut output = vec![0.0; input.len()];
    let (mut at, mut next) = (0, 0);
    while at < input.len() {
        while next < SCORE.len() && SCORE[next].0 == at {
            instrument.apply(SCORE[next].1);
            next += 1;
        }
        let end = SCORE
            .get(next)
            .map_or(input.len(), |(n, _)| (*n).min(input.len()));
        let end = (at + cut()).min(end);
        let part = at..end;
        let inputs = [
            &input[part.clone()],
            &pitch[part.clone()],
            &rms[part.clone()],
            &centroid[part],
        ];
        instrument.process(&inputs, &mut [&mut output[at..end]]);
        at = end;
    }
    output
}

#[test]
fn bits_do_not_depend_on_vectors() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "full.nrave", &full_model(512, 100));
    for rate in [44100.0, 48000.0, 96000.0, 31999.5] {
        let input = melody(rate, 0.9);
        let mut random = Random(42);
        let mut reference = Vec::new();
        for run in 0..5 {
            let (mut instrument, remote) = offline(rate);
            remote.load_and_wait(&path, None).unwrap();
            let output = play(&mut instrument, &input, || match run {
                0 => 64,
                1 => 1,
                2 => 4096,
                _ => 1 + random.below(4096) * random.below(2) + random.below(80),
            });
            let power: f32 = output.iter().map(|x| x * x).sum();
            assert!(power > 1.0, "the model must be heard");
            if run == 0 {
                reference = output;
            } else {
                let same = output
                    .iter()
                    .zip(&reference)
                    .take_while(|(a, b)| a.to_bits() == b.to_bits());
                assert_eq!(same.count(), input.len(), "rate {rate}, run {run}");
            }
        }
    }
}

#[test]
fn a_reset_starts_over_exactly() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "full.nrave", &full_model(512, 100));
    let (mut instrument, remote) = offline(48000.0);
    remote.load_and_wait(&path, None).unwrap();
    let input = melody(48000.0, 0.4);
    let take = |instrument: &mut Instrument| crate::common::render(instrument, &input, &[64]);
    let first = take(&mut instrument);
    instrument.apply(Command::Reset);
    let second = take(&mut instrument);
    // The first samples hold what smooths the jump.
    assert_eq!(first[128..], second[128..]);
    instrument.apply(Command::Seed(1));
    instrument.apply(Command::Reset);
    assert_ne!(first[128..], take(&mut instrument)[128..]);
}
