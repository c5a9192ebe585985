//! What Pd prints.

use crate::appliance::log::Kind;

const XRUN: [&str; 6] = [
    "xrun",
    "underrun",
    "overrun",
    "audio i/o error",
    "audio i/o stuck",
    "restart alsa",
];
const FAULT: [&str; 6] = ["error", "can't", "couldn't", "cannot", "failed", "no such"];

/// What kind of event a line is.
pub(super) fn kind(line: &str) -> Kind {
    let line = line.to_lowercase();
    let holds = |words: &[&str]| words.iter().any(|word| line.contains(word));
    let words = || line.split(|c: char| !c.is_alphanumeric());
    if holds(&XRUN) {
        Kind::Xrun
    } else if words().any(|word| word == "late" || word == "dropouts") {
        Kind::Late
    } else if holds(&FAULT) {
        Kind::Fault
    } else {
        Kind::Pd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_pd_are_told_apart() {
        assert_eq!(kind("snd_pcm_writei: XRUN recovery"), Kind::Xrun);
        assert_eq!(kind("audio I/O stuck... closing audio"), Kind::Xrun);
        assert_eq!(kind("nrave~: 3 late inferences"), Kind::Late);
        assert_eq!(kind("translate: ok"), Kind::Pd);
        assert_eq!(kind("nrave.cv: couldn't create"), Kind::Fault);
        assert_eq!(kind("ALSA output error (snd_pcm_open)"), Kind::Fault);
    }
}
