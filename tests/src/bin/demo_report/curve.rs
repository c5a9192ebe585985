//! What was asked of one attribute, beside what the sound then measured.

use neurorave_core::descriptors::{Analyzer, Descriptor, WINDOW};
use neurorave_core::model_file::manifest::AttributeSpec;

use crate::patch::{SWEPT, Take};
use nrave::evaluate::spearman;

/// Samples from one measurement to the next.
const HOP: usize = 512;

/// Below this level of the output, spectral descriptors measure its noise; dBFS.
const AUDIBLE_DBFS: f32 = -60.0;

/// A request and its measurement in the segment that sweeps an attribute, normalised as the
/// model has it (−1…1 is the range of its training sounds).
pub struct Curve {
    /// The attribute's name.
    pub name: String,
    /// The descriptor's unit.
    pub unit: String,
    /// One entry a frame.
    pub frames: Vec<Frame>,
}

/// One moment of a [`Curve`].
pub struct Frame {
    /// End of the measured window, in seconds since the start of what was fed.
    pub time: f64,
    /// What the patch asked for.
    pub requested: f32,
    /// What the output measured there; `None` where it was too quiet to measure.
    pub measured: Option<f32>,
}

impl Curve {
    /// Measures `attribute` in its segment of `take` with the analyzer that the object uses.
    /// Only frames are taken whose window lies wholly inside the segment.
    pub fn measure(take: &Take, attribute: &AttributeSpec) -> Result<Self, String> {
        let unknown = || format!("the demo patch does not sweep {}", attribute.name);
        let number = SWEPT
            .iter()
            .position(|name| *name == attribute.name)
            .ok_or_else(unknown)?;
        let descriptor = Descriptor::from_name(&attribute.name).ok_or_else(unknown)?;
        let segment = take.segment(1 + number);
        let sound = &take.answer()[segment.clone()];
        let mut analyzer = Analyzer::new(take.rate as f32, HOP, &[descriptor]);
        let mut frames = Vec::new();
        for (index, block) in sound.chunks_exact(HOP).enumerate() {
            let mut value = [0.0];
            analyzer.push(block, &mut value);
            let end = (index + 1) * HOP;
            if end < WINDOW {
                continue;
            }
            let audible = descriptor == Descriptor::Rms || analyzer.rms_dbfs() > AUDIBLE_DBFS;
            let last = segment.start + end - 1;
            frames.push(Frame {
                time: (last + 1) as f64 / f64::from(take.rate),
                requested: take.requested[number][last],
                measured: audible.then(|| attribute.normalise(value[0])),
            });
        }
        Ok(Self {
            name: attribute.name.clone(),
            unit: attribute.unit.clone(),
            frames,
        })
    }

    /// Rank correlation of request and measurement over the audible frames.
    pub fn spearman(&self) -> Option<f64> {
        spearman(&self.pairs())
    }

    /// How much of the requested range is reached: the mean measured in the highest tenth of the
    /// requests less that in the lowest tenth, over the same difference of the requests.
    pub fn reach(&self) -> Option<f64> {
        let mut pairs = self.pairs();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let tenth = pairs.len().div_ceil(10);
        let mean = |pairs: &[(f32, f32)], side: fn(&(f32, f32)) -> f32| {
            pairs.iter().map(|pair| f64::from(side(pair))).sum::<f64>() / pairs.len() as f64
        };
        let (low, high) = (pairs.get(..tenth)?, pairs.get(pairs.len() - tenth..)?);
        let asked = mean(high, |p| p.0) - mean(low, |p| p.0);
        (asked > 0.0).then(|| (mean(high, |p| p.1) - mean(low, |p| p.1)) / asked)
    }

    fn pairs(&self) -> Vec<(f32, f32)> {
        self.frames
            .iter()
            .filter_map(|frame| Some((frame.requested, frame.measured?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use neurorave_core::model_file::manifest::Scale;

    const RATE: u32 = 44_100;
    const LATENCY: usize = 777;

    /// A tone whose level obeys the request of the first sweep, in a take of four segments.
    fn take(level_dbfs: impl Fn(f32) -> f32) -> Take {
        let segment = RATE as usize;
        let request = |n: usize| 1.6 * (n % segment) as f32 / segment as f32 - 0.8;
        let fed = vec![0.0; 5 * segment];
        let requested = vec![(0..fed.len()).map(request).collect(); SWEPT.len()];
        let played = (0..fed.len())
            .map(|n| {
                let tone = (0.3 * n as f32).sin() * std::f32::consts::SQRT_2;
                let now = request(n.saturating_sub(LATENCY));
                10f32.powf(level_dbfs(now) / 20.0) * tone
            })
            .collect();
        Take {
            rate: RATE,
            segment,
            fed,
            requested,
            played,
            reported_latency: LATENCY,
            dropouts: 0,
            seconds: 1.0,
        }
    }

    fn rms() -> AttributeSpec {
        AttributeSpec {
            name: "rms".into(),
            unit: "dBFS".into(),
            scale: Scale::Linear,
            min: -60.0,
            max: 0.0,
            default: 0.0,
            gate_dbfs: None,
        }
    }

    #[test]
    fn an_obedient_sound_correlates_and_a_contrary_one_does_not() {
        let obedient = Curve::measure(&take(|x| 30.0 * x - 30.0), &rms()).unwrap();
        assert!(obedient.spearman().unwrap() > 0.999);
        assert!((obedient.reach().unwrap() - 1.0).abs() < 0.05);
        let contrary = Curve::measure(&take(|x| -15.0 * x - 30.0), &rms()).unwrap();
        assert!(contrary.spearman().unwrap() < -0.999);
        assert!((contrary.reach().unwrap() + 0.5).abs() < 0.05);
    }

    #[test]
    fn an_attribute_that_the_patch_does_not_sweep_is_an_error() {
        let flatness = AttributeSpec {
            name: "flatness".into(),
            ..rms()
        };
        assert!(Curve::measure(&take(|_| 0.0), &flatness).is_err());
    }
}
