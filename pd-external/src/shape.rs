//! How many inlets and outlets a box gets when it is made.

use crate::arguments::Arguments;
use crate::paths::SearchPath;
use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::Manifest;
use neurorave_core::network::Layout;
use std::path::PathBuf;

/// The method of a model when nobody asks for another.
const FORWARD: &str = "forward";

/// The signal inlets and outlets of a box. They stay as they are while the box lives: cords
/// hang on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Signal inlets for the model.
    pub inlets: usize,
    /// Whether one more follows: the sound whose attributes are followed.
    pub side: bool,
    /// Signal outlets; the information outlet comes after them.
    pub outlets: usize,
}

impl Shape {
    /// One sound in, one sound out: a box that has no model yet.
    pub fn without_model(side: bool) -> Self {
        Self {
            inlets: 1,
            side,
            outlets: 1,
        }
    }

    /// All signal inlets.
    pub fn all_inlets(self) -> usize {
        self.inlets + usize::from(self.side)
    }
}

/// The model that a box names: where it lies, its method, and the shape they ask for.
pub struct Wanted {
    pub path: PathBuf,
    pub method: String,
    pub shape: Shape,
}

impl Wanted {
    /// Looks at the manifest of the named model, nothing more, so that opening a patch takes no time.
    ///
    /// # Errors
    /// A sentence for the player.
    pub fn find(model: &str, arguments: &Arguments, search: SearchPath) -> Result<Self, String> {
        let path = search.find(model)?;
        let manifest = Model::peek(&path).map_err(|error| error.to_string())?;
        let method = method_of(&manifest, arguments.method.as_deref());
        let layout = Layout::of(&manifest, &method).map_err(|error| format!("{model}: {error}"))?;
        let shape = Shape {
            // Pd's class has a first inlet in any case, and a box without outlet could not be heard.
            inlets: layout.inlets.len().max(1),
            side: arguments.side,
            outlets: layout.outlets.len().max(1),
        };
        Ok(Self {
            path,
            method,
            shape,
        })
    }
}

fn method_of(manifest: &Manifest, asked: Option<&str>) -> String {
    let only = || {
        manifest
            .methods
            .keys()
            .next()
            .filter(|_| manifest.methods.len() == 1)
    };
    match asked {
        Some(method) => method.to_owned(),
        None if manifest.methods.contains_key(FORWARD) => FORWARD.to_owned(),
        None => only().map_or(FORWARD, String::as_str).to_owned(),
    }
}
