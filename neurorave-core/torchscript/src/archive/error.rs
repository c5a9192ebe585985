//! What can be wrong with a TorchScript file, and what to do about it.

use std::fmt::Display;

/// What went wrong, where, and what to do about it.
///
/// Shown as `file: place: problem. Remedy`.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {}{problem}. {}", prefix(.place), .problem.remedy())]
pub struct Error {
    file: String,
    place: String,
    #[source]
    problem: Box<Problem>,
}

fn prefix(place: &str) -> String {
    match place.is_empty() {
        true => String::new(),
        false => format!("{place}: "),
    }
}

impl Error {
    /// A problem at `place` of `file`, an entry of the archive or more precise than that; an empty
    /// place means the file as a whole.
    pub fn new(file: impl Display, place: impl Display, problem: Problem) -> Self {
        Self {
            file: file.to_string(),
            place: short(place),
            problem: Box::new(problem),
        }
    }

    /// The place within the file; empty for the file as a whole.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong there.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}

/// The kinds of problem. Each has one remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The bytes of the file could not be had.
    #[error(transparent)]
    Source(#[from] nrave_model::Problem),
    /// Something else than a TorchScript archive.
    #[error("is not a TorchScript file")]
    NotTorchScript,
    /// Weights without a program, as `torch.save` writes them.
    #[error("is a training checkpoint: it has weights, but no program that runs them")]
    Checkpoint,
    /// An archive from before format 3.
    #[error("was written by a PyTorch that is too old")]
    TooOld,
    /// An archive from after this crate.
    #[error("the file has archive format {found}, this nrave~ reads formats {oldest} to {newest}")]
    TooNew {
        /// Format of the file.
        found: u64,
        /// Oldest format that is read.
        oldest: u64,
        /// Newest format that is read.
        newest: u64,
    },
    /// Content that contradicts itself.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// Content that does not match its checksum.
    #[error("is damaged: its checksum does not match")]
    Checksum,
    /// An entry that should be there is not.
    #[error("is missing from the file")]
    Missing,
    /// Tensor data that PyTorch would have left as they are.
    #[error("is compressed, which PyTorch does not do with tensors")]
    Compressed,
    /// More than any model needs.
    #[error("has {found} {unit}; at most {limit} are allowed")]
    TooLarge {
        /// Size found.
        found: u64,
        /// Largest size allowed.
        limit: u64,
        /// What is counted.
        unit: &'static str,
    },
    /// Values that take more memory than the file's size earns.
    #[error("its values need more memory than a file of this size may take")]
    TooMuchMemory,
    /// Something that TorchScript can hold and this crate does not read.
    #[error("it holds {0}, which nrave~ cannot read")]
    Unsupported(String),
}

impl Problem {
    /// What to do about it, a sentence.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Source(problem) => problem.remedy(),
            Self::NotTorchScript => {
                "Choose a .ts file that was exported for nn~, or a .nrave file."
            }
            Self::Checkpoint => {
                "Export the model as TorchScript first (for RAVE: rave export --streaming) and \
                 open the .ts file."
            }
            Self::TooOld => "Export the model again with a current PyTorch.",
            Self::TooNew { .. } => {
                "Update nrave~, or export the model again with an older PyTorch."
            }
            Self::Damaged(_) | Self::Checksum | Self::Missing => {
                "Download or copy the file again; if that does not help, export the model again."
            }
            Self::Compressed => {
                "Export the model again, and do not pack it into a ZIP with another program."
            }
            Self::TooLarge { .. } | Self::TooMuchMemory => {
                "Choose a smaller model, or tell its author."
            }
            Self::Unsupported(_) => "Update nrave~, or ask the model's author for a .nrave file.",
        }
    }
}

/// A text from the file, no longer than an error can show.
pub(crate) fn short(text: impl Display) -> String {
    const MOST: usize = 120;
    let text = text.to_string();
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_file_place_and_remedy() {
        let e = Error::new("a.ts", "data/3", Problem::Missing);
        assert_eq!(
            e.to_string(),
            "a.ts: data/3: is missing from the file. Download or copy the file again; if that \
             does not help, export the model again."
        );
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        let e = Error::new("a.ts", "é".repeat(500), Problem::Missing);
        assert_eq!(e.place().chars().count(), 121);
    }
}
