//! Our own step, whenever a line comes in.

use super::material::{Material, attributes};
use nrave::train::pqmf::Pqmf;
use nrave::train::step::Context;
use nrave::train::synthesis::Synthesis;
use nrave::train::{Bench, devices};
use serde_json::json;
use std::error::Error;
use std::io::{BufRead, Write};
use std::time::Instant;

/// Steps into the run: every loss counts in full.
const STEP: u64 = 1;

pub fn run(material: &Material) -> Result<(), Box<dyn Error>> {
    let device = devices(1)?.remove(0);
    let (options, geometry) = (material.options(), material.geometry());
    let bank = Pqmf::new(geometry.bank);
    let context = Context {
        geometry,
        synthesis: Synthesis::new(&bank, &device.clone().inner()),
        judged: attributes(),
        rate: options.rate as f32,
        device,
    };
    let bench = Bench {
        options: &options,
        schedule: options.schedule(),
        contexts: &[context],
    };
    let batch = material.batch();
    let mut state = material.state()?;
    state.step = STEP;
    for line in std::io::stdin().lock().lines() {
        line?;
        let batches = vec![batch.clone()];
        let (clock, processor) = (Instant::now(), processor_seconds()?);
        (state, _) = bench.learn(state, batches, false);
        let answer = json!({
            "losses": state.losses,
            "seconds": clock.elapsed().as_secs_f64(),
            "processor_seconds": processor_seconds()? - processor,
            "peak_mib": peak_mib()?,
        });
        println!("{answer}");
        std::io::stdout().flush()?;
    }
    Ok(())
}

/// Processor time of all threads of this process so far.
fn processor_seconds() -> Result<f64, Box<dyn Error>> {
    let mut nanoseconds = 0.0;
    for thread in std::fs::read_dir("/proc/self/task")? {
        let text = std::fs::read_to_string(thread?.path().join("schedstat"))?;
        let first = text.split_whitespace().next().ok_or("empty schedstat")?;
        nanoseconds += first.parse::<f64>()?;
    }
    Ok(nanoseconds * 1e-9)
}

/// Most memory that this process has held.
fn peak_mib() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .ok_or("no VmHWM")?;
    let kib: f64 = line.trim_end_matches("kB").trim().parse()?;
    Ok(kib / 1024.0)
}
