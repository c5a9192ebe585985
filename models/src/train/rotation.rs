//! Latents turned so that the first ones say most: principal components, by variance.
//!
//! The turn costs nothing in play: the layers on both sides of the latents are linear there, so it
//! is folded into their weights.

use super::average::values;
use super::network::Network;
use super::network::conv::Conv;
use super::step::constant;
use burn::module::Param;
use neurorave_core::model_file::manifest::LatentSpec;

/// Smallest standard deviation that is written down.
const FLOOR: f64 = 1e-6;

/// Running sums of latents, for their covariance.
pub struct Moments {
    latents: usize,
    count: f64,
    sums: Vec<f64>,
    products: Vec<f64>,
}

impl Moments {
    /// Of nothing yet.
    pub fn new(latents: usize) -> Self {
        Self {
            latents,
            count: 0.0,
            sums: vec![0.0; latents],
            products: vec![0.0; latents * latents],
        }
    }

    /// One more latent frame.
    pub fn add(&mut self, frame: &[f32]) {
        self.count += 1.0;
        for (row, a) in frame.iter().enumerate() {
            let a = f64::from(*a);
            self.sums[row] += a;
            let products = &mut self.products[row * self.latents..(row + 1) * self.latents];
            for (product, b) in products.iter_mut().zip(frame) {
                *product += a * f64::from(*b);
            }
        }
    }

    /// The turn that orders the channels by variance.
    pub fn rotation(&self) -> Rotation {
        let (n, count) = (self.latents, self.count.max(1.0));
        let mean: Vec<f64> = self.sums.iter().map(|sum| sum / count).collect();
        let mut covariance: Vec<f64> = self.products.iter().map(|x| x / count).collect();
        for row in 0..n {
            for column in 0..n {
                covariance[row * n + column] -= mean[row] * mean[column];
            }
        }
        let mut pairs = eigenvectors(covariance, n);
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
        Rotation {
            mean,
            variances: pairs.iter().map(|(value, _)| value.max(0.0)).collect(),
            axes: pairs.into_iter().map(|(_, axis)| axis).collect(),
        }
    }
}

/// New channel `j` is `Σ_i axes[j][i] · (old_i − mean_i)`.
#[derive(Debug, Clone)]
pub struct Rotation {
    /// Mean of each old channel.
    pub mean: Vec<f64>,
    /// Unit vectors, at right angles to each other.
    pub axes: Vec<Vec<f64>>,
    /// Variance of each new channel, largest first.
    pub variances: Vec<f64>,
}

impl Rotation {
    /// What the manifest says of the new channels; `posterior` are the mean variances of the
    /// posterior of the old ones.
    pub fn spec(&self, posterior: &[f64]) -> LatentSpec {
        let all = self.variances.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        let mut sum = 0.0;
        let share = |variance: &f64| {
            sum += variance;
            (sum / all).min(1.0) as f32
        };
        LatentSpec {
            mean: vec![0.0; self.variances.len()],
            std: self
                .variances
                .iter()
                .map(|variance| variance.sqrt().max(FLOOR) as f32)
                .collect(),
            fidelity: self.variances.iter().map(share).collect(),
            posterior_std: self
                .axes
                .iter()
                .map(|axis| spread(axis, posterior))
                .collect(),
        }
    }

    /// `network` with the new channels for latents; it plays what it played. (Its posterior's
    /// variances are still those of the old channels.)
    pub fn fold(&self, mut network: Network) -> Network {
        let [writes, reads] = network.around_latents();
        self.fold_writing(writes);
        self.fold_reading(reads);
        network
    }

    fn fold_writing(&self, conv: &mut Conv) {
        let [rows, columns] = conv.weight.val().dims();
        let mut weight = values(conv.weight.val());
        let mut bias = values(conv.bias.val());
        for row in weight.chunks_exact_mut(columns) {
            self.turn(row, &vec![0.0; self.mean.len()]);
        }
        self.turn(&mut bias, &self.mean);
        set(conv, weight, [rows, columns], bias);
    }

    /// The first values of `row`, less `mean`, in the new channels.
    fn turn(&self, row: &mut [f32], mean: &[f64]) {
        let centred: Vec<f64> = row
            .iter()
            .zip(mean)
            .map(|(x, mean)| f64::from(*x) - mean)
            .collect();
        for (new, axis) in row.iter_mut().zip(&self.axes) {
            *new = axis.iter().zip(&centred).map(|(a, x)| a * x).sum::<f64>() as f32;
        }
    }

    fn fold_reading(&self, conv: &mut Conv) {
        let [rows, columns] = conv.weight.val().dims();
        let old = values(conv.weight.val());
        let mut weight = old.clone();
        let mut bias: Vec<f64> = values(conv.bias.val()).into_iter().map(f64::from).collect();
        let inputs = rows / conv.kernel;
        for first in (0..rows).step_by(inputs) {
            for (column, bias) in bias.iter_mut().enumerate() {
                let at = |channel: usize| (first + channel) * columns + column;
                for (new, axis) in self.axes.iter().enumerate() {
                    let sum = axis.iter().enumerate();
                    let sum: f64 = sum.map(|(i, a)| a * f64::from(old[at(i)])).sum();
                    weight[at(new)] = sum as f32;
                }
                let constant = self.mean.iter().enumerate();
                *bias += constant
                    .map(|(i, mean)| mean * f64::from(old[at(i)]))
                    .sum::<f64>();
            }
        }
        let bias = bias.into_iter().map(|x| x as f32).collect();
        set(conv, weight, [rows, columns], bias);
    }
}

/// Deviation along an axis of what has these variances, independently.
fn spread(axis: &[f64], variances: &[f64]) -> f32 {
    let parts = axis.iter().zip(variances);
    parts.map(|(a, v)| a * a * v).sum::<f64>().sqrt() as f32
}

fn set(conv: &mut Conv, weight: Vec<f32>, shape: [usize; 2], bias: Vec<f32>) {
    let device = conv.weight.val().device();
    conv.weight = Param::from_tensor(constant(weight, shape, &device));
    conv.bias = Param::from_tensor(constant(bias, [shape[1]], &device));
}

/// Eigenvalues and unit eigenvectors of a symmetric matrix, by Jacobi's rotations (Golub & Van
/// Loan, *Matrix Computations*, §8.5).
fn eigenvectors(mut matrix: Vec<f64>, n: usize) -> Vec<(f64, Vec<f64>)> {
    let mut vectors: Vec<f64> = (0..n * n)
        .map(|at| if at / n == at % n { 1.0 } else { 0.0 })
        .collect();
    let scale = (0..n).map(|i| matrix[i * n + i].abs()).sum::<f64>();
    for _ in 0..SWEEPS {
        let off: f64 = (0..n * n)
            .filter(|at| at / n != at % n)
            .map(|at| matrix[at].abs())
            .sum();
        if off <= 1e-12 * scale {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                annihilate(&mut matrix, &mut vectors, n, p, q);
            }
        }
    }
    (0..n)
        .map(|k| {
            let vector = (0..n).map(|row| vectors[row * n + k]).collect();
            (matrix[k * n + k], vector)
        })
        .collect()
}

/// Far more than ever needed: convergence is quadratic.
const SWEEPS: usize = 50;

/// Turns axes `p` and `q` so that their entry of `matrix` becomes zero.
fn annihilate(matrix: &mut [f64], vectors: &mut [f64], n: usize, p: usize, q: usize) {
    let entry = matrix[p * n + q];
    if entry == 0.0 {
        return;
    }
    let theta = (matrix[q * n + q] - matrix[p * n + p]) / (2.0 * entry);
    let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    let turn = |values: &mut [f64], a: usize, b: usize| {
        let (x, y) = (values[a], values[b]);
        values[a] = cosine * x - sine * y;
        values[b] = sine * x + cosine * y;
    };
    for k in 0..n {
        turn(matrix, k * n + p, k * n + q);
        turn(vectors, k * n + p, k * n + q);
    }
    for k in 0..n {
        turn(matrix, p * n + k, q * n + k);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::random::Random;

    #[test]
    fn the_first_channel_varies_most_and_channels_are_uncorrelated() {
        let mut random = Random::new(4, 0);
        let frames: Vec<[f32; 3]> = (0..2000)
            .map(|_| {
                let (a, b, c) = (random.normal(), random.normal(), random.normal());
                [a + 2.0, a + 0.1 * b, -a + 0.5 * c]
            })
            .collect();
        let mut before = Moments::new(3);
        frames.iter().for_each(|frame| before.add(frame));
        let rotation = before.rotation();
        let mut after = Moments::new(3);
        for frame in &frames {
            let mut turned = *frame;
            rotation.turn(&mut turned, &rotation.mean);
            after.add(&turned);
        }
        for row in 0..3 {
            for column in 0..3 {
                let covariance = after.products[row * 3 + column] / after.count;
                let expected = if row == column {
                    rotation.variances[row]
                } else {
                    0.0
                };
                assert!((covariance - expected).abs() < 1e-5, "{row} {column}");
            }
        }
        let spec = rotation.spec(&[0.04, 0.04, 0.04]);
        assert!(
            spec.posterior_std
                .iter()
                .all(|std| (std - 0.2).abs() < 1e-6)
        );
        assert!(
            spec.fidelity[0] > 0.8 && spec.fidelity[2] > 0.9999,
            "{spec:?}"
        );
        assert!(spec.std[0] > spec.std[1] && spec.std[1] > spec.std[2]);
    }
}
