//! Which entries a slice means.

use super::Args;
use crate::run::{Machine, Stop, Value};

impl Machine {
    /// Where a slice begins and ends, and its step, from the arguments at `place` and on.
    pub(in crate::run::builtin) fn range(
        &mut self,
        length: usize,
        args: &Args,
        place: usize,
    ) -> Result<(usize, usize, usize), Stop> {
        let mut end = |value: &Value, default: usize| -> Result<usize, Stop> {
            Ok(match value {
                Value::None => default,
                value => {
                    let place = self.int(value)?;
                    let place = if place < 0 {
                        place.saturating_add(length as i64)
                    } else {
                        place
                    };
                    place.clamp(0, length as i64) as usize
                }
            })
        };
        let from = end(args.at(place), 0)?;
        let to = end(args.at(place + 1), length)?.max(from);
        let step = match args.at(place + 2) {
            Value::None => 1,
            step => self.int(step)?,
        };
        match usize::try_from(step) {
            Ok(step) if step > 0 => Ok((from, to, step)),
            _ => Err(Stop::new("a slice's step is not 1 or more")),
        }
    }
}
