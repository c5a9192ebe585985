//! The parts of a board, and what is read from them.

use crate::config::{Adc, AdcChip, Board, Encoder, JackSource, Line};
use crate::time::Nanos;
use std::fmt;
use std::path::PathBuf;

/// A part of a board.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Adc {
        adc: Adc,
        /// Channels, and the jacks that lead to them.
        channels: Vec<(u8, usize)>,
    },
    /// Lines of one GPIO chip.
    Lines {
        chip: PathBuf,
        lines: Vec<(Line, LineUse)>,
    },
    Encoder(Encoder),
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineUse {
    /// A gate, by the number of its jack.
    Jack(usize),
    Button,
}

/// What was read; kept and cleared, so that reading allocates nothing once it has grown.
#[derive(Debug, Default)]
pub struct Batch {
    pub counts: Vec<Count>,
    pub edges: Vec<Edge>,
    /// Steps of the encoder.
    pub turns: i32,
}

/// A reading of a converter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub jack: usize,
    pub at: Nanos,
    /// In the converter's own steps; full scale is [`AdcChip::counts`].
    pub count: i32,
}

/// A line that changed, with the time at which it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    pub line: LineUse,
    pub at: Nanos,
    /// On is on, whatever the voltage is.
    pub on: bool,
}

impl Batch {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.counts.clear();
        self.edges.clear();
        self.turns = 0;
    }
}

/// The parts of `board` that are needed for `jacks`.
pub fn parts(board: &Board, jacks: &[usize]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, adc) in board.adcs.iter().enumerate() {
        let leads = |&jack: &usize| match board.jacks[jack].source {
            JackSource::Analogue { adc, channel, .. } if adc == index => Some((channel, jack)),
            _ => None,
        };
        let mut channels: Vec<_> = jacks.iter().filter_map(leads).collect();
        channels.sort_unstable();
        channels.dedup();
        if !channels.is_empty() {
            parts.push(Part::Adc {
                adc: adc.clone(),
                channels,
            });
        }
    }
    let gates = jacks
        .iter()
        .filter_map(|&jack| match &board.jacks[jack].source {
            JackSource::Digital(line) => Some((line.clone(), LineUse::Jack(jack))),
            JackSource::Analogue { .. } => None,
        });
    let button = board.button.clone().map(|line| (line, LineUse::Button));
    for (line, purpose) in gates.chain(button) {
        let same = parts.iter_mut().find_map(|part| match part {
            Part::Lines { chip, lines } if *chip == line.chip => Some(lines),
            _ => None,
        });
        match same {
            Some(lines) => lines.push((line, purpose)),
            None => parts.push(Part::Lines {
                chip: line.chip.clone(),
                lines: vec![(line, purpose)],
            }),
        }
    }
    parts.extend(board.encoder.clone().map(Part::Encoder));
    parts
}

impl Part {
    /// Whether sound depends on it.
    pub fn is_played(&self) -> bool {
        match self {
            Self::Adc { .. } => true,
            Self::Lines { lines, .. } => lines.iter().any(|(_, line)| *line != LineUse::Button),
            Self::Encoder(_) => false,
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Adc { adc, .. } if adc.chip.is_on_i2c() => {
                write!(
                    f,
                    "{} at I2C {}, {:#04x}",
                    adc.chip.name(),
                    adc.bus,
                    adc.address
                )
            }
            Self::Adc { adc, .. } => {
                write!(f, "{} at SPI {}.{}", adc.chip.name(), adc.bus, adc.select)
            }
            Self::Lines { chip, lines } => {
                write!(f, "{} lines", chip.display())?;
                for (line, _) in lines {
                    write!(f, " {}", line.line)?;
                }
                Ok(())
            }
            Self::Encoder(encoder) => {
                write!(
                    f,
                    "encoder at I2C {}, {:#04x}",
                    encoder.bus, encoder.address
                )
            }
        }
    }
}

/// Volts at a jack for a converter's count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Volts at the jack a count.
    pub step: f32,
    /// Volts at the jack for a count of 0.
    pub offset: f32,
}

impl Scale {
    /// Of a jack; `None` for one on a line.
    pub fn of(board: &Board, jack: usize) -> Option<Self> {
        match board.jacks[jack].source {
            JackSource::Analogue {
                adc, gain, offset, ..
            } => Some(Self {
                step: gain * count_volts(&board.adcs[adc]),
                offset,
            }),
            JackSource::Digital(_) => None,
        }
    }

    /// Volts at the jack.
    pub fn volts(self, count: i32) -> f32 {
        self.offset + self.step * count as f32
    }

    /// The count that a converter gives for `volts`, within what it can.
    pub fn count(self, volts: f32, chip: AdcChip) -> i32 {
        let count = ((volts - self.offset) / self.step).round() as i32;
        count.clamp(chip.least(), chip.counts() - 1)
    }
}

/// Volts at the converter a count.
fn count_volts(adc: &Adc) -> f32 {
    adc.full_scale / adc.chip.counts() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::BOARDS;
    use std::path::Path;

    #[test]
    fn parts_are_what_jacks_lead_to() {
        let board = |name: &str| {
            let (_, text) = BOARDS.iter().find(|(n, _)| *n == name).unwrap();
            Board::parse(Path::new(name), text).unwrap()
        };
        let names = |board: &Board, jacks: &[usize]| -> Vec<String> {
            parts(board, jacks).iter().map(Part::to_string).collect()
        };
        let neurorack = board("neurorack");
        assert_eq!(
            names(&neurorack, &[0, 2]),
            [
                "ADS1015 at I2C 1, 0x48",
                "/dev/gpiochip0 lines 50",
                "encoder at I2C 1, 0x0f"
            ]
        );
        let pi = board("raspberry-pi-4");
        let all: Vec<_> = (0..pi.jacks.len()).collect();
        assert_eq!(
            names(&pi, &all),
            [
                "MCP3208 at SPI 0.0",
                "/dev/gpiochip0 lines 17 27 22",
                "encoder at I2C 1, 0x0f"
            ]
        );
    }

    #[test]
    fn counts_become_volts_and_volts_counts() {
        let scale = Scale {
            step: -0.0027,
            offset: 5.5,
        };
        for volts in [-5.0, -1.0, 0.0, 3.3, 5.0] {
            let back = scale.volts(scale.count(volts, AdcChip::Mcp3208));
            assert!((back - volts).abs() <= 0.0014, "{volts} {back}");
        }
        assert_eq!(scale.count(99.0, AdcChip::Mcp3208), 0);
        assert_eq!(scale.count(-99.0, AdcChip::Mcp3208), 4095);
        assert_eq!(scale.count(f32::NAN, AdcChip::Mcp3208), 0);
    }
}
