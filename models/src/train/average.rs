//! Exponential moving average of a network's weights: what is validated and shipped.

use super::network::Network;
use burn::module::{Module, ModuleMapper, ModuleVisitor, Param};
use burn::prelude::*;

/// The averaged weights, in the network's order.
#[derive(Debug, Clone, Default)]
pub struct Average {
    /// One vector a parameter.
    pub weights: Vec<Vec<f32>>,
}

impl Average {
    /// Moves towards the network's weights by `1 − decay`; the first call copies them.
    pub fn update(&mut self, network: &Network, decay: f32) {
        let mut collect = Collect(Vec::new());
        network.visit(&mut collect);
        if self.weights.is_empty() {
            self.weights = collect.0;
            return;
        }
        for (average, weights) in self.weights.iter_mut().zip(&collect.0) {
            for (average, weight) in average.iter_mut().zip(weights) {
                *average += (weight - *average) * (1.0 - decay);
            }
        }
    }

    /// `network` with the averaged weights, without gradients.
    pub fn apply(&self, network: &Network) -> Network {
        let mut weights = self.weights.iter();
        network.clone().map(&mut Replace(&mut weights)).valid()
    }
}

struct Collect(Vec<Vec<f32>>);

impl ModuleVisitor for Collect {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        self.0.push(values(param.val()));
    }
}

struct Replace<'a>(&'a mut std::slice::Iter<'a, Vec<f32>>);

impl ModuleMapper for Replace<'_> {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let weights = self.0.next().expect("as many as were collected").clone();
        param.map(|old| {
            let shape = old.dims();
            Tensor::from_data(TensorData::new(weights, shape), &old.device()).require_grad()
        })
    }
}

/// A tensor's values in order.
pub fn values<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor.into_data().try_to_vec().expect("f32 tensors")
}
