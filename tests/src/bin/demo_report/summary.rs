//! The figures of a demo run, for people and for programs.

use std::fmt;

use neurorave_core::model_file::manifest::Manifest;
use serde_json::{Value, json};

use crate::curve::{Curve, Frame};
use crate::patch::Take;

/// What a run showed.
pub struct Summary<'a> {
    /// The model that played.
    pub model: &'a Manifest,
    /// What it played.
    pub take: &'a Take,
    /// One for each attribute, in the model's order.
    pub curves: &'a [Curve],
    /// Latency in samples, see [`crate::latency`].
    pub measured_latency: usize,
}

impl Summary<'_> {
    /// Seconds of sound for each second that Pd ran.
    fn realtime_factor(&self) -> f64 {
        self.take.played.len() as f64 / f64::from(self.take.rate) / self.take.seconds
    }

    /// What must hold in every run, whatever the model.
    pub fn check(&self) -> Result<(), String> {
        let (reported, measured) = (self.take.reported_latency, self.measured_latency);
        if reported != measured {
            return Err(format!(
                "nrave~ reports a latency of {reported} samples, but it is {measured}"
            ));
        }
        match self.take.dropouts {
            0 => Ok(()),
            some => Err(format!("{some} dropouts while rendering offline")),
        }
    }

    /// Everything, as the text of a JSON file.
    pub fn json(&self) -> String {
        let take = self.take;
        let report = json!({
            "model": self.model.name,
            "sample_rate": take.rate,
            "segment_seconds": take.segment as f64 / f64::from(take.rate),
            "latency": {
                "reported_samples": take.reported_latency,
                "measured_samples": self.measured_latency,
                "measured_how": "an impulse through the same patch, the network replaced by a pure \
                                 delay of the same step and declared delay",
            },
            "dropouts": take.dropouts,
            "realtime_factor": self.realtime_factor(),
            "realtime_factor_of": "the whole run of Pd, its start and the loading of the model included",
            "attributes": self.curves.iter().map(attribute).collect::<Vec<_>>(),
        });
        format!("{report:#}\n")
    }
}

fn attribute(curve: &Curve) -> Value {
    let column = |value: fn(&Frame) -> Value| curve.frames.iter().map(value).collect::<Vec<_>>();
    json!({
        "name": curve.name,
        "unit_of_descriptor": curve.unit,
        "spearman": curve.spearman().map(rounded),
        "reach": curve.reach().map(rounded),
        "seconds": column(|frame| json!(rounded(frame.time))),
        "requested": column(|frame| json!(rounded(frame.requested.into()))),
        "measured": column(|frame| json!(frame.measured.map(|value| rounded(value.into())))),
    })
}

/// To four decimals: more says nothing and makes the file hard to read.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let take = self.take;
        writeln!(f, "{} played spoken digits in Pure Data.", self.model.name)?;
        for curve in self.curves {
            let percent = |x: f64| format!("{:.0} %", 100.0 * x);
            writeln!(
                f,
                "  {:<10} swept from -0.8 to 0.8: Spearman {}, {} of the range reached",
                curve.name,
                curve.spearman().map_or("-".into(), |x| format!("{x:.3}")),
                curve.reach().map_or("-".into(), percent),
            )?;
        }
        writeln!(
            f,
            "  latency    {} samples ({:.1} ms) reported, {} measured",
            take.reported_latency,
            1e3 * take.reported_latency as f64 / f64::from(take.rate),
            self.measured_latency,
        )?;
        write!(
            f,
            "  dropouts   {}; {:.1} times as fast as real time",
            take.dropouts,
            self.realtime_factor()
        )
    }
}
