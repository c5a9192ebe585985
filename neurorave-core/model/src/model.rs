//! A loaded model: immutable, checked, shared between instances by content.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Weak};

use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use tract_onnx::pb::ModelProto;

use crate::error::{Error, Problem};
pub use crate::model_file::census::Weights;
use crate::model_file::manifest::{Manifest, Method};
use crate::model_file::source::{self, Source};
use crate::model_file::{self, Parsed, Place, Skeleton};

/// A model file's content, checked. Loading is for threads that may block.
///
/// Graphs and weights stay in the file, which is kept open: they are read when somebody asks for them.
/// A file may be deleted meanwhile, or another one renamed to its name; when it is written to, what it
/// held can no longer be read, and this is answered with [`Problem::Changed`].
pub struct Model {
    file: String,
    content: ContentHash,
    parsed: Parsed,
    source: Mutex<Arc<dyn Source>>,
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

    /// The hash of what has been told to `hash`.
    pub(crate) fn finish(hash: Sha256) -> Self {
        Self(hash.finalize().into())
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
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
        let opened = source::open(path);
        let (source, content) = opened.map_err(|problem| Error::new(&file, "", problem))?;
        if let Some(model) = live(content) {
            // The file that is there now: that of the other may be on a disk that is gone.
            *model.source.lock() = source;
            return Ok(model);
        }
        Self::new(file, source, content)
    }

    /// Loads a model from the bytes of its file, or returns the live model of the same content.
    /// `name` stands for the file in errors.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Arc<Model>, Error> {
        let content = ContentHash::of(bytes);
        match live(content) {
            Some(model) => Ok(model),
            None => Self::new(name.to_owned(), Arc::new(bytes.to_vec()), content),
        }
    }

    /// Parsed without the lock: two threads may do the same work, but none waits for another model's
    /// load.
    fn new(
        file: String,
        source: Arc<dyn Source>,
        content: ContentHash,
    ) -> Result<Arc<Model>, Error> {
        let parsed = model_file::parse(&file, &*source)?;
        let model = Arc::new(Model {
            file,
            content,
            parsed,
            source: Mutex::new(source),
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

    /// The card of the file at `path`, Markdown, empty where it has none. As quick as
    /// [`peek`](Self::peek).
    ///
    /// # Errors
    /// When the file cannot be read or its card is no text.
    pub fn peek_card(path: &Path) -> Result<String, Error> {
        model_file::peek_card(&path.display().to_string(), path)
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

    /// The ONNX graph of a method, read from the file with all its weights.
    ///
    /// # Errors
    /// As [`method`](Self::method), and when the file cannot be read any more.
    pub fn graph(&self, method: &str) -> Result<ModelProto, Error> {
        let (skeleton, source) = self.skeleton(method)?;
        let entry = &self.method(method)?.graph;
        skeleton.fill(&Place::entry(&self.file, entry), &*source)
    }

    /// The graph of a method, and from where its other weights can be read.
    ///
    /// # Errors
    /// As [`graph`](Self::graph).
    pub fn skeleton(&self, method: &str) -> Result<(Skeleton, Arc<dyn Source>), Error> {
        let entry = &self.method(method)?.graph;
        let source = Arc::clone(&self.source.lock());
        let skeleton = Skeleton::read(&self.file, &*source, entry)?;
        Ok((skeleton, source))
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
        self.parsed.weights
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

/// The model of that content, if one is in use.
fn live(content: ContentHash) -> Option<Arc<Model>> {
    LIVE.lock().get(&content).and_then(Weak::upgrade)
}
