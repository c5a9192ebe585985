use std::f64::consts::{FRAC_1_SQRT_2, TAU};

/// Pitch is heard in the partials below about this frequency; above it bow and breath noise rule.
const LOWPASS_HZ: f64 = 3500.0;
/// Turns down the rumble of rooms; the lowest notes have partials enough above it.
const HIGHPASS_HZ: f64 = 60.0;
/// +36 dBFS: keeps the squares of absurd inputs finite.
const LIMIT: f64 = 64.0;

/// Readies a signal for correlation: no offset, less rumble and noise, always finite.
///
/// A first-order high-pass and a second-order Butterworth low-pass (bilinear transform).
#[derive(Clone, Debug)]
pub(super) struct Prefilter {
    highpass: f64,
    b0: f64,
    a1: f64,
    a2: f64,
    state: State,
}

#[derive(Clone, Debug, Default)]
struct State {
    mean: f64,
    z1: f64,
    z2: f64,
}

impl Prefilter {
    /// For signals of `rate` Hz.
    pub(super) fn new(rate: f64) -> Self {
        let k = (0.5 * TAU * LOWPASS_HZ.min(0.4 * rate) / rate).tan();
        let norm = 1.0 / (1.0 + k / FRAC_1_SQRT_2 + k * k);
        Self {
            highpass: 1.0 - (-TAU * HIGHPASS_HZ / rate).exp(),
            b0: k * k * norm,
            a1: 2.0 * (k * k - 1.0) * norm,
            a2: (1.0 - k / FRAC_1_SQRT_2 + k * k) * norm,
            state: State::default(),
        }
    }

    pub(super) fn reset(&mut self) {
        self.state = State::default();
    }

    /// The next sample; NaN and infinities count as 0.
    pub(super) fn next(&mut self, x: f32) -> f32 {
        let s = &mut self.state;
        let x = if x.is_finite() {
            f64::from(x).clamp(-LIMIT, LIMIT)
        } else {
            0.0
        };
        s.mean += self.highpass * (x - s.mean);
        let x = x - s.mean;
        let y = self.b0 * x + s.z1;
        s.z1 = 2.0 * self.b0 * x - self.a1 * y + s.z2;
        s.z2 = self.b0 * x - self.a2 * y;
        // Silence must reach zero rather than decay through denormal numbers.
        if y.abs() < 1e-15 { 0.0 } else { y as f32 }
    }
}
