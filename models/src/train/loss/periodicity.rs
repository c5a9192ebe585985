//! Whether voiced frames of the output repeat themselves at the pitch asked for, as much as the
//! input does at its own: what makes a pitch heard, and found by a tracker, is not the spectrum's
//! level but how little noise stands between the partials.
//!
//! Measured as the normalised square difference function (McLeod & Wyvill 2005) at the lag of one
//! period, below 3.5 kHz, in windows as long as the engine's tracker uses.

use super::Span;
use super::by_hand::differentiable;
use burn::prelude::*;
use neurorave_core::pitch::Pitch;
use rayon::prelude::*;

/// Voicing from which a frame counts.
const VOICED: f32 = 0.7;
/// Best lag is looked for within this part of a period.
const SLACK: f32 = 0.02;
/// Mean square under which a window is silent.
const SILENT: f64 = 1e-8;
const LOWPASS_HZ: f64 = 3500.0;

/// Windows in samples at 44.1 kHz, each with the lowest pitch in Hz that it serves.
const WINDOWS: [(f32, f32); 3] = [(1024.0, 250.0), (2048.0, 90.0), (3072.0, 0.0)];

/// Mean over the voiced frames of how much less periodic `output` (`[played items, samples]`) is
/// than its target: one value, differentiable.
///
/// `targets` and `pitches` hold one entry an item; played items beyond the targets' number play the
/// first targets again, with pitches of their own.
pub fn shortfall(
    output: Tensor<2>,
    targets: &[f32],
    pitches: &[Vec<Pitch>],
    span: Span,
) -> Tensor<1> {
    let [played, samples] = output.dims();
    let items = targets.len() / samples;
    let filter = Lowpass::new(f64::from(span.rate));
    let wanted: Vec<Vec<Option<f32>>> = targets
        .par_chunks(samples)
        .zip(pitches)
        .map(|(target, pitches)| wanted(&filter.forward(target), pitches, span))
        .collect();
    let values = crate::train::average::values(output.clone());
    let pulls: Vec<Pull> = values
        .par_chunks(samples)
        .enumerate()
        .map(|(item, audio)| pull(audio, &wanted[item % items], &pitches[item], span, &filter))
        .collect();
    let frames = pulls.iter().map(|pull| pull.frames).sum::<usize>().max(1) as f32;
    let total: f32 = pulls.iter().map(|pull| pull.shortfall).sum();
    let mut gradient: Vec<f32> = Vec::with_capacity(played * samples);
    for pull in pulls {
        gradient.extend(pull.gradient.iter().map(|x| x / frames));
    }
    differentiable(output, total / frames, gradient)
}

struct Pull {
    shortfall: f32,
    frames: usize,
    gradient: Vec<f32>,
}

/// The target's periodicity at each compared frame; `None` where it isn't voiced.
fn wanted(target: &[f64], pitches: &[Pitch], span: Span) -> Vec<Option<f32>> {
    (span.skip..span.skip + span.count)
        .map(|frame| {
            let pitch = pitches[frame];
            if pitch.voicing < VOICED {
                return None;
            }
            best(target, frame, pitch.hz, span).map(|found| found.height as f32)
        })
        .collect()
}

fn pull(
    audio: &[f32],
    wanted: &[Option<f32>],
    pitches: &[Pitch],
    span: Span,
    filter: &Lowpass,
) -> Pull {
    let heard = filter.forward(audio);
    let mut gradient = vec![0.0f64; audio.len()];
    let (mut shortfall, mut frames) = (0.0, 0);
    for (wanted, frame) in wanted.iter().zip(span.skip..) {
        let Some(wanted) = *wanted else { continue };
        let Some(found) = best(&heard, frame, pitches[frame].hz, span) else {
            continue;
        };
        frames += 1;
        let missing = wanted - found.height as f32;
        if missing <= 0.0 {
            continue;
        }
        shortfall += missing;
        for first in found.from..found.to - found.lag {
            let (a, b) = (heard[first], heard[first + found.lag]);
            gradient[first] -= 2.0 * (b - found.height * a) / found.energy;
            gradient[first + found.lag] -= 2.0 * (a - found.height * b) / found.energy;
        }
    }
    Pull {
        shortfall,
        frames,
        gradient: filter.adjoint(&gradient),
    }
}

/// The lag near a period at which a window resembles itself most.
struct Found {
    from: usize,
    to: usize,
    lag: usize,
    /// Sum of the squares of both sides of all pairs.
    energy: f64,
    /// 1 for a perfect repetition.
    height: f64,
}

/// `None` where the window is silent or doesn't hold two periods.
fn best(heard: &[f64], frame: usize, hz: f32, span: Span) -> Option<Found> {
    let to = span.start + (frame + 1) * span.hop;
    let (window, _) = WINDOWS.iter().find(|(_, lowest)| hz >= *lowest)?;
    let window = (window * span.rate / 44_100.0) as usize;
    let from = to.checked_sub(window)?;
    let period = span.rate / hz;
    let slack = (period * SLACK).max(1.0);
    let lags = (period - slack).round().max(2.0) as usize..=(period + slack).round() as usize;
    if lags.end() * 2 > window {
        return None;
    }
    let window = &heard[from..to];
    if window.iter().map(|x| x * x).sum::<f64>() < SILENT * window.len() as f64 {
        return None;
    }
    lags.map(|lag| {
        let (mut product, mut energy) = (0.0, 0.0);
        for (a, b) in window.iter().zip(&window[lag..]) {
            product += a * b;
            energy += a * a + b * b;
        }
        Found {
            from,
            to,
            lag,
            energy,
            height: 2.0 * product / energy,
        }
    })
    .max_by(|a, b| a.height.total_cmp(&b.height))
}

/// Second-order Butterworth low-pass (bilinear transform).
struct Lowpass {
    b0: f64,
    a1: f64,
    a2: f64,
}

impl Lowpass {
    fn new(rate: f64) -> Self {
        let k = (std::f64::consts::PI * LOWPASS_HZ.min(0.4 * rate) / rate).tan();
        let norm = 1.0 / (1.0 + k * std::f64::consts::SQRT_2 + k * k);
        Self {
            b0: k * k * norm,
            a1: 2.0 * (k * k - 1.0) * norm,
            a2: (1.0 - k * std::f64::consts::SQRT_2 + k * k) * norm,
        }
    }

    fn run(&self, samples: impl Iterator<Item = f64>) -> impl Iterator<Item = f64> {
        let (mut z1, mut z2) = (0.0, 0.0);
        samples.map(move |x| {
            let y = self.b0 * x + z1;
            z1 = 2.0 * self.b0 * x - self.a1 * y + z2;
            z2 = self.b0 * x - self.a2 * y;
            y
        })
    }

    fn forward(&self, audio: &[f32]) -> Vec<f64> {
        self.run(audio.iter().map(|x| f64::from(*x))).collect()
    }

    /// Derivative to the input, given that to the output: the filter backwards in time.
    fn adjoint(&self, gradient: &[f64]) -> Vec<f32> {
        let mut back: Vec<f32> = self
            .run(gradient.iter().rev().copied())
            .map(|x| x as f32)
            .collect();
        back.reverse();
        back
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use neurorave_core::pitch::Noise;

    const SPAN: Span = Span {
        rate: 44_100.0,
        hop: 512,
        start: 753,
        skip: 6,
        count: 20,
    };

    fn sound(noise: f32) -> Vec<f32> {
        let mut audio = vec![0.0; SPAN.start + 30 * SPAN.hop];
        Noise::new(4).fill(&mut audio);
        for (n, x) in audio.iter_mut().enumerate() {
            *x = noise * *x + 0.2 * (n as f32 * std::f32::consts::TAU * 220.0 / 44_100.0).sin();
        }
        audio
    }

    fn of(audio: &[f32], wanted: &[Option<f32>], hz: f32) -> Pull {
        let pitches = vec![Pitch { hz, voicing: 1.0 }; 40];
        pull(audio, wanted, &pitches, SPAN, &Lowpass::new(44_100.0))
    }

    #[test]
    fn noise_and_a_wrong_pitch_fall_short_and_the_sound_itself_does_not() {
        let pitches = vec![
            Pitch {
                hz: 220.0,
                voicing: 1.0
            };
            40
        ];
        let clean = sound(0.01);
        let target = wanted(&Lowpass::new(44_100.0).forward(&clean), &pitches, SPAN);
        assert_eq!(target.iter().flatten().count(), SPAN.count);
        assert_eq!(of(&clean, &target, 220.0).shortfall, 0.0);
        let noisy = of(&sound(0.2), &target, 220.0).shortfall / SPAN.count as f32;
        assert!((0.05..0.9).contains(&noisy), "{noisy}");
        let other = of(&clean, &target, 293.0).shortfall / SPAN.count as f32;
        assert!(other > 0.5, "{other}");
    }

    #[test]
    fn the_gradient_is_that_of_the_shortfall() {
        let audio = sound(0.1);
        let target = vec![Some(1.0); SPAN.count];
        let gradient = of(&audio, &target, 220.0).gradient;
        let mut direction = vec![0.0; audio.len()];
        Noise::new(8).fill(&mut direction);
        let along: f64 = gradient
            .iter()
            .zip(&direction)
            .map(|(g, d)| f64::from(g * d))
            .sum();
        let step = 1e-3;
        let at = |sign: f32| {
            let moved: Vec<f32> = audio
                .iter()
                .zip(&direction)
                .map(|(x, d)| x + sign * step * d)
                .collect();
            f64::from(of(&moved, &target, 220.0).shortfall)
        };
        let measured = (at(1.0) - at(-1.0)) / f64::from(2.0 * step);
        assert!(
            (along - measured).abs() < 0.02 * measured.abs(),
            "{along} against {measured}"
        );
    }
}
