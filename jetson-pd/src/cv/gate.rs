//! Gates.

use crate::config::GateShape;
use crate::time::{Nanos, from_ms};

/// A Schmitt trigger with a least width: noise at a threshold switches it once, and what is too
/// short is neither a gate nor the end of one.
#[derive(Debug)]
pub struct Gate {
    shape: GateShape,
    width: Nanos,
    /// Told.
    on: bool,
    /// What the volts say, and since when; told once it has lasted.
    level: bool,
    since: Nanos,
    /// The reading before.
    before: Option<(Nanos, f32)>,
}

/// A gate that went on or off, when it did.
pub type Edge = (Nanos, bool);

impl Gate {
    /// Off, with the thresholds and least width of the configuration.
    pub fn new(shape: GateShape) -> Self {
        Self {
            shape,
            width: from_ms(shape.min_width_ms),
            on: false,
            level: false,
            since: 0,
            before: None,
        }
    }

    /// Whether it is on; `None` while an edge is doubted.
    pub fn state(&self) -> Option<bool> {
        (self.level == self.on).then_some(self.on)
    }

    /// Takes a reading in volts. Between two readings a gate is thought to cross its threshold
    /// where the line between them does; a reading stands for the time since the one before.
    pub fn feed(&mut self, at: Nanos, volts: f32) -> Option<Edge> {
        let threshold = if self.level {
            self.shape.low
        } else {
            self.shape.high
        };
        let crossed = if self.level {
            volts <= threshold
        } else {
            volts >= threshold
        };
        let (earlier, was) = self.before.unwrap_or((at, volts));
        self.before = Some((at, volts));
        if crossed {
            let share = ((threshold - was) / (volts - was)).clamp(0.0, 1.0);
            let share = if share.is_nan() { 1.0 } else { share };
            self.turn(earlier + (at.saturating_sub(earlier) as f32 * share) as Nanos);
        }
        let period = at.saturating_sub(earlier);
        self.confirm(at + period)
    }

    /// Takes an edge whose time is known, as from a line.
    pub fn edge(&mut self, at: Nanos, level: bool) -> Option<Edge> {
        let told = self.confirm(at);
        if level != self.level {
            self.turn(at);
        }
        told.or_else(|| self.confirm(at))
    }

    /// Time goes by without anything.
    pub fn wait(&mut self, now: Nanos) -> Option<Edge> {
        self.confirm(now)
    }

    fn turn(&mut self, at: Nanos) {
        self.level = !self.level;
        self.since = at;
    }

    fn confirm(&mut self, until: Nanos) -> Option<Edge> {
        if self.level == self.on || until.saturating_sub(self.since) < self.width {
            return None;
        }
        self.on = self.level;
        Some((self.since, self.on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: GateShape = GateShape {
        high: 1.5,
        low: 0.8,
        min_width_ms: 0.25,
    };
    const US: Nanos = 1000;

    #[test]
    fn the_time_of_an_edge_is_where_the_line_crosses() {
        let mut gate = Gate::new(SHAPE);
        assert_eq!(gate.feed(0, 0.0), None);
        assert_eq!(gate.feed(1000 * US, 3.0), Some((500 * US, true)));
        assert_eq!(gate.feed(2000 * US, 1.0), None);
        assert_eq!(gate.feed(3000 * US, 0.6), Some((2500 * US, false)));
    }

    #[test]
    fn what_is_too_short_is_nothing() {
        let mut gate = Gate::new(SHAPE);
        assert_eq!(gate.edge(1000 * US, true), None);
        assert_eq!(gate.edge(1100 * US, false), None);
        assert_eq!(gate.wait(5000 * US), None);
        // Long enough: known when it has lasted, told with the time that it began at.
        assert_eq!(gate.edge(6000 * US, true), None);
        assert_eq!(gate.wait(6300 * US), Some((6000 * US, true)));
        assert_eq!(gate.edge(7000 * US, false), None);
        assert_eq!(gate.edge(7100 * US, true), None);
        assert_eq!(gate.wait(9000 * US), None, "a gap as short is none");
    }

    #[test]
    fn a_gate_every_millisecond_is_a_gate_every_millisecond() {
        let mut gate = Gate::new(SHAPE);
        let mut told = Vec::new();
        for n in 0..1000u64 {
            for (at, level) in [(n * 1000, true), (n * 1000 + 500, false)] {
                told.extend(gate.edge(at * US, level));
            }
        }
        told.extend(gate.wait(2_000_000 * US));
        assert_eq!(told.len(), 2000);
        for (n, &(at, on)) in told.iter().enumerate() {
            assert_eq!((at, on), (n as u64 * 500 * US, n % 2 == 0));
        }
    }
}
