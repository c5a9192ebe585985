//! Taking in what Pd tells.

use std::str::FromStr;

use super::notice::Fault;
use super::state::{Attribute, Cpu, Input, InputKind, Level, Model, State};
use crate::link::FromPd;

impl State {
    /// Takes in a message; whether it was one that belongs here. Turns and presses are for
    /// [`Navigation`](super::Navigation).
    ///
    /// Of what the patch says these are understood:
    /// - `loaded NAME METHOD`: another model plays; the attributes and the pitch begin anew,
    /// - `attribute NAME ASKED MEASURED`, both −1…1, the second may be missing,
    /// - `pitch HZ`,
    /// - `level IN OUT` in dBFS,
    /// - `cpu MEAN WORST` as shares of the time there is,
    /// - `dropouts N`,
    /// - `patched NAME 0|1`: whether a cable is plugged in.
    pub fn hear(&mut self, message: &FromPd) -> bool {
        match message {
            FromPd::Beat { late, .. } => self.late_gates = *late,
            FromPd::Input { name, volts, value } => {
                let input = self.input(name);
                (input.volts, input.value) = (*volts, *value);
            }
            FromPd::Fault { part, why } => self.fail(part, why),
            FromPd::Well { part } => self.faults.retain(|fault| fault.part != *part),
            FromPd::Said(words) => {
                let words: Vec<_> = words.iter().map(String::as_str).collect();
                return self.understand(&words).is_some();
            }
            FromPd::Turn(_) | FromPd::Button { .. } => return false,
        }
        true
    }

    /// Notes that `part` is gone, and why; once, however often it is told.
    pub fn fail(&mut self, part: &str, why: &str) {
        match self.faults.iter_mut().find(|fault| fault.part == part) {
            Some(fault) => why.clone_into(&mut fault.why),
            None => self.faults.push(Fault::new(part, why)),
        }
    }

    fn understand(&mut self, words: &[&str]) -> Option<()> {
        match *words {
            ["loaded", name] => self.load(name.to_owned(), ""),
            // A name may have spaces in it.
            ["loaded", ref name @ .., method] => self.load(name.join(" "), method),
            ["attribute", name, asked] => {
                self.attribute(name).asked = number(asked)?;
            }
            ["attribute", name, asked, measured] => {
                let (asked, measured) = (number(asked)?, number(measured)?);
                let attribute = self.attribute(name);
                (attribute.asked, attribute.measured) = (asked, Some(measured));
            }
            ["pitch", hertz] => self.pitch = Some(number(hertz)?),
            ["level", input, output] => {
                let (input, output) = (number(input)?, number(output)?);
                self.level = Some(Level { input, output });
            }
            ["cpu", mean, worst] => {
                let (mean, worst) = (number(mean)?, number(worst)?);
                self.cpu = Some(Cpu { mean, worst });
            }
            // Pd writes whole numbers as floats.
            ["dropouts", count] => self.dropouts = number::<f64>(count)? as u64,
            ["patched", name, flag] => self.input(name).patched = number::<f32>(flag)? != 0.,
            _ => return None,
        }
        Some(())
    }

    fn load(&mut self, name: String, method: &str) {
        let model = Model {
            name,
            method: method.to_owned(),
        };
        if self.model.as_ref() != Some(&model) {
            self.model = Some(model);
            self.attributes.clear();
            self.pitch = None;
        }
    }

    fn attribute(&mut self, name: &str) -> &mut Attribute {
        let new = || Attribute {
            name: name.to_owned(),
            asked: 0.,
            measured: None,
            volts: None,
        };
        found(
            &mut self.attributes,
            |attribute| attribute.name == name,
            new,
        )
    }

    fn input(&mut self, name: &str) -> &mut Input {
        let new = || Input {
            name: name.to_owned(),
            kind: InputKind::default(),
            volts: 0.,
            value: 0.,
            patched: true,
        };
        found(&mut self.inputs, |input| input.name == name, new)
    }
}

fn number<T: FromStr>(word: &str) -> Option<T> {
    word.parse().ok()
}

/// The one that is meant, put at the end where there is none yet.
fn found<T>(all: &mut Vec<T>, is_meant: impl Fn(&T) -> bool, new: impl FnOnce() -> T) -> &mut T {
    let at = all.iter().position(is_meant).unwrap_or_else(|| {
        all.push(new());
        all.len() - 1
    });
    &mut all[at]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hear(state: &mut State, line: &str) -> bool {
        state.hear(&FromPd::parse(line).unwrap())
    }

    #[test]
    fn what_pd_tells_is_known_afterwards() {
        let mut state = State::default();
        for line in [
            "said loaded my strings forward",
            "said attribute loudness -0.5 -0.25",
            "said attribute loudness 0.5 0.25",
            "said pitch 220",
            "said level -20.5 -6",
            "said cpu 0.25 0.5",
            "said dropouts 3",
            "input cv1 1.5 0.3",
            "said patched cv1 0",
            "beat 48000 7",
        ] {
            assert!(hear(&mut state, line), "{line}");
        }
        let model = state.model.as_ref().unwrap();
        assert_eq!((&*model.name, &*model.method), ("my strings", "forward"));
        assert_eq!(state.attributes.len(), 1);
        let loudness = &state.attributes[0];
        assert_eq!((loudness.asked, loudness.measured), (0.5, Some(0.25)));
        assert_eq!(state.pitch, Some(220.));
        assert_eq!(state.level.map(|level| level.output), Some(-6.));
        assert_eq!(state.cpu.map(|cpu| cpu.worst), Some(0.5));
        assert_eq!((state.dropouts, state.late_gates), (3, 7));
        let input = &state.inputs[0];
        assert_eq!((input.volts, input.value, input.patched), (1.5, 0.3, false));
    }

    #[test]
    fn another_model_begins_without_attributes_and_pitch() {
        let mut state = State::default();
        hear(&mut state, "said loaded strings forward");
        hear(&mut state, "said attribute loudness 0 0");
        hear(&mut state, "said pitch 220");
        hear(&mut state, "said loaded strings forward");
        assert_eq!(state.attributes.len(), 1);
        hear(&mut state, "said loaded drums forward");
        assert_eq!((state.attributes.len(), state.pitch), (0, None));
    }

    #[test]
    fn a_fault_is_told_once_and_ends() {
        let mut state = State::default();
        hear(&mut state, "fault ADC | no answer");
        hear(&mut state, "fault ADC | unplugged");
        assert_eq!(state.faults, [Fault::new("ADC", "unplugged")]);
        hear(&mut state, "well other");
        assert_eq!(state.faults.len(), 1);
        hear(&mut state, "well ADC");
        assert_eq!(state.faults, []);
    }

    #[test]
    fn what_is_not_understood_changes_nothing() {
        let mut state = State::default();
        for line in [
            "said",
            "said loaded",
            "said what 1",
            "said cpu x 1",
            "said level 1",
            "turn 1",
        ] {
            assert!(!hear(&mut state, line), "{line}");
        }
        assert_eq!(state, State::default());
    }
}
