//! Whether the output is in tune.

use super::{EvaluateError, Play};
use crate::audio::Audio;
use crate::describe::HOP;
use crate::render::RenderOptions;
use crate::train::corpus::GATE_DBFS;
use neurorave_core::descriptors::Analyzer;
use neurorave_core::instrument::Command;
use neurorave_core::model_file::manifest::PitchSpec;
use neurorave_core::pitch::{Pitch, Tracker};
use serde::{Deserialize, Serialize};

/// Transpositions tried, in semitones.
pub const SHIFTS: [f32; 3] = [0.0, -7.0, 7.0];
/// What still counts as in tune.
const CENTS: f32 = 25.0;

/// Pitch at one transposition, over the frames in which the input is voiced and the request is
/// within the model's range.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tuning {
    /// Semitones asked for.
    pub transposition: f32,
    /// Share of frames within 25 cents of the request.
    pub in_tune: f64,
    /// Frames.
    pub frames: usize,
}

impl Tuning {
    /// For people.
    pub fn line(&self) -> String {
        format!(
            "transposed by {:+} semitones: {:.1} % of {} voiced frames within 25 cents",
            self.transposition,
            100.0 * self.in_tune,
            self.frames
        )
    }
}

pub fn measure(
    inputs: &[&Audio],
    plain: &[Audio],
    range: PitchSpec,
    play: &mut Play,
) -> Result<Vec<Tuning>, EvaluateError> {
    let mut all = Vec::new();
    for shift in SHIFTS {
        let (mut frames, mut hits) = (0, 0);
        for (input, plain) in inputs.iter().zip(plain) {
            let options = RenderOptions {
                commands: vec![Command::Transpose(shift)],
                ..RenderOptions::default()
            };
            let shifted = if shift == 0.0 {
                plain
            } else {
                &play(&options, input)?
            };
            let (hit, of) = compare(&track(input, range), &track(shifted, range), range, shift);
            hits += hit;
            frames += of;
        }
        all.push(Tuning {
            transposition: shift,
            in_tune: f64::from(hits as u32) / frames.max(1) as f64,
            frames,
        });
    }
    Ok(all)
}

/// Frames of `heard` within 25 cents of `wanted` transposed by `shift` semitones, and the frames
/// that count: voiced, sounding, and within the range.
pub fn compare(
    wanted: &[(Pitch, f32)],
    heard: &[(Pitch, f32)],
    range: PitchSpec,
    shift: f32,
) -> (usize, usize) {
    let (mut hits, mut frames) = (0, 0);
    for ((wanted, loudness), (heard, _)) in wanted.iter().zip(heard) {
        let wanted_hz = wanted.hz * 2f32.powf(shift / 12.0);
        let reachable = (range.min_hz..=range.max_hz).contains(&wanted_hz);
        if wanted.voicing > 0.5 && *loudness > GATE_DBFS && reachable {
            frames += 1;
            hits += usize::from((1200.0 * (heard.hz / wanted_hz).log2()).abs() <= CENTS);
        }
    }
    (hits, frames)
}

/// Pitch and loudness of each frame.
pub fn track(audio: &Audio, range: PitchSpec) -> Vec<(Pitch, f32)> {
    let rate = audio.rate as f32;
    let mut tracker = Tracker::new(rate, HOP, range.min_hz, range.max_hz);
    let mut analyzer = Analyzer::new(rate, HOP, &[]);
    audio.channels[0]
        .chunks_exact(HOP)
        .map(|block| {
            analyzer.push(block, &mut []);
            (tracker.push(block), analyzer.rms_dbfs())
        })
        .collect()
}
