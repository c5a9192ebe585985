//! Each operator within a streaming network.

use super::case::{Case, Draw, assert_all_right, differ};
use neurorave_core::graph::{Attr, Value, WeightFormat};
use neurorave_core::network::{Native, Tract};

pub type Build = fn(&mut Case, &mut Draw);

fn int(name: &'static str, value: i64) -> (&'static str, Attr) {
    (name, Attr::Int(value))
}

fn ints(name: &'static str, values: &[i64]) -> (&'static str, Attr) {
    (name, Attr::Ints(values.to_vec()))
}

fn text(name: &'static str, value: &str) -> (&'static str, Attr) {
    (name, Attr::Str(value.into()))
}

/// All that change a case in ways of their own.
pub const PARTS: [&[(&str, Build)]; 3] = [&ARITHMETIC, &PLACES, &LAYERS];

/// Operators of one operand and no attributes, where defaults and numbers of any size are right.
const UNARY: [&str; 23] = [
    "Abs",
    "Ceil",
    "Celu",
    "Cos",
    "Elu",
    "Erf",
    "Exp",
    "Floor",
    "HardSigmoid",
    "HardSwish",
    "LeakyRelu",
    "Mish",
    "Neg",
    "Relu",
    "Round",
    "Selu",
    "Sigmoid",
    "Sign",
    "Sin",
    "Softplus",
    "Softsign",
    "Tanh",
    "ThresholdedRelu",
];

const ARITHMETIC: [(&str, Build); 16] = [
    ("SiLU", |case, _| {
        let gate = case.graph.sigmoid(&case.x);
        case.op("Mul", &[&gate], &[]);
    }),
    ("Gelu", |case, _| case.op("Gelu", &[], &[])),
    ("Gelu by tanh", |case, _| {
        case.op("Gelu", &[], &[text("approximate", "tanh")])
    }),
    ("PRelu", |case, draw| {
        let slopes = case.weight(&[case.channels, 1], &draw.values(case.channels, 0.3));
        case.op("PRelu", &[&slopes], &[]);
    }),
    ("Clip", |case, _| {
        let (low, high) = (
            case.graph.constant(&[], &[-0.3]),
            case.graph.constant(&[], &[0.5]),
        );
        case.op("Clip", &[&low, &high], &[]);
    }),
    ("HardSigmoid as asked", |case, _| {
        let attributes = [("alpha", Attr::Float(0.3)), ("beta", Attr::Float(0.4))];
        case.op("HardSigmoid", &[], &attributes);
    }),
    ("Pow", |case, _| {
        case.x = case.graph.abs(&case.x);
        let exponent = case.graph.constant(&[], &[1.7]);
        case.op("Pow", &[&exponent], &[]);
    }),
    ("Pow by 3", |case, _| {
        let exponent = case.graph.constant(&[1], &[3.0]);
        case.op("Pow", &[&exponent], &[]);
    }),
    ("Sum", |case, _| {
        let (a, b) = (case.graph.sin(&case.x), case.graph.cos(&case.x));
        case.op("Sum", &[&a, &b], &[]);
    }),
    ("Sum of many", |case, draw| {
        let mut all = Vec::new();
        for _ in 0..15 {
            let factors = draw.values(case.channels, 0.1);
            let factors = case.weight(&[1, case.channels, 1], &factors);
            all.push(case.graph.mul(&case.x, &factors));
        }
        case.op("Sum", &all.iter().collect::<Vec<_>>(), &[]);
    }),
    ("Mean", |case, _| {
        let (a, b) = (case.graph.sin(&case.x), case.graph.cos(&case.x));
        case.op("Mean", &[&a, &b], &[]);
    }),
    ("Max", |case, _| {
        let (a, b) = (case.graph.sin(&case.x), case.graph.cos(&case.x));
        case.op("Max", &[&a, &b], &[]);
    }),
    ("Where", |case, _| {
        // The logarithm is no number where it isn't chosen.
        let least = case.graph.constant(&[], &[0.1]);
        let above = case.graph.op("Greater", &[&case.x, &least], &[]);
        let log = case.graph.log(&case.x);
        case.x = case.graph.op("Where", &[&above, &log, &case.x], &[]);
    }),
    ("And, Or, Xor, Not", |case, _| {
        let least = case.graph.constant(&[], &[0.1]);
        let above = case.graph.op("Greater", &[&case.x, &least], &[]);
        let sine = case.graph.sin(&case.x);
        let below = case.graph.op("LessOrEqual", &[&sine, &least], &[]);
        let both = case.graph.op("And", &[&above, &below], &[]);
        let any = case.graph.op("Or", &[&above, &below], &[]);
        let one = case.graph.op("Xor", &[&both, &any], &[]);
        let none = case.graph.op("Not", &[&one], &[]);
        let none = case.graph.op("Cast", &[&none], &[int("to", 1)]);
        case.op("Mul", &[&none], &[]);
    }),
    ("Cast to truth", |case, _| {
        case.x = case.graph.op("Relu", &[&case.x], &[]);
        let above = case.graph.op("Cast", &[&case.x], &[int("to", 9)]);
        let above = case.graph.op("Cast", &[&above], &[int("to", 1)]);
        case.op("Sub", &[&above], &[]);
    }),
    ("A long expression", |case, _| {
        for at in 0..40 {
            let number = case.graph.constant(&[], &[0.01 * at as f32]);
            case.op(["Add", "Mul", "Sub"][at % 3], &[&number], &[]);
            let sine = case.graph.sin(&case.x);
            case.op("Add", &[&sine], &[]);
        }
    }),
];

const PLACES: [(&str, Build); 23] = [
    ("Split", |case, _| {
        let axis = int("axis", 2);
        let sizes = case.graph.ints(&[5, 8, case.time as i64 - 13]);
        let parts = case.graph.op_n("Split", &[&case.x, &sizes], &[axis], 3);
        case.x = case.graph.concat(&[&parts[2], &parts[0], &parts[1]], 2);
    }),
    ("Split evenly", |case, _| {
        let parts = case.graph.op_n("Split", &[&case.x], &[int("axis", 1)], 2);
        case.x = case.graph.concat(&[&parts[1], &parts[0]], 1);
    }),
    ("Slice backwards", |case, _| {
        let [from, to, axis, step] = [-1, i64::MIN, 2, -1].map(|n| case.graph.ints(&[n]));
        case.op("Slice", &[&from, &to, &axis, &step], &[]);
    }),
    ("Gather every other", |case, _| {
        let places: Vec<i64> = (1..case.time as i64).step_by(2).collect();
        case.x = case.graph.gather(&case.x, 2, &places);
        case.time /= 2;
    }),
    ("Gather anywhere", |case, draw| {
        let places: Vec<i64> = (0..9)
            .map(|_| draw.whole(0, case.channels - 1) as i64)
            .collect();
        case.x = case.graph.gather(&case.x, 1, &places);
        case.channels = 9;
    }),
    ("Gather one", |case, _| {
        let at = case.whole(-2);
        case.op("Gather", &[&at], &[int("axis", 1)]);
        let axes = case.graph.ints(&[1]);
        case.op("Unsqueeze", &[&axes], &[]);
        case.channels = 1;
    }),
    ("Transpose and Squeeze", |case, _| {
        let axes = case.graph.ints(&[0]);
        case.op("Squeeze", &[&axes], &[]);
        case.op("Transpose", &[], &[]);
        case.op("Sin", &[], &[]);
        case.op("Transpose", &[], &[ints("perm", &[1, 0])]);
        case.x = case.graph.reshape(&case.x, &[1, case.channels, case.time]);
    }),
    ("Flatten", |case, _| {
        case.op("Flatten", &[], &[int("axis", 2)]);
        let shape = case.graph.ints(&[1, case.channels as i64, -1]);
        case.op("Reshape", &[&shape], &[]);
    }),
    ("Interleaved", |case, _| {
        let (channels, time) = (case.channels, case.time);
        case.x = case.graph.reshape(&case.x, &[1, 2, channels / 2, time]);
        case.x = case.graph.transpose(&case.x, &[0, 2, 3, 1]);
        case.x = case.graph.reshape(&case.x, &[1, channels / 2, 2 * time]);
        (case.channels, case.time) = (channels / 2, 2 * time);
    }),
    ("Expand", |case, _| {
        let mean = case
            .graph
            .op("ReduceMean", &[&case.x], &[ints("axes", &[2])]);
        let shape = case.graph.ints(&[1, 1, case.time as i64]);
        let mean = case.graph.op("Expand", &[&mean, &shape], &[]);
        case.x = case.graph.concat(&[&case.x, &mean], 1);
        case.channels *= 2;
    }),
    ("Tile", |case, _| {
        let times = case.graph.ints(&[1, 2, 3]);
        case.op("Tile", &[&times], &[]);
        (case.channels, case.time) = (2 * case.channels, 3 * case.time);
    }),
    ("Pad", |case, _| {
        let pads = case.graph.ints(&[0, 1, 3, 0, 0, 5]);
        let number = case.graph.constant(&[], &[0.25]);
        case.op("Pad", &[&pads, &number], &[text("mode", "constant")]);
        (case.channels, case.time) = (case.channels + 1, case.time + 8);
    }),
    ("Pad with zeros", |case, _| {
        let pads = case.graph.ints(&[0, 0, 3, 0, 0, 0]);
        case.op("Pad", &[&pads], &[]);
        case.time += 3;
    }),
    ("Pad with the edge", |case, _| {
        let pads = case.graph.ints(&[0, 0, 3, 0, 0, 2]);
        case.op("Pad", &[&pads], &[text("mode", "edge")]);
        case.time += 5;
    }),
    ("Pad with a reflection", |case, _| {
        let pads = case.graph.ints(&[0, 0, 3, 0, 0, 2]);
        case.op("Pad", &[&pads], &[text("mode", "reflect")]);
        case.time += 5;
    }),
    ("Concat of what is made", |case, draw| {
        let x = case.x.clone();
        let (channels, time) = (case.channels, case.time);
        let mut made = Vec::new();
        for kind in ["Sin", "Relu", "Identity"] {
            (case.x, case.channels) = (x.clone(), channels);
            case.conv(draw, 5, 3, 1, 1, 1);
            case.op(kind, &[], &[]);
            made.push(case.x.clone());
        }
        case.x = case.graph.concat(&made.iter().collect::<Vec<_>>(), 1);
        (case.channels, case.time) = (15, time);
    }),
    ("Concat of one thing twice", |case, draw| {
        case.conv(draw, 5, 3, 1, 1, 1);
        case.x = case.graph.concat(&[&case.x, &case.x], 2);
        case.time *= 2;
    }),
    ("Shapes that are computed", |case, _| {
        let shape = case.graph.op("Shape", &[&case.x], &[]);
        let [first, second] = [0, 2].map(|at| {
            let at = case.graph.ints(&[at]);
            case.graph.op("Gather", &[&shape, &at], &[int("axis", 0)])
        });
        let (half, rest) = (case.graph.ints(&[2]), case.graph.ints(&[-1]));
        let half = case.graph.op("Div", &[&second, &half], &[]);
        let shape = case.graph.concat(&[&first, &rest, &half], 0);
        case.op("Reshape", &[&shape], &[]);
        (case.channels, case.time) = (2 * case.channels, case.time / 2);
    }),
    ("Resize to the nearest", |case, _| {
        let empty = case.nothing();
        let scales = case.graph.constant(&[3], &[1.0, 1.0, 3.0]);
        let attributes = [
            text("mode", "nearest"),
            text("coordinate_transformation_mode", "asymmetric"),
            text("nearest_mode", "floor"),
        ];
        case.op("Resize", &[&empty, &scales], &attributes);
        case.time *= 3;
    }),
    ("Resize by lines", |case, _| {
        let empty = case.nothing();
        let scales = case.graph.constant(&[3], &[1.0, 1.0, 2.0]);
        case.op("Resize", &[&empty, &scales], &[text("mode", "linear")]);
        case.time *= 2;
    }),
    ("Dropout", |case, _| case.op("Dropout", &[], &[])),
    ("Weights that are computed", |case, draw| {
        let channels = case.channels;
        let scale = 1.0 / channels as f32;
        let w = case.weight(
            &[channels, channels],
            &draw.values(channels * channels, scale),
        );
        let w = case.graph.transpose(&w, &[1, 0]);
        let w = case.graph.sin(&w);
        let x = case.graph.transpose(&case.x, &[0, 2, 1]);
        let x = case.graph.matmul(&x, &w);
        case.x = case.graph.transpose(&x, &[0, 2, 1]);
    }),
    ("Unsqueeze", |case, _| {
        let axes = case.graph.ints(&[0, 4]);
        case.op("Unsqueeze", &[&axes], &[]);
        case.op("Neg", &[], &[]);
        case.op("Squeeze", &[&axes], &[]);
    }),
];

/// What a fold leaves is added to what it is a fold of.
const FOLDS: [&str; 8] = [
    "ReduceL1",
    "ReduceL2",
    "ReduceLogSumExp",
    "ReduceMax",
    "ReduceMean",
    "ReduceMin",
    "ReduceSum",
    "ReduceSumSquare",
];

const LAYERS: [(&str, Build); 30] = [
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

/// An operator between two convolutions.
fn between(build: Build, seed: u64) -> Result<(), String> {
    let draw = &mut Draw::new(seed);
    let weights = [WeightFormat::F16, WeightFormat::F32][seed as usize % 2];
    let channels = 2 * draw.whole(1, 5);
    let mut case = Case::new(channels, 4 * draw.whole(4, 6), weights);
    let (outputs, kernel) = (2 * draw.whole(1, 9), draw.whole(1, 4));
    case.conv(draw, outputs, kernel, 1, 1, 1);
    build(&mut case, draw);
    let (outputs, kernel) = (draw.whole(1, 9), draw.whole(1, 4));
    case.conv(draw, outputs, kernel, 1, 1, 1);
    case.compare(8)
}

#[test]
fn operators_agree_with_tract() {
    let parts = PARTS.iter().flat_map(|parts| parts.iter());
    let cases = parts.flat_map(|part| (0..4).map(move |seed| (part, seed)));
    assert_all_right(
        cases.map(|((name, build), seed)| (format!("{name}, seed {seed}"), between(*build, seed))),
    );
}

#[test]
fn plain_operators_agree_with_tract() {
    assert_all_right(UNARY.iter().map(|name| {
        let draw = &mut Draw::new(3);
        let mut case = Case::new(3, 20, WeightFormat::F32);
        case.conv(draw, 6, 3, 1, 1, 1);
        case.op(name, &[], &[]);
        (name.to_string(), case.compare(8))
    }));
}

#[test]
fn folds_agree_with_tract() {
    let axes = [&[1][..], &[2], &[1, 2], &[-1]];
    let cases = FOLDS.iter().flat_map(|name| axes.map(|axes| (name, axes)));
    assert_all_right(cases.map(|(name, axes)| {
        let draw = &mut Draw::new(axes.len() as u64);
        let mut case = Case::new(3, 20, WeightFormat::F32);
        case.conv(draw, 6, 3, 1, 1, 1);
        // The axes of sums are an operand since version 13.
        let folded = match *name {
            "ReduceSum" => {
                let axes = case.graph.ints(axes);
                case.graph.op(name, &[&case.x, &axes], &[])
            }
            _ => case.graph.op(name, &[&case.x], &[ints("axes", axes)]),
        };
        case.op("Sub", &[&folded], &[]);
        (format!("{name} {axes:?}"), case.compare(8))
    }));
}

/// What tract doesn't know, or misreads, against other operators that say the same.
#[test]
fn operators_agree_with_others_in_tract() {
    type Pair = (&'static str, Build, Build);
    const PAIRS: [Pair; 3] = [
        (
            "Slice every other",
            |case, _| {
                let [from, to, axis, step] = [1, i64::MAX, -1, 2].map(|n| case.graph.ints(&[n]));
                case.op("Slice", &[&from, &to, &axis, &step], &[]);
                case.time /= 2;
            },
            |case, _| {
                let places: Vec<i64> = (1..case.time as i64).step_by(2).collect();
                case.x = case.graph.gather(&case.x, 2, &places);
                case.time /= 2;
            },
        ),
        (
            "ConstantOfShape",
            |case, _| {
                let shape = case.graph.ints(&[1, 1, case.time as i64]);
                let zeros = case.graph.op("ConstantOfShape", &[&shape], &[]);
                let ones = case.graph.op("Exp", &[&zeros], &[]);
                case.op("Add", &[&ones], &[]);
            },
            |case, _| {
                let one = case.graph.constant(&[], &[1.0]);
                case.op("Add", &[&one], &[]);
            },
        ),
        (
            "Range",
            |case, _| {
                let ends = [1, case.time as i64 + 1, 1].map(|number| case.whole(number));
                let ramp = case.graph.op("Range", &[&ends[0], &ends[1], &ends[2]], &[]);
                let ramp = case.graph.op("Cast", &[&ramp], &[int("to", 1)]);
                case.op("Div", &[&ramp], &[]);
            },
            |case, _| {
                let ramp: Vec<f32> = (1..=case.time).map(|at| at as f32).collect();
                let ramp = case.graph.constant(&[case.time], &ramp);
                case.op("Div", &[&ramp], &[]);
            },
        ),
    ];
    assert_all_right(PAIRS.iter().map(|(name, build, other)| {
        let finished = |build: &Build| {
            let draw = &mut Draw::new(1);
            let mut case = Case::new(3, 20, WeightFormat::F32);
            case.conv(draw, 6, 3, 1, 1, 1);
            build(&mut case, draw);
            case.conv(draw, 4, 3, 1, 1, 1);
            case.finish()
        };
        let ((one, method), (other, _)) = (finished(build), finished(other));
        let native = Native::compile(&one, &method).unwrap();
        let tract = Tract::compile(&other, &method).unwrap();
        ((*name).to_owned(), differ(&native, &tract, &method, 8))
    }));
}
