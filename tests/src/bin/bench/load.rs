//! How long a model takes to load, and what it takes of memory: in a fresh process each time.

use super::case::{Case, METHOD};
use super::engine::Engine;
use super::machine::Machine;
use super::options::Options;
use super::page::Page;
use super::progress::Progress;
use neurorave_core::model::Model;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Processes an engine: the first one finds the file on the disk, the fastest counts.
const TIMES: usize = 4;
const MIB: f64 = (1 << 20) as f64;

/// What one process saw.
#[derive(Serialize, Deserialize)]
struct Probe {
    /// Milliseconds until the first step could begin.
    load_ms: f64,
    /// Milliseconds of the first step.
    first_ms: f64,
    /// Resident memory that it all took, in MiB.
    mib: f64,
    /// What a second instance took more.
    second_mib: f64,
}

/// Loads `file` once, steps once, makes a second instance, and tells as a line of JSON.
pub fn probe(engine: Engine, file: &Path) -> Result<(), Box<dyn Error>> {
    let before = resident_mib()?;
    let clock = Instant::now();
    let model = Model::open(file)?;
    let executor = engine.executor(&model, METHOD)?;
    let mut state = executor.start()?;
    let load_ms = clock.elapsed().as_secs_f64() * 1e3;
    let method = model.method(METHOD)?.clone();
    drop(model);
    let buffers = |ports: &[neurorave_core::model_file::manifest::Port]| -> Vec<Box<[f32]>> {
        let ports = ports.iter();
        ports.map(|port| vec![0.0; port.values()].into()).collect()
    };
    let (inputs, mut outputs) = (buffers(&method.inputs), buffers(&method.outputs));
    let clock = Instant::now();
    executor.step(&mut state, &inputs, &mut outputs)?;
    let first_ms = clock.elapsed().as_secs_f64() * 1e3;
    let mib = resident_mib()? - before;
    let mut second = executor.start()?;
    executor.step(&mut second, &inputs, &mut outputs)?;
    let probe = Probe {
        load_ms,
        first_ms,
        mib,
        // Less where the first one's scratch space was given back.
        second_mib: (resident_mib()? - before - mib).max(0.0),
    };
    println!("{}", json!(probe));
    Ok(())
}

/// A table of native and tract for each network.
pub fn page(options: &Options, machine: &Machine) -> Result<Page, Box<dyn Error>> {
    let mut rows = Vec::new();
    for (network, step) in options.cases() {
        let case = Case::make(network, step)?;
        let mut progress = Progress::new(case.name());
        let tract = (Engine::Tract, &case.half);
        for (engine, stored) in case.native().chain([tract]) {
            progress.tell(engine.name());
            let Probe {
                load_ms,
                first_ms,
                mib,
                second_mib,
            } = fastest(engine, &stored.file)?;
            let disk = fs::metadata(&stored.file)?.len() as f64 / MIB;
            rows.push([
                format!("{}, {}", case.name(), engine.name()),
                format!("{disk:.1}"),
                format!("{load_ms:.0}"),
                format!("{first_ms:.2}"),
                format!("{mib:.1}"),
                format!("{:.2}×", mib / disk),
                format!("{second_mib:.1}"),
            ]);
        }
    }
    let about = format!(
        "Until method `{METHOD}` can take its first step, the file already in the system's cache: milliseconds, and \
         MiB of resident memory in a fresh process. The file holds the weights of all methods once. tract loads the \
         file with f16 weights."
    );
    Ok(Page::new("Loading", "bench --load", machine)
        .text(&about)
        .table(
            [
                "network, step, engine",
                "file, MiB",
                "load, ms",
                "first step, ms",
                "resident, MiB",
                "of the file",
                "second instance, MiB",
            ],
            rows,
        ))
}

/// The process among some that loads fastest.
fn fastest(engine: Engine, file: &Path) -> Result<Probe, Box<dyn Error>> {
    let mut best: Option<Probe> = None;
    for _ in 0..TIMES {
        let mut command = Command::new(std::env::current_exe()?);
        let output = command
            .args(["--probe", engine.word()])
            .arg(file)
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        let probe: Probe = serde_json::from_slice(&output.stdout)?;
        if best
            .as_ref()
            .is_none_or(|best| probe.load_ms < best.load_ms)
        {
            best = Some(probe);
        }
    }
    best.ok_or_else(|| "never loaded".into())
}

/// Resident memory of this process now.
fn resident_mib() -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib: f64 = line
        .ok_or("no VmRSS")?
        .trim_end_matches("kB")
        .trim()
        .parse()?;
    Ok(kib / 1024.0)
}
