//! Pixels: text through `embedded-graphics`, smooth lines of our own, PNG out.

use super::{Colour, PictureError};
use embedded_graphics::Drawable;
use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{OriginDimensions, Point, Size};
use embedded_graphics::mono_font::iso_8859_1::{FONT_8X13, FONT_9X15, FONT_9X18_BOLD, FONT_10X20};
use embedded_graphics::mono_font::{MonoFont, MonoTextStyle};
use embedded_graphics::pixelcolor::{Rgb888, RgbColor};
use embedded_graphics::text::{Alignment, Baseline, Text, TextStyleBuilder};
use std::convert::Infallible;

/// A rectangle of pixels: from (`x`, `y`), `width` to the right and `height` down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Of the left edge.
    pub x: i32,
    /// Of the top edge.
    pub y: i32,
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
}

impl Area {
    /// The first column beyond it.
    pub fn right(&self) -> i32 {
        self.x + self.width
    }

    /// The first row below it.
    pub fn bottom(&self) -> i32 {
        self.y + self.height
    }
}

/// The fonts of a figure.
#[derive(Debug, Clone, Copy)]
pub(super) enum Font {
    /// The figure's title.
    Title,
    /// A panel's title.
    Heading,
    /// Legends and units.
    Label,
    /// Ticks.
    Small,
}

impl Font {
    fn mono(self) -> &'static MonoFont<'static> {
        match self {
            Self::Title => &FONT_10X20,
            Self::Heading => &FONT_9X18_BOLD,
            Self::Label => &FONT_9X15,
            Self::Small => &FONT_8X13,
        }
    }

    /// Width of `text` in pixels.
    pub(super) fn width(self, text: &str) -> i32 {
        text.chars().count() as i32 * self.mono().character_size.width as i32
    }
}

/// Which point of the text lies at the position given.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    /// Left end, middle of the height.
    Left,
    /// Right end, middle of the height.
    Right,
    /// Centre of the top edge.
    Top,
}

/// An image being drawn.
pub struct Canvas {
    width: i32,
    height: i32,
    pixels: Vec<Colour>,
}

impl Canvas {
    /// A white one.
    pub fn new(width: i32, height: i32) -> Self {
        Self {
            width,
            height,
            pixels: vec![Colour::PAPER; (width * height) as usize],
        }
    }

    /// Lays `share` (0…1) of `colour` upon a pixel; what lies outside the picture is left out.
    pub fn blend(&mut self, x: i32, y: i32, colour: Colour, share: f32) {
        if (0..self.width).contains(&x) && (0..self.height).contains(&y) {
            let pixel = &mut self.pixels[(y * self.width + x) as usize];
            *pixel = pixel.blend(colour, share);
        }
    }

    /// The colour of a pixel of the picture.
    #[cfg(test)]
    pub(super) fn at(&self, x: i32, y: i32) -> Colour {
        self.pixels[(y * self.width + x) as usize]
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, area: Area, colour: Colour) {
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                self.blend(x, y, colour, 1.0);
            }
        }
    }

    /// A frame one pixel wide just outside `area`.
    pub fn frame(&mut self, area: Area, colour: Colour) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        self.fill(
            Area {
                x: x - 1,
                y: y - 1,
                width: width + 2,
                height: 1,
            },
            colour,
        );
        self.fill(
            Area {
                x: x - 1,
                y: area.bottom(),
                width: width + 2,
                height: 1,
            },
            colour,
        );
        self.fill(
            Area {
                x: x - 1,
                y,
                width: 1,
                height,
            },
            colour,
        );
        self.fill(
            Area {
                x: area.right(),
                y,
                width: 1,
                height,
            },
            colour,
        );
    }

    /// Writes one line. Characters beyond Latin-1 become "?", but for typographic ones that have
    /// an ASCII cousin.
    pub(super) fn text(
        &mut self,
        at: (i32, i32),
        text: &str,
        font: Font,
        colour: Colour,
        anchor: Anchor,
    ) {
        let text: String = text
            .chars()
            .map(|c| match c {
                '−' | '–' | '—' => '-',
                '…' => '.',
                '’' => '\'',
                c => c,
            })
            .collect();
        let (alignment, baseline) = match anchor {
            Anchor::Left => (Alignment::Left, Baseline::Middle),
            Anchor::Right => (Alignment::Right, Baseline::Middle),
            Anchor::Top => (Alignment::Center, Baseline::Top),
        };
        let Colour(r, g, b) = colour;
        let style = MonoTextStyle::new(font.mono(), Rgb888::new(r, g, b));
        let layout = TextStyleBuilder::new()
            .alignment(alignment)
            .baseline(baseline)
            .build();
        let text = Text::with_text_style(&text, Point::new(at.0, at.1), style, layout);
        match text.draw(self) {
            Ok(_) => {}
            Err(never) => match never {},
        }
    }

    /// A smooth line through `points` (pixels, fractions allowed), cut off at the edges of
    /// `clip`. All of it is laid down at once: where it crosses itself it gets no darker.
    pub fn polyline(
        &mut self,
        points: &[(f64, f64)],
        width: f64,
        colour: Colour,
        share: f32,
        clip: Area,
    ) {
        let mut coverage = vec![0.0f32; (clip.width.max(0) * clip.height.max(0)) as usize];
        for pair in points.windows(2) {
            cover(&mut coverage, pair[0], pair[1], width / 2.0, clip);
        }
        for (i, covered) in coverage.into_iter().enumerate() {
            if covered > 0.0 {
                let (x, y) = (i as i32 % clip.width, i as i32 / clip.width);
                self.blend(clip.x + x, clip.y + y, colour, covered * share);
            }
        }
    }

    /// The picture as a PNG file's bytes.
    ///
    /// # Errors
    ///
    /// [`PictureError::Encode`].
    pub fn png(&self) -> Result<Vec<u8>, PictureError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        let data: Vec<u8> = self.pixels.iter().flat_map(|c| [c.0, c.1, c.2]).collect();
        writer.write_image_data(&data)?;
        writer.finish()?;
        Ok(bytes)
    }
}

/// Adds the segment from `a` to `b`: a pixel is covered fully within `radius` of it, and fades
/// over the next pixel.
fn cover(coverage: &mut [f32], a: (f64, f64), b: (f64, f64), radius: f64, clip: Area) {
    let reach = radius + 1.0;
    let span = |p: f64, q: f64, from: i32, to: i32| {
        let low = (p.min(q) - reach).floor().max(f64::from(from)) as i32;
        let high = (p.max(q) + reach).ceil().min(f64::from(to - 1)) as i32;
        low..=high
    };
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length2 = (dx * dx + dy * dy).max(1e-12);
    for y in span(a.1, b.1, clip.y, clip.bottom()) {
        for x in span(a.0, b.0, clip.x, clip.right()) {
            let (px, py) = (f64::from(x) + 0.5 - a.0, f64::from(y) + 0.5 - a.1);
            let along = ((px * dx + py * dy) / length2).clamp(0.0, 1.0);
            let distance = (px - along * dx).hypot(py - along * dy);
            let covered = (radius + 0.5 - distance).clamp(0.0, 1.0) as f32;
            let at = &mut coverage[((y - clip.y) * clip.width + x - clip.x) as usize];
            *at = at.max(covered);
        }
    }
}

impl OriginDimensions for Canvas {
    fn size(&self) -> Size {
        Size::new(self.width as u32, self.height as u32)
    }
}

impl DrawTarget for Canvas {
    type Color = Rgb888;
    type Error = Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Rgb888>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Infallible> {
        for Pixel(at, colour) in pixels {
            self.blend(at.x, at.y, Colour(colour.r(), colour.g(), colour.b()), 1.0);
        }
        Ok(())
    }
}
