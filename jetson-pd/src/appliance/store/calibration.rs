//! What was measured at the jacks.

use super::Kept;
use crate::config::Calibrations;
use std::path::Path;

impl Kept for Calibrations {
    const FILE: &'static str = "calibration.toml";
    const WITHOUT: &'static str =
        "the inputs play uncalibrated until `nrave-module calibrate` is run";

    fn parse(text: &str) -> Result<Self, String> {
        Self::parse(Path::new(Self::FILE), text).map_err(|error| error.to_string())
    }

    fn print(&self) -> String {
        self.print()
    }
}
