//! Prepared sets: what goes in comes out measured, whatever is among it and whenever it is killed.

#[allow(dead_code)] // No model is needed here.
mod support;

use neurorave_core::descriptors::{Analyzer, Descriptor};
use nrave::audio::{Audio, read_audio, resample, write_wav};
use nrave::prepare::{
    Kind, Measure, Part, PrepareError, Request, Set, Split, Stage, prepare, split,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use support::{nrave, nrave_fails, nrave_json, text};

const RATE: u32 = 16_000;
const MEASURE: Measure = Measure {
    hop: 512,
    min_hz: 40.0,
    max_hz: 2000.0,
};

struct Room {
    folder: tempfile::TempDir,
    sources: [PathBuf; 1],
}

impl Room {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sources = [folder.path().join("recordings")];
        fs::create_dir(&sources[0]).unwrap();
        Self { folder, sources }
    }

    fn file(&self, name: &str) -> PathBuf {
        let path = self.sources[0].join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    fn tone(&self, name: &str, hz: f32, seconds: f32) {
        write_wav(&self.file(name), &tone(hz, seconds, RATE)).unwrap();
    }

    fn set(&self) -> PathBuf {
        self.folder.path().join("set")
    }

    fn request(&self) -> Request<'_> {
        Request {
            sources: &self.sources,
            rate: RATE,
            trim_db: None,
            seed: None,
            measures: &[MEASURE],
        }
    }

    /// Prepares, and gives the set with the bytes listened to and samples measured.
    fn prepare(&self, request: &Request) -> Result<(Set, u64, u64), PrepareError> {
        let (mut bytes, mut samples) = (0, 0);
        let set = prepare(&self.set(), request, &mut |stage, _, all| match stage {
            Stage::Listening => bytes = all,
            Stage::Measuring => samples = all,
        })?;
        Ok((set, bytes, samples))
    }

    fn prepared(&self) -> Set {
        self.prepare(&self.request()).unwrap().0
    }
}

fn tone(hz: f32, seconds: f32, rate: u32) -> Audio {
    let step = std::f32::consts::TAU * hz / rate as f32;
    let length = (seconds * rate as f32) as usize;
    Audio::from_mono(
        rate,
        (0..length).map(|n| 0.3 * (step * n as f32).sin()).collect(),
    )
}

fn by_name(set: &Set) -> BTreeMap<String, Part> {
    let name = |part: &Part| {
        part.path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned()
    };
    let parts = set.parts(&MEASURE).unwrap();
    parts.into_iter().map(|part| (name(&part), part)).collect()
}

fn curves(part: &Part) -> Vec<f32> {
    let pitch = part.rows.pitch().flat_map(|p| [p.hz, p.voicing]);
    let values = Descriptor::ALL.iter().flat_map(|d| part.rows.curve(*d));
    pitch.chain(values).collect()
}

#[test]
fn what_is_kept_is_what_the_engine_would_measure() {
    let room = Room::new();
    let mut stereo = tone(440.0, 0.7, 44_100);
    stereo.channels.push(vec![0.0; stereo.frames()]);
    write_wav(&room.file("sub/folder/stereo.wav"), &stereo).unwrap();
    let set = room.prepared();
    let part = &by_name(&set)["stereo.wav"];

    let mut audio = resample(&stereo.mono(), 44_100, RATE);
    let hops = audio.len().div_ceil(512);
    audio.resize(hops * 512, 0.0);
    assert_eq!(*part.audio, audio[..]);
    assert_eq!(part.rows.len(), hops);

    let mut analyzer = Analyzer::new(RATE as f32, 512, &Descriptor::ALL);
    let mut values = [0.0; Descriptor::ALL.len()];
    for (hop, block) in audio.chunks_exact(512).enumerate() {
        analyzer.push(block, &mut values);
        for (descriptor, value) in Descriptor::ALL.iter().zip(values) {
            assert_eq!(part.rows.curve(*descriptor).nth(hop), Some(value));
        }
    }
    let pitch = part.rows.pitch().nth(15).unwrap();
    assert!(
        (pitch.hz - 440.0).abs() < 2.0 && pitch.voicing > 0.9,
        "{pitch:?}"
    );
}

#[test]
fn common_formats_of_any_length_and_rate_are_found() {
    let room = Room::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut expected = 0;
    for entry in fs::read_dir(fixtures).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("tone") {
            fs::copy(&path, room.file(&name)).unwrap();
            expected += 1;
        }
    }
    assert!(expected >= 7);
    for rate in [8_000, 11_025, 44_100, 48_000, 96_000, 192_000] {
        write_wav(&room.file(&format!("{rate}.WAV")), &tone(300.0, 0.5, rate)).unwrap();
    }
    write_wav(
        &room.file("one.wav"),
        &Audio::from_mono(48_000, vec![0.5; 9]),
    )
    .unwrap();
    let set = room.prepared();
    assert_eq!(set.problems().count(), 0, "{:?}", set.problems().next());
    let parts = by_name(&set);
    assert_eq!(parts.len(), expected + 7);
    assert_eq!(parts["one.wav"].rows.len(), 1);
    for (name, part) in parts.iter().filter(|(name, _)| name.ends_with(".WAV")) {
        assert_eq!(part.rows.len(), 16, "{name}");
        let level: Vec<f32> = part.rows.curve(Descriptor::Rms).collect();
        assert!((level[10] + 13.47).abs() < 0.1, "{name}: {}", level[10]);
    }
}

#[test]
fn bad_files_are_listed_and_not_fatal() {
    let room = Room::new();
    room.tone("good.wav", 200.0, 1.0);
    fs::write(room.file("empty.mp3"), b"").unwrap();
    fs::write(room.file("letter.wav"), "Dear sir or madam, ".repeat(300)).unwrap();
    fs::write(room.file("other.wma"), [7; 5000]).unwrap();
    write_wav(
        &room.file("silent.wav"),
        &Audio::from_mono(RATE, vec![1e-5; 9000]),
    )
    .unwrap();
    let mut broken = tone(100.0, 0.5, RATE);
    broken.channels[0][500] = f32::NAN;
    write_wav(&room.file("broken.wav"), &broken).unwrap();
    let mut loud = tone(100.0, 0.5, RATE);
    let flat = |x: &mut f32| *x = (*x * 9.0).clamp(-1.0, 1.0);
    loud.channels[0].iter_mut().for_each(flat);
    write_wav(&room.file("clipped.wav"), &loud).unwrap();
    write_wav(
        &room.file("absurd.wav"),
        &Audio::from_mono(RATE, vec![3e4; 900]),
    )
    .unwrap();
    let whole = room.file("short.wav");
    write_wav(&whole, &tone(100.0, 2.0, RATE)).unwrap();
    let bytes = fs::read(&whole).unwrap();
    fs::write(&whole, &bytes[..bytes.len() / 2]).unwrap();
    fs::write(room.file("._good.wav"), b"what other systems leave behind").unwrap();

    let set = room.prepared();
    let kinds: BTreeMap<&str, Kind> = set
        .problems()
        .map(|(name, problem)| (name, problem.kind))
        .collect();
    let expected = BTreeMap::from([
        ("absurd.wav", Kind::Damaged),
        ("broken.wav", Kind::Damaged),
        ("clipped.wav", Kind::Clipped),
        ("empty.mp3", Kind::Empty),
        ("letter.wav", Kind::Unsupported),
        ("other.wma", Kind::Unsupported),
        ("short.wav", Kind::CutShort),
        ("silent.wav", Kind::Silent),
    ]);
    assert_eq!(kinds, expected);
    let usable: Vec<String> = by_name(&set).into_keys().collect();
    assert_eq!(usable, ["clipped.wav", "good.wav", "short.wav"]);
    let report = fs::read_to_string(room.set().join("report.txt")).unwrap();
    assert_eq!(report.lines().count(), expected.len());
    assert!(report.contains("empty.mp3\t0 bytes"), "{report}");

    // Known troublemakers are not listened to again.
    let (_, bytes, samples) = room.prepare(&room.request()).unwrap();
    assert_eq!((bytes, samples), (0, 0));
}

#[test]
fn only_what_has_changed_is_done_again() {
    let room = Room::new();
    for n in 0..5 {
        room.tone(&format!("{n}.wav"), 100.0 * (n + 1) as f32, 0.5);
    }
    let before = by_name(&room.prepared());

    room.tone("1.wav", 500.0, 0.25);
    room.tone("new.wav", 900.0, 0.75);
    fs::remove_file(room.file("3.wav")).unwrap();
    let (set, bytes, samples) = room.prepare(&room.request()).unwrap();
    let size = |name: &str| fs::metadata(room.file(name)).unwrap().len();
    assert_eq!(bytes, size("1.wav") + size("new.wav"));
    assert_eq!(samples, (RATE / 4 + RATE * 3 / 4) as u64);
    let after = by_name(&set);
    assert_eq!(
        after.keys().collect::<Vec<_>>(),
        ["0.wav", "1.wav", "2.wav", "4.wav", "new.wav"]
    );
    for name in ["0.wav", "2.wav", "4.wav"] {
        assert_eq!(curves(&after[name]), curves(&before[name]));
        assert_eq!(*after[name].audio, *before[name].audio);
    }
    assert_eq!(after["1.wav"].audio.len(), 8 * 512);

    // Another hop only measures; another rate starts over.
    let finer = Measure {
        hop: 128,
        ..MEASURE
    };
    let (set, bytes, samples) = room
        .prepare(&Request {
            measures: &[MEASURE, finer],
            ..room.request()
        })
        .unwrap();
    assert_eq!((bytes, samples), (0, 40_000));
    assert!(set.has(&MEASURE) && set.has(&finer));
    let other = Request {
        rate: 8_000,
        ..room.request()
    };
    let (set, bytes, _) = room.prepare(&other).unwrap();
    assert!(bytes > 0 && set.rate() == 8_000 && !set.has(&finer));
}

#[test]
fn disk_is_given_back() {
    let room = Room::new();
    for n in 0..8 {
        room.tone(&format!("{n}.wav"), 200.0, 1.0);
    }
    let full = room.prepared().bytes();
    let kept = curves(&by_name(&room.prepared())["7.wav"]);
    for n in 0..7 {
        fs::remove_file(room.file(&format!("{n}.wav"))).unwrap();
    }
    let set = room.prepared();
    assert!(set.bytes() * 3 < full, "{} of {full}", set.bytes());
    assert_eq!(curves(&by_name(&set)["7.wav"]), kept);
    let on_disk: u64 = fs::read_dir(room.set())
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum();
    assert!(on_disk < set.bytes() + 4096, "{on_disk}");
}

#[test]
fn damage_is_told_and_mended() {
    let room = Room::new();
    room.tone("a.wav", 200.0, 1.0);
    room.tone("b.wav", 300.0, 1.0);
    let whole = by_name(&room.prepared());
    let pack = |kind: &str| -> PathBuf {
        let entries = fs::read_dir(room.set()).unwrap();
        let mut paths = entries.map(|entry| entry.unwrap().path());
        paths
            .find(|p| p.file_name().unwrap().to_string_lossy().starts_with(kind))
            .unwrap()
    };
    let said = |result: Result<Set, PrepareError>| match result {
        Err(error) => error.to_string(),
        Ok(set) => match set.parts(&MEASURE) {
            Err(error) => error.to_string(),
            Ok(_) => String::new(),
        },
    };
    for kind in ["audio-", "rows-"] {
        let path = pack(kind);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        assert!(said(Set::open(&room.set())).contains("cut short"));
        fs::write(&path, b"something else altogether, and long enough").unwrap();
        assert!(said(Set::open(&room.set())).contains("not a pack"));
        fs::remove_file(&path).unwrap();
        assert!(said(Set::open(&room.set())).contains("prepare the recordings again"));
        let mended = by_name(&room.prepared());
        for (name, part) in &whole {
            assert_eq!(curves(&mended[name]), curves(part), "{kind} {name}");
        }
    }
    let index = room.set().join("set.json");
    let good = fs::read_to_string(&index).unwrap();
    for (bad, words) in [
        (good[..good.len() / 2].to_owned(), "delete the folder"),
        (
            good.replace("\"nrave_set\":1", "\"nrave_set\":2"),
            "format 2",
        ),
        (good.replace("audio-", "../audio-"), "outside"),
        (
            good.replace("\"samples\":16000", "\"samples\":999999"),
            "cut short",
        ),
        (
            good.replace("\"samples\":16000", "\"samples\":18446744073709551615"),
            "damaged",
        ),
    ] {
        fs::write(&index, bad).unwrap();
        let said = said(Set::open(&room.set()));
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn foreign_folders_are_left_alone() {
    let room = Room::new();
    room.tone("a.wav", 200.0, 0.2);
    fs::create_dir(room.set()).unwrap();
    fs::write(room.set().join("diary.txt"), "private").unwrap();
    let error = room.prepare(&room.request()).err().unwrap();
    assert!(matches!(error, PrepareError::Foreign(_)), "{error}");
    assert_eq!(fs::read_dir(room.set()).unwrap().count(), 1);
}

#[test]
fn the_split_survives_moves_and_additions() {
    let room = Room::new();
    for n in 0..60 {
        room.tone(&format!("note {n}.wav"), 200.0, 0.05);
    }
    let split_of = |set: &Set| -> BTreeMap<String, Split> {
        by_name(set)
            .into_iter()
            .map(|(name, part)| (name, part.split))
            .collect()
    };
    let before = split_of(&room.prepared());
    for (name, found) in &before {
        assert_eq!(*found, split(Path::new(name), 0));
    }
    assert!(before.values().any(|split| *split == Split::Test));
    assert!(before.values().any(|split| *split == Split::Validation));
    fs::rename(room.file("note 1.wav"), room.file("elsewhere/note 1.wav")).unwrap();
    room.tone("another.wav", 300.0, 0.05);
    let after = split_of(&room.prepared());
    assert!(before.iter().all(|(name, split)| after[name] == *split));
    let seeded = room
        .prepare(&Request {
            seed: Some(9),
            ..room.request()
        })
        .unwrap()
        .0;
    assert_ne!(split_of(&seeded), after);
    // A seed once chosen stays.
    assert_eq!(split_of(&room.prepared()), split_of(&seeded));
}

#[test]
fn a_long_recording_is_streamed_and_divided() {
    let room = Room::new();
    let path = room.file("hour.wav");
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 8_000,
        bits_per_sample: 8,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&path, spec).unwrap();
    let samples = 605 * 8_000;
    for n in 0..samples {
        writer
            .write_sample(if n % 40 < 20 { 50i8 } else { -50 })
            .unwrap();
    }
    writer.finalize().unwrap();
    let request = Request {
        rate: 8_000,
        ..room.request()
    };
    let parts = room.prepare(&request).unwrap().0.parts(&MEASURE).unwrap();
    let length = |wanted: Split| -> usize {
        let mine = parts.iter().filter(|part| part.split == wanted);
        mine.map(|part| part.audio.len()).sum()
    };
    let all: usize = Split::ALL.iter().map(|split| length(*split)).sum();
    assert_eq!(all, usize::div_ceil(samples, 512) * 512);
    for split in [Split::Validation, Split::Test] {
        let share = length(split) as f64 / all as f64;
        assert!((share - 0.05).abs() < 0.002, "{share}");
    }
    for part in &parts {
        assert_eq!(part.audio.len(), part.rows.len() * 512);
    }
}

#[test]
fn trimmed_silence_is_gone() {
    let room = Room::new();
    let mut audio = vec![1e-5; 2 * RATE as usize];
    audio.extend(&tone(300.0, 1.0, RATE).channels[0]);
    audio.extend(vec![1e-5; 3 * RATE as usize]);
    write_wav(&room.file("a.wav"), &Audio::from_mono(RATE, audio)).unwrap();
    let quiet = Audio::from_mono(RATE, vec![5e-4; 9000]);
    write_wav(&room.file("quiet.wav"), &quiet).unwrap();
    let request = Request {
        trim_db: Some(-60.0),
        ..room.request()
    };
    let set = room.prepare(&request).unwrap().0;
    let seconds = by_name(&set)["a.wav"].audio.len() as f32 / RATE as f32;
    assert!((seconds - 1.55).abs() < 0.06, "{seconds}");
    let problems: Vec<_> = set.problems().map(|(name, p)| (name, p.kind)).collect();
    assert_eq!(problems, [("quiet.wav", Kind::Silent)]);
}

/// Killed at any moment, the next run completes the set, and it is the one that an undisturbed run
/// makes.
#[test]
fn a_kill_at_any_moment_is_survived() {
    let room = Room::new();
    for n in 0..24 {
        room.tone(&format!("{n}.wav"), 60.0 + 40.0 * n as f32, 4.0);
    }
    let whole = by_name(&room.prepared());
    let killed = room.folder.path().join("killed");
    let mut died = 0;
    for milliseconds in [5, 20, 40, 60, 90, 120, 150, 200, 250, 300] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nrave"))
            .arg("prepare")
            .arg(&room.sources[0])
            .arg("--out")
            .arg(&killed)
            .args(["--rate", "16000", "--lowest", "40", "--highest", "2000"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        let ended = child.try_wait().unwrap().is_some();
        let _ = child.kill();
        child.wait().unwrap();
        died += u32::from(!ended);
        if killed.join("set.json").exists() {
            Set::open(&killed).unwrap();
        }
    }
    assert!(died >= 2, "the runs were too short to be killed");
    let set = prepare(&killed, &room.request(), &mut |_, _, _| {}).unwrap();
    let parts = by_name(&set);
    assert_eq!(parts.len(), whole.len());
    for (name, part) in &whole {
        assert_eq!(*parts[name].audio, *part.audio, "{name}");
        assert_eq!(curves(&parts[name]), curves(part), "{name}");
    }
}

#[test]
fn two_at_once_wait_for_each_other() {
    let room = Room::new();
    for n in 0..10 {
        room.tone(&format!("{n}.wav"), 100.0, 1.0);
    }
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| room.prepared().files()))
            .collect();
        for run in runs {
            assert_eq!(run.join().unwrap(), 10);
        }
    });
}

#[test]
fn the_command_answers_people_and_programs() {
    let room = Room::new();
    for n in 0..30 {
        room.tone(&format!("note {n}.wav"), 200.0 + n as f32, 0.3);
    }
    fs::write(room.file("empty.mp3"), b"").unwrap();
    let (data, set) = (room.sources[0].to_str().unwrap(), room.set());
    let out = set.to_str().unwrap();
    let args = ["prepare", data, "--out", out, "--rate", "16000"];
    let page = nrave(&args);
    assert!(page.status.success(), "{}", text(&page.stderr));
    let page = text(&page.stdout);
    for word in [
        "31 files",
        "train",
        "test",
        "centroid",
        "1 empty, left out",
        "empty.mp3",
    ] {
        assert!(page.contains(word), "{word} is not in\n{page}");
    }
    let json = nrave_json(&[&args[..], &["--json"]].concat());
    assert_eq!(json["files"], 31);
    assert_eq!(json["problems"][0]["kind"], "empty");
    assert_eq!(json["descriptors"].as_array().map(Vec::len), Some(7));
    let low = json["pitch"]["low"].as_f64().unwrap();
    assert!((low - 200.0).abs() < 5.0, "{low}");

    assert!(nrave_fails(1, &["prepare", out]).contains("is a prepared set"));
    assert!(nrave_fails(1, &["prepare", "/nowhere/at/all"]).contains("/nowhere/at/all"));
    assert!(nrave_fails(2, &["prepare", data, "--trim", "20"]).contains("dBFS"));
    assert!(
        nrave_fails(1, &["prepare", data, "--out", out, "--hop", "500"]).contains("power of two")
    );
    let empty = room.folder.path().join("nothing");
    fs::create_dir(&empty).unwrap();
    let said = nrave_fails(1, &["prepare", empty.to_str().unwrap(), "--out", "unused"]);
    assert!(said.contains("no audio in"), "{said}");
}

#[test]
fn real_recordings_are_prepared_where_they_are_at_hand() {
    let Some(data) = std::env::var_os("NRAVE_DATA").map(PathBuf::from) else {
        eprintln!("skipped: NRAVE_DATA names no folder of recordings");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let request = Request {
        sources: std::slice::from_ref(&data),
        rate: 44_100,
        trim_db: None,
        seed: None,
        measures: &[MEASURE],
    };
    let set = prepare(folder.path(), &request, &mut |_, _, _| {}).unwrap();
    for part in set.parts(&MEASURE).unwrap().iter().step_by(97) {
        let whole = read_audio(&part.path).unwrap();
        let expected = resample(&whole.mono(), whole.rate, 44_100);
        assert_eq!(part.audio[..expected.len()], expected[..]);
    }
}
