//! Attributes: descriptors as controls.
//!
//! An attribute either *follows* what is measured in the sound (or proposed by a model that plays by
//! itself), or is *set* by a message. Normalised
//! (−1 at the model's minimum, 1 at its maximum, see `AttributeSpec`), the network is given
//!
//! - following: `measured · scale + offset + inlet`
//! - set: `value + inlet`
//!
//! limited to −6…6. What messages change is smoothed by a one-pole filter, and so is the change
//! between following and set; what is measured, and the signal at the inlet, are not.

use crate::model_file::manifest::AttributeSpec;

/// A value as a message gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Normalised: −1 at the model's minimum, 1 at its maximum.
    Normalised(f32),
    /// In the attribute's own unit (Hz, dBFS …).
    Unit(f32),
}

/// What messages have made of one attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// The value that is set, or `None` while the attribute follows the sound.
    pub set: Option<Value>,
    /// Factor on the followed value.
    pub scale: f32,
    /// Added to the followed value.
    pub offset: f32,
}

impl Default for Setting {
    fn default() -> Self {
        Setting {
            set: None,
            scale: 1.0,
            offset: 0.0,
        }
    }
}

/// A one-pole smoother that starts at its first target.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Smooth(Option<f32>);

impl Smooth {
    /// Moves towards `target` by `rate` (0…1) of the distance.
    pub fn next(&mut self, target: f32, rate: f32) -> f32 {
        let before = self.0.unwrap_or(target);
        let now = before + (target - before) * rate;
        self.0 = Some(now);
        now
    }
}

/// The part of the distance that a one-pole smoother covers in `seconds`, for a time constant of
/// `milliseconds`.
pub(crate) fn smoothing_rate(seconds: f64, milliseconds: f32) -> f32 {
    if milliseconds <= 0.0 {
        return 1.0;
    }
    (1.0 - (-seconds * 1000.0 / f64::from(milliseconds)).exp()) as f32
}

/// Network inputs beyond this are limited; the training never went there.
const LIMIT: f32 = 6.0;

/// One attribute of a model that plays, evaluated once a step.
pub struct Attribute {
    spec: AttributeSpec,
    gated: bool,
    /// Last value measured above the gate, or proposed; normalised.
    measured: f32,
    gain: Smooth,
    base: Smooth,
}

impl Attribute {
    /// Starts at the model's default.
    pub fn new(spec: AttributeSpec) -> Attribute {
        let gated = spec.name != "rms";
        let measured = spec.default;
        Attribute {
            spec,
            gated,
            measured,
            gain: Smooth::default(),
            base: Smooth::default(),
        }
    }

    /// Back to the start.
    pub fn reset(&mut self) {
        self.measured = self.spec.default;
        self.gain = Smooth::default();
        self.base = Smooth::default();
    }

    /// Takes a measurement in the attribute's own unit. When the sound it was taken from is quieter
    /// than the model's gate, a descriptor other than rms says nothing, and the last one is held.
    pub fn measure(&mut self, value: f32, rms_dbfs: f32) {
        let quiet = self.spec.gate_dbfs.is_some_and(|gate| rms_dbfs < gate);
        if !(self.gated && quiet) {
            self.measured = self.spec.normalise(value);
        }
    }

    /// Takes a normalised value that a model proposes instead of one that is measured.
    pub fn propose(&mut self, value: f32) {
        self.measured = value.clamp(-LIMIT, LIMIT);
    }

    /// What is followed: the last value measured or proposed, normalised.
    pub fn followed(&self) -> f32 {
        self.measured
    }

    /// The value for the network at this step. `inlet` is the signal at the attribute's inlet;
    /// `rate` the part of the way (0…1) that smoothing goes in a step.
    pub fn next(&mut self, setting: &Setting, inlet: f32, rate: f32) -> f32 {
        let (gain, base) = match setting.set {
            None => (setting.scale, setting.offset),
            Some(Value::Normalised(value)) => (0.0, value),
            Some(Value::Unit(value)) => (0.0, self.spec.normalise(value)),
        };
        let followed = self.measured * self.gain.next(gain, rate);
        (followed + self.base.next(base, rate) + inlet).clamp(-LIMIT, LIMIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_file::manifest::Scale;

    fn attribute(name: &str) -> Attribute {
        Attribute::new(AttributeSpec {
            name: name.into(),
            unit: "Hz".into(),
            scale: Scale::Linear,
            min: 0.0,
            max: 1000.0,
            default: 0.25,
            gate_dbfs: Some(-60.0),
        })
    }

    #[test]
    fn follows_scaled_and_offset_and_leans_on_its_inlet() {
        let mut a = attribute("centroid");
        a.measure(750.0, -20.0);
        let setting = Setting {
            scale: 2.0,
            offset: -0.5,
            set: None,
        };
        assert_eq!(a.next(&setting, 0.125, 1.0), 0.5 * 2.0 - 0.5 + 0.125);
    }

    #[test]
    fn set_takes_either_unit() {
        let mut a = attribute("centroid");
        a.measure(750.0, -20.0);
        let mut setting = Setting {
            set: Some(Value::Normalised(-0.3)),
            ..Setting::default()
        };
        assert_eq!(a.next(&setting, 0.1, 1.0), -0.3 + 0.1);
        setting.set = Some(Value::Unit(900.0));
        assert!((a.next(&setting, 0.0, 1.0) - 0.8).abs() < 1e-6);
    }

    #[test]
    fn holds_below_the_gate_unless_it_is_rms() {
        for (name, expected) in [("centroid", 0.5), ("rms", -1.0)] {
            let mut a = attribute(name);
            a.measure(750.0, -20.0);
            a.measure(0.0, -90.0);
            assert_eq!(a.next(&Setting::default(), 0.0, 1.0), expected);
        }
    }

    #[test]
    fn messages_are_smoothed_but_the_first_value_is_not() {
        let mut a = attribute("centroid");
        let set = |v| Setting {
            set: Some(Value::Normalised(v)),
            ..Setting::default()
        };
        assert_eq!(a.next(&set(1.0), 0.0, 0.5), 1.0);
        assert_eq!(a.next(&set(0.0), 0.0, 0.5), 0.5);
        assert_eq!(a.next(&set(0.0), 0.0, 0.5), 0.25);
        a.reset();
        assert_eq!(
            a.next(&Setting::default(), 0.0, 0.5),
            0.25,
            "the default of the model"
        );
    }

    #[test]
    fn the_smoothing_rate_is_that_of_a_one_pole() {
        assert!((smoothing_rate(0.01, 10.0) - 0.632).abs() < 1e-3);
        assert_eq!(smoothing_rate(0.01, 0.0), 1.0);
    }
}
