//! Where a value lies between two edges, and which values deserve a label.

/// One axis of a panel: what it measures and from where to where.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    pub(super) label: String,
    pub(super) min: f64,
    pub(super) max: f64,
    pub(super) log: bool,
}

/// A labelled value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    pub(super) value: f64,
    pub(super) label: String,
}

impl Axis {
    /// Evenly spaced from `min` to `max`; the label is a unit or a name.
    pub fn linear(label: impl Into<String>, min: f64, max: f64) -> Self {
        let max = if max > min { max } else { min + 1.0 };
        Self {
            label: label.into(),
            min,
            max,
            log: false,
        }
    }

    /// Equal ratios at equal distances; both ends above zero.
    pub fn log(label: impl Into<String>, min: f64, max: f64) -> Self {
        let min = min.max(1e-9);
        let max = if max > min { max } else { min * 2.0 };
        Self {
            label: label.into(),
            min,
            max,
            log: true,
        }
    }

    /// A linear axis that shows all finite `values` with a little room around them.
    pub fn around(label: impl Into<String>, values: impl IntoIterator<Item = f64>) -> Self {
        let (min, max) = values
            .into_iter()
            .filter(|v| v.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| {
                (a.min(v), b.max(v))
            });
        if min > max {
            return Self::linear(label, 0.0, 1.0);
        }
        let room = ((max - min) * 0.06).max(1e-6 * max.abs().max(1.0));
        Self::linear(label, min - room, max + room)
    }

    /// 0 at `min`, 1 at `max`, beyond them outside of that.
    pub(super) fn position(&self, value: f64) -> f64 {
        if self.log {
            (value.max(1e-12) / self.min).ln() / (self.max / self.min).ln()
        } else {
            (value - self.min) / (self.max - self.min)
        }
    }

    /// The value at a position, see [`Self::position`].
    pub(super) fn value(&self, position: f64) -> f64 {
        if self.log {
            self.min * (self.max / self.min).powf(position)
        } else {
            self.min + (self.max - self.min) * position
        }
    }

    /// Round values within the axis, about `wanted` of them.
    pub(super) fn ticks(&self, wanted: usize) -> Vec<Tick> {
        let decades = if self.log {
            (self.max / self.min).log10()
        } else {
            0.0
        };
        if decades > 0.7 {
            self.log_ticks(wanted, decades)
        } else {
            self.linear_ticks(wanted)
        }
    }

    fn linear_ticks(&self, wanted: usize) -> Vec<Tick> {
        let rough = (self.max - self.min) / wanted.max(1) as f64;
        let magnitude = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0]
            .map(|m| m * magnitude)
            .into_iter()
            .find(|step| *step >= rough * 0.999)
            .unwrap_or(magnitude * 10.0);
        let first = (self.min / step - 1e-6).ceil() as i64;
        let last = (self.max / step + 1e-6).floor() as i64;
        (first..=last)
            .map(|n| tick(n as f64 * step, step))
            .collect()
    }

    fn log_ticks(&self, wanted: usize, decades: f64) -> Vec<Tick> {
        let density = wanted as f64 / decades;
        let steps: &[f64] = if density >= 2.2 {
            &[1.0, 2.0, 5.0]
        } else {
            &[1.0]
        };
        let from = self.min.log10().floor() as i32;
        let to = self.max.log10().ceil() as i32;
        (from..=to)
            .flat_map(|decade| steps.iter().map(move |step| step * 10f64.powi(decade)))
            .filter(|v| *v >= self.min * 0.999 && *v <= self.max * 1.001)
            .map(|v| tick(v, v))
            .collect()
    }
}

/// The label has the decimals that the distance to the next tick asks for; thousands are "k".
fn tick(value: f64, step: f64) -> Tick {
    let (shown, step, suffix) = if value.abs() >= 1000.0 {
        (value / 1000.0, step / 1000.0, "k")
    } else {
        (value, step, "")
    };
    let decimals = (0..=6usize)
        .find(|d| {
            let scaled = step * 10f64.powi(*d as i32);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
        })
        .unwrap_or(6);
    let shown = if shown.abs() < step * 1e-6 {
        0.0
    } else {
        shown
    };
    let mut label = format!("{shown:.decimals$}");
    // 1.0k says no more than 1k.
    if !suffix.is_empty() && label.contains('.') {
        label = label.trim_end_matches('0').trim_end_matches('.').into();
    }
    Tick {
        value,
        label: label + suffix,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis, wanted: usize) -> Vec<String> {
        axis.ticks(wanted).into_iter().map(|t| t.label).collect()
    }

    #[test]
    fn ticks_are_round_numbers() {
        assert_eq!(
            labels(&Axis::linear("", -1.0, 1.0), 4),
            ["-1.0", "-0.5", "0.0", "0.5", "1.0"]
        );
        assert_eq!(
            labels(&Axis::linear("s", 0.0, 7.0), 8),
            ["0", "1", "2", "3", "4", "5", "6", "7"]
        );
        assert_eq!(
            labels(&Axis::linear("Hz", 0.0, 6000.0), 4),
            ["0", "2k", "4k", "6k"]
        );
        assert_eq!(
            labels(&Axis::log("Hz", 50.0, 20_000.0), 9),
            ["50", "100", "200", "500", "1k", "2k", "5k", "10k", "20k"]
        );
        assert_eq!(
            labels(&Axis::log("Hz", 50.0, 20_000.0), 4),
            ["100", "1k", "10k"]
        );
    }

    #[test]
    fn position_and_value_are_inverse() {
        for axis in [Axis::linear("", -3.0, 5.0), Axis::log("", 20.0, 20_000.0)] {
            for p in [0.0, 0.25, 1.0] {
                assert!((axis.position(axis.value(p)) - p).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn strange_ranges_are_made_usable() {
        assert!(Axis::linear("", 1.0, 1.0).position(1.0).is_finite());
        assert!(Axis::log("", 0.0, 0.0).position(0.0).is_finite());
        assert_eq!(Axis::around("", [f64::NAN]), Axis::linear("", 0.0, 1.0));
        assert!(!Axis::around("", [3.0, 3.0]).ticks(4).is_empty());
    }
}
