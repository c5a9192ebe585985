//! What is wrong with a recording.

use crate::audio::AudioError;
use serde::{Deserialize, Serialize};

/// Kinds of trouble, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// Zero bytes, or a header alone.
    Empty,
    /// Can't be opened.
    Unreadable,
    /// Of a format that isn't supported, or no audio at all.
    Unsupported,
    /// Can't be decoded.
    Damaged,
    /// Nothing to hear in it.
    Silent,
    /// Ends before its header says. What is there is used.
    CutShort,
    /// Goes flat at full scale. Used as it is.
    Clipped,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 7] = [
        Kind::Empty,
        Kind::Unreadable,
        Kind::Unsupported,
        Kind::Damaged,
        Kind::Silent,
        Kind::CutShort,
        Kind::Clipped,
    ];

    /// What people are told.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Empty => "empty",
            Kind::Unreadable => "unreadable",
            Kind::Unsupported => "unsupported",
            Kind::Damaged => "damaged",
            Kind::Silent => "silent",
            Kind::CutShort => "cut short",
            Kind::Clipped => "clipped",
        }
    }

    /// Whether the recording is used all the same.
    pub fn is_remark(self) -> bool {
        matches!(self, Kind::CutShort | Kind::Clipped)
    }
}

/// Something wrong with one recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What.
    pub kind: Kind,
    /// In words, without the file's name.
    pub why: String,
}

impl Problem {
    pub(super) fn new(kind: Kind, why: impl Into<String>) -> Self {
        let why = why.into();
        Self { kind, why }
    }
}

impl From<AudioError> for Problem {
    fn from(error: AudioError) -> Self {
        match error {
            AudioError::Empty { .. } => Self::new(Kind::Empty, "0 bytes"),
            AudioError::NoSamples { .. } => Self::new(Kind::Empty, "a header without sound"),
            AudioError::Silent { .. } => Self::new(Kind::Silent, "no sound in it"),
            AudioError::Unsupported { reason, .. } => Self::new(
                Kind::Unsupported,
                format!("{reason}; convert it to wav or flac"),
            ),
            AudioError::Damaged { reason, .. } => Self::new(Kind::Damaged, reason),
            AudioError::Open { source, .. } => Self::new(Kind::Unreadable, source.to_string()),
            other => Self::new(Kind::Unreadable, other.to_string()),
        }
    }
}
