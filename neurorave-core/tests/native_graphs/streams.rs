//! States in all the ways that graphs spell them.

use super::case::{Build, Case, Draw, assert_all_right};
use neurorave_core::graph::{Attr, Value, WeightFormat};

const PAST: usize = 5;

fn axis(axis: i64) -> [(&'static str, Attr); 1] {
    [("axis", Attr::Int(axis))]
}

/// A past of `past` frames joined with `x`; what `tail` makes of that is the successor.
fn joined(case: &mut Case, past: usize, tail: impl Fn(&mut Case, &Value) -> Value) -> Value {
    let (state, slot) = case.graph.state(&[1, case.channels, past]);
    let joined = case.graph.concat(&[&state, &case.x], 2);
    let next = tail(case, &joined);
    case.graph.set_state(slot, &next);
    joined
}

/// A convolution over the past and the present; `past` frames of it.
fn convolved(case: &mut Case, draw: &mut Draw, joined: &Value, past: usize) {
    let (channels, kernel) = (case.channels, past + 1);
    let scale = 1.0 / ((channels * kernel) as f32).sqrt();
    let w = case.weight(
        &[4, channels, kernel],
        &draw.values(4 * channels * kernel, scale),
    );
    case.x = case.graph.op("Conv", &[joined, &w], &[]);
    case.channels = 4;
}

fn slice(case: &mut Case, x: &Value, range: [i64; 2], axis: i64) -> Value {
    let [from, to, axis, step] = [range[0], range[1], axis, 1].map(|n| case.graph.ints(&[n]));
    case.graph.op("Slice", &[x, &from, &to, &axis, &step], &[])
}

pub const PASTS: &[(&str, Build)] = &[
    ("the last few", |case, draw| {
        let all = joined(case, PAST, |case, all| {
            slice(case, all, [-(PAST as i64), i64::MAX], -1)
        });
        convolved(case, draw, &all, PAST);
    }),
    ("split off", |case, draw| {
        let all = joined(case, PAST, |case, all| {
            let sizes = case.graph.ints(&[case.time as i64, PAST as i64]);
            case.graph.op_n("Split", &[all, &sizes], &axis(2), 2)[1].clone()
        });
        convolved(case, draw, &all, PAST);
    }),
    ("gathered", |case, draw| {
        let all = joined(case, PAST, |case, all| {
            let places: Vec<i64> = (0..PAST).map(|at| (case.time + at) as i64).collect();
            case.graph.gather(all, 2, &places)
        });
        convolved(case, draw, &all, PAST);
    }),
    ("under other names", |case, draw| {
        let all = joined(case, PAST, |case, all| {
            let all = case.graph.op("Identity", &[all], &[]);
            let end = slice(case, &all, [case.time as i64, i64::MAX], 2);
            case.graph.op("Identity", &[&end], &[])
        });
        convolved(case, draw, &all, PAST);
    }),
    ("longer than the present", |case, draw| {
        let past = case.time + 7;
        let all = joined(case, past, |case, all| {
            slice(case, all, [-(past as i64), i64::MAX], 2)
        });
        convolved(case, draw, &all, past);
    }),
    ("beside others along channels", |case, draw| {
        // Time on the second axis, channels on the third.
        let (channels, time) = (case.channels, case.time);
        let x = case.graph.transpose(&case.x, &[0, 2, 1]);
        let (state, slot) = case.graph.state(&[1, PAST, channels]);
        let all = case.graph.concat(&[&state, &x], 1);
        let next = slice(case, &all, [time as i64, i64::MAX], 1);
        case.graph.set_state(slot, &next);
        let all = case.graph.transpose(&all, &[0, 2, 1]);
        convolved(case, draw, &all, PAST);
    }),
    ("looked at by others", |case, draw| {
        let (channels, time) = (case.channels, case.time);
        let (state, slot) = case.graph.state(&[1, channels, PAST]);
        let all = case.graph.concat(&[&state, &case.x], 2);
        let next = slice(case, &all, [time as i64, i64::MAX], 2);
        let level = [("axes", Attr::Ints(vec![2]))];
        let level = case.graph.op("ReduceMax", &[&state], &level);
        case.graph.set_state(slot, &next);
        convolved(case, draw, &all, PAST);
        let level = case
            .graph
            .op("ReduceMean", &[&level], &[("axes", Attr::Ints(vec![1]))]);
        case.op("Add", &[&level], &[]);
    }),
    ("that is all of the present", |case, _| {
        // The stream one call later.
        let (state, slot) = case.graph.state(&[1, case.channels, case.time]);
        case.graph.set_state(slot, &case.x);
        case.x = state;
    }),
    ("that adds up", |case, _| {
        let (state, slot) = case.graph.state(&[1, case.channels, 1]);
        let last = slice(case, &case.x.clone(), [-1, i64::MAX], 2);
        let half = case.graph.constant(&[], &[0.5]);
        let sum = case.graph.add(&state, &last);
        let sum = case.graph.mul(&sum, &half);
        case.graph.set_state(slot, &sum);
        case.op("Add", &[&state], &[]);
    }),
    ("two that change places", |case, _| {
        let shape = [1, case.channels, case.time];
        let (first, first_slot) = case.graph.state(&shape);
        let (second, second_slot) = case.graph.state(&shape);
        let sum = case.graph.add(&second, &case.x);
        case.graph.set_state(first_slot, &sum);
        case.graph.set_state(second_slot, &first);
        case.op("Add", &[&first], &[]);
        case.op("Sub", &[&second], &[]);
    }),
    ("whose conv's input others read, too", |case, draw| {
        // A rectifier must not take what the stream keeps.
        case.conv(draw, 6, 1, 1, 1, 1);
        let (channels, time) = (case.channels, case.time);
        let same = case.graph.reshape(&case.x, &[1, channels, time]);
        let all = joined(case, PAST, |case, all| {
            slice(case, all, [-(PAST as i64), i64::MAX], 2)
        });
        convolved(case, draw, &all, PAST);
        let rectified = case.graph.leaky_relu(&same);
        let mean = case.graph.op(
            "ReduceMean",
            &[&rectified],
            &[("axes", Attr::Ints(vec![1]))],
        );
        case.op("Add", &[&mean], &[]);
    }),
];

/// A transposed convolution, without a bias, and how far it goes beyond the call.
fn transposed(case: &mut Case, draw: &mut Draw, kernel: usize, stride: usize) -> (Value, usize) {
    let (channels, outputs) = (case.channels, 6);
    let scale = 1.0 / ((channels * kernel / stride) as f32).sqrt();
    let w = draw.values(channels * outputs * kernel, scale);
    let w = case.weight(&[channels, outputs, kernel], &w);
    let strides = [("strides", Attr::Ints(vec![stride as i64]))];
    let y = case.graph.op("ConvTranspose", &[&case.x, &w], &strides);
    (case.channels, case.time) = (outputs, case.time * stride);
    (y, kernel - stride)
}

pub const OVERLAPS: &[(&str, Build)] = &[
    ("padded", |case, draw| {
        let (y, over) = transposed(case, draw, 7, 3);
        let (state, slot) = case.graph.state(&[1, 6, over]);
        let time = case.time as i64;
        let pads = case.graph.ints(&[0, 0, 0, 0, 0, time]);
        let state = case.graph.op("Pad", &[&state, &pads], &[]);
        let sum = case.graph.add(&state, &y);
        let next = slice(case, &sum, [-(over as i64), i64::MAX], 2);
        case.graph.set_state(slot, &next);
        case.x = slice(case, &sum, [0, time], 2);
    }),
    ("head, middle and end", |case, draw| {
        let (y, over) = transposed(case, draw, 7, 3);
        heads(case, &y, over);
    }),
    ("of groups", |case, draw| {
        let channels = case.channels;
        let w = draw.values(channels * 3 * 6, 0.3);
        let w = case.weight(&[channels, 3, 6], &w);
        let attributes = [("strides", Attr::Ints(vec![3])), ("group", Attr::Int(2))];
        let y = case.graph.op("ConvTranspose", &[&case.x, &w], &attributes);
        (case.channels, case.time) = (6, 3 * case.time);
        heads(case, &y, 3);
    }),
    ("head and end alone", |case, draw| {
        // What goes beyond a call is as long as the call.
        case.x = slice(case, &case.x.clone(), [0, 2], 2);
        case.time = 2;
        let (y, over) = transposed(case, draw, 9, 3);
        assert_eq!(over, case.time);
        let (state, slot) = case.graph.state(&[1, 6, over]);
        let parts = case.graph.op_n("Split", &[&y], &axis(2), 2);
        case.graph.set_state(slot, &parts[1]);
        case.x = case.graph.add(&parts[0], &state);
    }),
    ("beyond more than one call", |case, draw| {
        case.x = slice(case, &case.x.clone(), [0, 2], 2);
        case.time = 2;
        let (y, over) = transposed(case, draw, 17, 3);
        let (state, slot) = case.graph.state(&[1, 6, over]);
        let time = case.time;
        let silence = case.graph.constant(&[1, 6, time], &vec![0.0; 6 * time]);
        let state = case.graph.concat(&[&state, &silence], 2);
        let sum = case.graph.add(&y, &state);
        let next = slice(case, &sum, [time as i64, i64::MAX], 2);
        case.graph.set_state(slot, &next);
        case.x = slice(case, &sum, [0, time as i64], 2);
    }),
    ("that something else reads", |case, draw| {
        let (y, over) = transposed(case, draw, 7, 3);
        let peak = case
            .graph
            .op("ReduceMax", &[&y], &[("axes", Attr::Ints(vec![2]))]);
        heads(case, &y, over);
        case.op("Add", &[&peak], &[]);
    }),
    ("with a bias in the sum", |case, draw| {
        let b = case.weight(&[6], &draw.values(6, 0.3));
        let w = draw.values(case.channels * 6 * 6, 0.3);
        let w = case.weight(&[case.channels, 6, 6], &w);
        let strides = [("strides", Attr::Ints(vec![3]))];
        let y = case.graph.op("ConvTranspose", &[&case.x, &w, &b], &strides);
        (case.channels, case.time) = (6, 3 * case.time);
        heads(case, &y, 3);
    }),
];

/// The state added to the beginning of `y` alone.
fn heads(case: &mut Case, y: &Value, over: usize) {
    let (state, slot) = case.graph.state(&[1, 6, over]);
    let (time, over) = (case.time as i64, over as i64);
    let head = slice(case, y, [0, over], 2);
    let head = case.graph.add(&state, &head);
    let middle = slice(case, y, [over, time], 2);
    let next = slice(case, y, [time, i64::MAX], 2);
    case.graph.set_state(slot, &next);
    case.x = case.graph.concat(&[&head, &middle], 2);
}

#[test]
fn streams_agree_with_tract() {
    let cases = PASTS.iter().chain(OVERLAPS);
    let cases = cases.flat_map(|case| (0..4).map(move |seed| (case, seed)));
    assert_all_right(cases.map(|((name, build), seed)| {
        let draw = &mut Draw::new(seed);
        let channels = 2 * draw.whole(1, 5);
        let mut case = Case::new(channels, draw.whole(8, 16), WeightFormat::F32);
        case.between(draw, *build);
        (format!("{name}, seed {seed}"), case.compare(12))
    }));
}
