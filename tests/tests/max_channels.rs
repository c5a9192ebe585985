//! Multichannel signals in the double of Max: voices of `mc.nrave~`, latents as one signal.

use nrave_tests::max::{External, Host, Kind, Rig, Session};
use nrave_tests::pd::models::{plucks, write_expressive};
use nrave_tests::pd::{assert_same, reference};
use nrave_tests::samples::from_bytes;
use std::path::Path;

const RATE: u32 = 44_100;

fn channel(interleaved: &[f32], channels: usize, channel: usize) -> Vec<f32> {
    interleaved
        .iter()
        .skip(channel)
        .step_by(channels)
        .copied()
        .collect()
}

#[test]
fn each_channel_is_a_voice_of_its_own() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let model = write_expressive(folder.path(), "expressive");
    let first = plucks(RATE, 0.5);
    let second: Vec<f32> = first.iter().rev().copied().collect();
    let third = vec![0.0; first.len()];
    let voices = [&first, &second, &third];
    let input: Vec<f32> = (0..first.len())
        .flat_map(|i| voices.map(|voice| voice[i]))
        .collect();
    let rig = Rig {
        object: "mc.nrave~ -offline expressive",
        rate: RATE,
        input: &input,
        channels: 3,
        // One signal for all voices.
        controls: &[(2, 0.5)],
        messages: &[(0, "set bandwidth 0.3")],
        ..Rig::default()
    };
    let (max, outcome) = rig.play(host, folder.path());
    outcome.must_be_well();
    assert_eq!(max.len(), input.len());
    use neurorave_core::attributes::Value::Normalised;
    use neurorave_core::descriptors::Descriptor::Bandwidth;
    use neurorave_core::instrument::Command::Set;
    let commands = [(0, Set(Bandwidth, Normalised(0.3)))];
    for (number, voice) in voices.into_iter().enumerate() {
        let alone = reference(&model, RATE, voice, &[(2, 0.5)], &commands);
        assert_same(
            &channel(&max, 3, number),
            &alone,
            &format!("voice {number}"),
        );
    }
}

#[test]
fn voices_come_and_go_with_the_channels_of_the_input() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let (external, folder) = (External::new(), tempfile::tempdir().unwrap());
    write_expressive(folder.path(), "expressive");
    let mut session = Session::with(&external, folder.path());
    // Offline, so that new voices are there with their first vector.
    session
        .say("new m mc.nrave~ -offline expressive")
        .say("send m 0 set centroid 0.7");
    for channels in [1, 4, 2, 64, 1] {
        session.say(format!("input m 0 {channels} noise"));
        session.say("dsp 48000 128").say("run 24000");
        session.say(format!("send m 0 setvalue {channels} get centroid"));
        session.say(format!("send m 0 setvalue {} get rms", channels + 1));
    }
    // More than there can be: the rest is left out.
    session
        .say("input m 0 300 noise")
        .say("dsp 48000 128")
        .say("run 12800");
    session
        .say("set m chans 3")
        .say("dsp 48000 128")
        .say("run 12800");
    session.say("send m 0 setvalue 4 get rms");
    let outcome = session.run(host);
    outcome.must_be_well();
    for voices in [1, 4, 2, 64, 3] {
        assert!(
            outcome.has(&format!("there are {voices} voices")),
            "{voices}: {}",
            outcome.text
        );
    }
    let told = outcome.lines("m: out 1: get centroid ");
    assert_eq!(told.len(), 5, "{}", outcome.text);
    // What was said before a voice came counts for it, too.
    for line in told {
        let sent: f32 = line.rsplit(' ').next().unwrap().parse().unwrap();
        assert!((sent - 0.7).abs() < 1e-3, "{line}");
    }
}

#[test]
fn voices_play_when_max_has_not_told_of_their_channels() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let (external, folder) = (External::new(), tempfile::tempdir().unwrap());
    write_expressive(folder.path(), "expressive");
    let file = folder.path().join("out.f32");
    let mut session = Session::with(&external, folder.path());
    session.say("new m mc.nrave~ -offline expressive");
    session.say("input m 0 4 noise").say("dsp 48000 128");
    // It still has four voices when it is asked for its channels, and one when the chain is made.
    session.say("input m 0 1 noise").say("untold m 0");
    session.say("dsp 48000 128").say("run 24000");
    session.say(format!("record m {}", file.display()));
    session.say("run 24000");
    session.run(host).must_be_well();
    let samples = from_bytes(&std::fs::read(file).unwrap());
    let loud = |number| channel(&samples, 4, number).iter().any(|x| x.abs() > 1e-3);
    assert_eq!([0, 1, 2, 3].map(loud), [true, false, false, false]);
}

/// Sound to latents to sound, through two boxes; how the latents travel is the only difference.
fn there_and_back(host: &Host, folder: &Path, multichannel: bool) -> (Vec<f32>, usize) {
    let input = plucks(RATE, 0.25);
    let property = if multichannel { " @multichannel 1" } else { "" };
    let encode = Rig {
        object: &format!("nrave~ -offline strings encode{property}"),
        rate: RATE,
        input: &input,
        ..Rig::default()
    };
    let (latents, outcome) = encode.play(host, folder);
    outcome.must_be_well();
    let channels = latents.len() / input.len();
    let decode = Rig {
        object: &format!("nrave~ -offline strings decode{property}"),
        rate: RATE,
        input: &latents,
        channels,
        messages: &[(0, "note 57"), (0, "set rms 0")],
        ..Rig::default()
    };
    if !multichannel {
        return (latents, channels);
    }
    let (sound, outcome) = decode.play(host, folder);
    outcome.must_be_well();
    assert!(
        outcome.has("a: made with 7 signal inlets and 1 signal outlets"),
        "{}",
        outcome.text
    );
    assert!(sound.iter().any(|x| x.abs() > 1e-3), "it sounds");
    (latents, channels)
}

#[test]
fn latents_are_the_same_as_one_signal_and_as_many() {
    let Some(host) = Host::build(Kind::Watching) else {
        return;
    };
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../models/zoo"));
    let (one, channels) = there_and_back(host, folder, true);
    let (many, outlets) = there_and_back(host, folder, false);
    assert_eq!((channels, outlets), (16, 16));
    assert_same(&one, &many, "latents");
}
