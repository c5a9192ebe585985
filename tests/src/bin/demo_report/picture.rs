//! The picture: what was fed above what was played, with the curves over it.

use std::path::Path;

use neurorave_core::model_file::manifest::Manifest;
use nrave::picture::{Axis, Colour, Figure, Line, Panel, PictureError, SpectrogramView};

use crate::curve::Curve;
use crate::patch::{SEGMENTS, Take};

/// Draws `take`, its latency taken out so that both sounds share one time.
pub fn draw(
    take: &Take,
    model: &Manifest,
    curves: &[Curve],
    file: &Path,
) -> Result<(), PictureError> {
    let length = SEGMENTS * take.segment;
    let seconds = length as f64 / f64::from(take.rate);
    let view = SpectrogramView::default();
    let above = Panel::spectrogram("fed", &take.fed[..length], take.rate, &view)
        .time(0.0, seconds)
        .weight(0.6);
    let mut below = Panel::spectrogram("played", &take.answer()[..length], take.rate, &view)
        .right_axis(Axis::linear("normalised", -1.2, 1.2))
        .time(0.0, seconds);
    for (curve, colour) in curves.iter().zip(Colour::ON_DARK) {
        let requested = curve
            .frames
            .iter()
            .map(|frame| (frame.time, f64::from(frame.requested)));
        // A value that is not finite interrupts the line.
        let measured = curve
            .frames
            .iter()
            .map(|frame| (frame.time, frame.measured.map_or(f64::NAN, f64::from)));
        below = below
            .right_line(
                Line::new(format!("{} requested", curve.name), requested)
                    .dashed()
                    .colour(colour),
            )
            .right_line(Line::new("measured", measured).colour(colour));
    }
    let segment = take.segment as f64 / f64::from(take.rate);
    let names: Vec<_> = curves.iter().map(|curve| curve.name.as_str()).collect();
    Figure::new(format!("spoken digits through {}, in Pure Data", model.name))
        .caption(format!(
            "One recording four times, {segment:.1} s each: everything follows it, then {} in turn are swept \
             from -0.8 to 0.8 and back. 1 and -1 are the ends of the range in the training sounds.",
            names.join(", ")
        ))
        .row([above])
        .row([below])
        .write_png(file)
}
