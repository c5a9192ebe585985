//! How a panel is drawn: sound or grid, curves, labels, legend.

use super::canvas::{Anchor, Area, Canvas, Font};
use super::panel::{Panel, Side, label_width};
use super::spectrogram::Spectrogram;
use super::{Axis, Colour, Line};

/// Height above the plot that holds title and legend.
pub(super) const HEADER: i32 = 30;
/// Height below the plot that holds the labels of the time axis.
pub(super) const FOOTER: i32 = 28;

impl Panel {
    /// Draws the panel with its plot in `area`; `last` puts the unit under the time axis.
    pub(super) fn draw(&self, canvas: &mut Canvas, area: Area, last: bool) {
        let x = self.time_axis();
        let dark = self.spectrogram.is_some();
        match &self.spectrogram {
            Some(spectrogram) => self.draw_sound(canvas, area, &x, spectrogram),
            None => {
                canvas.fill(area, Colour::GROUND);
                self.draw_grid(canvas, area, &x);
            }
        }
        let palette = if dark {
            Colour::ON_DARK
        } else {
            Colour::ON_LIGHT
        };
        let colours: Vec<Colour> = (self.lines.iter().enumerate())
            .map(|(i, (line, _))| line.colour.unwrap_or(palette[i % palette.len()]))
            .collect();
        for ((line, side), colour) in self.lines.iter().zip(&colours) {
            let y = match side {
                Side::Left => &self.y,
                Side::Right => self.right.as_ref().unwrap_or(&self.y),
            };
            line.draw(canvas, area, &x, y, *colour, dark);
        }
        canvas.frame(area, Colour::GREY);
        self.draw_labels(canvas, area, &x, last);
        self.draw_header(canvas, area, &colours);
    }

    fn draw_sound(&self, canvas: &mut Canvas, area: Area, x: &Axis, spectrogram: &Spectrogram) {
        let levels = spectrogram.levels(x, &self.y, area.width as usize, area.height as usize);
        let range = spectrogram.view.range_db.max(1.0);
        for (i, db) in levels.db.iter().enumerate() {
            let (column, row) = ((i / levels.height) as i32, (i % levels.height) as i32);
            let level = 1.0 + (db - levels.top_db) / range;
            canvas.blend(
                area.x + column,
                area.bottom() - 1 - row,
                Colour::magma(level),
                1.0,
            );
        }
        let axis = Axis::linear(
            "dB",
            f64::from(levels.top_db - range),
            f64::from(levels.top_db),
        );
        let labels = self.right.as_ref().map_or(8, |axis| label_width(axis) + 14);
        colour_bar(
            canvas,
            Area {
                x: area.right() + labels,
                width: 12,
                ..area
            },
            &axis,
        );
    }

    fn draw_grid(&self, canvas: &mut Canvas, area: Area, x: &Axis) {
        for tick in self.y.ticks(tick_count(area.height)) {
            let y = row(area, &self.y, tick.value);
            canvas.fill(
                Area {
                    y,
                    height: 1,
                    ..area
                },
                Colour::FAINT,
            );
        }
        for tick in x.ticks((area.width / 90) as usize) {
            let x = column(area, x, tick.value);
            canvas.fill(
                Area {
                    x,
                    width: 1,
                    ..area
                },
                Colour::FAINT,
            );
        }
    }

    fn draw_labels(&self, canvas: &mut Canvas, area: Area, x: &Axis, last: bool) {
        let wanted = tick_count(area.height);
        for tick in self.y.ticks(wanted) {
            let y = row(area, &self.y, tick.value);
            canvas.fill(
                Area {
                    x: area.x - 6,
                    y,
                    width: 5,
                    height: 1,
                },
                Colour::GREY,
            );
            canvas.text(
                (area.x - 10, y),
                &tick.label,
                Font::Small,
                Colour::GREY,
                Anchor::Right,
            );
        }
        if let Some(axis) = &self.right {
            for tick in axis.ticks(wanted) {
                let (x, y) = (area.right(), row(area, axis, tick.value));
                canvas.fill(
                    Area {
                        x: x + 1,
                        y,
                        width: 5,
                        height: 1,
                    },
                    Colour::GREY,
                );
                canvas.text(
                    (x + 10, y),
                    &tick.label,
                    Font::Small,
                    Colour::GREY,
                    Anchor::Left,
                );
            }
        }
        let ticks = x.ticks((area.width / 90) as usize);
        for (i, tick) in ticks.iter().enumerate() {
            let at = column(area, x, tick.value);
            canvas.fill(
                Area {
                    x: at,
                    y: area.bottom() + 1,
                    width: 1,
                    height: 5,
                },
                Colour::GREY,
            );
            let unit = if last && i + 1 == ticks.len() {
                " s"
            } else {
                ""
            };
            let label = format!("{}{unit}", tick.label);
            canvas.text(
                (at, area.bottom() + 9),
                &label,
                Font::Small,
                Colour::GREY,
                Anchor::Top,
            );
        }
    }

    /// The title at the left; the legend at the right, where it hides no data.
    fn draw_header(&self, canvas: &mut Canvas, area: Area, colours: &[Colour]) {
        let y = area.y - HEADER / 2 - 2;
        canvas.text(
            (area.x, y),
            &self.title,
            Font::Heading,
            Colour::INK,
            Anchor::Left,
        );
        let unit_at = area.x + Font::Heading.width(&self.title) + 12;
        let units = match &self.right {
            Some(right) => format!("{} | {}", self.y.label, right.label),
            None => self.y.label.clone(),
        };
        canvas.text(
            (unit_at, y),
            &units,
            Font::Label,
            Colour::GREY,
            Anchor::Left,
        );

        // Clear of the colour bar's unit.
        let mut right = area.right() - if self.spectrogram.is_some() { 12 } else { 0 };
        for ((line, _), colour) in self.lines.iter().zip(colours).rev() {
            if line.label.is_empty() {
                continue;
            }
            canvas.text(
                (right, y),
                &line.label,
                Font::Label,
                Colour::INK,
                Anchor::Right,
            );
            right -= Font::Label.width(&line.label) + 8;
            self.draw_sample(canvas, line, *colour, right - 34, y);
            right -= 34 + 22;
        }
    }

    /// A short piece of a line for the legend, on the ground that the line is drawn on.
    fn draw_sample(&self, canvas: &mut Canvas, line: &Line, colour: Colour, x: i32, y: i32) {
        let area = Area {
            x,
            y: y - 8,
            width: 34,
            height: 16,
        };
        if self.spectrogram.is_some() {
            canvas.fill(area, Colour::magma(0.2));
        }
        let unit = Axis::linear("", 0.0, 1.0);
        let sample = Line {
            points: vec![(0.04, 0.5), (0.96, 0.5)],
            ..line.clone()
        };
        sample.draw(canvas, area, &unit, &unit, colour, false);
    }
}

fn colour_bar(canvas: &mut Canvas, area: Area, axis: &Axis) {
    for y in 0..area.height {
        let level = 1.0 - (y as f32 + 0.5) / area.height as f32;
        canvas.fill(
            Area {
                y: area.y + y,
                height: 1,
                ..area
            },
            Colour::magma(level),
        );
    }
    canvas.frame(area, Colour::GREY);
    for tick in axis.ticks(tick_count(area.height)) {
        let y = row(area, axis, tick.value);
        canvas.text(
            (area.right() + 6, y),
            &tick.label,
            Font::Small,
            Colour::GREY,
            Anchor::Left,
        );
    }
    let unit = (area.x + 6, area.y - HEADER / 2 - 8);
    canvas.text(unit, "dB", Font::Small, Colour::GREY, Anchor::Top);
}

fn tick_count(height: i32) -> usize {
    (height / 38).max(2) as usize
}

fn row(area: Area, axis: &Axis, value: f64) -> i32 {
    let from_bottom = (axis.position(value) * f64::from(area.height)).round() as i32;
    area.bottom() - from_bottom.clamp(1, area.height)
}

fn column(area: Area, axis: &Axis, value: f64) -> i32 {
    let from_left = (axis.position(value) * f64::from(area.width)).round() as i32;
    area.x + from_left.clamp(0, area.width - 1)
}
