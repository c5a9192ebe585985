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
    let weight = partials - top;
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
