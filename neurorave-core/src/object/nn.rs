//! The words of `nn~` that [`WORDS`](super::WORDS) has not: patches made for it go on working, or are
//! told what to do instead.

use super::Word;
use super::words::word;

/// Every word of `nn~` that isn't one of `nrave~`'s own. Help patches leave them out.
pub const NN_WORDS: &[Word] = &[
    word(
        "get_attributes",
        "",
        "names of attributes and settings",
        &["get_attributes"],
    ),
    word("get_methods", "", "names of methods", &["get_methods"]),
    word("dump", "", "everything that info and get tell", &["dump"]),
    word(
        "gpu",
        "0|1",
        "changes nothing: nrave~ computes without one",
        &["gpu 1"],
    ),
    word(
        "bufsize",
        "SAMPLES",
        "changes nothing: nrave~ needs no buffer",
        &["bufsize 4096"],
    ),
    word(
        "print_available_models",
        "",
        "refused: put the file beside the patch and send load",
        &[],
    ),
    word(
        "download",
        "NAME",
        "refused: put the file beside the patch and send load",
        &[],
    ),
    word(
        "delete",
        "NAME",
        "refused: delete the file where it lies",
        &[],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Atom, parse};

    #[test]
    fn a_word_of_nn_is_understood_or_refused_with_a_remedy() {
        for word in NN_WORDS {
            if word.examples.is_empty() {
                let error = parse(word.name, &[]).expect_err(word.name).0;
                assert!(error.contains("send \"load FILE\""), "{error}");
            }
            for example in word.examples {
                let mut said = example.split(' ');
                let name = said.next().unwrap();
                let atoms: Vec<_> = said.map(Atom::from_text).collect();
                assert_eq!(name, word.name);
                assert!(parse(name, &atoms).is_ok(), "{example}");
            }
        }
    }
}
