//! The encoder as graph operations.

use crate::train::lower::layers::{conv, down, residual};
use crate::train::network::rave::Rave;
use neurorave_core::graph::{GraphBuilder, Value};

/// `[1, bands, band steps]` to the posterior's mean, `[1, latents, frames]`.
pub fn encoder(graph: &mut GraphBuilder, rave: &Rave, bands: &Value, frames: usize) -> Value {
    let (encoder, shape) = (&rave.encoder, &rave.shape);
    let mut time = frames * shape.geometry().band_steps();
    let mut x = conv(graph, "encoder.input", &encoder.input, bands, time);
    for (index, layer) in encoder.downs.iter().enumerate() {
        for (number, layer) in encoder.residuals[index].iter().enumerate() {
            let name = format!("encoder.stage{index}.residual{number}");
            x = residual(graph, &name, layer, &x, time);
        }
        x = down(graph, &format!("encoder.down{index}"), layer, &x, time);
        time /= layer.stride;
    }
    let mut x = graph.leaky_relu(&x);
    if shape.layers.halves_posterior() {
        x = graph.slice(&x, 1, 0, encoder.heard);
    }
    conv(graph, "encoder.mean", &encoder.mean, &x, time)
}
