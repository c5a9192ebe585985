//! What was measured at the jacks.

use super::{Kept, parse};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file `calibration.toml`: a table for each calibrated input.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Calibration {
    /// By the name of the input.
    pub inputs: BTreeMap<String, TwoPoints>,
}

/// The volts that the module read at a jack while 1 V and 3 V were there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwoPoints {
    /// What it read at 1 V.
    pub at_1v: f64,
    /// What it read at 3 V.
    pub at_3v: f64,
}

impl Kept for Calibration {
    const FILE: &'static str = "calibration.toml";
    const WITHOUT: &'static str =
        "the inputs play uncalibrated until `nrave-module calibrate` is run";

    fn parse(text: &str) -> Result<Self, String> {
        let calibration: Self = parse::toml(text)?;
        for (name, points) in &calibration.inputs {
            let finite = points.at_1v.is_finite() && points.at_3v.is_finite();
            if !finite || points.at_1v == points.at_3v {
                return Err(format!(
                    "[{name}] has at_1v = {} and at_3v = {}, which must be two different numbers",
                    points.at_1v, points.at_3v
                ));
            }
        }
        Ok(calibration)
    }

    fn print(&self) -> String {
        toml::to_string(self).expect("names and numbers are TOML")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calibration_is_a_table_an_input() {
        let text = "[pitch]\nat_1v = 0.98\nat_3v = 2.97\n";
        let calibration = Calibration::parse(text).unwrap();
        assert_eq!(calibration.inputs["pitch"].at_3v, 2.97);
        assert_eq!(calibration.print(), text);
        assert_eq!(Calibration::parse(""), Ok(Calibration::default()));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "[pitch]\nat_1v = nan\nat_3v = 3.0",
            "[pitch]\nat_1v = 1.0\nat_3v = 1.0",
            "[pitch]\nat_1v = 1.0",
            "[pitch]\nat_1v = 1.0\nat_3v = 3.0\nat_5v = 5.0",
            "pitch = 3",
        ] {
            assert!(Calibration::parse(text).is_err(), "{text}");
        }
    }
}
