use super::Pitch;
use std::f64::consts::{PI, SQRT_2, TAU};

/// Partials stay below this fraction of the sample rate.
const TOP: f64 = 0.49;
/// Below this the train would be single pulses of more than 70 times its rms.
const LOWEST_HZ: f64 = 8.0;

/// The harmonic source: a flat, band-limited pulse train of unit power.
///
/// `Σ cos(kφ)` over all partials up to 0.49 of the sample rate, in closed form. The topmost
/// partial is weighted by how far the next one has come into the band, so partials enter and
/// leave a glide without a step. Scaled to rms 1 at any f0, times the voicing; peaks reach
/// `sqrt(2 K)` for `K` partials, about 37 at 32 Hz and 44.1 kHz. The phase runs on through
/// unvoiced stretches and never jumps.
#[derive(Clone, Debug)]
pub struct Excitation {
    rate: f64,
    /// In -π ..= π; a pulse is at 0.
    phase: f64,
    hz: f64,
    /// 0 ..= 1
    voicing: f64,
}

impl Excitation {
    /// A silent source at `rate` samples per second.
    pub fn new(rate: f32) -> Self {
        Self {
            rate: f64::from(rate),
            phase: -PI,
            hz: 440.0_f64.min(TOP * f64::from(rate)),
            voicing: 0.0,
        }
    }

    /// Back to silence and the initial phase.
    pub fn reset(&mut self) {
        *self = Self::new(self.rate as f32);
    }

    /// Renders `out.len()` samples on the way from the previous call's pitch to `to`, which the
    /// last sample reaches: f0 moves evenly in log2, voicing linearly. Out of silence f0 starts
    /// at its goal. `to.hz` is limited to 8 Hz … 0.49 of the rate; what is not finite counts as
    /// no change of f0 and as unvoiced.
    pub fn render(&mut self, to: Pitch, out: &mut [f32]) {
        if out.is_empty() {
            return;
        }
        let goal_hz = match f64::from(to.hz) {
            hz if hz.is_finite() => hz.clamp(LOWEST_HZ, TOP * self.rate),
            _ => self.hz,
        };
        let goal_voicing = match f64::from(to.voicing) {
            v if v.is_finite() => v.clamp(0.0, 1.0),
            _ => 0.0,
        };
        if self.voicing == 0.0 {
            self.hz = goal_hz;
        }
        let length = out.len() as f64;
        let ratio = (goal_hz / self.hz).powf(1.0 / length);
        let slope = (goal_voicing - self.voicing) / length;
        let start = self.voicing;
        for (i, sample) in out.iter_mut().enumerate() {
            self.hz *= ratio;
            self.phase += TAU * self.hz / self.rate;
            if self.phase > PI {
                self.phase -= TAU;
            }
            let voicing = start + slope * (i + 1) as f64;
            *sample = if voicing > 0.0 {
                (voicing * pulse_train(self.phase, TOP * self.rate / self.hz)) as f32
            } else {
                0.0
            };
        }
        self.hz = goal_hz;
        self.voicing = goal_voicing;
    }
}

/// One sample at `phase` (-π ..= π) of a pulse train of unit power; `partials` (at least 1) counts
/// those in the band, with a fraction for the next one on its way in.
fn pulse_train(phase: f64, partials: f64) -> f64 {
    let top = partials.floor();
    if top <= 1.0 {
        return SQRT_2 * phase.cos();
    }
    let weight = fade(partials - top);
    let full = top - 1.0;
    // Dirichlet's kernel over the full partials. Because the phase is wrapped to ±π, both sines
    // keep their relative precision on the flanks of the pulse, down to the smallest phase.
    let (sin_half, cos_half) = (0.5 * phase).sin_cos();
    let (sin_edge, cos_edge) = ((full + 0.5) * phase).sin_cos();
    let kernel = if sin_half == 0.0 {
        full
    } else {
        0.5 * (sin_edge / sin_half - 1.0)
    };
    let cos_top = cos_edge * cos_half - sin_edge * sin_half;
    (kernel + weight * cos_top) * (2.0 / (full + weight * weight)).sqrt()
}

/// From 0 to 1 without a corner at either end, so that a partial fading in during a glide has
/// next to no sidebands beyond the band's edge.
fn fade(x: f64) -> f64 {
    x * x * (3.0 - 2.0 * x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use realfft::RealFftPlanner;

    const RATE: f32 = 44100.0;
    const BLOCK: usize = 512;

    fn voiced(hz: f32) -> Pitch {
        Pitch { hz, voicing: 1.0 }
    }

    fn steady(hz: f32, samples: usize) -> Vec<f32> {
        let mut source = Excitation::new(RATE);
        source.render(voiced(hz), &mut [0.0; BLOCK]);
        let mut out = vec![0.0; samples];
        source.render(voiced(hz), &mut out);
        out
    }

    /// Up four octaves in four seconds, block by block.
    fn glide() -> Vec<f32> {
        let blocks = 4 * RATE as usize / BLOCK;
        let mut source = Excitation::new(RATE);
        let mut out = vec![0.0; blocks * BLOCK];
        for (i, block) in out.chunks_exact_mut(BLOCK).enumerate() {
            source.render(
                voiced(110.0 * (4.0 * i as f32 / blocks as f32).exp2()),
                block,
            );
        }
        out
    }

    /// Power spectrum under a four-term Blackman-Harris window (side lobes -92 dB).
    fn spectrum(x: &[f32]) -> Vec<f64> {
        let fft = RealFftPlanner::<f64>::new().plan_fft_forward(x.len());
        let mut windowed = fft.make_input_vec();
        for (i, (w, &v)) in windowed.iter_mut().zip(x).enumerate() {
            let t = TAU * i as f64 / x.len() as f64;
            let shape =
                0.35875 - 0.48829 * t.cos() + 0.14128 * (2.0 * t).cos() - 0.01168 * (3.0 * t).cos();
            *w = shape * f64::from(v);
        }
        let mut bins = fft.make_output_vec();
        fft.process(&mut windowed, &mut bins).unwrap();
        bins.iter().map(|bin| bin.norm_sqr()).collect()
    }

    fn decibels(part: f64, whole: f64) -> f64 {
        10.0 * (part / whole).log10()
    }

    #[test]
    fn unit_power_at_any_pitch() {
        for step in 0..80 {
            let hz = 32.0 * (step as f32 / 79.0 * (3000.0_f32 / 32.0).log2()).exp2();
            let x = steady(hz, RATE as usize);
            let power = x.iter().map(|&v| f64::from(v).powi(2)).sum::<f64>() / f64::from(RATE);
            assert!(
                (0.97..1.03).contains(&power.sqrt()),
                "{hz} Hz: rms {}",
                power.sqrt()
            );
            let peak = x.iter().fold(0.0_f32, |peak, v| peak.max(v.abs()));
            assert!(peak < 38.0, "{hz} Hz: peak {peak}");
        }
    }

    #[test]
    fn nothing_but_harmonics() {
        // Odd against the rate, so that aliases would fall between the harmonics.
        for hz in [61.7_f32, 440.3, 2793.1] {
            let power = spectrum(&steady(hz, 1 << 16));
            let bin = f64::from(RATE) / f64::from(1 << 16);
            let between: f64 = power
                .iter()
                .enumerate()
                .filter(|(i, _)| {
                    let f = *i as f64 * bin;
                    let k = (f / f64::from(hz)).round();
                    k == 0.0 || (f - k * f64::from(hz)).abs() > 8.0 * bin
                })
                .map(|(_, p)| p)
                .sum();
            let level = decibels(between, power.iter().sum());
            assert!(level < -80.0, "{hz} Hz: {level} dB between the harmonics");
        }
    }

    #[test]
    fn partials_have_equal_power() {
        let hz = 441.0;
        let power = spectrum(&steady(hz, 44100));
        let partial = |k: usize| power[k * 441 - 4..=k * 441 + 4].iter().sum::<f64>();
        let first = partial(1);
        for k in 2..=47 {
            assert!(decibels(partial(k), first).abs() < 0.01, "partial {k}");
        }
    }

    #[test]
    fn a_glide_stays_in_its_band() {
        let x = glide();
        let mut worst = f64::NEG_INFINITY;
        for frame in x.windows(2048).step_by(1024) {
            let power = spectrum(frame);
            // Margin for the main lobe of what fades out within a few milliseconds at the edge.
            let edge = (0.495 * 2048.0) as usize;
            let above = power[edge..].iter().sum::<f64>();
            worst = worst.max(decibels(above, power.iter().sum()));
        }
        println!("glide: {worst:.1} dB above the band");
        assert!(worst < -60.0, "{worst} dB above the band");
    }

    #[test]
    fn a_glide_has_no_steps() {
        // Between pulses the source is smooth: its largest jump is the one on the pulse's flank,
        // and that belongs to the pitch of the moment.
        let x = glide();
        for (i, second) in x.windows(8192).step_by(4096).enumerate() {
            let hz = 110.0 * (4.0 * (i * 4096) as f32 / x.len() as f32).exp2();
            let jump = |x: &[f32]| {
                x.windows(2)
                    .fold(0.0_f32, |j, p| j.max((p[1] - p[0]).abs()))
            };
            let (moving, still) = (jump(second), jump(&steady(hz, 44100)));
            assert!(
                moving < 1.05 * still,
                "near {hz} Hz: {moving} against {still}"
            );
        }
    }

    #[test]
    fn a_partial_enters_without_a_step() {
        for count in [8.0, 49.0, 500.0] {
            for i in 0..1000 {
                let phase = -PI + TAU * f64::from(i) / 1000.0;
                let below = pulse_train(phase, count - 1e-9);
                let above = pulse_train(phase, count + 1e-9);
                assert!(
                    (below - above).abs() < 1e-6,
                    "{count} partials, phase {phase}"
                );
            }
        }
    }

    #[test]
    fn the_closed_form_is_the_sum() {
        for phase in [0.0, 1e-300, 1e-12, 1e-7, 1e-3, 0.5, 3.0, PI] {
            for partials in [1.0, 2.5, 48.25, 675.75] {
                let top = f64::floor(partials);
                let weight = if top > 1.0 { fade(partials - top) } else { 1.0 };
                let full = top as usize - 1;
                let sum = (1..=full).map(|k| (k as f64 * phase).cos()).sum::<f64>()
                    + weight * (top * phase).cos();
                let expected = sum * (2.0 / (full as f64 + weight * weight)).sqrt();
                let found = pulse_train(phase, partials);
                assert!(
                    (found - expected).abs() < 1e-8,
                    "{phase} {partials}: {found} {expected}"
                );
            }
        }
    }

    #[test]
    fn voicing_fades_and_the_phase_runs_on() {
        let mut source = Excitation::new(RATE);
        let mut reference = Excitation::new(RATE);
        let mut block = [0.0; BLOCK];
        let mut expected = [0.0; BLOCK];
        for voicing in [1.0, 0.0, 0.0, 1.0] {
            source.render(Pitch { hz: 220.0, voicing }, &mut block);
            reference.render(voiced(220.0), &mut expected);
        }
        for (i, (x, full)) in block.iter().zip(&expected).enumerate() {
            let gain = (i + 1) as f32 / BLOCK as f32;
            assert!((x - gain * full).abs() < 1e-4);
        }
    }

    #[test]
    fn always_finite() {
        let mut source = Excitation::new(8000.0);
        let mut block = [0.0; 64];
        for hz in [
            f32::NAN,
            f32::INFINITY,
            -1.0,
            0.0,
            1e-30,
            1e30,
            3900.0,
            4000.0,
        ] {
            for voicing in [1.0, f32::NAN, -3.0, 7.0] {
                source.render(Pitch { hz, voicing }, &mut block);
                assert!(
                    block.iter().all(|x| x.is_finite() && x.abs() < 40.0),
                    "{hz} {voicing}"
                );
            }
        }
    }
}
