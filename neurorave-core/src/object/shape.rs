//! How many inlets and outlets a box gets when it is made.

use super::{Arguments, Start};
use crate::instrument::Playing;
use crate::model_file::manifest::Manifest;
use crate::network::Layout;
use crate::opening;
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

/// The model that a box names: where it lies, its method, and what that needs.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The file.
    pub path: PathBuf,
    /// The method.
    pub method: String,
    /// Its jacks.
    pub layout: Layout,
    /// What the file says.
    pub manifest: Manifest,
}

impl Shape {
    /// The shape that a box's words and the model they name ask for.
    pub fn of(arguments: &Arguments, wanted: Option<&Wanted>) -> Self {
        let (inlets, outlets) = match (&arguments.start, wanted) {
            (_, Some(wanted)) => (wanted.layout.inlets.len(), wanted.layout.outlets.len()),
            (Start::Void { inlets, outlets }, None) => (*inlets, *outlets),
            (Start::Empty | Start::Model { .. }, None) => (1, 1),
        };
        Self {
            // Messages come in by the first inlet, and a box without outlet could not be heard.
            inlets: inlets.max(1),
            side: arguments.side,
            outlets: outlets.max(1),
        }
    }

    /// All signal inlets.
    pub fn all_inlets(self) -> usize {
        self.inlets + usize::from(self.side)
    }

    /// What to tell the player when a model wants more inlets than the box has.
    pub fn missing(self, model: &Playing) -> Option<String> {
        let missing: Vec<_> = model.layout.inlets.get(self.inlets..)?.iter().collect();
        let names: Vec<_> = missing.iter().map(|jack| jack.name.as_str()).collect();
        (!names.is_empty()).then(|| {
            format!(
                "{} has more inlets than this box ({}): send messages for them, or make the box \
                 anew with the model's name in it",
                model.name,
                names.join(", ")
            )
        })
    }
}

impl Wanted {
    /// Looks at the manifest of the model that the arguments name, nothing more, so that opening a
    /// patch takes no time. `find` is the host's search for a file. `None` where no model is named.
    ///
    /// # Errors
    /// A sentence for the player.
    pub fn find(
        start: &Start,
        find: impl FnOnce(&str) -> Result<PathBuf, String>,
    ) -> Result<Option<Self>, String> {
        let Start::Model { file, method } = start else {
            return Ok(None);
        };
        let path = find(file)?;
        let manifest = opening::peek(&path).map_err(|error| error.to_string())?;
        let method = method_of(&manifest, method.as_deref());
        let layout = Layout::of(&manifest, &method).map_err(|error| format!("{file}: {error}"))?;
        Ok(Some(Self {
            path,
            method,
            layout,
            manifest,
        }))
    }
}

fn method_of(manifest: &Manifest, asked: Option<&str>) -> String {
    let mut methods = manifest.methods.keys();
    match (asked, methods.next(), methods.next()) {
        (Some(method), ..) => method.to_owned(),
        (None, Some(only), None) => only.clone(),
        (None, ..) => FORWARD.to_owned(),
    }
}
