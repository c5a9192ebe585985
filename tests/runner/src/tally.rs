//! Counts what test programs report.

use std::fmt;

/// Results of many test programs and checks.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    /// What the tests said they left out, and why.
    pub skipped: Vec<String>,
}

impl Tally {
    /// Reads one line of `cargo test` output: result lines are summed, lines
    /// with `skipped: ` are kept once each, every other line is ignored.
    pub fn read(&mut self, line: &str) {
        if let Some(counts) = line.trim_start().strip_prefix("test result: ") {
            self.passed += count(counts, "passed");
            self.failed += count(counts, "failed");
        } else if let Some(at) = line.find("skipped: ") {
            let reason = line[at + "skipped: ".len()..].trim().to_owned();
            if !self.skipped.contains(&reason) {
                self.skipped.push(reason);
            }
        }
    }

    /// Adds a check that is not a test program.
    pub fn check(&mut self, ok: bool) {
        if ok {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
    }

    /// Whether everything is in order. Nothing counted is not in order.
    pub fn is_good(&self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for reason in &self.skipped {
            writeln!(f, "skipped: {reason}")?;
        }
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The number before `word` in `ok. 5 passed; 0 failed; …`.
fn count(counts: &str, word: &str) -> usize {
    counts
        .split([';', '.'])
        .filter_map(|part| part.trim().strip_suffix(word))
        .find_map(|number| number.trim().parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Tally {
        let mut tally = Tally::default();
        lines.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn results_are_summed() {
        let tally = read(
            "running 2 tests\n\
             test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.12s\n\
             test result: FAILED. 20 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n",
        );
        assert_eq!((tally.passed, tally.failed), (25, 2));
        assert!(!tally.is_good());
        assert_eq!(tally.to_string(), "25 passed, 2 failed");
    }

    #[test]
    fn skips_are_told_once() {
        let tally =
            read("skipped: no recordings\nskipped: no recordings\ntest a ... skipped: no python\n");
        assert_eq!(tally.skipped, ["no recordings", "no python"]);
    }

    #[test]
    fn nothing_is_not_good() {
        let mut tally = Tally::default();
        assert!(!tally.is_good());
        tally.check(true);
        assert!(tally.is_good());
        tally.check(false);
        assert!(!tally.is_good());
    }
}
