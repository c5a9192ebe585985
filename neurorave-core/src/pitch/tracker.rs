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
/// A sound of some period has its power in every stretch as long as the period. Where the latest
/// such stretch has these levels, in dB of the whole window, the sound is over.
const OVER_DB: (f32, f32) = (-24.0, -12.0);

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
    /// Samples since the last voiced block.
    unvoiced: usize,
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
            unvoiced: usize::MAX,
            start_hz,
            delay: longest / 2,
        }
    }

    /// Takes the next block (`hop` samples; another length only shifts the trade between steady
    /// and quick) and gives the pitch of the latest window. NaN and infinities count as 0.
    pub fn push(&mut self, block: &[f32]) -> Pitch {
        self.remember(block);
        let length = self.history.len();
        let voice = Voice {
            period: self.rate / self.last.hz,
            recent: self.unvoiced < length,
        };
        let mut power = 0.0;
        for (window, band) in self.bands.iter_mut().enumerate() {
            let recent = &self.history[length - band.nsdf.window()..];
            power = band.nsdf.analyse(recent);
            for peak in band.nsdf.peaks(band.shortest, band.longest) {
                if peak.height > FAINT {
                    let stretch = &recent[recent.len() - voice.stretch(peak.lag)..];
                    let alive = ramp(decibels(mean_square(stretch) / power), OVER_DB);
                    let height = peak.height * alive;
                    self.path.offer(peak.lag.log2(), height, window);
                }
            }
        }
        let level = ramp(decibels(power), LEVEL_DB);
        self.last.voicing = 0.0;
        self.unvoiced = self.unvoiced.saturating_add(block.len());
        if let Some(chosen) = self.path.choose(1.0 - level) {
            let nsdf = &self.bands[chosen.window].nsdf;
            let peak = Peak {
                lag: chosen.octave.exp2(),
                height: chosen.height,
            };
            self.last.hz = self.rate / nsdf.refine(peak);
            self.last.voicing = level * ramp(chosen.height, VOICING);
            self.delay = nsdf.window() / 2;
            self.unvoiced = 0;
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
        self.unvoiced = usize::MAX;
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

/// What was heard until now.
struct Voice {
    /// In samples.
    period: f32,
    /// It is in the longest window still.
    recent: bool,
}

impl Voice {
    /// How many of the latest samples must be alive for a candidate of this period. When a note
    /// stops, long windows go on hearing multiples of its period after the shorter ones are
    /// empty; so such a multiple is held to the period of the note.
    fn stretch(&self, lag: f32) -> usize {
        let ratio = lag / self.period;
        let multiple = self.recent && ratio > 1.5 && (ratio - ratio.round()).abs() < 0.03 * ratio;
        if multiple {
            self.period as usize
        } else {
            lag as usize
        }
    }
}

fn mean_square(x: &[f32]) -> f32 {
    x.iter().map(|v| v * v).sum::<f32>() / x.len() as f32
}

fn decibels(power: f32) -> f32 {
    10.0 * (power + 1e-20).log10()
}

/// 0 at and below `from`, 1 at and above `to`, straight between.
fn ramp(x: f32, (from, to): (f32, f32)) -> f32 {
    ((x - from) / (to - from)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pitch::{Excitation, Noise};
    use std::f32::consts::TAU;

    const RATE: f32 = 44100.0;
    const HOP: usize = 512;

    fn tracker() -> Tracker {
        Tracker::new(RATE, HOP, 32.0, 3000.0)
    }

    fn cents(hz: f32, reference: f32) -> f32 {
        1200.0 * (hz / reference).log2()
    }

    /// The last of many answers to a sound.
    fn settled(sound: impl Fn(usize) -> f32) -> Pitch {
        let mut tracker = tracker();
        let sound: Vec<f32> = (0..40 * HOP).map(sound).collect();
        let mut last = tracker.last;
        for block in sound.chunks(HOP) {
            last = tracker.push(block);
        }
        last
    }

    #[test]
    fn sines_and_pulses_across_the_range() {
        for step in 0..60 {
            let hz = 33.0 * (step as f32 / 59.0 * (2900.0_f32 / 33.0).log2()).exp2();
            let sine = settled(|i| {
                0.1 * (f64::from(TAU) * f64::from(hz) * i as f64 / 44100.0).sin() as f32
            });
            assert!(sine.voicing > 0.95, "sine {hz} Hz: {sine:?}");
            assert!(cents(sine.hz, hz).abs() < 4.0, "sine {hz} Hz: {sine:?}");
            let mut pulses = vec![0.0; 40 * HOP];
            Excitation::new(RATE).render(Pitch { hz, voicing: 1.0 }, &mut pulses);
            let pulse = settled(|i| 0.1 * pulses[i]);
            assert!(pulse.voicing > 0.95, "pulses {hz} Hz: {pulse:?}");
            assert!(cents(pulse.hz, hz).abs() < 4.0, "pulses {hz} Hz: {pulse:?}");
        }
    }

    #[test]
    fn a_missing_fundamental_is_heard() {
        let pitch = settled(|i| {
            let t = TAU * 110.0 * i as f32 / RATE;
            0.1 * ((3.0 * t).sin() + (4.0 * t).sin() + (5.0 * t).sin())
        });
        assert!(cents(pitch.hz, 110.0).abs() < 5.0, "{pitch:?}");
    }

    #[test]
    fn vibrato_keeps_its_depth() {
        // 440 Hz, ±50 cents, 6 Hz: the window's centre is where the pitch belongs.
        let mut tracker = tracker();
        let mut phase = 0.0_f64;
        let (mut widest, mut worst) = (0.0_f32, 0.0_f32);
        let at = |i: f64| 50.0 * (f64::from(TAU) * 6.0 * i / 44100.0).sin();
        for block in 0..86 {
            let mut sound = [0.0; HOP];
            for (i, x) in sound.iter_mut().enumerate() {
                let now = (block * HOP + i) as f64;
                phase += f64::from(TAU) * 440.0 * (at(now) / 1200.0).exp2() / 44100.0;
                *x = 0.1 * (phase.sin() + 0.5 * (2.0 * phase).sin()) as f32;
            }
            let found = cents(tracker.push(&sound).hz, 440.0);
            if block > 8 {
                let centre = ((block + 1) * HOP - tracker.delay_samples()) as f64;
                worst = worst.max((found - at(centre) as f32).abs());
                widest = widest.max(found.abs());
            }
        }
        assert!(widest > 45.0, "depth {widest} cents of 50");
        assert!(worst < 6.0, "{worst} cents off");
    }

    #[test]
    fn silence_and_noise_have_no_pitch_and_the_last_is_held() {
        let mut tracker = tracker();
        let mut block = [0.0; HOP];
        let mut source = Excitation::new(RATE);
        for _ in 0..20 {
            source.render(
                Pitch {
                    hz: 220.0,
                    voicing: 0.1,
                },
                &mut block,
            );
            tracker.push(&block);
        }
        let held = tracker.last.hz;
        assert!(cents(held, 220.0).abs() < 4.0);
        let mut noise = Noise::new(5);
        let mut last = tracker.last;
        for i in 0..100 {
            noise.fill(&mut block);
            last = tracker.push(&if i < 50 { [0.0; HOP] } else { block });
        }
        assert_eq!(last.voicing, 0.0);
        assert!(cents(last.hz, 220.0).abs() < 100.0, "{last:?}");
    }

    #[test]
    fn bad_input_is_silence() {
        let (mut bad, mut good) = (tracker(), tracker());
        for i in 0..40 {
            let mut block = [0.0_f32; HOP];
            for (j, x) in block.iter_mut().enumerate() {
                *x = (TAU * 300.0 * (i * HOP + j) as f32 / RATE).sin();
            }
            block[7] = 0.0;
            let expected = good.push(&block);
            block[7] = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY][i % 3];
            assert_eq!(bad.push(&block), expected);
        }
        let huge = bad.push(&[f32::MAX; HOP]);
        assert!(huge.hz.is_finite() && huge.voicing.is_finite());
    }

    #[test]
    fn reset_is_a_fresh_start() {
        let mut noise = Noise::new(9);
        let mut used = tracker();
        let mut block = [0.0; HOP];
        for _ in 0..10 {
            noise.fill(&mut block);
            used.push(&block);
        }
        used.reset();
        let mut fresh = tracker();
        let mut source = Excitation::new(RATE);
        for _ in 0..10 {
            source.render(
                Pitch {
                    hz: 97.0,
                    voicing: 0.5,
                },
                &mut block,
            );
            assert_eq!(used.push(&block), fresh.push(&block));
        }
        assert_eq!(used.delay_samples(), fresh.delay_samples());
    }

    #[test]
    fn other_rates_blocks_and_ranges() {
        for (rate, hop, low, high) in [
            (48000.0, 64, 60.0, 500.0),
            (8000.0, 4096, 80.0, 9000.0),
            (96000.0, 1000, 1.0, 200.0),
        ] {
            let mut tracker = Tracker::new(rate, hop, low, high);
            let sound: Vec<f32> = (0..rate as usize)
                .map(|i| (TAU * 150.0 * i as f32 / rate).sin())
                .collect();
            let last = sound
                .chunks_exact(hop)
                .map(|block| tracker.push(block))
                .last()
                .unwrap();
            assert!(cents(last.hz, 150.0).abs() < 5.0, "{rate} Hz: {last:?}");
        }
    }
}
