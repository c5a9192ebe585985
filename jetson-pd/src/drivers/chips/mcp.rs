//! MCP3008 and MCP3208: eight inputs, a conversion in one transfer of three bytes.
//!
//! Source: Microchip DS21295 (MCP3004/3008), figure 6-1, and DS21298 (MCP3204/3208), figure 6-1.

use crate::config::AdcChip;
use crate::drivers::{Batch, Count, Device, Fault};
use crate::time::Nanos;
use embedded_hal::spi::SpiDevice;

pub struct Mcp<B> {
    bus: B,
    chip: AdcChip,
    channels: Vec<(u8, usize)>,
}

impl<B: SpiDevice> Mcp<B> {
    pub fn new(bus: B, chip: AdcChip, channels: &[(u8, usize)]) -> Self {
        Self {
            bus,
            chip,
            channels: channels.to_vec(),
        }
    }
}

impl<B: SpiDevice + Send> Device for Mcp<B> {
    fn read(&mut self, now: Nanos, batch: &mut Batch) -> Result<(), Fault> {
        for &(channel, jack) in &self.channels {
            let mut bytes = request(self.chip, channel);
            self.bus
                .transfer_in_place(&mut bytes)
                .map_err(|error| super::spi_fault(&error))?;
            let count = answer(self.chip, bytes).ok_or_else(|| {
                Fault::failed(
                    "it doesn't answer: is the converter powered, and on this chip select?",
                )
            })?;
            batch.counts.push(Count {
                jack,
                at: now,
                count,
            });
        }
        Ok(())
    }
}

/// Start bit, single-ended, channel; so placed that the answer ends with the last byte.
fn request(chip: AdcChip, channel: u8) -> [u8; 3] {
    match chip {
        AdcChip::Mcp3208 => [0b110 | channel >> 2, channel << 6, 0],
        _ => [1, 0b1000_0000 | channel << 4, 0],
    }
}

/// The count behind a null bit, which must be 0: nobody there leaves the line high.
fn answer(chip: AdcChip, bytes: [u8; 3]) -> Option<i32> {
    let value = i32::from(bytes[1]) << 8 | i32::from(bytes[2]);
    let null = chip.counts();
    (value & null == 0).then_some(value & (null - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_as_in_the_data_sheets() {
        assert_eq!(request(AdcChip::Mcp3008, 5), [0b1, 0b1101_0000, 0]);
        assert_eq!(request(AdcChip::Mcp3208, 5), [0b111, 0b0100_0000, 0]);
        assert_eq!(request(AdcChip::Mcp3208, 3), [0b110, 0b1100_0000, 0]);
    }

    #[test]
    fn nobody_there_is_no_count() {
        assert_eq!(answer(AdcChip::Mcp3008, [0xff, 0xff, 0xff]), None);
        assert_eq!(answer(AdcChip::Mcp3208, [0xff, 0xff, 0xff]), None);
        assert_eq!(
            answer(AdcChip::Mcp3008, [0xff, 0b1111_1010, 7]),
            Some(0x207)
        );
        assert_eq!(
            answer(AdcChip::Mcp3208, [0xff, 0b1110_1010, 7]),
            Some(0xa07)
        );
    }
}
