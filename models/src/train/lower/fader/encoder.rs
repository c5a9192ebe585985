//! The encoder as graph operations.

use crate::train::lower::layers::{conv, down, residual};
use crate::train::network::fader::{BAND_STEPS, BANK, Encoder, LOUDNESS_FLOOR, LOUDNESS_FRAMES};
use neurorave_core::graph::{Attr, GraphBuilder, Value};

/// `[1, bands, band steps]` to the posterior's mean, `[1, latents, frames]`.
pub fn encoder(graph: &mut GraphBuilder, encoder: &Encoder, bands: &Value, frames: usize) -> Value {
    let x = normalise(graph, bands, frames);
    let x = conv(graph, "encoder.input", &encoder.input, &x, frames * 32);
    let x = down(graph, "encoder.down1", &encoder.down1, &x, frames * 32);
    let x = residual(
        graph,
        "encoder.residual1",
        &encoder.residual1,
        &x,
        frames * 8,
    );
    let x = down(graph, "encoder.down2", &encoder.down2, &x, frames * 8);
    let x = residual(
        graph,
        "encoder.residual2",
        &encoder.residual2,
        &x,
        frames * 2,
    );
    let x = residual(
        graph,
        "encoder.residual3",
        &encoder.residual3,
        &x,
        frames * 2,
    );
    let x = down(graph, "encoder.down3", &encoder.down3, &x, frames * 2);
    let x = residual(graph, "encoder.residual4", &encoder.residual4, &x, frames);
    let x = residual(graph, "encoder.residual5", &encoder.residual5, &x, frames);
    let x = graph.leaky_relu(&x);
    let y = conv(graph, "encoder.output", &encoder.output, &x, frames);
    let latents = encoder.output.bias.val().dims()[0] / 2;
    graph.slice(&y, 1, 0, latents)
}

/// [`crate::train::network::fader::normalise`].
fn normalise(graph: &mut GraphBuilder, bands: &Value, frames: usize) -> Value {
    let framed = graph.reshape(bands, &[1, BANK.bands, frames, BAND_STEPS]);
    let square = graph.mul(&framed, &framed);
    let power = graph.op(
        "ReduceMean",
        &[&square],
        &[("axes", Attr::Ints(vec![1, 3])), ("keepdims", Attr::Int(1))],
    );
    let power = graph.reshape(&power, &[1, 1, frames]);
    let even = graph.constant(
        &[1, 1, LOUDNESS_FRAMES],
        &[1.0 / LOUDNESS_FRAMES as f32; LOUDNESS_FRAMES],
    );
    let mean = graph.conv1d_causal(&power, &even, None, (1, frames), LOUDNESS_FRAMES, 1, 1, 1);
    let floor = graph.constant(&[1, 1, 1], &[LOUDNESS_FLOOR]);
    let mean = graph.add(&mean, &floor);
    let loudness = graph.sqrt(&mean);
    let loudness = graph.reshape(&loudness, &[1, 1, frames, 1]);
    let level = graph.div(&framed, &loudness);
    graph.reshape(&level, &[1, BANK.bands, frames * BAND_STEPS])
}
