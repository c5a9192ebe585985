//! What a run shows while it works: a bar on a terminal, a line now and then anywhere else.

use super::health::Finding;
use super::schedule::{Phase, Progress};
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Time between two lines of progress where there is no terminal.
const BETWEEN_LINES: Duration = Duration::from_secs(60);

/// The view of one run.
pub struct View {
    bar: Option<ProgressBar>,
    steps: u64,
    first: u64,
    started: Instant,
    told: Instant,
    losses: String,
}

impl View {
    /// A view of `steps` steps, of which `first` are done.
    pub fn new(first: u64, steps: u64) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let template = "{prefix} {pos}/{len} {wide_bar} {eta} left\n  {msg}";
            let bar = ProgressBar::new(steps).with_style(
                ProgressStyle::with_template(template)
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            bar.set_position(first);
            bar.reset_eta();
            bar
        });
        let now = Instant::now();
        Self {
            bar,
            steps,
            first,
            started: now,
            told: now,
            losses: String::new(),
        }
    }

    /// `step` steps are done.
    pub fn step(&mut self, step: u64, progress: &Progress) {
        if let Some(bar) = &self.bar {
            bar.set_prefix(progress.phase().name());
            bar.set_position(step);
        } else if self.told.elapsed() > BETWEEN_LINES {
            self.told = Instant::now();
            let left = self.started.elapsed().as_secs_f64() / (step - self.first).max(1) as f64
                * (self.steps - step) as f64;
            eprintln!(
                "{} {step}/{}, {} left: {}",
                progress.phase().name(),
                self.steps,
                HumanDuration(Duration::from_secs_f64(left)),
                self.losses
            );
        }
    }

    /// The losses of late, in words.
    pub fn losses(&mut self, losses: String, progress: &Progress, findings: usize) {
        self.losses = losses;
        if let (Some(validation), Some(best)) = (progress.validation, progress.best) {
            self.losses += &format!(
                ", validation {validation:.3} (best {best:.3} at {})",
                progress.best_step
            );
        }
        self.losses += &match findings {
            0 => ", healthy".to_owned(),
            1 => ", 1 warning above".to_owned(),
            count => format!(", {count} warnings above"),
        };
        if let Some(bar) = &self.bar {
            bar.set_message(self.losses.clone());
        }
    }

    /// A validation.
    pub fn validated(&self, step: u64, progress: &Progress) {
        if let (None, Some(validation)) = (&self.bar, progress.validation) {
            self.line(&format!("step {step}: validation {validation:.3}"));
        }
    }

    /// A new phase.
    pub fn phase(&self, step: u64, phase: Phase) {
        self.line(&format!("step {step}: the {} phase begins", phase.name()));
    }

    /// Something wrong.
    pub fn finding(&self, step: u64, finding: &Finding) {
        self.line(&format!("step {step}: {}", finding.symptom));
        self.line(&format!("  {}", finding.cure));
    }

    /// A line that stays.
    pub fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.println(text),
            None => eprintln!("{text}"),
        }
    }
}

impl Drop for View {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish();
        }
    }
}
