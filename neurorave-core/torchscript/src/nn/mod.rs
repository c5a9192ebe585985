//! The conventions of `nn~`: which methods a model has, what goes in and out, what can be set.
//!
//! Each method `m` has a tensor `m_params` of input channels, input ratio, output channels and output
//! ratio, where a ratio is samples of audio for one value of the signal. An attribute `a` has a tensor
//! `a_params`, and methods `get_a` and `set_a`.

mod setting;

pub use setting::{Form, Setting, settings};

use crate::run::{Machine, Object, Stop, Value};
use std::collections::BTreeSet;

/// A method of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Method {
    /// Its name.
    pub name: String,
    /// What goes in.
    pub input: Signal,
    /// What comes out.
    pub output: Signal,
}

/// A signal of several channels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// How many there are.
    pub channels: usize,
    /// Samples of audio for one value.
    pub ratio: usize,
    /// What the channels are called; empty where nothing is said.
    pub labels: Vec<String>,
}

impl Method {
    /// Samples of audio that both sides need whole values of.
    pub fn step(&self) -> usize {
        let (a, b) = (self.input.ratio, self.output.ratio);
        a / gcd(a, b) * b
    }
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The longest step that a method may have.
const LONGEST_STEP: usize = 1 << 16;

/// Most methods and settings, as a model file may have them.
const MOST_METHODS: usize = 16;
const MOST_SETTINGS: usize = 32;

/// Longest name that is asked for, in bytes, and most names in a list.
const LONGEST_NAME: usize = 256;
const MOST_NAMES: usize = 1 << 14;

/// The methods of a model, in the order in which it names them; a model that names none has those that
/// it has parameters for.
///
/// # Errors
/// When it has none, or their parameters make no sense.
pub fn methods(machine: &mut Machine, model: Object) -> Result<Vec<Method>, Stop> {
    let mut names: Vec<String> = Vec::new();
    if let Ok(listed) = machine.attribute(model, "_methods") {
        names.extend(texts(machine, &listed));
    }
    if names.is_empty() {
        let attributes = &machine.heap.instance(model).attributes;
        let own = attributes
            .keys()
            .filter_map(|name| name.strip_suffix("_params"));
        names.extend(own.map(str::to_owned));
        names.sort();
    }
    let mut methods = Vec::new();
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    for name in names {
        if methods.len() == MOST_METHODS {
            return Err(Stop::new(format!(
                "the model has more than {MOST_METHODS} methods"
            )));
        }
        machine.trace.budget().work(256)?;
        if machine.has_method(model, &name)?
            && let Some(method) = method(machine, model, &name)?
        {
            methods.push(method);
        }
    }
    match methods.is_empty() {
        true => Err(Stop::new(
            "no method of this file says what goes in and out of it, as nn~ asks for and nn_tilde \
             writes it",
        )),
        false => Ok(methods),
    }
}

fn method(machine: &mut Machine, model: Object, name: &str) -> Result<Option<Method>, Stop> {
    let Some(numbers) = parameters(machine, model, name)? else {
        return Ok(None);
    };
    let &[in_channels, in_ratio, out_channels, out_ratio] = numbers.as_slice() else {
        return Ok(None);
    };
    let sense = [in_ratio, out_ratio]
        .iter()
        .all(|ratio| (1..=LONGEST_STEP).contains(ratio))
        && [in_channels, out_channels]
            .iter()
            .all(|channels| (1..=1024).contains(channels));
    if !sense {
        return Err(Stop::new(format!(
            "the parameters {numbers:?} of {name} make no sense"
        )));
    }
    let mut side = |channels, ratio, side: &str| {
        let labels = machine.attribute(model, &format!("{name}_{side}_labels"));
        let labels = labels
            .map(|labels| texts(machine, &labels))
            .unwrap_or_default();
        Signal {
            channels,
            ratio,
            labels,
        }
    };
    let method = Method {
        input: side(in_channels, in_ratio, "input"),
        output: side(out_channels, out_ratio, "output"),
        name: name.to_owned(),
    };
    match method.step() <= LONGEST_STEP {
        true => Ok(Some(method)),
        false => Err(Stop::new(format!(
            "the ratios {in_ratio} and {out_ratio} of {name} make no sense"
        ))),
    }
}

/// The numbers of `name_params`.
fn parameters(
    machine: &mut Machine,
    model: Object,
    name: &str,
) -> Result<Option<Vec<usize>>, Stop> {
    let value = match machine.attribute(model, &format!("{name}_params")) {
        Ok(value @ Value::Tensor(_)) => value,
        _ => return Ok(None),
    };
    let values = machine.constant_values(&value)?;
    let whole = values
        .iter()
        .map(|&x| (0.0..1e9).contains(&x).then_some(x as usize));
    Ok(whole.collect())
}

/// The texts of a list.
fn texts(machine: &Machine, value: &Value) -> Vec<String> {
    let items = match value {
        Value::List(list) => machine.heap.items(*list),
        Value::Tuple(items) => items.clone(),
        _ => return Vec::new(),
    };
    let texts = items.iter().filter_map(|item| match item {
        Value::Str(text) if text.len() <= LONGEST_NAME => Some(text.to_string()),
        _ => None,
    });
    texts.take(MOST_NAMES).collect()
}

/// The model's sample rate, where it tells.
pub fn sample_rate(machine: &mut Machine, model: Object) -> Option<u32> {
    for name in ["sr", "sampling_rate", "sample_rate", "_sr", "samplerate"] {
        let number = match machine.attribute(model, name) {
            Ok(Value::Int(n)) => n as f64,
            Ok(Value::Float(x)) => x,
            Ok(value @ Value::Tensor(_)) => match machine.constant_values(&value).as_deref() {
                Ok(&[x]) => x,
                _ => continue,
            },
            _ => continue,
        };
        if (8000.0..=192_000.0).contains(&number) {
            return Some(number as u32);
        }
    }
    None
}
