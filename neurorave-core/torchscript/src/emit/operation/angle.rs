//! The angle of a slope, as a polynomial.

use super::Writer;
use nrave_model::graph::Value;

impl Writer<'_> {
    /// Abramowitz and Stegun 4.4.49, right to 2e-8 up to 1, and beyond by the angle that is left to a
    /// right one.
    pub(super) fn atan(&mut self, x: &Value) -> Value {
        const FACTORS: [f32; 9] = [
            0.002_866_225_7,
            -0.016_165_737,
            0.042_909_614,
            -0.075_289_64,
            0.106_562_64,
            -0.142_089,
            0.199_935_51,
            -0.333_331_45,
            1.0,
        ];
        let g = &mut self.graph;
        let (one, size) = (g.constant(&[], &[1.0]), g.abs(x));
        let least = g.op("Min", &[&size, &one], &[]);
        let most = g.op("Max", &[&size, &one], &[]);
        let t = g.div(&least, &most);
        let square = g.mul(&t, &t);
        let mut sum = g.constant(&[], &FACTORS[..1]);
        for factor in &FACTORS[1..] {
            let factor = g.constant(&[], &[*factor]);
            let product = g.mul(&sum, &square);
            sum = g.add(&product, &factor);
        }
        let angle = g.mul(&sum, &t);
        let right = g.constant(&[], &[std::f32::consts::FRAC_PI_2]);
        let rest = g.sub(&right, &angle);
        let steep = g.op("Greater", &[&size, &one], &[]);
        let angle = g.op("Where", &[&steep, &rest, &angle], &[]);
        let sign = g.op("Sign", &[x], &[]);
        g.mul(&angle, &sign)
    }
}
