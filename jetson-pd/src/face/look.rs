//! The few colours and distances of every page.
//!
//! Black is the ground, so that the screen gives little light in a dark room. One warm colour is
//! what can be played or chosen; red is for what went wrong, and for nothing else.

use embedded_graphics::pixelcolor::Rgb565;

/// Pixels in a row and in a column of the screen.
pub const SIDE: u32 = 240;
/// What is free at the left and the right.
pub(super) const MARGIN: i32 = 12;
/// Where the page begins, below its title or what tells of a trouble.
pub(super) const TOP: i32 = 36;

pub(super) const GROUND: Rgb565 = colour(0, 0, 0);
/// What is read first.
pub(super) const INK: Rgb565 = colour(244, 236, 222);
/// What is read second: titles, units, whatever is not plugged in.
pub(super) const DIM: Rgb565 = colour(136, 130, 122);
/// The empty part of a meter.
pub(super) const FAINT: Rgb565 = colour(48, 46, 44);
/// What is played or chosen.
pub(super) const WARM: Rgb565 = colour(255, 168, 36);
/// What went wrong.
pub(super) const ALARM: Rgb565 = colour(255, 76, 56);

const fn colour(red: u8, green: u8, blue: u8) -> Rgb565 {
    Rgb565::new(red >> 3, green >> 2, blue >> 3)
}
