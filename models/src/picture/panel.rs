//! One plot: a spectrogram or a ground of its own, curves over it, axes around it.

use super::canvas::Font;
use super::spectrogram::Spectrogram;
use super::{Axis, Line, SpectrogramView};

/// A plot over time.
#[derive(Debug, Clone)]
pub struct Panel {
    pub(super) title: String,
    pub(super) seconds: Option<(f64, f64)>,
    pub(super) y: Axis,
    pub(super) right: Option<Axis>,
    pub(super) spectrogram: Option<Spectrogram>,
    pub(super) lines: Vec<(Line, Side)>,
    pub(super) weight: f64,
}

/// The axis that a line is measured on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Panel {
    /// The spectrogram of `samples` at `rate` Hz.
    pub fn spectrogram(
        title: impl Into<String>,
        samples: &[f32],
        rate: u32,
        view: &SpectrogramView,
    ) -> Self {
        let mut panel = Self::curves(title, view.axis(rate));
        panel.spectrogram = Some(Spectrogram::new(samples, rate, view));
        panel
    }

    /// Curves on an empty ground.
    pub fn curves(title: impl Into<String>, y: Axis) -> Self {
        Self {
            title: title.into(),
            seconds: None,
            y,
            right: None,
            spectrogram: None,
            lines: Vec::new(),
            weight: 1.0,
        }
    }

    /// Adds a curve on the left axis (hertz, where there is a spectrogram).
    pub fn line(mut self, line: Line) -> Self {
        self.lines.push((line, Side::Left));
        self
    }

    /// Gives the panel an axis on the right as well.
    pub fn right_axis(mut self, axis: Axis) -> Self {
        self.right = Some(axis);
        self
    }

    /// Adds a curve on the right axis (the left one where there is none).
    pub fn right_line(mut self, line: Line) -> Self {
        self.lines.push((line, Side::Right));
        self
    }

    /// Shows the time between `from` and `to` seconds instead of all.
    pub fn time(mut self, from: f64, to: f64) -> Self {
        self.seconds = Some((from, to));
        self
    }

    /// Takes this share of the figure's height, compared with the other rows; 1 by default.
    pub fn weight(mut self, weight: f64) -> Self {
        self.weight = weight.clamp(0.05, 100.0);
        self
    }

    /// Room that the labels left of the plot need.
    pub(super) fn left_margin(&self) -> i32 {
        label_width(&self.y) + 14
    }

    /// Room that the labels right of the plot need.
    pub(super) fn right_margin(&self) -> i32 {
        self.right.as_ref().map_or(8, |axis| label_width(axis) + 14)
            + if self.spectrogram.is_some() { 62 } else { 0 }
    }

    pub(super) fn time_axis(&self) -> Axis {
        let (from, to) = self.seconds.unwrap_or_else(|| {
            let sound = self.spectrogram.as_ref().map(Spectrogram::seconds);
            let lines = self
                .lines
                .iter()
                .flat_map(|(line, _)| &line.points)
                .map(|p| p.0);
            (
                0.0,
                sound.unwrap_or_else(|| lines.filter(|t| t.is_finite()).fold(0.0, f64::max)),
            )
        });
        Axis::linear("s", from, to)
    }
}

/// Width of the axis' longest label in pixels.
pub(super) fn label_width(axis: &Axis) -> i32 {
    let widths = axis
        .ticks(8)
        .into_iter()
        .map(|tick| Font::Small.width(&tick.label));
    widths.max().unwrap_or(0)
}
