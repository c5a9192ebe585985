//! What `nrave-module calibrate` has measured, in a file of its own.

use super::error::{ConfigError, Source};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// How far a jack may be off before it is rather a wrong cable: volts.
const WINDOW_V: f32 = 0.25;

/// Two points of a V/oct jack: what it reads when 1 V and 3 V are put in. Two octaves apart, they
/// tell its scale and its offset.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    pub at_1v: f32,
    pub at_3v: f32,
}

impl Calibration {
    /// A jack that reads what it is given.
    pub const NONE: Self = Self {
        at_1v: 1.0,
        at_3v: 3.0,
    };

    /// Octaves above 0 V for what the jack reads.
    pub fn octaves(self, volts: f32) -> f32 {
        1.0 + 2.0 * (volts - self.at_1v) / (self.at_3v - self.at_1v)
    }

    /// Cents for a volt that the jack reads.
    pub fn cents_a_volt(self) -> f64 {
        2400.0 / f64::from(self.at_3v - self.at_1v)
    }

    /// Refuses what no working jack reads.
    ///
    /// # Errors
    /// Says which point is off, and what may be wrong.
    pub fn check(self) -> Result<Self, String> {
        for (asked, read) in [(1.0, self.at_1v), (3.0, self.at_3v)] {
            let off = f32::abs(read - asked);
            if off > WINDOW_V || off.is_nan() {
                return Err(format!(
                    "at {asked} V the jack reads {read:.3} V, more than {WINDOW_V} V off: is the \
                     cable in the right jack, and does the source give {asked} V?"
                ));
            }
        }
        Ok(self)
    }
}

/// All calibrations of a module, by the names of inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibrations(pub BTreeMap<String, Calibration>);

impl Calibrations {
    /// Reads the file; none where there is none.
    ///
    /// # Errors
    /// Where it can't be read, or has a value that [`Calibration::check`] refuses.
    pub fn load(file: &Path) -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => {
                let source = Source { file, text: "" };
                return Err(source.error(format!("can't read the calibration: {error}")));
            }
        };
        Self::parse(file, &text)
    }

    /// As [`load`](Self::load), from the file's text.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn parse(file: &Path, text: &str) -> Result<Self, ConfigError> {
        let source = Source { file, text };
        let all: BTreeMap<String, Calibration> = super::deserialize(&source)?;
        for (input, calibration) in &all {
            calibration.check().map_err(|said| {
                source.error(format!(
                    "{input}: {said} (nrave-module calibrate measures it)"
                ))
            })?;
        }
        Ok(Self(all))
    }

    /// The file's text.
    pub fn print(&self) -> String {
        toml::to_string(&self.0).expect("names and numbers are TOML")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_points_tell_scale_and_offset() {
        // Reads 2 % too much, and 50 mV on top.
        let read = |volts: f32| volts * 1.02 + 0.05;
        let calibration = Calibration {
            at_1v: read(1.0),
            at_3v: read(3.0),
        };
        for volts in [-1.0, 0.0, 2.5, 5.0] {
            let cents = 1200.0 * (calibration.octaves(read(volts)) - volts);
            assert!(cents.abs() < 0.01, "{volts} V: {cents} cents");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(Calibration::NONE.check().is_ok());
        for (at_1v, at_3v) in [
            (0.0, 0.0),
            (3.0, 1.0),
            (1.0, 1.0),
            (f32::NAN, 3.0),
            (1.0, f32::INFINITY),
        ] {
            assert!(
                Calibration { at_1v, at_3v }.check().is_err(),
                "{at_1v} {at_3v}"
            );
        }
    }

    #[test]
    fn a_file_is_read_whole_or_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("calibration.toml");
        assert_eq!(Calibrations::load(&file), Ok(Calibrations::default()));
        std::fs::write(&file, "[pitch]\nat_1v = 1.02\nat_3v = 3.04\n").unwrap();
        let read = Calibrations::load(&file).unwrap();
        assert_eq!(read.0["pitch"].at_1v, 1.02);
        assert_eq!(Calibrations::parse(&file, &read.print()), Ok(read));
        for bad in [
            "[pitch]\nat_1v = 1",
            "[pitch]\nat_1v = nan\nat_3v = 3.0",
            "\0\0",
        ] {
            std::fs::write(&file, bad).unwrap();
            let said = Calibrations::load(&file).unwrap_err().to_string();
            assert!(said.contains("calibration.toml"), "{said}");
        }
    }
}
