//! The words in the object box: `[nrave~ -side model.nrave method]`, `[nrave~ void 8 2]`, and a last
//! number, which is `nn~`'s.

use crate::network::Layout;

/// A word that begins with `-`, before the file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag {
    /// With its `-`.
    pub name: &'static str,
    /// What it does.
    pub does: &'static str,
}

/// Every flag.
pub const FLAGS: &[Flag] = &[
    Flag {
        name: "-side",
        does: "adds a last inlet, for a sound whose attributes and pitch are followed instead of the first one's",
    },
    Flag {
        name: "-offline",
        does: "waits for the model and for every step: for rendering",
    },
];

/// How a box begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// Silent until `load`, with one inlet and one outlet.
    #[default]
    Empty,
    /// Silent until `load`, with so many signal inlets and outlets (`void INLETS OUTLETS`).
    Void {
        /// 1 to [`Layout::MAX_JACKS`] − 1.
        inlets: usize,
        /// As for the inlets.
        outlets: usize,
    },
    /// With a model, and its inlets and outlets.
    Model {
        /// Model file as written.
        file: String,
        /// Method of the model; `None` is the model's default, `forward`.
        method: Option<String>,
    },
}

/// What the object box asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// How it begins.
    pub start: Start,
    /// A last signal inlet for the sound whose attributes are followed.
    pub side: bool,
    /// Waits for every computation and every load: for rendering.
    pub offline: bool,
    /// The buffer size that people who come from `nn~` write last: it changes nothing.
    pub buffer: Option<usize>,
}

impl Arguments {
    /// Reads the words of the object box.
    ///
    /// # Errors
    /// Names an unknown flag, a wrong number, or the word that is one too many.
    pub fn parse<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let mut parsed = Self::default();
        let mut plain = Vec::new();
        for word in words {
            match word {
                "-side" => parsed.side = true,
                "-offline" => parsed.offline = true,
                flag if is_flag(flag) => {
                    let known: Vec<_> = FLAGS.iter().map(|flag| flag.name).collect();
                    return Err(format!(
                        "unknown flag {flag}: there are {}",
                        known.join(" and ")
                    ));
                }
                word => plain.push(word),
            }
        }
        let own = if plain.first() == Some(&"void") { 3 } else { 2 };
        parsed.buffer = plain.get(own).and_then(|word| word.parse().ok());
        if parsed.buffer.is_some() {
            plain.remove(own);
        }
        parsed.start = start(&plain)?;
        Ok(parsed)
    }

    /// What the console says of a box that is made of these words.
    pub fn note(&self) -> Option<String> {
        self.buffer.map(|size| {
            format!(
                "the buffer size {size} changes nothing: nrave~ needs no buffer, and its latency \
                 is exact without one"
            )
        })
    }
}

fn start(words: &[&str]) -> Result<Start, String> {
    match *words {
        [] => Ok(Start::Empty),
        ["void", ref counts @ ..] if counts.len() <= 2 => {
            let count = |at: usize| counts.get(at).map_or(Ok(1), |word| jacks(word));
            Ok(Start::Void {
                inlets: count(0)?,
                outlets: count(1)?,
            })
        }
        ["void", ..] => Err("too many words: write [nrave~ void INLETS OUTLETS]".into()),
        [file, ref rest @ ..] if rest.len() <= 1 => Ok(Start::Model {
            file: file.to_owned(),
            method: rest.first().map(|&method| method.to_owned()),
        }),
        [_, _, extra, ..] => Err(format!(
            "\"{extra}\" is one word too many: write [nrave~ model.nrave method], and file names \
             with spaces in them as your host wants them (\"\\ \" in Pd, quotes in Max)"
        )),
        [_, ..] => unreachable!("two words at most are a model and its method"),
    }
}

fn jacks(word: &str) -> Result<usize, String> {
    let most = Layout::MAX_JACKS - 1;
    match word.parse() {
        Ok(count) if (1..=most).contains(&count) => Ok(count),
        _ => Err(format!(
            "void {word}: it takes how many signal inlets and outlets to have, 1 to {most} each"
        )),
    }
}

/// `-x` but not a number such as `-1`.
fn is_flag(word: &str) -> bool {
    word.strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(file: &str, method: Option<&str>) -> Start {
        Start::Model {
            file: file.into(),
            method: method.map(str::to_owned),
        }
    }

    #[test]
    fn model_method_and_flags_in_any_order() {
        let parsed = Arguments::parse(["-side", "strings", "-offline", "decode"]).unwrap();
        assert_eq!(parsed.start, model("strings", Some("decode")));
        assert!(parsed.side && parsed.offline);
        assert_eq!(Arguments::parse([]).unwrap(), Arguments::default());
        assert_eq!(Arguments::parse(["-1"]).unwrap().start, model("-1", None));
    }

    #[test]
    fn void_counts_jacks() {
        let start = |words: &[&str]| Arguments::parse(words.iter().copied()).map(|a| a.start);
        let void = |inlets, outlets| Ok(Start::Void { inlets, outlets });
        assert_eq!(start(&["void"]), void(1, 1));
        assert_eq!(start(&["void", "8"]), void(8, 1));
        assert_eq!(start(&["void", "8", "2"]), void(8, 2));
        for wrong in [&["void", "0"][..], &["void", "200"], &["void", "x"]] {
            assert!(start(wrong).unwrap_err().contains("1 to 127"), "{wrong:?}");
        }
        let words = ["void", "1", "1", "1", "1"];
        assert!(start(&words).unwrap_err().contains("void"));
    }

    #[test]
    fn unknown_words_are_named() {
        assert!(Arguments::parse(["-gpu"]).unwrap_err().contains("-gpu"));
        let extra = Arguments::parse(["a", "b", "c"]).unwrap_err();
        assert!(extra.contains("\"c\""));
        let extra = Arguments::parse(["a", "b", "4096", "c"]).unwrap_err();
        assert!(extra.contains("\"c\""));
    }

    #[test]
    fn a_buffer_size_changes_nothing_and_is_told() {
        let with = Arguments::parse(["a", "decode", "4096"]).unwrap();
        assert_eq!(with.start, model("a", Some("decode")));
        assert!(with.note().unwrap().contains("4096"));
        let void = Arguments::parse(["void", "2", "1", "0"]).unwrap();
        assert_eq!((void.buffer, void.note().is_some()), (Some(0), true));
        let (inlets, outlets) = (2, 1);
        assert_eq!(void.start, Start::Void { inlets, outlets });
        assert_eq!(Arguments::parse(["a", "decode"]).unwrap().note(), None);
    }

    #[test]
    fn every_flag_is_known() {
        for flag in FLAGS {
            assert!(Arguments::parse([flag.name]).is_ok(), "{}", flag.name);
        }
    }
}
