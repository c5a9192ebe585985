//! What a reference page says of each object, besides its words and properties.

use super::words::word;
use super::{DESCRIPTION, DIGEST, INFO_NAME, NAME, VOICES_NAME, Word};

/// A page of the reference.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The object.
    pub name: &'static str,
    /// What it is, in a few words.
    pub digest: &'static str,
    /// What it is, in some sentences.
    pub description: &'static str,
    /// The words of its box, in order.
    pub arguments: &'static [Argument],
    /// Whether it plays: it then has every one of [`WORDS`](super::WORDS) and the properties.
    pub plays: bool,
    /// What it hears besides.
    pub messages: &'static [Word],
    /// Names of related objects, its own kin first.
    pub see_also: &'static [&'static str],
}

/// A word of an object's box.
#[derive(Clone, Copy, Debug)]
pub struct Argument {
    /// What stands for it.
    pub name: &'static str,
    /// What it does.
    pub does: &'static str,
}

/// What the inlet of [`INFO_NAME`] takes.
pub const INFO_INLET: &str = "bang tells; load FILE chooses a model";
/// What the outlets of [`INFO_NAME`] give.
pub const INFO_OUTLETS: [&str; 2] = [
    "dictionary with all that the model file says",
    "name, samplerate, method, attribute, pitch, setting: a message each",
];

const FILE: Argument = Argument {
    name: "FILE",
    does: "the model: beside the patch, in the search path, or in the folder models of the package; .nrave may be left out",
};
const METHOD: Argument = Argument {
    name: "METHOD",
    does: "forward unless you say otherwise; encode gives latents, decode takes them, prior plays by itself",
};
const VOID: Argument = Argument {
    name: "void INLETS OUTLETS",
    does: "instead of a model: waits for load, with so many signal inlets and outlets",
};

const BANG: Word = word("bang", "", "everything about the model, as info", &[]);
const NUMBER: Word = word(
    "float",
    "NUMBER",
    "for an inlet that has no signal: the pitch in semitones, or an attribute",
    &[],
);
const LIST: Word = word(
    "list",
    "NUMBERS",
    "one after the other for the inlets, from the one by which they come",
    &[],
);

/// The pages, one for each object.
pub const PAGES: [Page; 3] = [
    Page {
        name: NAME,
        digest: DIGEST,
        description: DESCRIPTION,
        arguments: &[FILE, METHOD, VOID],
        plays: true,
        messages: &[BANG, NUMBER, LIST],
        see_also: &[VOICES_NAME, INFO_NAME, "groove~", "pfft~", "fzero~"],
    },
    Page {
        name: VOICES_NAME,
        digest: "plays neural synthesizers, a voice for each channel",
        description: "As nrave~, with an instrument for each channel of what goes in: a chord, \
                      a choir, a kit. Every inlet and every signal outlet carries all voices; \
                      the model is read once for all of them.",
        arguments: &[FILE, METHOD, VOID],
        plays: true,
        messages: &[
            BANG,
            NUMBER,
            LIST,
            word(
                "setvalue",
                "VOICE MESSAGE",
                "a message for one voice, from 1; 0 is all",
                &["setvalue 2 transpose 7", "setvalue 0 transpose 0"],
            ),
        ],
        see_also: &[NAME, INFO_NAME, "mc.pack~", "mc.mixdown~", "mc.list~"],
    },
    Page {
        name: INFO_NAME,
        digest: "tells what a model can do",
        description: "Reads what a model file says about itself, without playing it: methods, \
                      inlets, attributes and their ranges, pitch, and the card with the training \
                      sounds and their licence.",
        arguments: &[FILE],
        plays: false,
        messages: &[
            word("bang", "", "tell about the model", &["bang"]),
            word(
                "load",
                "FILE",
                "choose a model and tell about it",
                &["load strings"],
            ),
        ],
        see_also: &[NAME, VOICES_NAME, "dict.view", "dict"],
    },
];

impl Page {
    /// The page of the object of this name.
    pub fn of(name: &str) -> Option<&'static Page> {
        PAGES.iter().find(|page| page.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Atom, parse};

    #[test]
    fn a_message_to_a_voice_is_a_message() {
        let page = Page::of(VOICES_NAME).unwrap();
        let setvalue = page.messages.iter().find(|word| word.name == "setvalue");
        for example in setvalue.unwrap().examples {
            let mut words = example.split(' ').skip(1);
            assert!(words.next().unwrap().parse::<usize>().is_ok(), "{example}");
            let word = words.next().unwrap();
            let atoms: Vec<_> = words.map(Atom::from_text).collect();
            assert!(parse(word, &atoms).is_ok(), "{example}");
        }
    }

    #[test]
    fn no_page_names_itself_as_related() {
        for page in &PAGES {
            assert!(!page.see_also.contains(&page.name), "{}", page.name);
        }
    }
}
