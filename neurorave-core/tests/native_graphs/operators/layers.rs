//! Layers, and what goes along axes.

use super::super::case::{Build, Case, Draw};
use super::{int, ints, text};
use neurorave_core::graph::{Attr, Value};

pub const LAYERS: [(&str, Build); 33] = [
    ("Softmax", |case, _| {
        case.op("Softmax", &[], &[int("axis", 1)])
    }),
    ("Softmax along time", |case, _| case.op("Softmax", &[], &[])),
    ("LogSoftmax", |case, _| {
        case.op("LogSoftmax", &[], &[int("axis", -2)])
    }),
    ("CumSum", |case, _| cumulative(case, &[])),
    ("CumSum without itself", |case, _| {
        cumulative(case, &[int("exclusive", 1)])
    }),
    ("CumSum from behind", |case, _| {
        cumulative(case, &[int("exclusive", 1), int("reverse", 1)]);
    }),
    ("CumSum over blocks", |case, _| {
        let times = case.graph.ints(&[1, 1, 12]);
        case.op("Tile", &[&times], &[]);
        case.time *= 12;
        cumulative(case, &[]);
    }),
    ("AveragePool", |case, _| {
        case.op(
            "AveragePool",
            &[],
            &[ints("kernel_shape", &[4]), ints("strides", &[2])],
        );
        case.time = (case.time - 4) / 2 + 1;
    }),
    ("MaxPool", |case, _| {
        case.op(
            "MaxPool",
            &[],
            &[ints("kernel_shape", &[3]), ints("strides", &[2])],
        );
        case.time = (case.time - 3) / 2 + 1;
    }),
    ("GlobalAveragePool", |case, _| {
        let mean = case.graph.op("GlobalAveragePool", &[&case.x], &[]);
        case.op("Sub", &[&mean], &[]);
    }),
    ("BatchNormalization", |case, draw| {
        case.op("Sin", &[], &[]);
        batch_norm(case, draw);
    }),
    ("BatchNormalization behind Conv", |case, draw| {
        case.conv(draw, 7, 3, 1, 1, 1);
        batch_norm(case, draw);
        case.op("Relu", &[], &[]);
    }),
    ("InstanceNormalization", |case, draw| {
        let factors = [0.5, 0.1]
            .map(|scale| case.weight(&[case.channels], &draw.values(case.channels, scale)));
        case.op("InstanceNormalization", &[&factors[0], &factors[1]], &[]);
    }),
    ("LayerNormalization", |case, draw| {
        let factors =
            [0.5, 0.1].map(|scale| case.weight(&[case.time], &draw.values(case.time, scale)));
        case.op("LayerNormalization", &[&factors[0], &factors[1]], &[]);
    }),
    ("MatMul from the left", |case, draw| {
        let (channels, outputs) = (case.channels, 9);
        let w = case.weight(&[outputs, channels], &draw.values(outputs * channels, 0.3));
        case.x = case.graph.matmul(&w, &case.x);
        case.channels = outputs;
    }),
    ("MatMul of itself", |case, _| {
        let turned = case.graph.transpose(&case.x, &[0, 2, 1]);
        let product = case.graph.matmul(&case.x, &turned);
        let scale = case.graph.constant(&[], &[1.0 / case.time as f32]);
        let product = case.graph.mul(&product, &scale);
        case.x = case.graph.matmul(&product, &case.x);
    }),
    ("Gemm", |case, draw| {
        gemm(case, draw, &[int("transB", 1)], true)
    }),
    ("Gemm with factors", |case, draw| {
        let factors = [("alpha", Attr::Float(0.5)), ("beta", Attr::Float(2.0))];
        gemm(case, draw, &factors, true);
    }),
    ("Gemm with a bias of its own", |case, draw| {
        gemm(case, draw, &[], false)
    }),
    ("GRU", |case, draw| {
        recurrent(case, draw, "GRU", &[int("linear_before_reset", 1)])
    }),
    ("GRU, reset first", |case, draw| {
        recurrent(case, draw, "GRU", &[])
    }),
    ("LSTM", |case, draw| recurrent(case, draw, "LSTM", &[])),
    ("Conv with pads", |case, draw| {
        let w = weights(case, draw, &[5, case.channels, 4]);
        case.op(
            "Conv",
            &[&w],
            &[ints("pads", &[2, 5]), ints("strides", &[2])],
        );
        (case.channels, case.time) = (5, (case.time + 7 - 4) / 2 + 1);
    }),
    ("Conv with named pads", |case, draw| {
        let w = weights(case, draw, &[5, case.channels, 3]);
        let attributes = [text("auto_pad", "SAME_UPPER"), ints("dilations", &[2])];
        case.op("Conv", &[&w], &attributes);
        case.channels = 5;
    }),
    ("Conv of several", |case, draw| {
        let (channels, time) = (case.channels, case.time);
        case.x = case.graph.reshape(&case.x, &[2, channels / 2, time]);
        let w = weights(case, draw, &[6, channels / 2, 3]);
        case.op("Conv", &[&w], &[ints("pads", &[1, 1])]);
        case.x = case.graph.reshape(&case.x, &[1, 12, time]);
        case.channels = 12;
    }),
    ("Conv in two dimensions along one", |case, draw| {
        let (channels, time) = (case.channels, case.time);
        for (kernel, pads) in [([1, 3], [0, 2, 0, 0]), ([3, 1], [1, 0, 1, 0])] {
            case.x = case.graph.reshape(&case.x, &[1, channels / 2, 2, time]);
            let w = weights(
                case,
                draw,
                &[channels / 2, channels / 2, kernel[0], kernel[1]],
            );
            case.op("Conv", &[&w], &[ints("pads", &pads)]);
            case.x = case.graph.reshape(&case.x, &[1, channels, time]);
        }
    }),
    ("Conv of groups", |case, draw| {
        let w = weights(case, draw, &[6, case.channels / 2, 3]);
        let attributes = [ints("pads", &[1, 1]), int("group", 2)];
        case.op("Conv", &[&w], &attributes);
        case.channels = 6;
    }),
    ("Conv of each channel", |case, draw| {
        let channels = case.channels;
        let w = weights(case, draw, &[channels, 1, 4]);
        let b = case.weight(&[channels], &draw.values(channels, 0.1));
        let attributes = [
            int("group", channels as i64),
            ints("pads", &[3, 2]),
            ints("strides", &[2]),
            ints("dilations", &[2]),
        ];
        case.op("Conv", &[&w, &b], &attributes);
        case.time = (case.time + 5 - 7) / 2 + 1;
        // It becomes a part of the convolution.
        case.op("LeakyRelu", &[], &[]);
    }),
    ("Conv of each of many channels", |case, draw| {
        let many = 600;
        for shape in [[many, case.channels], [case.channels, many]] {
            let w = weights(case, draw, &[shape[0], shape[1], 1]);
            case.op("Conv", &[&w], &[]);
            if shape[0] == many {
                let w = weights(case, draw, &[many, 1, 3]);
                let attributes = [int("group", many as i64), ints("pads", &[2, 0])];
                let before = case.x.clone();
                case.op("Conv", &[&w], &attributes);
                case.x = case.graph.add(&case.x, &before);
            }
        }
    }),
    ("ConvTranspose cropped", |case, draw| {
        let w = weights(case, draw, &[case.channels, 5, 8]);
        case.op(
            "ConvTranspose",
            &[&w],
            &[ints("strides", &[4]), ints("pads", &[2, 2])],
        );
        (case.channels, case.time) = (5, 4 * case.time);
    }),
    ("ConvTranspose with more", |case, draw| {
        let w = weights(case, draw, &[case.channels, 5, 5]);
        let b = case.weight(&[5], &draw.values(5, 0.1));
        let attributes = [
            ints("strides", &[3]),
            ints("pads", &[1, 0]),
            ints("output_padding", &[2]),
            ints("dilations", &[2]),
        ];
        case.op("ConvTranspose", &[&w, &b], &attributes);
        (case.channels, case.time) = (5, (case.time - 1) * 3 + 9 + 2 - 1);
    }),
    ("ConvTranspose of groups", |case, draw| {
        let w = weights(case, draw, &[case.channels, 3, 6]);
        case.op(
            "ConvTranspose",
            &[&w],
            &[ints("strides", &[3]), int("group", 2)],
        );
        (case.channels, case.time) = (6, (case.time - 1) * 3 + 6);
    }),
    ("ConvTranspose with gaps", |case, draw| {
        let w = weights(case, draw, &[case.channels, 3, 2]);
        let b = case.weight(&[3], &draw.values(3, 0.1));
        case.op("ConvTranspose", &[&w, &b], &[ints("strides", &[3])]);
        (case.channels, case.time) = (3, (case.time - 1) * 3 + 2);
    }),
];

fn weights(case: &mut Case, draw: &mut Draw, shape: &[usize]) -> Value {
    let count: usize = shape.iter().product();
    let scale = 1.0 / (shape[1..].iter().product::<usize>() as f32).sqrt();
    case.weight(shape, &draw.values(count, scale))
}

fn cumulative(case: &mut Case, attributes: &[(&str, Attr)]) {
    let axis = case.whole(2);
    case.op("CumSum", &[&axis], attributes);
    let scale = case.graph.constant(&[], &[1.0 / case.time as f32]);
    case.op("Mul", &[&scale], &[]);
}

fn batch_norm(case: &mut Case, draw: &mut Draw) {
    let channels = case.channels;
    let [scale, offset, mean] = [0.8, 0.1, 0.2].map(|size| draw.values(channels, size));
    let variance: Vec<f32> = draw
        .values(channels, 1.0)
        .iter()
        .map(|v| 0.5 + v * v)
        .collect();
    let all = [scale, offset, mean, variance].map(|values| case.weight(&[channels], &values));
    case.op(
        "BatchNormalization",
        &[&all[0], &all[1], &all[2], &all[3]],
        &[],
    );
}

fn gemm(case: &mut Case, draw: &mut Draw, attributes: &[(&str, Attr)], row: bool) {
    let (channels, time) = (case.channels, case.time);
    let w = weights(case, draw, &[time, time]);
    let b = match row {
        true => case.weight(&[time], &draw.values(time, 0.1)),
        false => case.weight(&[channels, 1], &draw.values(channels, 0.1)),
    };
    case.x = case.graph.reshape(&case.x, &[channels, time]);
    case.op("Gemm", &[&w, &b], attributes);
    case.x = case.graph.reshape(&case.x, &[1, channels, time]);
}

/// A layer whose memory is a state, over all frames of a step.
fn recurrent(case: &mut Case, draw: &mut Draw, kind: &str, attributes: &[(&str, Attr)]) {
    let (channels, time, hidden) = (case.channels, case.time, 7);
    let gates = if kind == "GRU" { 3 } else { 4 };
    let w = weights(case, draw, &[1, gates * hidden, channels]);
    let r = weights(case, draw, &[1, gates * hidden, hidden]);
    let b = case.weight(
        &[1, 2 * gates * hidden],
        &draw.values(2 * gates * hidden, 0.2),
    );
    let none = case.nothing();
    let g = &mut case.graph;
    let x = g.transpose(&case.x, &[2, 0, 1]);
    let mut states = Vec::new();
    for _ in 0..gates - 2 {
        states.push(g.state(&[1, 1, hidden]));
    }
    let mut inputs = vec![&x, &w, &r, &b, &none];
    inputs.extend(states.iter().map(|(state, _)| state));
    let size = [("hidden_size", Attr::Int(hidden as i64))];
    let attributes = [&size[..], attributes].concat();
    let made = g.op_n(kind, &inputs, &attributes, gates - 1);
    for ((_, slot), next) in states.into_iter().zip(&made[1..]) {
        g.set_state(slot, next);
    }
    let axes = g.ints(&[1]);
    let y = g.op("Squeeze", &[&made[0], &axes], &[]);
    case.x = g.transpose(&y, &[1, 2, 0]);
    (case.channels, case.time) = (hidden, time);
}
