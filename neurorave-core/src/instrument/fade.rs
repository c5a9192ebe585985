//! Gains that move along a line, at exact samples.

/// A line from 0 to 1.
#[derive(Clone, Copy, Debug)]
struct Ramp {
    /// Its first sample, or [`NEVER`].
    start: u64,
    /// Samples it takes, at least 1.
    length: u64,
}

const NEVER: u64 = u64::MAX;

impl Ramp {
    const NONE: Ramp = Ramp {
        start: NEVER,
        length: 1,
    };

    fn at(self, n: u64) -> f32 {
        if n < self.start {
            return 0.0;
        }
        (((n - self.start) as f32 + 0.5) / self.length as f32).min(1.0)
    }

    fn end(self) -> u64 {
        self.start.saturating_add(self.length)
    }
}

/// A voice's own gain: silent, then rising to 1 from one sample on, then falling to 0 from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Envelope {
    rise: Ramp,
    fall: Ramp,
    /// Whether powers add up to 1 where one voice falls and another rises, or amplitudes do.
    equal_power: bool,
}

impl Envelope {
    /// Silence for as long as nothing else is said.
    pub const SILENT: Envelope = Envelope {
        rise: Ramp::NONE,
        fall: Ramp::NONE,
        equal_power: false,
    };

    /// Rises from sample `start` on, for `length` samples.
    pub fn rise(&mut self, start: u64, length: u64, equal_power: bool) {
        self.rise = Ramp {
            start,
            length: length.max(1),
        };
        self.equal_power = equal_power;
    }

    /// Falls from sample `start` on, for `length` samples, with powers adding up to 1 unless it
    /// still rises the other way.
    pub fn fall(&mut self, start: u64, length: u64) {
        self.equal_power |= start >= self.rise.end();
        self.fall = Ramp {
            start,
            length: length.max(1),
        };
    }

    /// Where it rises, once that is known.
    pub fn rises_at(&self) -> Option<u64> {
        (self.rise.start != NEVER).then_some(self.rise.start)
    }

    /// Whether it is heard, or about to be.
    pub fn is_rising(&self) -> bool {
        self.rise.start != NEVER
    }

    /// Whether it falls, or is about to.
    pub fn is_falling(&self) -> bool {
        self.fall.start != NEVER
    }

    /// The gain at sample `n`.
    pub fn at(&self, n: u64) -> f32 {
        let gain = self.rise.at(n) * (1.0 - self.fall.at(n));
        if self.equal_power { gain.sqrt() } else { gain }
    }

    /// Whether nothing more is heard from `n` on.
    pub fn is_over(&self, n: u64) -> bool {
        n >= self.fall.end()
    }

    /// Whether the gain stays 1 for `count` samples from `n` on.
    pub fn is_open(&self, n: u64, count: u64) -> bool {
        n >= self.rise.end() && n + count <= self.fall.start
    }
}

/// A switch between 0 and 1 that takes `length` samples from one end to the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Switch {
    value: f32,
    target: f32,
    slope: f32,
}

impl Switch {
    pub fn new(on: bool) -> Switch {
        let value = f32::from(u8::from(on));
        Switch {
            value,
            target: value,
            slope: 1.0,
        }
    }

    /// Sets how long the whole way takes, in samples.
    pub fn set_length(&mut self, length: f64) {
        self.slope = (1.0 / length.max(1.0)) as f32;
    }

    pub fn turn(&mut self, on: bool) {
        self.target = f32::from(u8::from(on));
    }

    /// Arrives at once.
    pub fn jump(&mut self) {
        self.value = self.target;
    }

    pub fn is_on(&self) -> bool {
        self.target == 1.0
    }

    /// Whether the value has arrived at `on`.
    pub fn rests_at(&self, on: bool) -> bool {
        self.value == self.target && self.is_on() == on
    }

    /// The next sample's value.
    pub fn next(&mut self) -> f32 {
        let step = (self.target - self.value).clamp(-self.slope, self.slope);
        self.value += step;
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_voices_keep_their_power_through_a_cross_fade() {
        let (mut rising, mut falling) = (Envelope::SILENT, Envelope::SILENT);
        rising.rise(100, 50, true);
        falling.rise(0, 1, false);
        falling.fall(100, 50);
        for n in 90..160 {
            let power = rising.at(n).powi(2) + falling.at(n).powi(2);
            assert!((power - 1.0).abs() < 1e-5, "{n}: {power}");
        }
        assert!(falling.is_over(150) && !falling.is_over(149));
        assert!(rising.is_open(150, 10) && !rising.is_open(149, 10));
    }

    #[test]
    fn a_switch_arrives_exactly() {
        let mut switch = Switch::new(false);
        switch.set_length(10.0);
        switch.turn(true);
        for _ in 0..11 {
            switch.next();
        }
        assert!(switch.rests_at(true));
        assert_eq!(switch.next(), 1.0);
    }
}
