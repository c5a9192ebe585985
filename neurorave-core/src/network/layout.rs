//! The signal inlets and outlets that a method needs.

use super::NetworkError;
use crate::model_file::manifest::{AttributeSpec, Kind, Manifest, Method, Port};

/// One signal inlet or outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jack {
    /// Short name for a tooltip: `audio 1`, `pitch`, `centroid` …
    pub name: String,
    /// What it carries.
    pub kind: Kind,
}

/// The inlets and outlets of a method.
///
/// Inlets in order: the method's own signals (audio channels, or latents, or controls), then pitch
/// in semitones where the method has one, then one per attribute (−1…1). A method without signals of
/// its own has a first inlet all the same, for messages: in a mono model, controls then lie where
/// the other methods have them. A host may add one more, the *side* inlet: the sound whose descriptors
/// are followed instead of the first inlets'.
///
/// Outlets are the method's own signals, too. What a model proposes for the next step (outputs of kind
/// attribute and pitch) goes back into the instrument, and a message asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Inlets, the side inlet not counted.
    pub inlets: Vec<Jack>,
    /// Outlets.
    pub outlets: Vec<Jack>,
}

impl Layout {
    /// The most inlets, and the most outlets, that an instrument serves.
    pub const MAX_JACKS: usize = 128;

    /// The layout of `method` in a model.
    ///
    /// # Errors
    /// When the model has no such method, or more jacks than [`Layout::MAX_JACKS`].
    pub fn of(manifest: &Manifest, method: &str) -> Result<Layout, NetworkError> {
        let m = manifest
            .methods
            .get(method)
            .ok_or_else(|| NetworkError::NoMethod {
                method: method.into(),
                known: manifest
                    .methods
                    .keys()
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(", "),
            })?;
        let mut layout = Layout {
            inlets: signals(&m.inputs),
            outlets: signals(&m.outputs),
        };
        if layout.inlets.is_empty() {
            layout.inlets.push(Jack {
                name: "messages".into(),
                kind: Kind::Control,
            });
        }
        if has_pitch(m) {
            layout.inlets.push(Jack {
                name: "pitch".into(),
                kind: Kind::Pitch,
            });
        }
        if m.inputs.iter().any(|p| p.kind == Kind::Attribute) {
            let named = |a: &AttributeSpec| Jack {
                name: a.name.clone(),
                kind: Kind::Attribute,
            };
            layout.inlets.extend(manifest.attributes.iter().map(named));
        }
        // One less: the side inlet.
        if layout.inlets.len().max(layout.outlets.len()) >= Self::MAX_JACKS {
            return Err(NetworkError::TooManyJacks {
                limit: Self::MAX_JACKS - 1,
            });
        }
        Ok(layout)
    }

    /// How many inlets carry audio.
    pub fn audio_inlets(&self) -> usize {
        count(&self.inlets, Kind::Audio)
    }

    /// How many outlets carry audio.
    pub fn audio_outlets(&self) -> usize {
        count(&self.outlets, Kind::Audio)
    }
}

/// Whether the method is told a pitch, or sounds one.
pub(crate) fn has_pitch(method: &Method) -> bool {
    method
        .inputs
        .iter()
        .any(|p| matches!(p.kind, Kind::Pitch | Kind::Excitation))
}

fn count(jacks: &[Jack], kind: Kind) -> usize {
    jacks.iter().filter(|j| j.kind == kind).count()
}

/// Whether a port of this kind is a jack for each of its channels.
pub(crate) fn is_signal(kind: Kind) -> bool {
    matches!(kind, Kind::Audio | Kind::Latent | Kind::Control)
}

fn signals(ports: &[Port]) -> Vec<Jack> {
    let mut jacks = Vec::new();
    for port in ports {
        if is_signal(port.kind) {
            // Channel counts come from a file: stop where the caller's limit stops.
            for c in 0..port.channels.min(Layout::MAX_JACKS) {
                jacks.push(Jack {
                    name: format!("{} {}", port.name, c + 1),
                    kind: port.kind,
                });
            }
        }
    }
    jacks
}
