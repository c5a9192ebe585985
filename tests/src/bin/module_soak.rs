//! Plays a simulated module in real time: gates a thousand times a second and four curves, through
//! `nrave.cv~` in real Pd into `nrave~`, over a JACK server without a sound card.
//!
//! ```text
//! module_soak [--seconds N] [--period FRAMES] [--sleep MS]
//! ```
//!
//! Frames whose time is a whole number of microseconds: JACK's pretended card plays in those, and would
//! else be faster than it says. `--sleep` is Pd's `-sleepgrain`: 1 as `nrave-module run` starts it, 5 as
//! Pd does by itself.
//!
//! Tells how many gates arrived, how far they strayed from their constant delay, and what the reader's
//! thread took of a core. Exit status 1 when a gate is missing or out of place. Run it on a quiet
//! machine: it needs `jackd`.

use nrave_tests::pd::soak::{Place, module};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut place = Place {
        period: 960,
        ..Place::default()
    };
    let (mut seconds, mut sleep) = (30, 1);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let number = words.next().and_then(|word| word.parse().ok());
        match (word.as_str(), number) {
            ("--seconds", Some(number)) => seconds = number,
            ("--period", Some(number)) => place.period = number,
            ("--sleep", Some(number)) => sleep = number,
            _ => {
                eprintln!("usage: see the top of module_soak.rs");
                return ExitCode::from(2);
            }
        }
    }
    let sleep = sleep.to_string();
    match module::soak(&place, seconds, &["-sleepgrain", &sleep]) {
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
