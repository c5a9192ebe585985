//! The descriptor-consistency loss: the attributes of the output against those asked for, measured
//! as [`neurorave_core::descriptors`] does.
//!
//! rms, centroid and bandwidth are plain tensor operations here, sharpness and booming are
//! [`timbre`]'s.

use super::timbre::{self, Wanted};
use super::{Span, frames, magnitudes};
use crate::train::network::Geometry;
use burn::prelude::*;
use neurorave_core::descriptors::{Descriptor, WINDOW};
use neurorave_core::model_file::manifest::{AttributeSpec, Scale};

/// Which descriptors can be measured differentiably.
pub fn is_differentiable(descriptor: Descriptor) -> bool {
    matches!(
        descriptor,
        Descriptor::Rms | Descriptor::Centroid | Descriptor::Bandwidth
    ) || timbre::measures(descriptor)
}

/// The frames of a crop that are compared.
pub fn span(frames: usize, rate: f32, geometry: &Geometry) -> Span {
    Span {
        rate,
        hop: geometry.ratio,
        start: geometry.delay,
        skip: geometry.skip(),
        count: frames - geometry.skip() - geometry.tail(),
    }
}

/// Mean [`super::penalty`] of the normalised attributes of `output` (`[items, samples]`, late by the network's
/// delay) against those asked for, weighted by `counts`; both `[item][frame][attribute]` for all frames
/// of the items, of which [`Geometry::skip`] and [`Geometry::tail`] are left out.
pub fn consistency(
    output: Tensor<2>,
    requested: &[f32],
    counts: &[f32],
    attributes: &[AttributeSpec],
    rate: f32,
    geometry: &Geometry,
) -> Tensor<1> {
    let [items, samples] = output.dims();
    let (frames, width) = (samples / geometry.ratio, attributes.len());
    let span = span(frames, rate, geometry);
    let rows = |values: &[f32]| -> Vec<f32> {
        values
            .chunks_exact(frames * width)
            .flat_map(|item| &item[span.skip * width..(span.skip + span.count) * width])
            .copied()
            .collect()
    };
    let (requested, counts) = (rows(requested), rows(counts));
    let total: f32 = counts.iter().sum::<f32>() + 1.0;
    let of = |spec: &AttributeSpec| Descriptor::from_name(&spec.name);
    let mut distance = Tensor::zeros([1], &output.device());
    if attributes.iter().filter_map(of).any(timbre::measures) {
        let wanted = Wanted {
            values: &requested,
            counts: &counts,
            attributes,
        };
        distance = distance + timbre::distance(output.clone(), &wanted, span);
    }
    let plain: Vec<usize> = (0..width)
        .filter(|&index| of(&attributes[index]).is_some_and(|d| !timbre::measures(d)))
        .collect();
    let specs: Vec<AttributeSpec> = plain.iter().map(|&i| attributes[i].clone()).collect();
    let columns = |values: &[f32]| {
        let values: Vec<f32> = values
            .chunks_exact(width)
            .flat_map(|frame| plain.iter().map(|&index| frame[index]))
            .collect();
        let shape = [items, span.count, plain.len()];
        Tensor::<3>::from_data(TensorData::new(values, shape), &output.device())
    };
    if !plain.is_empty() {
        let off = measure(output.clone(), &specs, rate, geometry) - columns(&requested);
        distance = distance + (penalty(off) * columns(&counts)).sum();
    }
    distance / total
}

/// [`super::penalty`] of every element.
fn penalty(off: Tensor<3>) -> Tensor<3> {
    let size = off.abs();
    let near = size.clone().clamp_max(1.0);
    (size - near.clone()) * 2.0 + near.clone() * near
}

/// Normalised attributes of `output` (`[batch, samples]`, late by the network's delay) at the
/// frames of the input but for [`Geometry::skip`] and [`Geometry::tail`]:
/// `[batch, frames − skip − tail, attributes]`. The ratio divides [`WINDOW`].
pub fn measure(
    output: Tensor<2>,
    attributes: &[AttributeSpec],
    rate: f32,
    geometry: &Geometry,
) -> Tensor<3> {
    let [batch, samples] = output.dims();
    let (ratio, skip) = (geometry.ratio, geometry.skip());
    let count = samples / ratio - skip - geometry.tail();
    let start = (skip + 1) * ratio + geometry.delay - WINDOW;
    let hops = count - 1 + WINDOW / ratio;
    let rows = frames(output.narrow(1, start, hops * ratio), WINDOW, ratio);
    let power = (rows.clone() * rows.clone()).mean_dim(1);
    let spectrum = magnitudes(rows, 1e-6);
    let bins = spectrum.dims()[1];
    let hz: Vec<f32> = (0..bins).map(|k| k as f32 * rate / WINDOW as f32).collect();
    let hz = Tensor::<2>::from_data(TensorData::new(hz, [1, bins]), &spectrum.device());
    let weight = spectrum.clone() / (spectrum.sum_dim(1) + 1e-9);
    let centroid = (weight.clone() * hz.clone()).sum_dim(1);
    let columns = attributes.iter().map(|spec| {
        let value = match Descriptor::from_name(&spec.name) {
            Some(Descriptor::Rms) => {
                (power.clone() + 1e-12).log() * (10.0 / std::f32::consts::LN_10)
            }
            Some(Descriptor::Centroid) => centroid.clone(),
            Some(Descriptor::Bandwidth) => {
                let off = hz.clone() - centroid.clone();
                ((weight.clone() * off.clone() * off).sum_dim(1) + 1.0).sqrt()
            }
            _ => unreachable!("checked when training starts"),
        };
        normalise(value, spec)
    });
    Tensor::cat(columns.collect(), 1).reshape([batch, count, attributes.len()])
}

/// As [`AttributeSpec::normalise`], without its limit.
fn normalise(value: Tensor<2>, spec: &AttributeSpec) -> Tensor<2> {
    let warp = |x: f32| match spec.scale {
        Scale::Linear => x,
        Scale::Log => (x + 20.0).log2(),
    };
    let value = match spec.scale {
        Scale::Linear => value,
        Scale::Log => (value + 20.0).log() * std::f32::consts::LOG2_E,
    };
    let (low, high) = (warp(spec.min), warp(spec.max));
    (value - low) * (2.0 / (high - low)) - 1.0
}
