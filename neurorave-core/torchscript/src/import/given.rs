//! What settings are to begin with.

use super::ImportError;
use crate::load::Loaded;
use crate::nn::{self, Form, Setting};
use crate::run::{Stop, Value};
use std::collections::BTreeMap;

/// Has the model begin with these settings: of each its name, and what it takes with commas between.
pub(super) fn begin_with(
    file: &str,
    loaded: &mut Loaded,
    given: &BTreeMap<String, String>,
) -> Result<(), ImportError> {
    if given.is_empty() {
        return Ok(());
    }
    let (settings, _) = look(loaded).map_err(|stop| ImportError::program(file, stop))?;
    let refused = |problem: String| ImportError::Setting {
        file: file.to_owned(),
        problem,
    };
    for (name, said) in given {
        let setting = settings.iter().find(|setting| setting.name == *name);
        let setting = setting.ok_or_else(|| refused(unknown(name, &settings)))?;
        let values = values(setting, said).map_err(refused)?;
        loaded.begin_with(format!("set_{name}"), values);
        look(loaded).map_err(|stop| refused(format!("{name} cannot be {said}: {stop}")))?;
    }
    Ok(())
}

fn look(loaded: &Loaded) -> Result<(Vec<Setting>, Vec<String>), Stop> {
    let (mut machine, model) = loaded.machine()?;
    nn::settings(&mut machine, model)
}

fn unknown(name: &str, settings: &[Setting]) -> String {
    let names: Vec<_> = settings.iter().map(|setting| &*setting.name).collect();
    match names.is_empty() {
        true => format!("there is nothing to set, so no \"{name}\""),
        false => format!(
            "no setting is called \"{name}\"; there are {}",
            names.join(", ")
        ),
    }
}

/// What a setter takes.
fn values(setting: &Setting, said: &str) -> Result<Vec<Value>, String> {
    let parts: Vec<&str> = match setting.forms.len() {
        // A text may have commas.
        1 => vec![said],
        _ => said.split(',').collect(),
    };
    let (name, wanted) = (&setting.name, setting.forms.len());
    if parts.len() != wanted {
        let found = parts.len();
        return Err(format!(
            "{name} takes {wanted} values with commas between, not {found}"
        ));
    }
    let pairs = setting.forms.iter().zip(parts);
    pairs
        .map(|(form, part)| {
            let (value, kind) = value(*form, part.trim());
            value.ok_or_else(|| format!("{name} takes {kind}, not \"{part}\""))
        })
        .collect()
}

/// A value, where the text stands for one of this form, and what the form is called.
fn value(form: Form, said: &str) -> (Option<Value>, &'static str) {
    let number = said.parse::<f64>().ok().filter(|x| x.is_finite());
    match form {
        Form::Switch => {
            let on = match said {
                "on" | "true" => Some(true),
                "off" | "false" => Some(false),
                _ => number.map(|x| x != 0.0),
            };
            (on.map(Value::Bool), "on or off")
        }
        Form::Whole => {
            let whole = number.filter(|x| x.fract() == 0.0 && x.abs() < 1e15);
            (whole.map(|x| Value::Int(x as i64)), "a whole number")
        }
        Form::Real => (number.map(Value::Float), "a number"),
        Form::Word => (Some(Value::Str(said.into())), "a text"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(forms: &[Form]) -> Setting {
        Setting {
            name: "it".into(),
            forms: forms.into(),
            initial: vec![0.0; forms.len()],
        }
    }

    fn said(forms: &[Form], said: &str) -> String {
        match values(&setting(forms), said) {
            Ok(values) => format!("{values:?}"),
            Err(problem) => problem,
        }
    }

    #[test]
    fn what_is_said_becomes_what_a_setter_takes() {
        assert_eq!(said(&[Form::Whole], "500"), "[Int(500)]");
        assert_eq!(said(&[Form::Real], " 0.5"), "[Float(0.5)]");
        assert_eq!(said(&[Form::Switch], "on"), "[Bool(true)]");
        assert_eq!(said(&[Form::Switch], "0"), "[Bool(false)]");
        assert_eq!(said(&[Form::Word], "a, b"), "[Str(\"a, b\")]");
        let both = [Form::Real, Form::Word];
        assert_eq!(said(&both, "1, two"), "[Float(1.0), Str(\"two\")]");
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let whole = "it takes a whole number, not \"0.5\"";
        assert_eq!(said(&[Form::Whole], "0.5"), whole);
        assert_eq!(said(&[Form::Whole], "1e99"), whole.replace("0.5", "1e99"));
        let number = "it takes a number, not \"inf\"";
        assert_eq!(said(&[Form::Real], "inf"), number);
        let switch = "it takes on or off, not \"loud\"";
        assert_eq!(said(&[Form::Switch], "loud"), switch);
        let count = "it takes 2 values with commas between, not 1";
        assert_eq!(said(&[Form::Real, Form::Real], "1"), count);
        assert_eq!(
            unknown("gain", &[setting(&[Form::Real])]),
            "no setting is called \"gain\"; there are it"
        );
    }
}
