//! Sharpness and booming of the output against what was asked for, exactly as
//! [`neurorave_core::descriptors`] measures them, with the gradient worked out by hand.
//!
//! Audio goes through the third-octave band-passes to levels, levels through the loudness pattern
//! to the two values. The filters are linear: their adjoint is the same filter backwards in time.
//! The pattern has no simple derivative and only 28 inputs: its Jacobian is measured by
//! differences, on the measuring code itself. Filters run at the full rate here and at halved rates
//! there; [`lag`] makes up for the halving's delay.

use super::by_hand::differentiable;
use super::{Span, penalty};
use burn::prelude::*;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::descriptors::timbre::{
    BANDS, BoomBands, FULL_SCALE_SPL, LEAST_POWER, SECTIONS, SETTLING_SECONDS, booming, design,
    edges, is_usable, lag, least_share, pattern, sharpness,
};
use neurorave_core::model_file::manifest::AttributeSpec;
use rayon::prelude::*;

/// Difference, in dB, by which levels are moved to see what follows.
const NUDGE_DB: f32 = 0.05;

/// Whether this file measures the descriptor.
pub fn measures(descriptor: Descriptor) -> bool {
    matches!(descriptor, Descriptor::Sharpness | Descriptor::Booming)
}

/// What is asked for at the compared frames.
pub struct Wanted<'a> {
    /// Normalised values, `[item][frame][attribute]`.
    pub values: &'a [f32],
    /// How much each counts, in the same order.
    pub counts: &'a [f32],
    /// The attributes; those that this file doesn't measure are left alone.
    pub attributes: &'a [AttributeSpec],
}

/// Sum of `count · |measured − wanted|` over items, frames and the attributes measured here, of
/// `audio` (`[items, samples]`): one value, differentiable.
pub fn distance(audio: Tensor<2>, wanted: &Wanted, span: Span) -> Tensor<1> {
    let [items, samples] = audio.dims();
    let values = crate::train::average::values(audio.clone());
    let filters = Filters::new(f64::from(span.rate));
    let width = wanted.values.len() / items;
    let pulls: Vec<(f32, Vec<f32>)> = values
        .par_chunks(samples)
        .enumerate()
        .map(|(item, audio)| {
            let own = item * width..(item + 1) * width;
            let wanted = Wanted {
                values: &wanted.values[own.clone()],
                counts: &wanted.counts[own],
                attributes: wanted.attributes,
            };
            pull(audio, &wanted, span, &filters)
        })
        .collect();
    let total: f32 = pulls.iter().map(|(distance, _)| distance).sum();
    let gradient: Vec<f32> = pulls.into_iter().flat_map(|(_, pull)| pull).collect();
    differentiable(audio, total, gradient)
}

/// The distance of one item and its derivative to each sample.
fn pull(audio: &[f32], wanted: &Wanted, span: Span, filters: &Filters) -> (f32, Vec<f32>) {
    let frames = span.skip + span.count;
    let bands: Vec<Filtered> = (0..BANDS)
        .into_par_iter()
        .map(|band| filters.filter(band, audio, span, frames))
        .collect();
    let measured = measure(&bands, span, frames);
    let (distance, pulls) = compare(&measured, wanted, span);
    let mut gradient = vec![0.0f32; audio.len()];
    let parts: Vec<Vec<f32>> = bands
        .into_par_iter()
        .enumerate()
        .filter(|(band, _)| pulls.iter().any(|pull| pull[*band] != 0.0))
        .map(|(band, filtered)| {
            let levels: Vec<f32> = pulls.iter().map(|pull| pull[band]).collect();
            filters.adjoint(band, filtered, &levels, span)
        })
        .collect();
    for part in parts {
        for (sum, x) in gradient.iter_mut().zip(part) {
            *sum += x;
        }
    }
    (distance, gradient)
}

/// One frame's values and how they follow the levels.
struct Measured {
    sharpness: f32,
    index: f32,
    low: f32,
    /// Loudness there at all.
    audible: bool,
    /// By level of each band.
    slopes: [Slope; BANDS],
}

#[derive(Clone, Copy, Default)]
struct Slope {
    sharpness: f32,
    index: f32,
    low: f32,
}

fn measure(bands: &[Filtered], span: Span, frames: usize) -> Vec<Measured> {
    let boom = BoomBands::new();
    (0..frames)
        .into_par_iter()
        .map(|frame| {
            let mut levels: [f32; BANDS] = std::array::from_fn(|band| bands[band].level(frame));
            let heard = pattern(&levels);
            let now = boom.boom(&heard);
            let mut slopes = [Slope::default(); BANDS];
            for band in (0..BANDS).filter(|&band| is_usable(band, f64::from(span.rate))) {
                let level = levels[band];
                let mut at = |level: f32| {
                    levels[band] = level;
                    let heard = pattern(&levels);
                    (sharpness(&heard), boom.boom(&heard))
                };
                let (above, below) = (at(level + NUDGE_DB), at(level - NUDGE_DB));
                levels[band] = level;
                let slope = |above: f32, below: f32| (above - below) / (2.0 * NUDGE_DB);
                slopes[band] = Slope {
                    sharpness: slope(above.0, below.0),
                    index: slope(above.1.index, below.1.index),
                    low: slope(above.1.low, below.1.low),
                };
            }
            Measured {
                sharpness: sharpness(&heard),
                index: now.index,
                low: now.low,
                audible: heard.iter().any(|&n| n > 0.0),
                slopes,
            }
        })
        .collect()
}

/// The distance, and its derivative to each level, `[frame][band]`.
fn compare(measured: &[Measured], wanted: &Wanted, span: Span) -> (f32, Vec<[f32; BANDS]>) {
    let width = wanted.attributes.len();
    let mut distance = 0.0;
    let mut pulls = vec![[0.0f32; BANDS]; measured.len()];
    let mut off = |frame: usize, column: usize, value: f32| -> f32 {
        let Some(row) = frame.checked_sub(span.skip) else {
            return 0.0;
        };
        let spec = &wanted.attributes[column];
        let slope = 2.0 / (spec.max - spec.min);
        let (asked, counts) = (
            wanted.values[row * width + column],
            wanted.counts[row * width + column],
        );
        let error = (value - spec.min) * slope - 1.0 - asked;
        let (cost, rise) = penalty(error);
        distance += counts * cost;
        counts * slope * rise
    };
    for (column, spec) in wanted.attributes.iter().enumerate() {
        match Descriptor::from_name(&spec.name) {
            Some(Descriptor::Sharpness) => {
                for (frame, (now, pull)) in measured.iter().zip(&mut pulls).enumerate() {
                    let by = off(frame, column, now.sharpness);
                    for (pull, slope) in pull.iter_mut().zip(&now.slopes) {
                        *pull += by * slope.sharpness;
                    }
                }
            }
            Some(Descriptor::Booming) => {
                let means = Means::of(measured, span);
                // By the running mean of each frame, of that frame's own value.
                let mut by_mean = vec![0.0f32; measured.len()];
                for (frame, (now, pull)) in measured.iter().zip(&mut pulls).enumerate() {
                    let mean = means.values[frame];
                    let by = off(frame, column, booming(now.index, mean));
                    let by_index = by * 43.674 / (std::f32::consts::LN_10 * (now.index + 1.0));
                    by_mean[frame] = -by * 10.901 / (std::f32::consts::LN_10 * (mean + 1.0));
                    for (pull, slope) in pull.iter_mut().zip(&now.slopes) {
                        *pull += by_index * slope.index;
                    }
                }
                let mut later = 0.0;
                for frame in (0..measured.len()).rev() {
                    later += by_mean[frame];
                    let share = means.shares[frame];
                    for (pull, slope) in pulls[frame].iter_mut().zip(&measured[frame].slopes) {
                        *pull += later * share * slope.low;
                    }
                    later *= 1.0 - share;
                }
            }
            _ => {}
        }
    }
    (distance, pulls)
}

/// The running mean of low loudness at each frame, and that frame's share in it.
struct Means {
    values: Vec<f32>,
    shares: Vec<f32>,
}

impl Means {
    fn of(measured: &[Measured], span: Span) -> Self {
        let least = least_share(span.hop as f32 / span.rate);
        let (mut heard, mut mean) = (0u32, 0.0f32);
        let mut means = Self {
            values: Vec::with_capacity(measured.len()),
            shares: Vec::with_capacity(measured.len()),
        };
        for now in measured {
            let mut share = 0.0;
            if now.audible {
                heard += 1;
                share = (1.0 / heard as f32).max(least);
                mean += share * (now.low - mean);
            }
            means.values.push(mean);
            means.shares.push(share);
        }
        means
    }
}

/// The band-passes at the full rate.
struct Filters {
    rate: f64,
    sections: Vec<[[f64; 3]; SECTIONS]>,
    smoothing: f64,
}

/// One band of an item.
struct Filtered {
    /// The band-passed samples; none of a band that isn't measured.
    samples: Vec<f32>,
    /// Mean square at the end of each frame.
    power: Vec<f64>,
}

impl Filtered {
    fn level(&self, frame: usize) -> f32 {
        let power = self.power.get(frame).copied().unwrap_or(0.0);
        10.0 * power.max(f64::from(LEAST_POWER)).log10() as f32 + FULL_SCALE_SPL
    }
}

impl Filters {
    fn new(rate: f64) -> Self {
        let sections = (0..BANDS)
            .filter(|&band| is_usable(band, rate))
            .map(|band| {
                let (lower, upper) = edges(band);
                design(lower, upper, rate)
            });
        Self {
            rate,
            sections: sections.collect(),
            smoothing: -(-1.0 / (SETTLING_SECONDS * rate)).exp_m1(),
        }
    }

    /// The sample after the last one that a frame's level knows of.
    fn end(&self, band: usize, frame: usize, span: Span) -> usize {
        (span.start + (frame + 1) * span.hop).saturating_sub(lag(band, self.rate))
    }

    fn filter(&self, band: usize, audio: &[f32], span: Span, frames: usize) -> Filtered {
        let Some(sections) = self.sections.get(band) else {
            return Filtered {
                samples: Vec::new(),
                power: Vec::new(),
            };
        };
        let mut cascade = Cascade::new(sections);
        let mut samples = Vec::with_capacity(audio.len());
        let mut powers = Vec::with_capacity(frames);
        let mut power = 0.0f64;
        for frame in 0..frames {
            for &x in &audio[samples.len()..self.end(band, frame, span)] {
                let y = cascade.next(f64::from(x));
                power += self.smoothing * (y * y - power);
                samples.push(y as f32);
            }
            powers.push(power);
        }
        Filtered {
            samples,
            power: powers,
        }
    }

    /// The derivative to each sample of the audio, given that to the level of each frame.
    fn adjoint(&self, band: usize, filtered: Filtered, levels: &[f32], span: Span) -> Vec<f32> {
        let mut gradient = filtered.samples;
        let mut cascade = Cascade::new(&self.sections[band]);
        let mut by_power = 0.0f64;
        let mut until = gradient.len();
        for (frame, &level) in levels.iter().enumerate().rev() {
            let power = filtered.power[frame];
            if power > f64::from(LEAST_POWER) {
                by_power += f64::from(level) * 10.0 / (std::f64::consts::LN_10 * power);
            }
            let from = match frame.checked_sub(1) {
                Some(before) => self.end(band, before, span),
                None => 0,
            };
            for y in gradient[from..until].iter_mut().rev() {
                let by_sample = 2.0 * self.smoothing * f64::from(*y) * by_power;
                *y = cascade.next(by_sample) as f32;
                by_power *= 1.0 - self.smoothing;
            }
            until = from;
        }
        gradient
    }
}

/// Second-order sections `g·(1 − z⁻²) / (1 + a1·z⁻¹ + a2·z⁻²)` in a row.
struct Cascade<'a> {
    sections: &'a [[f64; 3]; SECTIONS],
    states: [[f64; 2]; SECTIONS],
}

impl<'a> Cascade<'a> {
    fn new(sections: &'a [[f64; 3]; SECTIONS]) -> Self {
        Self {
            sections,
            states: [[0.0; 2]; SECTIONS],
        }
    }

    fn next(&mut self, mut x: f64) -> f64 {
        for ([g, a1, a2], state) in self.sections.iter().zip(&mut self.states) {
            let y = g * x + state[0];
            state[0] = state[1] - a1 * y;
            state[1] = -g * x - a2 * y;
            x = y;
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use neurorave_core::descriptors::Analyzer;
    use neurorave_core::model_file::manifest::Scale;
    use neurorave_core::pitch::Noise;

    const SPAN: Span = Span {
        rate: 44_100.0,
        hop: 512,
        start: 753,
        skip: 6,
        count: 30,
    };

    fn attributes() -> Vec<AttributeSpec> {
        let spec = |name: &str, min, max| AttributeSpec {
            name: name.into(),
            unit: String::new(),
            scale: Scale::Linear,
            min,
            max,
            default: 0.0,
            gate_dbfs: None,
        };
        vec![spec("sharpness", 0.5, 3.0), spec("booming", 20.0, 60.0)]
    }

    /// Low noise and a tone that swells.
    fn sound() -> Vec<f32> {
        let mut audio = vec![0.0; SPAN.start + 40 * SPAN.hop];
        Noise::new(4).fill(&mut audio);
        let mut low = 0.0;
        for (n, x) in audio.iter_mut().enumerate() {
            low += 0.05 * (*x - low);
            let swell = n as f32 / 20_000.0;
            *x = 0.05 * *x + 0.3 * low + 0.2 * swell * (n as f32 * 0.02).sin();
        }
        audio
    }

    #[test]
    fn values_are_those_of_the_analyzer() {
        let audio = sound();
        let filters = Filters::new(44_100.0);
        let frames = SPAN.skip + SPAN.count;
        let bands: Vec<_> = (0..BANDS)
            .map(|band| filters.filter(band, &audio, SPAN, frames))
            .collect();
        let measured = measure(&bands, SPAN, frames);
        let means = Means::of(&measured, SPAN);
        let mut analyzer =
            Analyzer::new(44_100.0, 512, &[Descriptor::Sharpness, Descriptor::Booming]);
        let mut values = [0.0; 2];
        // So that frames end where the analyzer's blocks do.
        let mut padded = vec![0.0; 1024 - SPAN.start];
        padded.extend(&audio);
        for (at, block) in padded.chunks_exact(512).enumerate().take(frames + 2) {
            analyzer.push(block, &mut values);
            if let Some(frame) = at.checked_sub(2).filter(|frame| *frame >= SPAN.skip) {
                let now = &measured[frame];
                let boom = booming(now.index, means.values[frame]);
                assert!(
                    (now.sharpness - values[0]).abs() < 0.02,
                    "frame {frame}: sharpness {} against {}",
                    now.sharpness,
                    values[0]
                );
                assert!(
                    (boom - values[1]).abs() < 1.5,
                    "frame {frame}: booming {boom} against {}",
                    values[1]
                );
            }
        }
    }

    const PARTS: usize = 3;

    #[test]
    fn the_gradient_is_that_of_the_distance() {
        let attributes = attributes();
        let audio = sound();
        let values = vec![0.3; SPAN.count * 2];
        let counts = vec![1.0; SPAN.count * 2];
        let wanted = Wanted {
            values: &values,
            counts: &counts,
            attributes: &attributes,
        };
        let filters = Filters::new(44_100.0);
        let (_, gradient) = pull(&audio, &wanted, SPAN, &filters);
        // Along the gradient itself, a part of the sound at a time: along noise, what all samples do
        // nearly cancels, and the loudness pattern's kinks are as large as the rest.
        let size = (gradient.iter().map(|g| g * g).sum::<f32>() / gradient.len() as f32).sqrt();
        for part in 0..PARTS {
            let inside = |at: usize| at * PARTS / audio.len() == part;
            let moved = |by: f32| -> Vec<f32> {
                let samples = audio.iter().zip(&gradient).enumerate();
                let scale = |at: usize| if inside(at) { by / size } else { 0.0 };
                samples.map(|(at, (x, g))| x + scale(at) * g).collect()
            };
            let step = 5e-4;
            let at = |by: f32| f64::from(pull(&moved(by), &wanted, SPAN, &filters).0);
            let measured = (at(step) - at(-step)) / f64::from(2.0 * step);
            let own = gradient.iter().enumerate().filter(|(at, _)| inside(*at));
            let along: f64 = own.map(|(_, g)| f64::from(g * g / size)).sum();
            assert!(
                (along - measured).abs() < 0.1 * measured.abs(),
                "part {part}: {along} against {measured}"
            );
        }
    }
}
