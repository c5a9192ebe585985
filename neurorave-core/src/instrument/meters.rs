//! Figures that the audio thread and the workers publish and anyone may read.

use super::Reading;
use super::job::Job;
use super::settings::DESCRIPTORS;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

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
    pub dropouts: AtomicU64,
    pub repaired: AtomicU64,
    pub cpu_mean: Figure,
    pub cpu_worst: Figure,
    pub pitch_hz: Figure,
    pub voicing: Figure,
    measured: [Figure; DESCRIPTORS],
    sent: [Figure; DESCRIPTORS],
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

    /// Counts one network call that took `load` of the time that its step stands for.
    pub fn count(&self, load: f32) {
        let mean = self.cpu_mean.get();
        self.cpu_mean.set(if mean == 0.0 {
            load
        } else {
            mean + (load - mean) * 0.02
        });
        self.cpu_worst.set(self.cpu_worst.get().max(load));
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
