//! Letters without the box that they stand on.

use embedded_graphics::prelude::*;
use embedded_graphics::primitives::Rectangle;

/// Leaves out the box around the letters that the typeface fills with the ground.
pub(super) struct LettersOnly<'a, D: DrawTarget> {
    pub(super) target: &'a mut D,
    pub(super) ground: D::Color,
}

impl<D: DrawTarget> Dimensions for LettersOnly<'_, D> {
    fn bounding_box(&self) -> Rectangle {
        self.target.bounding_box()
    }
}

impl<D: DrawTarget> DrawTarget for LettersOnly<'_, D> {
    type Color = D::Color;
    type Error = D::Error;

    fn draw_iter<I: IntoIterator<Item = Pixel<Self::Color>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Self::Error> {
        let ground = self.ground;
        let letters = pixels
            .into_iter()
            .filter(|Pixel(_, colour)| *colour != ground);
        self.target.draw_iter(letters)
    }
}
