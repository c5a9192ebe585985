//! The models and patches that the module can play, wherever they are.

mod mounts;
mod scan;
mod speakable;
mod watch;

pub use speakable::speakable;
pub use watch::Watch;

use std::path::{Path, PathBuf};

/// The patch that a stick or the state folder may bring along in place of the shipped one.
pub const PATCH: &str = "module.pd";
/// The most models that are listed.
pub const MOST: usize = 256;

/// The endings of model files: ours, and TorchScript files of the `nn~` kind.
const ENDINGS: [&str; 2] = ["nrave", "ts"];

/// Whether a file has the ending of a model.
pub fn is_model(path: &Path) -> bool {
    path.extension().is_some_and(|own| {
        ENDINGS
            .iter()
            .any(|ending| own.eq_ignore_ascii_case(ending))
    })
}

/// Where one was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the folder `models` of the state folder.
    State,
    /// On a USB stick.
    Stick,
    /// In a folder that came with the module.
    Shipped,
}

/// A model file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The name of the file without its extension.
    pub name: String,
    /// The whole path.
    pub path: PathBuf,
    /// Where it was found.
    pub place: Place,
}

/// What there is to play.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Those of the state folder first, then those of sticks, then the shipped ones; in each by
    /// name. Of several with one name only the first.
    pub models: Vec<Model>,
    /// A patch that replaces the shipped one.
    pub patch: Option<PathBuf>,
}

impl Found {
    /// The model called `name`.
    pub fn model(&self, name: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.name == name)
    }
}

/// Where to look.
#[derive(Clone, Debug)]
pub struct Places {
    /// The state folder: its folder `models`.
    pub state: PathBuf,
    /// Folders that came with the module.
    pub shipped: Vec<PathBuf>,
    /// Folders below which sticks are mounted, and how many folders deep.
    pub sticks: Vec<(PathBuf, usize)>,
    /// The system's list of mounts.
    pub mounts: PathBuf,
}

/// Where Linux systems mount sticks: folders, and how many folders below them.
pub fn usual_sticks() -> Vec<(PathBuf, usize)> {
    vec![
        ("/media".into(), 2),
        ("/run/media".into(), 2),
        ("/mnt".into(), 1),
    ]
}

impl Places {
    /// The places of a Linux system.
    pub fn new(state: &Path, shipped: Vec<PathBuf>) -> Self {
        Self {
            state: state.to_owned(),
            shipped,
            sticks: usual_sticks(),
            mounts: "/proc/self/mountinfo".into(),
        }
    }

    fn models(&self) -> PathBuf {
        self.state.join("models")
    }

    /// Looks everywhere. What can't be read is not there.
    pub fn scan(&self) -> Found {
        let mut found = Found::default();
        scan::folder(&self.models(), Place::State, &mut found);
        let list = std::fs::read_to_string(&self.mounts).unwrap_or_default();
        for stick in mounts::sticks(&list, &self.sticks) {
            scan::stick(&stick, &mut found);
        }
        for folder in &self.shipped {
            scan::folder(folder, Place::Shipped, &mut found);
        }
        found
    }
}
