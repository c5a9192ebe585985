//! What the module plays again after it was switched off.

use super::{Kept, parse};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const VERSION: i64 = 1;
/// How many values a patch may have remembered.
pub const MOST_REMEMBERED: usize = 100;
/// Bytes of the name of a remembered value.
pub const LONGEST_KEY: usize = 64;
/// Bytes of a remembered value.
pub const LONGEST_VALUE: usize = 256;

/// The file `settings.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The name of the model that played last, without folder and extension.
    pub model: Option<String>,
    /// 0…1.
    pub volume: f32,
    /// What the patch wants remembered: a name, and words with single blanks between them.
    pub remembered: BTreeMap<String, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            model: None,
            volume: 0.8,
            remembered: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// Remembers `value` under `key`; returns whether anything changed.
    ///
    /// # Errors
    /// Where the name or the value is too long, or there are too many.
    pub fn remember(&mut self, key: &str, value: &str) -> Result<bool, String> {
        check(key, value)?;
        if self.remembered.get(key).is_some_and(|old| old == value) {
            return Ok(false);
        }
        if self.remembered.len() >= MOST_REMEMBERED && !self.remembered.contains_key(key) {
            return Err(format!("there are {MOST_REMEMBERED} values already"));
        }
        self.remembered.insert(key.to_owned(), value.to_owned());
        Ok(true)
    }
}

fn check(key: &str, value: &str) -> Result<(), String> {
    if key.len() > LONGEST_KEY || key.contains(char::is_whitespace) || key.is_empty() {
        return Err(format!(
            "the name of a value is one word of 1 to {LONGEST_KEY} bytes"
        ));
    }
    if value.len() > LONGEST_VALUE {
        return Err(format!("{key} is longer than {LONGEST_VALUE} bytes"));
    }
    Ok(())
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<String>,
    volume: f32,
    #[serde(default)]
    remembered: BTreeMap<String, String>,
}

impl Kept for Settings {
    const FILE: &'static str = "settings.toml";
    const WITHOUT: &'static str = "the module plays with the first model and its usual volume";

    fn parse(text: &str) -> Result<Self, String> {
        // First the version: another one may have other fields.
        match parse::toml::<toml::Table>(text)?.get("version") {
            Some(toml::Value::Integer(VERSION)) => {}
            Some(other) => return Err(format!("its version is {other}, not {VERSION}")),
            None => return Err("it has no version".to_owned()),
        }
        let file: File = parse::toml(text)?;
        if !(0.0..=1.0).contains(&file.volume) {
            return Err(format!("volume is {}, not 0 to 1", file.volume));
        }
        if file.remembered.len() > MOST_REMEMBERED {
            return Err(format!("more than {MOST_REMEMBERED} remembered values"));
        }
        for (key, value) in &file.remembered {
            check(key, value)?;
        }
        Ok(Self {
            model: file.model.filter(|model| !model.is_empty()),
            volume: file.volume,
            remembered: file.remembered,
        })
    }

    fn print(&self) -> String {
        let volume = if self.volume.is_finite() {
            self.volume.clamp(0.0, 1.0)
        } else {
            Self::default().volume
        };
        let file = File {
            version: VERSION,
            model: self.model.clone(),
            volume,
            remembered: self.remembered.clone(),
        };
        toml::to_string(&file).expect("strings and numbers are TOML")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_were_written() {
        let mut settings = Settings {
            model: Some("my \"strings\"\n".into()),
            volume: 0.3,
            ..Settings::default()
        };
        settings.remember("morph", "0.25 \\ é").unwrap();
        settings.remember("a.b", "").unwrap();
        assert_eq!(Settings::parse(&settings.print()), Ok(settings));
        let fresh = Settings::default();
        assert_eq!(Settings::parse(&fresh.print()), Ok(fresh));
    }

    #[test]
    fn the_longest_settings_can_be_read_again() {
        let mut settings = Settings::default();
        for n in 0..MOST_REMEMBERED {
            let key = format!("{n:\u{1}>LONGEST_KEY$}");
            settings
                .remember(&key, &"\u{1}".repeat(LONGEST_VALUE))
                .unwrap();
        }
        assert!(settings.remember("one more", "").is_err());
        assert!(settings.remember("more", "").is_err());
        assert!(settings.print().len() < 256 * 1024);
        assert_eq!(Settings::parse(&settings.print()), Ok(settings));
    }

    #[test]
    fn an_error_names_the_line_or_the_field() {
        let error = |text| Settings::parse(text).unwrap_err();
        assert!(error("version = 1\nvolume = \n").starts_with("line 2"));
        assert!(error("version = 1\nvolume = nan").contains("volume is NaN"));
        assert!(error("version = 2\nother = 1").contains("version is 2, not 1"));
        assert!(error("").contains("no version"));
        assert!(error("version = 1\nvolume = 0.5\nvolme = 1").contains("volme"));
    }
}
