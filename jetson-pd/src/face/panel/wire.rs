//! Commands and pixels as bytes on the bus.

use embedded_hal::digital::OutputPin;
use embedded_hal::spi::SpiDevice;
use mipidsi::interface::{Interface, InterfaceKind};

use super::Failure;

/// What Linux takes in one transfer, unless told otherwise.
const LONGEST: usize = 4096;

/// A bus with a line that tells data from commands. No transfer is empty, which some drivers of
/// buses refuse, and none longer than Linux takes.
pub(super) struct Wire<Bus, Pin> {
    bus: Bus,
    data_command: Pin,
    buffer: Vec<u8>,
}

impl<Bus: SpiDevice, Pin: OutputPin> Wire<Bus, Pin> {
    pub(super) fn new(bus: Bus, data_command: Pin) -> Self {
        Self {
            bus,
            data_command,
            buffer: Vec::with_capacity(LONGEST),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        bytes
            .chunks(LONGEST)
            .try_for_each(|chunk| self.bus.write(chunk).map_err(Failure::bus))
    }
}

impl<Bus: SpiDevice, Pin: OutputPin> Interface for Wire<Bus, Pin> {
    type Word = u8;
    type Error = Failure;

    const KIND: InterfaceKind = InterfaceKind::Serial4Line;

    fn send_command(&mut self, command: u8, arguments: &[u8]) -> Result<(), Failure> {
        let fails = |why| Failure::line("data/command", why);
        self.data_command.set_low().map_err(fails)?;
        self.write(&[command])?;
        self.data_command.set_high().map_err(fails)?;
        self.write(arguments)
    }

    fn send_pixels<const N: usize>(
        &mut self,
        pixels: impl IntoIterator<Item = [u8; N]>,
    ) -> Result<(), Failure> {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        buffer.extend(pixels.into_iter().flatten());
        let sent = self.write(&buffer);
        self.buffer = buffer;
        sent
    }

    fn send_repeated_pixel<const N: usize>(
        &mut self,
        pixel: [u8; N],
        count: u32,
    ) -> Result<(), Failure> {
        self.send_pixels(std::iter::repeat_n(pixel, count as usize))
    }
}
