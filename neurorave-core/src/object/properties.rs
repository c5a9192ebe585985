//! What Max's inspector shows, and a box takes as `@name value` (Max calls them attributes).

/// How a property is written and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A model file.
    File,
    /// A word.
    Text,
    /// 0 or 1.
    Switch,
    /// Samples, or `auto`.
    Latency,
    /// A whole number from 0 to this one.
    Count(usize),
}

/// A property of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property {
    /// After the `@`.
    pub name: &'static str,
    /// In the inspector.
    pub label: &'static str,
    /// What it does.
    pub does: &'static str,
    /// How it is written.
    pub form: Form,
    /// Whether it counts only in the text of the box, because inlets or outlets depend on it.
    pub made_with: bool,
    /// The one class that has it; `None` for both.
    pub only: Option<&'static str>,
}

/// Most voices of one box.
pub const MOST_VOICES: usize = 64;

const fn property(
    name: &'static str,
    label: &'static str,
    does: &'static str,
    form: Form,
) -> Property {
    Property {
        name,
        label,
        does,
        form,
        made_with: false,
        only: None,
    }
}

/// Every property, in the order in which the inspector shows them.
pub const PROPERTIES: &[Property] = &[
    property("model", "Model File", "the model that plays", Form::File),
    property("method", "Method", "the method of the model", Form::Text),
    property(
        "enable",
        "Enable",
        "off is silence without any work",
        Form::Switch,
    ),
    property(
        "bypass",
        "Bypass",
        "passes the input, delayed by the latency",
        Form::Switch,
    ),
    property(
        "latency",
        "Latency",
        "samples, or auto: as small as the computer allows",
        Form::Latency,
    ),
    Property {
        made_with: true,
        ..property(
            "side",
            "Side Inlet",
            "a last inlet, for a sound whose attributes and pitch are followed",
            Form::Switch,
        )
    },
    Property {
        made_with: true,
        only: Some(super::NAME),
        ..property(
            "multichannel",
            "Latents as One Signal",
            "audio channels or latents come and go as one multichannel signal",
            Form::Switch,
        )
    },
    Property {
        only: Some(super::VOICES_NAME),
        ..property(
            "chans",
            "Voices",
            "voices; 0 makes as many as the widest input has channels",
            Form::Count(MOST_VOICES),
        )
    },
];
