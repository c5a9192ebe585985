//! The lines, and what they mean.

use std::fmt;

/// Told by `nrave.cv`, ten times a second and when something happens.
#[derive(Clone, Debug, PartialEq)]
pub enum FromPd {
    /// Pd is alive: the samples that its audio callback has computed since the object was made, and
    /// the gates that came too late for their delay.
    Beat { samples: u64, late: u64 },
    /// An input: the volts at its jack, and what they become (an attribute −1…1, Hz, a gate 0 or 1).
    Input {
        name: String,
        volts: f32,
        value: f32,
    },
    /// The encoder was turned by so many steps.
    Turn(i32),
    /// The push button, or the encoder's own.
    Button { down: bool },
    /// A part of the hardware is gone, and why.
    Fault { part: String, why: String },
    /// A part works again.
    Well { part: String },
    /// Anything that the patch says: `loaded strings forward`, `cpu 0.2 0.4`, `level 0.1 0.1` …
    Said(Vec<String>),
}

/// A message for the patch: a word and its arguments, which leave the object's message outlet.
#[derive(Clone, Debug, PartialEq)]
pub struct ToPd(pub Vec<String>);

impl FromPd {
    /// Reads a line; `None` for what is none of these.
    pub fn parse(line: &str) -> Option<Self> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let mut words = rest.split_whitespace();
        Some(match word {
            "beat" => Self::Beat {
                samples: words.next()?.parse().ok()?,
                late: words.next()?.parse().ok()?,
            },
            "input" => Self::Input {
                name: words.next()?.to_owned(),
                volts: words.next()?.parse().ok()?,
                value: words.next()?.parse().ok()?,
            },
            "turn" => Self::Turn(words.next()?.parse().ok()?),
            "button" => Self::Button {
                down: words.next()? == "1",
            },
            "fault" => {
                let (part, why) = rest.split_once(" | ")?;
                Self::Fault {
                    part: part.to_owned(),
                    why: why.to_owned(),
                }
            }
            "well" => Self::Well {
                part: rest.to_owned(),
            },
            "said" => Self::Said(words.map(str::to_owned).collect()),
            _ => return None,
        })
    }
}

impl fmt::Display for FromPd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Beat { samples, late } => write!(f, "beat {samples} {late}"),
            Self::Input { name, volts, value } => write!(f, "input {name} {volts} {value}"),
            Self::Turn(steps) => write!(f, "turn {steps}"),
            Self::Button { down } => write!(f, "button {}", u8::from(*down)),
            Self::Fault { part, why } => write!(f, "fault {part} | {why}"),
            Self::Well { part } => write!(f, "well {part}"),
            Self::Said(words) => write!(f, "said {}", words.join(" ")),
        }
    }
}

impl ToPd {
    /// Reads a line; `None` for an empty one.
    pub fn parse(line: &str) -> Option<Self> {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then_some(Self(words))
    }
}

impl fmt::Display for ToPd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_were_written() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let messages = [
            FromPd::Beat {
                samples: 48_000,
                late: 2,
            },
            FromPd::Input {
                name: "cv1".into(),
                volts: -1.25,
                value: 0.5,
            },
            FromPd::Turn(-3),
            FromPd::Button { down: true },
            FromPd::Fault {
                part: "ADS1015 at i2c-1 0x48".into(),
                why: "no answer | unplugged?".into(),
            },
            FromPd::Well {
                part: "ADS1015 at i2c-1 0x48".into(),
            },
            FromPd::Said(words("loaded strings forward")),
        ];
        for message in messages {
            assert_eq!(FromPd::parse(&message.to_string()), Some(message));
        }
        let load = ToPd(words("load strings"));
        assert_eq!(ToPd::parse(&load.to_string()), Some(load));
    }

    #[test]
    fn nonsense_is_nothing() {
        for line in [
            "", "beat", "beat x 1", "input a", "turn", "fault a", "what 1",
        ] {
            assert_eq!(FromPd::parse(line), None, "{line}");
        }
        assert_eq!(ToPd::parse("  "), None);
    }
}
