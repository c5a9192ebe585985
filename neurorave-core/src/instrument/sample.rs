//! The samples of hosts: Pd's have 32 bits, Max's 64.

/// A host's sample. The engine's own have 32 bits.
pub trait Sample: Copy {
    /// To the engine's width; what is too great for it becomes infinite.
    fn narrow(self) -> f32;
    /// From the engine's width, exactly.
    fn widen(sample: f32) -> Self;
}

impl Sample for f32 {
    fn narrow(self) -> f32 {
        self
    }

    fn widen(sample: f32) -> Self {
        sample
    }
}

impl Sample for f64 {
    fn narrow(self) -> f32 {
        self as f32
    }

    fn widen(sample: f32) -> Self {
        sample.into()
    }
}
