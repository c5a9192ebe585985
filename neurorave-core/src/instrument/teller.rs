//! Tells a network what its settings were set to: each message once.

use super::Name;
use super::kept::Kept;
use crate::model_file::manifest::{Form, Manifest};

/// What a network was told. The network itself remembers what it was told until it starts over.
pub(crate) struct Teller {
    /// In the manifest's order, each with the kinds of its numbers.
    settings: Vec<(Name, Vec<Form>)>,
    /// So many messages were told.
    heard: u64,
}

impl Teller {
    /// For a network that was told nothing.
    pub fn new(manifest: &Manifest) -> Teller {
        let settings = manifest.live_settings().map(|setting| {
            let forms = setting.numbers.iter().map(|number| number.form);
            (Name::of_setting(setting), forms.collect())
        });
        Teller {
            settings: settings.collect(),
            heard: 0,
        }
    }

    /// The network starts over: whatever was set is told once more.
    pub fn start_over(&mut self) {
        self.heard = 0;
    }

    /// Fills a step's input of kind setting, whose channels have `samples` values each. What was set
    /// for another model, with another count of numbers, is not told.
    pub fn fill(&mut self, kept: &Kept, samples: usize, data: &mut [f32]) {
        data.fill(0.0);
        let mut channels = data.chunks_exact_mut(2 * samples);
        for (name, forms) in &self.settings {
            let set = kept.after(self.heard, *name);
            let set = set.filter(|numbers| numbers.values().len() == forms.len());
            for (place, form) in forms.iter().enumerate() {
                let Some((value, told)) = channels.next().map(|both| both.split_at_mut(samples))
                else {
                    return;
                };
                if let Some(numbers) = set {
                    value.fill(form.nearest(numbers.values()[place]));
                    told.fill(1.0);
                }
            }
        }
        self.heard = kept.messages();
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Numbers, fixture};
    use super::*;
    use crate::model_file::manifest::{NumberSpec, SettingSpec};

    /// `learn`, a switch; `range`, two numbers; `shape`, a whole one.
    fn teller() -> Teller {
        let setting = |name: &str, forms: &[Form]| SettingSpec {
            name: name.into(),
            numbers: forms
                .iter()
                .map(|&form| NumberSpec { form, initial: 0.0 })
                .collect(),
            words: Vec::new(),
            fixed: false,
        };
        let mut manifest = fixture::manifest(64, 44_100);
        manifest.settings = vec![
            setting("learn", &[Form::Switch]),
            setting("range", &[Form::Real, Form::Real]),
            setting("shape", &[Form::Whole]),
        ];
        Teller::new(&manifest)
    }

    fn set(kept: &mut Kept, name: &str, values: &[f32]) {
        kept.put(Numbers::new(name, values).unwrap());
    }

    fn told(teller: &mut Teller, kept: &Kept) -> [f32; 8] {
        let mut data = [9.0; 8];
        teller.fill(kept, 1, &mut data);
        data
    }

    #[test]
    fn a_message_is_told_once() {
        let (mut teller, mut kept) = (teller(), Kept::default());
        assert_eq!(told(&mut teller, &kept), [0.0; 8]);
        set(&mut kept, "range", &[0.5, -2.0]);
        let range = [0.0, 0.0, 0.5, 1.0, -2.0, 1.0, 0.0, 0.0];
        assert_eq!(told(&mut teller, &kept), range);
        assert_eq!(told(&mut teller, &kept), [0.0; 8]);
        set(&mut kept, "range", &[0.5, -2.0]);
        assert_eq!(told(&mut teller, &kept), range, "the same numbers again");
        set(&mut kept, "learn", &[0.3]);
        set(&mut kept, "shape", &[2.6]);
        let both = [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 3.0, 1.0];
        assert_eq!(told(&mut teller, &kept), both);
    }

    #[test]
    fn a_network_that_starts_over_is_told_all_again() {
        let (mut teller, mut kept) = (teller(), Kept::default());
        set(&mut kept, "learn", &[1.0]);
        set(&mut kept, "shape", &[2.0]);
        let both = told(&mut teller, &kept);
        assert_eq!(both, [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 2.0, 1.0]);
        teller.start_over();
        assert_eq!(told(&mut teller, &kept), both);
        assert_eq!(told(&mut teller, &kept), [0.0; 8]);
    }

    #[test]
    fn what_another_model_took_is_not_told() {
        let (mut teller, mut kept) = (teller(), Kept::default());
        set(&mut kept, "range", &[0.5]);
        set(&mut kept, "gain", &[0.5]);
        assert_eq!(told(&mut teller, &kept), [0.0; 8]);
    }

    #[test]
    fn numbers_fill_all_samples_of_a_step() {
        let (mut teller, mut kept) = (teller(), Kept::default());
        set(&mut kept, "learn", &[1.0]);
        let mut data = [9.0; 24];
        teller.fill(&kept, 3, &mut data);
        assert_eq!(data[..6], [1.0; 6]);
        assert_eq!(data[6..], [0.0; 18]);
    }
}
