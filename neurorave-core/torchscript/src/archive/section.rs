//! The two pickles of an archive, and the folders of their tensors.

/// What a pickle and its tensors are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The model's objects.
    Data,
    /// Constants of its program.
    Constants,
}

impl Section {
    /// The folder of its tensors.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Constants => "constants",
        }
    }

    /// The entry of its pickle.
    pub fn pickle(self) -> &'static str {
        match self {
            Self::Data => "data.pkl",
            Self::Constants => "constants.pkl",
        }
    }

    /// The entry of its tensor data of that key.
    pub(crate) fn storage(self, key: &str) -> String {
        format!("{}/{key}", self.folder())
    }
}
