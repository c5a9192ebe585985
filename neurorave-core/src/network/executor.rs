//! The interface behind which networks are run.

use super::NetworkError;
use std::any::Any;

/// What a network remembers between steps, in whatever form its executor keeps it.
pub struct State(Box<dyn Any + Send>);

impl State {
    /// Wraps an executor's own state.
    pub fn new(inner: impl Any + Send) -> State {
        State(Box::new(inner))
    }

    /// The executor's own state, or `None` when it is another executor's.
    pub fn get<T: Any>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }

    /// As [`State::get`].
    pub fn get_mut<T: Any>(&mut self) -> Option<&mut T> {
        self.0.downcast_mut()
    }
}

/// The buffers of one step.
pub struct Turn<'a> {
    /// As in [`Executor::step`].
    pub inputs: &'a [Box<[f32]>],
    /// As in [`Executor::step`].
    pub outputs: &'a mut [Box<[f32]>],
}

/// One player's share of a batch.
pub struct Part<'a, 'b> {
    /// What the player remembers.
    pub state: &'a mut State,
    /// Steps that follow one another.
    pub turns: &'a mut [Turn<'b>],
}

/// Most players of a batch.
pub const MOST_TOGETHER: usize = 8;
/// More turns of one player than this are not worth taking at once.
pub const MOST_TURNS: usize = 16;

/// Runs one method of one model, step by step.
///
/// The plan is shared and immutable; everything that changes is in the [`State`].
pub trait Executor: Send + Sync {
    /// A short name for people: `tract`.
    fn name(&self) -> &'static str;

    /// A state as at the start of time: all zeros.
    ///
    /// # Errors
    /// When the executor cannot make one.
    fn start(&self) -> Result<State, NetworkError>;

    /// Makes `state` what [`Executor::start`] gives. An executor that is real-time safe does so
    /// without allocating.
    ///
    /// # Errors
    /// See [`Executor::start`].
    fn reset(&self, state: &mut State) -> Result<(), NetworkError> {
        *state = self.start()?;
        Ok(())
    }

    /// Consumes one step. `inputs` and `outputs` hold one buffer per port of the method, in the
    /// manifest's order, each `channels × samples` values, channel after channel.
    ///
    /// # Errors
    /// When the executor fails; the outputs are unspecified then and the state must be dropped.
    fn step(
        &self,
        state: &mut State,
        inputs: &[Box<[f32]>],
        outputs: &mut [Box<[f32]>],
    ) -> Result<(), NetworkError>;

    /// Consumes steps of several players, at most [`MOST_TOGETHER`]: the results are those of
    /// [`Executor::step`] with one after the other, bit for bit, for less than their time where
    /// weights are read once for all.
    ///
    /// # Errors
    /// As [`Executor::step`], for all of them.
    fn step_together(&self, parts: &mut [Part<'_, '_>]) -> Result<(), NetworkError> {
        for part in parts {
            for turn in part.turns.iter_mut() {
                self.step(part.state, turn.inputs, turn.outputs)?;
            }
        }
        Ok(())
    }

    /// Whether [`Executor::step`] may run on an audio thread: it never allocates, locks, blocks or
    /// makes a system call, and its worst time is close to its mean.
    fn is_real_time_safe(&self) -> bool;
}
