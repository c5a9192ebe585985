//! A page of panels.

use super::canvas::{Anchor, Area, Canvas, Font};
use super::error::save;
use super::panel::Panel;
use super::plot::{FOOTER, HEADER};
use super::{Colour, PictureError};
use std::path::Path;

/// Room around everything, in pixels.
const MARGIN: i32 = 24;
/// Height of the title.
const TITLE: i32 = 40;
/// Height of the caption.
const CAPTION: i32 = 24;
/// A plot is never smaller than this.
const LEAST: i32 = 40;

/// A grid of panels under a title, on white.
#[derive(Debug, Clone)]
pub struct Figure {
    title: String,
    caption: String,
    width: i32,
    height: i32,
    rows: Vec<Vec<Panel>>,
}

impl Figure {
    /// A figure of 1600 × 1000 pixels.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            caption: String::new(),
            width: 1600,
            height: 1000,
            rows: Vec::new(),
        }
    }

    /// Of this size in pixels: 400…8000 wide, 200…8000 high.
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.width = width.clamp(400, 8000) as i32;
        self.height = height.clamp(200, 8000) as i32;
        self
    }

    /// A line of small print under the panels.
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = caption.into();
        self
    }

    /// Adds a row below: panels side by side, equally wide. The first one's weight is the row's.
    pub fn row(mut self, panels: impl IntoIterator<Item = Panel>) -> Self {
        self.rows.push(panels.into_iter().collect());
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
        let mut canvas = Canvas::new(self.width, self.height);
        canvas.text(
            (MARGIN, MARGIN + 10),
            &self.title,
            Font::Title,
            Colour::INK,
            Anchor::Left,
        );
        if !self.caption.is_empty() {
            let at = (MARGIN, self.height - MARGIN / 2 - 8);
            canvas.text(at, &self.caption, Font::Small, Colour::GREY, Anchor::Left);
        }
        let mut top = MARGIN + TITLE;
        for (i, row) in self.rows.iter().enumerate() {
            let height = self.plot_height(row);
            for (panel, area) in row.iter().zip(self.plots(row.len(), top + HEADER, height)) {
                panel.draw(&mut canvas, area, i + 1 == self.rows.len());
            }
            top += HEADER + height + FOOTER;
        }
        canvas.png()
    }

    /// The height of a row's plots: its share of what titles and labels leave.
    fn plot_height(&self, row: &[Panel]) -> i32 {
        let weight = |row: &[Panel]| row.first().map_or(1.0, |panel| panel.weight);
        let all: f64 = self.rows.iter().map(|row| weight(row)).sum();
        let caption = if self.caption.is_empty() { 0 } else { CAPTION };
        let labels = (HEADER + FOOTER) * self.rows.len() as i32;
        let room = self.height - MARGIN - TITLE - MARGIN / 2 - caption - labels;
        ((f64::from(room) * weight(row) / all) as i32).max(LEAST)
    }

    /// The plots of a row of `count` panels. The margins are the figure's widest in every row.
    fn plots(&self, count: usize, y: i32, height: i32) -> Vec<Area> {
        let panels = || self.rows.iter().flatten();
        let left = panels().map(Panel::left_margin).max().unwrap_or(0);
        let right = panels().map(Panel::right_margin).max().unwrap_or(0);
        let count = count.max(1) as i32;
        let cell = (self.width - 2 * MARGIN) / count;
        let width = (cell - left - right).max(LEAST);
        (0..count)
            .map(|i| Area {
                x: MARGIN + i * cell + left,
                y,
                width,
                height,
            })
            .collect()
    }
}
