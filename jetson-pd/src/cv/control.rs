//! A control voltage as a control from −1 to 1.

use super::{Hysteresis, Smooth};
use crate::config::Shape;
use crate::time::Nanos;

/// Volts in, −1…1 out.
#[derive(Debug)]
pub struct Control {
    shape: Shape,
    smooth: Smooth,
    hysteresis: Hysteresis,
}

impl Control {
    /// Shaped as the configuration says.
    pub fn new(shape: Shape) -> Self {
        Self {
            shape,
            smooth: Smooth::new(shape.smooth_ms),
            hysteresis: Hysteresis::new(shape.hysteresis, shape.volts),
        }
    }

    /// The control now that `volts` were read.
    pub fn feed(&mut self, at: Nanos, volts: f32) -> f32 {
        let smoothed = self.smooth.feed(at, volts);
        let held = self.hysteresis.feed(smoothed);
        self.normalised(held)
    }

    /// The volts that are 0.
    pub fn middle(&self) -> f32 {
        (self.shape.volts[0] + self.shape.volts[1]) / 2.0
    }

    /// What these volts become at rest, without smoothing or hysteresis.
    pub fn normalised(&self, volts: f32) -> f32 {
        let [low, high] = self.shape.volts;
        let half = (high - low) / 2.0;
        let away = volts - self.middle();
        // The dead band is taken out of the way, so that both ends are still reached.
        let band = self.shape.dead_band;
        let outside = (away.abs() - band).max(0.0).copysign(away);
        (outside / (half.abs() - band) * half.signum()).clamp(-1.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: Shape = Shape {
        volts: [-5.0, 5.0],
        smooth_ms: 0.0,
        hysteresis: 0.0,
        dead_band: 0.0,
    };

    #[test]
    fn the_ends_of_the_range_are_the_ends_of_the_control() {
        let control = Control::new(SHAPE);
        let all = [-9.0, -5.0, -2.5, 0.0, 5.0, 9.0].map(|volts| control.normalised(volts));
        assert_eq!(all, [-1.0, -1.0, -0.5, 0.0, 1.0, 1.0]);
        let upside_down = Control::new(Shape {
            volts: [8.0, 0.0],
            ..SHAPE
        });
        let all = [8.0, 4.0, 2.0, 0.0].map(|volts| upside_down.normalised(volts));
        assert_eq!(all, [-1.0, 0.0, 0.5, 1.0]);
    }

    #[test]
    fn the_dead_band_is_the_middle_and_costs_no_range() {
        let mut control = Control::new(Shape {
            dead_band: 0.5,
            hysteresis: 0.05,
            ..SHAPE
        });
        for volts in [-0.4, 0.0, 0.4] {
            assert_eq!(control.normalised(volts), 0.0);
        }
        assert!(control.normalised(0.6) > 0.0);
        let ends = [-5.0, 5.0].map(|volts| control.feed(0, volts));
        assert!(
            (ends[0] + 1.0).abs() < 1e-5 && (ends[1] - 1.0).abs() < 1e-5,
            "{ends:?}"
        );
    }
}
