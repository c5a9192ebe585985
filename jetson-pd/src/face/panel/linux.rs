//! The bus and the lines as Linux has them.

use embedded_hal::digital::{Error, ErrorKind, ErrorType, OutputPin};
use gpiocdev::Request;
use gpiocdev::line::Value;
use linux_embedded_hal::spidev::{SpiModeFlags, SpidevOptions};
use linux_embedded_hal::{Delay, SpidevDevice};

use super::{Failure, Panel, Pins};
use crate::config::{self, Screen};

/// A line of a GPIO chip, held for as long as this lives.
pub struct Line {
    request: Request,
}

impl Line {
    /// `key` is what the configuration calls it.
    fn open(line: &config::Line, key: &str) -> Result<Self, Failure> {
        let mut builder = Request::builder();
        builder
            .on_chip(&line.chip)
            .with_consumer("nrave-module")
            .with_line(line.line)
            .as_output(Value::Inactive);
        if line.active_low {
            builder.as_active_low();
        }
        match builder.request() {
            Ok(request) => Ok(Self { request }),
            Err(why) => Err(Failure {
                part: format!(
                    "{} line ({} {})",
                    key.replace('_', "/"),
                    line.chip.display(),
                    line.line
                ),
                why: why.to_string(),
                remedy: format!(
                    "set the chip and the line of `{key}` below [screen] to what the board has, and \
                     run as a user who may use it"
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
    /// Wakes up the screen that is wired so; see [`Panel::new`].
    ///
    /// # Errors
    /// Where the bus or a line is not there, is not this user's to take, or fails.
    pub fn open(screen: &Screen) -> Result<Self, Failure> {
        let bus = open_bus(screen)?;
        let line = |line: &Option<config::Line>, key| {
            let line = line.as_ref().map(|line| Line::open(line, key));
            line.transpose()
        };
        let pins = Pins {
            data_command: Line::open(&screen.data_command, "data_command")?,
            reset: line(&screen.reset, "reset")?,
            backlight: line(&screen.backlight, "backlight")?,
        };
        Self::new(bus, pins, screen.rotation, screen.inverted, &mut Delay)
    }
}

fn open_bus(screen: &Screen) -> Result<SpidevDevice, Failure> {
    let mode = if screen.chip_select {
        SpiModeFlags::SPI_MODE_0
    } else {
        SpiModeFlags::SPI_MODE_3
    };
    let options = SpidevOptions::new()
        .bits_per_word(8)
        .max_speed_hz(screen.speed_hz)
        .mode(mode)
        .build();
    let missing = |why: String| Failure {
        part: format!("bus ({})", screen.spi.display()),
        why,
        remedy:
            "switch SPI on in the board's set-up, set `spi` below [screen], and run as a user who \
                 may use it"
                .to_owned(),
    };
    let mut bus = SpidevDevice::open(&screen.spi).map_err(|why| missing(why.to_string()))?;
    bus.configure(&options)
        .map_err(|why| missing(why.to_string()))?;
    Ok(bus)
}
