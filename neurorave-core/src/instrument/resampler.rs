//! Streaming sample-rate conversion with exact time.
//!
//! Positions are fractions of integers, so a voice's total delay is a whole number of host samples and
//! stays it for as long as the voice plays. (`rubato` was considered: its converters work in fixed
//! chunks or accumulate the position in floating point, and none lets the phase be set, which an exact
//! latency needs.) At equal rates samples pass untouched and undelayed.

use super::kernel::Kernel;
use super::timing::{Ratio, Timing};
use std::sync::Arc;

/// Both kernels of a voice, shared by its channels.
#[derive(Clone)]
pub(crate) struct Kernels {
    /// Host to model.
    pub input: Arc<Kernel>,
    /// Model to host.
    pub output: Arc<Kernel>,
}

impl Kernels {
    pub fn new(host_rate: f64, model_rate: u32, ratio: Ratio) -> Kernels {
        let model_rate = f64::from(model_rate);
        // Equal by the ratio: a hair's difference in the rates must not switch resampling on.
        let host_rate = if ratio.is_one() {
            model_rate
        } else {
            host_rate
        };
        Kernels {
            input: Arc::new(Kernel::new(host_rate, model_rate, ratio.model)),
            output: Arc::new(Kernel::new(model_rate, host_rate, ratio.host)),
        }
    }
}

/// Where the next model sample lies among the host samples.
#[derive(Clone, Copy)]
pub(crate) struct InputClock {
    ratio: Ratio,
    half: u64,
    /// Host sample at or before the model sample, and the fraction beyond it in `1/ratio.model`.
    whole: u64,
    fraction: u64,
}

impl InputClock {
    pub fn new(timing: &Timing) -> InputClock {
        let half = timing.input_half as u64;
        InputClock {
            ratio: timing.ratio,
            half,
            whole: 0,
            fraction: 0,
        }
    }

    /// The fraction of the next model sample if the host samples before `end` suffice for it, which
    /// then counts as taken.
    fn next_before(&mut self, end: u64) -> Option<(u64, u64)> {
        if self.whole + self.half >= end {
            return None;
        }
        let at = (self.whole, self.fraction);
        self.fraction += self.ratio.host;
        self.whole += self.fraction / self.ratio.model;
        self.fraction %= self.ratio.model;
        Some(at)
    }

    /// How many model samples the host samples before `end` suffice for, which then count as taken.
    pub fn advance(&mut self, end: u64) -> usize {
        let mut count = 0;
        while self.next_before(end).is_some() {
            count += 1;
        }
        count
    }
}

/// Most host samples that may be pushed at once.
pub(crate) const CHUNK: usize = 128;

/// One channel from the host's rate to the model's.
pub(crate) struct Input {
    kernel: Arc<Kernel>,
    /// The last host samples, oldest first; `history[0]` is host sample `start`.
    history: Box<[f32]>,
    start: i64,
    end: usize,
}

impl Input {
    pub fn new(kernel: Arc<Kernel>) -> Input {
        let before = 2 * kernel.half();
        let history = vec![0.0; before + 8 * CHUNK].into_boxed_slice();
        Input {
            kernel,
            history,
            start: -(before as i64),
            end: before,
        }
    }

    /// Back to the start of time.
    pub fn reset(&mut self) {
        self.history.fill(0.0);
        self.end = 2 * self.kernel.half();
        self.start = -(self.end as i64);
    }

    /// Takes host samples (at most [`CHUNK`]) and gives every model sample that they complete to
    /// `emit`; `clock` is advanced.
    pub fn push(&mut self, samples: &[f32], clock: &mut InputClock, mut emit: impl FnMut(f32)) {
        let half = self.kernel.half();
        if half == 0 {
            clock.advance((self.start + (self.end + samples.len()) as i64) as u64);
            self.start += samples.len() as i64;
            return samples.iter().for_each(|&x| emit(x));
        }
        if self.end + samples.len() > self.history.len() {
            let keep = 2 * half;
            self.history.copy_within(self.end - keep..self.end, 0);
            self.start += (self.end - keep) as i64;
            self.end = keep;
        }
        self.history[self.end..][..samples.len()].copy_from_slice(samples);
        self.end += samples.len();
        let end = (self.start + self.end as i64) as u64;
        while let Some((whole, fraction)) = clock.next_before(end) {
            let first = (whole as i64 + 1 - half as i64 - self.start) as usize;
            emit(self.kernel.at(fraction, &self.history[first..][..2 * half]));
        }
    }
}

/// Where the next host sample lies among the model samples.
#[derive(Clone, Copy)]
pub(crate) struct OutputClock {
    ratio: Ratio,
    /// Model sample at or before the host sample.
    pub whole: i64,
    /// What is beyond it, in `1/ratio.host`.
    pub fraction: u64,
}

impl OutputClock {
    pub fn new(timing: &Timing) -> OutputClock {
        let (whole, fraction) = timing.origin();
        OutputClock {
            ratio: timing.ratio,
            whole,
            fraction,
        }
    }

    /// Moves on by one host sample.
    pub fn tick(&mut self) {
        self.fraction += self.ratio.model;
        self.whole += (self.fraction / self.ratio.host) as i64;
        self.fraction %= self.ratio.host;
    }
}

/// One channel from the model's rate to the host's, fed with whole steps.
pub(crate) struct Output {
    kernel: Arc<Kernel>,
    /// The last `2·half` model samples of the steps before, then one step.
    history: Box<[f32]>,
    /// Model sample in `history[0]`.
    start: i64,
    step: usize,
}

impl Output {
    pub fn new(kernel: Arc<Kernel>, step: usize) -> Output {
        let before = 2 * kernel.half() + step;
        let history = vec![0.0; before + step].into_boxed_slice();
        Output {
            kernel,
            history,
            start: -((before + step) as i64),
            step,
        }
    }

    /// Back to the start of time.
    pub fn reset(&mut self) {
        self.history.fill(0.0);
        self.start = -(self.history.len() as i64);
    }

    /// Model samples in a step.
    pub fn step(&self) -> usize {
        self.step
    }

    /// Makes room for the next step and returns what came before it and where it goes. The part
    /// before holds at least one step.
    pub fn next_step(&mut self) -> (&[f32], &mut [f32]) {
        self.history.copy_within(self.step.., 0);
        self.start += self.step as i64;
        let (before, step) = self.history.split_at_mut(self.history.len() - self.step);
        (before, step)
    }

    /// The value at the clock's position.
    pub fn at(&self, clock: &OutputClock) -> f32 {
        let half = self.kernel.half() as i64;
        if half == 0 {
            // Before the first step there is silence.
            let index = clock.whole - self.start;
            return if index < 0 {
                0.0
            } else {
                self.history[index as usize]
            };
        }
        let first = clock.whole + 1 - half - self.start;
        if first < 0 {
            return 0.0;
        }
        self.kernel.at(
            clock.fraction,
            &self.history[first as usize..][..2 * half as usize],
        )
    }
}
