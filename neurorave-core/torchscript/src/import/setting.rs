//! Which settings of a model can be set while it plays, and which an import decides.

use super::Report;
use crate::load::Loaded;
use crate::nn::{self, Method, Setting};
use crate::stream;
use nrave_model::model_file::manifest::{self, NumberSpec, SettingSpec};

/// The settings of a model.
#[derive(Default)]
pub(super) struct Settings {
    /// Those that can be set while it plays, in the order of their numbers in the graphs.
    pub live: Vec<Setting>,
    /// The others.
    pub fixed: Vec<Setting>,
}

/// Live are those with which all methods can be followed that can be followed without any.
pub(super) fn sort(
    loaded: &Loaded,
    methods: &[Method],
    settings: Vec<Setting>,
    step: usize,
    report: &mut Report,
) -> Settings {
    // Following takes its time.
    if settings.is_empty() {
        return Settings::default();
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
    let (mut kept, mut fixed) = (Vec::new(), Vec::new());
    match refused(&settings) {
        None => kept = settings,
        Some(_) => {
            for setting in settings {
                kept.push(setting);
                if let Some(stop) = refused(&kept)
                    && let Some(setting) = kept.pop()
                {
                    report.fixed.push((setting.name.clone(), stop.to_string()));
                    fixed.push(setting);
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
    Settings { live: kept, fixed }
}

impl Settings {
    /// As the manifest has them; `words` are those of the program.
    pub fn specs(&self, words: &[String]) -> Vec<SettingSpec> {
        let live = self.live.iter().map(|setting| spec(setting, words, false));
        let fixed = self.fixed.iter().map(|setting| spec(setting, words, true));
        live.chain(fixed).collect()
    }
}

fn spec(setting: &Setting, words: &[String], fixed: bool) -> SettingSpec {
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
        words: if takes_words {
            words.to_vec()
        } else {
            Vec::new()
        },
        fixed,
    }
}
