//! Whether a model keeps vibrato: depth and rate of the pitch's movement between 4 and 8 Hz, on
//! sustained notes, in the output against the input.

use super::super::statistics::{mean, median};
use super::figures::Vibrato;
use crate::train::corpus::GATE_DBFS;
use neurorave_core::pitch::Pitch;

/// Rates of vibrato, in Hz.
const BAND_HZ: (f64, f64) = (4.0, 8.0);
/// A note lasts at least this long, in seconds.
const LEAST_SECONDS: f64 = 0.6;
/// A note has vibrato from this depth, in cents, on.
const LEAST_CENTS: f64 = 10.0;
/// A pitch further than this from the note is a mistake of the tracker, or another note, in cents.
const FAR_CENTS: f64 = 150.0;
/// A note of which more than this is a mistake is lost.
const LOST: f64 = 0.3;

/// One note's movement in the input and in the output.
#[derive(Debug, Clone, Copy)]
pub struct Note {
    depth: f64,
    rate: f64,
    /// Depth and rate heard; `None` where the output lost the note.
    heard: Option<(f64, f64)>,
}

/// The notes with vibrato in a recording, and what became of them; `frame_rate` in Hz.
pub fn notes(input: &[(Pitch, f32)], output: &[(Pitch, f32)], frame_rate: f64) -> Vec<Note> {
    let least = (LEAST_SECONDS * frame_rate) as usize;
    let mut notes = Vec::new();
    let mut start = 0;
    let length = input.len().min(output.len());
    for frame in 0..=length {
        if frame < length && continues(input, start, frame) {
            continue;
        }
        if frame - start >= least {
            let movement = |track: &[(Pitch, f32)]| movement(&track[start..frame], frame_rate);
            // Where the note itself begins and ends, its pitch still moves.
            notes.extend(
                movement(input)
                    .filter(|(depth, _)| *depth >= LEAST_CENTS)
                    .map(|(depth, rate)| Note {
                        depth,
                        rate,
                        heard: movement(output),
                    }),
            );
        }
        start = frame + usize::from(frame < length && !voiced(input[frame]));
    }
    notes
}

/// Over all notes; `None` without any.
pub fn summary(notes: &[Note]) -> Option<Vibrato> {
    if notes.is_empty() {
        return None;
    }
    let depths: Vec<f64> = notes
        .iter()
        .map(|note| note.heard.map_or(0.0, |(depth, _)| depth / note.depth))
        .collect();
    let kept = |depth: &f64| f64::from(u8::from((depth - 1.0).abs() <= 0.2));
    let rates = notes
        .iter()
        .filter_map(|note| Some((note.heard?.1 - note.rate).abs()));
    Some(Vibrato {
        notes: notes.len(),
        cents: median(notes.iter().map(|note| note.depth).collect()),
        within_20: mean(&depths.iter().map(kept).collect::<Vec<_>>()),
        depth: median(depths),
        rate_error: median(rates.collect()),
    })
}

fn voiced((pitch, loudness): (Pitch, f32)) -> bool {
    pitch.voicing > 0.5 && loudness > GATE_DBFS
}

/// Whether the note that began at `start` goes on at `frame`.
fn continues(track: &[(Pitch, f32)], start: usize, frame: usize) -> bool {
    let far = |a: Pitch, b: Pitch| cents(a.hz, b.hz).abs() > FAR_CENTS;
    voiced(track[frame]) && (frame == start || !far(track[frame].0, track[frame - 1].0))
}

fn cents(hz: f32, of: f32) -> f64 {
    1200.0 * f64::from(hz / of).log2()
}

/// Depth (amplitude, in cents) and rate of the strongest movement in the band; `None` where the
/// pitch is lost.
fn movement(track: &[(Pitch, f32)], frame_rate: f64) -> Option<(f64, f64)> {
    let middle = median(track.iter().map(|(pitch, _)| f64::from(pitch.hz)).collect()) as f32;
    let mut curve: Vec<Option<f64>> = track
        .iter()
        .map(|(pitch, _)| Some(cents(pitch.hz, middle)).filter(|c| c.abs() <= FAR_CENTS))
        .collect();
    let lost = curve.iter().filter(|value| value.is_none()).count();
    if lost as f64 > LOST * curve.len() as f64 {
        return None;
    }
    // Mistakes of single frames take the value before.
    let mut last = 0.0;
    curve.iter_mut().for_each(|value| {
        last = value.unwrap_or(last);
        *value = Some(last);
    });
    let curve: Vec<f64> = curve.into_iter().flatten().collect();
    let steady = steady(&curve);
    let steps = ((BAND_HZ.1 - BAND_HZ.0) / 0.1) as usize;
    let strongest = (0..=steps).map(|step| {
        let hz = BAND_HZ.0 + 0.1 * step as f64;
        (amplitude(&steady, hz / frame_rate), hz)
    });
    strongest.max_by(|a, b| a.0.total_cmp(&b.0))
}

/// Without its straight line.
fn steady(curve: &[f64]) -> Vec<f64> {
    let middle = (curve.len() as f64 - 1.0) / 2.0;
    let place = |i: usize| i as f64 - middle;
    let level = mean(curve);
    let (slope, size) = curve
        .iter()
        .enumerate()
        .fold((0.0, 0.0), |(xy, xx), (i, v)| {
            (xy + place(i) * (v - level), xx + place(i).powi(2))
        });
    let slope = slope / f64::max(size, 1e-9);
    let rest = curve.iter().enumerate();
    rest.map(|(i, v)| v - level - slope * place(i)).collect()
}

/// Amplitude at a frequency in cycles a frame, under a Hann window.
fn amplitude(curve: &[f64], frequency: f64) -> f64 {
    let (mut re, mut im, mut sum) = (0.0, 0.0, 0.0);
    for (i, value) in curve.iter().enumerate() {
        let place = (i as f64 + 0.5) / curve.len() as f64;
        let weight = 0.5 - 0.5 * (std::f64::consts::TAU * place).cos();
        let turn = std::f64::consts::TAU * frequency * i as f64;
        re += weight * value * turn.cos();
        im += weight * value * turn.sin();
        sum += weight;
    }
    2.0 * re.hypot(im) / f64::max(sum, 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track(depth: f64, rate: f64, frames: usize) -> Vec<(Pitch, f32)> {
        (0..frames)
            .map(|i| {
                let turn = std::f64::consts::TAU * rate * i as f64 / 86.0;
                let hz = 440.0 * (depth * turn.sin() / 1200.0).exp2();
                let pitch = Pitch {
                    hz: hz as f32,
                    voicing: 1.0,
                };
                (pitch, -20.0)
            })
            .collect()
    }

    #[test]
    fn depth_and_rate_are_found() {
        let (input, output) = (track(30.0, 5.5, 120), track(21.0, 5.5, 120));
        let found = notes(&input, &output, 86.0);
        assert_eq!(found.len(), 1);
        let summary = summary(&found).unwrap();
        assert!((summary.cents - 30.0).abs() < 1.5, "{summary:?}");
        assert!((summary.depth - 0.7).abs() < 0.02, "{summary:?}");
        assert_eq!(summary.within_20, 0.0);
        assert!(summary.rate_error < 0.15);
    }

    #[test]
    fn a_lost_note_keeps_no_vibrato() {
        let input = track(30.0, 6.0, 120);
        let mut output = track(30.0, 6.0, 120);
        for (i, (pitch, _)) in output.iter_mut().enumerate() {
            pitch.hz *= [1.0, 1.5, 2.0][i % 3];
        }
        let found = summary(&notes(&input, &output, 86.0)).unwrap();
        assert_eq!((found.depth, found.within_20), (0.0, 0.0));
    }

    #[test]
    fn straight_and_short_notes_have_none() {
        assert!(notes(&track(2.0, 6.0, 120), &track(2.0, 6.0, 120), 86.0).is_empty());
        assert!(notes(&track(30.0, 6.0, 40), &track(30.0, 6.0, 40), 86.0).is_empty());
        assert!(summary(&[]).is_none());
    }
}
