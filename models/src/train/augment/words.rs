//! Changes as they are written on the command line.

use super::Augment;
use std::fmt;
use std::str::FromStr;

impl Default for Augment {
    fn default() -> Self {
        Self {
            gain: 1.0,
            phase: 0.5,
            mute: 0.1,
            compress: 0.1,
        }
    }
}

impl FromStr for Augment {
    type Err = String;

    /// Names with commas between, each with its default probability or `=` another; or `none`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (mut augment, usual) = (Self::NONE, Self::default());
        for word in text.split(',').filter(|word| *word != "none") {
            let (name, probability) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (word, None),
            };
            let (place, usual) = match name {
                "gain" => (&mut augment.gain, usual.gain),
                "phase" => (&mut augment.phase, usual.phase),
                "mute" => (&mut augment.mute, usual.mute),
                "compress" => (&mut augment.compress, usual.compress),
                _ => {
                    return Err(format!(
                        "there is no change \"{name}\": choose from gain, phase, mute, compress, or none"
                    ));
                }
            };
            *place = match probability.map(str::parse) {
                None => usual,
                Some(Ok(share)) if (0.0..=1.0).contains(&share) => share,
                Some(_) => return Err(format!("\"{word}\": write a probability from 0 to 1")),
            };
        }
        Ok(augment)
    }
}

impl fmt::Display for Augment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [
            ("gain", self.gain),
            ("phase", self.phase),
            ("mute", self.mute),
            ("compress", self.compress),
        ];
        let words: Vec<String> = all
            .iter()
            .filter(|(_, share)| *share > 0.0)
            .map(|(name, share)| format!("{name}={share}"))
            .collect();
        f.write_str(if words.is_empty() { "none" } else { "" })?;
        f.write_str(&words.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_explained() {
        let said = |text: &str| text.parse::<Augment>().unwrap_err();
        assert!(said("echo").contains("gain, phase, mute, compress"));
        assert!(said("phase=2").contains("probability"));
        assert!(said("mute=often").contains("probability"));
        let usual = Augment::default();
        assert_eq!(usual.to_string().parse(), Ok(usual));
    }
}
