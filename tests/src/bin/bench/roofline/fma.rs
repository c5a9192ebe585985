//! How fast one core multiplies and adds in single precision.

use std::hint::black_box;
use std::time::Instant;

/// Registers that are summed into: more than any of these cores needs to hide the latency of an
/// addition, few enough to stay registers.
const SUMS: usize = 16;
/// How long a trial takes at least.
const SECONDS: f64 = 0.0005;
/// Trials of each instruction set; the fastest counts, undisturbed by the system.
const TRIALS: usize = 5;

/// Floating-point operations per second, two a fused multiply-add, of the fastest instruction set
/// that this core has.
pub fn peak() -> f64 {
    let mut best = rate(1, portable);
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            // SAFETY: the core has both features.
            best = best.max(rate(8, |rounds| unsafe { x86::avx2(rounds) }));
        }
        if is_x86_feature_detected!("avx512f") {
            // SAFETY: the core has the feature.
            best = best.max(rate(16, |rounds| unsafe { x86::avx512(rounds) }));
        }
    }
    #[cfg(target_arch = "aarch64")]
    {
        best = best.max(rate(4, neon::fma));
    }
    best
}

/// Operations per second of `work`, which multiplies and adds `lanes` values in each of [`SUMS`]
/// registers in every round.
fn rate(lanes: usize, work: impl Fn(usize) -> f32) -> f64 {
    let trial = |rounds: usize| timed(rounds, &work);
    let mut rounds = 1000;
    while trial(rounds) < SECONDS {
        rounds *= 2;
    }
    let seconds = (0..TRIALS).map(|_| trial(rounds));
    (2 * lanes * SUMS * rounds) as f64 / seconds.fold(f64::INFINITY, f64::min)
}

/// Seconds that so many rounds take.
fn timed(rounds: usize, work: impl Fn(usize) -> f32) -> f64 {
    let clock = Instant::now();
    black_box(work(black_box(rounds)));
    clock.elapsed().as_secs_f64()
}

/// Arithmetic that takes some time and no memory: what delays it is not its own.
pub struct Arithmetic {
    rounds: usize,
}

impl Arithmetic {
    /// Of about so many seconds.
    pub fn of(seconds: f64) -> Self {
        let rate = rate(1, portable) / (2 * SUMS) as f64;
        let rounds = (seconds * rate) as usize;
        Self { rounds }
    }

    /// Does it; the seconds that it took.
    pub fn run(&self) -> f64 {
        timed(self.rounds, portable)
    }
}

/// A multiplication and an addition of plain numbers; the compiler may vectorise it.
fn portable(rounds: usize) -> f32 {
    let (factor, term) = (black_box(0.999f32), black_box(1e-3f32));
    let mut sums = [1.0f32; SUMS];
    for _ in 0..rounds {
        for sum in &mut sums {
            *sum = *sum * factor + term;
        }
    }
    sums.iter().sum()
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::SUMS;
    use std::arch::x86_64::*;
    use std::hint::black_box;

    #[target_feature(enable = "avx2,fma")]
    pub fn avx2(rounds: usize) -> f32 {
        let factor = _mm256_set1_ps(black_box(0.999));
        let term = _mm256_set1_ps(black_box(1e-3));
        // Of 16 registers two hold factor and term.
        let mut sums = [_mm256_set1_ps(1.0); SUMS - 4];
        for _ in 0..rounds * SUMS / (SUMS - 4) {
            for sum in &mut sums {
                *sum = _mm256_fmadd_ps(*sum, factor, term);
            }
        }
        let all = sums.into_iter().reduce(|a, b| _mm256_add_ps(a, b));
        all.map_or(0.0, |all| _mm256_cvtss_f32(all))
    }

    #[target_feature(enable = "avx512f")]
    pub fn avx512(rounds: usize) -> f32 {
        let factor = _mm512_set1_ps(black_box(0.999));
        let term = _mm512_set1_ps(black_box(1e-3));
        let mut sums = [_mm512_set1_ps(1.0); SUMS];
        for _ in 0..rounds {
            for sum in &mut sums {
                *sum = _mm512_fmadd_ps(*sum, factor, term);
            }
        }
        let all = sums.into_iter().reduce(|a, b| _mm512_add_ps(a, b));
        all.map_or(0.0, |all| _mm512_cvtss_f32(all))
    }
}

#[cfg(target_arch = "aarch64")]
mod neon {
    use super::SUMS;
    use std::arch::aarch64::*;
    use std::hint::black_box;

    /// NEON is part of AArch64.
    pub fn fma(rounds: usize) -> f32 {
        // SAFETY: every AArch64 core that this is built for has NEON.
        unsafe {
            let factor = vdupq_n_f32(black_box(0.999));
            let term = vdupq_n_f32(black_box(1e-3));
            let mut sums = [term; SUMS];
            for _ in 0..rounds {
                for sum in &mut sums {
                    *sum = vfmaq_f32(term, *sum, factor);
                }
            }
            sums.into_iter().map(|sum| vaddvq_f32(sum)).sum()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_that_of_a_processor() {
        let peak = peak();
        assert!((1e8..1e13).contains(&peak), "{peak}");
    }

    #[test]
    fn arithmetic_takes_about_as_long_as_it_should() {
        let arithmetic = Arithmetic::of(1e-3);
        let shortest = (0..9).map(|_| arithmetic.run()).fold(1.0, f64::min);
        assert!((0.2e-3..5e-3).contains(&shortest), "{shortest}");
    }
}
