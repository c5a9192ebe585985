//! The screen itself: an ST7789 on a bus, told only what changed.
//!
//! [`Panel`] drives anything that has a bus and a few pins; [`Panel::open`] finds them on Linux. A
//! screen that is missing or fails stops nothing: it is an error that names the part, and whoever
//! wants to tries again with a new one.

mod failure;
mod linux;
mod pins;
mod wire;

use embedded_hal::delay::DelayNs;
use embedded_hal::digital::OutputPin;
use embedded_hal::spi::SpiDevice;
use mipidsi::interface::Interface;
use mipidsi::models::ST7789;
use mipidsi::options::{ColorInversion, Orientation, Rotation as Turn};
use mipidsi::{Builder, Display};

pub use failure::Failure;
pub use linux::Line;
pub use pins::Pins;
use pins::Wired;
use wire::Wire;

use super::{Canvas, SIDE, Shown};
use crate::config::Rotation;

/// The command that stands in for a reset line.
const SOFT_RESET: u8 = 0x01;

/// A screen that was woken up, and what it shows.
pub struct Panel<Bus: SpiDevice, Pin: OutputPin> {
    display: Display<Wire<Bus, Pin>, ST7789, Wired<Pin>>,
    backlight: Wired<Pin>,
    shown: Shown,
}

impl<Bus: SpiDevice, Pin: OutputPin> Panel<Bus, Pin> {
    /// Resets the screen and wakes it up, which takes a third of a second of `delay`. It stays dark
    /// until it has a picture. `is_inverted` is for glass that shows colours inverted unless told
    /// otherwise.
    ///
    /// # Errors
    /// Where the bus or a line fails. Without a line that leads back no one can tell whether a screen
    /// is there.
    pub fn new(
        bus: Bus,
        pins: Pins<Pin>,
        rotation: Rotation,
        is_inverted: bool,
        delay: &mut impl DelayNs,
    ) -> Result<Self, Failure> {
        let mut backlight = Wired(pins.backlight);
        backlight.set_low().map_err(no_backlight)?;
        let mut wire = Wire::new(bus, pins.data_command);
        if pins.reset.is_none() {
            wire.send_command(SOFT_RESET, &[])?;
        }
        let side = SIDE as u16;
        let display = Builder::new(ST7789, wire)
            .reset_pin(Wired(pins.reset))
            .display_size(side, side)
            .orientation(Orientation::new().rotate(turn(rotation)))
            .invert_colors(if is_inverted {
                ColorInversion::Inverted
            } else {
                ColorInversion::Normal
            })
            .init(delay)?;
        Ok(Self {
            display,
            backlight,
            shown: Shown::default(),
        })
    }

    /// Shows `canvas`: sends what differs from what is shown, 23 ms for all of it at 40 MHz.
    ///
    /// # Errors
    /// Where the bus or a line fails. The next picture is then sent whole; a screen that lost its
    /// power needs a new `Panel`.
    pub fn show(&mut self, canvas: &Canvas) -> Result<(), Failure> {
        let is_first = self.shown.is_unknown();
        let display = &mut self.display;
        self.shown.update(canvas, |part| {
            let (left, top) = (part.top_left.x as u16, part.top_left.y as u16);
            let right = left + part.size.width as u16 - 1;
            let bottom = top + part.size.height as u16 - 1;
            display.set_pixels(left, top, right, bottom, canvas.part(part))
        })?;
        if is_first {
            self.backlight.set_high().map_err(no_backlight)?;
        }
        Ok(())
    }
}

fn no_backlight(why: impl std::fmt::Debug) -> Failure {
    Failure::line("backlight", why)
}

fn turn(rotation: Rotation) -> Turn {
    match rotation {
        Rotation::None => Turn::Deg0,
        Rotation::Quarter => Turn::Deg90,
        Rotation::Half => Turn::Deg180,
        Rotation::ThreeQuarters => Turn::Deg270,
    }
}
