//! Loops over the elements of several views at once.

use super::view::{Axis, Stride, View, size};

/// One loop: how often, and how far each view goes on each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loop {
    /// Turns.
    pub size: usize,
    /// Elements to go on, one a view.
    pub strides: Vec<isize>,
}

/// Nested loops, outermost first, that visit corresponding elements of `views`, all of the same
/// shape. The innermost goes along the first view as closely as can be, unless it would be much
/// shorter than another.
///
/// `None` where the views' strides divide an axis at places that don't fit each other.
pub fn nest(views: &[&View]) -> Option<Vec<Loop>> {
    let mut loops = Vec::new();
    for axis in 0..views.first()?.axes.len() {
        let axes: Vec<&Axis> = views.iter().map(|view| &view.axes[axis]).collect();
        loops.extend(along(&axes)?);
    }
    loops.sort_by_key(|one| {
        std::cmp::Reverse(one.strides.iter().map(|s| s.abs()).collect::<Vec<_>>())
    });
    Some(long_innermost(merged(loops)))
}

/// Rounds below which going along the first view isn't worth it.
const FEW: usize = 8;

fn long_innermost(mut loops: Vec<Loop>) -> Vec<Loop> {
    let innermost = loops.last().map_or(FEW, |last| last.size);
    let longest = (0..loops.len()).max_by_key(|at| loops[*at].size);
    if let Some(longest) = longest.filter(|at| innermost < FEW && loops[*at].size > 2 * innermost) {
        let longest = loops.remove(longest);
        loops.push(longest);
    }
    loops
}

/// The same without changing the order of loops.
pub fn nest_in_order(views: &[&View]) -> Option<Vec<Loop>> {
    let mut loops = Vec::new();
    for axis in 0..views.first()?.axes.len() {
        let axes: Vec<&Axis> = views.iter().map(|view| &view.axes[axis]).collect();
        loops.extend(along(&axes)?);
    }
    Some(merged(loops))
}

/// Loops along one axis, split wherever one of the views splits.
fn along(axes: &[&Axis]) -> Option<Vec<Loop>> {
    let whole = size(axes.first()?);
    if axes.iter().any(|axis| size(axis) != whole) {
        return None;
    }
    let mut rest: Vec<Vec<Stride>> = axes
        .iter()
        .map(|axis| axis.iter().rev().copied().collect())
        .collect();
    let mut loops = Vec::new();
    let mut left = whole;
    while left > 1 {
        // The outermost part that all have.
        let common = rest
            .iter()
            .map(|parts| parts.last().map_or(1, |p| p.size))
            .min()?;
        let mut strides = Vec::with_capacity(rest.len());
        for parts in &mut rest {
            let part = parts.pop()?;
            if !part.size.is_multiple_of(common) {
                return None;
            }
            let inner = part.size / common;
            strides.push(part.stride * inner as isize);
            if inner > 1 {
                parts.push(Stride {
                    size: inner,
                    stride: part.stride,
                });
            }
        }
        loops.push(Loop {
            size: common,
            strides,
        });
        left /= common;
    }
    Some(loops)
}

/// Fewer loops over the same elements in the same order.
fn merged(loops: Vec<Loop>) -> Vec<Loop> {
    let mut result: Vec<Loop> = Vec::new();
    for one in loops {
        match result.last_mut() {
            Some(outer) if continues(outer, &one) => {
                outer.size *= one.size;
                outer.strides = one.strides;
            }
            _ => result.push(one),
        }
    }
    result
}

fn continues(outer: &Loop, inner: &Loop) -> bool {
    let pairs = outer.strides.iter().zip(&inner.strides);
    pairs
        .into_iter()
        .all(|(o, i)| *o == i * inner.size as isize)
}

/// Calls `visit` with the offsets of all views for each turn of the loops but the last, and gives
/// it that one: its size and strides. `offsets` are those of the views' first elements.
pub fn each(
    loops: &[Loop],
    offsets: &mut [isize],
    visit: &mut impl FnMut(&[isize], usize, &[isize]),
) {
    match loops {
        [] => {
            const NOWHERE: [isize; 32] = [0; 32];
            visit(offsets, 1, &NOWHERE[..offsets.len()]);
        }
        [last] => visit(offsets, last.size, &last.strides),
        [outer, inner @ ..] => {
            for _ in 0..outer.size {
                each(inner, offsets, visit);
                offsets
                    .iter_mut()
                    .zip(&outer.strides)
                    .for_each(|(at, by)| *at += by);
            }
            let way = outer.size as isize;
            offsets
                .iter_mut()
                .zip(&outer.strides)
                .for_each(|(at, by)| *at -= by * way);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs of places that the loops visit, sorted.
    fn visited(views: &[&View; 2]) -> Vec<(isize, isize)> {
        let loops = nest(views).unwrap();
        let mut offsets = [views[0].offset, views[1].offset];
        let mut seen = Vec::new();
        each(&loops, &mut offsets, &mut |at, count, by| {
            for i in 0..count as isize {
                seen.push((at[0] + i * by[0], at[1] + i * by[1]));
            }
        });
        assert_eq!(offsets, [views[0].offset, views[1].offset]);
        seen.sort_unstable();
        seen
    }

    fn expected(views: &[&View; 2]) -> Vec<(isize, isize)> {
        let pairs = views[0].places().into_iter().zip(views[1].places());
        let mut pairs: Vec<_> = pairs.collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn equal_layouts_are_one_loop() {
        let view = View::dense(&[1, 4, 6], &[0, 2, 1]);
        let loops = nest(&[&view, &view]).unwrap();
        assert_eq!(loops.len(), 1);
        assert_eq!((loops[0].size, &loops[0].strides[..]), (24, &[1, 1][..]));
    }

    #[test]
    fn corresponding_elements_meet() {
        let a = View::dense(&[3, 8], &[1, 0]);
        let b = View::row_major(&[3, 2, 4])
            .transpose(&[0, 2, 1])
            .reshape(&[3, 8])
            .unwrap();
        assert_eq!(visited(&[&a, &b]), expected(&[&a, &b]));
        let c = View::row_major(&[1, 8]).broadcast(&[3, 8]).unwrap();
        assert_eq!(visited(&[&a, &c]), expected(&[&a, &c]));
        let one = View::row_major(&[1, 1]);
        assert_eq!(visited(&[&one, &one]), [(0, 0)]);
    }

    #[test]
    fn splits_that_do_not_fit_are_refused() {
        let a = View::row_major(&[2, 3])
            .transpose(&[1, 0])
            .reshape(&[6])
            .unwrap();
        let b = View::row_major(&[3, 2])
            .transpose(&[1, 0])
            .reshape(&[6])
            .unwrap();
        assert!(nest(&[&a, &b]).is_none());
    }
}
