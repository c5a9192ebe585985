//! Text of any size.

use super::{Canvas, Colour};
use embedded_graphics::Drawable;
use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{OriginDimensions, Point, Size};
use embedded_graphics::mono_font::MonoTextStyle;
use embedded_graphics::mono_font::iso_8859_1::FONT_10X20;
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::text::{Baseline, Text};
use std::convert::Infallible;

impl Canvas {
    /// Writes one line into the rectangle from (`x`, `y`), `width` wide and `height` high, whatever
    /// the font's own size is: a line of a program's own font, say, as long as it is there. `share`
    /// (0…1) of the colour is laid down.
    pub fn lettering(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        text: &str,
        colour: Colour,
        share: f32,
    ) {
        let stencil = Stencil::of(text);
        if stencil.width == 0 || width <= 0.0 || height <= 0.0 {
            return;
        }
        let (across, down) = (
            f64::from(stencil.width) / width,
            f64::from(stencil.height) / height,
        );
        let span = |from: f64, length: f64| from.floor() as i32..=(from + length).ceil() as i32;
        for row in span(y, height) {
            for column in span(x, width) {
                let covered = stencil.share(
                    (f64::from(column) - x) * across,
                    (f64::from(row) - y) * down,
                    across,
                    down,
                );
                if covered > 0.0 {
                    self.blend(column, row, colour, covered as f32 * share);
                }
            }
        }
    }
}

/// The dots of a line of text.
struct Stencil {
    width: i32,
    height: i32,
    dots: Vec<bool>,
}

impl Stencil {
    fn of(text: &str) -> Self {
        let size = FONT_10X20.character_size;
        let width = text.chars().count() as i32 * size.width as i32;
        let height = size.height as i32;
        let mut stencil = Self {
            width,
            height,
            dots: vec![false; (width * height) as usize],
        };
        let style = MonoTextStyle::new(&FONT_10X20, BinaryColor::On);
        let line = Text::with_baseline(text, Point::zero(), style, Baseline::Top);
        match line.draw(&mut stencil) {
            Ok(_) => stencil,
            Err(never) => match never {},
        }
    }

    /// How much of the rectangle from (`x`, `y`), `across` wide and `down` high, has dots.
    fn share(&self, x: f64, y: f64, across: f64, down: f64) -> f64 {
        let cells = |from: f64, length: f64, end: i32| {
            let last = ((from + length).ceil() as i32).min(end);
            (from.floor() as i32).max(0)..last
        };
        let part = |cell: i32, from: f64, length: f64| {
            let (low, high) = (from.max(f64::from(cell)), f64::from(cell + 1));
            ((from + length).min(high) - low).max(0.0)
        };
        let mut covered = 0.0;
        for row in cells(y, down, self.height) {
            for column in cells(x, across, self.width) {
                if self.dots[(row * self.width + column) as usize] {
                    covered += part(row, y, down) * part(column, x, across);
                }
            }
        }
        covered / (across * down)
    }
}

impl OriginDimensions for Stencil {
    fn size(&self) -> Size {
        Size::new(self.width as u32, self.height as u32)
    }
}

impl DrawTarget for Stencil {
    type Color = BinaryColor;
    type Error = Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<BinaryColor>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Infallible> {
        for Pixel(at, colour) in pixels {
            let inside = (0..self.width).contains(&at.x) && (0..self.height).contains(&at.y);
            if inside {
                self.dots[(at.y * self.width + at.x) as usize] = colour.is_on();
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_as_long_as_asked() {
        let ink = |width: f64| {
            let mut canvas = Canvas::new(200, 40);
            canvas.lettering((10.0, 5.0), (width, 24.0), "HHHH", Colour(0, 0, 0), 1.0);
            let dark = |x: i32| (0..40).any(|y| canvas.at(x, y) != Colour::PAPER);
            let columns: Vec<_> = (0..200).filter(|&x| dark(x)).collect();
            (columns[0], columns[columns.len() - 1])
        };
        for width in [30.0, 80.0, 160.0] {
            let (first, last) = ink(width);
            assert!((10..=10 + width as i32 / 8).contains(&first), "{first}");
            let end = 10 + width as i32;
            assert!((end - width as i32 / 8..=end).contains(&last), "{last}");
        }
    }

    #[test]
    fn nothing_is_written_without_room() {
        let mut canvas = Canvas::new(20, 20);
        canvas.lettering((0.0, 0.0), (0.0, 10.0), "H", Colour(0, 0, 0), 1.0);
        canvas.lettering((0.0, 0.0), (10.0, 10.0), "", Colour(0, 0, 0), 1.0);
        let empty = (0..400).all(|i| canvas.at(i % 20, i / 20) == Colour::PAPER);
        assert!(empty);
    }
}
