//! The PIM522: a rotary encoder with a controller of its own, which counts its steps.
//!
//! Source: the register table of Pimoroni's reference for its IO expanders. The encoder is on pins
//! P0.5 and P1.2 of the controller, its common on P0.6.

use crate::drivers::{Batch, Device, Fault};
use crate::time::{Nanos, from_ms};
use embedded_hal::i2c::I2c;

const ENABLE: u8 = 0x04;
const PINS: u8 = 0x05;
const COUNT: u8 = 0x06;
const PORT_0: u8 = 0x40;
/// Two mode registers for each port: both bits 0 is an input that is pulled up, both 1 an open drain.
const PORT_0_MODES: [u8; 2] = [0x71, 0x72];
const PORT_1_MODES: [u8; 2] = [0x73, 0x74];

/// Pin numbers of the breakout board: P0.5 and P1.2.
const BOTH_PINS: u8 = 12 | 3 << 4;
const P0_PULLED: u8 = 1 << 5;
const P0_COMMON: u8 = 1 << 6;
const P1_PULLED: u8 = 1 << 2;
/// Ports take one bit at a time, by its number; with this it is set, without cleared.
const SET_BIT: u8 = 0b1000;

/// Nobody turns faster than it is looked at this often.
const EVERY_MS: f32 = 10.0;

pub struct Pim522<B> {
    bus: B,
    address: u8,
    count: i8,
    next: Nanos,
}

impl<B: I2c> Pim522<B> {
    pub fn new(bus: B, address: u8) -> Result<Self, Fault> {
        let mut encoder = Self {
            bus,
            address,
            count: 0,
            next: 0,
        };
        encoder.set_up()?;
        encoder.count = encoder.register(COUNT)? as i8;
        Ok(encoder)
    }

    fn set_up(&mut self) -> Result<(), Fault> {
        for register in PORT_0_MODES {
            let modes = self.register(register)?;
            self.write(register, modes & !P0_PULLED | P0_COMMON)?;
        }
        for register in PORT_1_MODES {
            let modes = self.register(register)?;
            self.write(register, modes & !P1_PULLED)?;
        }
        self.write(PORT_0, SET_BIT | P0_PULLED.trailing_zeros() as u8)?;
        self.write(PORT_0, P0_COMMON.trailing_zeros() as u8)?;
        self.write(PINS, BOTH_PINS)?;
        let enabled = self.register(ENABLE)?;
        self.write(ENABLE, enabled | 1)
    }

    fn register(&mut self, register: u8) -> Result<u8, Fault> {
        let mut byte = [0];
        self.bus
            .write_read(self.address, &[register], &mut byte)
            .map_err(|error| super::i2c_fault(&error))?;
        Ok(byte[0])
    }

    fn write(&mut self, register: u8, value: u8) -> Result<(), Fault> {
        self.bus
            .write(self.address, &[register, value])
            .map_err(|error| super::i2c_fault(&error))
    }
}

impl<B: I2c + Send> Device for Pim522<B> {
    fn read(&mut self, now: Nanos, batch: &mut Batch) -> Result<(), Fault> {
        if now < self.next {
            return Ok(());
        }
        self.next = now + from_ms(EVERY_MS);
        let count = self.register(COUNT)? as i8;
        batch.turns += i32::from(count.wrapping_sub(self.count));
        self.count = count;
        Ok(())
    }
}
