//! A simulated module, played in real time.

use super::jack::{Place, start_jack};
use crate::pd::module::{MODULE, rises, storm};
use crate::pd::{External, Patch, read_wav};
use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

/// What came out.
pub struct Report {
    seconds: u32,
    wanted: usize,
    arrived: usize,
    /// Samples from the earliest to the latest, beside the constant delay; of all gates, and of those
    /// after the first five seconds, which the timeline takes to know the audio device.
    spread: f64,
    settled: f64,
    /// Of a core, in percent: the reader's thread, and one that wakes as often and does nothing.
    reader: f64,
    waking: f64,
    late: String,
    dropouts: String,
}

impl Report {
    /// All gates, each in its place to the sample.
    pub fn is_clean(&self) -> bool {
        self.arrived == self.wanted && self.settled <= 2.0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} of {} gates in {} s; spread {:.2} samples, after five seconds {:.2}; late {}; reader \
             {:.2} % of a core at 1000 scans of 6 inputs a second, where waking alone takes {:.2} %; \
             late inferences of nrave~ {}",
            self.arrived,
            self.wanted,
            self.seconds,
            self.spread,
            self.settled,
            self.late,
            self.reader,
            self.waking,
            self.dropouts
        )
    }
}

/// Plays for so many seconds, in a Pd with these flags.
///
/// # Errors
/// When something is missing or ends too early.
pub fn soak(place: &Place, seconds: u32, flags: &[&str]) -> Result<Report, String> {
    let told = |error: std::io::Error| error.to_string();
    let folder = tempfile::tempdir().map_err(told)?;
    let (script, begins) = storm(f64::from(seconds));
    std::fs::write(folder.path().join("script.csv"), script).map_err(told)?;
    std::fs::write(folder.path().join("module.toml"), MODULE).map_err(told)?;
    let file = folder.path().join("soak.pd");
    std::fs::write(&file, patch(place, seconds).text()).map_err(told)?;
    let external = External::build();
    let _jack = start_jack(place)?;
    let mut pd = place.start_pd(external, &file, flags)?;
    let console = pd.0.stderr.take().ok_or("no console")?;
    let (mut late, mut dropouts) = (String::new(), String::new());
    let mut reader = None;
    for line in BufReader::new(console).lines().map_while(Result::ok) {
        if let Some(count) = line.strip_prefix("module: late ") {
            late = count.trim().to_owned();
        } else if let Some(count) = line.strip_prefix("voice: dropouts ") {
            dropouts = count.trim().to_owned();
        } else if line.starts_with("soak: done") {
            reader = thread_share(pd.0.id(), "nrave.cv");
        }
    }
    let gates = rises(&read_wav(&folder.path().join("out.wav")).ok_or("Pd ended before its time")?);
    let rate = f64::from(place.rate);
    let places = gates.iter().zip(&begins);
    let away: Vec<f64> = places
        .map(|(&gate, begin)| gate as f64 - begin * rate)
        .collect();
    let settled = begins.partition_point(|begin| *begin < 5.0);
    Ok(Report {
        seconds,
        wanted: begins.len(),
        arrived: gates.len(),
        spread: spread(&away),
        settled: spread(away.get(settled..).unwrap_or(&[])),
        reader: reader.ok_or("the reader's thread is not there")?,
        waking: waking_alone(),
        late,
        dropouts,
    })
}

fn spread(values: &[f64]) -> f64 {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most - least
}

/// The module, leaning on a shipped model, and its first gate recorded.
fn patch(place: &Place, seconds: u32) -> Patch {
    let length = (seconds + 2) * place.rate;
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo/strings.nrave");
    let mut patch = Patch::default();
    patch.object(&format!("array define out {length}"));
    let module = patch.object("nrave.cv~ module.toml");
    let voice = patch.object(&format!("nrave~ {} prior", zoo.display()));
    let (speaker, record) = (patch.object("dac~ 1"), patch.object("tabwrite~ out"));
    let (told, said) = (patch.object("print module"), patch.object("print voice"));
    patch.connect(module, 4, record, 0);
    patch.connect(module, 7, told, 0);
    for attribute in 0..4 {
        patch.connect(module, attribute, voice, 2 + attribute);
    }
    patch.connect(voice, 0, speaker, 0);
    patch.connect(voice, 1, said, 0);
    let start = patch.object("loadbang");
    let dsp = patch.message("; pd dsp 1");
    patch.connect(start, 0, dsp, 0);
    // What happens while everything starts is not the module's.
    let (wait, begin) = (patch.object("delay 3000"), patch.object("t b b b"));
    let clear = patch.message("dropouts reset");
    let simulate = patch.message("simulate script.csv");
    patch.connect(start, 0, wait, 0);
    patch.connect(wait, 0, begin, 0);
    patch.connect(begin, 2, clear, 0);
    patch.connect(clear, 0, voice, 0);
    patch.connect(begin, 1, record, 0);
    patch.connect(begin, 0, simulate, 0);
    patch.connect(simulate, 0, module, 0);
    let end = patch.object(&format!("delay {}", 1000 * (seconds + 3)));
    let last = patch.object("t b b b b b");
    let (ask, count) = (patch.object("bang"), patch.message("dropouts"));
    let write = patch.message("write -wave -bytes 4 out.wav out");
    let files = patch.object("soundfiler");
    let (done, print) = (patch.message("done"), patch.object("print soak"));
    let (rest, quit) = (patch.object("delay 500"), patch.message("; pd quit"));
    patch.connect(begin, 0, end, 0);
    patch.connect(end, 0, last, 0);
    for (outlet, to) in [(4, ask), (3, count), (2, done), (1, write), (0, rest)] {
        patch.connect(last, outlet, to, 0);
    }
    patch.connect(ask, 0, module, 0);
    patch.connect(count, 0, voice, 0);
    patch.connect(done, 0, print, 0);
    patch.connect(write, 0, files, 0);
    patch.connect(rest, 0, quit, 0);
    patch
}

/// What a thread takes that sleeps a millisecond again and again, in percent of a core.
fn waking_alone() -> f64 {
    const WAKES: u32 = 3000;
    let busy = || {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
        let first = stat.split(' ').next().and_then(|word| word.parse().ok());
        first.unwrap_or(f64::NAN)
    };
    let (start, before) = (Instant::now(), busy());
    for _ in 0..WAKES {
        std::thread::sleep(Duration::from_millis(1));
    }
    100.0 * (busy() - before) * 1e-9 / start.elapsed().as_secs_f64()
}

/// What a thread of a process has taken of a core since it began, in percent. The scheduler counts it
/// in nanoseconds; ticks would count a thread that wakes with them for whole ones.
fn thread_share(process: u32, name: &str) -> Option<f64> {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
    let uptime: f64 = uptime.split(' ').next()?.parse().ok()?;
    for task in tasks.flatten() {
        let read = |file: &str| std::fs::read_to_string(task.path().join(file)).ok();
        let stat = read("stat")?;
        let (head, rest) = stat.rsplit_once(") ")?;
        if head.ends_with(&format!("({name}")) {
            // When it started, in hundredths of a second since the system did.
            let start: f64 = rest.split(' ').nth(19)?.parse().ok()?;
            let busy: f64 = read("schedstat")?.split(' ').next()?.parse().ok()?;
            return Some(100.0 * busy * 1e-9 / (uptime - start / 100.0));
        }
    }
    None
}
