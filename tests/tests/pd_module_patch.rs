//! The patches of the module open without complaint, and play what the jacks say.

use nrave_tests::pd::{External, Patch, pd_is_here, read_wav, run};
use std::path::{Path, PathBuf};

const RATE: u32 = 44_100;
const LENGTH: usize = 5 * RATE as usize;

fn patches() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../patches/pd")
}

/// The module's patch with its loudspeakers replaced by a bus, everything that it needs beside it.
fn stage() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(patches().join("module.pd")).unwrap();
    let text = Patch::heard_on_a_bus(&text);
    std::fs::write(folder.path().join("module.pd"), text).unwrap();
    for file in [
        "module.toml",
        "swing.csv",
        "nrave.cv-help.pd",
        "fall-back.pd",
    ] {
        std::fs::copy(patches().join(file), folder.path().join(file)).unwrap();
    }
    let strings = patches().join("../../models/zoo/strings.nrave");
    std::fs::copy(strings, folder.path().join("strings.nrave")).unwrap();
    folder
}

/// Opens a patch inside another one, which may do more, and quits after some time.
fn open(folder: &Path, patch: &mut Patch, name: &str, ms: usize) {
    patch.object(name);
    let start = patch.object("loadbang");
    let (wait, quit) = (
        patch.object(&format!("delay {ms}")),
        patch.message("; pd quit"),
    );
    patch.connect(start, 0, wait, 0);
    patch.connect(wait, 0, quit, 0);
    let file = folder.join("opener.pd");
    std::fs::write(&file, patch.text()).unwrap();
    run(External::build(), &file, RATE, &[]).must_be_well();
}

fn loudness(samples: &[f32]) -> f32 {
    let power: f32 = samples.iter().map(|s| s * s).sum();
    (power / samples.len() as f32).sqrt()
}

/// How alike a sound is to itself a while later, -1 to 1.
fn likeness(samples: &[f32], lag: usize) -> f32 {
    let later = &samples[lag..];
    let pairs = samples.iter().zip(later);
    let both: f32 = pairs.map(|(a, b)| a * b).sum();
    let power = |s: &[f32]| s.iter().map(|s| s * s).sum::<f32>();
    both / (power(&samples[..later.len()]) * power(later)).sqrt()
}

#[test]
fn the_help_patch_of_the_jacks_opens() {
    if pd_is_here() {
        let folder = stage();
        open(folder.path(), &mut Patch::default(), "nrave.cv-help", 200);
    }
}

#[test]
fn the_fall_back_opens() {
    if pd_is_here() {
        let folder = stage();
        open(folder.path(), &mut Patch::default(), "fall-back", 200);
    }
}

#[test]
fn the_module_plays_what_its_jacks_say() {
    if !pd_is_here() {
        return;
    }
    let folder = stage();
    // It sounds by itself; a gate plays middle C, then the C above it, and then nothing.
    let script = "seconds,cv1,cv4,gate1,gate2\n\
        0,-5,0,0,0\n1,-5,0,0,0\n1,-5,0,5,0\n2.5,5,0,5,0\n2.5,5,1,5,0\n4,0,1,5,0\n4,0,1,0,0\n";
    std::fs::write(folder.path().join("script.csv"), script).unwrap();
    // The patch's own jacks are replaced as well.
    let text = std::fs::read_to_string(folder.path().join("module.pd")).unwrap();
    let text = text.replace("r \\$0-say", "r test-say");
    std::fs::write(folder.path().join("module.pd"), text).unwrap();
    let mut patch = Patch::default();
    patch.object(&format!("array define out {LENGTH}"));
    let (heard, record) = (patch.object("catch~ heard"), patch.object("tabwrite~ out"));
    let start = patch.object("loadbang");
    let say = patch.message("; test-say simulate script.csv");
    patch.connect(heard, 0, record, 0);
    patch.connect(start, 0, say, 0);
    patch.connect(start, 0, record, 0);
    let (end, write) = (
        patch.object(&format!("delay {} 1 samp", LENGTH + 4096)),
        patch.message("write -wave -bytes 4 out.wav out"),
    );
    let files = patch.object("soundfiler");
    patch.connect(start, 0, end, 0);
    patch.connect(end, 0, write, 0);
    patch.connect(write, 0, files, 0);
    open(folder.path(), &mut patch, "module", 6000);
    let sound = read_wav(&folder.path().join("out.wav")).expect("a recording");
    let part = |from: f64, to: f64| {
        &sound[(from * f64::from(RATE)) as usize..(to * f64::from(RATE)) as usize]
    };
    let [alone, low, high, after] =
        [(0.7, 1.0), (1.5, 2.4), (3.0, 3.9), (4.4, 4.9)].map(|(from, to)| part(from, to));
    for (name, sound) in [("alone", alone), ("low", low), ("high", high)] {
        assert!(loudness(sound) > 0.01, "{name}: {}", loudness(sound));
    }
    assert!(loudness(after) < 1e-3, "after: {}", loudness(after));
    // Half the period of middle C is the period of the C above.
    let period = 44_100.0 / 261.626;
    let half = (period / 2.0f32).round() as usize;
    let (low, high) = (likeness(low, half), likeness(high, half));
    assert!(high > 0.8 && low < 0.6, "{low} {high}");
}
