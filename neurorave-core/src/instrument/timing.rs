//! When a step is complete and when its result is due, in whole host samples.
//!
//! All of it is integer arithmetic on absolute positions: nothing accumulates, nothing rounds twice.

/// Host samples per model sample as a reduced fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ratio {
    /// Numerator: proportional to the host's rate. At least 1.
    pub host: u64,
    /// Denominator: proportional to the model's rate. At least 1.
    pub model: u64,
}

impl Ratio {
    /// The ratio of two rates in Hz. A host rate that is not whole is taken to the nearest
    /// thousandth of a hertz, 1 sample in 12 hours at worst.
    pub fn new(host_rate: f64, model_rate: u32) -> Ratio {
        let scale = if host_rate.fract() == 0.0 {
            1.0
        } else {
            1000.0
        };
        let host = (host_rate * scale).round() as u64;
        let model = u64::from(model_rate) * scale as u64;
        let divisor = gcd(host, model).max(1);
        Ratio {
            host: (host / divisor).max(1),
            model: (model / divisor).max(1),
        }
    }

    /// Whether both rates are equal, so that nothing is resampled.
    pub fn is_one(self) -> bool {
        self.host == self.model
    }

    /// `floor(model_samples · host/model)`.
    pub fn floor(self, model_samples: i64) -> i64 {
        narrow((i128::from(model_samples) * self.host as i128).div_euclid(self.model as i128))
    }

    /// `ceil(model_samples · host/model)`.
    pub fn ceil(self, model_samples: i64) -> i64 {
        -self.floor(-model_samples)
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Positions fit: 2⁶³ samples at 384 kHz are 760,000 years.
fn narrow(x: i128) -> i64 {
    x.clamp(i64::MIN as i128, i64::MAX as i128) as i64
}

/// The fixed times of one voice. Positions count from the voice's first sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Timing {
    pub ratio: Ratio,
    /// Model samples per step.
    pub step: usize,
    /// Host samples that the input resampler looks ahead.
    pub input_half: usize,
    /// Model samples that the output resampler looks ahead.
    pub output_half: usize,
    /// The model's own delay in model samples.
    pub delay: usize,
    /// Host samples from input to output, everything included.
    pub latency: usize,
}

impl Timing {
    /// Times with the least latency that leaves the network `steps` whole steps to compute: 0 when
    /// the result must be there within the call that completes the step.
    pub fn least(
        ratio: Ratio,
        step: usize,
        delay: usize,
        halves: (usize, usize),
        steps: usize,
    ) -> Timing {
        let (input_half, output_half) = halves;
        let model_samples = ((1 + steps) * step - 1 + output_half + delay) as i64;
        let latency = input_half + ratio.floor(model_samples) as usize;
        Timing {
            ratio,
            step,
            input_half,
            output_half,
            delay,
            latency,
        }
    }

    /// The host sample with whose arrival step `k` is complete.
    pub fn complete(&self, k: u64) -> u64 {
        let last = ((k + 1) * self.step as u64) as i64 - 1;
        self.ratio.floor(last) as u64 + self.input_half as u64
    }

    /// The first host sample whose output needs the result of step `k`. Never before
    /// [`Timing::complete`].
    pub fn due(&self, k: u64) -> u64 {
        let first = (k * self.step as u64) as i64 - (self.output_half + self.delay) as i64;
        (self.latency as i64 + self.ratio.ceil(first)) as u64
    }

    /// Where in the network's output host sample 0 reads: whole model samples and a fraction in
    /// units of `1/ratio.host`. Host sample `n` reads `n · ratio.model/ratio.host` later.
    pub fn origin(&self) -> (i64, u64) {
        let host = self.ratio.host as i128;
        let at = self.delay as i128 * host - self.latency as i128 * self.ratio.model as i128;
        (narrow(at.div_euclid(host)), at.rem_euclid(host) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_reduce_to_a_fraction() {
        assert_eq!(
            Ratio::new(48000.0, 44100),
            Ratio {
                host: 160,
                model: 147
            }
        );
        assert_eq!(Ratio::new(44100.0, 44100), Ratio { host: 1, model: 1 });
        assert_eq!(
            Ratio::new(44100.5, 44100),
            Ratio {
                host: 88201,
                model: 88200
            }
        );
    }

    #[test]
    fn at_equal_rates_a_step_is_answered_by_its_last_sample_or_one_step_later() {
        let one = Ratio::new(44100.0, 44100);
        assert_eq!(Timing::least(one, 512, 0, (0, 0), 0).latency, 511);
        assert_eq!(Timing::least(one, 512, 752, (0, 0), 0).latency, 511 + 752);
        let worker = Timing::least(one, 512, 752, (0, 0), 1);
        assert_eq!(worker.latency, 2 * 512 - 1 + 752);
        assert_eq!((worker.complete(0), worker.due(0)), (511, 1023));
        assert_eq!((worker.complete(7), worker.due(7)), (4095, 4607));
    }

    #[test]
    fn no_result_is_due_before_its_step_is_complete_and_none_waits_long() {
        for (host, model) in [
            (48000.0, 44100),
            (96000.0, 44100),
            (8000.0, 48000),
            (47999.0, 44100),
        ] {
            let ratio = Ratio::new(host, model);
            for steps in 0..3 {
                let t = Timing::least(ratio, 512, 100, (28, 31), steps);
                let room = ratio.floor((steps * 512) as i64) as u64;
                for k in 0..2000 {
                    let spare = t.due(k) - t.complete(k);
                    assert!(
                        spare >= room && spare <= room + 2,
                        "{host} {steps} {k}: {spare}"
                    );
                }
            }
        }
    }
}
