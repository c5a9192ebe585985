//! The line that tells how far a run is: a bar on a terminal, a line now and then anywhere else.

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Time between two lines of progress where there is no terminal.
const BETWEEN_LINES: Duration = Duration::from_secs(60);

/// The status of one run.
pub struct Status {
    bar: Option<ProgressBar>,
    steps: u64,
    first: u64,
    started: Instant,
    told: Instant,
    figures: String,
}

impl Status {
    /// Of a run of `steps` steps, of which `first` are done.
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
            figures: String::new(),
        }
    }

    /// Whether there is a terminal that shows everything at any time.
    pub fn is_shown(&self) -> bool {
        self.bar.is_some()
    }

    /// `step` steps are done, the last of them of what is called `phase`.
    pub fn step(&mut self, step: u64, phase: &'static str) {
        if let Some(bar) = &self.bar {
            bar.set_prefix(phase);
            bar.set_position(step);
        } else if self.told.elapsed() > BETWEEN_LINES {
            self.told = Instant::now();
            let left = self.started.elapsed().as_secs_f64() / (step - self.first).max(1) as f64
                * (self.steps - step) as f64;
            eprintln!(
                "{phase} {step}/{}, {} left: {}",
                self.steps,
                HumanDuration(Duration::from_secs_f64(left)),
                self.figures
            );
        }
    }

    /// The figures of late, in words.
    pub fn figures(&mut self, figures: String) {
        if let Some(bar) = &self.bar {
            bar.set_message(figures.clone());
        }
        self.figures = figures;
    }

    /// A line that stays.
    pub fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.println(text),
            None => eprintln!("{text}"),
        }
    }
}

impl Drop for Status {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish();
        }
    }
}
