//! Which settings of a model play.

use super::Report;
use crate::load::Loaded;
use crate::nn::{self, Method, Setting};
use crate::stream;
use nrave_model::model_file::manifest::{self, NumberSpec, SettingSpec};

/// Those settings with which the methods can be followed that can be followed without any.
pub(super) fn settable(
    loaded: &Loaded,
    methods: &[Method],
    settings: Vec<Setting>,
    step: usize,
    report: &mut Report,
) -> Vec<Setting> {
    // Following takes its time.
    if settings.is_empty() {
        return settings;
    }
    let stops = |method: &Method, settings: &[Setting]| {
        stream::follow(loaded, method, settings, step).err()
    };
    let refused = |settings: &[Setting]| {
        methods.iter().find_map(|method| {
            let stop = stops(method, settings)?;
            stops(method, &[]).is_none().then_some(stop)
        })
    };
    let mut kept: Vec<Setting> = Vec::new();
    match refused(&settings) {
        None => kept = settings,
        Some(_) => {
            for setting in settings {
                kept.push(setting);
                if let Some(stop) = refused(&kept)
                    && let Some(setting) = kept.pop()
                {
                    report.fixed.push((setting.name, stop.to_string()));
                }
            }
        }
    }
    // What no method hears is none of the model's.
    let mut used = vec![false; kept.len()];
    for method in methods {
        if let Ok(step) = stream::follow(loaded, method, &kept, step) {
            let uses = step.used_settings(&kept);
            used.iter_mut().zip(uses).for_each(|(all, one)| *all |= one);
        }
    }
    let mut used = used.into_iter();
    kept.retain(|_| used.next().unwrap_or(false));
    kept
}

/// As the manifest has it; `words` are those of the program.
pub(super) fn spec(setting: &Setting, words: Vec<String>) -> SettingSpec {
    let form = |form: nn::Form| match form {
        nn::Form::Switch => manifest::Form::Switch,
        nn::Form::Whole => manifest::Form::Whole,
        nn::Form::Real => manifest::Form::Real,
        nn::Form::Word => manifest::Form::Word,
    };
    let numbers = setting.forms.iter().zip(&setting.initial);
    let takes_words = setting.forms.contains(&nn::Form::Word);
    SettingSpec {
        name: setting.name.clone(),
        numbers: numbers
            .map(|(own, &initial)| NumberSpec {
                form: form(*own),
                initial: initial as f32,
            })
            .collect(),
        words: if takes_words { words } else { Vec::new() },
    }
}
