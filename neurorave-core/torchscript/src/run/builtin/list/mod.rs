//! Lists, tuples and dictionaries.

mod dict;
mod range;
mod sequence;

use super::{Answer, Args};
use crate::run::{Machine, Value};

impl Machine {
    pub(super) fn lists(&mut self, name: &str, args: &Args) -> Answer {
        let first = args.at(0);
        match name {
            "format" => return self.format(args).map(Some),
            "str" => return self.shown(first).map(Some),
            "print" | "warn" | "_graph_input" => return Ok(Some(Value::None)),
            "is_floating_point" | "annotate" => return Ok(None),
            _ => {}
        }
        match first {
            Value::List(_) | Value::Tuple(_) => self.of_list(name, args),
            Value::Dict(_) => self.of_dict(name, args),
            Value::Str(text) => self.of_text(name, text, args),
            // A number times a list.
            Value::Int(_) if name == "mul" && matches!(args.at(1), Value::List(_)) => {
                let turned = Args::from(vec![args.at(1).clone(), first.clone()]);
                self.of_list(name, &turned)
            }
            _ => Ok(None),
        }
    }
}
