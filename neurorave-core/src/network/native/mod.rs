//! The executor for streaming networks: a flat program over memory that is planned beforehand.

mod check;
mod expr;
mod floats;
mod kernel;
mod lanes;
mod loops;
mod lower;
mod memory;
mod onnx;
mod program;
mod schedule;
mod shelf;
mod view;
mod work;

pub use lower::Unknown;

use super::{Executor, MOST_TOGETHER, MOST_TURNS, NetworkError, Part, State, Turn};
use crate::error::Error;
use crate::model::Model;
use crate::model_file::manifest::Method;
use lanes::Lanes;
use memory::{Plan, Player};
use onnx::Constant;
use program::Program;
use schedule::Passage;
use shelf::Shelf;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use tract_onnx::pb::ModelProto;

/// A graph as a program of its own.
pub struct Native {
    program: Program,
    passages: Vec<Passage>,
    plan: Plan,
}

/// Samples that turns taken at once come to, unless one step is longer.
const SPAN: usize = 2048;
impl Native {
    /// Lowers `graph`.
    ///
    /// # Errors
    /// What in it isn't known here; [`super::Tract`] runs it then.
    pub fn compile(graph: &ModelProto, method: &Method) -> Result<Native, Unknown> {
        Native::lower(graph, &HashMap::new(), method)
    }

    /// Lowers a method of `model`. Its weights are read from the model's file and packed, once for all
    /// methods that have them and all who play them at the same time.
    ///
    /// # Errors
    /// When there is no such method, or the file can't be read any more; within, as
    /// [`compile`](Self::compile).
    pub fn load(model: &Model, method: &str) -> Result<Result<Native, Unknown>, Error> {
        let described = model.method(method)?;
        let (skeleton, source) = model.skeleton(method)?;
        let shelf = Rc::new(Shelf::new(source, model.content_hash()));
        let native = Native::lower(&skeleton.model, &shelf.constants(&skeleton), described);
        match shelf.failure() {
            Some(problem) => Err(Error::new(model.file(), &described.graph, problem)),
            None => Ok(native),
        }
    }

    fn lower(
        graph: &ModelProto,
        stored: &HashMap<String, Constant>,
        method: &Method,
    ) -> Result<Native, Unknown> {
        // Graphs come from files: one that nobody thought of must not take the host down.
        let native = || Native::lower_unguarded(graph, stored, method);
        catch_unwind(AssertUnwindSafe(native)).unwrap_or_else(|_| {
            Err(Unknown(
                "the graph is of a kind that was not foreseen".into(),
            ))
        })
    }

    fn lower_unguarded(
        graph: &ModelProto,
        stored: &HashMap<String, Constant>,
        method: &Method,
    ) -> Result<Native, Unknown> {
        let turns = (SPAN / method.step.max(1)).clamp(1, MOST_TURNS);
        Native::of(lower::lower(graph, stored, method, turns)?)
    }

    /// # Errors
    /// The step that reaches out of its memory.
    fn of(mut program: Program) -> Result<Native, Unknown> {
        check::check(&program)?;
        let passages = schedule::arrange(&mut program);
        let plan = Plan::new(&program);
        Ok(Native {
            program,
            passages,
            plan,
        })
    }

    /// At most as many turns of each part as the program takes at once, from turn `first` on.
    fn go(&self, parts: &mut [Part<'_, '_>], first: usize) -> Result<(), NetworkError> {
        let mut players = [const { None }; MOST_TOGETHER];
        for (player, part) in players.iter_mut().zip(parts) {
            let found = part.state.get_mut::<Player>().ok_or_else(foreign)?;
            let most = part.turns.len();
            let turns = first.min(most)..(first + self.program.turns).min(most);
            found.begin(&self.program, &self.plan, &mut part.turns[turns]);
            *player = Some(found);
        }
        let mut work = players
            .iter_mut()
            .flatten()
            .find_map(|player| player.work.take());
        let mut tables: [&[*mut f32]; MOST_TOGETHER] = [&[]; MOST_TOGETHER];
        let count = players.iter().flatten().count();
        for (table, player) in tables.iter_mut().zip(players.iter().flatten()) {
            *table = player.bases();
        }
        let lanes = Lanes::new(&tables[..count], self.program.buffers.len());
        // SAFETY: `check` has seen that every place is inside its buffer; the network's caller has
        // that inputs and outputs are as long as the method's ports.
        work.iter_mut().for_each(|work| unsafe {
            work.run(&self.program, &self.passages, lanes);
        });
        for player in players.iter_mut().flatten() {
            player.end(&self.program, &self.plan);
            player.work = player.work.take().or_else(|| work.take());
        }
        Ok(())
    }
}

fn foreign() -> NetworkError {
    NetworkError::Step {
        problem: "a state of another executor".into(),
    }
}

impl Executor for Native {
    fn name(&self) -> &'static str {
        "native"
    }

    fn start(&self) -> Result<State, NetworkError> {
        Ok(State::new(Player::new(&self.program, &self.plan)))
    }

    fn reset(&self, state: &mut State) -> Result<(), NetworkError> {
        if let Some(player) = state.get_mut::<Player>() {
            player.reset(&self.plan);
        }
        Ok(())
    }

    fn step(
        &self,
        state: &mut State,
        inputs: &[Box<[f32]>],
        outputs: &mut [Box<[f32]>],
    ) -> Result<(), NetworkError> {
        let turns = &mut [Turn { inputs, outputs }];
        self.step_together(&mut [Part { state, turns }])
    }

    fn step_together(&self, parts: &mut [Part<'_, '_>]) -> Result<(), NetworkError> {
        let most = parts.iter().map(|part| part.turns.len()).max().unwrap_or(0);
        for first in (0..most).step_by(self.program.turns) {
            for parts in parts.chunks_mut(MOST_TOGETHER) {
                self.go(parts, first)?;
            }
        }
        Ok(())
    }

    fn is_real_time_safe(&self) -> bool {
        true
    }
}
