//! Standard output that may be closed early, as `nrave describe --csv x.wav | head` does.

use super::Failure;
use serde::Serialize;
use std::io::{ErrorKind, Write};

/// Writes text as it is.
pub fn text(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("cannot write the answer ({error}); check where the output goes").into())
        }
        _ => Ok(()),
    }
}

/// Writes one JSON value and a newline.
pub fn json(value: &impl Serialize) -> Result<(), Failure> {
    text(&(serde_json::to_string_pretty(value)? + "\n"))
}
