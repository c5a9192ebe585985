/// White noise of unit variance, the same bits on every platform.
///
/// SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators",
/// fig. 17), one draw per sample, mapped to a uniform distribution over (-√3, √3). The mapping
/// is exact in `f32` up to its one final multiplication, which IEEE 754 rounds alike everywhere.
#[derive(Clone, Debug)]
pub struct Noise {
    state: u64,
}

impl Noise {
    /// A generator whose output depends on `seed` alone. Every seed is good, zero included.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Writes the next `out.len()` samples. How the stream is cut into calls does not matter.
    pub fn fill(&mut self, out: &mut [f32]) {
        for sample in out {
            *sample = self.next();
        }
    }

    /// Writes the next `out.len()` draws: uniform between 0 and 1, both excluded, each exact in `f32`.
    /// They are of the same stream as the samples of [`fill`](Self::fill).
    pub fn draw(&mut self, out: &mut [f32]) {
        const SCALE: f32 = 1.0 / (1 << 24) as f32;
        for draw in out {
            *draw = (self.odd() + (1 << 23)) as f32 * SCALE;
        }
    }

    fn next(&mut self) -> f32 {
        const SCALE: f32 = 1.732_050_8 / (1 << 23) as f32;
        self.odd() as f32 * SCALE
    }

    /// An odd integer in -(2^23 - 1) ..= 2^23 - 1: symmetric about zero, exact in f32.
    fn odd(&mut self) -> i32 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        2 * (z >> 41) as i32 + 1 - (1 << 23)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_values_never_change() {
        let mut first = [0.0; 4];
        Noise::new(1).fill(&mut first);
        let bits = first.map(f32::to_bits);
        assert_eq!(bits, [0x3e6c_1c14, 0x3f59_f631, 0x3fd0_d850, 0xbe45_5f02]);
    }

    #[test]
    fn zero_mean_unit_variance_and_white() {
        let mut x = vec![0.0; 1 << 18];
        Noise::new(42).fill(&mut x);
        let n = x.len() as f64;
        let mean = x.iter().map(|&v| f64::from(v)).sum::<f64>() / n;
        let power = x.iter().map(|&v| f64::from(v).powi(2)).sum::<f64>() / n;
        assert!(mean.abs() < 0.01 && (power - 1.0).abs() < 0.01);
        for lag in 1..40 {
            let r = x.iter().zip(&x[lag..]).map(|(a, b)| f64::from(a * b));
            assert!((r.sum::<f64>() / n).abs() < 0.01, "lag {lag}");
        }
    }

    #[test]
    fn draws_are_uniform_between_0_and_1() {
        let mut x = vec![0.0; 1 << 18];
        Noise::new(42).draw(&mut x);
        let n = x.len() as f32;
        assert!(x.iter().all(|x| *x > 0.0 && *x < 1.0));
        for tenth in 0..10 {
            let low = tenth as f32 / 10.0;
            let count = x.iter().filter(|x| (low..low + 0.1).contains(*x)).count();
            assert!(
                (count as f32 / n - 0.1).abs() < 0.005,
                "from {low}: {count}"
            );
        }
    }

    #[test]
    fn cutting_the_stream_changes_nothing() {
        let (mut whole, mut parts) = ([0.0; 100], [0.0; 100]);
        Noise::new(7).fill(&mut whole);
        let mut noise = Noise::new(7);
        for part in parts.chunks_mut(7) {
            noise.fill(part);
        }
        assert_eq!(whole, parts);
    }
}
