//! A run that is killed at any moment and resumed is, to the byte, the run that was never killed.
#![cfg(unix)]

use nrave::audio::{Audio, write_wav};
use nrave::prepare::{DEFAULT_SEED, Split, split};
use nrave::train::random::Random;
use std::f32::consts::TAU;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const RATE: u32 = 44_100;
const KILLS: usize = 10;
const STEPS: usize = 36;
/// No step of this small network takes anything near this long.
const PATIENCE: Duration = Duration::from_secs(120);

/// A tone that gets louder and brighter, with a little noise.
fn tone(hz: f32, seed: u64) -> Audio {
    let mut random = Random::new(seed, 0);
    let samples = (0..RATE * 3 / 2).map(|n| {
        let time = n as f32 / RATE as f32;
        let level = 0.02 + 0.1 * time;
        let partials: f32 = (1..8)
            .map(|k| (TAU * hz * k as f32 * time).sin() / (k as f32).powf(2.0 - time))
            .sum();
        level * partials + 0.002 * random.normal()
    });
    Audio {
        rate: RATE,
        channels: vec![samples.collect()],
    }
}

/// A folder with recordings, one of them left out of training, and a run in each of its folders.
struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        let names = |validation: bool| {
            let names = (0..1000).map(|n| format!("tone{n}.wav"));
            names.filter(move |name| {
                (split(Path::new(name), DEFAULT_SEED) == Split::Validation) == validation
            })
        };
        let chosen = names(false).take(3).chain(names(true).take(1));
        for (index, name) in chosen.enumerate() {
            let hz = 110.0 * 1.5f32.powi(index as i32);
            write_wav(&data.join(name), &tone(hz, index as u64)).unwrap();
        }
        Self { folder }
    }

    fn model(&self, run: &str) -> PathBuf {
        self.folder.path().join(run).join("model.nrave")
    }

    fn file(&self, run: &str, name: &str) -> Vec<u8> {
        let path = self.model(run).with_extension("run").join(name);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn log(&self, run: &str) -> PathBuf {
        self.model(run).with_extension("run").join("log.jsonl")
    }

    /// Whole lines in the log.
    fn lines(&self, run: &str) -> usize {
        let log = fs::read(self.log(run)).unwrap_or_default();
        log.iter().filter(|byte| **byte == b'\n').count()
    }

    fn command(&self, run: &str, more: &[&str]) -> Command {
        fs::create_dir_all(self.folder.path().join(run)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_nrave"));
        let steps = STEPS.to_string();
        command
            .arg("train")
            .arg(self.folder.path().join("data"))
            .arg("--out")
            .arg(self.model(run))
            .args(["--capacity", "6", "--batch", "2", "--frames", "32"])
            .args(["--steps", &steps, "--warm-up", "8", "--kl-warm-up", "8"])
            .args(["--adversarial-after", "20", "--log-every", "1"])
            .args(["--validate-every", "9", "--checkpoint-every", "3"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// What it said, once all steps are done.
    fn finish(&self, run: &str, more: &[&str]) -> String {
        let done = self.command(run, more).output().unwrap();
        let said = text(&done.stderr);
        assert!(done.status.success(), "{said}");
        said
    }

    fn fails(&self, run: &str, more: &[&str]) -> String {
        let done = self.command(run, more).output().unwrap();
        assert_eq!(done.status.code(), Some(1), "{}", text(&done.stderr));
        text(&done.stderr)
    }

    /// Waits until the run has logged `more` lines beyond `before`; false where it ended first.
    fn wait(&self, child: &mut Child, run: &str, before: usize, more: usize) -> bool {
        let started = Instant::now();
        while self.lines(run) < before + more {
            if child.try_wait().unwrap().is_some() {
                return false;
            }
            assert!(started.elapsed() < PATIENCE, "{run} stands still");
            std::thread::sleep(Duration::from_millis(2));
        }
        true
    }

    /// Writes the model again from the last checkpoint, as if the run had taken no time: the card
    /// says how long it took.
    fn repack(&self, run: &str) {
        let time = self.model(run).with_extension("run").join("time.json");
        fs::write(time, "{\"seconds\":0}").unwrap();
        self.finish(run, &["--resume"]);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn step_of(line: &str) -> u64 {
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    line["step"].as_u64().unwrap()
}

/// The memory told before the start is what was used, or a little more.
fn assert_memory(said: &str) {
    let megabytes = |before: &str| -> f64 {
        let rest = said.split(before).nth(1).unwrap();
        let (number, rest) = rest.split_once(' ').unwrap();
        let unit = if rest.starts_with("GB") { 1024.0 } else { 1.0 };
        number.parse::<f64>().unwrap() * unit
    };
    let (told, used) = (megabytes("memory: about "), megabytes("at its peak: "));
    assert!(
        used <= told && told < 3.0 * used,
        "{told} MB told, {used} MB used"
    );
}

#[test]
fn ten_kills_leave_no_trace() {
    let room = Room::new();
    let said = room.finish("whole", &[]);
    assert_memory(&said);
    let mut random = Random::new(u64::from(std::process::id()), 0);
    for kill in 0..KILLS {
        let before = room.lines("killed");
        let mut child = room.command("killed", &["--resume"]).spawn().unwrap();
        // Every third kill falls anywhere in the start, the others among the steps.
        if kill % 3 < 2 {
            let last = kill == KILLS - 1;
            let more = if last { 2 } else { 1 + random.below(6) };
            room.wait(&mut child, "killed", before, more);
        }
        let pause = Duration::from_micros(random.below(100_000) as u64);
        std::thread::sleep(pause);
        child.kill().unwrap();
        child.wait().unwrap();
        eprintln!("killed after {} lines and {pause:?}", room.lines("killed"));
    }
    // The worst a kill can leave: half a checkpoint beside the whole one, half a line in the log.
    let folder = room.model("killed").with_extension("run");
    fs::write(folder.join("checkpoint.bin.new"), b"nravrun3 cut sho").unwrap();
    let torn = [
        fs::read(room.log("killed")).unwrap(),
        b"{\"step\":3".to_vec(),
    ]
    .concat();
    fs::write(room.log("killed"), torn).unwrap();
    room.finish("killed", &["--resume"]);

    let log = text(&room.file("whole", "log.jsonl"));
    assert_eq!(log, text(&room.file("killed", "log.jsonl")));
    let steps = log.lines().filter(|line| line.contains("\"losses\""));
    let steps: Vec<u64> = steps.map(step_of).collect();
    let all: Vec<u64> = (1..=STEPS as u64).collect();
    assert_eq!(steps, all, "no step is missing and none is there twice");
    assert!(log.contains("\"begins\":\"adversarial\""), "{log}");
    let same = |name: &str| {
        let equal = room.file("whole", name) == room.file("killed", name);
        assert!(equal, "{name} differs");
    };
    same("checkpoint.bin");
    same("run.json");
    room.repack("whole");
    room.repack("killed");
    let equal = fs::read(room.model("whole")).unwrap() == fs::read(room.model("killed")).unwrap();
    assert!(equal, "the models differ");
    same("checkpoint.bin");
}

#[test]
fn a_run_is_stopped_kindly_and_guarded() {
    let room = Room::new();
    let mut child = room.command("run", &[]).spawn().unwrap();
    assert!(room.wait(&mut child, "run", 0, 4), "it ended too soon");
    let second = room.fails("run", &["--resume"]);
    assert!(second.contains("another nrave"), "{second}");
    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(sent.success());
    let done = child.wait_with_output().unwrap();
    let said = text(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("--resume"), "{said}");
    let stopped = said.split("stopped after step ").nth(1).unwrap();
    let stopped: u64 = stopped.split(';').next().unwrap().parse().unwrap();
    let log = text(&room.file("run", "log.jsonl"));
    assert_eq!(step_of(log.lines().last().unwrap()), stopped);

    let said = room.fails("run", &[]);
    assert!(
        said.contains("--resume") && said.contains("--restart"),
        "{said}"
    );
    let said = room.fails("run", &["--resume", "--kl", "0.5"]);
    assert!(
        said.contains("--kl") && said.contains("--accept-changes"),
        "{said}"
    );
    let said = room.fails("run", &["--resume", "--accept-changes", "--latents", "4"]);
    assert!(
        said.contains("--latents 16") && said.contains("--restart"),
        "{said}"
    );
    let (first, moved) = ("data", "data2");
    fs::create_dir(room.folder.path().join(moved)).unwrap();
    let mut names = fs::read_dir(room.folder.path().join(first)).unwrap();
    let one = names.next().unwrap().unwrap().path();
    fs::rename(&one, room.folder.path().join(moved).join("one.wav")).unwrap();
    let said = room.fails("run", &["--resume"]);
    assert!(said.contains("recordings"), "{said}");
    fs::rename(room.folder.path().join(moved).join("one.wav"), &one).unwrap();

    room.finish("run", &["--resume", "--accept-changes", "--kl", "0.5"]);
    let log = text(&room.file("run", "log.jsonl"));
    assert_eq!(step_of(log.lines().last().unwrap()), STEPS as u64);
}

#[test]
fn too_little_memory_is_said_before_the_start() {
    let room = Room::new();
    let done = Command::new(env!("CARGO_BIN_EXE_nrave"))
        .arg("train")
        .arg(room.folder.path().join("data"))
        .arg("--out")
        .arg(room.model("run"))
        .args(["--batch", "256", "--frames", "4096"])
        .output()
        .unwrap();
    let said = text(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{said}");
    for word in ["--batch", "--force", " GB of memory"] {
        assert!(said.contains(word), "{word} in {said}");
    }
    assert!(!room.log("run").exists());
}
