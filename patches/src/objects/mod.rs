//! What each object has for inlets and outlets: Max's own from a small table, ours from the same code
//! that the external runs.

mod inner;
mod max;
mod ours;

pub use inner::ports_within;
pub use ours::{Asked, classes, is_ours, model_file, models};

/// What an inlet takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Messages.
    Messages,
    /// One signal.
    Signal,
    /// One signal, or messages.
    Either,
    /// Signals of any number of channels, or messages.
    Channels,
}

/// The inlets and outlets of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ports {
    /// From left to right.
    pub inlets: Vec<Takes>,
    /// What each outlet gives, in Max's words; empty for anything.
    pub outlets: Vec<&'static str>,
}

/// What Max calls a signal, and one of several channels.
pub const SIGNAL: &str = "signal";
/// As [`SIGNAL`].
pub const CHANNELS: &str = "multichannelsignal";

impl Takes {
    /// Whether a cord from an outlet that gives `kind` may end here.
    pub fn accepts(self, kind: &str) -> bool {
        match kind {
            SIGNAL => self != Takes::Messages,
            CHANNELS => self == Takes::Channels,
            _ => self != Takes::Signal,
        }
    }
}

/// The inlets and outlets of an object box with this text, or of an element of the class `text`.
/// `None` for subpatchers: what they have is within them.
///
/// # Errors
/// Says in words which object or model is not known.
pub fn ports(text: &str) -> Result<Option<Ports>, String> {
    let name = text.split_whitespace().next().unwrap_or("");
    if matches!(name, "p" | "patcher") {
        return Ok(None);
    }
    if is_ours(name) {
        return ours::ports(text).map(Some);
    }
    let words: Vec<_> = text
        .split_whitespace()
        .skip(1)
        .take_while(|word| !word.starts_with('@'))
        .collect();
    max::ports(name, &words).map(Some).ok_or_else(|| {
        format!("no object \"{name}\" is known: add it to patches/src/objects/max.rs")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> (usize, usize) {
        let ports = ports(text).unwrap().unwrap();
        (ports.inlets.len(), ports.outlets.len())
    }

    #[test]
    fn ours_have_what_their_models_need() {
        assert_eq!(counts("nrave~ strings"), (7, 2));
        assert_eq!(counts("nrave~ -side strings"), (8, 2));
        assert_eq!(counts("nrave~ drums"), (6, 2));
        assert_eq!(counts("nrave~ strings encode"), (1, 17));
        assert_eq!(counts("nrave~ strings encode @multichannel 1"), (1, 2));
        assert_eq!(
            counts("nrave~ strings @method decode @multichannel 1"),
            (7, 2)
        );
        assert_eq!(counts("nrave~ void 8 2"), (8, 3));
        assert_eq!(counts("nrave~"), (1, 2));
        assert_eq!(counts("mc.nrave~ strings @chans 4"), (7, 2));
        assert_eq!(counts("nrave.info strings"), (1, 2));
        let voices = ports("mc.nrave~ strings").unwrap().unwrap();
        assert_eq!(voices.outlets, [CHANNELS, ""]);
        assert_eq!(voices.inlets[6], Takes::Channels);
    }

    #[test]
    fn what_cannot_be_made_is_said() {
        assert!(ports("nrave~ nowhere").unwrap_err().contains("nowhere"));
        assert!(ports("nrave~ strings dance").unwrap_err().contains("dance"));
        assert!(ports("nrave~ -gpu strings").unwrap_err().contains("-gpu"));
        assert!(
            ports("nrave~ strings @colour 3")
                .unwrap_err()
                .contains("@colour")
        );
        assert!(
            ports("mc.nrave~ strings @multichannel 1")
                .unwrap_err()
                .contains("@multichannel")
        );
        assert!(ports("frobnicate~ 3").unwrap_err().contains("frobnicate~"));
    }

    #[test]
    fn arguments_count() {
        assert_eq!(counts("t b i f"), (1, 3));
        assert_eq!(counts("sel 0 1 2"), (4, 4));
        assert_eq!(counts("route a b"), (3, 3));
        assert_eq!(counts("mc.unpack~ 4"), (1, 4));
        assert_eq!(counts("adc~ 1"), (1, 1));
    }
}
