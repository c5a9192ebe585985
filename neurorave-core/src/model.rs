//! A loaded model: immutable, checked, shared between instances by content.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, Weak};

use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use tract_onnx::pb::ModelProto;
use tract_onnx::pb::tensor_proto::DataType;

use crate::error::{Error, Problem};
use crate::model_file::manifest::{Manifest, Method};
use crate::model_file::{self, Parsed};

/// A model file's content, checked. Loading is for threads that may block.
pub struct Model {
    file: String,
    content: ContentHash,
    parsed: Parsed,
    weights: Weights,
}

/// SHA-256 of a file's bytes: equal for equal models, whatever their file names. Shown in
/// hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// How many weights a model has, by the type in which they are stored; those that several of its
/// graphs share count once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// Half-precision values.
    pub f16: usize,
    /// Single-precision values.
    pub f32: usize,
    /// Values of any other type: shapes, indices, quantised weights.
    pub other: usize,
}

/// Models in use, so that instances share them.
static LIVE: Mutex<BTreeMap<ContentHash, Weak<Model>>> = Mutex::new(BTreeMap::new());

impl Model {
    /// Loads the file at `path`, or returns the live model of the same content.
    ///
    /// # Errors
    /// When the file cannot be read or anything in it is not as `models/FORMAT.md` has it.
    pub fn open(path: &Path) -> Result<Arc<Model>, Error> {
        let file = path.display().to_string();
        let bytes = read_file(path).map_err(|problem| Error::new(&file, "", problem))?;
        Self::from_bytes(&file, &bytes)
    }

    /// Loads a model from the bytes of its file, or returns the live model of the same content.
    /// `name` stands for the file in errors.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Arc<Model>, Error> {
        let content = ContentHash::of(bytes);
        if let Some(model) = LIVE.lock().get(&content).and_then(Weak::upgrade) {
            return Ok(model);
        }
        // Parsed without the lock: two threads may do the same work, but none waits for another
        // model's load.
        let parsed = model_file::parse(name, bytes)?;
        let weights = count_weights(parsed.graphs.values());
        let model = Arc::new(Model {
            file: name.to_owned(),
            content,
            parsed,
            weights,
        });
        let mut live = LIVE.lock();
        live.retain(|_, model| model.strong_count() > 0);
        if let Some(earlier) = live.get(&content).and_then(Weak::upgrade) {
            return Ok(earlier);
        }
        live.insert(content, Arc::downgrade(&model));
        Ok(model)
    }

    /// The manifest of the file at `path`, checked by itself. Quick: the graphs are not read.
    ///
    /// # Errors
    /// When the file cannot be read or its manifest is not as `models/FORMAT.md` has it.
    pub fn peek(path: &Path) -> Result<Manifest, Error> {
        model_file::peek(&path.display().to_string(), path)
    }

    /// What the file says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.parsed.manifest
    }

    /// A method of the manifest.
    ///
    /// # Errors
    /// [`Problem::NoMethod`], which lists the methods that there are.
    pub fn method(&self, name: &str) -> Result<&Method, Error> {
        let methods = &self.parsed.manifest.methods;
        methods.get(name).ok_or_else(|| {
            let available = methods.keys().cloned().collect::<Vec<_>>().join(", ");
            Error::new(
                &self.file,
                format!("method {name}"),
                Problem::NoMethod { available },
            )
        })
    }

    /// The ONNX graph of a method.
    ///
    /// # Errors
    /// As [`method`](Self::method).
    pub fn graph(&self, method: &str) -> Result<&ModelProto, Error> {
        Ok(&self.parsed.graphs[&self.method(method)?.graph])
    }

    /// The card, Markdown; empty where the file has none.
    pub fn card(&self) -> &str {
        &self.parsed.card
    }

    /// The file from which the model was loaded, as it was named then.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Identifies the content.
    pub fn content_hash(&self) -> ContentHash {
        self.content
    }

    /// How many weights there are, and how they are stored.
    pub fn weights(&self) -> Weights {
        self.weights
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut s = f.debug_struct("Model");
        s.field("file", &self.file)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}

/// The bytes of a file that is no larger than a model may be.
fn read_file(path: &Path) -> Result<Vec<u8>, Problem> {
    const LIMIT: u64 = model_file::MAX_FILE;
    let file = File::open(path).map_err(Problem::Unreadable)?;
    let len = file.metadata().map_err(Problem::Unreadable)?.len();
    if len > LIMIT {
        return Err(Problem::TooLarge {
            found: len,
            limit: LIMIT,
            unit: "bytes",
        });
    }
    let mut bytes = Vec::with_capacity(len as usize);
    // Not the metadata's word alone: a file may grow, and a device has no length.
    let read = file
        .take(LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(Problem::Unreadable)? as u64;
    if read > LIMIT {
        return Err(Problem::TooLarge {
            found: read,
            limit: LIMIT,
            unit: "bytes",
        });
    }
    Ok(bytes)
}

fn count_weights<'a>(graphs: impl Iterator<Item = &'a ModelProto>) -> Weights {
    let mut weights = Weights::default();
    let mut counted = HashSet::new();
    let graphs = graphs.filter_map(|model| model.graph.as_ref());
    for t in graphs.flat_map(|graph| &graph.initializer) {
        if !t.raw_data.is_empty() && !counted.insert((t.data_type, t.raw_data.as_slice())) {
            continue;
        }
        let values = t.dims.iter().product::<i64>() as usize;
        match DataType::try_from(t.data_type) {
            Ok(DataType::Float16) => weights.f16 += values,
            Ok(DataType::Float) => weights.f32 += values,
            _ => weights.other += values,
        }
    }
    weights
}
