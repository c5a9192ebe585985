//! ADS1015 and ADS1115: one converter behind a switch with four inputs.
//!
//! A conversion takes 0.3 ms (ADS1115: 1.2 ms), longer than the bus takes to ask for it. So nobody
//! waits: each read fetches the conversion that the one before has started, and starts the next. With
//! n channels in use a channel is read every n-th time.

use crate::config::Adc;
use crate::drivers::{Batch, Count, Device, Fault};
use crate::time::Nanos;
use ads1x1x::ic::{Ads1015, Ads1115, Resolution12Bit, Resolution16Bit};
use ads1x1x::mode::OneShot;
use ads1x1x::{Ads1x1x, DataRate12Bit, DataRate16Bit, FullScaleRange, TargetAddr, channel};
use embedded_hal::i2c::{Error, I2c};

/// From the start of a conversion to the middle of it.
const HALF_12_BIT_NS: Nanos = 151_500;
const HALF_16_BIT_NS: Nanos = 581_400;

type Twelve<B> = Ads1x1x<B, Ads1015, Resolution12Bit, OneShot>;
type Sixteen<B> = Ads1x1x<B, Ads1115, Resolution16Bit, OneShot>;

/// A conversion's answer: a count, or not yet.
type Answer<E> = nb::Result<i16, ads1x1x::Error<E>>;

struct Ads<C> {
    chip: C,
    channels: Vec<(u8, usize)>,
    /// Which of them is being converted, and since when.
    turn: usize,
    started: Nanos,
    half: Nanos,
}

/// What both have in common: one function with a channel as a number.
trait Chip: Send {
    type Error: Error;

    fn convert(&mut self, channel: u8) -> Answer<Self::Error>;
}

macro_rules! chip {
    ($name:ident) => {
        impl<B: I2c + Send> Chip for $name<B> {
            type Error = B::Error;

            fn convert(&mut self, channel: u8) -> Answer<B::Error> {
                match channel {
                    0 => self.read(channel::SingleA0),
                    1 => self.read(channel::SingleA1),
                    2 => self.read(channel::SingleA2),
                    _ => self.read(channel::SingleA3),
                }
            }
        }
    };
}

chip!(Twelve);
chip!(Sixteen);

/// Sets a chip up and asks for its first conversion.
pub fn ads1015<B>(bus: B, adc: &Adc, channels: &[(u8, usize)]) -> Result<Box<dyn Device>, Fault>
where
    B: I2c + Send + 'static,
    B::Error: Send,
{
    let mut chip = Ads1x1x::new_ads1015(bus, address(adc));
    let rate = chip.set_data_rate(DataRate12Bit::Sps3300);
    rate.and_then(|()| chip.set_full_scale_range(range(adc)))
        .map_err(|error| fault(&error))?;
    Ok(start(chip, channels, HALF_12_BIT_NS))
}

/// As [`ads1015`].
pub fn ads1115<B>(bus: B, adc: &Adc, channels: &[(u8, usize)]) -> Result<Box<dyn Device>, Fault>
where
    B: I2c + Send + 'static,
    B::Error: Send,
{
    let mut chip = Ads1x1x::new_ads1115(bus, address(adc));
    let rate = chip.set_data_rate(DataRate16Bit::Sps860);
    rate.and_then(|()| chip.set_full_scale_range(range(adc)))
        .map_err(|error| fault(&error))?;
    Ok(start(chip, channels, HALF_16_BIT_NS))
}

fn start<C: Chip + 'static>(chip: C, channels: &[(u8, usize)], half: Nanos) -> Box<dyn Device> {
    Box::new(Ads {
        chip,
        channels: channels.to_vec(),
        turn: 0,
        started: 0,
        half,
    })
}

impl<C: Chip> Device for Ads<C> {
    fn read(&mut self, now: Nanos, batch: &mut Batch) -> Result<(), Fault> {
        let (channel, jack) = self.channels[self.turn];
        match self.chip.convert(channel) {
            Ok(count) => {
                batch.counts.push(Count {
                    jack,
                    at: self.started + self.half,
                    count: i32::from(count),
                });
                self.turn = (self.turn + 1) % self.channels.len();
            }
            // Either it has only now been started, or it is not ready.
            Err(nb::Error::WouldBlock) => {
                if self.started == 0 {
                    self.started = now;
                }
                return Ok(());
            }
            Err(nb::Error::Other(error)) => return Err(fault(&error)),
        }
        self.started = now;
        match self.chip.convert(self.channels[self.turn].0) {
            Err(nb::Error::Other(error)) => Err(fault(&error)),
            _ => Ok(()),
        }
    }
}

fn fault<E: Error>(error: &ads1x1x::Error<E>) -> Fault {
    match error {
        ads1x1x::Error::I2C(error) => super::i2c_fault(error),
        ads1x1x::Error::InvalidInputData => Fault::failed("it hasn't got this setting"),
    }
}

fn address(adc: &Adc) -> TargetAddr {
    match adc.address {
        0x49 => TargetAddr::Vdd,
        0x4a => TargetAddr::Sda,
        0x4b => TargetAddr::Scl,
        _ => TargetAddr::Gnd,
    }
}

/// The configuration knows these only.
fn range(adc: &Adc) -> FullScaleRange {
    match adc.full_scale {
        volts if volts < 0.5 => FullScaleRange::Within0_256V,
        volts if volts < 1.0 => FullScaleRange::Within0_512V,
        volts if volts < 2.0 => FullScaleRange::Within1_024V,
        volts if volts < 4.0 => FullScaleRange::Within2_048V,
        volts if volts < 6.0 => FullScaleRange::Within4_096V,
        _ => FullScaleRange::Within6_144V,
    }
}
