//! A bar on the terminal for what takes longer than a second; nothing anywhere else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// Work shorter than this gets no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Progress of one piece of work. It is cleared when dropped.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: bool,
}

impl Progress {
    /// Starts the clock; `what` is what the bar says, a word or two.
    pub fn new(what: &'static str) -> Self {
        let style = ProgressStyle::with_template("{msg} {bar:40} {percent:>3} %  {eta} left");
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
            .with_message(what)
            .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self {
            bar,
            started: Instant::now(),
            shown: false,
        }
    }

    /// `done` of `all` is done.
    pub fn at(&mut self, done: usize, all: usize) {
        if !self.shown && self.started.elapsed() > PATIENCE {
            self.shown = true;
            self.bar.set_length(all as u64);
            // Draws nothing where standard error is not a terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if self.shown {
            self.bar.set_position(done as u64);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
