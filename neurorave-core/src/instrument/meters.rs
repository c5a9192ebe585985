//! Figures that the audio thread and the pool publish and anyone may read.

use super::job::Job;
use super::settings::DESCRIPTORS;
use super::{Priority, Reading};
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering::Relaxed};

/// An `f32` that threads share.
#[derive(Default)]
pub(crate) struct Figure(AtomicU32);

impl Figure {
    pub fn set(&self, value: f32) {
        self.0.store(value.to_bits(), Relaxed);
    }

    pub fn get(&self) -> f32 {
        f32::from_bits(self.0.load(Relaxed))
    }
}

/// Every figure is independent of the others, so relaxed order suffices.
#[derive(Default)]
pub(crate) struct Meters {
    /// Steps that have come back from beside the sound.
    pub steps: AtomicU64,
    pub dropouts: AtomicU64,
    pub repaired: AtomicU64,
    pub cpu_mean: Figure,
    pub cpu_worst: Figure,
    pub pitch_hz: Figure,
    pub voicing: Figure,
    measured: [Figure; DESCRIPTORS],
    sent: [Figure; DESCRIPTORS],
    /// One more than the place of the priority of whoever ran the last step; 0 before the first.
    priority: AtomicU8,
}

impl Meters {
    /// Shows what an answered step has measured and sent.
    pub fn publish(&self, job: &Job) {
        self.pitch_hz.set(job.pitch.0);
        self.voicing.set(job.pitch.1);
        for (i, reading) in job.readings.iter().enumerate() {
            self.measured[i].set(reading.measured);
            self.sent[i].set(reading.sent);
        }
    }

    /// Counts one step, in parts of the time that it stands for: `share` is what it took of a thread,
    /// `whole` how long its thread was busy until the answer was there. They differ where steps of
    /// several voices were run together.
    pub fn count(&self, share: f32, whole: f32) {
        let mean = self.cpu_mean.get();
        self.cpu_mean.set(if mean == 0.0 {
            share
        } else {
            mean + (share - mean) * 0.02
        });
        self.cpu_worst.set(self.cpu_worst.get().max(whole));
    }

    /// Notes the priority of the thread that runs the steps.
    pub fn set_priority(&self, priority: Priority) {
        self.priority.store(priority as u8 + 1, Relaxed);
    }

    /// What was last noted.
    pub fn priority(&self) -> Option<Priority> {
        let place = self.priority.load(Relaxed).checked_sub(1)?;
        Priority::from_place(place)
    }

    pub fn clear(&self) {
        self.dropouts.store(0, Relaxed);
        self.repaired.store(0, Relaxed);
        self.cpu_mean.set(0.0);
        self.cpu_worst.set(0.0);
    }

    pub fn readings(&self) -> [Reading; DESCRIPTORS] {
        std::array::from_fn(|i| Reading {
            measured: self.measured[i].get(),
            sent: self.sent[i].get(),
        })
    }
}
