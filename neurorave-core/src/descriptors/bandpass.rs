//! Band-pass filters, four side by side, that measure the power in their bands.

use std::f64::consts::PI;

use realfft::num_complex::Complex64;

/// Bands that one [`Bandpass`] filters at once: one SIMD register.
pub(super) const LANES: usize = 4;

/// Second-order sections of one sixth-order band-pass.
pub const SECTIONS: usize = 3;

/// States and powers smaller than this are set to 0 between blocks, long before they are denormal.
const NEGLIGIBLE: f32 = 1e-20;

/// One second-order section `g·(1 − z⁻²) / (1 + a1·z⁻¹ + a2·z⁻²)` of each lane.
#[derive(Clone, Copy, Default)]
struct Section {
    g: [f32; LANES],
    a1: [f32; LANES],
    a2: [f32; LANES],
    s1: [f32; LANES],
    s2: [f32; LANES],
}

/// Up to [`LANES`] sixth-order Butterworth band-pass filters over one signal, each followed by a
/// one-pole mean of its output's square.
pub(super) struct Bandpass {
    sections: [Section; SECTIONS],
    power: [f32; LANES],
    smoothing: f32,
}

impl Bandpass {
    /// Filters for `bands`, pairs of −3 dB frequencies in Hz below half of `rate` (Hz); at most
    /// [`LANES`] of them. The power settles with a time constant of `seconds`.
    pub(super) fn new(bands: &[(f64, f64)], rate: f64, seconds: f64) -> Self {
        let mut sections = [Section::default(); SECTIONS];
        for (lane, &(lower, upper)) in bands.iter().enumerate() {
            for (section, [g, a1, a2]) in sections.iter_mut().zip(design(lower, upper, rate)) {
                section.g[lane] = g as f32;
                section.a1[lane] = a1 as f32;
                section.a2[lane] = a2 as f32;
            }
        }
        Self {
            sections,
            power: [0.0; LANES],
            smoothing: -(-1.0 / (seconds * rate)).exp_m1() as f32,
        }
    }

    /// Filters `signal`, a few dozen samples at most: small values are only flushed in between.
    pub(super) fn push(&mut self, signal: &[f32]) {
        for &sample in signal {
            let mut x = [sample; LANES];
            for section in &mut self.sections {
                for (lane, x) in x.iter_mut().enumerate() {
                    let gained = section.g[lane] * *x;
                    let y = gained + section.s1[lane];
                    section.s1[lane] = section.s2[lane] - section.a1[lane] * y;
                    section.s2[lane] = -gained - section.a2[lane] * y;
                    *x = y;
                }
            }
            for (power, x) in self.power.iter_mut().zip(x) {
                *power += self.smoothing * (x * x - *power);
            }
        }
        self.flush();
    }

    /// Mean square of each lane's output.
    pub(super) fn power(&self) -> &[f32; LANES] {
        &self.power
    }

    pub(super) fn reset(&mut self) {
        self.power.fill(0.0);
        for section in &mut self.sections {
            section.s1.fill(0.0);
            section.s2.fill(0.0);
        }
    }

    fn flush(&mut self) {
        let flush = |values: &mut [f32; LANES]| {
            for value in values {
                if value.abs() < NEGLIGIBLE {
                    *value = 0.0;
                }
            }
        };
        for section in &mut self.sections {
            flush(&mut section.s1);
            flush(&mut section.s2);
        }
        flush(&mut self.power);
    }
}

/// `[g, a1, a2]` of the sections of a Butterworth band-pass between the −3 dB frequencies `lower` and
/// `upper`, by the bilinear transform with both edges prewarped, unit gain at the centre.
pub fn design(lower: f64, upper: f64, rate: f64) -> [[f64; 3]; SECTIONS] {
    let warp = |hz: f64| (PI * hz / rate).tan();
    let width = warp(upper) - warp(lower);
    let centre = (warp(lower) * warp(upper)).sqrt();
    // Every pole p of the third-order low-pass becomes the two roots of s² − p·width·s + centre².
    let roots = |pole: Complex64| {
        let middle = pole * (width / 2.0);
        let half = (middle * middle - centre * centre).sqrt();
        [middle + half, middle - half]
    };
    let real_pole = roots(Complex64::new(-1.0, 0.0));
    let complex_pole = roots(Complex64::from_polar(1.0, 2.0 * PI / 3.0));
    // The remaining three roots are the conjugates of these.
    let delay = Complex64::from_polar(1.0, -2.0 * centre.atan());
    [real_pole[0], complex_pole[0], complex_pole[1]].map(|s| {
        let z = (1.0 + s) / (1.0 - s);
        let (a1, a2) = (-2.0 * z.re, z.norm_sqr());
        let response = (1.0 - delay * delay) / (1.0 + delay * a1 + delay * delay * a2);
        [1.0 / response.norm(), a1, a2]
    })
}
