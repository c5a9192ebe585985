//! The lines beside the bus.

use embedded_hal::digital::{ErrorType, OutputPin};

/// The pins beside the bus.
pub struct Pins<Pin> {
    /// Low for commands, high for data.
    pub data_command: Pin,
    /// Low resets the screen. Without it a command does.
    pub reset: Option<Pin>,
    /// High lights the screen. Without it the light is always on.
    pub backlight: Option<Pin>,
}

/// A pin where one is wired; nothing where none is.
pub(super) struct Wired<Pin>(pub(super) Option<Pin>);

impl<Pin: ErrorType> ErrorType for Wired<Pin> {
    type Error = Pin::Error;
}

impl<Pin: OutputPin> OutputPin for Wired<Pin> {
    fn set_low(&mut self) -> Result<(), Self::Error> {
        self.0.as_mut().map_or(Ok(()), Pin::set_low)
    }

    fn set_high(&mut self) -> Result<(), Self::Error> {
        self.0.as_mut().map_or(Ok(()), Pin::set_high)
    }
}
