//! Magnitude spectra of frames.

use super::spectrum::Spectrum;
use super::{dense, is_on_processor, shape, tensor};
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Backend, Dispatch, Flex, backend_extension};
use burn::prelude::*;
use neurorave_core::window::hann;
use rayon::prelude::*;
use realfft::num_complex::Complex;
use std::sync::Arc;

/// Frames transformed at once.
const BLOCK: usize = 32;

/// Magnitude spectrum of each row of `[rows, size]` under a Hann window, `[rows, size / 2 + 1]`:
/// the root of the power plus `floor²`. `size` is a power of two.
pub fn magnitudes(rows: Tensor<2>, floor: f32) -> Tensor<2> {
    if is_on_processor(&rows.device()) {
        Tensor::from_dispatch(Dispatch::magnitudes_of(rows.into_dispatch(), floor))
    } else {
        composed(rows, floor)
    }
}

/// The same from burn's operations.
pub fn composed(rows: Tensor<2>, floor: f32) -> Tensor<2> {
    let size = rows.dims()[1];
    let window = Tensor::from_data(TensorData::new(hann(size), [1, size]), &rows.device());
    let (re, im) = burn::tensor::signal::rfft(rows * window, 1, Some(size));
    (re.clone() * re + im.clone() * im + floor * floor).sqrt()
}

/// See [`magnitudes`].
#[backend_extension(Flex, Autodiff)]
pub trait MagnitudeOps: Backend {
    /// See [`magnitudes`].
    fn magnitudes_of(rows: FloatTensor<Self>, floor: f32) -> FloatTensor<Self>;
}

impl MagnitudeOps for Flex {
    fn magnitudes_of(rows: FlexTensor, floor: f32) -> FlexTensor {
        transform(rows, floor, false).0
    }
}

impl<C: CheckpointStrategy> MagnitudeOps for Autodiff<Flex, C> {
    fn magnitudes_of(rows: FloatTensor<Self>, floor: f32) -> FloatTensor<Self> {
        let (rows, node) = rows.into_parts();
        let prepared = MagnitudesBackward.prepare::<C>([node]).compute_bound();
        match prepared.stateful() {
            OpsKind::Tracked(prep) => {
                let size = shape::<2>(&rows)[1];
                let (magnitudes, directions) = transform(rows, floor, true);
                prep.finish((size, Arc::new(directions)), magnitudes)
            }
            OpsKind::UnTracked(prep) => prep.finish(Flex::magnitudes_of(rows, floor)),
        }
    }
}

#[derive(Debug)]
struct MagnitudesBackward;

impl Backward<Flex, 1> for MagnitudesBackward {
    /// The rows' length, and each bin over its magnitude.
    type State = (usize, Arc<Vec<Complex<f32>>>);

    fn backward(self, ops: Ops<Self::State, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let gradient = dense(grads.consume::<Flex>(&ops.node));
        let [Some(parent)] = ops.parents else { return };
        let (size, directions) = ops.state;
        let [rows, bins] = shape(&gradient);
        let spectrum = Spectrum::of(size);
        let mut values = vec![0.0; rows * size];
        let blocks = values.par_chunks_mut(BLOCK * size);
        let blocks = blocks
            .zip(gradient.storage::<f32>().par_chunks(BLOCK * bins))
            .zip(directions.par_chunks(BLOCK * bins));
        blocks.for_each(|((values, gradient), directions)| {
            let mut room = spectrum.room();
            let mut both = vec![Complex::default(); bins];
            let rows = values
                .chunks_exact_mut(size)
                .zip(gradient.chunks_exact(bins));
            for ((out, gradient), directions) in rows.zip(directions.chunks_exact(bins)) {
                let parts = both.iter_mut().zip(gradient).zip(directions);
                parts.for_each(|((out, gradient), direction)| *out = direction * gradient);
                spectrum.add_gradient(&mut both, out, &mut room);
            }
        });
        grads.register::<Flex>(parent.id, tensor(values, [rows, size]));
    }
}

/// Magnitudes, and each bin over its magnitude (empty unless asked for).
fn transform(rows: FlexTensor, floor: f32, directed: bool) -> (FlexTensor, Vec<Complex<f32>>) {
    let rows = dense(rows);
    let [count, size] = shape(&rows);
    let spectrum = Spectrum::of(size);
    let bins = spectrum.bins();
    let mut magnitudes = vec![0.0f32; count * bins];
    let mut spectra = vec![Complex::<f32>::default(); count * bins];
    let blocks = rows.storage::<f32>().par_chunks(BLOCK * size);
    let blocks = blocks
        .zip(magnitudes.par_chunks_mut(BLOCK * bins))
        .zip(spectra.par_chunks_mut(BLOCK * bins));
    blocks.for_each(|((rows, magnitudes), spectra)| {
        let mut room = spectrum.room();
        let outputs = magnitudes.chunks_exact_mut(bins);
        let rows = rows.chunks_exact(size).zip(outputs);
        for ((row, magnitudes), spectra) in rows.zip(spectra.chunks_exact_mut(bins)) {
            spectrum.analyse(row, spectra, &mut room);
            for (magnitude, x) in magnitudes.iter_mut().zip(spectra) {
                *magnitude = (x.re * x.re + x.im * x.im + floor * floor).sqrt();
                if directed {
                    *x /= *magnitude;
                }
            }
        }
    });
    if !directed {
        spectra = Vec::new();
    }
    (tensor(magnitudes, [count, bins]), spectra)
}
