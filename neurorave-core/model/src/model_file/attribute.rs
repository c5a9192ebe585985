//! How an attribute's own unit maps to the network's -1 to 1.

use serde::{Deserialize, Serialize};

/// Normalised values beyond this are clamped: what no training example came near.
const LIMIT: f32 = 6.0;

/// Keeps silence (0 Hz) finite on the logarithmic scale, and low frequencies from taking most of
/// the range. Hz.
const LOG_OFFSET: f64 = 20.0;

/// One attribute: a descriptor and the range in which the model knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributeSpec {
    /// The descriptor's name: `rms`, `centroid` and so on.
    pub name: String,
    /// The descriptor's unit, for people: `dBFS`, `Hz`, `acum`.
    pub unit: String,
    /// On which scale the range is divided evenly.
    pub scale: Scale,
    /// Value that maps to -1, in the descriptor's unit.
    pub min: f32,
    /// Value that maps to 1, in the descriptor's unit.
    pub max: f32,
    /// Normalised value when nothing sets it, -1 to 1.
    pub default: f32,
    /// Below this block rms, in dBFS, the descriptor says nothing and the last value is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate_dbfs: Option<f32>,
}

/// A scale on which an attribute's range is divided evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// The unit itself.
    Linear,
    /// log2(value + 20 Hz); values below 0 Hz count as 0.
    Log,
}

impl Scale {
    fn place(self, value: f32) -> f64 {
        match self {
            Scale::Linear => f64::from(value),
            Scale::Log => (f64::from(value).max(0.0) + LOG_OFFSET).log2(),
        }
    }

    fn value(self, place: f64) -> f64 {
        match self {
            Scale::Linear => place,
            Scale::Log => (place.exp2() - LOG_OFFSET).max(0.0),
        }
    }
}

impl AttributeSpec {
    /// Maps a measured value to the network's range: -1 at `min`, 1 at `max`, linear on the
    /// scale and beyond it, clamped to -6 to 6. Finite for any input; NaN and an empty range
    /// give 0.
    pub fn normalise(&self, value: f32) -> f32 {
        let (low, high) = self.ends();
        let x = 2.0 * (self.scale.place(value) - low) / (high - low) - 1.0;
        if x.is_nan() {
            0.0
        } else {
            (x as f32).clamp(-LIMIT, LIMIT)
        }
    }

    /// The value in the attribute's own unit that `x` stands for, with `x` clamped to -6 to 6:
    /// the inverse of [`normalise`](Self::normalise). Finite for any input; NaN counts as 0.
    pub fn denormalise(&self, x: f32) -> f32 {
        let x = if x.is_nan() {
            0.0
        } else {
            x.clamp(-LIMIT, LIMIT)
        };
        let (low, high) = self.ends();
        let place = low + (f64::from(x) + 1.0) * 0.5 * (high - low);
        self.scale
            .value(place)
            .clamp(f64::from(f32::MIN), f64::from(f32::MAX)) as f32
    }

    fn ends(&self) -> (f64, f64) {
        (self.scale.place(self.min), self.scale.place(self.max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(scale: Scale, min: f32, max: f32) -> AttributeSpec {
        AttributeSpec {
            name: "centroid".into(),
            unit: "Hz".into(),
            scale,
            min,
            max,
            default: 0.0,
            gate_dbfs: None,
        }
    }

    #[test]
    fn ends_map_to_minus_one_and_one() {
        for scale in [Scale::Linear, Scale::Log] {
            let s = spec(scale, 100.0, 8000.0);
            assert_eq!(s.normalise(100.0), -1.0);
            assert_eq!(s.normalise(8000.0), 1.0);
        }
    }

    #[test]
    fn the_log_scale_has_its_middle_at_the_geometric_mean() {
        let s = spec(Scale::Log, 80.0, 1580.0);
        let middle = (100.0f32 * 1600.0).sqrt() - 20.0;
        assert!(s.normalise(middle).abs() < 1e-6);
        assert!((s.denormalise(0.0) - middle).abs() < 1e-3);
    }

    #[test]
    fn values_beyond_the_range_extend_up_to_six() {
        let s = spec(Scale::Linear, 0.0, 1.0);
        assert_eq!(s.normalise(2.0), 3.0);
        assert_eq!(s.normalise(1e9), 6.0);
        assert_eq!(s.normalise(-1e9), -6.0);
    }

    #[test]
    fn denormalise_inverts_normalise() {
        for scale in [Scale::Linear, Scale::Log] {
            let s = spec(scale, 200.0, 6000.0);
            for value in [10.0, 200.0, 440.0, 5999.0, 12000.0] {
                let back = s.denormalise(s.normalise(value));
                assert!(
                    (back - value).abs() < 1e-3 * value,
                    "{scale:?}: {value} came back {back}"
                );
            }
        }
    }

    #[test]
    fn every_input_gives_a_finite_result() {
        let ranges = [(0.0, 1.0), (1.0, 1.0), (f32::MIN, f32::MAX), (5.0, -5.0)];
        let values = [
            0.0,
            -0.0,
            f32::MIN,
            f32::MAX,
            f32::NAN,
            f32::INFINITY,
            -f32::INFINITY,
            1e-45,
        ];
        for scale in [Scale::Linear, Scale::Log] {
            for (min, max) in ranges {
                let s = spec(scale, min, max);
                for value in values {
                    assert!(
                        s.normalise(value).is_finite(),
                        "{scale:?} {min} {max} {value}"
                    );
                    assert!(
                        s.denormalise(value).is_finite(),
                        "{scale:?} {min} {max} {value}"
                    );
                }
            }
        }
    }
}
