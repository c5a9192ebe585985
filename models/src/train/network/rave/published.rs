//! The published networks, layer for layer (their configuration files; capacities and latents as
//! there). What a deterministic, causal player has no use for is left out: see the module above.

use super::layers::Layers;
use super::{FINE_BANK, SHORT_BANK, Shape};

/// RAVE v1, with noise: 2048 samples a frame.
pub fn v1() -> Shape {
    Shape {
        bank: FINE_BANK,
        ratios: vec![4, 4, 4, 2],
        dilations: vec![1, 3, 5],
        capacity: 64,
        latents: 128,
        attributes: 0,
        noise: true,
        layers: Layers::V1,
    }
}

/// v1 for small boards: a quarter of its width, no noise.
pub fn raspberry() -> Shape {
    Shape {
        capacity: 16,
        noise: false,
        ..v1()
    }
}

/// RAVE v2: 2048 samples a frame.
pub fn v2() -> Shape {
    Shape {
        dilations: vec![1, 3, 9],
        capacity: 96,
        noise: false,
        layers: Layers::V2,
        ..v1()
    }
}

/// v2 at half the width, with noise: 512 samples a frame.
pub fn v2_small() -> Shape {
    Shape {
        ratios: vec![4, 2, 2, 2],
        capacity: 48,
        noise: true,
        ..v2()
    }
}

/// BRAVE: 128 samples a frame.
pub fn brave() -> Shape {
    Shape {
        bank: SHORT_BANK,
        ratios: vec![2, 2, 2, 1],
        dilations: vec![3, 9, 27, 36],
        capacity: 32,
        noise: false,
        ..v1()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::network::rave::Rave;
    use burn::module::Module;
    use burn::prelude::Device;

    /// Sample rate at which the sources' work was counted.
    const RATE: f64 = 48_000.0;

    #[test]
    fn sizes_and_work_are_the_published_networks_own() {
        // Millions of weights of the encoder and the decoder, 10⁹ multiply-accumulates a second of
        // sound of both, filter bank included, samples a frame: counted in the public code.
        for (name, shape, encoder, decoder, work, ratio) in [
            ("v1", v1(), 4.83, 12.77, 2.263, 2048),
            ("v2", v2(), 16.05, 15.47, 3.506, 2048),
            ("v2_small", v2_small(), 3.94, 3.81, 1.809, 512),
            ("raspberry", raspberry(), 0.43, 0.97, 0.203, 2048),
            ("brave", brave(), 0.94, 3.25, 3.086, 128),
        ] {
            let network = Rave::new(&shape, &Device::flex());
            let near = |what: &str, ours: f64, theirs: f64, share: f64| {
                let apart = (ours / theirs - 1.0).abs();
                assert!(apart <= share, "{name}, {what}: {ours} for {theirs}");
            };
            let millions = |weights: usize| weights as f64 / 1e6;
            near(
                "encoder",
                millions(network.encoder.num_params()),
                encoder,
                0.01,
            );
            near(
                "decoder",
                millions(network.decoder.num_params()),
                decoder,
                0.01,
            );
            let geometry = shape.geometry();
            assert_eq!(geometry.ratio, ratio, "{name}");
            let banks = 2 * ratio * geometry.bank.padded();
            let frame = (network.work() + banks) as f64;
            // The posterior's scale is no part of what plays.
            near("work", frame * RATE / ratio as f64 / 1e9, work, 0.025);
        }
    }
}
