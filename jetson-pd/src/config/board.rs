//! A board: its converters, lines, jacks, encoder and screen. `boards/` holds those that are known.

use super::error::{ConfigError, Source};
use super::screen::Screen;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The boards that come with the program, by the names that a configuration calls them by.
pub const BOARDS: [(&str, &str); 5] = [
    ("neurorack", include_str!("../../boards/neurorack.toml")),
    ("jetson-nano", include_str!("../../boards/jetson-nano.toml")),
    (
        "jetson-orin-nano",
        include_str!("../../boards/jetson-orin-nano.toml"),
    ),
    (
        "raspberry-pi-4",
        include_str!("../../boards/raspberry-pi-4.toml"),
    ),
    (
        "raspberry-pi-5",
        include_str!("../../boards/raspberry-pi-5.toml"),
    ),
];

/// What the hardware is reached through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DriverName {
    /// The kernel's own interfaces: any board with Linux.
    Linux,
    /// Raspberry Pi only.
    Rpi,
    /// No hardware.
    Sim,
}

/// A board, checked: every jack is on a converter or a line that is there.
#[derive(Clone, Debug)]
pub struct Board {
    pub name: String,
    pub driver: DriverName,
    pub adcs: Vec<Adc>,
    pub jacks: Vec<Jack>,
    pub button: Option<Line>,
    pub encoder: Option<Encoder>,
    pub screen: Option<Screen>,
}

/// An analogue-to-digital converter.
#[derive(Clone, Debug, PartialEq)]
pub struct Adc {
    pub name: String,
    pub chip: AdcChip,
    /// Of I2C, or of SPI.
    pub bus: u8,
    /// On an I2C bus: 0x48 to 0x4b.
    pub address: u8,
    /// On an SPI bus: the chip select.
    pub select: u8,
    /// Volts at the converter's input that give the greatest count.
    pub full_scale: f32,
}

/// The converters that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AdcChip {
    Ads1015,
    Ads1115,
    Mcp3008,
    Mcp3208,
}

impl AdcChip {
    /// Counts from 0 to full scale.
    pub fn counts(self) -> i32 {
        match self {
            Self::Ads1015 => 2048,
            Self::Ads1115 => 32768,
            Self::Mcp3008 => 1024,
            Self::Mcp3208 => 4096,
        }
    }

    /// The least count: below 0 where a converter measures both ways.
    pub fn least(self) -> i32 {
        match self {
            Self::Ads1015 | Self::Ads1115 => -self.counts(),
            Self::Mcp3008 | Self::Mcp3208 => 0,
        }
    }

    /// How many inputs it has.
    pub fn channels(self) -> u8 {
        match self {
            Self::Ads1015 | Self::Ads1115 => 4,
            Self::Mcp3008 | Self::Mcp3208 => 8,
        }
    }

    /// Whether it is on an I2C bus; the others are on SPI.
    pub fn is_on_i2c(self) -> bool {
        matches!(self, Self::Ads1015 | Self::Ads1115)
    }

    /// What is printed on it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ads1015 => "ADS1015",
            Self::Ads1115 => "ADS1115",
            Self::Mcp3008 => "MCP3008",
            Self::Mcp3208 => "MCP3208",
        }
    }

    /// Full scales in volts that it can be set to; none where it takes what its reference gives.
    pub fn full_scales(self) -> &'static [f32] {
        match self {
            Self::Ads1015 | Self::Ads1115 => &[0.256, 0.512, 1.024, 2.048, 4.096, 6.144],
            Self::Mcp3008 | Self::Mcp3208 => &[],
        }
    }
}

/// A jack on the panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Jack {
    pub name: String,
    pub source: JackSource,
}

/// What a jack leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum JackSource {
    Analogue {
        /// Which of the board's converters.
        adc: usize,
        channel: u8,
        /// Volts at the jack for a volt at the converter; below 0 behind an inverting amplifier.
        gain: f32,
        /// Volts at the jack when the converter reads 0.
        offset: f32,
    },
    Digital(Line),
}

/// A line of a GPIO chip.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a line such as { line = 17 }")]
pub struct Line {
    /// Such as `/dev/gpiochip0`; the driver `rpi` has one only and doesn't ask.
    #[serde(default = "first_chip")]
    pub chip: PathBuf,
    pub line: u32,
    /// Whether low is on, as behind an inverting transistor.
    #[serde(default)]
    pub active_low: bool,
    #[serde(default)]
    pub pull: Pull,
}

/// A resistor inside the chip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pull {
    #[default]
    None,
    Up,
    Down,
}

/// A rotary encoder.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Encoder {
    /// The I2C bus of a Pimoroni PIM522, the encoder with its own controller.
    pub bus: u8,
    #[serde(default = "encoder_address")]
    pub address: u8,
}

fn first_chip() -> PathBuf {
    "/dev/gpiochip0".into()
}

fn encoder_address() -> u8 {
    0x0f
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBoard {
    name: String,
    driver: DriverName,
    #[serde(default)]
    adc: Vec<Spanned<RawAdc>>,
    jack: Vec<Spanned<RawJack>>,
    button: Option<Line>,
    encoder: Option<Encoder>,
    screen: Option<Spanned<Screen>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAdc {
    name: String,
    chip: AdcChip,
    bus: u8,
    address: Option<u8>,
    select: Option<u8>,
    full_scale: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawJack {
    name: String,
    adc: Option<String>,
    channel: Option<u8>,
    gain: Option<f32>,
    offset: Option<f32>,
    gpio: Option<Line>,
}

impl Board {
    /// The board that a configuration calls `name`: one of [`BOARDS`], or a file beside it.
    ///
    /// # Errors
    /// Where there is neither, or the file has a mistake.
    pub fn find(name: &str, folder: &Path) -> Result<Self, String> {
        if let Some((known, text)) = BOARDS.iter().find(|(known, _)| *known == name) {
            let file = Path::new("boards").join(known).with_extension("toml");
            return Self::parse(&file, text).map_err(|error| error.to_string());
        }
        let file = folder.join(name);
        let text = std::fs::read_to_string(&file).map_err(|error| {
            let known: Vec<_> = BOARDS.iter().map(|(known, _)| *known).collect();
            format!(
                "there is no board \"{name}\": take one of {}, or the name of a file beside this \
                 one ({}: {error})",
                known.join(", "),
                file.display()
            )
        })?;
        Self::parse(&file, &text).map_err(|error| error.to_string())
    }

    /// Reads a board's file.
    ///
    /// # Errors
    /// With the line of the first mistake.
    pub fn parse(file: &Path, text: &str) -> Result<Self, ConfigError> {
        let source = Source { file, text };
        let raw: RawBoard = super::deserialize(&source)?;
        let mut places = BTreeMap::new();
        let mut adcs = Vec::new();
        for (index, adc) in raw.adc.into_iter().enumerate() {
            let (span, adc) = (adc.span(), adc.into_inner());
            if places.insert(adc.name.clone(), index).is_some() {
                let said = format!("two converters are called \"{}\"", adc.name);
                return Err(source.error_in(&span, "name", said));
            }
            adcs.push(check_adc(&source, &span, adc)?);
        }
        let mut jacks: Vec<Jack> = Vec::new();
        for jack in raw.jack {
            let (span, jack) = (jack.span(), jack.into_inner());
            if jacks.iter().any(|other| other.name == jack.name) {
                let said = format!("two jacks are called \"{}\"", jack.name);
                return Err(source.error_in(&span, "name", said));
            }
            jacks.push(check_jack(&source, &span, jack, &places, &adcs)?);
        }
        let screen = raw.screen.map(|screen| Screen::checked(&source, screen));
        Ok(Self {
            name: raw.name,
            driver: raw.driver,
            adcs,
            jacks,
            button: raw.button,
            encoder: raw.encoder,
            screen: screen.transpose()?,
        })
    }
}

type Span = std::ops::Range<usize>;

fn check_adc(source: &Source, span: &Span, adc: RawAdc) -> Result<Adc, ConfigError> {
    let chip = adc.chip.name();
    let wrong = |key: &str, said: String| Err(source.error_in(span, key, said));
    let scales = adc.chip.full_scales();
    if !(adc.full_scale > 0.0 && adc.full_scale < 100.0) {
        return wrong(
            "full_scale",
            format!("full_scale = {} is no number of volts", adc.full_scale),
        );
    }
    if !scales.is_empty() && !scales.contains(&adc.full_scale) {
        return wrong(
            "full_scale",
            format!("an {chip} has full scales of {scales:?} volts"),
        );
    }
    if adc.chip.is_on_i2c() {
        if adc.select.is_some() {
            return wrong("select", format!("an {chip} is on I2C: give its address"));
        }
        match adc.address {
            None => return wrong("address", format!("give the {chip}'s address on its bus")),
            Some(0x48..=0x4b) => {}
            Some(other) => {
                let said = format!("an {chip} has an address from 0x48 to 0x4b, not {other:#x}");
                return wrong("address", said);
            }
        }
    } else if adc.address.is_some() {
        let said = format!("an {chip} is on SPI: give its chip select as select = 0");
        return wrong("address", said);
    }
    Ok(Adc {
        name: adc.name,
        chip: adc.chip,
        bus: adc.bus,
        address: adc.address.unwrap_or(0),
        select: adc.select.unwrap_or(0),
        full_scale: adc.full_scale,
    })
}

fn check_jack(
    source: &Source,
    span: &Span,
    jack: RawJack,
    places: &BTreeMap<String, usize>,
    adcs: &[Adc],
) -> Result<Jack, ConfigError> {
    let wrong = |key: &str, said: String| Err(source.error_in(span, key, said));
    let name = jack.name;
    let made = match (jack.adc, jack.gpio) {
        (Some(adc), None) => {
            let Some(&index) = places.get(&adc) else {
                return wrong(
                    "adc",
                    format!("there is no [[adc]] with the name \"{adc}\""),
                );
            };
            let chip = adcs[index].chip;
            let Some(channel) = jack.channel else {
                return wrong(
                    "channel",
                    format!("which channel of \"{adc}\"? channel = 0"),
                );
            };
            if channel >= chip.channels() {
                let (chip, last) = (chip.name(), chip.channels() - 1);
                return wrong("channel", format!("an {chip} has channels 0 to {last}"));
            }
            let (gain, offset) = (jack.gain.unwrap_or(1.0), jack.offset.unwrap_or(0.0));
            if !gain.is_finite() || gain == 0.0 {
                return wrong(
                    "gain",
                    "gain is volts at the jack for one at the converter".into(),
                );
            }
            if !offset.is_finite() {
                return wrong("offset", "offset is a number of volts".into());
            }
            JackSource::Analogue {
                adc: index,
                channel,
                gain,
                offset,
            }
        }
        (None, Some(line)) => {
            for (key, given) in [
                ("channel", jack.channel.is_some()),
                ("gain", jack.gain.is_some()),
                ("offset", jack.offset.is_some()),
            ] {
                if given {
                    return wrong(key, format!("a jack on gpio has no {key}"));
                }
            }
            JackSource::Digital(line)
        }
        _ => {
            let said =
                format!("jack \"{name}\" leads either to an adc and its channel, or to gpio");
            return wrong("name", said);
        }
    };
    Ok(Jack { name, source: made })
}
