//! Runs `nrave~` in real time in real Pd, on JACK's dummy driver, and counts late inferences.
//!
//! ```text
//! soak [--minutes M] [--model FILE] [--audio FILE.wav] [--rate HZ] [--period N] [--load]
//! ```
//!
//! Pd computes in vectors of 64 samples, in bursts of JACK's period. A pure delay with the model's
//! step and delay runs beside it in the same mode: its pulses tell the latency that is real.
//! Prints a line every ten seconds and a summary; the exit status is 0 when no inference was late
//! and the latency measured is the one reported. Needs `pd`, `jackd` and, for the priority that a
//! musician's machine gives, the right to use it.

use nrave_tests::pd::soak::{Options, soak};
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = Options::parse(std::env::args().skip(1)).and_then(|options| soak(&options));
    match outcome {
        Ok(report) => {
            println!("{report}");
            if report.is_clean() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
