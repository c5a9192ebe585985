//! A picture in memory, as large as the screen.

use std::convert::Infallible;

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;
use embedded_graphics::primitives::Rectangle;

use super::look::{GROUND, SIDE};

/// 240×240 pixels, black at first. What is drawn beyond its edges is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Canvas {
    pixels: Vec<Rgb565>,
}

impl Canvas {
    /// A black picture.
    pub fn new() -> Self {
        Self {
            pixels: vec![GROUND; (SIDE * SIDE) as usize],
        }
    }

    /// A row from left to right.
    ///
    /// # Panics
    /// Where `y` is not below [`SIDE`].
    pub fn row(&self, y: u32) -> &[Rgb565] {
        &self.pixels[(y * SIDE) as usize..][..SIDE as usize]
    }

    /// The pixels of a part that lies inside the picture, row by row.
    ///
    /// # Panics
    /// Where it does not.
    pub fn part(&self, part: Rectangle) -> impl Iterator<Item = Rgb565> + '_ {
        let (left, top) = (part.top_left.x as usize, part.top_left.y as u32);
        (top..top + part.size.height)
            .flat_map(move |y| &self.row(y)[left..][..part.size.width as usize])
            .copied()
    }

    /// The picture as a PNG file.
    pub fn to_png(&self) -> Vec<u8> {
        let wide = |value: u8, most: u8| (u32::from(value) * 255 / u32::from(most)) as u8;
        let bytes: Vec<u8> = self
            .pixels
            .iter()
            .flat_map(|pixel| {
                [
                    wide(pixel.r(), Rgb565::MAX_R),
                    wide(pixel.g(), Rgb565::MAX_G),
                    wide(pixel.b(), Rgb565::MAX_B),
                ]
            })
            .collect();
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, SIDE, SIDE);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let written = encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&bytes));
        debug_assert!(written.is_ok(), "memory takes every byte: {written:?}");
        file
    }
}

impl Default for Canvas {
    fn default() -> Self {
        Self::new()
    }
}

impl OriginDimensions for Canvas {
    fn size(&self) -> Size {
        Size::new_equal(SIDE)
    }
}

impl DrawTarget for Canvas {
    type Color = Rgb565;
    type Error = Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Rgb565>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Infallible> {
        let inside = self.bounding_box();
        for Pixel(at, colour) in pixels {
            if inside.contains(at) {
                self.pixels[at.y as usize * SIDE as usize + at.x as usize] = colour;
            }
        }
        Ok(())
    }

    fn fill_solid(&mut self, area: &Rectangle, colour: Rgb565) -> Result<(), Infallible> {
        let area = area.intersection(&self.bounding_box());
        let (left, top) = (area.top_left.x as usize, area.top_left.y as usize);
        for y in top..top + area.size.height as usize {
            self.pixels[y * SIDE as usize + left..][..area.size.width as usize].fill(colour);
        }
        Ok(())
    }
}
