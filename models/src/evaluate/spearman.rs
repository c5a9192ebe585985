//! Spearman's rank correlation.

/// The rank correlation of pairs, −1…1; equal values share their mean rank. `None` where
/// it has no meaning: fewer than three pairs, or a side that never changes.
pub fn spearman(pairs: &[(f32, f32)]) -> Option<f64> {
    if pairs.len() < 3 {
        return None;
    }
    let a = ranks(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    let b = ranks(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    // Ranks with ties shared out have the mean of 1…n, whatever the ties.
    let mean = (pairs.len() as f64 + 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum()
    };
    let size = (product(&a, &a) * product(&b, &b)).sqrt();
    (size > 0.0).then(|| product(&a, &b) / size)
}

fn ranks(values: &[f32]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut place = 0;
    for equal in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let mean = place as f64 + (equal.len() as f64 + 1.0) / 2.0;
        equal.iter().for_each(|index| ranks[*index] = mean);
        place += equal.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against `scipy.stats.spearmanr`.
    #[test]
    fn known_values() {
        let rising = [(1.0, 1.0), (2.0, 8.0), (3.0, 27.0), (4.0, 64.0)];
        assert_eq!(spearman(&rising), Some(1.0));
        let falling = rising.map(|(a, b)| (a, -b));
        assert_eq!(spearman(&falling), Some(-1.0));
        let tied = [(1.0, 2.0), (2.0, 2.0), (2.0, 3.0), (3.0, 1.0), (5.0, 7.0)];
        let expected = 0.2894736842105264;
        assert!((spearman(&tied).unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn ranks_ignore_the_shape_of_a_rise() {
        assert_eq!(ranks(&[2.0, 1.0, 2.0]), [2.5, 1.0, 2.5]);
    }

    #[test]
    fn no_change_has_no_correlation() {
        assert_eq!(spearman(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)]), None);
        assert_eq!(spearman(&[(1.0, 1.0), (2.0, 2.0)]), None);
    }
}
