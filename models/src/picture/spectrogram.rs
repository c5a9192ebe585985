//! Short-time spectra, one a pixel column.

use super::Axis;
use neurorave_core::window::hann;
use realfft::RealFftPlanner;

/// How a spectrogram is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct SpectrogramView {
    /// Samples of the Hann window: 4096 tells low partials apart, 1024 shows attacks.
    pub window: usize,
    /// Lowest frequency in Hz.
    pub min_hz: f64,
    /// Highest frequency in Hz; limited to half the sample rate.
    pub max_hz: f64,
    /// Octaves at equal distances instead of hertz.
    pub log: bool,
    /// Level that is white, in dB relative to a sine of full scale; `None`: the loudest point of
    /// the panel. Fix it to compare panels.
    pub top_db: Option<f32>,
    /// Levels from black to white, in dB.
    pub range_db: f32,
    /// What a panel shows where `samples` ends before it: seconds of the time axis; `None`: the
    /// length of the sound.
    pub seconds: Option<f64>,
}

impl Default for SpectrogramView {
    /// 40 Hz…20 kHz, logarithmic, 80 dB below the loudest point, window of 4096 samples.
    fn default() -> Self {
        Self {
            window: 4096,
            min_hz: 40.0,
            max_hz: 20_000.0,
            log: true,
            top_db: None,
            range_db: 80.0,
            seconds: None,
        }
    }
}

impl SpectrogramView {
    /// Evenly spaced hertz from 0 to `max_hz`: the partials of a tone at equal distances.
    pub fn linear(max_hz: f64) -> Self {
        Self {
            log: false,
            min_hz: 0.0,
            max_hz,
            ..Self::default()
        }
    }

    pub(super) fn axis(&self, rate: u32) -> Axis {
        let max = self.max_hz.min(f64::from(rate) / 2.0);
        if self.log {
            Axis::log("Hz", self.min_hz.clamp(1.0, max / 2.0), max)
        } else {
            Axis::linear("Hz", self.min_hz.min(max), max)
        }
    }
}

/// Sound as it waits to be drawn.
#[derive(Debug, Clone)]
pub(super) struct Spectrogram {
    samples: Vec<f32>,
    rate: u32,
    pub(super) view: SpectrogramView,
}

/// Levels in dB, `width` columns of `height` values each, lowest frequency first.
pub(super) struct Levels {
    pub(super) height: usize,
    pub(super) db: Vec<f32>,
    /// Level drawn brightest.
    pub(super) top_db: f32,
}

impl Spectrogram {
    pub(super) fn new(samples: &[f32], rate: u32, view: &SpectrogramView) -> Self {
        Self {
            samples: samples.to_vec(),
            rate: rate.max(1),
            view: view.clone(),
        }
    }

    pub(super) fn seconds(&self) -> f64 {
        let own = self.samples.len() as f64 / f64::from(self.rate);
        self.view.seconds.unwrap_or(own).max(1e-3)
    }

    /// One spectrum a column, its window centred on the middle of the column's time.
    pub(super) fn levels(&self, x: &Axis, y: &Axis, width: usize, height: usize) -> Levels {
        let window_length = self.view.window.clamp(64, 1 << 16).next_power_of_two();
        let window = hann(window_length);
        // A full-scale sine peaks at half the sum of the window.
        let scale = 2.0 / window.iter().sum::<f32>();
        let fft = RealFftPlanner::<f32>::new().plan_fft_forward(window_length);
        let mut frame = fft.make_input_vec();
        let mut spectrum = fft.make_output_vec();
        let mut scratch = fft.make_scratch_vec();
        let bin_hz = f64::from(self.rate) / window_length as f64;
        let edges: Vec<f64> = (0..=height)
            .map(|row| y.value(row as f64 / height as f64) / bin_hz)
            .collect();

        let mut db = Vec::with_capacity(width * height);
        for column in 0..width {
            let time = x.value((column as f64 + 0.5) / width as f64);
            let start = (time * f64::from(self.rate)).round() as i64 - window_length as i64 / 2;
            for (i, (slot, weight)) in frame.iter_mut().zip(&window).enumerate() {
                let at = usize::try_from(start + i as i64).ok();
                *slot = at
                    .and_then(|at| self.samples.get(at))
                    .map_or(0.0, |s| s * weight * scale);
            }
            fft.process_with_scratch(&mut frame, &mut spectrum, &mut scratch)
                .expect("buffers made by the transform itself");
            let bins: Vec<f32> = spectrum
                .iter()
                .map(|c| 10.0 * c.norm_sqr().max(1e-20).log10())
                .collect();
            db.extend(edges.windows(2).map(|edge| level(&bins, edge[0], edge[1])));
        }
        let loudest = db
            .iter()
            .copied()
            .filter(|v| v.is_finite())
            .fold(-120.0, f32::max);
        Levels {
            height,
            db,
            top_db: self.view.top_db.unwrap_or(loudest),
        }
    }
}

/// The level between two places on the bin scale: the loudest bin where there are several,
/// else what lies between the two nearest.
fn level(bins: &[f32], from: f64, to: f64) -> f32 {
    let last = bins.len() - 1;
    let at = |place: f64| {
        let place = place.clamp(0.0, last as f64);
        let below = (place as usize).min(last.saturating_sub(1));
        let share = (place - below as f64) as f32;
        bins[below] + (bins[(below + 1).min(last)] - bins[below]) * share
    };
    let whole = (from.ceil().max(0.0) as usize)..=(to.floor().max(0.0) as usize).min(last);
    let inside = bins.get(whole).unwrap_or_default().iter().copied();
    inside.fold(at((from + to) / 2.0), f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_scale_sine_is_zero_db_at_its_place() {
        let rate = 44_100;
        let sine: Vec<f32> = (0..rate)
            .map(|n| (std::f64::consts::TAU * 1000.0 * f64::from(n) / f64::from(rate)).sin() as f32)
            .collect();
        for view in [SpectrogramView::default(), SpectrogramView::linear(8000.0)] {
            let spectrogram = Spectrogram::new(&sine, rate as u32, &view);
            let y = view.axis(rate as u32);
            let x = Axis::linear("s", 0.0, spectrogram.seconds());
            let levels = spectrogram.levels(&x, &y, 10, 400);
            assert!(levels.top_db.abs() < 1.5, "{}", levels.top_db);
            let column = &levels.db[5 * 400..6 * 400];
            let loudest = (0..400)
                .max_by(|a, b| column[*a].total_cmp(&column[*b]))
                .unwrap();
            let hz = y.value((loudest as f64 + 0.5) / 400.0);
            assert!((hz - 1000.0).abs() < 25.0, "{hz}");
        }
    }

    #[test]
    fn no_sound_is_no_problem() {
        let view = SpectrogramView::default();
        let spectrogram = Spectrogram::new(&[], 44_100, &view);
        let levels = spectrogram.levels(&Axis::linear("s", 0.0, 1.0), &view.axis(44_100), 3, 3);
        assert!(levels.db.iter().all(|v| v.is_finite()));
    }
}
