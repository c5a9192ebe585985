//! Whether a device multiplies rightly. There are graphics drivers that don't, and say nothing: a
//! network learns nonsense on them for hours.

use super::TrainError;
use super::average::values;
use super::step::constant;
use burn::prelude::*;

/// Rows, inner length and columns of what is tried: even and odd, large and flat, since kernels
/// differ by shape.
const SHAPES: [[usize; 3]; 4] = [[33, 65, 17], [64, 64, 64], [1, 300, 96], [256, 48, 5]];
/// Largest error of a product of numbers below 1; half-precision accumulators stay below.
const TOLERANCE: f32 = 0.05;

/// Fails where `device` multiplies matrices wrongly.
pub fn check(device: &Device) -> Result<(), TrainError> {
    for [rows, inner, columns] in SHAPES {
        let (a, b) = (numbers(rows * inner, 7919), numbers(inner * columns, 6101));
        let right = product(&a, &b, inner, columns);
        let a = constant(a, [rows, inner], device);
        let found = a.matmul(constant(b, [inner, columns], device));
        if !is_close(&values(found), &right) {
            return Err(TrainError::Distrusted);
        }
    }
    Ok(())
}

/// Numbers in −0.5..0.5 without a pattern that a wrong index would keep.
fn numbers(count: usize, stride: usize) -> Vec<f32> {
    let number = |n: usize| (n * stride % 1013) as f32 / 1013.0 - 0.5;
    (0..count).map(number).collect()
}

fn product(a: &[f32], b: &[f32], inner: usize, columns: usize) -> Vec<f32> {
    let row = |row: &[f32]| -> Vec<f32> {
        (0..columns)
            .map(|column| {
                let terms = row.iter().zip(b[column..].iter().step_by(columns));
                terms.map(|(a, b)| a * b).sum()
            })
            .collect()
    };
    a.chunks_exact(inner).flat_map(row).collect()
}

fn is_close(found: &[f32], right: &[f32]) -> bool {
    let near = |(found, right): (&f32, &f32)| (found - right).abs() < TOLERANCE;
    found.len() == right.len() && found.iter().zip(right).all(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_multiplies_rightly() {
        assert!(check(&Device::flex()).is_ok());
        assert!(check(&Device::flex().autodiff()).is_ok());
    }

    #[test]
    fn what_broken_drivers_answer_is_noticed() {
        let right = product(&numbers(33 * 65, 7919), &numbers(65 * 17, 6101), 65, 17);
        assert!(is_close(&right, &right));
        assert!(!is_close(&vec![0.0; right.len()], &right));
        assert!(!is_close(&vec![f32::NAN; right.len()], &right));
        let mut shifted = right.clone();
        shifted.rotate_left(1);
        assert!(!is_close(&shifted, &right));
        let mut one = right.clone();
        *one.last_mut().unwrap() += 0.1;
        assert!(!is_close(&one, &right));
    }
}
