//! Windows for spectra and filters.

/// Periodic Hann window of `length` values.
pub fn hann(length: usize) -> Vec<f32> {
    let step = std::f64::consts::TAU / length as f64;
    (0..length)
        .map(|n| (0.5 - 0.5 * (n as f64 * step).cos()) as f32)
        .collect()
}

/// Kaiser window (Kaiser & Schafer 1980) with shape `beta`, 1 in the middle; `place` runs from −1 to
/// 1 over the window, outside it is 0.
pub fn kaiser(place: f64, beta: f64) -> f64 {
    if place.abs() > 1.0 {
        return 0.0;
    }
    bessel_i0(beta * (1.0 - place * place).sqrt()) / bessel_i0(beta)
}

/// Modified Bessel function of the first kind and order 0, by its power series.
fn bessel_i0(x: f64) -> f64 {
    let quarter = x * x / 4.0;
    let (mut sum, mut term, mut k) = (1.0, 1.0, 1.0);
    while term > sum * 1e-17 {
        term *= quarter / (k * k);
        sum += term;
        k += 1.0;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Abramowitz & Stegun, table 9.8.
    #[test]
    fn bessel_function_is_as_tabulated() {
        for (x, value) in [(0.0, 1.0), (1.0, 1.266_065_878), (5.0, 27.239_871_82)] {
            assert!((bessel_i0(x) - value).abs() < 1e-7 * value, "{x}");
        }
    }

    #[test]
    fn windows_are_one_in_the_middle_and_small_outside() {
        assert_eq!((kaiser(0.0, 6.5), kaiser(1.1, 6.5)), (1.0, 0.0));
        assert!(kaiser(-1.0, 6.5) < 0.02);
        let window = hann(8);
        assert_eq!((window[0], window[4]), (0.0, 1.0));
        // Copies a quarter of the window apart add up to two.
        let sum: f32 = window.iter().step_by(2).sum();
        assert!((sum - 2.0).abs() < 1e-6);
    }
}
