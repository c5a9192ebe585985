use super::Pitch;
use super::nsdf::{Nsdf, Peak};
use super::path::Path;
use super::prefilter::Prefilter;

/// Windows in seconds, each with the lowest pitch in Hz that it serves: two to six periods, so
/// that low notes are resolved and high ones keep their vibrato.
const WINDOWS: [(f64, f64); 3] = [
    (1024.0 / 44100.0, 250.0),
    (2048.0 / 44100.0, 90.0),
    (3072.0 / 44100.0, 0.0),
];
/// Maxima below this are never a pitch.
const FAINT: f32 = 0.3;
/// Voicing rises from 0 to 1 over these heights of the maximum.
const VOICING: (f32, f32) = (0.4, 0.75);
/// Below the first level, in dBFS of the longest window, nothing is voiced; above the second,
/// level does not matter.
const LEVEL_DB: (f32, f32) = (-75.0, -65.0);

/// Follows the pitch of one monophonic voice.
///
/// Maxima of the normalised square difference function in windows of 23 to 70 ms are candidates;
/// a path through the candidates of successive blocks decides between octaves. Causal: all windows
/// end with the block's last sample. [`push`](Self::push) does not allocate.
pub struct Tracker {
    rate: f32,
    prefilter: Prefilter,
    /// The latest samples, as many as the longest window has.
    history: Vec<f32>,
    bands: Vec<Band>,
    path: Path,
    last: Pitch,
    start_hz: f32,
    delay: usize,
}

/// One window and the lags for which it is asked.
struct Band {
    nsdf: Nsdf,
    shortest: usize,
    longest: usize,
}

impl Tracker {
    /// At `rate` Hz, in blocks of `hop` samples, for pitches in `min_hz ..= max_hz`; the range is
    /// narrowed to what a window of 70 ms can tell (two periods, 29 Hz).
    pub fn new(rate: f32, hop: usize, min_hz: f32, max_hz: f32) -> Self {
        let wide = f64::from(rate);
        let (min, max) = (
            f64::from(min_hz).max(29.0),
            f64::from(max_hz).min(wide / 4.0),
        );
        let mut bands = Vec::new();
        let mut top = max;
        for (seconds, lowest) in WINDOWS {
            let low = lowest.max(min);
            if low >= top {
                continue;
            }
            let window = (seconds * wide).round() as usize;
            let longest = (wide / low).ceil() as usize;
            bands.push(Band {
                nsdf: Nsdf::new(window, (longest + 2).max(window / 2)),
                shortest: (wide / top).floor() as usize,
                longest,
            });
            top = low;
        }
        let longest = bands.last().map_or(0, |band| band.nsdf.window());
        let start_hz = (min * max).sqrt() as f32;
        Self {
            rate,
            prefilter: Prefilter::new(wide),
            history: vec![0.0; longest],
            bands,
            path: Path::new(hop as f32 / rate, (wide / max).log2() as f32),
            last: Pitch {
                hz: start_hz,
                voicing: 0.0,
            },
            start_hz,
            delay: longest / 2,
        }
    }

    /// Takes the next block (`hop` samples; another length only shifts the trade between steady
    /// and quick) and gives the pitch of the latest window. NaN and infinities count as 0.
    pub fn push(&mut self, block: &[f32]) -> Pitch {
        self.remember(block);
        let length = self.history.len();
        let mut power = 0.0;
        for (window, band) in self.bands.iter_mut().enumerate() {
            power = band
                .nsdf
                .analyse(&self.history[length - band.nsdf.window()..]);
            for peak in band.nsdf.peaks(band.shortest, band.longest) {
                if peak.height > FAINT {
                    self.path.offer(peak.lag.log2(), peak.height, window);
                }
            }
        }
        let level = ramp(10.0 * (power + 1e-20).log10(), LEVEL_DB);
        self.last.voicing = 0.0;
        if let Some(chosen) = self.path.choose(1.0 - level) {
            let nsdf = &self.bands[chosen.window].nsdf;
            let peak = Peak {
                lag: chosen.octave.exp2(),
                height: chosen.height,
            };
            self.last.hz = self.rate / nsdf.refine(peak);
            self.last.voicing = level * ramp(chosen.height, VOICING);
            self.delay = nsdf.window() / 2;
        }
        self.last
    }

    /// As if nothing had been heard yet.
    pub fn reset(&mut self) {
        self.prefilter.reset();
        self.path.reset();
        self.history.fill(0.0);
        self.last = Pitch {
            hz: self.start_hz,
            voicing: 0.0,
        };
        self.delay = self.history.len() / 2;
    }

    /// How far the centre of the window behind the last voiced answer lies before the end of the
    /// block: about 12 ms above 250 Hz, 23 ms above 90 Hz, 35 ms below.
    pub fn delay_samples(&self) -> usize {
        self.delay
    }

    fn remember(&mut self, block: &[f32]) {
        let length = self.history.len();
        let kept = length.saturating_sub(block.len());
        self.history.copy_within(length - kept.., 0);
        let skipped = block.len().saturating_sub(length);
        for &sample in &block[..skipped] {
            self.prefilter.next(sample);
        }
        for (slot, &sample) in self.history[kept..].iter_mut().zip(&block[skipped..]) {
            *slot = self.prefilter.next(sample);
        }
    }
}

/// 0 at and below `from`, 1 at and above `to`, straight between.
fn ramp(x: f32, (from, to): (f32, f32)) -> f32 {
    ((x - from) / (to - from)).clamp(0.0, 1.0)
}
