//! The decoder as graph operations.

use crate::train::lower::Draft;
use crate::train::lower::layers::{conv, join, residual, split, taken, up};
use crate::train::network::fader::decoder::{
    ENVELOPE, ENVELOPE_STEPS, LOG_GAIN, cross_fade, envelope_rise,
};
use crate::train::network::fader::source::{CENTRE, Group};
use crate::train::network::fader::{BAND_STEPS, BANK, Decoder, FILTER_STEPS, Fader, RATIO, Wave};
use crate::train::pqmf::Pqmf;
use neurorave_core::graph::{Attr, GraphBuilder, Value};
use neurorave_core::model_file::manifest::{AttributeSpec, Kind};

/// What the decoder reads.
struct Inputs {
    /// `[1, latents, frames]`.
    latent: Value,
    /// `[1, attributes, frames]`.
    attributes: Value,
    /// `[1, 2, frames]` and `[1, 1, samples]`, where there is a pitch.
    pitch: Option<(Value, Value)>,
    /// `[1, bands, band steps]`.
    noise: Value,
}

/// `[1, latents, frames]` to audio, `[1, 1, samples]`.
pub fn decoder(
    draft: &mut Draft,
    fader: &Fader,
    bank: &Pqmf,
    latent: Value,
    specs: &[AttributeSpec],
    frames: usize,
) -> Value {
    let samples = frames * RATIO;
    let inputs = Inputs {
        latent,
        attributes: draft.input("attributes", Kind::Attribute, specs.len(), frames),
        pitch: fader.shape.pitch.then(|| {
            (
                draft.input("pitch", Kind::Pitch, 2, frames),
                draft.input("excitation", Kind::Excitation, 1, samples),
            )
        }),
        noise: draft.input("noise", Kind::Noise, BANK.bands, frames * BAND_STEPS),
    };
    let graph = &mut draft.graph;
    let trunk = trunk(graph, &fader.decoder, &inputs, frames);
    let x = graph.leaky_relu(&trunk);
    let outputs = conv(
        graph,
        "decoder.output",
        &fader.decoder.output,
        &x,
        2 * frames,
    );
    let harmonic = inputs
        .pitch
        .as_ref()
        .map(|(_, excitation)| split(graph, bank, excitation, samples));
    let mut first = 0;
    let groups: Vec<Value> = fader
        .shape
        .groups()
        .iter()
        .map(|group| {
            let outputs = graph.slice(&outputs, 1, first, first + group.outputs());
            first += group.outputs();
            let filters = scale(graph, &outputs, group, frames);
            let sources = unfold(graph, harmonic.as_ref(), &inputs.noise, group, frames);
            let bands = filter(graph, &filters, &sources, group, frames);
            let envelope = envelope(graph, &outputs, group, frames);
            graph.mul(&bands, &envelope)
        })
        .collect();
    let bands = graph.concat(&groups.iter().collect::<Vec<_>>(), 1);
    let bands = match &fader.decoder.wave {
        Some(branch) => {
            let wave = wave(graph, branch, &trunk, frames);
            graph.add(&bands, &wave)
        }
        None => bands,
    };
    let gain = gain(graph, &inputs.attributes, specs, frames);
    let bands = graph.mul(&bands, &gain);
    join(graph, bank, &bands, frames * BAND_STEPS)
}

/// [`Wave`]: `[1, bands, band steps]`.
fn wave(graph: &mut GraphBuilder, wave: &Wave, trunk: &Value, frames: usize) -> Value {
    let x = up(graph, "decoder.wave.up1", &wave.up1, trunk, 2 * frames);
    let coarse = 8 * frames;
    let x = residual(graph, "decoder.wave.residual1", &wave.residual1, &x, coarse);
    let x = residual(graph, "decoder.wave.residual2", &wave.residual2, &x, coarse);
    let x = up(graph, "decoder.wave.up2", &wave.up2, &x, coarse);
    let fine = frames * BAND_STEPS;
    let x = residual(graph, "decoder.wave.residual3", &wave.residual3, &x, fine);
    let x = residual(graph, "decoder.wave.residual4", &wave.residual4, &x, fine);
    let x = graph.leaky_relu(&x);
    conv(graph, "decoder.wave.output", &wave.output, &x, fine)
}

/// What filters, envelopes and the wave start from: `[1, channels, filter frames]`.
fn trunk(graph: &mut GraphBuilder, decoder: &Decoder, inputs: &Inputs, frames: usize) -> Value {
    let pitch = inputs.pitch.as_ref().map(|(pitch, _)| pitch);
    let controls = [&inputs.latent, &inputs.attributes]
        .into_iter()
        .chain(pitch);
    let x = graph.concat(&controls.collect::<Vec<_>>(), 1);
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
    let logs = group.coefficients();
    let gains = graph.slice(&y, 2, logs, logs + group.filters().len());
    let gains = limited_exp(graph, &gains);
    let scaled: Vec<Value> = group
        .filters()
        .into_iter()
        .enumerate()
        .map(|(index, (first, taps))| {
            let taps = graph.slice(&y, 2, first, first + taps);
            let gain = graph.slice(&gains, 2, index, index + 1);
            graph.mul(&taps, &gain)
        })
        .collect();
    let filters = match &scaled[..] {
        [only] => only.clone(),
        all => graph.concat(&all.iter().collect::<Vec<_>>(), 2),
    };
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
    let first = group.coefficients() + group.filters().len();
    let points = graph.slice(&y, 2, first, group.width());
    let points = limited_exp(graph, &points);
    let points = graph.transpose(&points, &[0, 1, 3, 2]);
    let points = graph.reshape(&points, &[1, group.bands, count]);
    let before = graph.delay(&points, (group.bands, count), 1);
    let climb = graph.sub(&points, &before);
    let climb = graph.reshape(&climb, &[1, group.bands, count, 1]);
    let rise = graph.constant(&[1, 1, 1, ENVELOPE_STEPS], &envelope_rise());
    let climb = graph.mul(&climb, &rise);
    let before = graph.reshape(&before, &[1, group.bands, count, 1]);
    let line = graph.add(&before, &climb);
    graph.reshape(&line, &[1, group.bands, frames * BAND_STEPS])
}

/// [`crate::train::network::fader::source::unfold`]: `[1, bands, filter frames, FILTER_STEPS,
/// coefficients]`.
fn unfold(
    graph: &mut GraphBuilder,
    harmonic: Option<&Value>,
    noise: &Value,
    group: &Group,
    frames: usize,
) -> Value {
    let size = (group.bands, frames * BAND_STEPS);
    let reach = group.noise - 1;
    let noise = with_past(graph, noise, group, frames, reach);
    let noise = taken(
        graph,
        &noise,
        size,
        FILTER_STEPS,
        group.noise,
        |step, tap| step + reach - tap,
    );
    let Some(harmonic) = harmonic else {
        return noise;
    };
    let centre = group.harmonic - 1;
    let harmonic = with_past(graph, harmonic, group, frames, CENTRE + centre);
    let later = taken(
        graph,
        &harmonic,
        size,
        FILTER_STEPS,
        group.harmonic,
        |step, tap| step + centre + tap,
    );
    let earlier = taken(
        graph,
        &harmonic,
        size,
        FILTER_STEPS,
        group.harmonic,
        |step, tap| step + centre - tap,
    );
    let folded = graph.add(&later, &earlier);
    let mut once = vec![1.0; group.harmonic];
    once[0] = 0.5; // the centre tap was counted twice
    let once = graph.constant(&[group.harmonic], &once);
    let folded = graph.mul(&folded, &once);
    graph.concat(&[&folded, &noise], 4)
}

/// A group's bands of a source, after the last `past` steps of them.
fn with_past(
    graph: &mut GraphBuilder,
    source: &Value,
    group: &Group,
    frames: usize,
    past: usize,
) -> Value {
    let own = graph.slice(source, 1, group.first, group.first + group.bands);
    graph.with_past(&own, group.bands, frames * BAND_STEPS, past)
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
