//! A spectrogram by itself: no axes, no title, to lie under a player.

use super::error::save;
use super::spectrogram::Spectrogram;
use super::{Axis, Colour, PictureError, SpectrogramView};
use std::path::Path;

/// Pixels.
const WIDTH: usize = 480;
const HEIGHT: usize = 160;

/// A bare spectrogram of 480 × 160 pixels, all of the sound from edge to edge.
#[derive(Debug, Clone)]
pub struct Strip {
    sound: Spectrogram,
    rate: u32,
}

impl Strip {
    /// Of `samples` at `rate` Hz.
    pub fn new(samples: &[f32], rate: u32, view: &SpectrogramView) -> Self {
        Self {
            sound: Spectrogram::new(samples, rate, view),
            rate,
        }
    }

    /// Draws and writes the picture.
    ///
    /// # Errors
    ///
    /// [`PictureError`], which names the file.
    pub fn write_png(&self, path: &Path) -> Result<(), PictureError> {
        save(path, &self.to_png()?)
    }

    /// Draws the picture and gives the PNG file's bytes: a byte a pixel, a palette of 256 levels.
    ///
    /// # Errors
    ///
    /// [`PictureError::Encode`].
    pub fn to_png(&self) -> Result<Vec<u8>, PictureError> {
        let x = Axis::linear("s", 0.0, self.sound.seconds());
        let y = self.sound.view.axis(self.rate);
        let levels = self.sound.levels(&x, &y, WIDTH, HEIGHT);
        let range = self.sound.view.range_db.max(1.0);
        let mut pixels = vec![0u8; WIDTH * HEIGHT];
        for (i, db) in levels.db.iter().enumerate() {
            let (column, row) = (i / levels.height, i % levels.height);
            let level = (1.0 + (db - levels.top_db) / range).clamp(0.0, 1.0);
            pixels[(HEIGHT - 1 - row) * WIDTH + column] = (level * 255.0).round() as u8;
        }
        let colours = (0..=255u8).map(|level| Colour::magma(f32::from(level) / 255.0));
        let palette: Vec<u8> = colours.flat_map(|c| [c.0, c.1, c.2]).collect();
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&pixels)?;
        writer.finish()?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_is_a_bright_line_at_its_height() {
        let tone: Vec<f32> = (0..44_100)
            .map(|n| (std::f32::consts::TAU * 5000.0 * n as f32 / 44_100.0).sin())
            .collect();
        let view = SpectrogramView::linear(10_000.0);
        let bytes = Strip::new(&tone, 44_100, &view).to_png().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let column: Vec<u8> = (0..HEIGHT)
            .map(|row| pixels[row * WIDTH + WIDTH / 2])
            .collect();
        let brightest = (0..HEIGHT).max_by_key(|row| column[*row]).unwrap();
        assert!((78..=82).contains(&brightest), "{brightest}");
        assert!(column[10] < 60 && column[150] < 60);
        assert!(Strip::new(&[], 44_100, &view).to_png().is_ok());
    }
}
