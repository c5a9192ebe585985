//! What a person can set: the attributes of `nn~`.

use super::{MOST_SETTINGS, texts};
use crate::run::{Machine, Object, Stop, Value};

/// What a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// On or off.
    Switch,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Real,
    /// A text: the number of one of the program's words.
    Word,
}

/// Something that can be set.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// What it takes, one after another.
    pub forms: Vec<Form>,
    /// What it is at first.
    pub initial: Vec<f64>,
}

/// The settings of a model, and the names of those that take something else than numbers and texts.
///
/// # Errors
/// When its code cannot be read.
pub fn settings(machine: &mut Machine, model: Object) -> Result<(Vec<Setting>, Vec<String>), Stop> {
    let names = match machine.attribute(model, "_attributes") {
        Ok(listed) => texts(machine, &listed),
        Err(_) => Vec::new(),
    };
    let (mut settings, mut others) = (Vec::new(), Vec::new());
    for name in names {
        if settings.len() == MOST_SETTINGS {
            return Err(Stop::new(format!(
                "the model has more than {MOST_SETTINGS} attributes"
            )));
        }
        machine.trace.budget().work(256)?;
        match setting(machine, model, &name)? {
            Some(setting) => settings.push(setting),
            None => others.push(name),
        }
    }
    Ok((settings, others))
}

fn setting(machine: &mut Machine, model: Object, name: &str) -> Result<Option<Setting>, Stop> {
    let Some(types) = machine.parameter_types(model, &format!("set_{name}"))? else {
        return Ok(None);
    };
    let forms = types.iter().map(|declared| match &**declared {
        "bool" => Some(Form::Switch),
        "int" => Some(Form::Whole),
        "float" => Some(Form::Real),
        "str" => Some(Form::Word),
        _ => None,
    });
    let Some(forms) = forms.collect::<Option<Vec<Form>>>() else {
        return Ok(None);
    };
    let get = format!("get_{name}");
    let now = match machine.has_method(model, &get)? {
        true => machine.call_method(model, &get, Vec::new())?,
        false => Value::None,
    };
    let now = match &now {
        Value::Tuple(items) => items.to_vec(),
        Value::List(list) => machine.heap.items(*list).to_vec(),
        one => vec![one.clone()],
    };
    let initial = (0..forms.len()).map(|i| {
        Ok(match now.get(i) {
            Some(Value::Bool(on)) => f64::from(u8::from(*on)),
            Some(Value::Int(n)) => *n as f64,
            Some(Value::Float(x)) => *x,
            Some(Value::Str(text)) => machine.words().number(text)? as f64,
            _ => 0.0,
        })
    });
    Ok(Some(Setting {
        name: name.to_owned(),
        initial: initial.collect::<Result<_, Stop>>()?,
        forms,
    }))
}
