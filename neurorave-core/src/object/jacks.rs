//! What the inlets and outlets are for, in words for tooltips and references.

use crate::descriptors::Descriptor;
use crate::model_file::manifest::{AttributeSpec, Kind, PitchSpec};
use crate::network::Jack;

/// What the side inlet is for.
pub const SIDE: &str = "(signal) side: the sound whose attributes and pitch are followed";
/// What the information outlet is for.
pub const INFORMATION: &str = "answers, and news such as loaded";
/// What an inlet or outlet is for that no model uses.
pub const IDLE: &str = "(signal) idle: the model has no use for it";
/// What the first inlet takes in any case.
pub const MESSAGES: &str = "messages";

/// A descriptor in everyday words.
pub fn meaning(descriptor: Descriptor) -> &'static str {
    match descriptor {
        Descriptor::Rms => "loudness",
        Descriptor::Centroid => "brightness",
        Descriptor::Bandwidth => "width of the spectrum",
        Descriptor::Rolloff => "where the highs end",
        Descriptor::Flatness => "noisiness",
        Descriptor::Sharpness => "edge",
        Descriptor::Booming => "weight of the lows",
    }
}

/// What an inlet is for. `attributes` and `pitch` are the model's.
pub fn inlet(jack: &Jack, attributes: &[AttributeSpec], pitch: Option<PitchSpec>) -> String {
    let name = &jack.name;
    match jack.kind {
        Kind::Audio => format!("(signal) {name}: the sound to play with"),
        Kind::Latent => format!("(signal) {name}"),
        Kind::Pitch => match pitch {
            Some(PitchSpec { min_hz, max_hz }) => format!(
                "(signal/float) pitch: semitones, added; the model knows {min_hz:.0} to {max_hz:.0} Hz"
            ),
            None => "(signal/float) pitch: semitones, added".into(),
        },
        Kind::Attribute => match attributes.iter().find(|a| a.name == *name) {
            Some(attribute) => range(attribute),
            None => format!("(signal/float) {name}"),
        },
        _ => format!("(signal/float) {name}"),
    }
}

/// `(signal/float) centroid, brightness: added; -1 is 198, 1 is 5626 Hz`.
fn range(attribute: &AttributeSpec) -> String {
    let AttributeSpec {
        name,
        unit,
        min,
        max,
        ..
    } = attribute;
    let meaning = Descriptor::from_name(name).map_or("", meaning);
    let line = format!(
        "(signal/float) {name}, {meaning}: added; -1 is {}, 1 is {} {unit}",
        short(*min),
        short(*max)
    );
    line.trim_end().to_owned()
}

fn short(x: f32) -> String {
    let digits = if x.abs() < 10.0 { 1 } else { 0 };
    format!("{x:.digits$}")
}

/// What an outlet is for.
pub fn outlet(jack: &Jack) -> String {
    format!("(signal) {}", jack.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_file::manifest::Scale;

    #[test]
    fn an_attribute_tells_its_range() {
        let centroid = AttributeSpec {
            name: "centroid".into(),
            unit: "Hz".into(),
            scale: Scale::Linear,
            min: 197.8,
            max: 5626.3,
            default: 0.0,
            gate_dbfs: None,
        };
        let jack = Jack {
            name: "centroid".into(),
            kind: Kind::Attribute,
        };
        assert_eq!(
            inlet(&jack, &[centroid], None),
            "(signal/float) centroid, brightness: added; -1 is 198, 1 is 5626 Hz"
        );
    }
}
