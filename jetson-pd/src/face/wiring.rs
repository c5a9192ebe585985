//! How the screen is wired: part of a board's configuration.

use std::path::PathBuf;

use serde::Deserialize;

/// The wires of a screen with an ST7789, and how it hangs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wiring {
    /// The device of the bus and its chip select, such as `/dev/spidev0.0`.
    pub spi: PathBuf,
    /// The clock of the bus; a screen takes up to 62.5 MHz, on short wires.
    #[serde(default = "default_hertz")]
    pub hertz: u32,
    /// Whether the screen has a chip select. Small ones often lack it; their clock then has to rest
    /// high.
    #[serde(default = "default_chip_select")]
    pub chip_select: bool,
    /// The chip whose lines the following are, such as `/dev/gpiochip0`.
    pub chip: PathBuf,
    /// The line that tells data from commands (D/C, A0 or RS).
    pub data_command: u32,
    /// The line that resets the screen, if it is wired.
    pub reset: Option<u32>,
    /// The line that switches the backlight, if it is wired.
    pub backlight: Option<u32>,
    /// How far the picture is turned clockwise, in degrees: 0, 90, 180 or 270.
    #[serde(default)]
    pub rotation: Rotation,
    /// Whether the glass shows every colour inverted unless told otherwise, as most with an ST7789
    /// do.
    #[serde(default = "default_inverted")]
    pub inverted: bool,
}

/// How far the picture is turned clockwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u16")]
pub enum Rotation {
    /// Not at all.
    #[default]
    None,
    /// 90°.
    Quarter,
    /// 180°.
    Half,
    /// 270°.
    ThreeQuarters,
}

impl TryFrom<u16> for Rotation {
    type Error = String;

    fn try_from(degrees: u16) -> Result<Self, String> {
        Ok(match degrees {
            0 => Self::None,
            90 => Self::Quarter,
            180 => Self::Half,
            270 => Self::ThreeQuarters,
            _ => return Err(format!("{degrees} degrees: say 0, 90, 180 or 270")),
        })
    }
}

fn default_hertz() -> u32 {
    40_000_000
}

fn default_chip_select() -> bool {
    true
}

fn default_inverted() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str = "spi = '/dev/spidev0.0'\nchip = '/dev/gpiochip0'\ndata_command = 25\n";

    #[test]
    fn what_is_left_out_is_what_most_screens_need() {
        let wiring: Wiring = toml::from_str(LEAST).unwrap();
        assert_eq!((wiring.hertz, wiring.inverted), (40_000_000, true));
        assert_eq!((wiring.reset, wiring.backlight), (None, None));
        assert_eq!(wiring.rotation, Rotation::None);
    }

    #[test]
    fn a_rotation_is_a_number_of_right_angles() {
        let read = |line: &str| toml::from_str::<Wiring>(&format!("{LEAST}{line}"));
        assert_eq!(
            read("rotation = 270").unwrap().rotation,
            Rotation::ThreeQuarters
        );
        let error = read("rotation = 45").unwrap_err().to_string();
        assert!(
            error.contains("45 degrees: say 0, 90, 180 or 270"),
            "{error}"
        );
        assert!(read("colour = 1").is_err());
    }
}
