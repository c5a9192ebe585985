//! Control inlets: signals at the host's rate, of which the network takes one value, or a few, a step.
//!
//! The value is the mean over the step's host samples (over an equal share of them where a port takes
//! several values a step), so that a fast control is averaged and not sampled at random.

/// One inlet's values for the step that is being filled.
pub(crate) struct Gather {
    sums: Box<[f32]>,
    counts: Box<[u32]>,
    /// Stands in where a share gets no host sample.
    last: f32,
}

impl Gather {
    /// For `values` values a step.
    pub fn new(values: usize) -> Gather {
        Gather {
            sums: vec![0.0; values].into(),
            counts: vec![0; values].into(),
            last: 0.0,
        }
    }

    /// How many values a step has.
    pub fn values(&self) -> usize {
        self.sums.len()
    }

    /// Takes host samples; the first is number `offset` of the `length` that the step has.
    pub fn push(&mut self, samples: &[f32], offset: u64, length: u64) {
        let values = self.sums.len() as u64;
        for (i, &x) in samples.iter().enumerate() {
            let share = (offset + i as u64) * values / length.max(1);
            let share = (share as usize).min(self.sums.len() - 1);
            self.sums[share] += x;
            self.counts[share] += 1;
        }
    }

    /// Writes the step's values, as far as `out` has room for them, and starts the next step.
    pub fn finish(&mut self, out: &mut [f32]) {
        for (i, (sum, count)) in self.sums.iter_mut().zip(&mut self.counts).enumerate() {
            if *count > 0 {
                self.last = *sum / *count as f32;
            }
            if let Some(out) = out.get_mut(i) {
                *out = self.last;
            }
            *sum = 0.0;
            *count = 0;
        }
    }

    /// Back to the start of time.
    pub fn reset(&mut self) {
        self.sums.fill(0.0);
        self.counts.fill(0);
        self.last = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_averaged_however_it_is_cut() {
        let samples: Vec<f32> = (0..12).map(|x| x as f32).collect();
        for cut in 0..12 {
            let mut gather = Gather::new(3);
            gather.push(&samples[..cut], 0, 12);
            gather.push(&samples[cut..], cut as u64, 12);
            let mut out = [0.0; 3];
            gather.finish(&mut out);
            assert_eq!(out, [1.5, 5.5, 9.5]);
        }
    }

    #[test]
    fn a_share_without_samples_keeps_the_last_value() {
        let mut gather = Gather::new(4);
        gather.push(&[8.0, 2.0], 0, 2);
        let mut out = [0.0; 4];
        gather.finish(&mut out);
        assert_eq!(out, [8.0, 8.0, 2.0, 2.0]);
    }
}
