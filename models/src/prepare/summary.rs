//! What a prepared set holds, in figures.

use super::PrepareError;
use super::measure::Measure;
use super::problem::Problem;
use super::set::{Part, Set};
use super::split::Split;
use crate::train::corpus::GATE_DBFS;
use neurorave_core::descriptors::Descriptor;
use serde::Serialize;
use std::collections::HashSet;

/// Bars of a histogram.
const BARS: usize = 24;
/// Voicing from which a hop counts as pitched.
const VOICED: f32 = 0.5;

/// The figures of a set.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// Sample rate, Hz.
    pub rate: u32,
    /// Seed of the split.
    pub seed: u64,
    /// Silence under this many dBFS was cut.
    pub trim_db: Option<f32>,
    /// Files found, usable or not.
    pub files: usize,
    /// Each split.
    pub splits: Vec<Share>,
    /// Each descriptor over the hops that sound, of everything that is trained on.
    pub descriptors: Vec<Range>,
    /// The pitch over the voiced hops; absent where there are none.
    pub pitch: Option<Range>,
    /// Share of the sounding hops that are voiced, 0 to 1.
    pub voiced: f64,
    /// Every problem.
    pub problems: Vec<Listed>,
}

/// One split.
#[derive(Debug, Clone, Serialize)]
pub struct Share {
    /// Which.
    pub split: Split,
    /// Files in it, in whole or in part.
    pub files: usize,
    /// Hours of audio.
    pub hours: f64,
}

/// How a quantity is distributed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Range {
    /// Of what.
    pub name: &'static str,
    /// In which unit.
    pub unit: &'static str,
    /// 1st percentile.
    pub low: f32,
    /// 50th percentile.
    pub median: f32,
    /// 99th percentile.
    pub high: f32,
    /// Values in equal steps from `low` to `high`, of their logarithms where the unit is Hz.
    pub histogram: Vec<usize>,
}

/// A file with something wrong.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    /// Its name under the folder that was searched.
    pub name: String,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: Problem,
}

impl Summary {
    /// Of a set that is measured so.
    pub fn of(set: &Set, measure: &Measure) -> Result<Self, PrepareError> {
        let parts = set.parts(measure)?;
        let train: Vec<&Part> = parts.iter().filter(|p| p.split == Split::Train).collect();
        let sounding = || {
            train.iter().flat_map(|part| {
                let levels = part.rows.curve(Descriptor::Rms);
                levels.map(|level| level > GATE_DBFS)
            })
        };
        let of = |curves: &mut dyn Iterator<Item = f32>| -> Vec<f32> {
            let kept = curves.zip(sounding()).filter(|(_, sounds)| *sounds);
            kept.map(|(value, _)| value).collect()
        };
        let descriptors = Descriptor::ALL
            .iter()
            .filter_map(|&descriptor| {
                let values = of(&mut train.iter().flat_map(|part| part.rows.curve(descriptor)));
                Range::of(descriptor.name(), descriptor.unit(), values)
            })
            .collect();
        let pitch = || train.iter().flat_map(|part| part.rows.pitch());
        let voiced = pitch()
            .zip(sounding())
            .filter(|(p, sounds)| *sounds && p.voicing > VOICED);
        let voiced: Vec<f32> = voiced.map(|(pitch, _)| pitch.hz).collect();
        let count = sounding().filter(|sounds| *sounds).count();
        Ok(Self {
            rate: set.rate(),
            seed: set.index.seed,
            trim_db: set.index.trim_db,
            files: set.files(),
            splits: Split::ALL
                .iter()
                .map(|&split| share(split, &parts, set.rate()))
                .collect(),
            descriptors,
            voiced: voiced.len() as f64 / count.max(1) as f64,
            pitch: Range::of("pitch", "Hz", voiced),
            problems: set
                .problems()
                .map(|(name, problem)| Listed {
                    name: name.to_owned(),
                    problem: problem.clone(),
                })
                .collect(),
        })
    }

    /// Hours of audio in all.
    pub fn hours(&self) -> f64 {
        self.splits.iter().map(|share| share.hours).sum()
    }
}

fn share(split: Split, parts: &[Part], rate: u32) -> Share {
    let mine = || parts.iter().filter(|part| part.split == split);
    let samples: usize = mine().map(|part| part.audio.len()).sum();
    Share {
        split,
        files: mine().map(|part| &part.path).collect::<HashSet<_>>().len(),
        hours: samples as f64 / f64::from(rate) / 3600.0,
    }
}

impl Range {
    /// Of `values`; `None` where there are none.
    pub fn of(name: &'static str, unit: &'static str, mut values: Vec<f32>) -> Option<Self> {
        let [low, median, high] = percentiles(&mut values, [0.01, 0.5, 0.99])?;
        let scaled = |value: f32| {
            if unit == "Hz" {
                value.max(1.0).log2()
            } else {
                value
            }
        };
        let (from, to) = (scaled(low), scaled(high));
        let mut histogram = vec![0; BARS];
        for value in values {
            let at = (scaled(value) - from) / (to - from) * BARS as f32;
            if (0.0..=BARS as f32).contains(&at) {
                histogram[(at as usize).min(BARS - 1)] += 1;
            }
        }
        Some(Self {
            name,
            unit,
            low,
            median,
            high,
            histogram,
        })
    }
}

/// The values below which these shares of all lie; `None` where there are none. `values` are
/// reordered.
pub fn percentiles<const N: usize>(values: &mut [f32], shares: [f64; N]) -> Option<[f32; N]> {
    let last = values.len().checked_sub(1)?;
    Some(shares.map(|share| {
        let at = (last as f64 * share) as usize;
        *values.select_nth_unstable_by(at, f32::total_cmp).1
    }))
}
