//! Where the elements of a tensor lie.
//!
//! A view names a place in a buffer for every element of a tensor. Each of the tensor's axes is a
//! list of nested strides, so that reshaping, transposing, slicing, and gathering at regular
//! indices only change the view: nothing is moved.

/// `size` places, `stride` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stride {
    /// How many.
    pub size: usize,
    /// Elements from one to the next; 0 repeats one element, below 0 goes backwards.
    pub stride: isize,
}

/// One axis: nested strides, outermost first. None is of size 1; an axis of one element has none.
pub type Axis = Vec<Stride>;

/// Places of a tensor's elements in a buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Place of the first element.
    pub offset: isize,
    /// The tensor's axes.
    pub axes: Vec<Axis>,
}

/// Elements of a tensor of this shape; `None` where they are beyond counting.
pub fn elements(shape: &[usize]) -> Option<usize> {
    // In any order a zero makes it none.
    if shape.contains(&0) {
        return Some(0);
    }
    shape
        .iter()
        .try_fold(1usize, |len, size| len.checked_mul(*size))
}

/// Elements of an axis.
pub fn size(axis: &Axis) -> usize {
    axis.iter().map(|part| part.size).product()
}

impl View {
    /// A whole buffer in which the axes named in `order` lie one inside the other, outermost first.
    pub fn dense(shape: &[usize], order: &[usize]) -> View {
        let mut axes = vec![Axis::new(); shape.len()];
        let mut stride = 1;
        for &axis in order.iter().rev() {
            let size = shape[axis];
            if size != 1 {
                axes[axis].push(Stride { size, stride });
            }
            stride *= size as isize;
        }
        View { offset: 0, axes }
    }

    /// A buffer in the tensor's own order, the last axis innermost.
    pub fn row_major(shape: &[usize]) -> View {
        View::dense(shape, &(0..shape.len()).collect::<Vec<_>>())
    }

    /// Sizes of the axes.
    pub fn shape(&self) -> Vec<usize> {
        self.axes.iter().map(size).collect()
    }

    /// Elements.
    pub fn len(&self) -> usize {
        self.axes.iter().map(size).product()
    }

    /// The same elements in another shape; `None` where their number differs.
    pub fn reshape(&self, shape: &[usize]) -> Option<View> {
        if self.len() == 0 || elements(shape) != Some(self.len()) {
            return None;
        }
        let mut rest: Vec<Stride> = self.axes.iter().flatten().rev().copied().collect();
        let mut axes = Vec::with_capacity(shape.len());
        for &wanted in shape {
            let mut axis = Axis::new();
            let mut missing = wanted;
            while missing > 1 {
                let part = rest.pop()?;
                if missing.is_multiple_of(part.size) {
                    axis.push(part);
                    missing /= part.size;
                } else if part.size.is_multiple_of(missing) {
                    let inner = part.size / missing;
                    axis.push(Stride {
                        size: missing,
                        stride: part.stride * inner as isize,
                    });
                    rest.push(Stride {
                        size: inner,
                        ..part
                    });
                    missing = 1;
                } else {
                    return None;
                }
            }
            axes.push(merged(axis));
        }
        Some(View {
            offset: self.offset,
            axes,
        })
    }

    /// Axis `i` of the result is axis `order[i]` of this.
    pub fn transpose(&self, order: &[usize]) -> View {
        View {
            offset: self.offset,
            axes: order.iter().map(|&axis| self.axes[axis].clone()).collect(),
        }
    }

    /// The entries of `axis` at those indices; `None` where no strides describe them.
    pub fn gather(&self, axis: usize, indices: impl IntoIterator<Item = usize>) -> Option<View> {
        let places = places(&self.axes[axis]);
        let chosen: Option<Vec<isize>> = indices
            .into_iter()
            .map(|index| places.get(index).copied())
            .collect();
        let chosen = chosen?;
        let mut view = self.clone();
        view.offset += chosen.first()?;
        view.axes[axis] = strides(&chosen)?;
        Some(view)
    }

    /// The entries `from..to` of `axis`.
    pub fn slice(&self, axis: usize, from: usize, to: usize) -> Option<View> {
        self.gather(axis, from..to)
    }

    /// Repeated along axes of size 1, and along new axes before the others, to fill `shape`, as
    /// NumPy broadcasts; `None` where it doesn't.
    pub fn broadcast(&self, shape: &[usize]) -> Option<View> {
        let before = shape.len().checked_sub(self.axes.len())?;
        let mut axes = vec![Axis::new(); before];
        axes.extend(self.axes.iter().cloned());
        for (axis, &wanted) in axes.iter_mut().zip(shape) {
            match size(axis) {
                found if found == wanted => {}
                1 => {
                    *axis = vec![Stride {
                        size: wanted,
                        stride: 0,
                    }]
                }
                _ => return None,
            }
        }
        Some(View {
            offset: self.offset,
            axes,
        })
    }

    /// The stride of an axis that has just one; 0 where it has one element.
    pub fn stride(&self, axis: usize) -> Option<isize> {
        match self.axes[axis][..] {
            [] => Some(0),
            [only] => Some(only.stride),
            _ => None,
        }
    }

    /// Lowest and highest place of an element.
    pub fn reach(&self) -> (isize, isize) {
        let mut reach = (self.offset, self.offset);
        for part in self.axes.iter().flatten() {
            let way = part.stride * (part.size as isize - 1);
            reach.0 += way.min(0);
            reach.1 += way.max(0);
        }
        reach
    }

    /// Places of all elements in the tensor's order.
    pub fn places(&self) -> Vec<isize> {
        let all: Axis = self.axes.iter().flatten().copied().collect();
        places_from(self.offset, &all)
    }
}

/// Places of an axis's elements from its first.
pub fn places(axis: &Axis) -> Vec<isize> {
    places_from(0, axis)
}

fn places_from(first: isize, axis: &Axis) -> Vec<isize> {
    axis.iter().fold(vec![first], |outer, part| {
        let inner =
            move |start: isize| (0..part.size as isize).map(move |i| start + i * part.stride);
        outer.into_iter().flat_map(inner).collect()
    })
}

/// Nested strides that visit `places`, which begin at the first of them.
fn strides(places: &[isize]) -> Option<Axis> {
    let (first, count) = (*places.first()?, places.len());
    if count == 1 {
        return Some(Axis::new());
    }
    let stride = places[1] - first;
    let mut run = 2;
    while run < count && places[run] - places[run - 1] == stride {
        run += 1;
    }
    if run == count {
        return Some(vec![Stride {
            size: count,
            stride,
        }]);
    }
    // The longest run may go on into the next block by chance: shorter ones that divide the whole.
    let blocks = (1..=run).rev().filter(|run| count.is_multiple_of(*run));
    for run in blocks {
        if run == 1 {
            return None;
        }
        let starts: Vec<isize> = places.iter().copied().step_by(run).collect();
        let regular = starts.iter().enumerate().all(|(block, start)| {
            let places = &places[block * run..(block + 1) * run];
            let expected = (0..).map(|i| start + i * stride);
            places.iter().copied().eq(expected.take(run))
        });
        if regular && let Some(mut axis) = strides(&starts) {
            axis.push(Stride { size: run, stride });
            return Some(merged(axis));
        }
    }
    None
}

/// The same places with as few strides as possible.
pub fn merged(axis: Axis) -> Axis {
    let mut result = Axis::new();
    for part in axis.into_iter().filter(|part| part.size != 1) {
        match result.last_mut() {
            Some(outer) if outer.stride == part.stride * part.size as isize => {
                *outer = Stride {
                    size: outer.size * part.size,
                    stride: part.stride,
                }
            }
            _ => result.push(part),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places of a tensor, kept as NumPy would keep its elements.
    fn check(view: &View, expected: &[isize]) {
        assert_eq!(view.places(), expected, "{view:?}");
    }

    #[test]
    fn time_inside_or_outside_channels() {
        check(&View::row_major(&[1, 2, 3]), &[0, 1, 2, 3, 4, 5]);
        check(&View::dense(&[1, 2, 3], &[0, 2, 1]), &[0, 2, 4, 1, 3, 5]);
    }

    #[test]
    fn interleaved_phases_need_no_copy() {
        // A convolution's outputs, [1, 2 phases · 3 channels, 4 frames], frames outermost, as
        // [1, 3 channels, 8 steps].
        let made = View::dense(&[1, 6, 4], &[0, 2, 1]);
        let phases = made.reshape(&[1, 2, 3, 4]).unwrap();
        let steps = phases.transpose(&[0, 2, 3, 1]).reshape(&[1, 3, 8]).unwrap();
        assert_eq!(steps, View::dense(&[1, 3, 8], &[0, 2, 1]));
    }

    #[test]
    fn windows_overlap() {
        let line = View::row_major(&[1, 10]);
        let indices = (0..4).flat_map(|step| (0..3).map(move |tap| step + 2 - tap));
        let windows = line
            .gather(1, indices)
            .unwrap()
            .reshape(&[1, 4, 3])
            .unwrap();
        check(&windows, &[2, 1, 0, 3, 2, 1, 4, 3, 2, 5, 4, 3]);
        assert_eq!(windows.reach(), (0, 5));
    }

    #[test]
    fn a_run_that_goes_on_by_chance_is_cut() {
        let line = View::row_major(&[100]);
        let indices = [0, 1, 2, 3, 4, 5, 10, 11];
        let view = line.gather(0, indices).unwrap_or_else(|| line.clone());
        // No strides describe these as they are.
        assert_eq!(view, line);
        let indices = [0, 1, 2, 3, 10, 11, 12, 13];
        check(
            &line.gather(0, indices).unwrap(),
            &[0, 1, 2, 3, 10, 11, 12, 13],
        );
        let indices = [0, 1, 2, 4, 5, 6, 7, 8, 9, 11, 12, 13];
        let view = line.gather(0, indices);
        assert!(view.is_none() || view.unwrap().places() == indices.map(|i| i as isize));
    }

    #[test]
    fn slices_of_composed_axes() {
        let view = View::dense(&[2, 3, 4], &[1, 0, 2])
            .reshape(&[6, 4])
            .unwrap();
        let all: Vec<isize> = view.places();
        let slice = view.slice(0, 3, 6).unwrap();
        check(&slice, &all[12..24]);
        assert!(view.slice(0, 2, 7).is_none());
    }

    #[test]
    fn broadcasting_repeats() {
        let view = View::row_major(&[3, 1]).broadcast(&[2, 3, 2]).unwrap();
        check(&view, &[0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2]);
        assert!(View::row_major(&[3]).broadcast(&[4]).is_none());
    }

    #[test]
    fn odd_reshapes_are_refused() {
        let view = View::dense(&[2, 3], &[1, 0]);
        assert!(view.reshape(&[3, 2]).is_none());
        assert!(view.reshape(&[5]).is_none());
        assert_eq!(view.reshape(&[6]).unwrap().places(), view.places());
    }
}
