//! Training of the baseline.

use super::mel::{BANDS, FRAMES, HOP, Mel, RATE, SAMPLES};
use super::network::{Network, Shape, controls};
use super::{Baseline, Kind, mean_while_sounding};
use crate::train::TrainError;
use crate::train::checkpoint::numbered;
use crate::train::corpus::{Clip, Corpus};
use crate::train::loss::adversary::{Adversary, CLASSES};
use crate::train::random::Random;
use crate::train::status::Status;
use crate::train::step::{constant, one_hot};
use burn::module::Module;
use burn::optim::{AdamConfig, GradientsParams, ModuleOptimizer};
use burn::prelude::*;
use neurorave_core::model_file::manifest::AttributeSpec;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};

/// Size of the optimizer's steps for a network of [`NARROW`] channels or less. What one step changes in
/// a layer's output grows with the layer's width: wider ones take smaller steps.
const RATE_OF_LEARNING: f64 = 1e-3;
const NARROW: usize = 8;
/// Steps over which theirs grow to that size.
const RISE: f64 = 50.0;
/// Weight of the divergence, once warm (published).
const KL: f32 = 0.1;
/// Weight of what the adversary reads, once warm (published), for each bin of a picture that the
/// error is summed over.
const LEAK: f32 = 0.5;
/// Share of the steps over which both come in.
const WARM_UP: f32 = 0.2;

/// What a run is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// The network; how many attributes it has is the corpus's matter.
    pub shape: Shape,
    /// Steps in all.
    pub steps: u64,
    /// Clips a step.
    pub batch: usize,
    /// Seed of everything random.
    pub seed: u64,
}

/// What a run leaves.
pub struct Trained {
    /// The network.
    pub baseline: Baseline,
    /// Steps done: all, or fewer where it was stopped.
    pub step: u64,
    /// Mean squared error over the last tenth of the steps, in squared decades.
    pub error: f32,
    /// The same on the recordings that are watched; `None` where there are none.
    pub validation: Option<f32>,
}

/// A clip as the network sees it.
struct Item {
    picture: Vec<f32>,
    attributes: Vec<f32>,
}

/// Trains on the corpus's training clips, cut into pieces of [`SAMPLES`], measured at [`RATE`] and
/// [`HOP`] with the attributes wanted, until all steps are done or `stop` is set.
///
/// # Errors
/// [`TrainError::Diverged`] where the loss is no longer finite, [`TrainError::Constant`] where an
/// attribute never changes.
///
/// # Panics
/// Where the corpus has another rate or ratio.
pub fn train(corpus: &Corpus, options: &Options, stop: &AtomicBool) -> Result<Trained, TrainError> {
    assert_eq!(
        (corpus.rate, corpus.ratio),
        (RATE, HOP),
        "the corpus's rate and ratio"
    );
    let attributes = match options.shape.kind.takes_attributes() {
        true => corpus.knobs()?,
        false => Vec::new(),
    };
    let shape = Shape {
        attributes: attributes.len(),
        ..options.shape
    };
    let (steps, batch) = (options.steps, options.batch);
    let items = items(&corpus.train, &attributes);
    let classes = classes(&items, attributes.len());
    let device = Device::flex().autodiff();
    device.seed(options.seed);
    let mut network = numbered(Network::new(&shape, &device));
    let mut optimizer: ModuleOptimizer = AdamConfig::new().init();
    let mut adversary = (shape.kind == Kind::FVae)
        .then(|| Adversary::new(shape.latents, attributes.len(), &device));
    let mut adversary_optimizer: ModuleOptimizer = AdamConfig::new().init();
    let mut status = Status::new(0, steps);
    let mut errors = Vec::new();
    for step in 0..steps {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let mut random = Random::new(options.seed, step);
        let chosen: Vec<usize> = (0..batch).map(|_| random.below(items.len())).collect();
        let batch_of: Vec<&Item> = chosen.iter().map(|index| &items[*index]).collect();
        let (picture, controls) = tensors(&batch_of, &device);
        let noise = (0..batch * shape.latents)
            .map(|_| random.normal())
            .collect();
        let noise = constant(noise, [batch, shape.latents], &device);
        let (mean, log_variance) = network.encode(picture.clone());
        let latent = mean.clone() + (log_variance.clone() * 0.5).exp() * noise;
        let error = squared_error(network.decode(latent.clone(), controls), picture);
        let kl = (mean.clone() * mean + log_variance.clone().exp() - log_variance - 1.0)
            .sum_dim(1)
            .mean()
            * 0.5;
        let warmth = (step as f32 / (steps as f32 * WARM_UP)).min(1.0);
        let bins = (BANDS * FRAMES) as f32;
        let mut total = error.clone() * bins + kl * (KL * warmth);
        let frame: Tensor<3> = latent.unsqueeze_dim(1);
        if let Some(adversary) = &adversary {
            total = total + adversary.leak(frame.clone()) * (LEAK * warmth * bins.sqrt());
        }
        let rate = rate_of_learning(&shape, step);
        let gradients = GradientsParams::from_grads(total.backward(), &network);
        network = optimizer.step(rate, network, gradients);
        if let Some(discriminator) = adversary {
            let right: Vec<u8> = chosen.iter().flat_map(|i| classes[*i].clone()).collect();
            let guess = discriminator.error(frame.detach(), one_hot(&right, &device));
            let gradients = GradientsParams::from_grads(guess.backward(), &discriminator);
            adversary = Some(adversary_optimizer.step(rate, discriminator, gradients));
        }
        let error: f32 = error.into_scalar();
        if !error.is_finite() {
            return Err(TrainError::Diverged(step));
        }
        errors.push(error);
        status.figures(format!("error {:.4}", late(&errors)));
        status.step(step + 1, shape.kind.name());
    }
    drop(status);
    let network = network.valid();
    let step = errors.len() as u64;
    let watched = self::items(&corpus.validation, &attributes);
    let validation = validation(&network, &watched, batch);
    if validation.is_some_and(|error| !error.is_finite()) {
        return Err(TrainError::Diverged(step));
    }
    Ok(Trained {
        step,
        error: late(&errors),
        validation,
        baseline: Baseline::new(network, shape, attributes),
    })
}

fn rate_of_learning(shape: &Shape, step: u64) -> f64 {
    let width = shape.channels.max(NARROW) as f64 / NARROW as f64;
    RATE_OF_LEARNING / width * ((step + 1) as f64 / RISE).min(1.0)
}

/// Mean over the last tenth.
fn late(errors: &[f32]) -> f32 {
    let last = &errors[errors.len() - errors.len().div_ceil(10)..];
    last.iter().sum::<f32>() / last.len().max(1) as f32
}

/// Pictures, `[batch, 1, BANDS, FRAMES]`, and attributes for the decoder.
fn tensors(items: &[&Item], device: &Device) -> (Tensor<4>, Option<Tensor<2>>) {
    let gather = |of: fn(&Item) -> &[f32]| items.iter().flat_map(|i| of(i).to_vec()).collect();
    let pictures = gather(|item| &item.picture);
    let pictures = constant(pictures, [items.len(), 1, BANDS, FRAMES], device);
    let attributes = controls(gather(|item| &item.attributes), items.len(), device);
    (pictures, attributes)
}

fn squared_error(output: Tensor<4>, picture: Tensor<4>) -> Tensor<1> {
    let difference = output - picture;
    (difference.clone() * difference).mean()
}

/// The posterior's means decoded, against the pictures; `None` without any.
fn validation(network: &Network, items: &[Item], batch: usize) -> Option<f32> {
    let items: Vec<&Item> = items.iter().collect();
    let device = Device::flex();
    let sum = |some: &[&Item]| {
        let (picture, controls) = tensors(some, &device);
        let (mean, _) = network.encode(picture.clone());
        let error: f32 = squared_error(network.decode(mean, controls), picture).into_scalar();
        error * some.len() as f32
    };
    let total: f32 = items.chunks(batch).map(sum).sum();
    (!items.is_empty()).then(|| total / items.len() as f32)
}

/// The pieces of each clip, the last of them followed by silence.
fn items(clips: &[Clip], attributes: &[AttributeSpec]) -> Vec<Item> {
    let mel = Mel::default();
    let pieces: Vec<(&Clip, usize)> = clips
        .iter()
        .flat_map(|clip| {
            (0..clip.audio.len())
                .step_by(SAMPLES)
                .map(move |at| (clip, at))
        })
        .collect();
    let one = |(clip, at): &(&Clip, usize)| {
        let end = clip.audio.len().min(at + SAMPLES);
        let (first, last) = (at / HOP, end.div_ceil(HOP).min(clip.frames()));
        let mean = |(index, spec): (usize, &AttributeSpec)| {
            mean_while_sounding(&clip.loudness[first..last], |frame| {
                spec.normalise(clip.descriptors[(first + frame) * attributes.len() + index])
            })
        };
        Item {
            picture: mel.log(&clip.audio[*at..end]),
            attributes: attributes.iter().enumerate().map(mean).collect(),
        }
    };
    pieces.par_iter().map(one).collect()
}

/// Of each item and attribute one of [`CLASSES`] classes of equal frequency: its rank among all.
fn classes(items: &[Item], attributes: usize) -> Vec<Vec<u8>> {
    let mut classes = vec![Vec::with_capacity(attributes); items.len()];
    for index in 0..attributes {
        let value = |item: &usize| items[*item].attributes[index];
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by(|a, b| value(a).total_cmp(&value(b)));
        for (rank, item) in order.iter().enumerate() {
            classes[*item].push((rank * CLASSES / order.len()) as u8);
        }
    }
    classes
}
