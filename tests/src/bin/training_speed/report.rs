//! Figures of one process's steps.

use super::peer::Answer;
use std::collections::BTreeMap;
use std::fmt;

#[derive(Default)]
pub struct Report {
    first: Option<BTreeMap<String, f64>>,
    seconds: Vec<f64>,
    processor_seconds: Vec<f64>,
    peak_mib: f64,
}

impl Report {
    /// Takes in a step, its times only where they count.
    pub fn add(&mut self, answer: Answer, counts: bool) {
        self.first.get_or_insert(answer.losses);
        self.peak_mib = answer.peak_mib;
        if counts {
            self.seconds.push(answer.seconds);
            self.processor_seconds.push(answer.processor_seconds);
        }
    }

    /// Our times as multiples of theirs.
    pub fn beside(&self, theirs: &Self) -> String {
        format!(
            "ratio    {:.2} on the clock, {:.2} of the processor, {:.2} of the memory",
            median(&self.seconds) / median(&theirs.seconds),
            median(&self.processor_seconds) / median(&theirs.processor_seconds),
            self.peak_mib / theirs.peak_mib
        )
    }

    /// The largest distance of a first loss, as a part of the value or of 1 where that is more;
    /// infinite where one has losses that the other hasn't.
    pub fn apart(&self, theirs: &Self) -> f64 {
        let (Some(ours), Some(theirs)) = (&self.first, &theirs.first) else {
            return f64::INFINITY;
        };
        if !ours.keys().eq(theirs.keys()) {
            return f64::INFINITY;
        }
        let pairs = ours.values().zip(theirs.values());
        pairs
            .map(|(ours, theirs)| (ours - theirs).abs() / theirs.abs().max(1.0))
            .fold(0.0, |most, apart| {
                if apart > most || apart.is_nan() {
                    apart
                } else {
                    most
                }
            })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let fastest = self.seconds.iter().copied().fold(f64::INFINITY, f64::min);
        write!(
            f,
            "a step: median {:.3} s, fastest {fastest:.3}; processor {:.3} s; peak {:.0} MiB",
            median(&self.seconds),
            median(&self.processor_seconds),
            self.peak_mib
        )
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        (sorted[middle - 1] + sorted[middle]) / 2.0
    }
}
