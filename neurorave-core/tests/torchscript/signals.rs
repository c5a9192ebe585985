//! The numbers that the oracle draws and plays: formulas of `tests/oracle/README.md`.

use std::f64::consts::TAU;

/// Uniform and normal numbers, the same everywhere.
pub struct Generator(u64);

impl Generator {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn uniform(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / f64::from(1 << 24)
    }

    pub fn normal(&mut self) -> f32 {
        let sum: f64 = (0..12).map(|_| self.uniform()).sum();
        (sum - 6.0) as f32
    }
}

/// A channel of an input.
pub fn channel(input: &super::fixture::Input, c: usize, count: usize, rate: f64) -> Vec<f32> {
    let mut generator = Generator::new(input.seed.wrapping_add(c as u64));
    let one = |n: usize| match input.kind.as_str() {
        "audio" => {
            let t = n as f64 / rate;
            let low = 0.3 * (TAU * (110.0 * (c as f64 + 1.0) * t + 900.0 * t * t)).sin();
            let high = 0.2 * (TAU * (1870.0 * t - 300.0 * t * t) + c as f64).sin();
            (low + high + 0.1 * (2.0 * generator.uniform() - 1.0)) as f32
        }
        "latent" => generator.normal(),
        "signed" => (2.0 * generator.uniform() - 1.0) as f32,
        "codes" => (generator.uniform() * input.count).floor() as f32,
        "constant" => input.value as f32,
        other => panic!("no input is called {other}"),
    };
    (0..count).map(one).collect()
}
