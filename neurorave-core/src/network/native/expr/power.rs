//! Powers of every lane.

use super::super::kernel::Vector;

/// x^y. Worked out in f64, since the exponent magnifies the logarithm's error; the loop over the
/// lanes has no branches, so that the compiler makes it one of vectors.
#[inline(always)]
pub fn power<V: Vector>(x: V, y: V) -> V {
    let (mut values, y) = (x.values(), y.values());
    for (x, y) in values[..V::LANES].iter_mut().zip(y) {
        *x = one(*x, y);
    }
    // SAFETY: no register is wider, and there are some already.
    unsafe { V::load(values.as_ptr()) }
}

/// As [`f32::powf`].
#[inline(always)]
fn one(x: f32, y: f32) -> f32 {
    let (size, exponent) = (f64::from(x.abs()), f64::from(y));
    let product = exponent * log_2(size);
    // Anything to the 0th is 1, and so is 1 to anything; products there may be no numbers.
    let product = if y == 0.0 || size == 1.0 {
        0.0
    } else {
        product
    };
    let power = exp_2(product) as f32;
    let is_whole = y.floor() == y;
    let is_odd = is_whole & ((y * 0.5).floor() != y * 0.5);
    let power = if is_odd { power.copysign(x) } else { power };
    let is_real = is_whole | !((x < 0.0) & (x > f32::NEG_INFINITY));
    if is_real { power } else { f32::NAN }
}

/// The logarithm to base 2 of what isn't below 0, and is 0 or a normal number.
#[inline(always)]
fn log_2(x: f64) -> f64 {
    const MANTISSA: u64 = (1 << 52) - 1;
    /// 2⁵², in whose last bits an integer fits.
    const SHIFTED: f64 = 4_503_599_627_370_496.0;
    // Mantissas go from √½ to √2: what is above has the next exponent.
    let root = std::f64::consts::SQRT_2.to_bits() & MANTISSA;
    let bits = x.to_bits();
    let above = u64::from(bits & MANTISSA > root);
    let exponent = f64::from_bits(((bits >> 52) + above) | SHIFTED.to_bits()) - SHIFTED - 1023.0;
    let m = f64::from_bits(bits & MANTISSA | (1023 - above) << 52);
    // Minimax over |s| ≤ 0.1716, off by less than 5e-12 of the value.
    let s = (m - 1.0) / (m + 1.0);
    let z = s * s;
    let odd = 0.340_737_093_079_930_9;
    let odd = odd * z + 0.411_672_358_740_515_17;
    let odd = odd * z + 0.577_083_590_654_49;
    let odd = odd * z + 0.961_796_673_313_820_8;
    let odd = odd * z + 2.885_390_081_790_107;
    let log = exponent + odd * s;
    let log = if x == 0.0 { f64::NEG_INFINITY } else { log };
    if x < f64::INFINITY { log } else { x }
}

/// 2^x, as far as f32 goes.
#[inline(always)]
fn exp_2(x: f64) -> f64 {
    /// Added to a small number, it leaves no bits for a fraction.
    const ROUNDING: f64 = 6_755_399_441_055_744.0;
    let x = if x < -200.0 { -200.0 } else { x };
    let x = if x > 200.0 { 200.0 } else { x };
    let shifted = x + ROUNDING;
    let r = x - (shifted - ROUNDING);
    // Minimax over |r| ≤ 0.5, off by less than 2e-9 of the value.
    let power = 1.534_581_202_105_552_2e-4;
    let power = power * r + 1.339_993_121_916_832e-3;
    let power = power * r + 9.618_488_957_016_91e-3;
    let power = power * r + 0.055_503_287_769_659_29;
    let power = power * r + 0.240_226_468_906_354_66;
    let power = power * r + 0.693_147_205_737_266_6;
    let power = power * r + 1.000_000_000_554_166_3;
    power * f64::from_bits((shifted.to_bits() << 52).wrapping_add(1023 << 52))
}
