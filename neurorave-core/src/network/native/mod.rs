//! The executor for streaming networks: a flat program over memory that is planned beforehand.

mod check;
mod expr;
mod kernel;
mod loops;
mod lower;
mod memory;
mod onnx;
mod program;
mod view;

pub use lower::Unknown;

use super::{Executor, NetworkError, State};
use crate::model_file::manifest::Method;
use memory::{Plan, Player};
use program::Program;
use tract_onnx::pb::ModelProto;

/// A graph as a program of its own.
pub struct Native {
    program: Program,
    plan: Plan,
}

impl Native {
    /// Lowers `graph`.
    ///
    /// # Errors
    /// What in it isn't known here; [`super::Tract`] runs it then.
    pub fn compile(graph: &ModelProto, method: &Method) -> Result<Native, Unknown> {
        Native::of(lower::lower(graph, method)?)
    }

    /// # Errors
    /// The step that reaches out of its memory.
    fn of(program: Program) -> Result<Native, Unknown> {
        check::check(&program)?;
        let plan = Plan::new(&program);
        Ok(Native { program, plan })
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
            player.reset();
        }
        Ok(())
    }

    fn step(
        &self,
        state: &mut State,
        inputs: &[Box<[f32]>],
        outputs: &mut [Box<[f32]>],
    ) -> Result<(), NetworkError> {
        let Some(player) = state.get_mut::<Player>() else {
            return Err(NetworkError::Step {
                problem: "a state of another executor".into(),
            });
        };
        // SAFETY: `check` has seen that every place is inside its buffer; the network's caller has
        // that inputs and outputs are as long as the method's ports.
        unsafe { player.step(&self.program, &self.plan, inputs, outputs) };
        Ok(())
    }

    fn is_real_time_safe(&self) -> bool {
        true
    }
}
