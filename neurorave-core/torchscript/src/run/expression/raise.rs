//! What a program says when it gives up.

use crate::run::statement::Frame;
use crate::run::{Machine, Stop, Value};
use crate::script::{Expression, Kind};

/// Most letters of what a program says when it gives up.
const MOST_WORDS: usize = 400;

impl Machine {
    /// What the program says when it gives up, if this is where it does.
    pub(in crate::run) fn raised(
        &mut self,
        frame: &mut Frame,
        expression: &Expression,
    ) -> Result<Option<String>, Stop> {
        let Kind::Call(call) = &expression.kind else {
            return Ok(None);
        };
        match &call.callee.kind {
            Kind::Global(name) if &**name == "ops.prim.RaiseException" => {}
            _ => return Ok(None),
        }
        let words = match call.positional.first() {
            Some(words) => self.evaluate(frame, words)?,
            None => Value::None,
        };
        Ok(Some(match words {
            Value::Str(words) if !words.is_empty() => {
                let words: String = words.chars().take(MOST_WORDS).collect();
                self.take(words.len())?;
                words
            }
            _ => "the program gives up without a word".into(),
        }))
    }
}
