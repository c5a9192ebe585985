//! One script of volts into one `nrave.cv~` and one `nrave.cv`, recorded from their first sample on.

use super::{External, Outcome, Patch, read_wav, run};
use std::path::Path;

/// Sample rate of Pd, Hz.
pub const RATE: u32 = 48_000;

/// A module whose gates are on lines, which know when they change.
pub const MODULE: &str = r#"
board = "raspberry-pi-4"

[[input]]
name = "cv1"
kind = "cv"

[[input]]
name = "cv2"
kind = "cv"

[[input]]
name = "cv3"
kind = "cv"

[[input]]
name = "cv4"
kind = "cv"

[[input]]
name = "gate1"
kind = "gate"

[[input]]
name = "gate2"
kind = "trigger"
"#;
/// How many streams it has.
const STREAMS: usize = 6;

/// What a run left: every stream, and the console.
pub struct Take {
    /// The signal outlets.
    pub streams: Vec<Vec<f32>>,
    /// What the message outlets said is there after `played:` and `status:`; with `~`, those of
    /// `nrave.cv~`.
    pub console: String,
}

impl Take {
    /// Plays `script` for so many samples in `folder`, which is from [`stage`], with `external`'s Pd.
    ///
    /// # Panics
    /// When Pd fails or records nothing.
    pub fn record(external: &External, folder: &Path, script: &str, length: usize) -> Self {
        std::fs::write(folder.join("script.csv"), script).expect("a writable folder");
        let file = folder.join("rig.pd");
        std::fs::write(&file, patch(length).text()).expect("a writable folder");
        let Outcome {
            console,
            ended_well,
        } = run(external, &file, RATE, &[]);
        assert!(ended_well, "{console}");
        let recorded = read_wav(&folder.join("out.wav")).unwrap_or_else(|| panic!("{console}"));
        let stream = |n| recorded.iter().skip(n).step_by(STREAMS).copied().collect();
        Self {
            streams: (0..STREAMS).map(stream).collect(),
            console,
        }
    }
}

fn patch(length: usize) -> Patch {
    let mut patch = Patch::default();
    let tables: Vec<_> = (0..STREAMS).map(|n| format!("t{n}")).collect();
    for table in &tables {
        patch.object(&format!("array define {table} {length}"));
    }
    let start = patch.object("loadbang");
    let order = patch.object("t b b b b");
    patch.connect(start, 0, order, 0);
    let signals = patch.object("nrave.cv~ module.toml");
    let messages = patch.object("nrave.cv module.toml");
    for (from, outlet, name) in [
        (signals, STREAMS, "played~"),
        (signals, STREAMS + 1, "status~"),
        (messages, 0, "played"),
        (messages, 1, "status"),
    ] {
        let print = patch.object(&format!("print {name}"));
        patch.connect(from, outlet, print, 0);
    }
    let simulate = patch.message("simulate script.csv");
    patch.connect(order, 3, simulate, 0);
    patch.connect(simulate, 0, signals, 0);
    patch.connect(simulate, 0, messages, 0);
    let dsp = patch.message("; pd dsp 1");
    patch.connect(order, 2, dsp, 0);
    for (stream, table) in tables.iter().enumerate() {
        let record = patch.object(&format!("tabwrite~ {table}"));
        patch.connect(signals, stream, record, 0);
        patch.connect(order, 1, record, 0);
    }
    let end = patch.object(&format!("delay {} 1 samp", length + 4096));
    let finish = patch.object("t b b b");
    let bang = patch.object("bang");
    let write = patch.message(&format!(
        "write -wave -bytes 4 out.wav {}",
        tables.join(" ")
    ));
    let files = patch.object("soundfiler");
    let quit = patch.message("; pd quit");
    patch.connect(order, 0, end, 0);
    patch.connect(end, 0, finish, 0);
    patch.connect(finish, 2, bang, 0);
    patch.connect(bang, 0, signals, 0);
    patch.connect(finish, 1, write, 0);
    patch.connect(write, 0, files, 0);
    patch.connect(finish, 0, quit, 0);
    patch
}

/// A folder with the configuration `module.toml`.
///
/// # Panics
/// When there can be none.
pub fn stage() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a writable temporary folder");
    std::fs::write(folder.path().join("module.toml"), MODULE).expect("a writable folder");
    folder
}

/// Gates at odd times, a thousand a second, and four curves; with where the gates begin, in seconds.
pub fn storm(seconds: f64) -> (String, Vec<f64>) {
    let mut rows = vec![(0.0, "0,-5,0,5,0,0".to_owned())];
    let mut begins = Vec::new();
    let mut time = 0.05;
    while time < seconds - 0.05 {
        begins.push(time);
        let on = if begins.len() % 5 == 0 { "5" } else { "" };
        rows.push((time, format!(",,,,5,{on}")));
        rows.push((time + 0.0005, ",,,,0,0".to_owned()));
        time += 0.001_003_7;
    }
    for n in 1..=20 {
        let at = seconds * f64::from(n) / 20.0;
        let swing = |turn: f64| 4.0 * (turn * at).sin();
        let volts = [3.0, 5.0, 7.0, 11.0].map(swing);
        let cells = volts.map(|volts| volts.to_string()).join(",");
        rows.push((at, format!("{cells},,")));
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let rows: Vec<_> = rows
        .iter()
        .map(|(at, cells)| format!("{at},{cells}\n"))
        .collect();
    let script = format!("seconds,cv1,cv2,cv3,cv4,gate1,gate2\n{}", rows.concat());
    (script, begins)
}

/// Where a signal goes up.
pub fn rises(samples: &[f32]) -> Vec<usize> {
    (1..samples.len())
        .filter(|&n| samples[n - 1] < 0.5 && samples[n] >= 0.5)
        .collect()
}
