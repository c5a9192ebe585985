//! One step of a method: what comes in, what is remembered, what goes out.
//!
//! A program remembers by writing to its objects. What a step leaves differently from what it found is
//! a state; it is found by running the program until no more states turn up.

mod live;
mod place;
mod rows;

pub use live::Live;

use crate::delay::Layer;
use crate::load::Loaded;
use crate::nn::{Form, Method, Setting};
use crate::run::{Draw, Machine, Object, Place, Stop, Value};
use crate::trace::{Dtype, Id, Op, Shape, Trace};
use place::{Known, Places};
use std::collections::BTreeSet;

/// Most times that a program is run to find its states.
const MOST_RUNS: usize = 8;
/// What a place takes, in bytes.
const PLACE: usize = 256;
/// Index of the method's signal among the inputs.
pub const SIGNAL: usize = 0;
/// Index of the settings among the inputs: for each number of each setting its value, and 1 in the
/// step in which it is set, else 0.
pub const SETTINGS: usize = 1;

/// What a method does in one step.
pub struct Step {
    /// All operations.
    pub trace: Trace,
    /// The signal that goes out, `[1, channels, values]`.
    pub output: Id,
    /// What is remembered.
    pub states: Vec<State>,
    /// The random numbers that it takes.
    pub draws: Vec<Draw>,
    /// Calls of layers that tell their delay.
    pub layers: Vec<Layer>,
    /// What had to be taken for granted.
    pub assumptions: BTreeSet<String>,
    /// Samples of audio in a step.
    pub samples: usize,
}

/// Something that is remembered from step to step.
#[derive(Clone, Debug)]
pub struct State {
    /// The place of the program that it is the content of.
    pub place: Place,
    /// Its shape.
    pub shape: Shape,
    /// What it is at first: a constant.
    pub initial: Id,
    /// What a step makes of it.
    pub next: Id,
}

/// Follows one step of a method, of so many samples of audio, which both its ratios divide.
///
/// # Errors
/// When the program does what isn't supported; the words tell what and where.
pub fn follow(
    loaded: &Loaded,
    method: &Method,
    settings: &[Setting],
    samples: usize,
) -> Result<Step, Stop> {
    let mut places = Places::new();
    for _ in 0..MOST_RUNS {
        let (step, written) = run(loaded, method, settings, samples, &places)?;
        let before = places.len();
        places.extend(written.into_iter().map(|place| (place, None)));
        if places.len() == before {
            let rows = step.rows(&places);
            if rows == places {
                return Ok(step);
            }
            // Two steps at a time would take twice the memory.
            drop(step);
            return Ok(run(loaded, method, settings, samples, &rows)?.0);
        }
    }
    Err(Stop::new("the model remembers more with every step"))
}

/// Runs a step in which these places are states, and tells which places it leaves changed.
fn run(
    loaded: &Loaded,
    method: &Method,
    settings: &[Setting],
    samples: usize,
    places: &Places,
) -> Result<(Step, BTreeSet<Place>), Stop> {
    let (mut machine, model) = loaded.machine()?;
    let mut states = Vec::new();
    let limits = machine.heap.limits();
    for (place, rows) in places {
        machine.remember(place, *rows, &mut states)?;
    }
    let mark = machine.heap.begin();
    apply(&mut machine, model, settings)?;
    let values = samples / method.input.ratio;
    let shape = [1, method.input.channels, values];
    let signal = machine
        .trace
        .source(Op::Input(SIGNAL), &shape, Dtype::Float)?;
    let signal = machine.make(signal);
    let result = machine.call_method(model, &method.name, vec![signal])?;
    let output = output(&mut machine, method, &result, samples / method.output.ratio)?;
    let mut changed = BTreeSet::new();
    for (place, first) in machine.heap.settle(mark) {
        let known = places.contains_key(&place) || !machine.heap.was_there(&place, limits);
        let now = machine.heap.content(&place);
        if !known && !machine.is_same(&first, &now)? {
            machine.trace.budget().hold(PLACE)?;
            changed.insert(place);
        }
    }
    let mut next = Vec::new();
    for (place, rows) in places {
        machine.leaves(place, *rows, &mut next)?;
    }
    let same = |((shape, ..), next): (&Known, &Id)| *machine.trace.shape(*next) == **shape;
    if next.len() != states.len() || !states.iter().zip(&next).all(same) {
        return Err(Stop::new("what the model remembers changes its form"));
    }
    let states = states.into_iter().zip(next);
    let states = states
        .map(|((shape, initial, place), next)| State {
            place,
            shape,
            initial,
            next,
        })
        .collect();
    let step = Step {
        output,
        states,
        draws: machine.draws,
        layers: machine.layers,
        assumptions: machine.assumptions,
        samples,
        trace: machine.trace,
    };
    Ok((step, changed))
}

/// Calls the setters of those settings that are set in this step.
fn apply(machine: &mut Machine, model: Object, settings: &[Setting]) -> Result<(), Stop> {
    let count: usize = settings.iter().map(|setting| setting.forms.len()).sum();
    if count == 0 {
        return Ok(());
    }
    let port = machine
        .trace
        .source(Op::Input(SETTINGS), &[1, 2 * count, 1], Dtype::Float)?;
    let mut channel = 0;
    for setting in settings {
        let number = |machine: &mut Machine, place: usize, form: Form| -> Result<_, Stop> {
            let x = machine.trace.slice(port, 1, place, 1, 1)?;
            let x = machine.trace.reshape(x, &[])?;
            let dtype = match form {
                Form::Switch => Dtype::Bool,
                Form::Whole | Form::Word => Dtype::Int,
                Form::Real => Dtype::Float,
            };
            Ok(machine.trace.cast(x, dtype)?)
        };
        let told = number(machine, 2 * channel + 1, Form::Switch)?;
        let mut values = Vec::new();
        for &form in &setting.forms {
            let id = number(machine, 2 * channel, form)?;
            let dtype = machine.trace.dtype(id);
            values.push(match form {
                Form::Word => Value::Word(id),
                _ => Value::Number(crate::run::Number { id, dtype }),
            });
            channel += 1;
        }
        let setter = format!("set_{}", setting.name);
        machine.perhaps(told, |machine| {
            machine.call_method(model, &setter, values).map(|_| ())
        })?;
    }
    Ok(())
}

/// The method's result as the signal that it is said to be.
fn output(
    machine: &mut Machine,
    method: &Method,
    result: &Value,
    values: usize,
) -> Result<Id, Stop> {
    let id = machine.id(result)?;
    let wanted = [1, method.output.channels, values];
    if *machine.trace.shape(id) != wanted {
        let found = machine.trace.shape(id);
        return Err(Stop::new(format!(
            "{} gives a tensor of shape {found:?}, but says that it gives {wanted:?}",
            method.name
        )));
    }
    Ok(machine.trace.retype(id, Dtype::Float)?)
}
