//! What hardware does wrong.

use std::fmt;

/// Why a part doesn't work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    /// In words for a musician.
    pub why: String,
}

/// Whether there is hope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// This computer has no such thing: a desktop, or a bus that isn't switched on.
    Absent,
    /// It is there and fails.
    Failed,
}

impl Fault {
    /// There is no such thing here.
    pub fn absent(why: impl Into<String>) -> Self {
        Self {
            kind: FaultKind::Absent,
            why: why.into(),
        }
    }

    /// It doesn't answer, or not as it should.
    pub fn failed(why: impl Into<String>) -> Self {
        Self {
            kind: FaultKind::Failed,
            why: why.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Fault {}
