//! The decoder as graph operations.

use super::noise::noise;
use crate::train::lower::Draft;
use crate::train::lower::layers::{conv, join, residual, up};
use crate::train::network::rave::Rave;
use crate::train::network::rave::decoder::AMPLITUDE;
use crate::train::pqmf::Pqmf;
use neurorave_core::graph::{GraphBuilder, Value};
use neurorave_core::model_file::manifest::Kind;

/// `[1, latents, frames]` to audio, `[1, 1, samples]`.
pub fn decoder(draft: &mut Draft, rave: &Rave, bank: &Pqmf, latent: Value, frames: usize) -> Value {
    let (decoder, shape) = (&rave.decoder, &rave.shape);
    let steps = frames * shape.geometry().band_steps();
    let attributes = (shape.attributes > 0)
        .then(|| draft.input("attributes", Kind::Attribute, shape.attributes, frames));
    let white = (decoder.noise.as_ref())
        .map(|_| draft.input("noise", Kind::Noise, shape.bank.bands, steps));
    let graph = &mut draft.graph;
    let x = match attributes {
        Some(attributes) => graph.concat(&[&latent, &attributes], 1),
        None => latent,
    };
    let mut time = frames;
    let mut x = conv(graph, "decoder.input", &decoder.input, &x, time);
    for (index, stage) in decoder.stages.iter().enumerate() {
        let name = format!("decoder.stage{index}");
        x = up(graph, &format!("{name}.up"), &stage.up, &x, time);
        time *= stage.up.stride;
        for (index, layer) in stage.residuals.iter().enumerate() {
            x = residual(graph, &format!("{name}.residual{index}"), layer, &x, time);
        }
    }
    let read = graph.leaky_relu(&x);
    let wave = conv(graph, "decoder.waveform", &decoder.waveform, &read, time);
    let wave = graph.tanh(&wave);
    let loudness = conv(graph, "decoder.loudness", &decoder.loudness, &read, time);
    let loudness = amplitude(graph, &loudness);
    let mut bands = graph.mul(&wave, &loudness);
    if let (Some(head), Some(white)) = (&decoder.noise, white) {
        let noise = noise(graph, head, &x, &white, time);
        bands = graph.add(&bands, &noise);
    }
    join(graph, bank, &bands, steps)
}

/// [`crate::train::network::rave::decoder::amplitude`].
pub fn amplitude(graph: &mut GraphBuilder, x: &Value) -> Value {
    let (exponent, factor, floor) = AMPLITUDE;
    let [exponent, factor, floor] =
        [exponent, factor, floor].map(|x| graph.constant(&[1, 1, 1], &[x]));
    let x = graph.sigmoid(x);
    let x = graph.op("Pow", &[&x, &exponent], &[]);
    let x = graph.mul(&x, &factor);
    graph.add(&x, &floor)
}
