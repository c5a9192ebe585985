//! The words in the object box: `[nrave~ -side -offline model.nrave method]`.

/// What the object box asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Model file as written; `None` starts silent until `load`.
    pub model: Option<String>,
    /// Method of the model; `None` is the model's default, `forward`.
    pub method: Option<String>,
    /// A last signal inlet for the sound whose attributes are followed.
    pub side: bool,
    /// Waits for every computation and every load: for rendering.
    pub offline: bool,
}

impl Arguments {
    /// Reads the words of the object box. An unknown flag or a word too many is an error that names it.
    pub fn parse<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let mut parsed = Self::default();
        for word in words {
            match word {
                "-side" => parsed.side = true,
                "-offline" => parsed.offline = true,
                flag if is_flag(flag) => {
                    return Err(format!("unknown flag {flag}: there are -side and -offline"));
                }
                model if parsed.model.is_none() => parsed.model = Some(model.to_owned()),
                method if parsed.method.is_none() => parsed.method = Some(method.to_owned()),
                extra => {
                    return Err(format!(
                        "\"{extra}\" is one word too many: write [nrave~ model.nrave method], \
                         and spaces in file names as \"\\ \""
                    ));
                }
            }
        }
        Ok(parsed)
    }
}

/// `-x` but not a number such as `-1`.
fn is_flag(word: &str) -> bool {
    word.strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether this Pd was started with `-batch`: it renders as fast as it can, so the objects wait
/// for their models instead of dropping out.
///
/// Pd keeps that flag to itself; the command line is the same on every system.
pub fn pd_runs_in_batch() -> bool {
    batch_flag(std::env::args_os().filter_map(|word| word.into_string().ok()))
}

fn batch_flag(words: impl Iterator<Item = String>) -> bool {
    words.fold(false, |batch, word| match word.as_str() {
        "-batch" => true,
        "-nobatch" => false,
        _ => batch,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn model_method_and_flags_in_any_order() {
        let parsed = Arguments::parse(["-side", "strings", "-offline", "decode"]).unwrap();
        assert_eq!(parsed.model.as_deref(), Some("strings"));
        assert_eq!(parsed.method.as_deref(), Some("decode"));
        assert!(parsed.side && parsed.offline);
        assert_eq!(Arguments::parse([]).unwrap(), Arguments::default());
    }

    #[test]
    fn unknown_words_are_named() {
        assert!(Arguments::parse(["-gpu"]).unwrap_err().contains("-gpu"));
        assert!(
            Arguments::parse(["a", "b", "c"])
                .unwrap_err()
                .contains("\"c\"")
        );
        assert_eq!(
            Arguments::parse(["-1"]).unwrap().model.as_deref(),
            Some("-1")
        );
    }

    #[test]
    fn the_last_batch_flag_counts() {
        let batch = |line: &str| batch_flag(line.split(' ').map(str::to_owned));
        assert!(batch("pd -nogui -batch"));
        assert!(!batch("pd -batch -nobatch"));
        assert!(!batch("pd batch.pd"));
    }
}
