//! Sources through filters that change with time: each block of steps through the last and the
//! present filter, cross-faded.

use super::conv::delay;
use super::{dense, is_on_processor, shape, tensor};
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::flex::FlexTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Backend, Dispatch, Flex, backend_extension};
use burn::prelude::*;
use rayon::prelude::*;

/// `filters`, `[batch, time, bands · coefficients]`, applied to `sources`,
/// `[batch · time · bands, steps, coefficients]`: for every frame, step and band the inner product
/// of its sources with the band's filter, which fades from the last frame's (none before the first)
/// to this one's. `[batch, time · steps, bands]`.
///
/// The sources count as constants.
pub fn filtered(filters: Tensor<3>, sources: Tensor<3>, bands: usize) -> Tensor<3> {
    if is_on_processor(&filters.device()) {
        Tensor::from_dispatch(Dispatch::filtered_by(
            filters.into_dispatch(),
            sources.into_dispatch(),
            bands,
        ))
    } else {
        composed(filters, sources, bands)
    }
}

/// The same from burn's operations.
pub fn composed(filters: Tensor<3>, sources: Tensor<3>, bands: usize) -> Tensor<3> {
    let [batch, time, _] = filters.dims();
    let [rows, steps, coefficients] = sources.dims();
    let column = |filters: Tensor<3>| filters.reshape([rows, coefficients, 1]);
    let pair = Tensor::cat(vec![column(delay(filters.clone(), 1)), column(filters)], 2);
    let fade: Vec<f32> = (0..steps)
        .map(|step| present(step, steps))
        .flat_map(|share| [1.0 - share, share])
        .collect();
    let fade = Tensor::<3>::from_data(TensorData::new(fade, [1, steps, 2]), &pair.device());
    (sources.matmul(pair) * fade)
        .sum_dim(2)
        .reshape([batch, time, bands, steps])
        .swap_dims(2, 3)
        .reshape([batch, time * steps, bands])
}

/// Share of the present filter at `step`.
fn present(step: usize, steps: usize) -> f32 {
    (step as f32 + 1.0) / steps as f32
}

/// See [`filtered`].
#[backend_extension(Flex, Autodiff)]
pub trait FirOps: Backend {
    /// See [`filtered`].
    fn filtered_by(
        filters: FloatTensor<Self>,
        sources: FloatTensor<Self>,
        bands: usize,
    ) -> FloatTensor<Self>;
}

impl FirOps for Flex {
    fn filtered_by(filters: FlexTensor, sources: FlexTensor, bands: usize) -> FlexTensor {
        let (filters, sources) = (dense(filters), dense(sources));
        let layout = Layout::of(&filters, &sources, bands);
        let y = forward(filters.storage(), sources.storage(), &layout);
        tensor(y, [layout.batch, layout.time * layout.steps, bands])
    }
}

impl<C: CheckpointStrategy> FirOps for Autodiff<Flex, C> {
    fn filtered_by(
        filters: FloatTensor<Self>,
        sources: FloatTensor<Self>,
        bands: usize,
    ) -> FloatTensor<Self> {
        let (filters, node) = filters.into_parts();
        let sources = dense(sources.into_primitive());
        match FirBackward.prepare::<C>([node]).compute_bound().stateful() {
            OpsKind::Tracked(prep) => {
                let state = (sources.clone(), Layout::of(&filters, &sources, bands));
                prep.finish(state, Flex::filtered_by(filters, sources, bands))
            }
            OpsKind::UnTracked(prep) => prep.finish(Flex::filtered_by(filters, sources, bands)),
        }
    }
}

#[derive(Debug)]
struct FirBackward;

impl Backward<Flex, 1> for FirBackward {
    type State = (FlexTensor, Layout);

    fn backward(self, ops: Ops<Self::State, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let gradient = dense(grads.consume::<Flex>(&ops.node));
        let [Some(parent)] = ops.parents else { return };
        let (sources, layout) = ops.state;
        let values = backward(gradient.storage(), sources.storage(), &layout);
        let width = layout.bands * layout.coefficients;
        grads.register::<Flex>(
            parent.id,
            tensor(values, [layout.batch, layout.time, width]),
        );
    }
}

#[derive(Debug, Clone)]
struct Layout {
    batch: usize,
    time: usize,
    bands: usize,
    steps: usize,
    coefficients: usize,
}

impl Layout {
    fn of(filters: &FlexTensor, sources: &FlexTensor, bands: usize) -> Self {
        let [batch, time, width] = shape(filters);
        let [rows, steps, coefficients] = shape(sources);
        assert_eq!([rows, width], [batch * time * bands, bands * coefficients]);
        Self {
            batch,
            time,
            bands,
            steps,
            coefficients,
        }
    }

    /// Values of one item's filters, sources and outputs.
    fn item(&self) -> [usize; 3] {
        let filters = self.time * self.bands * self.coefficients;
        let outputs = self.time * self.steps * self.bands;
        [filters, filters * self.steps, outputs]
    }
}

/// Inner product, in eight interleaved sums so that it can be computed in vectors.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest = a.remainder().iter().zip(b.remainder());
    let rest: f32 = rest.map(|(a, b)| a * b).sum();
    for (a, b) in a.zip(b) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f32>() + rest
}

fn forward(filters: &[f32], sources: &[f32], layout: &Layout) -> Vec<f32> {
    let (bands, steps, width) = (layout.bands, layout.steps, layout.coefficients);
    let [filters_long, sources_long, outputs_long] = layout.item();
    let mut y = vec![0.0; layout.batch * outputs_long];
    let items = y.par_chunks_mut(outputs_long);
    let items = items.zip(filters.par_chunks(filters_long));
    let silent = vec![0.0; bands * width];
    items
        .zip(sources.par_chunks(sources_long))
        .for_each(|((y, filters), sources)| {
            let mut last = &silent[..];
            let frames = filters.chunks_exact(bands * width);
            let frames = frames.zip(sources.chunks_exact(bands * steps * width));
            for ((now, sources), y) in frames.zip(y.chunks_exact_mut(steps * bands)) {
                for (band, sources) in sources.chunks_exact(steps * width).enumerate() {
                    let taps = band * width..(band + 1) * width;
                    for (step, source) in sources.chunks_exact(width).enumerate() {
                        let share = present(step, steps);
                        y[step * bands + band] = dot(&last[taps.clone()], source) * (1.0 - share)
                            + dot(&now[taps.clone()], source) * share;
                    }
                }
                last = now;
            }
        });
    y
}

fn backward(asked: &[f32], sources: &[f32], layout: &Layout) -> Vec<f32> {
    let (bands, steps, width) = (layout.bands, layout.steps, layout.coefficients);
    let [filters_long, sources_long, outputs_long] = layout.item();
    let mut gradient = vec![0.0f32; layout.batch * filters_long];
    let items = gradient.par_chunks_mut(filters_long);
    let items = items.zip(asked.par_chunks(outputs_long));
    items
        .zip(sources.par_chunks(sources_long))
        .for_each(|((gradient, asked), sources)| {
            let mut beyond = vec![0.0; bands * width];
            for frame in 0..layout.time {
                let (before, now) = gradient.split_at_mut(frame * bands * width);
                let last = match before.len().checked_sub(bands * width) {
                    Some(start) => &mut before[start..],
                    None => &mut beyond[..],
                };
                let asked = &asked[frame * steps * bands..(frame + 1) * steps * bands];
                let sources = &sources[frame * bands * steps * width..];
                let sources = sources.chunks_exact(steps * width).take(bands);
                for (band, sources) in sources.enumerate() {
                    let taps = band * width..(band + 1) * width;
                    for (step, source) in sources.chunks_exact(width).enumerate() {
                        let share = present(step, steps);
                        let asked = asked[step * bands + band];
                        let (to_last, to_now) = (asked * (1.0 - share), asked * share);
                        let both = last[taps.clone()].iter_mut();
                        let both = both.zip(&mut now[taps.clone()]).zip(source);
                        for ((last, now), source) in both {
                            *last += to_last * source;
                            *now += to_now * source;
                        }
                    }
                }
            }
        });
    gradient
}
