//! The screen's hardware, and how a board's file describes it.

use nrave_module::config;
use nrave_module::face::panel::{Line, Panel};
use nrave_module::face::{Canvas, Rotation, Wiring};

/// Something that shows pictures.
pub trait Show: Send {
    /// # Errors
    /// What fails, and what to do.
    fn show(&mut self, canvas: &Canvas) -> Result<(), String>;
}

/// Opens the screen, as often as it is lost.
pub type Open = Box<dyn FnMut() -> Result<Box<dyn Show>, String> + Send>;

/// The module's own screen.
pub struct Glass(Panel<linux_embedded_hal::SpidevDevice, Line>);

impl Glass {
    /// Wakes it up, which takes a third of a second.
    ///
    /// # Errors
    /// What is missing, and what to do.
    pub fn open(wiring: &Wiring) -> Result<Box<dyn Show>, String> {
        let panel = Panel::open(wiring).map_err(|failure| failure.to_string())?;
        Ok(Box::new(Self(panel)))
    }
}

impl Show for Glass {
    fn show(&mut self, canvas: &Canvas) -> Result<(), String> {
        self.0.show(canvas).map_err(|failure| failure.to_string())
    }
}

/// How the screen of a board is wired.
///
/// # Errors
/// What no screen can be, and what to write instead.
pub fn wiring(screen: &config::Screen) -> Result<Wiring, String> {
    let chip = &screen.dc.chip;
    let line = |line: &config::Line| {
        if line.chip == *chip {
            Ok(line.line)
        } else {
            Err("its lines are on several chips: wire all to one".to_owned())
        }
    };
    Ok(Wiring {
        spi: screen.spi.clone(),
        hertz: screen.speed,
        chip_select: true,
        chip: chip.clone(),
        data_command: screen.dc.line,
        reset: screen.reset.as_ref().map(line).transpose()?,
        backlight: screen.backlight.as_ref().map(line).transpose()?,
        rotation: Rotation::try_from(screen.rotation)?,
        inverted: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use nrave_module::config::{BOARDS, Board};
    use std::path::Path;

    #[test]
    fn the_screens_of_all_boards_are_wired() {
        for (name, text) in BOARDS {
            let board = Board::parse(Path::new(name), text).unwrap();
            let screen = board.screen.unwrap();
            let wired = wiring(&screen).unwrap();
            assert_eq!(wired.data_command, screen.dc.line, "{name}");
            let backlight = screen.backlight.map(|line| line.line);
            assert_eq!(wired.backlight, backlight, "{name}");
        }
    }
}
