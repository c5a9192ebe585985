//! The angle of a point.

use crate::run::{Machine, Stop};
use crate::trace::{Binary, Id, Unary};

impl Machine {
    /// The angle of the point (`x`, `y`), -π to π.
    pub(in crate::run::builtin) fn angle_of(&mut self, y: Id, x: Id) -> Result<Id, Stop> {
        let zero = self.constant(0.0)?;
        let ratio = self.trace.binary(Binary::Div, y, x)?;
        let angle = self.trace.unary(Unary::Atan, ratio)?;
        let left = self.trace.binary(Binary::Less, x, zero)?;
        let below = self.trace.binary(Binary::Less, y, zero)?;
        let (up, down) = (
            self.constant(std::f64::consts::PI)?,
            self.constant(-std::f64::consts::PI)?,
        );
        let turn = self.trace.select(below, down, up)?;
        let turned = self.trace.binary(Binary::Add, angle, turn)?;
        let angle = self.trace.select(left, turned, angle)?;
        let (half, minus_half) = (
            self.constant(std::f64::consts::FRAC_PI_2)?,
            self.constant(-std::f64::consts::FRAC_PI_2)?,
        );
        let upright = self.trace.select(below, minus_half, half)?;
        let flat = self.trace.binary(Binary::Equal, y, zero)?;
        let upright = self.trace.select(flat, zero, upright)?;
        let middle = self.trace.binary(Binary::Equal, x, zero)?;
        Ok(self.trace.select(middle, upright, angle)?)
    }
}
