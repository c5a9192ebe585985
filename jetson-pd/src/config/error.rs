//! What is wrong with a file that a person wrote.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A mistake in a configuration: where it is, what it is and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    file: PathBuf,
    /// From 1; `None` where it is about the whole file.
    line: Option<usize>,
    problem: String,
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// A file being read: makes errors that know their place in it.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub file: &'a Path,
    pub text: &'a str,
}

impl Source<'_> {
    /// About the file as a whole.
    pub fn error(&self, problem: impl Into<String>) -> ConfigError {
        ConfigError {
            file: self.file.to_owned(),
            line: None,
            problem: problem.into(),
        }
    }

    /// About what begins at this byte.
    pub fn error_at(&self, byte: usize, problem: impl Into<String>) -> ConfigError {
        ConfigError {
            line: Some(self.line(byte)),
            ..self.error(problem)
        }
    }

    /// About the field `key` of the table at these bytes, or about the table where it isn't there.
    pub fn error_in(
        &self,
        table: &Range<usize>,
        key: &str,
        problem: impl Into<String>,
    ) -> ConfigError {
        self.error_at(self.key(table, key).unwrap_or(table.start), problem)
    }

    fn line(&self, byte: usize) -> usize {
        1 + self.text.bytes().take(byte).filter(|&b| b == b'\n').count()
    }

    /// Fields stand between the table's header, which its bytes begin with, and the next header.
    fn key(&self, table: &Range<usize>, key: &str) -> Option<usize> {
        let mut at = table.start;
        for (number, line) in self.text.get(at..)?.split_inclusive('\n').enumerate() {
            if number > 0 && line.starts_with('[') {
                return None;
            }
            let (name, _) = line.split_once('=').unwrap_or((line, ""));
            if name.trim() == key {
                return Some(at);
            }
            at += line.len();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_knows_its_line() {
        let text = "board = \"x\"\n\n[[input]]\nname = \"a\"\nhigh = 3\n\n[[input]]\nlow = 3\n";
        let source = Source {
            file: Path::new("module.toml"),
            text,
        };
        let table = text.find("[[").unwrap()..text.find("name").unwrap();
        let said = source.error_in(&table, "high", "too high").to_string();
        assert_eq!(said, "module.toml, line 5: too high");
        let said = source.error_in(&table, "low", "missing").to_string();
        assert_eq!(said, "module.toml, line 3: missing");
        assert_eq!(source.error("empty").to_string(), "module.toml: empty");
    }
}
