//! Input beside output, for the eye.

use super::EvaluateError;
use super::spread::spread;
use crate::audio::Audio;
use crate::picture::{Figure, Panel, SpectrogramView};
use crate::render::{RenderOptions, render};
use std::path::Path;

/// Seconds shown.
const SECONDS: f64 = 1.5;
/// Hertz shown.
const TOP_HZ: f64 = 10_000.0;

/// Spectrograms of four of `recordings`, evenly spread, each above what the model makes of it.
pub fn four_notes(
    model: &Path,
    recordings: &[(String, Audio)],
    path: &Path,
) -> Result<(), EvaluateError> {
    let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
    let view = SpectrogramView::linear(TOP_HZ);
    for (name, audio) in spread(recordings, 4) {
        let output = render(
            model,
            &RenderOptions {
                align: true,
                ..RenderOptions::default()
            },
            audio,
        )?;
        let panel = |title: &str, audio: &Audio| {
            let shown = audio
                .frames()
                .min((SECONDS * f64::from(audio.rate)) as usize);
            Panel::spectrogram(title, &audio.channels[0][..shown], audio.rate, &view)
        };
        inputs.push(panel(name, audio));
        outputs.push(panel("through the model", &output));
    }
    let title = "Recordings that the model was not trained on, and what it makes of them";
    Ok(Figure::new(title)
        .size(2000, 1100)
        .row(inputs)
        .row(outputs)
        .write_png(path)?)
}
