//! Windows that go along axes: of convolutions, and of pools.

use super::{Attributes, Lowered, unknown};

/// How a window goes along an axis.
#[derive(Clone, Debug)]
pub(super) struct Window {
    pub(super) kernel: usize,
    pub(super) stride: usize,
    pub(super) dilation: usize,
    /// Entries that are put before the axis and behind it.
    pub(super) pads: (usize, usize),
}

impl Window {
    /// Entries from the first to the last that one window sees.
    pub(super) fn span(&self) -> Option<usize> {
        let steps = self.kernel.checked_sub(1)?;
        steps.checked_mul(self.dilation)?.checked_add(1)
    }

    /// Windows along `time` entries with pads; `None` where there is none.
    pub(super) fn count(&self, time: usize) -> Option<usize> {
        let room = time.checked_add(self.pads.0)?.checked_add(self.pads.1)?;
        Some(room.checked_sub(self.span()?)? / self.stride + 1)
    }

    /// What a node says of each of `kernels`' axes; `times` are the axes' sizes.
    pub(super) fn of(
        attributes: &Attributes,
        kernels: &[usize],
        times: &[usize],
    ) -> Lowered<Vec<Window>> {
        let rank = kernels.len();
        let list = |name: &str, default: usize, count: usize| -> Lowered<Vec<usize>> {
            let Some(said) = attributes.ints(name).filter(|said| !said.is_empty()) else {
                return Ok(vec![default; count]);
            };
            let said: Option<Vec<usize>> = said.iter().map(|n| usize::try_from(*n).ok()).collect();
            match said.filter(|said| said.len() == count && said.iter().all(|n| *n >= default)) {
                Some(said) => Ok(said),
                None => unknown(format!("with strange {name}")),
            }
        };
        let (strides, dilations) = (list("strides", 1, rank)?, list("dilations", 1, rank)?);
        let pads = list("pads", 0, 2 * rank)?;
        if attributes.ints("kernel_shape").is_some() && list("kernel_shape", 1, rank)? != kernels {
            return unknown("of another kernel than its weights");
        }
        let mut windows = Vec::with_capacity(rank);
        for axis in 0..rank {
            let mut window = Window {
                kernel: kernels[axis],
                stride: strides[axis],
                dilation: dilations[axis],
                pads: (pads[axis], pads[rank + axis]),
            };
            let Some(span) = window.span() else {
                return unknown("of shapes that don't fit");
            };
            window.pads = match attributes.text("auto_pad") {
                b"" | b"NOTSET" => window.pads,
                b"VALID" => (0, 0),
                named @ (b"SAME_UPPER" | b"SAME_LOWER") => {
                    let last = (times[axis].div_ceil(window.stride) - 1) * window.stride;
                    let more = last.saturating_add(span).saturating_sub(times[axis]);
                    match named {
                        b"SAME_UPPER" => (more / 2, more - more / 2),
                        _ => (more - more / 2, more / 2),
                    }
                }
                _ => return unknown("with padding of another kind"),
            };
            windows.push(window);
        }
        Ok(windows)
    }
}
