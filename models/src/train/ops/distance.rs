//! The multi-scale spectral distance as one operation, which finds its gradient along the way.

use super::logarithm::ln;
use super::spectrum::Spectrum;
use super::{dense, shape, tensor};
use crate::train::loss::spectral::{AMPLITUDE_FLOOR, ERROR_FLOOR, LOG_FLOOR, POWER_FLOOR, SCALES};
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Backend, Dispatch, Flex, backend_extension};
use burn::prelude::*;
use rayon::prelude::*;
use realfft::num_complex::Complex;

/// [`crate::train::loss::spectral::distance`] on the processor.
pub fn distance(output: Tensor<2>, target: Tensor<2>) -> Tensor<1> {
    Tensor::from_dispatch(Dispatch::spectral_distance(
        output.into_dispatch(),
        target.into_dispatch(),
    ))
}

/// See [`distance`].
#[backend_extension(Flex, Autodiff)]
pub trait DistanceOps: Backend {
    /// See [`distance`].
    fn spectral_distance(output: FloatTensor<Self>, target: FloatTensor<Self>)
    -> FloatTensor<Self>;
}

impl DistanceOps for Flex {
    fn spectral_distance(output: FlexTensor, target: FlexTensor) -> FlexTensor {
        let (values, _) = measure(&dense(output), &dense(target), false);
        let batch = values.len();
        tensor(values, [batch])
    }
}

impl<C: CheckpointStrategy> DistanceOps for Autodiff<Flex, C> {
    fn spectral_distance(
        output: FloatTensor<Self>,
        target: FloatTensor<Self>,
    ) -> FloatTensor<Self> {
        let (output, node) = output.into_parts();
        let target = target.into_primitive();
        let prepared = DistanceBackward.prepare::<C>([node]).compute_bound();
        match prepared.stateful() {
            OpsKind::Tracked(prep) => {
                let output = dense(output);
                let (values, gradient) = measure(&output, &dense(target), true);
                let batch = values.len();
                let gradient = tensor(gradient, shape::<2>(&output));
                prep.finish(gradient, tensor(values, [batch]))
            }
            OpsKind::UnTracked(prep) => prep.finish(Flex::spectral_distance(output, target)),
        }
    }
}

#[derive(Debug)]
struct DistanceBackward;

impl Backward<Flex, 1> for DistanceBackward {
    /// The gradient of each item's distance by its own samples.
    type State = FlexTensor;

    fn backward(self, ops: Ops<FlexTensor, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let asked = dense(grads.consume::<Flex>(&ops.node));
        let [Some(parent)] = ops.parents else { return };
        let mut gradient = ops.state;
        let [_, samples] = shape(&gradient);
        let items = gradient.storage_mut::<f32>().chunks_exact_mut(samples);
        for (item, asked) in items.zip(asked.storage::<f32>()) {
            item.iter_mut().for_each(|x| *x *= asked);
        }
        grads.register::<Flex>(parent.id, gradient);
    }
}

/// Distances, one an item, and their gradients by the output's samples (empty unless asked for).
fn measure(output: &FlexTensor, target: &FlexTensor, with_gradient: bool) -> (Vec<f32>, Vec<f32>) {
    let [batch, samples] = shape(output);
    assert_eq!(
        [batch, samples],
        shape(target),
        "sounds of different lengths"
    );
    let items = output.storage::<f32>().chunks_exact(samples);
    let items: Vec<_> = items
        .zip(target.storage::<f32>().chunks_exact(samples))
        .collect();
    let parts: Vec<(usize, usize)> = (0..batch)
        .flat_map(|item| SCALES.map(|size| (item, size)))
        .collect();
    let parts: Vec<_> = parts
        .into_par_iter()
        .with_max_len(1)
        .map(|(item, size)| at_scale(items[item].0, items[item].1, size, with_gradient))
        .collect();
    let scales = parts.chunks_exact(SCALES.len());
    let values = scales
        .clone()
        .map(|parts| parts.iter().map(|part| part.0).sum());
    let mut gradient = Vec::new();
    if with_gradient {
        gradient.reserve(batch * samples);
        for parts in scales {
            let start = gradient.len();
            gradient.extend(&parts[0].1);
            for (_, part) in &parts[1..] {
                let sum = gradient[start..].iter_mut().zip(part);
                sum.for_each(|(sum, x)| *sum += x);
            }
        }
    }
    (values.collect(), gradient)
}

/// Magnitudes of one frame's spectrum, scaled.
fn magnitudes(spectrum: &[Complex<f32>], scale: f32, out: &mut [f32]) {
    for (out, x) in out.iter_mut().zip(spectrum) {
        *out = (x.re * x.re + x.im * x.im + AMPLITUDE_FLOOR * AMPLITUDE_FLOOR).sqrt() * scale;
    }
}

/// Sum over `f` of pairs, in eight interleaved sums so that it can be computed in vectors.
#[inline(always)]
fn sum(a: &[f32], b: &[f32], f: impl Fn(f32, f32) -> f32) -> f64 {
    let mut sums = [0.0f32; 8];
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest = a.remainder().iter().zip(b.remainder());
    let rest: f32 = rest.map(|(a, b)| f(*a, *b)).sum();
    for (a, b) in a.zip(b) {
        for lane in 0..8 {
            sums[lane] += f(a[lane], b[lane]);
        }
    }
    f64::from(sums.iter().sum::<f32>() + rest)
}

/// One item's distance under windows of `size` samples and its gradient.
fn at_scale(output: &[f32], target: &[f32], size: usize, with_gradient: bool) -> (f32, Vec<f32>) {
    let spectrum = Spectrum::of(size);
    let (bins, hop) = (spectrum.bins(), size / 4);
    let frames = (output.len() / hop + 1).saturating_sub(4);
    let scale = (size as f32).powf(-0.5);
    let mut room = spectrum.room();
    let kept = if with_gradient { frames } else { 1 };
    let mut spectra = vec![Complex::default(); kept * bins];
    let mut ours = vec![0.0; kept * bins];
    let mut theirs = vec![0.0; kept * bins];
    let (mut error, mut power, mut log) = (0.0, 0.0, 0.0);
    for frame in 0..frames {
        let place = if with_gradient { frame * bins } else { 0 };
        let place = place..place + bins;
        let samples = frame * hop..frame * hop + size;
        let (ours, theirs) = (&mut ours[place.clone()], &mut theirs[place.clone()]);
        let spectra = &mut spectra[place];
        spectrum.analyse(&target[samples.clone()], spectra, &mut room);
        magnitudes(spectra, scale, theirs);
        spectrum.analyse(&output[samples], spectra, &mut room);
        magnitudes(spectra, scale, ours);
        error += sum(ours, theirs, |ours, theirs| {
            (ours - theirs) * (ours - theirs)
        });
        power += sum(ours, theirs, |_, theirs| theirs * theirs);
        log += sum(ours, theirs, |ours, theirs| {
            ln((ours + LOG_FLOOR) / (theirs + LOG_FLOOR)).abs()
        });
    }
    let count = (frames * bins) as f64;
    let power = power / count + f64::from(POWER_FLOOR);
    let relative = ((error / count + f64::from(ERROR_FLOOR)) / power).sqrt();
    let value = (relative + log / count) as f32;
    if !with_gradient {
        return (value, Vec::new());
    }
    let by_error = (1.0 / (count * relative * power)) as f32;
    let by_log = (1.0 / count) as f32;
    let mut gradient = vec![0.0; output.len()];
    for frame in 0..frames {
        let place = frame * bins..(frame + 1) * bins;
        let spectra = &mut spectra[place.clone()];
        let both = ours[place.clone()].iter().zip(&theirs[place]);
        for (x, (ours, theirs)) in spectra.iter_mut().zip(both) {
            let difference = ours - theirs;
            let sign = f32::from(difference > 0.0) - f32::from(difference < 0.0);
            let by_magnitude = by_error * difference + by_log * sign / (ours + LOG_FLOOR);
            *x *= scale * scale * by_magnitude / ours;
        }
        spectrum.add_gradient(
            spectra,
            &mut gradient[frame * hop..frame * hop + size],
            &mut room,
        );
    }
    (value, gradient)
}
