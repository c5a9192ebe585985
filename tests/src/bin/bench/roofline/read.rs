//! How fast one core reads a buffer again and again.

use std::hint::black_box;
use std::time::Instant;

/// How long it is read at least.
const SECONDS: f64 = 0.004;
/// Fewest passes; the fastest counts, undisturbed by the system.
const PASSES: usize = 4;
/// Words that are combined side by side: eight AVX registers.
const LANES: usize = 64;

/// Bytes per second at which `buffer` is read, from whatever cache holds it after a first pass.
pub fn bandwidth(buffer: &[u32]) -> f64 {
    black_box(pass(buffer));
    let (start, mut passes, mut fastest) = (Instant::now(), 0, f64::INFINITY);
    while passes < PASSES || start.elapsed().as_secs_f64() < SECONDS {
        let clock = Instant::now();
        black_box(pass(black_box(buffer)));
        fastest = fastest.min(clock.elapsed().as_secs_f64());
        passes += 1;
    }
    size_of_val(buffer) as f64 / fastest
}

/// Reads all of `buffer` in the widest loads that the core has.
fn pass(buffer: &[u32]) -> u32 {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") {
            // SAFETY: the core has the feature.
            return unsafe { avx512(buffer) };
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the core has the feature.
            return unsafe { avx2(buffer) };
        }
    }
    combine(buffer)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn avx512(buffer: &[u32]) -> u32 {
    combine(buffer)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn avx2(buffer: &[u32]) -> u32 {
    combine(buffer)
}

/// Inlined, so that each caller's features vectorise it.
#[inline(always)]
fn combine(buffer: &[u32]) -> u32 {
    let mut lanes = [0u32; LANES];
    let (chunks, rest) = buffer.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, word) in lanes.iter_mut().zip(chunk) {
            *lane ^= word;
        }
    }
    lanes.iter().chain(rest).fold(0, |all, word| all ^ word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read() {
        for length in [0, 1, LANES, 5 * LANES + 3] {
            let words: Vec<u32> = (0..length as u32).map(|n| n * 7 + 1).collect();
            let expected = words.iter().fold(0, |all, word| all ^ word);
            assert_eq!(pass(&words), expected, "{length}");
            assert_eq!(combine(&words), expected, "{length}");
        }
    }

    #[test]
    fn the_bandwidth_is_that_of_a_memory() {
        let bandwidth = bandwidth(&vec![1; 1 << 18]);
        assert!((1e8..1e13).contains(&bandwidth), "{bandwidth}");
    }
}
