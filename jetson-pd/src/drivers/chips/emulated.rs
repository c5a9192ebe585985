//! An I2C bus with an ADS1015 and an encoder on it that exist only here.
//!
//! Source: Texas Instruments SBAS473 (ADS1013, ADS1014, ADS1015), section 8.6.

use crate::drivers::{Device, Driver, Fault, Part};
use embedded_hal::i2c::{ErrorKind, ErrorType, I2c, NoAcknowledgeSource, Operation};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// The volts at the inputs of emulated converters, by address, and whether the bus works. Clones are
/// the same bus.
#[derive(Clone, Default)]
pub struct Emulated(Arc<Mutex<Bus>>);

#[derive(Default)]
struct Bus {
    chips: BTreeMap<u8, Chip>,
    /// Transfers until the next one that fails.
    failing: Option<u32>,
    unplugged: bool,
}

#[derive(Default)]
struct Chip {
    volts: [f32; 4],
    pointer: u8,
    config: u16,
    conversion: i16,
    registers: BTreeMap<u8, u8>,
}

/// No chip with this address answers.
#[derive(Debug)]
pub struct NoAnswer;

impl embedded_hal::i2c::Error for NoAnswer {
    fn kind(&self) -> ErrorKind {
        ErrorKind::NoAcknowledge(NoAcknowledgeSource::Address)
    }
}

impl Emulated {
    /// Puts volts at a converter's input; the converter is there from then on.
    pub fn set(&self, address: u8, channel: u8, volts: f32) {
        self.with(|bus| {
            bus.chips.entry(address).or_default().volts[usize::from(channel)] = volts;
        });
    }

    /// Turns the encoder at this address by so many steps; it is there from then on.
    pub fn turn(&self, address: u8, steps: i8) {
        self.with(|bus| {
            let registers = &mut bus.chips.entry(address).or_default().registers;
            let count = registers.entry(6).or_default();
            *count = count.wrapping_add_signed(steps);
        });
    }

    /// The transfer after so many fails.
    pub fn fail_after(&self, transfers: u32) {
        self.with(|bus| bus.failing = Some(transfers));
    }

    /// Pulls everything out, or plugs it in again.
    pub fn unplug(&self, unplugged: bool) {
        self.with(|bus| bus.unplugged = unplugged);
    }

    fn with<T>(&self, body: impl FnOnce(&mut Bus) -> T) -> T {
        body(&mut self.0.lock().expect("nobody panics while holding it"))
    }
}

impl Driver for Emulated {
    fn open(&mut self, part: &Part) -> Result<Box<dyn Device>, Fault> {
        match part {
            Part::Adc { adc, channels } => super::on_i2c(self.clone(), adc, channels),
            Part::Encoder(encoder) => super::encoder(self.clone(), encoder),
            Part::Lines { .. } => Err(Fault::failed("an I2C bus has no lines")),
        }
    }
}

impl ErrorType for Emulated {
    type Error = NoAnswer;
}

impl I2c for Emulated {
    fn transaction(
        &mut self,
        address: u8,
        operations: &mut [Operation<'_>],
    ) -> Result<(), NoAnswer> {
        self.with(|bus| {
            if bus.unplugged {
                return Err(NoAnswer);
            }
            bus.failing = match bus.failing {
                Some(0) => {
                    bus.failing = None;
                    return Err(NoAnswer);
                }
                count => count.map(|count| count - 1),
            };
            let chip = bus.chips.get_mut(&address).ok_or(NoAnswer)?;
            for operation in operations {
                match operation {
                    Operation::Write(bytes) => chip.write(bytes),
                    Operation::Read(bytes) => chip.read(bytes),
                }
            }
            Ok(())
        })
    }
}

impl Chip {
    fn write(&mut self, bytes: &[u8]) {
        match *bytes {
            [pointer] => self.pointer = pointer,
            [1, high, low] => {
                self.pointer = 1;
                self.config = u16::from_be_bytes([high, low]);
                if self.config & 0x8000 != 0 {
                    self.convert();
                }
            }
            [register, value] => {
                self.registers.insert(register, value);
            }
            _ => {}
        }
    }

    fn read(&mut self, bytes: &mut [u8]) {
        match (self.pointer, bytes) {
            (0, [high, low]) => [*high, *low] = self.conversion.to_be_bytes(),
            // No conversion under way.
            (1, [high, low]) => [*high, *low] = (self.config | 0x8000).to_be_bytes(),
            (register, [byte]) => *byte = self.registers.get(&register).copied().unwrap_or(0),
            (_, bytes) => bytes.fill(0),
        }
    }

    fn convert(&mut self) {
        let full_scale = match self.config >> 9 & 7 {
            0 => 6.144,
            1 => 4.096,
            2 => 2.048,
            3 => 1.024,
            4 => 0.512,
            _ => 0.256,
        };
        let input = usize::from(self.config >> 12 & 3);
        let count = (self.volts[input] / full_scale * 2048.0).round();
        // The twelve bits are at the top.
        self.conversion = (count.clamp(-2048.0, 2047.0) as i16) << 4;
    }
}
