//! The loop: a step, and whatever is due after it. What is due depends on the number of the step
//! alone, and is all in the log before a checkpoint says that the step is done.

use super::TrainError;
use super::batch::Batch;
use super::checkpoint::State;
use super::clock::Clock;
use super::health::{Figures, Finding, Silence};
use super::learn::{Bench, Duel};
use super::log::Log;
use super::schedule::Phase;
use super::step::Losses;
use super::validation::Validation;
use super::view::View;
use serde::Serialize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;

/// What the loop works with.
pub struct Run<'a> {
    /// What steps are done with.
    pub bench: Bench<'a>,
    /// Recordings left out of training.
    pub validation: Validation<'a>,
    /// The checkpoint's file.
    pub checkpoint: &'a Path,
    /// Set from outside to stop after the present step.
    pub stop: &'a AtomicBool,
    /// The log.
    pub log: Log,
    /// What is shown.
    pub view: View,
    /// Time spent.
    pub clock: Clock,
}

#[derive(Serialize)]
struct StepLine<'a> {
    step: u64,
    phase: Phase,
    rate: f64,
    losses: &'a Losses,
    #[serde(skip_serializing_if = "Option::is_none")]
    duel: Option<Duel>,
    figures: &'a Figures,
}

#[derive(Serialize)]
struct ValidationLine {
    step: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation: Option<f32>,
    silence: Silence,
}

#[derive(Serialize)]
struct PhaseLine {
    step: u64,
    begins: Phase,
}

#[derive(Serialize)]
struct FindingLine<'a> {
    step: u64,
    #[serde(flatten)]
    finding: &'a Finding,
}

impl Run<'_> {
    /// Steps until all are done, or it is told to stop.
    pub fn go(
        &mut self,
        state: State,
        batches: &Receiver<Vec<Batch>>,
    ) -> Result<State, TrainError> {
        let mut state = state;
        while state.step < self.bench.options.steps {
            if self.stop.load(Ordering::Relaxed) {
                self.save(&state)?;
                return Err(TrainError::Stopped(state.step));
            }
            state = self.step(state, batches)?;
            if self.is_due(&state, self.bench.options.course.checkpoint_every) {
                self.save(&state)?;
            }
        }
        Ok(state)
    }

    fn step(&mut self, state: State, batches: &Receiver<Vec<Batch>>) -> Result<State, TrainError> {
        let batches = batches
            .recv()
            .expect("the batch thread lives as long as the run");
        let course = &self.bench.options.course;
        let measure = (state.step + 1).is_multiple_of(course.log_every);
        let (mut state, figures) = self.bench.learn(state, batches, measure);
        if !is_finite(&state) {
            return Err(TrainError::Diverged(state.step));
        }
        if let Some(figures) = figures {
            self.log_step(&mut state, figures)?;
        }
        if self.is_due(&state, course.validate_every) {
            self.validate(&mut state)?;
        }
        if self.bench.schedule.advance(&mut state.progress, state.step) {
            let begins = state.progress.phase();
            self.view.phase(state.step, begins);
            self.log.line(&PhaseLine {
                step: state.step,
                begins,
            })?;
        }
        self.view.step(state.step, &state.progress);
        Ok(state)
    }

    /// Whether something done every `every` steps, and after the last, is due.
    fn is_due(&self, state: &State, every: u64) -> bool {
        state.step.is_multiple_of(every) || state.step == self.bench.options.steps
    }

    fn log_step(&mut self, state: &mut State, figures: Figures) -> Result<(), TrainError> {
        self.log.line(&StepLine {
            step: state.step,
            phase: state.progress.phase(),
            rate: self.bench.schedule.learning_rate(state.step - 1),
            losses: &state.losses,
            duel: state.duel,
            figures: &figures,
        })?;
        let warm = self.bench.schedule.is_warm(state.step);
        let found = state.health.observe(figures, warm);
        self.tell(state.step, &found)?;
        let known = state.health.findings.len();
        self.view.losses(words(state), &state.progress, known);
        Ok(())
    }

    fn validate(&mut self, state: &mut State) -> Result<(), TrainError> {
        let network = state.average.apply(&state.network);
        let validation = self.validation.loss(&network);
        if let Some(loss) = validation {
            self.bench
                .schedule
                .validated(&mut state.progress, state.step, loss);
            self.view.validated(state.step, &state.progress);
        }
        let silence = self.validation.silence(&network);
        self.log.line(&ValidationLine {
            step: state.step,
            validation,
            silence,
        })?;
        let warm = self.bench.schedule.is_warm(state.step);
        let found = state.health.listen(silence, warm);
        self.tell(state.step, &found)
    }

    fn tell(&mut self, step: u64, found: &[Finding]) -> Result<(), TrainError> {
        for finding in found {
            self.view.finding(step, finding);
            self.log.line(&FindingLine { step, finding })?;
        }
        Ok(())
    }

    fn save(&mut self, state: &State) -> Result<(), TrainError> {
        self.log.sync()?;
        state.save(self.checkpoint)?;
        self.clock.save()
    }
}

fn is_finite(state: &State) -> bool {
    let Losses {
        spectral,
        kl,
        leak,
        consistency,
        periodicity,
        adversary,
    } = state.losses;
    let duel = state.duel.unwrap_or_default();
    [
        spectral,
        kl,
        leak,
        consistency,
        periodicity,
        adversary,
        duel.hinge,
        duel.matching,
    ]
    .iter()
    .all(|loss| loss.is_finite())
}

fn words(state: &State) -> String {
    let losses = &state.losses;
    let mut text = format!(
        "spectral {:.2}, control {:.3}, KL {:.1}",
        losses.spectral, losses.consistency, losses.kl
    );
    if let Some(duel) = state.duel {
        text += &format!(", hinge {:.2}, features {:.2}", duel.hinge, duel.matching);
    }
    text
}
