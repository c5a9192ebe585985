//! The command line as a musician meets it: answers, files, exit codes, words.

mod support;

use nrave::audio::{Audio, read_audio, write_wav};
use nrave::render::{RenderOptions, render};
use std::f32::consts::TAU;
use std::path::{Path, PathBuf};
use support::{nrave, nrave_fails, nrave_json, text, write_teller};

/// After this many samples every soft start is over.
const SETTLED: usize = 20_000;

struct Room {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Room {
    /// A folder with `teller.nrave` and one second of `tone.wav`: 441 Hz at −20 dBFS.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_path_buf();
        write_teller(&path.join("teller.nrave"));
        write_wav(
            &path.join("tone.wav"),
            &tone(441.0, 0.1 * 2f32.sqrt(), 44_100),
        )
        .unwrap();
        Self {
            _folder: folder,
            path,
        }
    }

    fn file(&self, name: &str) -> String {
        self.path.join(name).to_str().unwrap().into()
    }

    /// Renders `tone.wav` with more arguments, and reads the result.
    fn render(&self, more: &[&str]) -> Audio {
        let (input, output, model) = (
            self.file("tone.wav"),
            self.file("out.wav"),
            self.file("teller.nrave"),
        );
        let mut args = vec!["render", &input, &output, "--model", &model];
        args.extend(more);
        let done = nrave(&args);
        assert!(done.status.success(), "{}", text(&done.stderr));
        read_audio(Path::new(&output)).unwrap()
    }

    fn render_fails(&self, code: i32, more: &[&str]) -> String {
        let (input, output, model) = (
            self.file("tone.wav"),
            self.file("out.wav"),
            self.file("teller.nrave"),
        );
        let mut args = vec!["render", &input, &output, "--model", &model];
        args.extend(more);
        let said = nrave_fails(code, &args);
        assert!(
            !Path::new(&output).exists(),
            "a failed render leaves no file"
        );
        said
    }
}

fn tone(hz: f32, amplitude: f32, rate: u32) -> Audio {
    let sample = |n| amplitude * (TAU * hz * n as f32 / rate as f32).sin();
    Audio::from_mono(rate, (0..rate).map(sample).collect())
}

#[test]
fn usage_errors_exit_with_2() {
    nrave_fails(2, &["explode"]);
    nrave_fails(2, &["render", "a.wav"]);
    let room = Room::new();
    assert!(
        room.render_fails(2, &["--set", "brightness=1"])
            .contains("there is no attribute")
    );
    assert!(
        room.render_fails(2, &["--set", "centroid=loud"])
            .contains("not the unit")
    );
    assert!(
        room.render_fails(2, &["--offset", "rms"])
            .contains("NAME=VALUE")
    );
    assert!(
        room.render_fails(2, &["--note", "H4"])
            .contains("is not a note")
    );
    assert!(nrave_fails(2, &["describe", "a.wav", "--json", "--csv"]).contains("--csv"));
}

#[test]
fn help_and_version_go_to_standard_output() {
    for args in [["--help"], ["--version"]] {
        let output = nrave(&args);
        assert!(output.status.success());
        assert!(text(&output.stdout).contains("nrave"));
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let room = Room::new();
    let missing = room.file("missing.wav");
    for args in [
        vec!["describe", &missing],
        vec!["info", &missing],
        vec!["bench", &missing],
    ] {
        assert!(nrave_fails(1, &args).contains("missing.wav"), "{args:?}");
    }
    let empty = room.file("empty.mp3");
    std::fs::write(&empty, b"").unwrap();
    assert!(nrave_fails(1, &["describe", &empty]).contains("0 bytes"));
    let tone = room.file("tone.wav");
    assert!(nrave_fails(1, &["info", &tone]).contains("tone.wav"));
}

#[test]
fn info_tells_what_the_file_holds() {
    let room = Room::new();
    let model = room.file("teller.nrave");
    let page = text(&nrave(&["info", &model]).stdout);
    for word in [
        "teller",
        "44100 Hz",
        "forward",
        "512 samples",
        "centroid",
        "40 to 2000 Hz",
        "Tells what",
    ] {
        assert!(page.contains(word), "{word} is not in\n{page}");
    }
    let json = nrave_json(&["info", &model, "--json"]);
    assert_eq!(json["manifest"]["name"], "teller");
    assert_eq!(json["manifest"]["attributes"][1]["name"], "centroid");
    assert_eq!(json["content_hash"].as_str().map(str::len), Some(64));
    assert_eq!(
        json["bytes"].as_u64().unwrap(),
        std::fs::metadata(&model).unwrap().len()
    );
}

#[test]
fn describe_measures_every_frame() {
    let room = Room::new();
    let tone = room.file("tone.wav");
    let json = nrave_json(&["describe", &tone, "--json"]);
    let frames = json["seconds"].as_array().unwrap().len();
    assert_eq!(frames, 44_100usize.div_ceil(512));
    for name in [
        "rms",
        "centroid",
        "bandwidth",
        "rolloff",
        "flatness",
        "sharpness",
        "booming",
        "pitch",
        "voicing",
    ] {
        assert_eq!(json[name].as_array().map(Vec::len), Some(frames), "{name}");
    }
    assert!((json["rms"][60].as_f64().unwrap() + 20.0).abs() < 0.1);
    assert!((json["pitch"][60].as_f64().unwrap() - 441.0).abs() < 1.0);

    let csv = text(&nrave(&["describe", &tone, "--csv"]).stdout);
    let mut lines = csv.lines();
    let columns = lines.next().unwrap().split(',').count();
    assert_eq!(columns, 10);
    assert_eq!(lines.clone().count(), frames);
    assert!(lines.all(|line| line.split(',').all(|field| field.parse::<f64>().is_ok())));
    assert!(text(&nrave(&["describe", &tone]).stdout).contains("voiced"));
}

#[test]
fn a_set_attribute_is_what_the_model_gets() {
    let room = Room::new();
    let input = read_audio(Path::new(&room.file("tone.wav"))).unwrap();
    let aligned = room.render(&["--set", "rms=0.5", "--set", "centroid=1000Hz", "--align"]);
    assert_eq!(aligned.rate, 44_100);
    assert_eq!(aligned.frames(), input.frames());
    let [sound, rms, centroid, _] = aligned.channels.as_slice() else {
        panic!("4 outlets")
    };
    for n in SETTLED..input.frames() - 512 {
        assert_eq!(sound[n], input.channels[0][n] * 0.5, "sample {n}");
        assert_eq!(rms[n], 0.5);
    }
    // 100 Hz … 10 kHz with an offset of 20 Hz: log2(1020/120) of log2(10020/120), twice, less 1.
    let expected = 2.0 * (1020.0f32 / 120.0).log2() / (10_020.0f32 / 120.0).log2() - 1.0;
    assert!((centroid[SETTLED] - expected).abs() < 1e-5);
}

#[test]
fn without_align_the_latency_stands_at_the_start() {
    let room = Room::new();
    let (input, output, model) = (
        room.file("tone.wav"),
        room.file("out.wav"),
        room.file("teller.nrave"),
    );
    let json = nrave_json(&[
        "render", &input, &output, "--model", &model, "--set", "rms=1", "--json",
    ]);
    let latency = json["latency_samples"].as_u64().unwrap() as usize;
    let whole = read_audio(Path::new(&output)).unwrap();
    assert_eq!(whole.frames(), 44_100 + latency);
    assert_eq!(json["frames"].as_u64().unwrap() as usize, whole.frames());
    let aligned = room.render(&["--set", "rms=1", "--align"]);
    assert_eq!(whole.channels[0][latency..], aligned.channels[0]);
    assert!(whole.channels[0][..latency].iter().all(|v| *v == 0.0));
    // Nothing is lost at the end.
    assert_ne!(whole.channels[0][whole.frames() - 1], 0.0);
}

#[test]
fn renders_are_the_same_every_time_and_in_the_library() {
    let room = Room::new();
    let first = room.render(&["--seed", "7", "--offset", "rms=0.1"]);
    assert_eq!(room.render(&["--seed", "7", "--offset", "rms=0.1"]), first);
    let input = read_audio(Path::new(&room.file("tone.wav"))).unwrap();
    let plain = room.render(&[]);
    let model = room.path.join("teller.nrave");
    assert_eq!(
        render(&model, &RenderOptions::default(), &input).unwrap(),
        plain
    );
}

#[test]
fn followed_attributes_and_pitch_are_leant_on() {
    let room = Room::new();
    let at = |audio: &Audio, outlet: usize| audio.channels[outlet][SETTLED];
    let plain = room.render(&[]);
    // −20 dBFS between −60 and 0 dBFS.
    assert!(
        (at(&plain, 1) - 1.0 / 3.0).abs() < 0.01,
        "{}",
        at(&plain, 1)
    );
    assert!(at(&plain, 3).abs() < 0.01, "{}", at(&plain, 3));
    let leant = room.render(&[
        "--offset",
        "rms=-0.2",
        "--scale",
        "rms=0.5",
        "--transpose",
        "-12",
    ]);
    assert!(
        (at(&leant, 1) - (1.0 / 6.0 - 0.2)).abs() < 0.01,
        "{}",
        at(&leant, 1)
    );
    assert!((at(&leant, 3) + 1.0).abs() < 0.01, "{}", at(&leant, 3));
    let held = room.render(&["--note", "A5"]);
    assert!((at(&held, 3) - 1.0).abs() < 1e-4, "{}", at(&held, 3));
}

#[test]
fn curves_move_attributes_and_pitch() {
    let room = Room::new();
    let (sweep, semitones) = (room.file("sweep.csv"), room.file("semitones.csv"));
    std::fs::write(&sweep, "seconds,value\n0,-0.8\n1,0.8\n").unwrap();
    std::fs::write(&semitones, "0,12\n").unwrap();
    let (sweep, semitones) = (format!("centroid={sweep}"), format!("pitch={semitones}"));
    let audio = room.render(&["--curve", &sweep, "--curve", &semitones, "--align"]);
    for n in (SETTLED..40_000).step_by(1000) {
        let requested = -0.8 + 1.6 * n as f32 / 44_100.0;
        // Within a step of 512 samples.
        assert!(
            (audio.channels[2][n] - requested).abs() < 0.02,
            "{n}: {}",
            audio.channels[2][n]
        );
    }
    assert!((audio.channels[3][SETTLED] - 1.0).abs() < 0.01);

    let bad = room.file("bad.csv");
    std::fs::write(&bad, "0,0\n1,high\n").unwrap();
    let room = Room::new();
    let said = room.render_fails(1, &["--curve", &format!("rms={bad}")]);
    assert!(said.contains("bad.csv, line 2"), "{said}");
}

#[test]
fn attributes_come_from_another_sound() {
    let room = Room::new();
    let other = room.file("other.wav");
    // Louder, an octave higher, at another rate.
    write_wav(Path::new(&other), &tone(882.0, 0.2 * 2f32.sqrt(), 48_000)).unwrap();
    let audio = room.render(&["--attributes-from", &other]);
    let rms = audio.channels[1][SETTLED];
    let expected = 2.0 * (20.0 * 0.2f32.log10() + 60.0) / 60.0 - 1.0;
    assert!((rms - expected).abs() < 0.01, "{rms}, not {expected}");
    assert!(
        (audio.channels[3][SETTLED] - 1.0).abs() < 0.01,
        "{}",
        audio.channels[3][SETTLED]
    );
}

#[test]
fn every_sample_rate_keeps_its_own() {
    let room = Room::new();
    for rate in [8_000u32, 48_000, 96_000] {
        write_wav(&room.path.join("tone.wav"), &tone(441.0, 0.1, rate)).unwrap();
        let audio = room.render(&["--set", "rms=1", "--align"]);
        assert_eq!((audio.rate, audio.frames()), (rate, rate as usize));
        let input = tone(441.0, 0.1, rate);
        let worst = (rate as usize / 2..rate as usize * 9 / 10)
            .map(|n| (audio.channels[0][n] - input.channels[0][n]).abs())
            .fold(0.0, f32::max);
        // Aligned to a fraction of a sample: 441 Hz at 8 kHz moves by a third of its height in one.
        assert!(worst < 0.025, "{rate} Hz: {worst}");
    }
    assert_eq!(room.render(&["--rate", "44100"]).rate, 44_100);
}

#[test]
fn what_the_model_lacks_is_said() {
    let room = Room::new();
    assert!(
        room.render_fails(1, &["--set", "flatness=0"])
            .contains("it has: rms, centroid")
    );
    assert!(
        room.render_fails(1, &["--method", "prior"])
            .contains("forward")
    );
    let model = room.file("teller.nrave");
    assert!(nrave_fails(1, &["bench", &model, "--method", "prior"]).contains("prior"));
    assert!(!room.render(&["--method", "plain"]).channels.is_empty());
}

#[test]
fn bench_gives_every_figure() {
    let room = Room::new();
    let json = nrave_json(&[
        "bench",
        &room.file("teller.nrave"),
        "--seconds",
        "1",
        "--json",
    ]);
    assert_eq!(json["steps"].as_u64(), Some(87));
    for path in [
        "/realtime_factor",
        "/ms/median",
        "/ms/p99",
        "/ms/p99_99",
        "/ms/max",
        "/load_ms",
        "/step_ms",
    ] {
        assert!(
            json.pointer(path)
                .and_then(|v| v.as_f64())
                .is_some_and(|v| v > 0.0),
            "{path}"
        );
    }
    if cfg!(target_os = "linux") {
        assert!(
            json["peak_memory_mib"]
                .as_f64()
                .is_some_and(|mib| mib > 1.0)
        );
    }
    let page = text(&nrave(&["bench", &room.file("teller.nrave"), "--seconds", "0.1"]).stdout);
    assert!(page.contains("realtime factor"));
}

#[test]
fn nothing_is_drawn_on_standard_error_of_a_pipe() {
    let room = Room::new();
    let output = nrave(&["describe", &room.file("tone.wav"), "--json"]);
    assert!(output.stderr.is_empty());
}
