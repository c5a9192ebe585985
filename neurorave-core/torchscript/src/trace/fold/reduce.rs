//! Sums and their like, along axes.

use super::part::Part;
use crate::trace::Reduction;
use crate::trace::shape::split;

pub(super) fn reduce(part: &Part<'_>, reduction: Reduction, axes: &[usize]) -> Vec<f64> {
    let mut values: Vec<f64> = (0..part.shape.iter().product())
        .map(|i| part.at(i))
        .collect();
    let mut shape = part.shape.to_vec();
    for &axis in axes {
        let (before, length, behind) = split(&shape, axis);
        let mut out = Vec::with_capacity(before * behind);
        for row in 0..before {
            for column in 0..behind {
                let along = (0..length).map(|i| values[(row * length + i) * behind + column]);
                out.push(match reduction {
                    Reduction::Sum => along.sum(),
                    Reduction::Mean => along.sum::<f64>() / length as f64,
                    Reduction::Max => along.fold(f64::NEG_INFINITY, f64::max),
                    Reduction::Min => along.fold(f64::INFINITY, f64::min),
                    Reduction::Prod => along.product(),
                });
            }
        }
        values = out;
        shape[axis] = 1;
    }
    values
}

pub(super) fn argmax(part: &Part<'_>, axis: usize) -> Vec<f64> {
    let (before, length, behind) = split(part.shape, axis);
    let mut out = Vec::with_capacity(before * behind);
    for row in 0..before {
        for column in 0..behind {
            let at = |i: usize| part.at((row * length + i) * behind + column);
            let best = (0..length).fold(0, |best, i| if at(i) > at(best) { i } else { best });
            out.push(best as f64);
        }
    }
    out
}

pub(super) fn running(part: &Part<'_>, axis: usize) -> Vec<f64> {
    let (before, length, behind) = split(part.shape, axis);
    let mut out: Vec<f64> = (0..before * length * behind).map(|i| part.at(i)).collect();
    for row in 0..before {
        for i in 1..length {
            for column in 0..behind {
                let at = (row * length + i) * behind + column;
                out[at] += out[at - behind];
            }
        }
    }
    out
}
