//! Volts that are set while it plays.

use std::sync::atomic::{AtomicU32, Ordering};

/// The volts at all jacks of a board, set by anyone and read by the simulated hardware.
#[derive(Debug)]
pub struct Live {
    names: Vec<String>,
    /// Bits of an f32 each.
    volts: Vec<AtomicU32>,
}

impl Live {
    /// 0 V at jacks of these names.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let names: Vec<_> = names.into_iter().collect();
        let volts = names.iter().map(|_| AtomicU32::new(0)).collect();
        Self { names, volts }
    }

    /// Puts volts into a jack.
    ///
    /// # Errors
    /// Names the jacks that there are, or says what volts are.
    pub fn set(&self, jack: &str, volts: f32) -> Result<(), String> {
        if !volts.is_finite() || volts.abs() > 100.0 {
            return Err(format!("{volts} is no number of volts (-100 to 100)"));
        }
        let place = self.names.iter().position(|name| name == jack);
        let place = place.ok_or_else(|| {
            let known = self.names.join(", ");
            format!("there is no jack \"{jack}\"; there are {known}")
        })?;
        self.volts[place].store(volts.to_bits(), Ordering::Relaxed);
        Ok(())
    }

    /// Volts in a jack, by its number.
    pub fn volts(&self, jack: usize) -> f32 {
        f32::from_bits(self.volts[jack].load(Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jacks_hold_what_they_were_given() {
        let live = Live::new(["cv1", "cv2"].map(str::to_owned));
        live.set("cv2", -1.5).unwrap();
        assert_eq!([live.volts(0), live.volts(1)], [0.0, -1.5]);
        assert!(live.set("cv3", 1.0).unwrap_err().contains("cv1, cv2"));
        assert!(live.set("cv1", f32::NAN).is_err());
    }
}
