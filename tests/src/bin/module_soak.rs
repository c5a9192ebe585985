//! Plays a simulated module in real time: gates a thousand times a second and four curves, through
//! `nrave.cv~` in real Pd into `nrave~`, over a JACK server without a sound card.
//!
//! ```text
//! module_soak [--seconds N] [--period FRAMES]
//! ```
//!
//! Tells how many gates arrived, how far they strayed from their constant delay, and what the reader's
//! thread took of a core. Exit status 1 when a gate is missing or out of place. Run it on a quiet
//! machine: it needs `jackd`.

use nrave_tests::pd::soak::{Place, module};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut place = Place::default();
    let mut seconds = 30;
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let number = words.next().and_then(|word| word.parse().ok());
        match (word.as_str(), number) {
            ("--seconds", Some(number)) => seconds = number,
            ("--period", Some(number)) => place.period = number,
            _ => {
                eprintln!("usage: module_soak [--seconds N] [--period FRAMES]");
                return ExitCode::from(2);
            }
        }
    }
    match module::soak(&place, seconds) {
        Ok(report) => {
            println!("{report}");
            ExitCode::from(u8::from(!report.is_clean()))
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
