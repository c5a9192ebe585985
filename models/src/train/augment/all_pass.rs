//! Other phases.

use crate::train::random::Random;
use std::f64::consts::TAU;

/// A second-order all-pass filter: magnitudes stay, phases turn by 360° around one frequency.
pub struct AllPass {
    a1: f64,
    a2: f64,
    state: [f64; 2],
}

impl AllPass {
    /// Poles at 20 to 2000 Hz, with a radius of 0.9 to 0.99: what is there is delayed by 19 to 199
    /// samples.
    pub fn draw(rate: u32, random: &mut Random) -> Self {
        let hz = 20.0 * f64::from(random.uniform(0.0, 100f32.ln())).exp();
        let radius = f64::from(random.uniform(0.9, 0.99));
        Self {
            a1: -2.0 * radius * (TAU * hz / f64::from(rate)).cos(),
            a2: radius * radius,
            state: [0.0; 2],
        }
    }

    /// Changes `audio` in place.
    pub fn apply(&mut self, audio: &mut [f32]) {
        for sample in audio {
            let x = f64::from(*sample);
            let y = self.a2 * x + self.state[0];
            self.state[0] = self.a1 * (x - y) + self.state[1];
            self.state[1] = x - self.a2 * y;
            *sample = y as f32;
        }
    }
}
