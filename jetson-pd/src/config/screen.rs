//! The screen: how it is wired, and how it hangs.

use super::board::{Line, Pull};
use super::error::{ConfigError, Source};
use serde::Deserialize;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use toml::Spanned;

/// Clocks that an ST7789 takes.
const SPEEDS_HZ: RangeInclusive<u32> = 100_000..=62_500_000;

/// The screen, an ST7789 of 240 by 240 dots.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screen {
    /// The device of the bus and its chip select, such as `/dev/spidev0.0`.
    pub spi: PathBuf,
    /// The clock of the bus, 100 kHz to 62.5 MHz; the fastest only on short wires.
    #[serde(default = "usual_speed_hz")]
    pub speed_hz: u32,
    /// Whether the screen has a chip select. Small ones often lack it; their clock then has to rest
    /// high.
    #[serde(default = "usually")]
    pub chip_select: bool,
    /// The line that tells data from commands, printed D/C, A0 or RS.
    pub data_command: Line,
    /// The line that resets the screen, if it is wired.
    pub reset: Option<Line>,
    /// The line that switches the backlight, if it is wired.
    pub backlight: Option<Line>,
    /// How far the picture is turned clockwise, in degrees: 0, 90, 180 or 270.
    #[serde(default)]
    pub rotation: Rotation,
    /// Whether the glass shows every colour inverted unless told otherwise, as most with an ST7789
    /// do.
    #[serde(default = "usually")]
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
            _ => {
                return Err(format!(
                    "rotation = {degrees}: say 0, 90, 180 or 270 degrees"
                ));
            }
        })
    }
}

impl Screen {
    /// The screen that a file describes, where there can be such a one.
    ///
    /// # Errors
    /// With the line of the first mistake.
    pub(super) fn checked(source: &Source, screen: Spanned<Self>) -> Result<Self, ConfigError> {
        let (table, screen) = (screen.span(), screen.into_inner());
        let wrong = |key: &str, said: String| Err(source.error_in(&table, key, said));
        if !SPEEDS_HZ.contains(&screen.speed_hz) {
            let said = format!(
                "speed_hz is {} to {}. Leave it out for {}",
                SPEEDS_HZ.start(),
                SPEEDS_HZ.end(),
                usual_speed_hz()
            );
            return wrong("speed_hz", said);
        }
        let lines = [
            ("data_command", Some(&screen.data_command)),
            ("reset", screen.reset.as_ref()),
            ("backlight", screen.backlight.as_ref()),
        ];
        for (index, (key, line)) in lines.into_iter().enumerate() {
            let Some(line) = line else { continue };
            if line.pull != Pull::None {
                let said = format!("{key} is set by the module and needs no pull: leave it out");
                return wrong(key, said);
            }
            let same = |&&(_, other): &&(_, Option<&Line>)| {
                other.is_some_and(|other| other.chip == line.chip && other.line == line.line)
            };
            if let Some((other, _)) = lines[..index].iter().find(same) {
                let said = format!("{other} and {key} are on the same line: give each its own");
                return wrong(key, said);
            }
        }
        Ok(screen)
    }
}

fn usual_speed_hz() -> u32 {
    40_000_000
}

fn usually() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;
    use std::path::Path;

    const LEAST: &str = "spi = \"/dev/spidev0.1\"\ndata_command = { line = 25 }\n";

    /// The screen of a module's file, which has the fields of the screen from its third line on.
    fn read(fields: &str) -> Result<Screen, String> {
        let input = "[[input]]\nname = \"gate1\"\nkind = \"gate\"\n";
        let text = format!("board = \"neurorack\"\n[screen]\n{fields}{input}");
        let config = Config::parse(Path::new("module.toml"), &text);
        let config = config.map_err(|error| error.to_string())?;
        Ok(config.board.screen.expect("it was given"))
    }

    fn line(chip: &str, line: u32, active_low: bool) -> Line {
        Line {
            chip: chip.into(),
            line,
            active_low,
            pull: Pull::None,
        }
    }

    #[test]
    fn what_is_left_out_is_what_most_screens_need() {
        let usual = Screen {
            spi: "/dev/spidev0.1".into(),
            speed_hz: 40_000_000,
            chip_select: true,
            data_command: line("/dev/gpiochip0", 25, false),
            reset: None,
            backlight: None,
            rotation: Rotation::None,
            inverted: true,
        };
        assert_eq!(read(LEAST).unwrap(), usual);
    }

    #[test]
    fn every_field_says_what_it_says() {
        let screen = read(
            "spi = \"/dev/spidev1.0\"\n\
             speed_hz = 62500000\n\
             chip_select = false\n\
             data_command = { line = 24, chip = \"/dev/gpiochip4\" }\n\
             reset = { line = 24 }\n\
             backlight = { line = 13, active_low = true }\n\
             rotation = 270\n\
             inverted = false\n",
        );
        let all = Screen {
            spi: "/dev/spidev1.0".into(),
            speed_hz: 62_500_000,
            chip_select: false,
            data_command: line("/dev/gpiochip4", 24, false),
            reset: Some(line("/dev/gpiochip0", 24, false)),
            backlight: Some(line("/dev/gpiochip0", 13, true)),
            rotation: Rotation::ThreeQuarters,
            inverted: false,
        };
        assert_eq!(screen.unwrap(), all);
    }

    #[test]
    fn mistakes_are_named_with_their_line_and_what_would_be_right() {
        let cases = [
            ("speed_hz = 80000000\n", 5, "Leave it out for 40000000"),
            ("speed_hz = \"fast\"\n", 5, "expected u32"),
            ("chip_select = 0\n", 5, "a boolean"),
            ("inverted = \"no\"\n", 5, "a boolean"),
            ("rotation = 45\n", 5, "say 0, 90, 180 or 270"),
            ("reset = 17\n", 5, "such as { line = 17 }"),
            ("reset = { line = 25 }\n", 5, "give each its own"),
            (
                "backlight = { line = 24, pull = \"up\" }\n",
                5,
                "leave it out",
            ),
            ("colour = 3\n", 5, "`rotation`"),
        ];
        for (field, place, remedy) in cases {
            let said = read(&format!("{LEAST}{field}")).expect_err(field);
            let place = format!("module.toml, line {place}: ");
            assert!(said.starts_with(&place), "{field}\n{said}");
            assert!(said.contains(remedy), "{field}\n{said}");
        }
        let said = read("spi = \"/dev/spidev0.0\"\n").unwrap_err();
        assert!(said.starts_with("module.toml, line 2: "), "{said}");
        assert!(said.contains("`data_command`"), "{said}");
    }
}
