//! `nrave bench`: how fast a model runs here.

use super::progress::Progress;
use super::{Failure, output};
use clap::Args as ClapArgs;
use nrave::bench::{Report, bench};
use std::path::PathBuf;

/// Times a model on this machine, one step after another on one thread.
#[derive(ClapArgs)]
pub struct Args {
    /// The model file (.nrave).
    file: PathBuf,
    /// The method to time.
    #[arg(long, default_value = "forward")]
    method: String,
    /// Seconds of sound to compute.
    #[arg(long, default_value_t = 10.0, value_parser = seconds)]
    seconds: f64,
    /// Answers in JSON.
    #[arg(long)]
    json: bool,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.01..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("write a number of seconds between 0.01 and 86400".into()),
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let mut progress = Progress::new("timing");
    let report = bench(&args.file, &args.method, args.seconds, &mut |done, all| {
        progress.at(done, all)
    })?;
    drop(progress);
    if args.json {
        output::json(&report)
    } else {
        output::text(&page(&report))
    }
}

fn page(report: &Report) -> String {
    let Report { ms, .. } = report;
    let memory = report
        .peak_memory_mib
        .map_or_else(|| "unknown here".into(), |mib| format!("{mib:.0} MiB"));
    format!(
        "{} {}, {} steps of {} samples at {} Hz on {}\n\
         realtime factor {:.2}\n\
         a step: median {:.3} ms, p99 {:.3}, p99.99 {:.3}, max {:.3}; there is time for {:.3}\n\
         load {:.0} ms, peak memory {memory}\n",
        report.model,
        report.method,
        report.steps,
        report.step,
        report.sample_rate,
        report.executor,
        report.realtime_factor,
        ms.median,
        ms.p99,
        ms.p99_99,
        ms.max,
        report.step_ms,
        report.load_ms,
    )
}
