//! A spectral baseline from the command line into a study.

mod support;

use nrave::audio::{Audio, write_wav};
use nrave::evaluate::study::figures::{Entry, Report};
use nrave::prepare::{DEFAULT_SEED, Split, split};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::{RATE, nrave_fails, nrave_json, text, write_teller};

/// Recordings to learn from, to watch and to judge on.
const COUNTS: [usize; 3] = [12, 2, 4];

/// A tone whose level and brightness depend on its number, longer than a second.
fn tone(number: usize) -> Audio {
    let (level, partials) = (0.05 * 1.25f32.powi(number as i32 % 8), 1 + number % 7);
    let sample = |n: usize| {
        let time = n as f32 / RATE as f32;
        let phase = std::f32::consts::TAU * 196.0 * time;
        let wave: f32 = (1..=partials).map(|k| (k as f32 * phase).sin()).sum();
        level * wave / partials as f32 * (-time).exp()
    };
    Audio::from_mono(RATE, (0..RATE as usize * 5 / 4).map(sample).collect())
}

struct Room(tempfile::TempDir);

impl Room {
    /// A folder `tones` with files for each split, by their names.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tones = folder.path().join("tones");
        std::fs::create_dir(&tones).unwrap();
        let mut left = COUNTS;
        for number in 0.. {
            let name = format!("tone{number}.wav");
            let split = match split(Path::new(&name), DEFAULT_SEED) {
                Split::Test => 2,
                Split::Validation => 1,
                Split::Train => 0,
            };
            if left == [0; 3] {
                break;
            }
            if left[split] > 0 {
                left[split] -= 1;
                write_wav(&tones.join(name), &tone(number)).unwrap();
            }
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn command(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_nrave"))
            .args(args)
            .env("NRAVE_CACHE", self.0.path().join("cache"))
            .output()
            .unwrap()
    }

    /// Trains a small one.
    fn train(&self, preset: &str, out: &str, more: &[&str]) -> Output {
        let (tones, out) = (self.path("tones"), self.path(out));
        let mut args = vec!["train", &tones, "--preset", preset, "--out", &out];
        args.extend(["--capacity", "4", "--batch", "4"]);
        args.extend(more);
        self.command(&args)
    }

    /// The weights after so many steps.
    fn trained(&self, preset: &str, out: &str, steps: &str, more: &[&str]) -> Vec<u8> {
        let output = self.train(preset, out, &[&["--steps", steps], more].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        let all = format!("{steps} of {steps} steps");
        assert!(text(&output.stdout).contains(&all));
        std::fs::read(PathBuf::from(self.path(out)).join("baseline.bin")).unwrap()
    }

    fn refused(&self, preset: &str, out: &str, more: &[&str]) -> String {
        let output = self.train(preset, out, more);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        text(&output.stderr)
    }
}

#[test]
fn it_is_trained_and_measured_beside_a_model() {
    let room = Room::new();
    room.trained("vae", "vae.baseline", "300", &[]);
    let two = ["--attributes", "rms,centroid"];
    room.trained("c-vae", "c-vae.baseline", "300", &two);
    write_teller(&PathBuf::from(room.path("teller.nrave")));
    let alone = nrave_fails(
        1,
        &[
            "evaluate",
            &room.path("vae.baseline"),
            "--data",
            &room.path("tones"),
        ],
    );
    assert!(alone.contains("--out"), "{alone}");
    let json = nrave_json(&[
        "evaluate",
        &format!("ours={}", room.path("teller.nrave")),
        &room.path("vae.baseline"),
        &format!("knobs={}", room.path("c-vae.baseline")),
        "--data",
        &room.path("tones"),
        "--quick",
        "--out",
        &room.path("study"),
        "--json",
    ]);
    let report: Report = serde_json::from_value(json).unwrap();
    assert_eq!(report.families[0].held_out, COUNTS[2]);
    let entry = |label: &str| -> &Entry {
        let found = report.entries.iter().find(|entry| entry.label == label);
        found.unwrap_or_else(|| panic!("no {label}"))
    };
    let (ours, plain, knobs) = (entry("ours"), entry("vae"), entry("knobs"));
    for baseline in [plain, knobs] {
        let (model, figures) = (&baseline.model, &baseline.figures);
        assert_eq!((model.sample_rate, model.latency_ms), (16_000, None));
        assert_eq!(model.sha256.len(), 64);
        assert!(model.weights > 1000 && model.megabytes > 0.0, "{model:?}");
        let sound = figures.reconstruction.as_ref().unwrap();
        assert!(sound.own.ratio > 0.05 && sound.own.ratio < 1.0, "{sound:?}");
        assert!(figures.cycle.as_ref().unwrap().twice.is_finite());
        assert!(!figures.tuning.is_empty(), "the tones have a pitch");
        // What only a model that streams has.
        assert!(figures.attacks.is_none() && figures.leakage.is_none());
        assert!(figures.latents.is_none() && figures.prior.is_none());
    }
    assert!(plain.figures.control.is_none() && plain.model.attributes.is_empty());
    assert_eq!(knobs.model.attributes, ["rms", "centroid"]);
    let control = knobs.figures.control.as_ref().unwrap();
    assert!(control.traces.is_empty(), "one value a clip draws no line");
    for knob in &control.single {
        // Three recordings and four kinds of curves, one pair of means each.
        assert!(knob.all.frames <= 12 && knob.all.frames > 6, "{knob:?}");
        assert!(knob.all.within.is_none());
        assert!((0.0..=1.0).contains(&knob.all.agreement), "{knob:?}");
    }
    assert_eq!(control.single.len(), 2);
    assert_eq!(control.together[0].changed, 2);
    assert!(ours.figures.attacks.is_some() && ours.model.latency_ms.is_some());
    let markdown = std::fs::read_to_string(room.path("study/report.md")).unwrap();
    let latency = markdown
        .lines()
        .find(|line| line.contains("step and delay"));
    assert!(latency.unwrap().contains("–"), "{latency:?}");
}

#[test]
fn it_never_learns_from_what_it_is_judged_on() {
    let room = Room::new();
    let two = ["--attributes", "rms,centroid"];
    let before = room.trained("f-vae", "one.baseline", "20", &two);
    let tones = std::fs::read_dir(room.path("tones")).unwrap();
    let files: Vec<PathBuf> = tones.map(|entry| entry.unwrap().path()).collect();
    let again = |name: &str, of: Split| {
        for file in files.iter().filter(|file| split(file, DEFAULT_SEED) == of) {
            write_wav(file, &tone(1000)).unwrap();
        }
        room.trained("f-vae", name, "20", &two)
    };
    assert!(
        before == again("two.baseline", Split::Test),
        "it heard a test"
    );
    let validation = again("three.baseline", Split::Validation);
    assert!(before == validation, "it heard what it is watched by");
    let train = again("four.baseline", Split::Train);
    assert!(before != train, "it heard nothing");
}

#[test]
fn flags_that_mean_nothing_are_refused() {
    let room = Room::new();
    let refused = |more: &[&str]| room.refused("vae", "x.baseline", more);
    for (flag, value) in [
        ("--prior", "a.nrave"),
        ("--adversarial-after", "100"),
        ("--pitch", "no"),
        ("--frames", "64"),
        ("--kl", "0.1"),
        // Its default is as meaningless.
        ("--rate", "44100"),
    ] {
        let said = refused(&[flag, value]);
        assert!(said.contains(&format!("{flag} means nothing")), "{said}");
    }
    let resume = refused(&["--resume"]);
    assert!(resume.contains("keeps no checkpoint"), "{resume}");
    assert!(refused(&["--attributes", "rms"]).contains("takes no attributes"));
    let file = room.refused("vae", "x.nrave", &[]);
    assert!(file.contains("x.baseline"), "{file}");
    let knob = room.refused("c-vae", "x.baseline", &["--attributes", "loudness"]);
    assert!(knob.contains("there is no descriptor"), "{knob}");
    assert!(!PathBuf::from(room.path("x.baseline")).exists());

    room.trained("vae", "x.baseline", "2", &[]);
    assert!(refused(&[]).contains("--restart"));
    room.trained("vae", "x.baseline", "2", &["--restart"]);
}
