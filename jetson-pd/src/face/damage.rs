//! Sending only what changed.
//!
//! A whole picture is 240 × 240 × 16 bits: 23 ms of a bus at 40 MHz. A meter that moves is some
//! thousand pixels, and one ms.

use embedded_graphics::prelude::*;
use embedded_graphics::primitives::Rectangle;

use super::{Canvas, SIDE};

/// Unchanged rows that are sent along, where leaving them out would cost more: a rectangle begins
/// with eleven bytes in five pieces.
const BRIDGE: u32 = 3;

/// What the screen shows, as far as anybody knows.
#[derive(Debug, Default)]
pub struct Shown(Option<Canvas>);

impl Shown {
    /// Whether the next picture is sent whole.
    pub fn is_unknown(&self) -> bool {
        self.0.is_none()
    }

    /// Gives `send` the rectangles in which `canvas` differs from what is shown: top to bottom, none
    /// above another. Where it fails nothing is known of the screen any more, and the next picture
    /// is sent whole.
    ///
    /// # Errors
    /// The first of `send`'s.
    pub fn update<E>(
        &mut self,
        canvas: &Canvas,
        mut send: impl FnMut(Rectangle) -> Result<(), E>,
    ) -> Result<(), E> {
        let before = self.0.take();
        for part in differences(before.as_ref(), canvas) {
            send(part)?;
        }
        match before {
            Some(mut shown) => {
                shown.clone_from(canvas);
                self.0 = Some(shown);
            }
            None => self.0 = Some(canvas.clone()),
        }
        Ok(())
    }
}

fn differences(before: Option<&Canvas>, now: &Canvas) -> Vec<Rectangle> {
    let Some(before) = before else {
        return vec![now.bounding_box()];
    };
    let mut parts: Vec<Rectangle> = Vec::new();
    for y in 0..SIDE {
        let changed = |x: &u32| before.row(y)[*x as usize] != now.row(y)[*x as usize];
        let Some(left) = (0..SIDE).find(changed) else {
            continue;
        };
        let right = (0..SIDE).rfind(changed).unwrap_or(left);
        let row = Rectangle::new(
            Point::new(left as i32, y as i32),
            Size::new(right - left + 1, 1),
        );
        match parts.last_mut() {
            Some(part) if part.top_left.y as u32 + part.size.height + BRIDGE >= y => {
                *part = around(*part, row);
            }
            _ => parts.push(row),
        }
    }
    parts
}

/// The smallest rectangle around two.
fn around(one: Rectangle, other: Rectangle) -> Rectangle {
    let bottom_right = |part: Rectangle| part.top_left + part.size - Size::new_equal(1);
    Rectangle::with_corners(
        one.top_left.component_min(other.top_left),
        bottom_right(one).component_max(bottom_right(other)),
    )
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use embedded_graphics::pixelcolor::Rgb565;

    use super::*;

    fn sent(shown: &mut Shown, canvas: &Canvas) -> Vec<Rectangle> {
        let mut parts = Vec::new();
        let done = shown.update(canvas, |part| {
            parts.push(part);
            Ok::<_, Infallible>(())
        });
        assert_eq!(done, Ok(()));
        parts
    }

    fn dot(canvas: &mut Canvas, x: i32, y: i32) {
        let done = Pixel(Point::new(x, y), Rgb565::WHITE).draw(canvas);
        assert_eq!(done, Ok(()));
    }

    #[test]
    fn the_first_picture_is_sent_whole_and_the_same_again_not_at_all() {
        let (mut shown, canvas) = (Shown::default(), Canvas::new());
        assert_eq!(sent(&mut shown, &canvas), [canvas.bounding_box()]);
        assert_eq!(sent(&mut shown, &canvas), []);
    }

    #[test]
    fn what_lies_apart_is_sent_apart() {
        let (mut shown, mut canvas) = (Shown::default(), Canvas::new());
        sent(&mut shown, &canvas);
        dot(&mut canvas, 3, 0);
        dot(&mut canvas, 9, 2);
        dot(&mut canvas, 239, 239);
        let parts = [
            Rectangle::new(Point::new(3, 0), Size::new(7, 3)),
            Rectangle::new(Point::new(239, 239), Size::new_equal(1)),
        ];
        assert_eq!(sent(&mut shown, &canvas), parts);
    }

    #[test]
    fn after_a_failure_everything_is_sent_again() {
        let (mut shown, mut canvas) = (Shown::default(), Canvas::new());
        sent(&mut shown, &canvas);
        dot(&mut canvas, 3, 0);
        assert_eq!(
            shown.update(&canvas, |_| Err("unplugged")),
            Err("unplugged")
        );
        assert_eq!(sent(&mut shown, &canvas), [canvas.bounding_box()]);
    }
}
