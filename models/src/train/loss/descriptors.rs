//! Differentiable rms, centroid and bandwidth, equal to [`neurorave_core::descriptors`] on the same
//! window, for the descriptor-consistency loss.

use super::{frames, magnitudes};
use crate::train::network::Geometry;
use burn::prelude::*;
use neurorave_core::descriptors::{Descriptor, WINDOW};
use neurorave_core::model_file::manifest::{AttributeSpec, Scale};

/// Which descriptors can be measured differentiably.
pub fn is_differentiable(descriptor: Descriptor) -> bool {
    matches!(
        descriptor,
        Descriptor::Rms | Descriptor::Centroid | Descriptor::Bandwidth
    )
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
