//! When a voice's results are due, on the pool's clock.
//!
//! The audio thread looks at no clock: sample time is all it knows. But the steps of an epoch are
//! complete at equal intervals, and each is seen by the pool soon after. The earliest that any was
//! seen, relative to those intervals, tells how far the host has ever been ahead, and that is where
//! it may be again: bursts of the host and delays of the pool fall out by themselves.

/// Seconds that the estimate gives way in a second: more than sound cards differ from the system's
/// clock, and little over the jitter of looking.
const DRIFT: f64 = 1e-3;

/// One voice's audio clock as the pool sees it. Times are seconds from any origin.
pub(crate) struct Clock {
    /// Seconds that a step stands for.
    period: f64,
    /// Seconds from a step's completion to when its result is due.
    slack: f64,
    /// What was seen of the epoch that goes on.
    seen: Option<Seen>,
}

struct Seen {
    epoch: u64,
    /// When step 0 was complete, or would have been.
    start: f64,
    /// The newest step.
    index: u64,
}

impl Clock {
    pub fn new(period: f64, slack: f64) -> Clock {
        Clock {
            period,
            slack,
            seen: None,
        }
    }

    /// Takes note that step `index` of `epoch`, the newest there is, waits at `now`.
    pub fn see(&mut self, epoch: u64, index: u64, now: f64) {
        let start = now - index as f64 * self.period;
        let seen = self.seen.get_or_insert(Seen {
            epoch,
            start,
            index,
        });
        let passed = index.saturating_sub(seen.index) as f64 * self.period;
        let limit = seen.start + DRIFT * passed;
        // A whole slack behind what was known: the host has rested.
        let fresh = seen.epoch != epoch || start > limit + self.slack;
        *seen = Seen {
            epoch,
            start: if fresh { start } else { start.min(limit) },
            index,
        };
    }

    /// When the result of step `index` is due. Before anything was seen it is overdue.
    pub fn due(&self, index: u64) -> f64 {
        match &self.seen {
            Some(seen) => seen.start + index as f64 * self.period + self.slack,
            None => f64::NEG_INFINITY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_due_its_slack_after_it_was_complete() {
        let mut clock = Clock::new(0.01, 0.02);
        clock.see(1, 0, 5.0);
        assert_eq!(clock.due(0), 5.02);
        // Seen late, since no thread was free to look.
        clock.see(1, 1, 5.019);
        assert!((clock.due(1) - 5.03).abs() < 1e-4);
        // Seen early: the others were seen late.
        clock.see(1, 2, 5.012);
        assert!((clock.due(2) - 5.032).abs() < 1e-9);
    }

    #[test]
    fn the_last_step_of_a_burst_tells_how_far_ahead_the_host_is() {
        let mut clock = Clock::new(0.01, 0.05);
        // Four steps at once, of which the newest is looked at.
        clock.see(1, 3, 5.0);
        for (index, due) in [(0, 5.02), (3, 5.05), (4, 5.06)] {
            assert!((clock.due(index) - due).abs() < 1e-9);
        }
        clock.see(1, 7, 5.04);
        assert!((clock.due(7) - 5.09).abs() < 1e-4);
    }

    #[test]
    fn clocks_that_differ_do_not_come_apart() {
        for rate in [0.9995, 1.0005] {
            let mut clock = Clock::new(0.01, 0.02);
            for index in 0..100_000 {
                let now = index as f64 * 0.01 * rate;
                clock.see(1, index, now);
                assert!((clock.due(index) - now - 0.02).abs() < 1e-4, "{index}");
            }
        }
    }

    #[test]
    fn a_host_that_rests_or_starts_over_has_a_new_clock() {
        let mut clock = Clock::new(0.01, 0.02);
        clock.see(1, 0, 5.0);
        clock.see(1, 1, 9.0);
        assert!((clock.due(1) - 9.02).abs() < 1e-9);
        clock.see(2, 0, 9.001);
        assert!((clock.due(0) - 9.021).abs() < 1e-9);
    }
}
