//! The small languages of arguments: `centroid=0.5`, `centroid=2000Hz`, `A4`.

use neurorave_core::attributes::Value;
use neurorave_core::descriptors::Descriptor;
use nrave::render::Inlet;
use std::path::PathBuf;

/// `NAME=VALUE`, the value normalised or with the attribute's unit after it.
pub fn setting(text: &str) -> Result<(Descriptor, Value), String> {
    let (descriptor, value) = named(text)?;
    let split = value.find(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E'));
    let Some(split) = split else {
        return Ok((descriptor, Value::Normalised(number(value)?)));
    };
    let (amount, unit) = value.split_at(split);
    if !is_unit(unit, descriptor.unit()) {
        let own = descriptor.unit();
        return Err(format!(
            "\"{unit}\" is not the unit of {}; write {own} or, for -1 to 1, no unit",
            descriptor.name()
        ));
    }
    Ok((descriptor, Value::Unit(number(amount.trim_end())?)))
}

/// `NAME=NUMBER`.
pub fn amount(text: &str) -> Result<(Descriptor, f32), String> {
    let (descriptor, value) = named(text)?;
    Ok((descriptor, number(value)?))
}

/// `NAME=FILE`, where the name may also be `pitch`.
pub fn curve(text: &str) -> Result<(Inlet, PathBuf), String> {
    match text.split_once('=') {
        Some(("pitch", file)) if !file.is_empty() => Ok((Inlet::Pitch, file.into())),
        _ => {
            let (descriptor, file) = named(text)?;
            Ok((Inlet::Attribute(descriptor), file.into()))
        }
    }
}

/// A MIDI note number or a name (`A4`, `C#3`, `Bb-1`), as a MIDI note number.
pub fn note(text: &str) -> Result<f32, String> {
    let midi = number(text)
        .ok()
        .or_else(|| named_note(text))
        .ok_or_else(|| {
            format!("\"{text}\" is not a note; write a MIDI number (69) or a name (A4, C#3, Bb2)")
        })?;
    if (-36.0..=144.0).contains(&midi) {
        Ok(midi)
    } else {
        Err(format!("note {midi} is beyond hearing; A4 is 69"))
    }
}

/// A length in seconds, up to a day.
pub fn seconds(text: &str) -> Result<f64, String> {
    let seconds = f64::from(number(text)?);
    if (0.0..=86_400.0).contains(&seconds) {
        Ok(seconds)
    } else {
        Err(format!("{text} is not 0 to 86400 seconds"))
    }
}

/// A finite number.
pub fn number(text: &str) -> Result<f32, String> {
    match text.trim().parse::<f32>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(format!("\"{text}\" is not a number")),
    }
}

fn named(text: &str) -> Result<(Descriptor, &str), String> {
    let (name, value) = text
        .split_once('=')
        .filter(|(_, value)| !value.is_empty())
        .ok_or_else(|| format!("\"{text}\" is not NAME=VALUE, for example centroid=0.5"))?;
    let descriptor = Descriptor::from_name(name).ok_or_else(|| {
        let known: Vec<_> = Descriptor::ALL.iter().map(|d| d.name()).collect();
        format!(
            "there is no attribute \"{name}\"; there are: {}",
            known.join(", ")
        )
    })?;
    Ok((descriptor, value))
}

fn is_unit(written: &str, unit: &str) -> bool {
    written.eq_ignore_ascii_case(unit) || (unit == "dBFS" && written.eq_ignore_ascii_case("db"))
}

fn named_note(text: &str) -> Option<f32> {
    let mut chars = text.chars();
    let semitone = match chars.next()?.to_ascii_uppercase() {
        'C' => 0,
        'D' => 2,
        'E' => 4,
        'F' => 5,
        'G' => 7,
        'A' => 9,
        'B' => 11,
        _ => return None,
    };
    let rest = chars.as_str();
    let (shift, octave) = match rest.chars().next()? {
        '#' => (1, &rest[1..]),
        'b' => (-1, &rest[1..]),
        _ => (0, rest),
    };
    let octave: i32 = octave.parse().ok().filter(|o| (-5..=12).contains(o))?;
    Some((12 * (octave + 1) + semitone + shift) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_normalised_or_in_the_unit() {
        assert_eq!(
            setting("centroid=0.5"),
            Ok((Descriptor::Centroid, Value::Normalised(0.5)))
        );
        assert_eq!(
            setting("centroid=2000hz"),
            Ok((Descriptor::Centroid, Value::Unit(2000.0)))
        );
        assert_eq!(
            setting("rms=-18 dB"),
            Ok((Descriptor::Rms, Value::Unit(-18.0)))
        );
        assert_eq!(
            setting("rms=-1e-1"),
            Ok((Descriptor::Rms, Value::Normalised(-0.1)))
        );
    }

    #[test]
    fn mistakes_are_explained() {
        assert!(setting("centroid").unwrap_err().contains("NAME=VALUE"));
        assert!(
            setting("brightness=1")
                .unwrap_err()
                .contains("rms, centroid")
        );
        assert!(setting("rms=5Hz").unwrap_err().contains("dBFS"));
        assert!(setting("rms=nan").is_err());
        assert!(amount("rms=loud").unwrap_err().contains("not a number"));
        assert!(curve("pitch=").is_err());
        assert!(note("H2").is_err());
        assert!(note("500").is_err());
    }

    #[test]
    fn notes_have_numbers_and_names() {
        for (text, midi) in [
            ("69", 69.0),
            ("60.5", 60.5),
            ("A4", 69.0),
            ("c4", 60.0),
            ("C#-1", 1.0),
            ("Bb2", 46.0),
        ] {
            assert_eq!(note(text), Ok(midi), "{text}");
        }
    }
}
