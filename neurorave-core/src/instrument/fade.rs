//! Gains that move along a line, at exact samples.

/// A voice's own gain: silent, then rising to 1 from one sample on, then falling to 0 from another.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Envelope {
    /// Where it begins to rise, and for how long.
    pub rise: Option<(u64, u64)>,
    /// Where it begins to fall, and for how long.
    pub fall: Option<(u64, u64)>,
    /// Whether powers add up to 1 where one voice falls and another rises, or amplitudes do.
    pub equal_power: bool,
}

impl Envelope {
    /// The gain at sample `n`.
    pub fn at(&self, n: u64) -> f32 {
        let part = |(start, length): (u64, u64)| {
            if n < start {
                0.0
            } else {
                (((n - start) as f32 + 0.5) / length.max(1) as f32).min(1.0)
            }
        };
        let rise = self.rise.map_or(0.0, part);
        let gain = rise * (1.0 - self.fall.map_or(0.0, part));
        if self.equal_power { gain.sqrt() } else { gain }
    }

    /// Whether nothing more is heard from `n` on.
    pub fn is_over(&self, n: u64) -> bool {
        self.fall.is_some_and(|(start, length)| n >= start + length)
    }

    /// Whether the gain stays 1 for `count` samples from `n` on.
    pub fn is_open(&self, n: u64, count: u64) -> bool {
        self.rise.is_some_and(|(start, length)| n >= start + length)
            && self.fall.is_none_or(|(start, _)| n + count <= start)
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
        let rising = Envelope {
            rise: Some((100, 50)),
            equal_power: true,
            ..Envelope::default()
        };
        let falling = Envelope {
            rise: Some((0, 1)),
            fall: Some((100, 50)),
            equal_power: true,
        };
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
