//! Entries at indices that only playing tells.

use super::super::case::{Build, Case, Draw};
use super::int;
use neurorave_core::graph::Value;

/// `count` of the whole numbers below `entries`, each once, some counted from the end; as indices
/// that are computed from the sound.
fn indices(case: &mut Case, draw: &mut Draw, count: usize, entries: usize) -> Value {
    let mut left: Vec<usize> = (0..entries).collect();
    let mut indices: Vec<f32> = Vec::new();
    for _ in 0..count {
        let index = left.swap_remove(draw.whole(0, left.len() - 1)) as f32;
        let from_end = draw.whole(0, 1) as f32 * entries as f32;
        indices.push(index - from_end);
    }
    let zero = case.graph.constant(&[], &[0.0]);
    let one = case.graph.slice(&case.x, 2, 0, 1);
    let one = case.graph.slice(&one, 1, 0, 1);
    let one = case.graph.reshape(&one, &[1]);
    let nothing = case.graph.op("Clip", &[&one, &zero, &zero], &[]);
    let indices = case.graph.constant(&[count], &indices);
    case.graph.add(&nothing, &indices)
}

fn whole(case: &mut Case, indices: &Value) -> Value {
    case.graph.op("Cast", &[indices], &[int("to", 7)])
}

pub const LOOKUPS: [(&str, Build); 5] = [
    ("Gather along time", |case, draw| {
        let indices = indices(case, draw, 9, case.time);
        let indices = whole(case, &indices);
        case.op("Gather", &[&indices], &[int("axis", 2)]);
        case.time = 9;
    }),
    ("Gather along channels", |case, draw| {
        let count = case.channels / 2;
        let indices = indices(case, draw, count, case.channels);
        let indices = whole(case, &indices);
        case.op("Gather", &[&indices], &[int("axis", 1)]);
        case.channels = count;
    }),
    ("Gather rows of a table", |case, draw| {
        let channels = case.channels;
        let table = draw.values(7 * channels, 1.0);
        let table = case.weight(&[7, channels], &table);
        let indices = indices(case, draw, 6, 7);
        let indices = case.graph.reshape(&indices, &[1, 6]);
        let indices = whole(case, &indices);
        let rows = case.graph.op("Gather", &[&table, &indices], &[]);
        case.x = case.graph.transpose(&rows, &[0, 2, 1]);
        case.time = 6;
    }),
    ("ScatterElements along time", |case, draw| {
        let indices = indices(case, draw, 9, case.time);
        let indices = case.graph.reshape(&indices, &[1, 1, 9]);
        let shape = case.graph.ints(&[1, case.channels as i64, 9]);
        let indices = case.graph.op("Expand", &[&indices, &shape], &[]);
        let indices = whole(case, &indices);
        let new = case.graph.slice(&case.x, 2, 2, 11);
        let new = case.graph.op("Neg", &[&new], &[]);
        case.op("ScatterElements", &[&indices, &new], &[int("axis", 2)]);
    }),
    ("ScatterElements along some channels", |case, draw| {
        let indices = indices(case, draw, case.channels, case.channels);
        let indices = case.graph.reshape(&indices, &[1, case.channels, 1]);
        let shape = case.graph.ints(&[1, case.channels as i64, 3]);
        let indices = case.graph.op("Expand", &[&indices, &shape], &[]);
        let indices = whole(case, &indices);
        let new = case.graph.slice(&case.x, 2, 4, 7);
        let new = case.graph.op("Neg", &[&new], &[]);
        case.op("ScatterElements", &[&indices, &new], &[int("axis", 1)]);
    }),
];
