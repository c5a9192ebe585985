//! A program that plays Pd's part: it beats, and fails as a test wants it to.

use nrave_module::link::{FOLDER, Side, Socket};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread::sleep;
use std::time::Duration;

/// The environment variable with Pd's command line.
pub const ARGUMENTS: &str = "NRAVE_TEST_PD";

/// Plays until it is killed, or fails as the file `play/PATCH` in `stage` says:
/// `crash` at once, `fall` after some sound, `hang` after some sound, `silent` beats without
/// samples, `deaf` to the wish to end, `flood` of printing, three `xruns`, `children` that outlive it.
pub fn play(stage: &Path, arguments: &str) {
    let patch = arguments.rsplit('/').next().unwrap_or_default();
    let how = fs::read_to_string(stage.join("play").join(patch)).unwrap_or_default();
    let does = |word| how.split_whitespace().any(|other| other == word);
    if does("children") {
        let mut shell = Command::new("sh");
        shell.args(["-c", "sleep 1000 & echo $! > \"$1\"", "sh"]);
        shell.arg(stage.join("child")).status().unwrap();
    }
    note(
        stage,
        "starts",
        &format!("{} {arguments}", std::process::id()),
    );
    if does("crash") {
        std::process::exit(3);
    }
    if does("deaf") {
        let ignored = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(signal_hook::consts::SIGTERM, ignored).unwrap();
    }
    if does("flood") {
        for n in 0..100_000 {
            eprintln!("audio I/O error {n} in a row, an xrun as they say");
        }
    }
    if does("xruns") {
        eprint!("audio I/O error history:\nxrun\nfine\nALSA lib: underrun occurred\n");
    }
    let folder = std::env::var_os(FOLDER).expect("the folder of the link");
    let link = Socket::open(Path::new(&folder), Side::Pd).unwrap();
    for beat in 0_u64.. {
        let samples = match beat {
            _ if does("silent") => 0,
            20.. if does("hang") => 20 * 64,
            20.. if does("fall") => std::process::abort(),
            _ => beat * 64,
        };
        link.tell(&format!("beat {samples} 0"));
        while let Some(line) = link.hear() {
            note(stage, "heard", &line);
            if let Some(path) = line.strip_prefix("load ") {
                let name = Path::new(path).file_stem().unwrap().to_string_lossy();
                match fs::read_to_string(path) {
                    Ok(text) if text == "broken" => {
                        link.tell(&format!("said error {name}.nrave: no manifest"))
                    }
                    Ok(_) => link.tell(&format!("said loaded {name} forward")),
                    Err(error) => link.tell(&format!("said error {name}.nrave: {error}")),
                };
            }
        }
        // Lines that the patch is to tell.
        if let Ok(lines) = fs::read_to_string(stage.join("tell")) {
            fs::remove_file(stage.join("tell")).unwrap();
            for line in lines.lines() {
                link.tell(line);
            }
        }
        sleep(Duration::from_millis(10));
    }
}

fn note(stage: &Path, file: &str, line: &str) {
    let mut options = OpenOptions::new();
    let mut file = options
        .create(true)
        .append(true)
        .open(stage.join(file))
        .unwrap();
    file.write_all(format!("{line}\n").as_bytes()).unwrap();
}
