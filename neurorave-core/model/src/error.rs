//! Errors that tell a musician what to do next.

use std::fmt::Display;
use std::io;

/// What went wrong, where, and what to do about it.
///
/// Shown as `file: field: problem. Remedy`.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {}{problem}. {}", prefix(.field), .problem.remedy())]
pub struct Error {
    file: String,
    field: String,
    #[source]
    problem: Box<Problem>,
}

fn prefix(field: &str) -> String {
    if field.is_empty() {
        String::new()
    } else {
        format!("{field}: ")
    }
}

impl Error {
    /// A problem with `field` of `file`; an empty field means the file as a whole. A field is a
    /// place in the file as a person would look it up: `manifest.json: methods.forward.step`,
    /// `forward.onnx: tensor w3`.
    pub fn new(file: impl Display, field: impl Display, problem: Problem) -> Self {
        Self {
            file: file.to_string(),
            field: field.to_string(),
            problem: Box::new(problem),
        }
    }

    /// The file, as the user named it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The place within the file; empty for the file as a whole.
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What is wrong there.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// What to do about it, a sentence.
    pub fn remedy(&self) -> &'static str {
        self.problem.remedy()
    }
}

/// The kinds of problem. Each has one remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The system would not give the file.
    #[error("cannot be read ({0})")]
    Unreadable(#[source] io::Error),
    /// The file holds other bytes than when it was opened.
    #[error("has been written to since it was opened")]
    Changed,
    /// Not a ZIP at all.
    #[error("is not a model file")]
    NotAModel,
    /// The file ends before its content does.
    #[error("the file ends too early")]
    Truncated,
    /// The ZIP structure contradicts itself.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// Content that does not match its checksum.
    #[error("is damaged: its checksum does not match")]
    Checksum,
    /// Larger than any model may be.
    #[error("has {found} {unit}; at most {limit} are allowed")]
    TooLarge {
        /// Size found.
        found: u64,
        /// Largest size allowed.
        limit: u64,
        /// What is counted.
        unit: &'static str,
    },
    /// A compressed or encrypted entry. Only stored ones are read, so that none can unfold into
    /// more memory than the file's size.
    #[error("is compressed or encrypted")]
    Compressed,
    /// An entry that should be there is not.
    #[error("is missing from the file")]
    MissingEntry,
    /// A format version from another time.
    #[error("the file has format {found}, this nrave~ reads format {known}")]
    Version {
        /// Version of the file.
        found: u64,
        /// Version that this crate reads.
        known: u32,
    },
    /// The manifest is not JSON of the right form, or has a field that this version lacks.
    #[error("{0}")]
    Manifest(String),
    /// A value outside its range.
    #[error("is {found}, but must be {allowed}")]
    Range {
        /// The value.
        found: String,
        /// What it may be.
        allowed: String,
    },
    /// A name that must be unique is used twice.
    #[error("the name \"{0}\" is used twice")]
    Duplicate(String),
    /// A tensor whose shape is not what the manifest or its data say.
    #[error("has shape {found}, but must have {expected}")]
    Shape {
        /// Expected shape.
        expected: String,
        /// Shape found.
        found: String,
    },
    /// A state that the manifest names is not in the graph.
    #[error("the graph lacks this state tensor")]
    MissingState,
    /// An input or output that the manifest names is not in the graph.
    #[error("the graph lacks this tensor")]
    MissingTensor,
    /// An input or output of the graph that the manifest does not name, such as a hidden state.
    #[error("the manifest does not name this tensor of the graph")]
    UnknownTensor,
    /// A weight that is NaN or infinite.
    #[error("value {index} is not a finite number")]
    NotFinite {
        /// Index of the first such value, in row-major order.
        index: usize,
    },
    /// Weights kept outside the model file, or named in a way that graphs of one file do not use.
    #[error("keeps its data in another file")]
    ExternalData,
    /// The graph is not well-formed ONNX, or uses parts that models do not.
    #[error("{0}")]
    Graph(String),
    /// A method that the model does not have.
    #[error("there is no such method; the model has: {available}")]
    NoMethod {
        /// The model's methods.
        available: String,
    },
    /// A graph that the executor cannot run.
    #[error("the network does not run: {0}")]
    Network(String),
}

impl Problem {
    /// What to do about it, a sentence.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "Check that the file is there and that you may read it.",
            Self::Changed => "Load it again.",
            Self::NotAModel => "Choose a .nrave file.",
            Self::Truncated | Self::Damaged(_) | Self::Checksum => {
                "Download or copy the file again."
            }
            Self::TooLarge { .. } => "Choose a smaller model, or ask its author for one.",
            Self::Compressed => "Pack the file again without compression (zip -0).",
            Self::Version { found, known } if *found > u64::from(*known) => "Update nrave~.",
            Self::Version { .. } => "Pack the model again with this version of nrave.",
            Self::Manifest(_) => "Update nrave~, or ask the model's author for a corrected file.",
            Self::NotFinite { .. } => {
                "The training failed: ask the model's author for another file, or train again."
            }
            Self::ExternalData => "Pack the model again with its weights inside.",
            Self::NoMethod { .. } => "Choose one of these.",
            Self::Network(_) => "Update nrave~, or ask the model's author for a file it can run.",
            Self::MissingEntry
            | Self::Range { .. }
            | Self::Duplicate(_)
            | Self::Shape { .. }
            | Self::MissingState
            | Self::MissingTensor
            | Self::UnknownTensor
            | Self::Graph(_) => "The model was packed wrongly: pack it again, or tell its author.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_file_field_and_remedy() {
        let range = Problem::Range {
            found: "0".into(),
            allowed: "1 to 65536".into(),
        };
        let e = Error::new("a.nrave", "manifest.json: methods.forward.step", range);
        assert_eq!(
            e.to_string(),
            "a.nrave: manifest.json: methods.forward.step: is 0, but must be 1 to 65536. \
             The model was packed wrongly: pack it again, or tell its author."
        );
    }

    #[test]
    fn a_newer_format_asks_for_an_update() {
        let problem = Problem::Version { found: 2, known: 1 };
        let e = Error::new("a.nrave", "manifest.json: format", problem);
        assert!(
            e.to_string()
                .ends_with("this nrave~ reads format 1. Update nrave~."),
            "{e}"
        );
    }
}
