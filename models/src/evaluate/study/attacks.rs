//! Whether attacks stay where they are: onsets of the input and of the output, found by the same
//! detector, and what sounds before them.

use super::super::statistics::median;
use super::figures::Attacks;

/// Resolution of the detector, in seconds.
const HOP_SECONDS: f64 = 0.25e-3;
/// Length over which energy is taken, in hops: 2 ms.
const WINDOW: usize = 8;
/// An onset rises by this over what was before, as a ratio of energies: 10 dB.
const RISE: f64 = 10.0;
/// It is no further under the loudest moment than this, as a ratio of energies: 30 dB.
const DEPTH: f64 = 1e-3;
/// What counts as nothing beside the loudest moment: 50 dB under it.
const FLOOR: f64 = 1e-5;
/// How far one looks: before an onset, after it, for its peak, to the next onset; in hops.
const BEFORE: usize = 120;
const AFTER: usize = 40;
const PEAK: usize = 120;
const GAP: usize = 200;
/// Onsets further apart than this, in seconds, are different ones.
const SAME_SECONDS: f64 = 0.03;
/// Where what sounds before an onset is looked for, and what sounds after it; seconds.
const EARLIER: (f64, f64) = (-0.04, -0.006);
const LATER: (f64, f64) = (0.0, 0.04);

/// What became of one recording's onsets.
#[derive(Debug, Clone, Default)]
pub struct Onsets {
    found: usize,
    extra: usize,
    errors_ms: Vec<f64>,
    before: Vec<(f64, f64)>,
}

/// Compares the output with the input; both have some silence or sound before their first onset.
pub fn compare(input: &[f32], output: &[f32], rate: u32) -> Onsets {
    let (theirs, ours) = (onsets(input, rate), onsets(output, rate));
    let mut onsets = Onsets {
        found: theirs.len(),
        ..Onsets::default()
    };
    let mut left = ours;
    for onset in theirs {
        let nearest = (0..left.len()).min_by(|a, b| {
            let far = |i: usize| (left[i] - onset).abs();
            far(*a).total_cmp(&far(*b))
        });
        if let Some(nearest) = nearest.filter(|i| (left[*i] - onset).abs() <= SAME_SECONDS) {
            onsets
                .errors_ms
                .push(1000.0 * (left.remove(nearest) - onset));
        }
        onsets.before.push((
            before_db(input, onset, rate),
            before_db(output, onset, rate),
        ));
    }
    onsets.extra = left.len();
    onsets
}

/// Over all recordings; `None` without an onset.
pub fn summary(all: &[Onsets]) -> Option<Attacks> {
    let count: usize = all.iter().map(|one| one.found).sum();
    if count == 0 {
        return None;
    }
    let errors: Vec<f64> = all
        .iter()
        .flat_map(|one| one.errors_ms.iter().copied())
        .collect();
    let before = || all.iter().flat_map(|one| &one.before);
    let share = |some: usize| some as f64 / count as f64;
    let audible = |(input, output): &&(f64, f64)| *output > -40.0 && output - input > 6.0;
    Some(Attacks {
        onsets: count,
        within_3_ms: share(errors.iter().filter(|ms| ms.abs() <= 3.0).count()),
        error_ms: median(errors.iter().map(|ms| ms.abs()).collect()),
        missed: share(count - errors.len()),
        extra: share(all.iter().map(|one| one.extra).sum()),
        before_input_db: median(before().map(|pair| pair.0).collect()),
        before_output_db: median(before().map(|pair| pair.1).collect()),
        pre_echo: share(before().filter(audible).count()),
        errors_ms: errors,
    })
}

/// Times of onsets, in seconds: where the energy of the differentiated sound (attacks are brighter
/// than what rings on) first comes within 10 dB of the peak that follows.
fn onsets(samples: &[f32], rate: u32) -> Vec<f64> {
    let hop = ((f64::from(rate) * HOP_SECONDS).round() as usize).max(1);
    let energies: Vec<f64> = samples
        .windows(2)
        .map(|pair| f64::from(pair[1] - pair[0]).powi(2))
        .collect::<Vec<_>>()
        .chunks(hop)
        .map(|chunk| chunk.iter().sum())
        .collect();
    let energy: Vec<f64> = (0..energies.len())
        .map(|k| energies[k..(k + WINDOW).min(energies.len())].iter().sum())
        .collect();
    let most = |from: usize, to: usize| {
        let some = energy.get(from..to.min(energy.len())).unwrap_or_default();
        some.iter().copied().fold(0.0, f64::max)
    };
    let loudest = most(0, energy.len());
    let mut times = Vec::new();
    let mut k = 1;
    while k < energy.len() && loudest > 0.0 {
        // Not the window that already holds the attack.
        let before = most(k.saturating_sub(BEFORE), k.saturating_sub(WINDOW)) + FLOOR * loudest;
        let after = most(k, k + AFTER);
        if after < RISE * before || after < DEPTH * loudest {
            k += 1;
            continue;
        }
        let threshold = most(k, k + PEAK) / RISE;
        while energy[k] < threshold {
            k += 1;
        }
        times.push((k * hop) as f64 / f64::from(rate));
        k += GAP;
    }
    times
}

/// Level before an onset against the level after it, in dB, not under −90.
fn before_db(samples: &[f32], onset: f64, rate: u32) -> f64 {
    let level = |(from, to): (f64, f64)| {
        let at = |seconds: f64| ((onset + seconds).max(0.0) * f64::from(rate)) as usize;
        let some = samples.get(at(from)..at(to).min(samples.len()));
        let some = some.unwrap_or_default();
        some.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>() / some.len().max(1) as f64
    };
    let (before, after) = (level(EARLIER), level(LATER));
    (10.0 * (before / after.max(1e-20)).max(1e-9).log10()).max(-90.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::random::Random;

    const RATE: u32 = 44_100;

    /// Decaying bursts of noise at these times.
    fn hits(times: &[f64]) -> Vec<f32> {
        let mut random = Random::new(7, 0);
        let mut samples = vec![0.0; RATE as usize];
        for time in times {
            let start = (time * f64::from(RATE)) as usize;
            for (n, slot) in samples[start..].iter_mut().enumerate() {
                *slot += 0.5 * random.normal() * (-(n as f32) / 1500.0).exp();
            }
        }
        samples
    }

    #[test]
    fn hits_are_found_where_they_are() {
        let found = onsets(&hits(&[0.2, 0.5, 0.75]), RATE);
        assert_eq!(found.len(), 3, "{found:?}");
        for (found, known) in found.iter().zip([0.2, 0.5, 0.75]) {
            assert!((found - known).abs() < 2.5e-3, "{found}");
        }
        assert!(onsets(&vec![0.0; 5000], RATE).is_empty());
        assert!(onsets(&[], RATE).is_empty());
    }

    #[test]
    fn a_late_a_missed_and_an_extra_hit_are_told() {
        let same = summary(&[compare(&hits(&[0.2, 0.5]), &hits(&[0.2, 0.5]), RATE)]).unwrap();
        assert_eq!((same.within_3_ms, same.missed, same.extra), (1.0, 0.0, 0.0));
        let late = compare(&hits(&[0.2, 0.5]), &hits(&[0.208, 0.8]), RATE);
        let late = summary(&[late]).unwrap();
        assert_eq!((late.within_3_ms, late.missed, late.extra), (0.0, 0.5, 0.5));
        assert!((late.error_ms - 8.0).abs() < 1.5, "{late:?}");
        assert!(summary(&[Onsets::default()]).is_none());
    }

    #[test]
    fn a_pre_echo_is_heard() {
        let input = hits(&[0.3]);
        let mut echo = input.clone();
        let start = (0.27 * f64::from(RATE)) as usize;
        for (n, slot) in echo[start..start + 900].iter_mut().enumerate() {
            *slot += 0.05 * (n as f32 * 0.3).sin();
        }
        let clean = summary(&[compare(&input, &input, RATE)]).unwrap();
        assert_eq!((clean.pre_echo, clean.before_output_db), (0.0, -90.0));
        let smeared = summary(&[compare(&input, &echo, RATE)]).unwrap();
        assert_eq!(smeared.pre_echo, 1.0);
        assert!(smeared.before_output_db > -30.0, "{smeared:?}");
    }
}
