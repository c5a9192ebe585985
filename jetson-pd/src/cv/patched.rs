//! Whether a cable is in a jack.

use crate::config::Unpatched;
use crate::time::{Nanos, from_ms};

/// A jack is empty when it has read its resting voltage for a while, and patched with the first
/// reading that is something else.
#[derive(Debug)]
pub struct Patched {
    rest: Unpatched,
    patched: bool,
    resting_since: Option<Nanos>,
}

impl Patched {
    /// Thought to be patched until the voltage says otherwise.
    pub fn new(rest: Unpatched) -> Self {
        Self {
            rest,
            patched: true,
            resting_since: None,
        }
    }

    /// Whether a cable is in it, as far as is known.
    pub fn is_patched(&self) -> bool {
        self.patched
    }

    /// Takes a reading; tells when that changes.
    pub fn feed(&mut self, at: Nanos, volts: f32) -> Option<bool> {
        let rests = (volts - self.rest.volts).abs() <= self.rest.within;
        let patched = if rests {
            let since = *self.resting_since.get_or_insert(at);
            self.patched && at.saturating_sub(since) < from_ms(self.rest.after_ms)
        } else {
            self.resting_since = None;
            true
        };
        let changed = patched != self.patched;
        self.patched = patched;
        changed.then_some(patched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rest_counts_only_when_it_lasts() {
        let mut jack = Patched::new(Unpatched::default());
        let feed = |jack: &mut Patched, ms: f32, volts| jack.feed(from_ms(ms), volts);
        assert_eq!(feed(&mut jack, 0.0, 3.0), None);
        assert_eq!(feed(&mut jack, 100.0, 0.01), None);
        assert_eq!(feed(&mut jack, 400.0, 2.0), None, "it only passed");
        assert_eq!(feed(&mut jack, 500.0, 0.0), None);
        assert_eq!(feed(&mut jack, 1001.0, 0.0), Some(false));
        assert_eq!(feed(&mut jack, 1100.0, 0.02), None);
        assert_eq!(feed(&mut jack, 1200.0, 0.5), Some(true));
        assert!(jack.is_patched());
    }
}
