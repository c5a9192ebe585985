//! The shortest time that this core can need for a step: for its arithmetic, or for reading its
//! weights, whichever is longer (Williams, Waterman & Patterson 2009, "Roofline").

mod fma;
mod read;

pub use fma::Arithmetic;

use super::work::Work;

/// What the core can do, as measured now.
#[derive(Debug, Clone, Copy)]
pub struct Roofline {
    /// f32 operations per second, two a multiply-accumulate.
    pub peak: f64,
    /// Bytes per second when as much as the weights is read again and again.
    pub bandwidth: f64,
}

impl Roofline {
    /// Measures for about ten milliseconds; `weights` stands for the weights.
    pub fn measure(weights: &[u32]) -> Self {
        Self {
            peak: fma::peak(),
            bandwidth: read::bandwidth(weights),
        }
    }

    /// Seconds that a step of `work` takes at least.
    pub fn seconds(&self, work: &Work) -> f64 {
        let arithmetic = 2.0 * work.macs as f64 / self.peak;
        arithmetic.max(work.weight_bytes as f64 / self.bandwidth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_of_both_times_counts() {
        let roofline = Roofline {
            peak: 100e9,
            bandwidth: 20e9,
        };
        let work = |macs, weight_bytes| Work {
            macs,
            weight_bytes,
            weights: 0,
        };
        assert_eq!(roofline.seconds(&work(50_000_000, 1_000_000)), 1e-3);
        assert_eq!(roofline.seconds(&work(50_000_000, 40_000_000)), 2e-3);
    }
}
