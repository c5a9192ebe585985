//! The chips, over any bus that `embedded-hal` describes.

mod ads;
mod emulated;
mod encoder;
mod mcp;

pub use emulated::Emulated;

use super::{Device, Fault, LineUse, Part};
use crate::config::{Adc, AdcChip, Encoder, Line};
use embedded_hal::i2c::{self, ErrorKind, I2c};
use embedded_hal::spi::{self, SpiDevice};
use std::path::Path;

/// What an MCP3208 takes at 3.3 V.
pub const SPI_HZ: u32 = 1_000_000;

/// The buses and lines of a computer, each as its driver opens it.
pub trait Buses {
    type I2c: I2c<Error: Send> + Send + 'static;
    type Spi: SpiDevice + Send + 'static;

    fn i2c(bus: u8) -> Result<Self::I2c, Fault>;
    fn spi(bus: u8, select: u8) -> Result<Self::Spi, Fault>;
    fn lines(chip: &Path, lines: &[(Line, LineUse)]) -> Result<Box<dyn Device>, Fault>;
}

/// The device of a part.
pub fn open<B: Buses>(part: &Part) -> Result<Box<dyn Device>, Fault> {
    match part {
        Part::Adc { adc, channels } if adc.chip.is_on_i2c() => {
            on_i2c(B::i2c(adc.bus)?, adc, channels)
        }
        Part::Adc { adc, channels } => Ok(on_spi(B::spi(adc.bus, adc.select)?, adc, channels)),
        Part::Lines { chip, lines } => B::lines(chip, lines),
        Part::Encoder(part) => encoder(B::i2c(part.bus)?, part),
    }
}

/// A converter on an I2C bus; its channels and the jacks that lead to them.
pub fn on_i2c<B>(bus: B, adc: &Adc, channels: &[(u8, usize)]) -> Result<Box<dyn Device>, Fault>
where
    B: I2c + Send + 'static,
    B::Error: Send,
{
    match adc.chip {
        AdcChip::Ads1015 => ads::ads1015(bus, adc, channels),
        AdcChip::Ads1115 => ads::ads1115(bus, adc, channels),
        AdcChip::Mcp3008 | AdcChip::Mcp3208 => Err(Fault::failed("this converter is on SPI")),
    }
}

/// As [`on_i2c`], on an SPI bus.
fn on_spi<B>(bus: B, adc: &Adc, channels: &[(u8, usize)]) -> Box<dyn Device>
where
    B: SpiDevice + Send + 'static,
{
    Box::new(mcp::Mcp::new(bus, adc.chip, channels))
}

/// What went wrong on an I2C bus.
fn i2c_fault(error: &impl i2c::Error) -> Fault {
    Fault::failed(match error.kind() {
        // Kernels have several words for nobody there.
        ErrorKind::NoAcknowledge(_) | ErrorKind::Other => {
            "it doesn't answer: is it plugged in, powered, and at this address?".into()
        }
        kind => format!("it doesn't answer ({kind})"),
    })
}

/// What went wrong on an SPI bus.
fn spi_fault(error: &impl spi::Error) -> Fault {
    Fault::failed(match error.kind() {
        spi::ErrorKind::Other => format!("it doesn't answer ({error:?})"),
        kind => format!("it doesn't answer ({kind})"),
    })
}

/// A rotary encoder on an I2C bus.
pub fn encoder<B>(bus: B, encoder: &Encoder) -> Result<Box<dyn Device>, Fault>
where
    B: I2c + Send + 'static,
{
    Ok(Box::new(encoder::Pim522::new(bus, encoder.address)?))
}
