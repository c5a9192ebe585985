//! What is worth a line of its own.

use super::Kind;
use std::collections::BTreeMap;
use std::time::Duration;

const WINDOW: Duration = Duration::from_secs(60);
/// Different texts of a kind within the window; more are counted together.
const DISTINCT: usize = 32;

/// Counts events that repeat. Two that differ only in their numbers are the same.
#[derive(Default)]
pub(super) struct Repeats {
    seen: BTreeMap<(Kind, String), Seen>,
}

struct Seen {
    since: Duration,
    more: u64,
    last: String,
}

impl Repeats {
    /// Whether an event at the time `now` gets a line; if not, it is counted.
    pub fn admit(&mut self, now: Duration, kind: Kind, text: &str) -> bool {
        let mut key = (kind, pattern(text));
        let known = self.seen.keys().filter(|(other, _)| *other == kind).count();
        if known >= DISTINCT && !self.seen.contains_key(&key) {
            key.1 = String::new();
        }
        let first = !self.seen.contains_key(&key);
        let seen = self.seen.entry(key).or_insert_with(|| Seen {
            since: now,
            more: 0,
            last: String::new(),
        });
        if !first {
            seen.more += 1;
            text.clone_into(&mut seen.last);
        }
        first
    }

    /// What is to be said at the time `now` of those that were counted.
    pub fn due(&mut self, now: Duration) -> Vec<(Kind, String)> {
        let mut lines = Vec::new();
        self.seen.retain(|(kind, _), seen| {
            if now < seen.since + WINDOW {
                return true;
            }
            let repeated = seen.more > 0;
            if repeated {
                let Seen { more, last, .. } = &*seen;
                lines.push((
                    *kind,
                    format!("… {more} more in the last minute, at last: {last}"),
                ));
                (seen.since, seen.more) = (now, 0);
            }
            repeated
        });
        lines
    }
}

/// The text with every number replaced, and not longer than it takes to tell texts apart.
fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars().take(80) {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if c != '0' || !pattern.ends_with('0') {
            pattern.push(c);
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn repeats_are_counted_and_told_each_minute() {
        let mut repeats = Repeats::default();
        assert!(repeats.admit(at(0), Kind::Xrun, "missed 5"));
        for n in 0..523 {
            assert!(!repeats.admit(at(1), Kind::Xrun, &format!("missed {n}")));
        }
        assert!(repeats.admit(at(1), Kind::Late, "missed 5"));
        assert!(repeats.due(at(59)).is_empty());
        let told = "… 523 more in the last minute, at last: missed 522";
        assert_eq!(repeats.due(at(60)), [(Kind::Xrun, told.to_owned())]);
        // It goes on: no line of its own, but the next number.
        assert!(!repeats.admit(at(61), Kind::Xrun, "missed 1"));
        assert_eq!(repeats.due(at(121)).len(), 1);
        // It has stopped for a minute: as if for the first time.
        assert!(repeats.due(at(200)).is_empty());
        assert!(repeats.admit(at(201), Kind::Xrun, "missed 1"));
    }

    #[test]
    fn ever_new_texts_are_bounded() {
        let mut repeats = Repeats::default();
        let lines = (0..100_000)
            .filter(|n| {
                let text: String = n
                    .to_string()
                    .bytes()
                    .map(|b| char::from(b + b'a' - b'0'))
                    .collect();
                repeats.admit(at(0), Kind::Pd, &text)
            })
            .count();
        assert_eq!(lines, DISTINCT + 1);
        assert!(repeats.admit(at(0), Kind::Fault, "another kind has its own lines"));
    }
}
