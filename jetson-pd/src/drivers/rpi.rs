//! A Raspberry Pi, through `rppal`: its lines by the numbers that are printed on pin charts (BCM).

use super::chips::{self, Buses, SPI_HZ};
use super::{Batch, Device, Driver, Edge, Fault, LineUse, Part};
use crate::config::{Line, Pull};
use crate::time::Nanos;
use rppal::gpio::{Gpio, InputPin, Trigger};
use rppal::i2c::I2c;
use rppal::spi::{Bus, Mode, SimpleHalSpiDevice, SlaveSelect, Spi};
use std::path::Path;
use std::time::Duration;

/// The Raspberry Pi that this runs on.
pub struct Rpi;

impl Driver for Rpi {
    fn open(&mut self, part: &Part) -> Result<Box<dyn Device>, Fault> {
        chips::open::<Self>(part)
    }
}

impl Buses for Rpi {
    type I2c = I2c;
    type Spi = SimpleHalSpiDevice;

    fn i2c(bus: u8) -> Result<Self::I2c, Fault> {
        I2c::with_bus(bus).map_err(|error| match error {
            rppal::i2c::Error::UnknownModel => unknown(),
            rppal::i2c::Error::Io(error) => opened(&error, "I2C"),
            error => Fault::failed(error.to_string()),
        })
    }

    fn spi(bus: u8, select: u8) -> Result<Self::Spi, Fault> {
        let bus = match bus {
            0 => Bus::Spi0,
            1 => Bus::Spi1,
            _ => return Err(Fault::failed("a Raspberry Pi's header has SPI 0 and 1")),
        };
        let select = match select {
            0 => SlaveSelect::Ss0,
            1 => SlaveSelect::Ss1,
            _ => SlaveSelect::Ss2,
        };
        Spi::new(bus, select, SPI_HZ, Mode::Mode0)
            .map(SimpleHalSpiDevice::new)
            .map_err(|error| match error {
                rppal::spi::Error::Io(error) => opened(&error, "SPI"),
                error => Fault::failed(error.to_string()),
            })
    }

    fn lines(_: &Path, lines: &[(Line, LineUse)]) -> Result<Box<dyn Device>, Fault> {
        Ok(Box::new(Lines::open(lines)?))
    }
}

fn unknown() -> Fault {
    Fault::absent("this is no Raspberry Pi that rppal knows")
}

fn opened(error: &std::io::Error, bus: &str) -> Fault {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            Fault::absent(format!("{bus} is not there (raspi-config switches it on)"))
        }
        _ => Fault::failed(format!("{bus}: {error} (may this user open it?)")),
    }
}

struct Lines {
    pins: Vec<(InputPin, Line, LineUse)>,
    told: bool,
}

impl Lines {
    fn open(lines: &[(Line, LineUse)]) -> Result<Self, Fault> {
        let failed = |error: rppal::gpio::Error| match error {
            rppal::gpio::Error::UnknownModel => unknown(),
            error => Fault::failed(error.to_string()),
        };
        let gpio = Gpio::new().map_err(failed)?;
        let open = |(line, purpose): &(Line, LineUse)| {
            let number = u8::try_from(line.line)
                .map_err(|_| Fault::failed(format!("there is no GPIO {}", line.line)))?;
            let pin = gpio.get(number).map_err(failed)?;
            let mut pin = match line.pull {
                Pull::None => pin.into_input(),
                Pull::Up => pin.into_input_pullup(),
                Pull::Down => pin.into_input_pulldown(),
            };
            pin.set_interrupt(Trigger::Both, None).map_err(failed)?;
            Ok((pin, line.clone(), *purpose))
        };
        Ok(Self {
            pins: lines.iter().map(open).collect::<Result<_, Fault>>()?,
            told: false,
        })
    }
}

impl Device for Lines {
    fn read(&mut self, now: Nanos, batch: &mut Batch) -> Result<(), Fault> {
        for (pin, line, purpose) in &mut self.pins {
            let edge = |at, high: bool| Edge {
                line: *purpose,
                at,
                on: high != line.active_low,
            };
            if !self.told {
                batch.edges.push(edge(now, pin.is_high()));
            }
            let next = |pin: &mut InputPin| {
                pin.poll_interrupt(false, Some(Duration::ZERO))
                    .map_err(|error| Fault::failed(error.to_string()))
            };
            while let Some(event) = next(pin)? {
                let at = (event.timestamp.as_nanos() as Nanos).min(now);
                batch
                    .edges
                    .push(edge(at, event.trigger == Trigger::RisingEdge));
            }
        }
        self.told = true;
        Ok(())
    }
}
