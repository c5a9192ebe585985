//! The noise head as graph operations.

use super::decoder::amplitude;
use crate::train::lower::layers::{down, taken};
use crate::train::network::rave::noise::{NoiseHead, TAPS, responses};
use neurorave_core::graph::{GraphBuilder, Value};

/// `hidden`, `[1, capacity, band steps]`, and white noise, `[1, bands, band steps]`, to bands.
pub fn noise(
    graph: &mut GraphBuilder,
    head: &NoiseHead,
    hidden: &Value,
    white: &Value,
    time: usize,
) -> Value {
    let (bands, points, steps) = (head.bands, head.points, head.steps());
    let filters = time / steps;
    let mut x = hidden.clone();
    let mut rate = time;
    for (index, layer) in head.downs.iter().enumerate() {
        x = down(graph, &format!("decoder.noise{index}"), layer, &x, rate);
        rate /= layer.stride;
    }
    let x = amplitude(graph, &x);
    let x = graph.reshape(&x, &[1, bands, points, filters]);
    let x = graph.transpose(&x, &[0, 1, 3, 2]);
    let responses = graph.constant(&[points, TAPS], &responses(points));
    let x = graph.matmul(&x, &responses);
    let taps = graph.reshape(&x, &[1, bands, filters, TAPS, 1]);
    let past = graph.with_past(white, bands, time, TAPS - 1);
    let sources = taken(graph, &past, (bands, time), steps, TAPS, |step, tap| {
        step + TAPS - 1 - tap
    });
    let filtered = graph.matmul(&sources, &taps);
    graph.reshape(&filtered, &[1, bands, time])
}
