//! The bus and the lines as Linux has them.

use std::path::Path;

use embedded_hal::digital::{Error, ErrorKind, ErrorType, OutputPin};
use gpiocdev::Request;
use gpiocdev::line::Value;
use linux_embedded_hal::spidev::{SpiModeFlags, SpidevOptions};
use linux_embedded_hal::{Delay, SpidevDevice};

use super::{Failure, Panel, Pins};
use crate::face::Wiring;

/// A line of a GPIO chip, held for as long as this lives.
pub struct Line {
    request: Request,
}

impl Line {
    fn open(chip: &Path, offset: u32, name: &str) -> Result<Self, Failure> {
        let opened = Request::builder()
            .on_chip(chip)
            .with_consumer("nrave-module")
            .with_line(offset)
            .as_output(Value::Inactive)
            .request();
        match opened {
            Ok(request) => Ok(Self { request }),
            Err(why) => Err(Failure {
                part: format!("{name} line ({} {offset})", chip.display()),
                why: why.to_string(),
                remedy: format!(
                    "set `chip` and `{}` in the board's file to what the board has, and run as a \
                     user who may use it",
                    name.replace('/', "_")
                ),
            }),
        }
    }

    fn set(&mut self, value: Value) -> Result<(), LineError> {
        self.request.set_lone_value(value).map_err(LineError)
    }
}

impl OutputPin for Line {
    fn set_low(&mut self) -> Result<(), LineError> {
        self.set(Value::Inactive)
    }

    fn set_high(&mut self) -> Result<(), LineError> {
        self.set(Value::Active)
    }
}

impl ErrorType for Line {
    type Error = LineError;
}

/// What the system says of a line.
#[derive(Debug)]
pub struct LineError(#[allow(dead_code, reason = "shown by Debug")] gpiocdev::Error);

impl Error for LineError {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Other
    }
}

impl Panel<SpidevDevice, Line> {
    /// Wakes up the screen that is wired as `wiring` says; see [`Panel::new`].
    ///
    /// # Errors
    /// Where the bus or a line is not there, is not this user's to take, or fails.
    pub fn open(wiring: &Wiring) -> Result<Self, Failure> {
        let line = |offset, name| Line::open(&wiring.chip, offset, name);
        let bus = open_bus(wiring)?;
        let pins = Pins {
            data_command: line(wiring.data_command, "data/command")?,
            reset: wiring
                .reset
                .map(|offset| line(offset, "reset"))
                .transpose()?,
            backlight: wiring
                .backlight
                .map(|offset| line(offset, "backlight"))
                .transpose()?,
        };
        Self::new(bus, pins, wiring.rotation, wiring.inverted, &mut Delay)
    }
}

fn open_bus(wiring: &Wiring) -> Result<SpidevDevice, Failure> {
    let mode = if wiring.chip_select {
        SpiModeFlags::SPI_MODE_0
    } else {
        SpiModeFlags::SPI_MODE_3
    };
    let options = SpidevOptions::new()
        .bits_per_word(8)
        .max_speed_hz(wiring.hertz)
        .mode(mode)
        .build();
    let missing = |why: String| Failure {
        part: format!("bus ({})", wiring.spi.display()),
        why,
        remedy: "switch SPI on in the board's set-up, set `spi` in the board's file, and run as a \
                 user who may use it"
            .to_owned(),
    };
    let mut bus = SpidevDevice::open(&wiring.spi).map_err(|why| missing(why.to_string()))?;
    bus.configure(&options)
        .map_err(|why| missing(why.to_string()))?;
    Ok(bus)
}
