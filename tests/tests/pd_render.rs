//! In batch Pd `nrave~` renders exactly what the engine renders by itself.

use neurorave_core::instrument::Command;
use nrave_tests::pd::models::{plucks, write_delay, write_expressive};
use nrave_tests::pd::{Render, Rig, assert_same, pd_is_here, reference};

const SECONDS: f32 = 1.5;

fn loudest(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |peak, s| peak.max(s.abs()))
}

#[test]
fn pd_and_engine_agree_to_the_bit_at_several_rates() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let model = write_expressive(folder.path(), "expressive");
    // Pitch and the three attributes, leaned on by signals.
    let controls = [(1, 3.0), (2, -0.25), (3, 0.5), (4, 0.75)];
    for rate in [44_100, 48_000, 96_000] {
        let input = plucks(rate, SECONDS);
        let rig = Rig {
            object: "nrave~ expressive",
            rate,
            input: &input,
            controls: &controls,
            ..Rig::default()
        };
        let Render { audio, .. } = rig.play(folder.path());
        assert!(loudest(&audio) > 0.1, "there is sound at {rate} Hz");
        assert_same(
            &audio,
            &reference(&model, rate, &input, &controls, &[]),
            &format!("{rate} Hz"),
        );
    }
}

#[test]
fn a_second_run_is_identical() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, SECONDS);
    let rig = Rig {
        object: "nrave~ expressive",
        input: &input,
        ..Rig::default()
    };
    let [first, second] = [(); 2].map(|()| rig.play(folder.path()).audio);
    assert!(loudest(&first) > 0.1);
    assert_same(&first, &second, "the second run");
}

#[test]
fn block_size_has_no_influence() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let model = write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, SECONDS);
    for block in [16, 32, 64, 128, 512, 1024, 4096] {
        // Pd collects a whole block before a reblocked subpatch first runs.
        let wait = block.max(64) - 64;
        let mut late = vec![0.0; wait];
        late.extend(&input[..input.len() - wait]);
        let text = format!("block~ {block}");
        let rig = Rig {
            object: "nrave~ expressive",
            input: &input,
            block: Some(&text),
            ..Rig::default()
        };
        assert_same(
            &rig.play(folder.path()).audio,
            &reference(&model, 48_000, &late, &[], &[]),
            &text,
        );
    }
}

#[test]
fn a_message_acts_on_the_block_it_arrives_in() {
    if !pd_is_here() {
        return;
    }
    use neurorave_core::attributes::Value;
    use neurorave_core::descriptors::Descriptor::{Centroid, Rms};
    let folder = tempfile::tempdir().unwrap();
    let model = write_expressive(folder.path(), "expressive");
    let input = plucks(48_000, SECONDS);
    let at = |block: usize| block * 64;
    let rig = Rig {
        object: "nrave~ expressive",
        input: &input,
        messages: &[
            (at(100), "set centroid 0.5"),
            (at(211), "offset rms -0.5"),
            (at(322), "scale rms 0.25"),
            (at(433), "transpose 7"),
            (at(544), "follow centroid"),
        ],
        ..Rig::default()
    };
    let commands = [
        (at(100), Command::Set(Centroid, Value::Normalised(0.5))),
        (at(211), Command::Offset(Rms, -0.5)),
        (at(322), Command::Scale(Rms, 0.25)),
        (at(433), Command::Transpose(7.0)),
        (at(544), Command::Follow(Centroid)),
    ];
    let Render { audio, console } = rig.play(folder.path());
    assert!(!console.contains("error"), "{console}");
    let expected = reference(&model, 48_000, &input, &[], &commands);
    assert_same(&audio, &expected, "with messages");
    let plain = reference(&model, 48_000, &input, &[], &[]);
    assert!(expected != plain, "the messages change the sound");
}

#[test]
fn latency_reported_is_latency_measured() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write_delay(folder.path(), "delay", 512, 752);
    for rate in [44_100, 48_000, 96_000] {
        // A pulse slow enough to pass every resampler unharmed; its summit tells the delay.
        const SUMMIT: usize = 9_600;
        let pulse = |n: usize| (-((n as f32 - SUMMIT as f32) / 12.0).powi(2)).exp();
        let input: Vec<f32> = (0..24_000).map(pulse).collect();
        let rig = Rig {
            object: "nrave~ delay",
            rate,
            input: &input,
            messages: &[(64, "latency")],
            ..Rig::default()
        };
        let Render { audio, console } = rig.play(folder.path());
        let reported = console
            .lines()
            .find_map(|line| line.strip_prefix("info: latency "))
            .and_then(|rest| rest.split_whitespace().next()?.parse::<usize>().ok())
            .unwrap_or_else(|| panic!("no latency on the console:\n{console}"));
        let peak = (0..audio.len())
            .max_by(|&a, &b| audio[a].abs().total_cmp(&audio[b].abs()))
            .expect("a recording");
        assert!(audio[peak] > 0.9, "the pulse arrives at {rate} Hz");
        assert_eq!(peak - SUMMIT, reported, "at {rate} Hz");
    }
}
