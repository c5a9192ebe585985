//! A part of the board that may fail, and is opened again until it works.

use crate::drivers::{Batch, Device, Driver, Fault, FaultKind, Part};
use crate::time::{Nanos, SECOND};

/// From the first failure to the next try, doubled each time; half a second at most, so that what
/// is plugged in again plays within a second.
const FIRST_WAIT: Nanos = SECOND / 100;
const LONGEST_WAIT: Nanos = SECOND / 2;

/// What became of a part since it was last asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Failed(Fault),
    Works,
}

/// A part and its device.
pub struct Slot {
    pub part: Part,
    device: Option<Box<dyn Device>>,
    wait: Nanos,
    retry: Nanos,
    /// The fault that was told and is not yet over.
    told: Option<FaultKind>,
}

impl Slot {
    /// Not opened yet.
    pub fn new(part: Part) -> Self {
        Self {
            part,
            device: None,
            wait: FIRST_WAIT,
            retry: 0,
            told: None,
        }
    }

    /// Why it doesn't work, where that has been told.
    pub fn fault(&self) -> Option<FaultKind> {
        self.told
    }

    /// Reads, or opens what failed if it is time to. Returns what is new: one fault an outage.
    pub fn read(
        &mut self,
        driver: &mut dyn Driver,
        now: Nanos,
        batch: &mut Batch,
    ) -> Option<Change> {
        if self.device.is_none() {
            if now < self.retry {
                return None;
            }
            match driver.open(&self.part) {
                Ok(device) => self.device = Some(device),
                Err(fault) => return self.fail(now, fault),
            }
        }
        let device = self.device.as_mut()?;
        match device.read(now, batch) {
            Ok(()) => {
                self.wait = FIRST_WAIT;
                self.told.take().map(|_| Change::Works)
            }
            Err(fault) => self.fail(now, fault),
        }
    }

    fn fail(&mut self, now: Nanos, fault: Fault) -> Option<Change> {
        self.device = None;
        self.retry = now + self.wait;
        self.wait = (2 * self.wait).min(LONGEST_WAIT);
        let new = self.told.is_none();
        self.told = Some(fault.kind);
        new.then_some(Change::Failed(fault))
    }
}
