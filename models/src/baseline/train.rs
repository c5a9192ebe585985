//! Training of the baseline.

use super::Baseline;
use super::mel::{BANDS, FRAMES, HOP, Mel, RATE};
use super::network::{Kind, Network, Shape, controls};
use crate::train::TrainError;
use crate::train::corpus::{Clip, Corpus, GATE_DBFS};
use crate::train::loss::adversary::{Adversary, CLASSES};
use crate::train::random::Random;
use crate::train::step::{constant, one_hot};
use burn::module::Module;
use burn::optim::{AdamConfig, GradientsParams, ModuleOptimizer};
use burn::prelude::*;
use indicatif::{ProgressBar, ProgressStyle};
use neurorave_core::model_file::manifest::AttributeSpec;

const RATE_OF_LEARNING: f64 = 1e-3;
/// Weight of the divergence, once warm (published).
const KL: f32 = 0.1;
/// Weight of what the adversary reads, once warm (published), for each bin of a picture that the
/// error is summed over.
const LEAK: f32 = 0.5;
/// Share of the steps over which both come in.
const WARM_UP: f32 = 0.2;

/// A clip as the network sees it.
struct Item {
    picture: Vec<f32>,
    attributes: Vec<f32>,
    classes: Vec<u8>,
}

/// Trains on the corpus's training clips, measured at [`RATE`] and [`HOP`] with the attributes
/// wanted, and gives the network and the mean squared error of the last tenth of the steps.
///
/// # Errors
/// [`TrainError::Diverged`] where the loss is no longer finite.
///
/// # Panics
/// Where the corpus has another rate or ratio.
pub fn train(
    corpus: &Corpus,
    shape: &Shape,
    steps: u64,
    batch: usize,
    seed: u64,
) -> Result<(Baseline, f32), TrainError> {
    assert_eq!(
        (corpus.rate, corpus.ratio),
        (RATE, HOP),
        "the corpus's rate and ratio"
    );
    let attributes = match shape.kind {
        Kind::Vae => Vec::new(),
        Kind::CVae | Kind::FVae => corpus.attributes(),
    };
    let shape = Shape {
        attributes: attributes.len(),
        ..*shape
    };
    let items = items(corpus, &attributes);
    let device = Device::flex().autodiff();
    device.seed(seed);
    let mut network = Network::new(&shape, &device);
    let mut optimizer: ModuleOptimizer = AdamConfig::new().init();
    let mut adversary = (shape.kind == Kind::FVae)
        .then(|| Adversary::new(shape.latents, attributes.len(), &device));
    let mut adversary_optimizer: ModuleOptimizer = AdamConfig::new().init();
    let bar = ProgressBar::new(steps).with_style(
        ProgressStyle::with_template("training the baseline {pos}/{len} {wide_bar} {eta} {msg}")
            .expect("a valid template"),
    );
    let (mut late, mut counted) = (0.0, 0.0);
    for step in 0..steps {
        let mut random = Random::new(seed, step);
        let chosen: Vec<&Item> = (0..batch)
            .map(|_| &items[random.below(items.len())])
            .collect();
        let gather = |of: fn(&Item) -> &[f32]| chosen.iter().flat_map(|i| of(i).to_vec()).collect();
        let picture = constant(gather(|i| &i.picture), [batch, 1, BANDS, FRAMES], &device);
        let controls = controls(gather(|i| &i.attributes), batch, &device);
        let noise = (0..batch * shape.latents)
            .map(|_| random.normal())
            .collect();
        let noise = constant(noise, [batch, shape.latents], &device);
        let (mean, log_variance) = network.encode(picture.clone());
        let latent = mean.clone() + (log_variance.clone() * 0.5).exp() * noise;
        let difference = network.decode(latent.clone(), controls) - picture;
        let error = (difference.clone() * difference).mean();
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
        let gradients = GradientsParams::from_grads(total.backward(), &network);
        network = optimizer.step(RATE_OF_LEARNING, network, gradients);
        if let Some(discriminator) = adversary {
            let classes: Vec<u8> = chosen.iter().flat_map(|i| i.classes.clone()).collect();
            let guess = discriminator.error(frame.detach(), one_hot(&classes, &device));
            let gradients = GradientsParams::from_grads(guess.backward(), &discriminator);
            adversary = Some(adversary_optimizer.step(RATE_OF_LEARNING, discriminator, gradients));
        }
        let error: f32 = error.into_scalar();
        if !error.is_finite() {
            return Err(TrainError::Diverged(step));
        }
        if step >= steps - steps.div_ceil(10) {
            late += error;
            counted += 1.0;
        }
        bar.set_position(step + 1);
        bar.set_message(format!("error {error:.3}"));
    }
    bar.finish();
    let baseline = Baseline::new(network.valid(), shape, attributes);
    Ok((baseline, late / f32::max(counted, 1.0)))
}

fn items(corpus: &Corpus, attributes: &[AttributeSpec]) -> Vec<Item> {
    let mel = Mel::default();
    let mut items: Vec<Item> = corpus
        .train
        .iter()
        .map(|clip| Item {
            picture: mel.log(&clip.audio),
            attributes: means(clip, attributes),
            classes: vec![0; attributes.len()],
        })
        .collect();
    // Classes of equal frequency: the rank among all clips.
    for index in 0..attributes.len() {
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by(|a, b| items[*a].attributes[index].total_cmp(&items[*b].attributes[index]));
        for (rank, item) in order.iter().enumerate() {
            items[*item].classes[index] = (rank * CLASSES / order.len()) as u8;
        }
    }
    items
}

/// Normalised attributes, each the mean over the frames that sound.
fn means(clip: &Clip, attributes: &[AttributeSpec]) -> Vec<f32> {
    let sounding: Vec<usize> = (0..clip.frames().min(FRAMES))
        .filter(|frame| clip.loudness[*frame] > GATE_DBFS)
        .collect();
    attributes
        .iter()
        .enumerate()
        .map(|(index, spec)| {
            let value = |frame: &usize| clip.descriptors[frame * attributes.len() + index];
            let sum: f32 = sounding.iter().map(|f| spec.normalise(value(f))).sum();
            sum / sounding.len().max(1) as f32
        })
        .collect()
}
