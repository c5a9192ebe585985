//! Our own step, whenever a line comes in.

use super::material::{LEARNING_RATE, LOSS_WEIGHTS, Material, RATE, attributes, state};
use neurorave_core::model_file::manifest::PitchSpec;
use nrave::train::pqmf::Pqmf;
use nrave::train::step::{Context, Weights, synthesis_matrix};
use nrave::train::{Options, device, one_step};
use serde_json::json;
use std::error::Error;
use std::io::{BufRead, Write};
use std::time::Instant;

/// Steps into the run: far enough for every loss to count in full.
const STEP: u64 = 600;

pub fn run(material: &Material) -> Result<(), Box<dyn Error>> {
    let device = device().autodiff();
    let context = Context {
        synthesis: synthesis_matrix(&Pqmf::default(), &device.clone().inner()),
        attributes: attributes(),
        rate: RATE as f32,
        device,
    };
    let [kl, leak, consistency] = LOSS_WEIGHTS;
    let options = Options {
        data: Default::default(),
        run: Default::default(),
        attributes: attributes().into_iter().map(|spec| spec.name).collect(),
        rate: RATE,
        pitch: PitchSpec {
            min_hz: 32.0,
            max_hz: 3000.0,
        },
        steps: u64::MAX,
        batch: material.items,
        frames: material.frames,
        seed: 1,
        learning_rate: LEARNING_RATE,
        weights: Weights {
            kl,
            leak,
            consistency,
        },
        resume: false,
    };
    let batch = material.batch();
    let mut state = state();
    state.step = STEP;
    for line in std::io::stdin().lock().lines() {
        line?;
        let batch = batch.clone();
        let (clock, processor) = (Instant::now(), processor_seconds()?);
        let (next, losses) = one_step(state, batch, &options, &context);
        state = next;
        let answer = json!({
            "losses": losses,
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
