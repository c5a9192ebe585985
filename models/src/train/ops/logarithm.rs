//! A natural logarithm that compiles to vector instructions.

/// `ln x` of a positive, normal, finite number, to two units in the last place or 1e-7, whichever
/// is more: the Cephes library's polynomial for single precision (Moshier 1989).
#[inline(always)]
pub fn ln(x: f32) -> f32 {
    const SQRT_HALF: u32 = 0x3f35_04f3;
    let bits = x.to_bits();
    let exponent = bits.wrapping_sub(SQRT_HALF).cast_signed() >> 23;
    let m = f32::from_bits(bits.wrapping_sub((exponent << 23).cast_unsigned())) - 1.0;
    let square = m * m;
    let mut y = 7.037_683_6e-2;
    for coefficient in [
        -1.151_461e-1,
        1.167_699_9e-1,
        -1.242_014_1e-1,
        1.424_932_3e-1,
        -1.666_805_7e-1,
        2.000_071_6e-1,
        -2.499_999_4e-1,
        3.333_333e-1,
    ] {
        y = y * m + coefficient;
    }
    let exponent = exponent as f32;
    let low = m * square * y - 0.5 * square + exponent * -2.121_944_4e-4;
    m + low + exponent * 0.693_359_4
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn it_is_the_logarithm() {
        let mut x = 1e-30f32;
        while x < 1e30 {
            let (ours, true_value) = (f64::from(ln(x)), f64::from(x).ln());
            let limit = 1e-7f64.max(true_value.abs() * 2.4e-7);
            assert!(
                (ours - true_value).abs() <= limit,
                "{x}: {ours} {true_value}"
            );
            x *= 1.000_37;
        }
    }
}
