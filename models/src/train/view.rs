//! What a run shows while it works: its status, and lines that stay about what happened.

use super::health::Finding;
use super::schedule::{Phase, Progress};
use super::status::Status;

/// The view of one run.
pub struct View {
    status: Status,
}

impl View {
    /// A view of `steps` steps, of which `first` are done.
    pub fn new(first: u64, steps: u64) -> Self {
        Self {
            status: Status::new(first, steps),
        }
    }

    /// `step` steps are done.
    pub fn step(&mut self, step: u64, progress: &Progress) {
        self.status.step(step, progress.phase().name());
    }

    /// The losses of late, in words.
    pub fn losses(&mut self, mut losses: String, progress: &Progress, findings: usize) {
        if let (Some(validation), Some(best)) = (progress.validation, progress.best) {
            losses += &format!(
                ", validation {validation:.3} (best {best:.3} at {})",
                progress.best_step
            );
        }
        losses += &match findings {
            0 => ", healthy".to_owned(),
            1 => ", 1 warning above".to_owned(),
            count => format!(", {count} warnings above"),
        };
        self.status.figures(losses);
    }

    /// A validation.
    pub fn validated(&self, step: u64, progress: &Progress) {
        if let (false, Some(validation)) = (self.status.is_shown(), progress.validation) {
            self.status
                .line(&format!("step {step}: validation {validation:.3}"));
        }
    }

    /// A new phase.
    pub fn phase(&self, step: u64, phase: Phase) {
        self.status
            .line(&format!("step {step}: the {} phase begins", phase.name()));
    }

    /// Something wrong.
    pub fn finding(&self, step: u64, finding: &Finding) {
        self.status
            .line(&format!("step {step}: {}", finding.symptom));
        self.status.line(&format!("  {}", finding.cure));
    }
}
