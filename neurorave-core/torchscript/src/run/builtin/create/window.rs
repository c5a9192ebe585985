//! Windows for transforms.

use super::Args;
use crate::run::{Machine, Stop, Value};
use crate::trace::Id;

impl Machine {
    pub(super) fn window(&mut self, name: &str, args: &Args) -> Result<Id, Stop> {
        let length = self.int(args.at(0))?;
        let count = usize::try_from(length)
            .ok()
            .filter(|&count| count <= 1 << 20);
        let count = count.ok_or_else(|| Stop::new("a window of that length"))?;
        self.trace.budget().work(count.saturating_mul(8))?;
        self.trace.budget().numbers(count, 4)?;
        let periodic = match args.at(1) {
            Value::None => true,
            value => self.flag(value)?,
        };
        let (middle, swing) = match name {
            "hann_window" => (0.5, 0.5),
            _ => (0.54, 0.46),
        };
        let turns = if periodic { count } else { count.max(2) - 1 };
        let at = |i: usize| {
            let phase = std::f64::consts::TAU * i as f64 / turns.max(1) as f64;
            (middle - swing * phase.cos()) as f32
        };
        Ok(self.trace.floats((0..count).map(at).collect(), &[count])?)
    }
}
