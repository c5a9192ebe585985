//! Whether knobs do what they say: asked for along curves, measured by the engine's own analysis.
//!
//! A request counts where the recording sounds; other attributes than rms only where the output is
//! loud enough for them to mean anything. A model that takes one value a clip is asked for the mean of
//! a curve, and the mean is what is heard of it.

use super::super::spearman::spearman;
use super::super::statistics::{mean, pearson};
use super::curves::{self, KINDS, Kind};
use super::figures::{Agreement, Control, Knob, Together, Trace};
use super::plan::Plan;
use super::player::{Player, each};
use super::recordings::Recording;
use crate::describe::HOP;
use crate::evaluate::EvaluateError;
use crate::evaluate::track::{SETTLED, Track, request};
use crate::train::random::Random;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::model_file::manifest::AttributeSpec;
use std::ops::Range;

/// Curves that move less than this (standard deviation) have no correlation of their own.
const STILL: f64 = 0.05;
/// Frames that a curve needs for a correlation of its own.
const ENOUGH: usize = 12;

/// One sound to be played.
struct Job {
    recording: usize,
    kind: Kind,
    /// Attributes changed.
    changed: Vec<usize>,
    /// Of the random choices.
    stream: u64,
}

/// Asked and heard of one attribute in one sound.
struct Heard {
    attribute: usize,
    kind: Kind,
    pairs: Vec<(f32, f32)>,
}

/// How many sounds [`measure`] plays.
pub fn plays(attributes: usize, recordings: usize, plan: &Plan) -> usize {
    let sounds = recordings.min(plan.control) * plan.curves * KINDS.len();
    sounds * (attributes + counts(attributes).len())
}

/// The numbers of attributes that are changed at once.
fn counts(attributes: usize) -> Vec<usize> {
    let mut counts: Vec<usize> = (2..=4).filter(|count| *count < attributes).collect();
    if attributes > 1 {
        counts.push(attributes);
    }
    counts
}

/// Plays and measures; `None` for a model without attributes.
pub fn measure(
    player: &Player,
    recordings: &[&Recording],
    plan: &Plan,
    seed: u64,
) -> Result<Option<Control>, EvaluateError> {
    let attributes = &player.manifest().attributes;
    if attributes.is_empty() || recordings.is_empty() {
        return Ok(None);
    }
    let tracks: Vec<Track> = recordings
        .iter()
        .map(|recording| Track::of(&recording.audio, attributes))
        .collect();
    let hear = |jobs: &[Job]| -> Result<Vec<Vec<Heard>>, EvaluateError> {
        each(jobs, |job| {
            let asked = ask(job, recordings[job.recording], &tracks, attributes, seed);
            play(player, job, recordings[job.recording], &tracks, &asked)
        })
    };

    let single = hear(&jobs(recordings.len(), plan.curves, |index| {
        (0..attributes.len())
            .map(|one| (vec![one], (index * 64 + one) as u64))
            .collect()
    }))?;
    let traces = traces(&single, attributes, recordings[0].audio.rate);
    let single: Vec<Heard> = single.into_iter().flatten().collect();
    let mut together = Vec::new();
    let mut transfer = Vec::new();
    for count in counts(attributes.len()) {
        let heard = hear(&jobs(recordings.len(), plan.curves, |index| {
            let stream = (1 << 32) + (index * 64 + count) as u64;
            let mut random = Random::new(seed, stream);
            vec![(some(count, attributes.len(), &mut random), stream)]
        }))?;
        let heard: Vec<Heard> = heard.into_iter().flatten().collect();
        let knobs = knobs(&heard, attributes);
        let agreements: Vec<f64> = knobs.iter().map(|knob| knob.all.agreement).collect();
        together.push(Together {
            changed: count,
            mean: mean(&agreements),
            least: agreements.iter().copied().fold(1.0, f64::min),
            knobs,
        });
        if count == attributes.len() {
            let from_others = heard.into_iter().filter(|h| h.kind == Kind::Recording);
            transfer = self::knobs(&from_others.collect::<Vec<_>>(), attributes);
        }
    }
    Ok(Some(Control {
        single: knobs(&single, attributes),
        together,
        transfer,
        traces,
    }))
}

/// For every recording, kind and curve, what `choose` wants of the attributes.
fn jobs(
    recordings: usize,
    curves: usize,
    choose: impl Fn(usize) -> Vec<(Vec<usize>, u64)>,
) -> Vec<Job> {
    let mut jobs = Vec::new();
    for recording in 0..recordings {
        for kind in KINDS {
            for _ in 0..curves {
                for (changed, stream) in choose(jobs.len()) {
                    jobs.push(Job {
                        recording,
                        kind,
                        changed,
                        stream,
                    });
                }
            }
        }
    }
    jobs
}

/// `count` of `all` attributes, in order.
fn some(count: usize, all: usize, random: &mut Random) -> Vec<usize> {
    let mut left: Vec<usize> = (0..all).collect();
    while left.len() > count {
        left.remove(random.below(left.len()));
    }
    left
}

/// The curves of a job, one for each attribute changed. Those of another recording all come from
/// the same one: what a sound did together stays together.
fn ask(
    job: &Job,
    recording: &Recording,
    tracks: &[Track],
    attributes: &[AttributeSpec],
    seed: u64,
) -> Vec<(Descriptor, Vec<f32>)> {
    let mut random = Random::new(seed, job.stream);
    let donor = &tracks[(job.recording + 1 + random.below(tracks.len().max(2) - 1)) % tracks.len()];
    let track = &tracks[job.recording];
    let frame_rate = recording.audio.rate as f32 / HOP as f32;
    let changed = job.changed.iter().filter_map(|attribute| {
        let descriptor = Descriptor::from_name(&attributes[*attribute].name)?;
        let curve = curves::draw(
            job.kind,
            &mut random,
            track.frames(),
            frame_rate,
            track.sounding(),
            (donor, *attribute),
        );
        Some((descriptor, curve))
    });
    changed.collect()
}

fn play(
    player: &Player,
    job: &Job,
    recording: &Recording,
    tracks: &[Track],
    asked: &[(Descriptor, Vec<f32>)],
) -> Result<Vec<Heard>, EvaluateError> {
    let attributes = &player.manifest().attributes;
    let output = player.play(&request(asked, recording.audio.rate), &recording.audio)?;
    let heard = Track::of(&output, attributes);
    let source = &tracks[job.recording];
    // The mean that a whole clip is asked for is over all of it.
    let settled = if player.streams() { SETTLED } else { 0 };
    let frames: Vec<usize> = counting(source, settled).collect();
    let changed = job.changed.iter().zip(asked);
    Ok(changed
        .map(|(attribute, (descriptor, curve))| {
            let pairs: Vec<(f32, f32)> = frames
                .iter()
                .filter(|frame| *descriptor == Descriptor::Rms || heard.sounds(**frame))
                .map(|frame| (curve[*frame], heard.values[*frame][*attribute]))
                .collect();
            Heard {
                attribute: *attribute,
                kind: job.kind,
                pairs: if player.streams() {
                    pairs
                } else {
                    means(&pairs)
                },
            }
        })
        .collect())
}

/// The frames in which a recording sounds, from `settled` on.
fn counting(source: &Track, settled: usize) -> impl Iterator<Item = usize> {
    let Range { start, end } = source.sounding();
    (start.max(settled)..end).filter(|frame| source.sounds(*frame))
}

/// One pair of the means; none without pairs.
fn means(pairs: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let count = pairs.len() as f32;
    let sum = pairs.iter().copied().reduce(|a, b| (a.0 + b.0, a.1 + b.1));
    sum.map(|(asked, heard)| (asked / count, heard / count))
        .into_iter()
        .collect()
}

fn knobs(heard: &[Heard], attributes: &[AttributeSpec]) -> Vec<Knob> {
    let over = |attribute: usize, kind: Option<Kind>| {
        let chosen = heard
            .iter()
            .filter(|h| h.attribute == attribute && kind.is_none_or(|kind| kind == h.kind));
        agreement(&chosen.map(|h| h.pairs.as_slice()).collect::<Vec<_>>())
    };
    let of_one = |(index, spec): (usize, &AttributeSpec)| {
        let kinds = KINDS
            .iter()
            .filter_map(|kind| Some((kind.name().to_owned(), over(index, Some(*kind))?)));
        Some(Knob {
            attribute: spec.name.clone(),
            all: over(index, None)?,
            kinds: kinds.collect(),
        })
    };
    attributes.iter().enumerate().filter_map(of_one).collect()
}

/// How far the pairs of asked and heard agree; `None` without pairs. What never moves agrees with
/// nothing.
fn agreement(sounds: &[&[(f32, f32)]]) -> Option<Agreement> {
    let all: Vec<(f32, f32)> = sounds
        .iter()
        .flat_map(|pairs| pairs.iter().copied())
        .collect();
    if all.is_empty() {
        return None;
    }
    let correlation = |pairs: &[(f32, f32)]| {
        let (asked, heard): (Vec<f32>, Vec<f32>) = pairs.iter().copied().unzip();
        pearson(&asked, &heard)
    };
    let moving = sounds
        .iter()
        .filter(|pairs| pairs.len() >= ENOUGH && spread(pairs) > STILL);
    let within: Vec<f64> = moving.map(|pairs| correlation(pairs)).collect();
    let pearson = correlation(&all);
    let differences = all
        .iter()
        .map(|(asked, heard)| f64::from((asked - heard).abs()));
    Some(Agreement {
        pearson,
        agreement: (pearson + 1.0) / 2.0,
        spearman: spearman(&all).unwrap_or(0.0),
        l1: differences.sum::<f64>() / all.len() as f64,
        within: (!within.is_empty()).then(|| mean(&within)),
        frames: all.len(),
    })
}

/// Standard deviation of what was asked.
fn spread(pairs: &[(f32, f32)]) -> f64 {
    let asked: Vec<f64> = pairs.iter().map(|pair| f64::from(pair.0)).collect();
    let middle = mean(&asked);
    mean(
        &asked
            .iter()
            .map(|v| (v - middle).powi(2))
            .collect::<Vec<_>>(),
    )
    .sqrt()
}

/// For each attribute the sine over the longest sound.
fn traces(heard: &[Vec<Heard>], attributes: &[AttributeSpec], rate: u32) -> Vec<Trace> {
    let one = |(index, spec): (usize, &AttributeSpec)| {
        let sines = heard.iter().flatten();
        let sines = sines.filter(|h| h.kind == Kind::Sine && h.attribute == index);
        let sines = sines.filter(|h| h.pairs.len() >= ENOUGH);
        // The one that moves most over its time.
        let best = sines.max_by(|a, b| {
            let worth = |h: &Heard| spread(&h.pairs) * (h.pairs.len() as f64).sqrt();
            worth(a).total_cmp(&worth(b))
        })?;
        Some(Trace {
            attribute: spec.name.clone(),
            hop: HOP as f64 / f64::from(rate),
            asked: best.pairs.iter().map(|pair| pair.0).collect(),
            heard: best.pairs.iter().map(|pair| pair.1).collect(),
        })
    };
    attributes.iter().enumerate().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_changed_at_once() {
        assert!(counts(0).is_empty() && counts(1).is_empty());
        assert_eq!(counts(2), [2]);
        assert_eq!(counts(3), [2, 3]);
        assert_eq!(counts(5), [2, 3, 4, 5]);
        assert_eq!(plays(5, 40, &Plan::full()), 12 * 4 * 9);
    }

    #[test]
    fn a_knob_that_obeys_agrees_and_a_dead_one_does_not() {
        let asked: Vec<f32> = (0..50).map(|i| (i as f32 / 5.0).sin()).collect();
        let pairs = |heard: &dyn Fn(f32) -> f32| -> Vec<(f32, f32)> {
            asked.iter().map(|v| (*v, heard(*v))).collect()
        };
        let good = agreement(&[&pairs(&|v| v)]).unwrap();
        assert!((good.agreement - 1.0).abs() < 1e-9 && good.l1 == 0.0);
        assert!((good.within.unwrap() - 1.0).abs() < 1e-9);
        let dead = agreement(&[&pairs(&|_| 0.3)]).unwrap();
        assert_eq!((dead.agreement, dead.spearman), (0.5, 0.0));
        let wrong = agreement(&[&pairs(&|v| -v)]).unwrap();
        assert!(wrong.agreement < 1e-9);
        assert!(agreement(&[]).is_none());
    }

    #[test]
    fn a_clip_of_one_value_is_one_pair() {
        assert_eq!(means(&[(0.0, 1.0), (1.0, 2.0)]), [(0.5, 1.5)]);
        assert!(means(&[]).is_empty());
    }

    #[test]
    fn a_still_curve_has_no_correlation_of_its_own() {
        let still = [(0.6, 0.5); 40];
        let other = [(-0.6, -0.5); 40];
        let both = agreement(&[still.as_slice(), other.as_slice()]).unwrap();
        assert!(both.within.is_none() && both.pearson > 0.999);
    }
}
