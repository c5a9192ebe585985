//! The trainer's layers as graph operations on `[1, channels, time]`.

use crate::train::average::values;
use crate::train::network::conv::{Conv, Down, Residual, Up};
use crate::train::pqmf::Pqmf;
use neurorave_core::graph::{GraphBuilder, Value};

/// A convolution with weights `[kernel · inputs, outputs]`, as `kernel` taps `stride` apart in
/// output.
fn convolution(
    graph: &mut GraphBuilder,
    name: &str,
    conv: &Conv,
    x: &Value,
    time: usize,
    kernel: usize,
    stride: usize,
) -> Value {
    let [rows, outputs] = conv.weight.val().dims();
    let inputs = rows / kernel;
    let ours = values(conv.weight.val());
    let mut theirs = vec![0.0; ours.len()];
    for tap in 0..kernel {
        for input in 0..inputs {
            for output in 0..outputs {
                theirs[(output * inputs + input) * kernel + tap] =
                    ours[(tap * inputs + input) * outputs + output];
            }
        }
    }
    let weight = graph.weight(
        &format!("{name}.weight"),
        &[outputs, inputs, kernel],
        &theirs,
    );
    let bias = graph.weight(
        &format!("{name}.bias"),
        &[outputs],
        &values(conv.bias.val()),
    );
    graph.conv1d_causal(
        x,
        &weight,
        Some(&bias),
        (inputs, time),
        kernel,
        stride,
        conv.dilation,
        1,
    )
}

/// [`Conv`].
pub fn conv(graph: &mut GraphBuilder, name: &str, conv: &Conv, x: &Value, time: usize) -> Value {
    convolution(graph, name, conv, x, time, conv.kernel, 1)
}

/// [`Residual`].
pub fn residual(
    graph: &mut GraphBuilder,
    name: &str,
    residual: &Residual,
    x: &Value,
    time: usize,
) -> Value {
    let y = graph.leaky_relu(x);
    let y = conv(
        graph,
        &format!("{name}.dilated"),
        &residual.dilated,
        &y,
        time,
    );
    let y = graph.leaky_relu(&y);
    let y = conv(graph, &format!("{name}.mix"), &residual.mix, &y, time);
    graph.add(x, &y)
}

/// [`Down`]; `time` is that of the input.
pub fn down(graph: &mut GraphBuilder, name: &str, down: &Down, x: &Value, time: usize) -> Value {
    let y = graph.leaky_relu(x);
    convolution(graph, name, &down.conv, &y, time, down.kernel, down.stride)
}

/// [`Up`]; `time` is that of the input.
pub fn up(graph: &mut GraphBuilder, name: &str, up: &Up, x: &Value, time: usize) -> Value {
    let y = graph.leaky_relu(x);
    let y = conv(graph, name, &up.conv, &y, time);
    let channels = up.conv.bias.val().dims()[0] / up.stride;
    let y = graph.reshape(&y, &[1, up.stride, channels, time]);
    let y = graph.transpose(&y, &[0, 2, 3, 1]);
    graph.reshape(&y, &[1, channels, time * up.stride])
}

/// `taps` values of a source, `[1, bands, …]`, for every band step: `[1, bands, steps / block,
/// block, taps]`. `at` says where each lies, by band step and tap.
pub fn taken(
    graph: &mut GraphBuilder,
    source: &Value,
    (bands, steps): (usize, usize),
    block: usize,
    taps: usize,
    at: impl Fn(usize, usize) -> usize + Copy,
) -> Value {
    let indices: Vec<i64> = (0..steps)
        .flat_map(|step| (0..taps).map(move |tap| at(step, tap) as i64))
        .collect();
    let taken = graph.gather(source, 2, &indices);
    graph.reshape(&taken, &[1, bands, steps / block, block, taps])
}

/// [`Pqmf::split`]: `[1, 1, samples]` to `[1, bands, samples / bands]`.
pub fn split(graph: &mut GraphBuilder, bank: &Pqmf, audio: &Value, samples: usize) -> Value {
    let (bands, padded) = (bank.bank.bands, bank.bank.padded());
    let taps: Vec<f32> = bank
        .analysis
        .iter()
        .flat_map(|filter| filter.iter().rev().copied())
        .collect();
    let taps = graph.constant(&[bands, 1, padded], &taps);
    graph.conv1d_causal(audio, &taps, None, (1, samples), padded, bands, 1, 1)
}

/// [`Pqmf::join`]: `[1, bands, steps]` to `[1, 1, steps · bands]`.
pub fn join(graph: &mut GraphBuilder, bank: &Pqmf, bands: &Value, steps: usize) -> Value {
    let (count, depth) = (bank.bank.bands, bank.bank.depth());
    let mut taps = Vec::with_capacity(bank.bank.padded() * count);
    for sample in 0..count {
        for filter in &bank.synthesis {
            taps.extend((0..depth).rev().map(|age| filter[sample + count * age]));
        }
    }
    let taps = graph.constant(&[count, count, depth], &taps);
    let phases = graph.conv1d_causal(bands, &taps, None, (count, steps), depth, 1, 1, 1);
    let audio = graph.transpose(&phases, &[0, 2, 1]);
    graph.reshape(&audio, &[1, 1, steps * count])
}
