//! Settings that only an import can change: the model's file is imported anew for them.
//!
//! They are set by the same commands as others. The loader looks whether what was set last is what the
//! model that plays was imported with.

use super::shared::{Order, Shared};
use super::{Event, LoadError, Name, Numbers, Playing, Request};
use crate::model::Model;
use crate::model_file::manifest::SettingSpec;
use crate::opening;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering::Acquire;

impl Playing {
    /// Whether it has settings for which it can be imported anew.
    pub(crate) fn can_be_imported_anew(&self) -> bool {
        self.imported && self.settings.iter().any(|setting| setting.fixed)
    }
}

impl Shared {
    /// Asks the loader to read the model again, unless it has something to do, where the one that plays
    /// was imported with other settings than are wanted now.
    pub fn freshen(&self) {
        let playing = self.playing.lock().clone();
        let mut anew = playing.iter().filter(|model| model.can_be_imported_anew());
        let stale = anew.any(|model| self.wanted(&model.settings).is_some());
        if stale && self.pending.load(Acquire) == 0 {
            self.order(Order::Request(Request::Reload), None);
        }
    }

    /// The model as it is in its file, which is `plain`, or imported anew as is wanted now. `before` is
    /// the file of the model that plays.
    ///
    /// # Errors
    /// When that can't be, and the model that plays is of the same file: then it plays on.
    pub fn as_wanted(
        &self,
        path: &Path,
        plain: Arc<Model>,
        before: Option<&Path>,
    ) -> Result<Arc<Model>, LoadError> {
        let wanted = match opening::is_foreign(path) {
            true => self.wanted(&plain.manifest().settings),
            false => None,
        };
        let Some(wanted) = wanted else {
            return Ok(plain);
        };
        let tell = || self.tell(Event::Importing(path.to_owned()));
        match opening::open_with(path, wanted.clone(), tell) {
            Ok(made) => {
                self.settle(&wanted, &made.manifest().settings);
                Ok(made)
            }
            Err(error) if before == Some(path) => Err(error.into()),
            Err(error) => {
                // What was wanted of another model is not to keep this one from playing.
                self.settle(&wanted, &plain.manifest().settings);
                self.tell(Event::LoadFailed {
                    path: Some(path.to_owned()),
                    error: Arc::new(error.into()),
                });
                Ok(plain)
            }
        }
    }

    /// Nothing else can be had than these settings.
    pub fn settle_for(&self, settings: &[SettingSpec]) {
        if let Some(wanted) = self.wanted(settings) {
            self.settle(&wanted, settings);
        }
    }

    /// What of these settings is to be something else: by name, what each takes with commas between.
    fn wanted(&self, settings: &[SettingSpec]) -> Option<BTreeMap<String, String>> {
        let asked = settings
            .iter()
            .filter_map(|spec| Some((spec, self.asked(spec)?)));
        let other = asked.filter(|(spec, values)| *values != initial(spec));
        let other = other.map(|(spec, values)| (spec.name.clone(), said(spec, &values)));
        let other: BTreeMap<_, _> = other.collect();
        (!other.is_empty()).then_some(other)
    }

    /// What was wanted is from now on what came of it, unless something else has been set since.
    fn settle(&self, wanted: &BTreeMap<String, String>, settings: &[SettingSpec]) {
        for spec in settings {
            let still = self.asked(spec).map(|values| said(spec, &values));
            if still.is_some()
                && still.as_ref() == wanted.get(&spec.name)
                && let Some(numbers) = Numbers::named(Name::of_setting(spec), &initial(spec))
            {
                self.memory.put(&numbers);
            }
        }
    }

    /// What a fixed setting was set to last.
    fn asked(&self, spec: &SettingSpec) -> Option<Vec<f32>> {
        let name = spec.fixed.then(|| Name::of_setting(spec))?;
        let values = self.memory.values(name, spec.numbers.len())?;
        let values = values.into_iter().zip(&spec.numbers);
        Some(values.map(|(x, number)| number.form.nearest(x)).collect())
    }
}

fn initial(spec: &SettingSpec) -> Vec<f32> {
    spec.numbers.iter().map(|number| number.initial).collect()
}

/// As an import takes it.
fn said(spec: &SettingSpec, values: &[f32]) -> String {
    let values = values.iter().zip(&spec.numbers);
    let values = values.map(|(value, number)| match spec.word(number.form, *value) {
        Some(word) => word.to_owned(),
        None => value.to_string(),
    });
    values.collect::<Vec<_>>().join(",")
}
