//! Pictures of sound: spectrograms and curves, as PNG; and bars; and a [`Canvas`] for what else there
//! is to draw.
//!
//! A [`Figure`] is a grid of [`Panel`]s under a title. All panels of a figure share their left and
//! right margins, so that time lines up from one row to the next.
//!
//! ```no_run
//! use nrave::picture::{Axis, Figure, Line, Panel, SpectrogramView};
//!
//! # fn main() -> Result<(), nrave::picture::PictureError> {
//! let rate = 44_100;
//! let samples = vec![0.0f32; rate as usize];
//! let requested = Line::new("requested", [(0.0, -0.8), (1.0, 0.8)]).dashed();
//! let measured = Line::new("measured", [(0.0, -0.7), (1.0, 0.75)]);
//! Figure::new("centroid swept")
//!     .row([Panel::spectrogram("output", &samples, rate, &SpectrogramView::default())])
//!     .row([Panel::curves("centroid", Axis::linear("normalised", -1.0, 1.0))
//!         .line(requested)
//!         .line(measured)])
//!     .write_png("sweep.png".as_ref())
//! # }
//! ```

mod axis;
mod bars;
mod canvas;
mod colour;
mod error;
mod figure;
mod lettering;
mod line;
mod panel;
mod plot;
mod spectrogram;
mod strip;

pub use axis::Axis;
pub use bars::Bars;
pub use canvas::{Area, Canvas};
pub use colour::Colour;
pub use error::PictureError;
pub use figure::Figure;
pub use line::Line;
pub use panel::Panel;
pub use spectrogram::SpectrogramView;
pub use strip::Strip;
