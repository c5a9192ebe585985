//! Groups of horizontal bars.

use super::canvas::{Anchor, Area, Canvas, Font};
use super::error::save;
use super::{Axis, Colour, PictureError};
use std::path::Path;

/// Pixels.
const WIDTH: i32 = 1600;
/// Room around everything.
const MARGIN: i32 = 24;
/// Title, and legend under it.
const HEADER: i32 = 84;
/// Labels of the axis, and caption under them.
const FOOTER: i32 = 64;
/// A bar with the gap to the next.
const BAR: i32 = 18;
/// Between two groups.
const GAP: i32 = 16;
/// Room for the number behind the longest bar.
const NUMBER: i32 = 80;

/// A figure of bars, one a series in each group, 1600 pixels wide and as high as they need.
#[derive(Debug, Clone)]
pub struct Bars {
    title: String,
    unit: String,
    caption: String,
    series: Vec<String>,
    groups: Vec<(String, Vec<Option<f64>>)>,
}

impl Bars {
    /// No bars yet; they will be measured in `unit`.
    pub fn new(title: impl Into<String>, unit: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            unit: unit.into(),
            caption: String::new(),
            series: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// A line of small print under the bars.
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = caption.into();
        self
    }

    /// Adds a series.
    pub fn series(mut self, name: impl Into<String>) -> Self {
        self.series.push(name.into());
        self
    }

    /// Adds a group below: a value from zero up for every series, or none.
    pub fn group(
        mut self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = Option<f64>>,
    ) -> Self {
        self.groups
            .push((name.into(), values.into_iter().collect()));
        self
    }

    /// Draws and writes the picture.
    ///
    /// # Errors
    ///
    /// [`PictureError`], which names the file.
    pub fn write_png(&self, path: &Path) -> Result<(), PictureError> {
        save(path, &self.to_png()?)
    }

    /// Draws the picture and gives the PNG file's bytes.
    ///
    /// # Errors
    ///
    /// [`PictureError::Encode`].
    pub fn to_png(&self) -> Result<Vec<u8>, PictureError> {
        let drawn = |values: &[Option<f64>]| values.iter().flatten().count() as i32;
        let heights = self.groups.iter().map(|(_, v)| drawn(v) * BAR + GAP);
        let names = self.groups.iter().map(|(name, _)| Font::Label.width(name));
        let left = MARGIN + names.max().unwrap_or(0) + 12;
        let plot = Area {
            x: left,
            y: HEADER,
            width: (WIDTH - MARGIN - NUMBER - left).max(1),
            height: heights.sum::<i32>() + GAP,
        };
        let values = self.groups.iter().flat_map(|(_, values)| values);
        let most = values.flatten().copied().filter(|v| v.is_finite());
        let axis = Axis::linear("", 0.0, most.fold(0.0, f64::max));
        let mut canvas = Canvas::new(WIDTH, plot.bottom() + FOOTER);
        self.draw_header(&mut canvas);
        self.draw_axis(&mut canvas, plot, &axis);
        let mut y = plot.y + GAP;
        for (name, values) in &self.groups {
            let middle = y + drawn(values) * BAR / 2;
            let at = (left - 12, middle);
            canvas.text(at, name, Font::Label, Colour::INK, Anchor::Right);
            for (index, value) in values.iter().enumerate() {
                let Some(value) = value else { continue };
                let bar = Area {
                    y,
                    width: (axis.position(*value) * f64::from(plot.width)) as i32,
                    height: BAR - 3,
                    ..plot
                };
                canvas.fill(bar, colour(index));
                let at = (bar.right() + 6, y + bar.height / 2);
                let text = number(*value);
                canvas.text(at, &text, Font::Small, Colour::GREY, Anchor::Left);
                y += BAR;
            }
            y += GAP;
        }
        canvas.png()
    }

    fn draw_header(&self, canvas: &mut Canvas) {
        let at = (MARGIN, MARGIN + 10);
        canvas.text(at, &self.title, Font::Title, Colour::INK, Anchor::Left);
        let mut x = MARGIN;
        for (index, name) in self.series.iter().enumerate() {
            let y = MARGIN + 38;
            let swatch = Area {
                x,
                y: y - 7,
                width: 14,
                height: 14,
            };
            canvas.fill(swatch, colour(index));
            canvas.text((x + 20, y), name, Font::Label, Colour::INK, Anchor::Left);
            x += 20 + Font::Label.width(name) + 24;
        }
    }

    fn draw_axis(&self, canvas: &mut Canvas, plot: Area, axis: &Axis) {
        canvas.fill(plot, Colour::GROUND);
        let ticks = axis.ticks(12);
        for (index, tick) in ticks.iter().enumerate() {
            let x = plot.x + (axis.position(tick.value) * f64::from(plot.width)) as i32;
            let line = Area {
                x,
                width: 1,
                ..plot
            };
            canvas.fill(line, Colour::FAINT);
            let label = match index + 1 == ticks.len() {
                true => format!("{} {}", tick.label, self.unit),
                false => tick.label.clone(),
            };
            let at = (x, plot.bottom() + 8);
            canvas.text(at, &label, Font::Small, Colour::GREY, Anchor::Top);
        }
        canvas.frame(plot, Colour::GREY);
        let at = (MARGIN, plot.bottom() + FOOTER - 20);
        canvas.text(at, &self.caption, Font::Small, Colour::GREY, Anchor::Left);
    }
}

fn colour(index: usize) -> Colour {
    Colour::ON_LIGHT[index % Colour::ON_LIGHT.len()]
}

/// Two significant digits, or all before the point.
fn number(value: f64) -> String {
    let digits = if value >= 10.0 { 0 } else { 1 };
    format!("{value:.digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Width and colours of a picture.
    fn pixels(bars: &Bars) -> (usize, Vec<Colour>) {
        let bytes = bars.to_png().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        let colours = bytes.as_chunks::<3>().0.iter();
        let colours = colours.map(|[r, g, b]| Colour(*r, *g, *b));
        (info.width as usize, colours.collect())
    }

    #[test]
    fn bars_are_as_long_as_their_values() {
        let bars = Bars::new("title", "ms")
            .series("a")
            .series("b")
            .group("one", [Some(10.0), Some(5.0)])
            .group("two", [None, Some(2.5)]);
        let (width, pixels) = pixels(&bars);
        let lengths = |colour| -> Vec<usize> {
            let below_the_legend = pixels.chunks_exact(width).skip(HEADER as usize);
            let rows = below_the_legend.map(|row| row.iter().filter(|p| **p == colour).count());
            let mut lengths: Vec<usize> = rows.filter(|length| *length > 0).collect();
            lengths.dedup();
            lengths
        };
        let [longest] = lengths(colour(0))[..] else {
            panic!("one bar of the first series")
        };
        assert!(longest > 1000);
        let second = lengths(colour(1));
        assert_eq!(second.len(), 2);
        for (length, share) in second.iter().zip([0.5, 0.25]) {
            let off = *length as f64 - longest as f64 * share;
            assert!(off.abs() <= 1.0, "{length} of {longest}");
        }
    }

    #[test]
    fn nothing_to_draw_is_still_a_picture() {
        assert!(Bars::new("", "").to_png().is_ok());
    }
}
