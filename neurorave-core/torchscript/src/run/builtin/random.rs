//! Random numbers, which the engine makes: each draw is an input of the graph.

use super::{Answer, Args};
use crate::run::{Draw, Machine, Stop, Value};
use crate::trace::{Binary, Distribution, Dtype, Id, Op, Reduction};

impl Machine {
    pub(super) fn random(&mut self, name: &str, args: &Args) -> Answer {
        let y = match name {
            "randn" => {
                let shape = self.sizes(args.at(0))?;
                self.draw(Distribution::Normal, &shape)?
            }
            "rand" => {
                let shape = self.sizes(args.at(0))?;
                self.draw(Distribution::Uniform, &shape)?
            }
            "randn_like" | "rand_like" => {
                let x = self.id(args.at(0))?;
                let shape = self.trace.shape(x).to_vec();
                let distribution = match name {
                    "randn_like" => Distribution::Normal,
                    _ => Distribution::Uniform,
                };
                self.draw(distribution, &shape)?
            }
            "normal" | "uniform" if matches!(args.at(0), Value::Tensor(_)) => {
                let x = self.id(args.at(0))?;
                let shape = self.trace.shape(x).to_vec();
                let (a, b) = (self.option(args, 1, 0.0)?, self.option(args, 2, 1.0)?);
                let (distribution, scale) = match name {
                    "normal" => (Distribution::Normal, b),
                    _ => (Distribution::Uniform, b - a),
                };
                let y = self.draw(distribution, &shape)?;
                let (scale, offset) = (self.constant(scale)?, self.constant(a)?);
                let y = self.trace.binary(Binary::Mul, y, scale)?;
                self.trace.binary(Binary::Add, y, offset)?
            }
            "bernoulli" => {
                let chance = self.id(args.at(0))?;
                let shape = self.trace.shape(chance).to_vec();
                let u = self.draw(Distribution::Uniform, &shape)?;
                let y = self.trace.binary(Binary::Less, u, chance)?;
                self.trace.cast(y, Dtype::Float)?
            }
            "multinomial" => self.multinomial(args)?,
            _ => return Ok(None),
        };
        self.answer(y)
    }

    fn draw(&mut self, distribution: Distribution, shape: &[usize]) -> Result<Id, Stop> {
        if shape.contains(&0) {
            return Ok(self.trace.fill(0.0, shape, Dtype::Float)?);
        }
        self.draws.push(Draw {
            distribution,
            shape: shape.into(),
        });
        let op = Op::Draw(self.draws.len() - 1, distribution);
        Ok(self.trace.source(op, shape, Dtype::Float)?)
    }

    /// One choice for each row: the first place where the running sum of chances is above a draw.
    fn multinomial(&mut self, args: &Args) -> Result<Id, Stop> {
        if self.int(args.at(1))? != 1 {
            return Err(Stop::new("multinomial with more than one choice"));
        }
        let chances = self.id(args.at(0))?;
        let shape = self.trace.shape(chances).to_vec();
        let Some((&count, rows)) = shape.split_last().filter(|(count, _)| **count > 0) else {
            return Err(Stop::new("multinomial without chances"));
        };
        let axis = rows.len();
        let mut column = rows.to_vec();
        column.push(1);
        let sums = self.trace.running_sum(chances, axis)?;
        let total = self.trace.slice(sums, axis, count - 1, 1, 1)?;
        let u = self.draw(Distribution::Uniform, &column)?;
        let mark = self.trace.binary(Binary::Mul, u, total)?;
        let below = self.trace.binary(Binary::LessEqual, sums, mark)?;
        let place = self.trace.reduce(Reduction::Sum, below, &[axis])?;
        let last = self.trace.fill((count - 1) as f64, &[], Dtype::Int)?;
        let place = self.trace.binary(Binary::Min, place, last)?;
        Ok(self.trace.retype(place, Dtype::Int)?)
    }
}
