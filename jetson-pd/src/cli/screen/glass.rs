//! The screen's hardware.

use nrave_module::config::Screen;
use nrave_module::face::Canvas;
use nrave_module::face::panel::{Line, Panel};

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
    pub fn open(screen: &Screen) -> Result<Box<dyn Show>, String> {
        let panel = Panel::open(screen).map_err(|failure| failure.to_string())?;
        Ok(Box::new(Self(panel)))
    }
}

impl Show for Glass {
    fn show(&mut self, canvas: &Canvas) -> Result<(), String> {
        self.0.show(canvas).map_err(|failure| failure.to_string())
    }
}
