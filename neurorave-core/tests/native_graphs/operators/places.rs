//! Operators that say anew where elements are, or join them.

use super::super::case::Build;
use super::{int, ints, text};

pub const PLACES: [(&str, Build); 23] = [
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
