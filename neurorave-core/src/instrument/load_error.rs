//! Why a model does not play.

use crate::network::NetworkError;
use std::path::PathBuf;

/// Why a request to the loader failed. What played before still plays.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read, or is not a good model.
    #[error(transparent)]
    Open(#[from] crate::opening::OpenError),
    /// The model cannot be run.
    #[error("{}{error}", file(.path))]
    Network {
        /// The model file, where there is one.
        path: Option<PathBuf>,
        /// What the network says.
        error: NetworkError,
    },
    /// A request that needs a model came before any.
    #[error("no model is loaded; send \"load\" with the path of a .nrave file first")]
    NoModel,
    /// A network made by the caller has no file to read another method from, or to read again.
    #[error("this network did not come from a file; send \"load\" with the path of a .nrave file")]
    NoFile,
    /// The executor is not for the audio thread.
    #[error(
        "{executor} cannot run on the audio thread without risking dropouts; \
         use \"mode worker\" or \"mode auto\""
    )]
    NotRealTime {
        /// The executor's name.
        executor: &'static str,
    },
    /// The system is out of threads.
    #[error("no thread for the network ({0}); close other programs and load again")]
    Thread(#[from] std::io::Error),
    /// The loader is gone.
    #[error("the instrument was closed while it loaded")]
    Closed,
}

fn file(path: &Option<PathBuf>) -> String {
    path.as_ref()
        .map(|p| format!("{}: ", p.display()))
        .unwrap_or_default()
}
