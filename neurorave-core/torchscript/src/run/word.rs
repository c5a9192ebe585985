//! Texts that only playing will tell, as numbers of words.
//!
//! A program can only compare such a text, so only the words that it may be, and those that it is
//! compared with, have to be told apart. Each gets a number when it is first met, and keeps it in all
//! methods of a program.

use super::{Machine, Stop, Value};
use crate::script::Name;
use crate::trace::{Binary, Dtype, Id};
use std::cell::RefCell;

/// Most words, and bytes in one.
const MOST_WORDS: usize = 64;
const LONGEST_WORD: usize = 100;

/// The words of a program, by number.
#[derive(Debug, Default)]
pub struct Words(RefCell<Vec<Name>>);

impl Words {
    /// The number of a word.
    ///
    /// # Errors
    /// When it is too long, or one too many.
    pub fn number(&self, word: &str) -> Result<usize, Stop> {
        let mut words = self.0.borrow_mut();
        if let Some(number) = words.iter().position(|own| **own == *word) {
            return Ok(number);
        }
        if words.len() == MOST_WORDS || word.len() > LONGEST_WORD {
            return Err(Stop::new(
                "too many or too long texts that are only known while the model plays",
            ));
        }
        words.push(word.into());
        Ok(words.len() - 1)
    }

    /// All so far.
    pub fn all(&self) -> Vec<String> {
        self.0
            .borrow()
            .iter()
            .map(|word| word.to_string())
            .collect()
    }
}

impl Machine {
    /// The words of the program.
    pub fn words(&self) -> &Words {
        self.program.words()
    }

    /// The number of a text, known or not.
    pub(crate) fn word(&mut self, value: &Value) -> Result<Id, Stop> {
        match value {
            Value::Word(id) => Ok(*id),
            Value::Str(text) => {
                self.work(MOST_WORDS)?;
                let number = self.words().number(text)?;
                Ok(self.trace.fill(number as f64, &[], Dtype::Int)?)
            }
            other => Err(Stop::new(format!("a text is needed, not {}", other.kind()))),
        }
    }

    /// Whether two texts are the same, where playing will tell at least one.
    pub(super) fn same_word(&mut self, a: &Value, b: &Value) -> Result<Value, Stop> {
        let (a, b) = (self.word(a)?, self.word(b)?);
        let same = self.trace.binary(Binary::Equal, a, b)?;
        self.known(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number_and_there_are_not_too_many() {
        let words = Words::default();
        assert_eq!(words.number("plain").unwrap(), 0);
        assert_eq!(words.number("upside down").unwrap(), 1);
        assert_eq!(words.number("plain").unwrap(), 0);
        assert_eq!(words.all(), ["plain", "upside down"]);
        assert!(words.number(&"x".repeat(LONGEST_WORD + 1)).is_err());
        for n in 2..MOST_WORDS {
            assert_eq!(words.number(&n.to_string()).unwrap(), n);
        }
        assert!(words.number("one more").is_err());
    }
}
