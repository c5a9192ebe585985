//! What can go wrong between a model and its executor.

/// Why a network cannot be made or run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// The model lacks the method.
    #[error("there is no method \"{method}\" in this model; it has: {known}")]
    NoMethod {
        /// What was asked for.
        method: String,
        /// What there is.
        known: String,
    },
    /// More signals than an instrument serves.
    #[error(
        "the model has more than {limit} inlets or outlets, more than nrave~ can show; \
         pack it with fewer latents or attributes"
    )]
    TooManyJacks {
        /// The most there may be.
        limit: usize,
    },
    /// A port that the engine cannot serve.
    #[error("method \"{method}\", port \"{port}\": {problem}; pack the model again")]
    Port {
        /// The method.
        method: String,
        /// The port.
        port: String,
        /// What does not fit.
        problem: String,
    },
    /// An attribute that nothing measures.
    #[error(
        "attribute \"{name}\" is not one that this version measures ({known}); \
         update nrave~ or train without it"
    )]
    Attribute {
        /// The attribute.
        name: String,
        /// What can be measured.
        known: String,
    },
    /// The executor does not accept the graph.
    #[error(
        "graph \"{graph}\" cannot be run: {problem}; export it with opset 17 and \
         fixed shapes, or update nrave~"
    )]
    Graph {
        /// The archive entry.
        graph: String,
        /// The executor's words.
        problem: String,
    },
    /// The model's file cannot be read any more.
    #[error("{problem}")]
    File {
        /// File, field, problem and remedy, as [`crate::Error`] has them.
        problem: String,
    },
    /// A call failed.
    #[error(
        "the network stopped: {problem}; load the model again, and report the model if it stops again"
    )]
    Step {
        /// The executor's words.
        problem: String,
    },
}

impl From<crate::Error> for NetworkError {
    fn from(error: crate::Error) -> Self {
        NetworkError::File {
            problem: error.to_string(),
        }
    }
}
