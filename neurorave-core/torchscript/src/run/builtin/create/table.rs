//! Tables of numbers.

use super::Args;
use crate::run::{Machine, Stop};
use crate::trace::{Binary, Constant, Dtype, Id};

impl Machine {
    /// `eye(n)`: ones along the diagonal of a square.
    pub(super) fn eye(&mut self, args: &Args) -> Result<Id, Stop> {
        let count = self.sizes(args.at(0))?;
        let &[n] = count.as_slice() else {
            return Err(Stop::new("eye of more than a length"));
        };
        self.trace.budget().numbers(n.saturating_mul(n), 4)?;
        let one = |i: usize| f32::from(u8::from(i / n.max(1) == i % n.max(1)));
        Ok(self.trace.floats((0..n * n).map(one).collect(), &[n, n])?)
    }

    /// `one_hot(x, classes)`: 1 at the class of each entry, 0 elsewhere.
    pub(super) fn one_hot(&mut self, args: &Args) -> Result<Id, Stop> {
        let x = self.id(args.at(0))?;
        let classes = self.int(args.at(1))?;
        let count = usize::try_from(classes)
            .map_err(|_| Stop::new("one_hot without a number of classes"))?;
        self.trace.budget().numbers(count, 8)?;
        let all = self.trace.ints((0..classes).collect(), &[count])?;
        let mut open = self.trace.shape(x).to_vec();
        open.push(1);
        let x = self.trace.reshape(x, &open)?;
        let hot = self.trace.binary(Binary::Equal, x, all)?;
        Ok(self.trace.cast(hot, Dtype::Int)?)
    }

    /// A constant of so many values, which are made once they are paid for.
    pub(in crate::run::builtin) fn table(
        &mut self,
        count: usize,
        values: impl IntoIterator<Item = f64>,
        shape: &[usize],
    ) -> Result<Id, Stop> {
        self.trace.budget().work(count.saturating_mul(8))?;
        self.trace.budget().numbers(count, 4)?;
        let values = values.into_iter().map(|x| x as f32).collect();
        let constant = Constant::Floats(values);
        Ok(self.trace.add_constant(constant, shape, Dtype::Float)?)
    }
}
