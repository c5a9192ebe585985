//! Voltages lean on a shipped model as signals from the patch do: what was asked for is measured in
//! the sound, as closely as without a module.

use neurorave_core::descriptors::{Analyzer, Descriptor, WINDOW};
use neurorave_core::model::Model;
use nrave::evaluate::spearman;
use nrave_tests::pd::models::plucks;
use nrave_tests::pd::{External, Outcome, Patch, pd_is_here, read_wav, run, write_wav};
use std::f64::consts::TAU;
use std::path::{Path, PathBuf};

const RATE: u32 = 44_100;
const SECONDS: usize = 12;
const LENGTH: usize = SECONDS * RATE as usize;
const HOP: usize = 512;
/// Below this level descriptors measure noise; dBFS.
const AUDIBLE_DBFS: f32 = -50.0;

/// The attributes that are leaned on, with the jack and how often it swings, in Hz.
const LEANED: [(Descriptor, &str, f64); 4] = [
    (Descriptor::Rms, "cv1", 0.31),
    (Descriptor::Centroid, "cv2", 0.23),
    (Descriptor::Bandwidth, "cv3", 0.17),
    (Descriptor::Booming, "cv4", 0.41),
];

const MODULE: &str = "board = \"raspberry-pi-4\"\n\
    [[input]]\nname = \"cv1\"\nkind = \"cv\"\n[[input]]\nname = \"cv2\"\nkind = \"cv\"\n\
    [[input]]\nname = \"cv3\"\nkind = \"cv\"\n[[input]]\nname = \"cv4\"\nkind = \"cv\"\n";

fn strings() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo/strings.nrave")
}

/// What is asked for at a time, −1…1.
fn asked(hz: f64, seconds: f64) -> f64 {
    0.7 * (TAU * hz * seconds).sin()
}

/// Renders the recording while the attributes are leaned on, by volts or by signals from the patch.
fn play(folder: &Path, by_volts: bool) -> (Vec<f32>, usize) {
    write_wav(&folder.join("in.wav"), RATE, &plucks(RATE, SECONDS as f32));
    let mut patch = Patch::default();
    for table in ["in", "out"] {
        patch.object(&format!("array define {table} {LENGTH}"));
    }
    let start = patch.object("loadbang");
    let order = patch.object("t b b b b b b");
    patch.connect(start, 0, order, 0);
    let files = patch.object("soundfiler");
    let read = patch.message("read in.wav in");
    patch.connect(order, 5, read, 0);
    patch.connect(read, 0, files, 0);
    let voice = patch.object(&format!("nrave~ {}", strings().display()));
    let info = patch.object("print info");
    patch.connect(voice, 1, info, 0);
    let model = Model::peek(&strings()).expect("the shipped model");
    let place = |descriptor: Descriptor| {
        let names = model.attributes.iter().map(|attribute| &attribute.name);
        // Sound and pitch come first.
        2 + names
            .into_iter()
            .position(|name| name == descriptor.name())
            .expect("an attribute")
    };
    for (descriptor, ..) in LEANED {
        let set = patch.message(&format!("set {} 0", descriptor.name()));
        patch.connect(order, 4, set, 0);
        patch.connect(set, 0, voice, 0);
    }
    let latency = patch.message("latency");
    patch.connect(order, 0, latency, 0);
    patch.connect(latency, 0, voice, 0);
    if by_volts {
        std::fs::write(folder.join("module.toml"), MODULE).unwrap();
        let rows = (0..=SECONDS * 100).map(|n| {
            let time = n as f64 / 100.0;
            let volts = LEANED.map(|(_, _, hz)| (5.0 * asked(hz, time)).to_string());
            format!("{time},{}\n", volts.join(","))
        });
        let names = LEANED.map(|(_, jack, _)| jack).join(",");
        let script = format!("seconds,{names}\n{}", rows.collect::<String>());
        std::fs::write(folder.join("script.csv"), script).unwrap();
        let module = patch.object("nrave.cv~ module.toml");
        let simulate = patch.message("simulate script.csv");
        patch.connect(order, 3, simulate, 0);
        patch.connect(simulate, 0, module, 0);
        for (outlet, (descriptor, ..)) in LEANED.into_iter().enumerate() {
            patch.connect(module, outlet, voice, place(descriptor));
        }
    } else {
        for (descriptor, jack, hz) in LEANED {
            let curve: Vec<_> = (0..LENGTH)
                .map(|n| asked(hz, n as f64 / f64::from(RATE)) as f32)
                .collect();
            write_wav(&folder.join(format!("{jack}.wav")), RATE, &curve);
            patch.object(&format!("array define {jack} {LENGTH}"));
            let read = patch.message(&format!("read {jack}.wav {jack}"));
            let player = patch.object(&format!("tabplay~ {jack}"));
            patch.connect(order, 5, read, 0);
            patch.connect(read, 0, files, 0);
            patch.connect(order, 1, player, 0);
            patch.connect(player, 0, voice, place(descriptor));
        }
    }
    let (sound, record) = (patch.object("tabplay~ in"), patch.object("tabwrite~ out"));
    let dsp = patch.message("; pd dsp 1");
    patch.connect(order, 2, dsp, 0);
    patch.connect(order, 1, sound, 0);
    patch.connect(order, 1, record, 0);
    patch.connect(sound, 0, voice, 0);
    patch.connect(voice, 0, record, 0);
    let end = patch.object(&format!("delay {} 1 samp", LENGTH + 4096));
    let finish = patch.object("t b b");
    let write = patch.message("write -wave -bytes 4 out.wav out");
    let quit = patch.message("; pd quit");
    patch.connect(order, 0, end, 0);
    patch.connect(end, 0, finish, 0);
    patch.connect(finish, 1, write, 0);
    patch.connect(write, 0, files, 0);
    patch.connect(finish, 0, quit, 0);
    let file = folder.join("rig.pd");
    std::fs::write(&file, patch.text()).unwrap();
    let Outcome {
        console,
        ended_well,
    } = run(External::build(), &file, RATE, &[]);
    assert!(ended_well && !console.contains("error"), "{console}");
    let latency = console
        .lines()
        .find_map(|line| line.strip_prefix("info: latency "))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or_else(|| panic!("no latency on the console:\n{console}"));
    (
        read_wav(&folder.join("out.wav")).expect("a recording"),
        latency,
    )
}

/// Rank correlations of what was asked for with what the sound measures.
fn correlations(sound: &[f32], latency: usize) -> Vec<f64> {
    let descriptors = LEANED.map(|(descriptor, ..)| descriptor);
    let mut analyzer = Analyzer::new(RATE as f32, HOP, &descriptors);
    let mut pairs = vec![Vec::new(); LEANED.len()];
    for (index, block) in sound.chunks_exact(HOP).enumerate() {
        let mut values = [0.0; LEANED.len()];
        analyzer.push(block, &mut values);
        // The middle of the window that was measured.
        let middle = ((index + 1) * HOP).saturating_sub(WINDOW / 2 + latency);
        if index * HOP < WINDOW + latency || analyzer.rms_dbfs() < AUDIBLE_DBFS {
            continue;
        }
        let time = middle as f64 / f64::from(RATE);
        for ((pairs, (_, _, hz)), value) in pairs.iter_mut().zip(LEANED).zip(values) {
            pairs.push((asked(hz, time) as f32, value));
        }
    }
    let correlation = |pairs: &Vec<_>| spearman(pairs).expect("a sound that can be measured");
    pairs.iter().map(correlation).collect()
}

#[test]
fn volts_lean_on_four_attributes_as_signals_do() {
    if !pd_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let [volts, signals] = [true, false].map(|by_volts| {
        let (sound, latency) = play(folder.path(), by_volts);
        correlations(&sound, latency)
    });
    for ((volts, signals), (descriptor, ..)) in volts.iter().zip(&signals).zip(LEANED) {
        let name = descriptor.name();
        println!("{name}: {volts:.3} by volts, {signals:.3} by signals");
        assert!(*volts > 0.9, "{name}: {volts}");
        assert!((volts - signals).abs() < 0.01, "{name}: {volts} {signals}");
    }
}
