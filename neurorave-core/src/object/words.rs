//! The messages.

/// A message that the object understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its first word.
    pub name: &'static str,
    /// Its arguments: capitals stand for something, square brackets for what may be left out.
    pub arguments: &'static str,
    /// What it does, short enough for a line of a help patch.
    pub does: &'static str,
    /// Messages that a help patch shows.
    pub examples: &'static [&'static str],
}

pub(super) const fn word(
    name: &'static str,
    arguments: &'static str,
    does: &'static str,
    examples: &'static [&'static str],
) -> Word {
    Word {
        name,
        arguments,
        does,
        examples,
    }
}

/// Every message, in the order in which help shows them.
pub const WORDS: &[Word] = &[
    word(
        "load",
        "FILE [METHOD]",
        "play a model; it fades in when it is ready, and one that fails leaves the old one playing",
        &["load strings"],
    ),
    word("reload", "", "read the model file again", &["reload"]),
    word(
        "method",
        "NAME",
        "play another method of the model",
        &["method forward"],
    ),
    word(
        "enable",
        "0|1",
        "0 is silence without any work",
        &["enable 0", "enable 1"],
    ),
    word(
        "bypass",
        "0|1",
        "1 passes the input, delayed by the latency",
        &["bypass 1", "bypass 0"],
    ),
    word(
        "set",
        "ATTRIBUTE|pitch|SETTING VALUE [UNIT]",
        "fix an attribute, -1 to 1 or in its own unit, the pitch in Hz, or a setting of the model",
        &["set rms 0", "set centroid 2000 Hz", "set pitch 220"],
    ),
    word(
        "get",
        "[ATTRIBUTE|pitch|SETTING]",
        "what is measured, and what the model is given",
        &["get centroid", "get"],
    ),
    word(
        "follow",
        "[ATTRIBUTE|pitch]",
        "follow the sound again, or what a prior plays",
        &["follow centroid", "follow"],
    ),
    word(
        "scale",
        "ATTRIBUTE FACTOR",
        "factor on what is followed",
        &["scale centroid 2", "scale centroid 1"],
    ),
    word(
        "offset",
        "ATTRIBUTE AMOUNT",
        "added to what is followed",
        &["offset rms -0.3", "offset rms 0"],
    ),
    word(
        "note",
        "MIDI [VELOCITY]",
        "play a pitch; velocity 0 releases it",
        &["note 57", "note 57 0"],
    ),
    word(
        "transpose",
        "SEMITONES",
        "shift the pitch, followed or set",
        &["transpose 7", "transpose 0"],
    ),
    word(
        "mode",
        "[synchronous|worker|offline|auto]",
        "within the vector, beside the sound, waiting for it, or as nrave~ thinks best",
        &["mode worker", "mode auto"],
    ),
    word(
        "seed",
        "NUMBER",
        "start the noise over: the same seed gives the same sound",
        &["seed 7"],
    ),
    word("reset", "", "forget all that was heard", &["reset"]),
    word(
        "temperature",
        "FACTOR",
        "amount of chance: of the noise, or of a prior's choices",
        &["temperature 0.3", "temperature 1"],
    ),
    word(
        "smooth",
        "MILLISECONDS",
        "smoothing of messages",
        &["smooth 500", "smooth 10"],
    ),
    word(
        "side",
        "0|1",
        "1 follows the sound of the side inlet",
        &["side 1", "side 0"],
    ),
    word(
        "latency",
        "[SAMPLES|auto]",
        "ask for it, fix it, or measure it anew",
        &["latency", "latency auto"],
    ),
    word(
        "dropouts",
        "[reset]",
        "how many steps came too late",
        &["dropouts", "dropouts reset"],
    ),
    word(
        "cpu",
        "[reset]",
        "load: mean and worst",
        &["cpu", "cpu reset"],
    ),
    word(
        "info",
        "",
        "everything about the model, as for a bang",
        &["info"],
    ),
];

impl Word {
    /// The word of this name.
    pub fn find(name: &str) -> Option<&'static Word> {
        WORDS.iter().find(|word| word.name == name)
    }

    /// The word with its arguments, as a reference writes it.
    pub fn usage(&self) -> String {
        [self.name, self.arguments].join(" ").trim_end().to_owned()
    }
}

/// Whether a word has a meaning of its own, whatever a model may call its settings.
pub(crate) fn is_word(name: &str) -> bool {
    let mut all = WORDS.iter().chain(super::NN_WORDS);
    all.any(|word| word.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Atom, parse};

    #[test]
    fn every_word_is_understood_and_its_examples_are_right() {
        for word in WORDS {
            let bare = parse(word.name, &[]).map_err(|error| error.0);
            assert!(
                !bare.is_err_and(|error| error.starts_with("no message")),
                "{}",
                word.name
            );
            assert!(!word.examples.is_empty(), "{}", word.name);
            for example in word.examples {
                let mut said = example.split(' ');
                assert_eq!(said.next(), Some(word.name));
                let atoms: Vec<_> = said.map(Atom::from_text).collect();
                assert!(parse(word.name, &atoms).is_ok(), "{example}");
            }
        }
    }
}
