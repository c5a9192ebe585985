//! A small network that learns from examples and is then asked about others.

use crate::train::average::values;
use crate::train::random::Random;
use burn::module::Module;
use burn::nn::{Linear, LinearConfig};
use burn::optim::{AdamConfig, GradientsParams, ModuleOptimizer};
use burn::prelude::*;
use burn::tensor::activation::{log_softmax, relu};

/// Examples a step.
const BATCH: usize = 256;
/// Step size at the start, falling to zero along a quarter of a cosine.
const RATE: f64 = 2e-3;
const HIDDEN: usize = 96;

/// One layer of hidden units; its outputs are guesses of classes, in groups, then plain values.
#[derive(Module, Debug)]
struct Network {
    hidden1: Linear,
    hidden2: Linear,
    output: Linear,
}

/// Examples, one row each.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// What is known of each, all of one length.
    pub inputs: Vec<Vec<f32>>,
    /// Which class each is of, in each group.
    pub classes: Vec<Vec<usize>>,
    /// Values of each.
    pub targets: Vec<Vec<f32>>,
}

/// A network that has learned.
pub struct Learner {
    network: Network,
    groups: Vec<usize>,
    values: usize,
    /// Mean and inverse deviation of each input.
    scale: Vec<(f32, f32)>,
    device: Device,
}

/// What a learner says of one example.
pub struct Guess {
    /// The likeliest class of each group.
    pub classes: Vec<usize>,
    /// The values.
    pub values: Vec<f32>,
}

impl Learner {
    /// Learns for `steps` steps; `groups` are the numbers of classes. `noise` is added to the inputs
    /// (standard deviation, in standard deviations of the inputs) against learning by heart.
    ///
    /// `None` without examples.
    pub fn train(
        examples: &Examples,
        groups: &[usize],
        steps: usize,
        noise: f32,
        seed: u64,
    ) -> Option<Self> {
        let scale = scale(&examples.inputs)?;
        let inputs = scale.len();
        let values = examples.targets.first().map_or(0, Vec::len);
        let device = Device::flex();
        let training = device.clone().autodiff();
        let outputs = groups.iter().sum::<usize>() + values;
        let mut random = Random::new(seed, 0x1EA4);
        let mut network = Network {
            hidden1: linear(inputs, HIDDEN, &mut random, &training),
            hidden2: linear(HIDDEN, HIDDEN, &mut random, &training),
            output: linear(HIDDEN, outputs, &mut random, &training),
        };
        let mut optimizer: ModuleOptimizer = AdamConfig::new().init();
        for step in 0..steps {
            let rows: Vec<usize> = (0..BATCH)
                .map(|_| random.below(examples.inputs.len()))
                .collect();
            let mut x = Vec::with_capacity(BATCH * inputs);
            for row in &rows {
                let scaled = examples.inputs[*row].iter().zip(&scale);
                x.extend(
                    scaled
                        .map(|(v, (mean, inverse))| (v - mean) * inverse + noise * random.normal()),
                );
            }
            let x = Tensor::<2>::from_data(TensorData::new(x, [BATCH, inputs]), &training);
            let loss = loss(
                network.forward(x),
                examples,
                &rows,
                groups,
                values,
                &training,
            );
            let gradients = GradientsParams::from_grads(loss.backward(), &network);
            let progress = step as f64 / steps as f64;
            let rate = RATE * (progress * std::f64::consts::FRAC_PI_2).cos();
            network = optimizer.step(rate, network, gradients);
        }
        Some(Self {
            network: network.valid(),
            groups: groups.to_vec(),
            values,
            scale,
            device,
        })
    }

    /// Asks about every input.
    pub fn guess(&self, inputs: &[Vec<f32>]) -> Vec<Guess> {
        let width = self.scale.len();
        let mut guesses = Vec::with_capacity(inputs.len());
        for some in inputs.chunks(4096) {
            let rows = some.iter().flat_map(|row| row.iter().zip(&self.scale));
            let x = rows.map(|(v, (mean, inverse))| (v - mean) * inverse);
            let data = TensorData::new(x.collect::<Vec<f32>>(), [some.len(), width]);
            let out = values(self.network.forward(Tensor::from_data(data, &self.device)));
            let outputs = self.groups.iter().sum::<usize>() + self.values;
            guesses.extend(out.chunks_exact(outputs).map(|row| self.read(row)));
        }
        guesses
    }

    fn read(&self, row: &[f32]) -> Guess {
        let mut at = 0;
        let classes = self.groups.iter().map(|&count| {
            let scores = &row[at..at + count];
            at += count;
            let best = (0..count).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
            best.unwrap_or(0)
        });
        let classes = classes.collect();
        Guess {
            classes,
            values: row[at..].to_vec(),
        }
    }
}

impl Network {
    fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        let x = relu(self.hidden1.forward(x));
        let x = relu(self.hidden2.forward(x));
        self.output.forward(x)
    }
}

/// Uniform weights from our own seeded generator, so that a study repeats itself.
fn linear(inputs: usize, outputs: usize, random: &mut Random, device: &Device) -> Linear {
    let mut layer = LinearConfig::new(inputs, outputs).init(device);
    let bound = (6.0 / inputs as f32).sqrt();
    let weights = (0..inputs * outputs).map(|_| random.uniform(-bound, bound));
    let data = TensorData::new(weights.collect::<Vec<f32>>(), [inputs, outputs]);
    layer.weight = burn::module::Param::from_tensor(Tensor::from_data(data, device));
    let zeros = Tensor::zeros([outputs], device);
    layer.bias = Some(burn::module::Param::from_tensor(zeros));
    layer
}

/// Cross-entropies of all groups and squared errors of all values.
fn loss(
    out: Tensor<2>,
    examples: &Examples,
    rows: &[usize],
    groups: &[usize],
    values: usize,
    device: &Device,
) -> Tensor<1> {
    let mut total = Tensor::<1>::zeros([1], device);
    let mut at = 0;
    for (group, &count) in groups.iter().enumerate() {
        let mut hot = vec![0.0f32; rows.len() * count];
        for (i, row) in rows.iter().enumerate() {
            hot[i * count + examples.classes[*row][group]] = 1.0;
        }
        let hot = Tensor::<2>::from_data(TensorData::new(hot, [rows.len(), count]), device);
        let logits = out.clone().narrow(1, at, count);
        total = total - (log_softmax(logits, 1) * hot).sum_dim(1).mean();
        at += count;
    }
    if values > 0 {
        let wanted = rows
            .iter()
            .flat_map(|row| examples.targets[*row].iter().copied());
        let data = TensorData::new(wanted.collect::<Vec<f32>>(), [rows.len(), values]);
        let error = out.narrow(1, at, values) - Tensor::<2>::from_data(data, device);
        total = total + (error.clone() * error).mean() * values as f32;
    }
    total
}

fn scale(inputs: &[Vec<f32>]) -> Option<Vec<(f32, f32)>> {
    let width = inputs.first()?.len();
    let count = inputs.len() as f64;
    let of = |column: usize| {
        let values = || inputs.iter().map(|row| f64::from(row[column]));
        let mean = values().sum::<f64>() / count;
        let variance = values().map(|v| (v - mean).powi(2)).sum::<f64>() / count;
        // What never changes says nothing, and must not be blown up either.
        let inverse = if variance > 1e-10 {
            variance.sqrt().recip()
        } else {
            0.0
        };
        (mean as f32, inverse as f32)
    };
    Some((0..width).map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two inputs: the class is the quadrant's parity, the value their product.
    fn examples(count: usize, seed: u64) -> Examples {
        let mut random = Random::new(seed, 0);
        let mut examples = Examples::default();
        for _ in 0..count {
            let (x, y) = (random.normal(), random.normal());
            examples.inputs.push(vec![x, y]);
            examples.classes.push(vec![usize::from(x * y > 0.0)]);
            examples.targets.push(vec![x * y]);
        }
        examples
    }

    #[test]
    fn it_learns_what_is_there() {
        let learner = Learner::train(&examples(2000, 1), &[2], 400, 0.0, 3).unwrap();
        let others = examples(500, 2);
        let guesses = learner.guess(&others.inputs);
        let right = guesses
            .iter()
            .zip(&others.classes)
            .filter(|(g, c)| g.classes == **c);
        assert!(right.count() > 450);
        let error = guesses.iter().zip(&others.targets);
        let error: f32 = error.map(|(g, t)| (g.values[0] - t[0]).powi(2)).sum();
        assert!(error / 500.0 < 0.2, "{error}");
    }

    #[test]
    fn it_learns_nothing_where_there_is_nothing() {
        let mut without = examples(2000, 1);
        let mut random = Random::new(9, 0);
        without.inputs.iter_mut().for_each(|row| {
            row.iter_mut().for_each(|v| *v = random.normal());
        });
        let learner = Learner::train(&without, &[2], 200, 0.0, 3).unwrap();
        let mut others = examples(1000, 2);
        others.inputs.iter_mut().for_each(|row| {
            row.iter_mut().for_each(|v| *v = random.normal());
        });
        let guesses = learner.guess(&others.inputs);
        let right = guesses
            .iter()
            .zip(&others.classes)
            .filter(|(g, c)| g.classes == **c);
        assert!((400..600).contains(&right.count()));
        assert!(Learner::train(&Examples::default(), &[2], 1, 0.0, 0).is_none());
    }
}
