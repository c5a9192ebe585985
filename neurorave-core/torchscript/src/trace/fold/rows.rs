//! Rows of constants, put together and picked out.

use super::part::Part;
use crate::trace::shape::split;

/// Rows of each part in turn.
pub(super) fn concat<'a>(
    parts: &'a [Part<'a>],
    shape: &[usize],
    axis: usize,
) -> impl Iterator<Item = f64> + 'a {
    let (before, _, behind) = split(shape, axis);
    let rows = (0..before).flat_map(move |row| parts.iter().map(move |part| (row, part)));
    rows.flat_map(move |(row, part)| {
        let width = part.shape[axis] * behind;
        (row * width..(row + 1) * width).map(|i| part.at(i))
    })
}

/// None where an index leads out of the axis.
pub(super) fn gather<'a>(
    data: &'a Part<'a>,
    indices: &'a Part<'a>,
    axis: usize,
) -> Option<impl Iterator<Item = f64> + 'a> {
    let (before, length, behind) = split(data.shape, axis);
    let count: usize = indices.shape.iter().product();
    let place = move |i: usize| {
        let index = indices.at(i);
        let index = if index < 0.0 {
            index + length as f64
        } else {
            index
        };
        (0.0..length as f64)
            .contains(&index)
            .then_some(index as usize)
    };
    if !(0..count).all(|i| place(i).is_some()) {
        return None;
    }
    let rows = (0..before).flat_map(move |row| (0..count).map(move |i| (row, i)));
    Some(rows.flat_map(move |(row, i)| {
        let from = (row * length + place(i).unwrap_or(0)) * behind;
        (from..from + behind).map(|j| data.at(j))
    }))
}
