//! Drawing in whole pixels: lines of text, boxes, lamps and meters.

use embedded_graphics::pixelcolor::Rgb565;
use embedded_graphics::prelude::*;
use embedded_graphics::primitives::{Circle, PrimitiveStyle, Rectangle};

use super::look::{DIM, FAINT, GROUND, INK, WARM};
use super::text::Letters;

/// Draws on `target`. Letters stand on `ground`.
pub(super) struct Pen<'a, D> {
    target: &'a mut D,
    ground: Rgb565,
}

impl<'a, D: DrawTarget<Color = Rgb565>> Pen<'a, D> {
    pub(super) fn new(target: &'a mut D) -> Self {
        Self {
            target,
            ground: GROUND,
        }
    }

    /// The same pen on a box that was filled with `ground`.
    pub(super) fn on(&mut self, ground: Rgb565) -> Pen<'_, D> {
        Pen {
            target: self.target,
            ground,
        }
    }

    pub(super) fn fill(&mut self, area: Area, colour: Rgb565) -> Result<(), D::Error> {
        self.target.fill_solid(&area.rectangle(), colour)
    }

    /// A line from `left`, no longer than `width`.
    pub(super) fn text(
        &mut self,
        letters: Letters,
        text: &str,
        (left, baseline): (i32, i32),
        width: i32,
        colour: Rgb565,
    ) -> Result<(), D::Error> {
        let text = letters.fitted(text, width);
        let at = Point::new(left, baseline);
        letters.draw(&text, at, colour, self.ground, self.target)
    }

    /// A line that ends at `right`, no longer than `width`; its width.
    pub(super) fn text_right(
        &mut self,
        letters: Letters,
        text: &str,
        (right, baseline): (i32, i32),
        width: i32,
        colour: Rgb565,
    ) -> Result<i32, D::Error> {
        let text = letters.fitted(text, width);
        let width = letters.width(&text);
        let at = Point::new(right - width, baseline);
        letters.draw(&text, at, colour, self.ground, self.target)?;
        Ok(width)
    }

    /// A lamp with its centre at `at`.
    pub(super) fn lamp(
        &mut self,
        at: (i32, i32),
        diameter: u32,
        is_lit: bool,
        colour: Rgb565,
    ) -> Result<(), D::Error> {
        let circle = Circle::with_center(Point::new(at.0, at.1), diameter);
        let style = if is_lit {
            PrimitiveStyle::with_fill(colour)
        } else {
            PrimitiveStyle::with_stroke(colour, 2)
        };
        circle.into_styled(style).draw(self.target)
    }

    /// A meter −1…1 around its middle.
    pub(super) fn balance(
        &mut self,
        area: Area,
        value: f32,
        colour: Rgb565,
    ) -> Result<(), D::Error> {
        self.fill(area, FAINT)?;
        let (middle, end) = (area.along(0.), area.along(value));
        let bar = Area {
            left: middle.min(end),
            width: (middle - end).abs(),
            ..area
        };
        self.fill(bar, colour)?;
        self.fill(area.mark(middle, 2, 0), DIM)
    }

    /// A mark across a meter −1…1 that was drawn before.
    pub(super) fn mark(&mut self, area: Area, value: f32) -> Result<(), D::Error> {
        // A black edge keeps it apart from the bar.
        self.fill(area.mark(area.along(value), 8, 2), GROUND)?;
        self.fill(area.mark(area.along(value), 4, 2), INK)
    }

    /// A meter 0…1 from its left end.
    pub(super) fn bar(&mut self, area: Area, share: f32, colour: Rgb565) -> Result<(), D::Error> {
        self.fill(area, FAINT)?;
        let width = area.along(share * 2. - 1.) - area.left;
        self.fill(Area { width, ..area }, colour)
    }

    /// A mark at the right edge that shows which part of a list is seen.
    pub(super) fn scroll(
        &mut self,
        area: Area,
        (first, seen, all): (usize, usize, usize),
        is_open: bool,
    ) -> Result<(), D::Error> {
        if all <= seen {
            return Ok(());
        }
        let at = |row: usize| area.height * row as i32 / all as i32;
        let thumb = Area {
            left: 235,
            top: area.top + at(first),
            width: 3,
            height: at(first + seen) - at(first),
        };
        self.fill(thumb, if is_open { WARM } else { DIM })
    }
}

/// A box in whole pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Area {
    pub(super) fn new(left: i32, top: i32, width: i32, height: i32) -> Self {
        Self {
            left,
            top,
            width,
            height,
        }
    }

    /// One of `count` rows of equal height.
    pub(super) fn row(self, index: usize, count: usize) -> Self {
        let at = |index: usize| self.height * index as i32 / count.max(1) as i32;
        Self {
            top: self.top + at(index),
            height: at(index + 1) - at(index),
            ..self
        }
    }

    pub(super) fn right(self) -> i32 {
        self.left + self.width
    }

    pub(super) fn bottom(self) -> i32 {
        self.top + self.height
    }

    /// Where −1…1 lies between the left and the right end. What is beyond lies at the end; what is
    /// no number, in the middle.
    fn along(self, value: f32) -> i32 {
        let value = if value.is_nan() {
            0.
        } else {
            value.clamp(-1., 1.)
        };
        self.left + ((value + 1.) / 2. * self.width as f32).round() as i32
    }

    /// A line of `width` across this box at `x`, that stands out by `out` above and below.
    fn mark(self, x: i32, width: i32, out: i32) -> Self {
        let left = (x - width / 2).clamp(self.left, (self.right() - width).max(self.left));
        Self::new(left, self.top - out, width, self.height + 2 * out)
    }

    fn rectangle(self) -> Rectangle {
        let size = |length: i32| length.max(0) as u32;
        Rectangle::new(
            Point::new(self.left, self.top),
            Size::new(size(self.width), size(self.height)),
        )
    }
}
