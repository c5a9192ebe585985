//! Long runs in real time. See `src/bin/soak.rs` and `src/bin/module_soak.rs`.

mod jack;
pub mod module;

pub use jack::Place;
use jack::start_jack;

use super::models::write_delay;
use super::{External, Patch, read_wav};
use neurorave_core::model::Model;
use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Seconds between two lines, and for everything to settle before anything counts.
const REPORT_S: u32 = 10;
const SETTLE_S: u32 = 5;
/// Samples between two pulses, and how many are recorded at the end.
const PULSE_EVERY: usize = 24_000;
const PULSES: usize = 4;

/// What to run.
pub struct Options {
    minutes: f64,
    model: PathBuf,
    audio: PathBuf,
    place: Place,
    /// Keep one processor core busy with something else.
    load: bool,
}

impl Options {
    /// Reads the command line.
    ///
    /// # Errors
    /// A sentence about the word that was not understood.
    pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut options = Self {
            minutes: 10.0,
            model: root.join("../models/zoo/strings.nrave"),
            audio: root.join("audio/digits.wav"),
            place: Place::default(),
            load: false,
        };
        while let Some(word) = words.next() {
            if word == "--load" {
                options.load = true;
                continue;
            }
            let value = words
                .next()
                .ok_or_else(|| format!("{word} needs a value"))?;
            let number = || {
                value
                    .parse::<f64>()
                    .map_err(|_| format!("{word} {value}: no number"))
            };
            match word.as_str() {
                "--minutes" => options.minutes = number()?,
                "--rate" => options.place.rate = number()? as u32,
                "--period" => options.place.period = number()? as u32,
                "--model" => options.model = value.into(),
                "--audio" => options.audio = value.into(),
                _ => return Err(format!("{word}: unknown, see the top of soak.rs")),
            }
        }
        Ok(options)
    }
}

/// What came out.
pub struct Report {
    minutes: f64,
    dropouts: u64,
    reported: usize,
    measured: Option<usize>,
    cpu: String,
}

impl Report {
    /// Nothing late, and the latency is what it is said to be.
    pub fn is_clean(&self) -> bool {
        self.dropouts == 0 && self.measured == Some(self.reported)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measured = self
            .measured
            .map_or("nothing".to_owned(), |samples| samples.to_string());
        write!(
            f,
            "{} late inferences in {} minutes; latency reported {}, measured {measured} samples; \
             load (mean, worst) {}",
            self.dropouts, self.minutes, self.reported, self.cpu
        )
    }
}

/// Runs it.
///
/// # Errors
/// When something is missing or ends too early.
pub fn soak(options: &Options) -> Result<Report, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let manifest = Model::peek(&options.model).map_err(|error| error.to_string())?;
    let forward = manifest
        .methods
        .get("forward")
        .ok_or("the model has no method forward")?;
    write_delay(folder.path(), "twin", forward.step, forward.delay.max(1));
    let recording = folder.path().join("twin.wav");
    let patch = folder.path().join("soak.pd");
    std::fs::write(&patch, soak_patch(options, &recording).text())
        .map_err(|error| error.to_string())?;

    let external = External::build();
    let _jack = start_jack(&options.place)?;
    let _load = options.load.then(Load::start);
    let mut pd = options.place.start_pd(external, &patch, &[])?;
    let console = pd.0.stderr.take().ok_or("no console")?;
    let mut report = Report {
        minutes: options.minutes,
        dropouts: 0,
        reported: 0,
        measured: None,
        cpu: String::new(),
    };
    let mut ended = false;
    for line in BufReader::new(console).lines().map_while(Result::ok) {
        let words: Vec<_> = line.split_whitespace().collect();
        match words[..] {
            ["soak:", "dropouts", count] => report.dropouts = count.parse().unwrap_or(u64::MAX),
            ["twin:", "latency", samples, ..] => report.reported = samples.parse().unwrap_or(0),
            ["soak:", "cpu", mean, worst] => report.cpu = format!("{mean} {worst}"),
            ["soak:", "done"] => ended = true,
            _ => {}
        }
        println!("{line}");
    }
    pd.0.wait().map_err(|error| error.to_string())?;
    if !ended {
        return Err("Pd ended before its time".into());
    }
    report.measured = measure(&recording);
    Ok(report)
}

/// The model on the recording; beside it its twin, a pure delay, on pulses.
fn soak_patch(options: &Options, recording: &Path) -> Patch {
    let mut patch = Patch::default();
    let length = PULSE_EVERY * PULSES;
    for table in ["sound", "pulses", "answers"] {
        patch.object(&format!("array define {table} {length}"));
    }
    let start = patch.object("loadbang");
    let order = patch.object("t b b b b");
    let files = patch.object("soundfiler");
    let read = patch.message(&format!("read -resize {} sound", options.audio.display()));
    let dsp = patch.message("; pd dsp 1");
    patch.connect(start, 0, order, 0);
    patch.connect(order, 3, read, 0);
    patch.connect(read, 0, files, 0);
    patch.connect(order, 2, dsp, 0);

    let again = patch.object("metro 6000");
    let play = patch.object("tabplay~ sound");
    let voice = patch.object(&format!("nrave~ {}", options.model.display()));
    let (out, said) = (patch.object("dac~ 1"), patch.object("print soak"));
    patch.connect(order, 1, again, 0);
    patch.connect(again, 0, play, 0);
    patch.connect(play, 0, voice, 0);
    patch.connect(voice, 0, out, 0);
    patch.connect(voice, 1, said, 0);

    let beat = patch.object(&format!("metro {PULSE_EVERY} 1 samp"));
    let (one, line) = (patch.message("1, 0 1"), patch.object("vline~"));
    let twin = patch.object("nrave~ twin");
    let twin_said = patch.object("print twin");
    let (fed, heard) = (
        patch.object("tabwrite~ pulses"),
        patch.object("tabwrite~ answers"),
    );
    patch.connect(order, 1, beat, 0);
    patch.connect(beat, 0, one, 0);
    patch.connect(one, 0, line, 0);
    patch.connect(line, 0, twin, 0);
    patch.connect(line, 0, fed, 0);
    patch.connect(twin, 0, heard, 0);
    patch.connect(twin, 1, twin_said, 0);

    // What happened while everything started does not count.
    let settled = patch.object(&format!("delay {}", SETTLE_S * 1000));
    let (clear, tell) = (
        patch.message("dropouts reset"),
        patch.object(&format!("metro {}", REPORT_S * 1000)),
    );
    let (late, cpu) = (patch.message("dropouts"), patch.message("cpu"));
    patch.connect(order, 0, settled, 0);
    patch.connect(settled, 0, clear, 0);
    patch.connect(clear, 0, voice, 0);
    patch.connect(settled, 0, tell, 0);
    for question in [late, cpu] {
        patch.connect(tell, 0, question, 0);
        patch.connect(question, 0, voice, 0);
    }

    let end = patch.object(&format!(
        "delay {}",
        options.minutes * 60_000.0 + f64::from(SETTLE_S) * 1000.0
    ));
    let last = patch.object("t b b b");
    let latency = patch.message("latency");
    let record = patch.object(&format!("delay {} 1 samp", length + PULSE_EVERY));
    let write = patch.message(&format!(
        "write -wave -bytes 4 {} pulses answers",
        recording.display()
    ));
    let (done, quit) = (patch.message("done"), patch.message("; pd quit"));
    let finish = patch.object("t b b b");
    patch.connect(order, 0, end, 0);
    patch.connect(end, 0, last, 0);
    patch.connect(last, 2, late, 0);
    patch.connect(last, 2, cpu, 0);
    patch.connect(last, 2, latency, 0);
    patch.connect(latency, 0, twin, 0);
    patch.connect(last, 1, fed, 0);
    patch.connect(last, 1, heard, 0);
    patch.connect(last, 0, record, 0);
    patch.connect(record, 0, finish, 0);
    patch.connect(finish, 2, write, 0);
    patch.connect(write, 0, files, 0);
    patch.connect(finish, 1, done, 0);
    patch.connect(done, 0, said, 0);
    patch.connect(finish, 0, quit, 0);
    patch
}

/// Samples by which the answers must be moved to lie best on the pulses.
fn measure(recording: &Path) -> Option<usize> {
    let both = read_wav(recording)?;
    let channel = |c: usize| {
        both.iter()
            .skip(c)
            .step_by(2)
            .copied()
            .collect::<Vec<f32>>()
    };
    let (pulses, answers) = (channel(0), channel(1));
    let likeness = |shift: usize| -> f64 {
        pulses
            .iter()
            .zip(&answers[shift..])
            .map(|(&a, &b)| f64::from(a) * f64::from(b))
            .sum()
    };
    (0..PULSE_EVERY).max_by(|&a, &b| likeness(a).total_cmp(&likeness(b)))
}

/// A thread that takes all it gets of one core.
struct Load(std::sync::Arc<std::sync::atomic::AtomicBool>);

impl Load {
    fn start() -> Self {
        use std::sync::atomic::Ordering::Relaxed;
        let running = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
        let seen = std::sync::Arc::clone(&running);
        std::thread::spawn(move || {
            while seen.load(Relaxed) {
                std::hint::spin_loop();
            }
        });
        Self(running)
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.0.store(false, std::sync::atomic::Ordering::Relaxed);
    }
}
