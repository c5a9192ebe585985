//! The operators of PyTorch, by name: `torch.conv1d`, `ops.prim.NumToTensor`, `int` …
//!
//! Signatures are those of PyTorch's `native_functions.yaml` and of the operators that TorchScript
//! adds. An operator whose name ends in `_` writes its result into its first argument.

mod arithmetic;
mod axis;
mod create;
mod layer;
mod layout;
mod list;
mod norm;
mod random;
mod recurrent;
mod reduce;
mod scalar;
mod spectrum;
mod text;

pub use spectrum::Spectrum;

use super::{Machine, Stop, Value};
use crate::script::Name;
use crate::trace::Id;

/// Arguments of a call.
#[derive(Clone, Debug, Default)]
pub struct Args {
    /// By position.
    pub values: Vec<Value>,
    /// By name.
    pub named: Vec<(Name, Value)>,
}

impl From<Vec<Value>> for Args {
    fn from(values: Vec<Value>) -> Self {
        Self {
            values,
            named: Vec::new(),
        }
    }
}

impl Args {
    /// The argument at a place, `None` where it isn't given.
    fn at(&self, place: usize) -> &Value {
        self.values.get(place).unwrap_or(&Value::None)
    }

    /// The argument of a name, or at the place that it has where it isn't named.
    fn named(&self, name: &str, place: usize) -> &Value {
        let named = self.named.iter().find(|(own, _)| &**own == name);
        named.map_or_else(|| self.at(place), |(_, value)| value)
    }

    /// Whether an argument is given and not `None`.
    fn has(&self, place: usize) -> bool {
        !matches!(self.at(place), Value::None)
    }
}

/// What a family of operators answers: nothing where the operator isn't one of its own.
type Answer = Result<Option<Value>, Stop>;

impl Machine {
    /// Calls an operator.
    pub(super) fn builtin(&mut self, name: &str, args: Args) -> Result<Value, Stop> {
        self.within(|machine| machine.named(name, args))
    }

    fn named(&mut self, name: &str, args: Args) -> Result<Value, Stop> {
        let short = name
            .strip_prefix("torch.")
            .or_else(|| name.strip_prefix("ops.prim."))
            .or_else(|| name.strip_prefix("ops.aten."))
            .unwrap_or(name);
        if let Some(value) = self.operator(short, &args)? {
            return Ok(value);
        }
        if let Some(plain) = short.strip_suffix('_')
            && let Value::Tensor(target) = *args.at(0)
            && let Some(value) = self.operator(plain, &args)?
        {
            let id = self.id(&value)?;
            self.heap.write(&mut self.trace, target, id)?;
            return Ok(args.values[0].clone());
        }
        Err(Stop::new(format!("the operator {name} is not supported")))
    }

    fn operator(&mut self, name: &str, args: &Args) -> Answer {
        type Family = fn(&mut Machine, &str, &Args) -> Answer;
        const FAMILIES: [Family; 10] = [
            Machine::scalar,
            Machine::lists,
            Machine::arithmetic,
            Machine::layout,
            Machine::create,
            Machine::reduction,
            Machine::layer,
            Machine::random,
            Machine::spectrum,
            Machine::recurrent,
        ];
        for family in FAMILIES {
            if let Some(value) = family(self, name, args)? {
                return Ok(Some(value));
            }
        }
        self.norm(name, args)
    }

    /// A new tensor as an answer.
    fn answer(&mut self, id: Id) -> Answer {
        Ok(Some(self.make(id)))
    }

    /// A number among the arguments, or what it is unless told.
    fn option(&mut self, args: &Args, place: usize, default: f64) -> Result<f64, Stop> {
        match args.at(place) {
            Value::None => Ok(default),
            value => self.float(value),
        }
    }
}
