//! Times a step of training beside the same step in PyTorch, in turns, on one thread and on two.
//!
//! ```text
//! training_speed [--steps N] [--batch N] [--frames N] [--threads N]
//! ```
//!
//! See `tests/training-speed`. Nothing here passes or fails by a time; the exit status tells whether
//! both computed the same.

mod material;
mod peer;
mod report;
mod worker;

use material::Material;
use peer::Peer;
use report::Report;
use std::error::Error;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: nrave::allocator::Allocator = nrave::allocator::Allocator;

const USAGE: &str = "training_speed [--steps N] [--batch N] [--frames N] [--threads N]";
/// Steps before the clock counts.
const WARM_UP: usize = 3;
/// How far first losses may be apart, as a part of the value or of 1 where that is more.
const TOLERANCE: f64 = 2e-3;

struct Options {
    steps: usize,
    material: Material,
    threads: Vec<usize>,
    worker: bool,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        steps: 12,
        material: Material {
            items: 6,
            frames: 64,
        },
        threads: vec![1, 2],
        worker: false,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--worker" {
            options.worker = true;
            continue;
        }
        let number: usize = words.next().ok_or(USAGE)?.parse()?;
        match word.as_str() {
            "--steps" => options.steps = number.max(1),
            "--batch" => options.material.items = number.clamp(1, 256),
            "--frames" => options.material.frames = number.clamp(32, 1024),
            "--threads" => options.threads = vec![number.max(1)],
            _ => return Err(USAGE.into()),
        }
    }
    Ok(options)
}

fn main() -> ExitCode {
    nrave::allocator::keep_pages();
    let outcome = options().and_then(|options| {
        if options.worker {
            return worker::run(&options.material).map(|()| true);
        }
        compare(&options)
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Whether both computed the same.
fn compare(options: &Options) -> Result<bool, Box<dyn Error>> {
    let python = peer::python();
    let folder = tempfile::tempdir()?;
    options.material.write(folder.path())?;
    let mut same = true;
    for &threads in &options.threads {
        let mut peers = vec![Peer::ours(&options.material, threads)?];
        if let Some(python) = &python {
            peers.push(Peer::torch(python, folder.path(), threads)?);
        }
        let mut reports: Vec<Report> = peers.iter().map(|_| Report::default()).collect();
        for step in 0..WARM_UP + options.steps {
            for (peer, report) in peers.iter_mut().zip(&mut reports) {
                report.add(peer.step()?, step >= WARM_UP);
            }
        }
        println!("{threads} thread{}", if threads == 1 { "" } else { "s" });
        println!("  nrave    {}", reports[0]);
        if let Some(torch) = reports.get(1) {
            println!("  PyTorch  {torch}");
            println!("  {}", reports[0].beside(torch));
            let apart = reports[0].apart(torch);
            println!("  first losses at most {apart:.1e} apart");
            same &= apart <= TOLERANCE;
        }
    }
    Ok(same)
}
