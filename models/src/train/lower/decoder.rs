//! The decoder as graph operations.

use super::layers::{conv, join, residual, split, up};
use crate::train::network::decoder::{
    CENTRE, ENVELOPE, ENVELOPE_STEPS, GROUPS, Group, LOG_GAIN, cross_fade, envelope_rise,
};
use crate::train::network::{BAND_STEPS, Decoder, FILTER_STEPS, FRAME, Wave};
use crate::train::pqmf::Pqmf;
use neurorave_core::graph::{Attr, GraphBuilder, Value};
use neurorave_core::model_file::manifest::AttributeSpec;

/// What the decoder reads.
pub struct Inputs {
    /// `[1, LATENT, frames]`.
    pub latent: Value,
    /// `[1, attributes, frames]`.
    pub attributes: Value,
    /// `[1, 2, frames]`.
    pub pitch: Value,
    /// `[1, 1, samples]`.
    pub excitation: Value,
    /// `[1, BANDS, band steps]`.
    pub noise: Value,
}

/// To audio, `[1, 1, samples]`.
pub fn decoder(
    graph: &mut GraphBuilder,
    decoder: &Decoder,
    bank: &Pqmf,
    inputs: &Inputs,
    attributes: &[AttributeSpec],
    frames: usize,
) -> Value {
    let trunk = trunk(graph, decoder, inputs, frames);
    let x = graph.leaky_relu(&trunk);
    let outputs = conv(graph, "decoder.output", &decoder.output, &x, 2 * frames);
    let harmonic = split(graph, bank, &inputs.excitation, frames * FRAME);
    let mut first = 0;
    let groups: Vec<Value> = GROUPS
        .iter()
        .map(|group| {
            let outputs = graph.slice(&outputs, 1, first, first + group.outputs());
            first += group.outputs();
            let filters = scale(graph, &outputs, group, frames);
            let sources = unfold(graph, &harmonic, &inputs.noise, group, frames);
            let bands = filter(graph, &filters, &sources, group, frames);
            let envelope = envelope(graph, &outputs, group, frames);
            graph.mul(&bands, &envelope)
        })
        .collect();
    let bands = graph.concat(&groups.iter().collect::<Vec<_>>(), 1);
    let bands = match &decoder.wave {
        Some(branch) => {
            let wave = wave(graph, branch, &trunk, frames);
            graph.add(&bands, &wave)
        }
        None => bands,
    };
    let gain = gain(graph, &inputs.attributes, attributes, frames);
    let bands = graph.mul(&bands, &gain);
    join(graph, bank, &bands, frames * BAND_STEPS)
}

/// [`Wave`]: `[1, BANDS, band steps]`.
fn wave(graph: &mut GraphBuilder, wave: &Wave, trunk: &Value, frames: usize) -> Value {
    let x = up(graph, "decoder.wave.up1", &wave.up1, trunk, 2 * frames);
    let x = residual(
        graph,
        "decoder.wave.residual1",
        &wave.residual1,
        &x,
        8 * frames,
    );
    let x = residual(
        graph,
        "decoder.wave.residual2",
        &wave.residual2,
        &x,
        8 * frames,
    );
    let x = up(graph, "decoder.wave.up2", &wave.up2, &x, 8 * frames);
    let steps = frames * BAND_STEPS;
    let x = residual(graph, "decoder.wave.residual3", &wave.residual3, &x, steps);
    let x = residual(graph, "decoder.wave.residual4", &wave.residual4, &x, steps);
    let x = graph.leaky_relu(&x);
    conv(graph, "decoder.wave.output", &wave.output, &x, steps)
}

/// What filters, envelopes and the wave start from: `[1, channels, filter frames]`.
fn trunk(graph: &mut GraphBuilder, decoder: &Decoder, inputs: &Inputs, frames: usize) -> Value {
    let x = graph.concat(&[&inputs.latent, &inputs.attributes, &inputs.pitch], 1);
    let x = conv(graph, "decoder.input", &decoder.input, &x, frames);
    let x = residual(graph, "decoder.residual1", &decoder.residual1, &x, frames);
    let x = residual(graph, "decoder.residual2", &decoder.residual2, &x, frames);
    let x = up(graph, "decoder.up", &decoder.up, &x, frames);
    let x = residual(
        graph,
        "decoder.residual3",
        &decoder.residual3,
        &x,
        2 * frames,
    );
    residual(
        graph,
        "decoder.residual4",
        &decoder.residual4,
        &x,
        2 * frames,
    )
}

/// Taps times their gains: `[1, bands · coefficients, filter frames]`.
fn scale(graph: &mut GraphBuilder, outputs: &Value, group: &Group, frames: usize) -> Value {
    let y = graph.reshape(outputs, &[1, group.bands, group.width(), 2 * frames]);
    let gains = graph.slice(&y, 2, group.coefficients(), group.coefficients() + 2);
    let gains = limited_exp(graph, &gains);
    let mut scaled = |from, to, gain| {
        let taps = graph.slice(&y, 2, from, to);
        let gain = graph.slice(&gains, 2, gain, gain + 1);
        graph.mul(&taps, &gain)
    };
    let harmonic = scaled(0, group.harmonic, 0);
    let noise = scaled(group.harmonic, group.coefficients(), 1);
    let filters = graph.concat(&[&harmonic, &noise], 2);
    graph.reshape(
        &filters,
        &[1, group.bands * group.coefficients(), 2 * frames],
    )
}

fn limited_exp(graph: &mut GraphBuilder, log: &Value) -> Value {
    let (low, high) = (
        graph.constant(&[], &[LOG_GAIN.0]),
        graph.constant(&[], &[LOG_GAIN.1]),
    );
    let log = graph.op("Clip", &[log, &low, &high], &[]);
    graph.exp(&log)
}

/// The envelope of a group: `[1, bands, band steps]`.
fn envelope(graph: &mut GraphBuilder, outputs: &Value, group: &Group, frames: usize) -> Value {
    let count = 2 * frames * ENVELOPE;
    let y = graph.reshape(outputs, &[1, group.bands, group.width(), 2 * frames]);
    let points = graph.slice(&y, 2, group.coefficients() + 2, group.width());
    let points = limited_exp(graph, &points);
    let points = graph.transpose(&points, &[0, 1, 3, 2]);
    let points = graph.reshape(&points, &[1, group.bands, count]);
    let before = graph.delay(&points, (group.bands, count), 1);
    let climb = graph.sub(&points, &before);
    let climb = graph.reshape(&climb, &[1, group.bands, count, 1]);
    let rise = graph.constant(&[1, 1, 1, ENVELOPE_STEPS], &envelope_rise());
    let climb = graph.mul(&climb, &rise);
    let before = graph.reshape(&before, &[1, group.bands, count, 1]);
    let envelope = graph.add(&before, &climb);
    graph.reshape(&envelope, &[1, group.bands, frames * BAND_STEPS])
}

/// [`crate::train::network::decoder::unfold`]: `[1, bands, filter frames, FILTER_STEPS,
/// coefficients]`.
fn unfold(
    graph: &mut GraphBuilder,
    harmonic: &Value,
    noise: &Value,
    group: &Group,
    frames: usize,
) -> Value {
    let steps = frames * BAND_STEPS;
    let reach = CENTRE + group.harmonic - 1;
    let harmonic = graph.slice(harmonic, 1, group.first, group.first + group.bands);
    let harmonic = graph.with_past(&harmonic, group.bands, steps, reach);
    let noise = graph.slice(noise, 1, group.first, group.first + group.bands);
    let noise = graph.with_past(&noise, group.bands, steps, group.noise - 1);
    let mut taken = |source: &Value, taps: usize, at: &dyn Fn(usize, usize) -> usize| {
        let indices: Vec<i64> = (0..steps)
            .flat_map(|step| (0..taps).map(move |tap| at(step, tap) as i64))
            .collect();
        let taken = graph.gather(source, 2, &indices);
        graph.reshape(&taken, &[1, group.bands, 2 * frames, FILTER_STEPS, taps])
    };
    let centre = reach - CENTRE;
    let later = taken(&harmonic, group.harmonic, &|step, tap| step + centre + tap);
    let earlier = taken(&harmonic, group.harmonic, &|step, tap| step + centre - tap);
    let noise = taken(&noise, group.noise, &|step, tap| {
        step + group.noise - 1 - tap
    });
    let folded = graph.add(&later, &earlier);
    let mut once = vec![1.0; group.harmonic];
    once[0] = 0.5; // the centre tap was counted twice
    let once = graph.constant(&[group.harmonic], &once);
    let folded = graph.mul(&folded, &once);
    graph.concat(&[&folded, &noise], 4)
}

/// One group's bands: `[1, bands, band steps]`.
fn filter(
    graph: &mut GraphBuilder,
    filters: &Value,
    sources: &Value,
    group: &Group,
    frames: usize,
) -> Value {
    let last = graph.delay(filters, (group.bands * group.coefficients(), 2 * frames), 1);
    let mut column = |filters: &Value| {
        let filters = graph.reshape(filters, &[1, group.bands, group.coefficients(), 2 * frames]);
        let filters = graph.transpose(&filters, &[0, 1, 3, 2]);
        graph.reshape(
            &filters,
            &[1, group.bands, 2 * frames, group.coefficients(), 1],
        )
    };
    let (last, present) = (column(&last), column(filters));
    let pair = graph.concat(&[&last, &present], 4);
    let filtered = graph.matmul(sources, &pair);
    let fade: Vec<f32> = (0..FILTER_STEPS).flat_map(cross_fade).collect();
    let fade = graph.constant(&[FILTER_STEPS, 2], &fade);
    let faded = graph.mul(&filtered, &fade);
    let axis = graph.ints(&[4]);
    let sum = graph.op("ReduceSum", &[&faded, &axis], &[("keepdims", Attr::Int(0))]);
    graph.reshape(&sum, &[1, group.bands, frames * BAND_STEPS])
}

/// The amplitude asked for by rms, ramped over each frame: `[1, 1, band steps]`.
fn gain(
    graph: &mut GraphBuilder,
    values: &Value,
    attributes: &[AttributeSpec],
    frames: usize,
) -> Value {
    let index = attributes
        .iter()
        .position(|spec| spec.name == "rms")
        .expect("checked when training starts");
    let spec = &attributes[index];
    let nepers = std::f32::consts::LN_10 / 20.0;
    let slope = nepers * (spec.denormalise(1.0) - spec.denormalise(-1.0)) / 2.0;
    let slope = graph.constant(&[1, 1, 1], &[slope]);
    let middle = graph.constant(&[1, 1, 1], &[nepers * spec.denormalise(0.0)]);
    let rms = graph.slice(values, 1, index, index + 1);
    let scaled = graph.mul(&rms, &slope);
    let log = graph.add(&scaled, &middle);
    let wanted = graph.exp(&log);
    let before = graph.delay(&wanted, (1, frames), 1);
    let rise = graph.sub(&wanted, &before);
    let ramp: Vec<f32> = (0..BAND_STEPS)
        .map(|n| (n as f32 + 1.0) / BAND_STEPS as f32)
        .collect();
    let ramp = graph.constant(&[1, 1, 1, BAND_STEPS], &ramp);
    let rise = graph.reshape(&rise, &[1, 1, frames, 1]);
    let rise = graph.mul(&rise, &ramp);
    let before = graph.reshape(&before, &[1, 1, frames, 1]);
    let gain = graph.add(&before, &rise);
    graph.reshape(&gain, &[1, 1, frames * BAND_STEPS])
}
