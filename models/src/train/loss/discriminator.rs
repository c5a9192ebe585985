//! Multi-scale waveform discriminator: it tells recordings from reconstructions at the full rate,
//! half of it and a quarter, and the decoder learns to be mistaken for a recording (hinge loss, Lim
//! & Ye 2017; three scales and feature matching, Kumar et al. 2019, *MelGAN*; as the second phase
//! of RAVE, Caillon & Esling 2021).

use crate::train::network::conv::{Conv, Down};
use burn::module::Module;
use burn::prelude::*;
use burn::tensor::activation::relu;

/// Rates listened at, each half of the one before.
const SCALES: usize = 3;
/// Samples that become one in each strided layer.
const STRIDE: usize = 4;
/// Strided layers.
const LAYERS: usize = 4;
/// Channels of the first layer; each further one has four times as many, up to [`WIDEST`].
const CAPACITY: usize = 16;
const WIDEST: usize = 256;
/// Added to the mean magnitude of a recording's features where it divides.
const FLOOR: f32 = 1e-3;

/// Three discriminators of the same shape, one a scale.
#[derive(Module, Debug)]
pub struct Discriminator {
    scales: Vec<Scale>,
}

#[derive(Module, Debug)]
struct Scale {
    input: Conv,
    down: Vec<Down>,
    context: Conv,
    output: Conv,
}

/// What one scale makes of some audio.
pub struct Judgement {
    /// Outputs of every layer, `[batch, time, channels]`.
    features: Vec<Tensor<3>>,
    /// Above 1: surely a recording; below −1: surely not. `[batch, time, 1]`.
    score: Tensor<3>,
}

impl Scale {
    fn new(device: &Device) -> Self {
        let mut width = CAPACITY;
        let down = (1..LAYERS)
            .map(|_| {
                let wider = (width * STRIDE).min(WIDEST);
                let layer = Down::new(width, wider, STRIDE, device);
                width = wider;
                layer
            })
            .collect();
        Self {
            input: Conv::new(STRIDE, CAPACITY, 4, 1, 1.0, device),
            down,
            context: Conv::new(width, width, 3, 1, 1.4, device),
            output: Conv::new(width, 1, 3, 1, 1.0, device),
        }
    }

    fn forward(&self, audio: Tensor<2>) -> Judgement {
        let [batch, samples] = audio.dims();
        let step = STRIDE.pow(LAYERS as u32);
        let samples = samples / step * step;
        let x = audio.narrow(1, 0, samples);
        let x = x.reshape([batch, samples / STRIDE, STRIDE]);
        let mut features = vec![self.input.forward(x)];
        for layer in &self.down {
            features.push(layer.forward(features[features.len() - 1].clone()));
        }
        let x = features[features.len() - 1].clone();
        features.push(self.context.forward_activated(x));
        let x = features[features.len() - 1].clone();
        let score = self.output.forward_activated(x);
        Judgement { features, score }
    }
}

impl Discriminator {
    /// Fresh weights.
    pub fn new(device: &Device) -> Self {
        Self {
            scales: (0..SCALES).map(|_| Scale::new(device)).collect(),
        }
    }

    /// Judges `[batch, samples]`, at least 4096 samples, at every scale.
    pub fn forward(&self, audio: Tensor<2>) -> Vec<Judgement> {
        let mut audio = audio;
        let mut judgements = Vec::with_capacity(SCALES);
        for (index, scale) in self.scales.iter().enumerate() {
            if index > 0 {
                audio = halve(audio);
            }
            judgements.push(scale.forward(audio.clone()));
        }
        judgements
    }

    /// The same weights for judging only: gradients pass through to the audio, none are taken of
    /// the weights.
    pub fn judge(&self) -> Self {
        self.clone().no_grad()
    }
}

/// Means of neighbouring samples.
fn halve(audio: Tensor<2>) -> Tensor<2> {
    let [batch, samples] = audio.dims();
    let half = samples / 2;
    audio
        .narrow(1, 0, half * 2)
        .reshape([batch, half, 2])
        .mean_dim(2)
        .reshape([batch, half])
}

/// What the discriminator minimises: 0 where recordings score above 1 and reconstructions below
/// −1, 2 where it can't tell.
pub fn hinge(real: &[Judgement], fake: &[Judgement]) -> Tensor<1> {
    mean(real.iter().zip(fake).map(|(real, fake)| {
        relu(-real.score.clone() + 1.0).mean() + relu(fake.score.clone() + 1.0).mean()
    }))
}

/// What the decoder minimises: minus the score of its audio.
pub fn persuasion(fake: &[Judgement]) -> Tensor<1> {
    -mean(fake.iter().map(|fake| fake.score.clone().mean()))
}

/// Distance of the features of a reconstruction from the recording's, relative to their size: the
/// mean over layers and scales.
pub fn matching(real: &[Judgement], fake: &[Judgement]) -> Tensor<1> {
    mean(real.iter().zip(fake).map(|(real, fake)| {
        mean(
            real.features
                .iter()
                .zip(&fake.features)
                .map(|(real, fake)| {
                    let size = real.clone().abs().mean().detach() + FLOOR;
                    (real.clone().detach() - fake.clone()).abs().mean() / size
                }),
        )
    }))
}

/// Mean score.
pub fn score(judgements: &[Judgement]) -> Tensor<1> {
    -persuasion(judgements)
}

fn mean(values: impl ExactSizeIterator<Item = Tensor<1>>) -> Tensor<1> {
    let count = values.len() as f32;
    values
        .reduce(|a, b| a + b)
        .expect("there are scales and layers")
        / count
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::optim::{AdamConfig, GradientsParams};

    fn sines(cycles: f32, device: &Device) -> Tensor<2> {
        let values: Vec<f32> = (0..2 * 4096)
            .map(|n| 0.3 * (n as f32 * cycles).sin())
            .collect();
        Tensor::from_data(TensorData::new(values, [2, 4096]), device)
    }

    #[test]
    fn it_learns_to_tell_two_sounds_apart() {
        let device = Device::flex().autodiff();
        device.seed(3);
        let mut discriminator = Discriminator::new(&device);
        let mut optimizer = AdamConfig::new().init();
        let (real, fake) = (sines(0.05, &device), sines(0.4, &device));
        let mut errors = Vec::new();
        for _ in 0..30 {
            let error = hinge(
                &discriminator.forward(real.clone()),
                &discriminator.forward(fake.clone()),
            );
            errors.push(error.clone().into_scalar::<f32>());
            let gradients = GradientsParams::from_grads(error.backward(), &discriminator);
            discriminator = optimizer.step(1e-3, discriminator, gradients);
        }
        assert!((1.0..4.0).contains(&errors[0]), "{errors:?}");
        assert!(errors[29] < 0.2, "{errors:?}");
        let real = score(&discriminator.forward(real)).into_scalar::<f32>();
        let fake = score(&discriminator.forward(fake)).into_scalar::<f32>();
        assert!(real > fake + 1.5, "{real} {fake}");
    }

    #[test]
    fn a_judge_passes_gradients_to_the_audio_alone() {
        let device = Device::flex().autodiff();
        let discriminator = Discriminator::new(&device);
        let judge = discriminator.judge();
        let audio = sines(0.1, &device).require_grad();
        let mut gradients = persuasion(&judge.forward(audio.clone())).backward();
        let gradient = audio.grad(&gradients).expect("the audio has a gradient");
        assert!(gradient.abs().sum().into_scalar::<f32>() > 0.0);
        assert!(GradientsParams::from_module(&mut gradients, &judge).is_empty());
    }

    #[test]
    fn the_same_sound_matches_itself() {
        let device = Device::flex();
        let discriminator = Discriminator::new(&device);
        let judge = |cycles| discriminator.forward(sines(cycles, &device));
        let own = matching(&judge(0.1), &judge(0.1)).into_scalar::<f32>();
        let other = matching(&judge(0.1), &judge(0.3)).into_scalar::<f32>();
        assert_eq!(own, 0.0);
        assert!(other > 0.1, "{other}");
    }
}
