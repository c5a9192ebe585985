//! From a step's results to an outlet's samples, and what sounds when a result is late.

use super::resampler::{Output, OutputClock};
use super::timing::Timing;
use crate::model_file::manifest::{Kind, Port};

/// Longest fade around a gap, in model samples: 3 ms at 44.1 kHz.
const FADE: usize = 128;

/// One outlet.
pub(crate) enum Outlet {
    /// Audio, resampled to the host's rate.
    Audio(Output),
    /// Latents and controls, each value held for its share of the step.
    Held {
        /// The values of the step that is due.
        values: Box<[f32]>,
        /// Model samples per value.
        share: i64,
        /// Model sample at which the step begins.
        start: i64,
        /// Model samples per step.
        step: i64,
    },
}

impl Outlet {
    /// An outlet for one channel of `port`.
    pub fn new(
        port: &Port,
        timing: &Timing,
        kernel: &std::sync::Arc<super::kernel::Kernel>,
    ) -> Outlet {
        if port.kind == Kind::Audio {
            return Outlet::Audio(Output::new(kernel.clone(), timing.step));
        }
        let step = timing.step as i64;
        Outlet::Held {
            values: vec![0.0; port.samples].into(),
            share: step / port.samples as i64,
            start: -step,
            step,
        }
    }

    /// Values in one step's result.
    pub fn length(&self) -> usize {
        match self {
            Outlet::Audio(output) => output.step(),
            Outlet::Held { values, .. } => values.len(),
        }
    }

    /// Takes the next step's result. After a gap, audio fades in.
    pub fn answer(&mut self, result: &[f32], after_gap: bool) {
        match self {
            Outlet::Audio(output) => {
                let (_, slot) = output.next_step();
                slot.copy_from_slice(result);
                if after_gap {
                    let length = FADE.min(slot.len());
                    for (i, x) in slot[..length].iter_mut().enumerate() {
                        *x *= (i as f32 + 0.5) / length as f32;
                    }
                }
            }
            Outlet::Held {
                values,
                start,
                step,
                ..
            } => {
                values.copy_from_slice(result);
                *start += *step;
            }
        }
    }

    /// The next step has no result in time. Audio fades out and stays silent: what fades is the
    /// sound so far, played backwards, which continues it without a jump. Held values stay.
    pub fn miss(&mut self, after_gap: bool) {
        match self {
            Outlet::Audio(output) => {
                let (before, slot) = output.next_step();
                slot.fill(0.0);
                if !after_gap {
                    let length = FADE.min(slot.len());
                    for (i, (x, y)) in slot[..length]
                        .iter_mut()
                        .zip(before.iter().rev())
                        .enumerate()
                    {
                        *x = y * (1.0 - (i as f32 + 0.5) / length as f32);
                    }
                }
            }
            Outlet::Held { start, step, .. } => *start += *step,
        }
    }

    /// The sample at the clock's position.
    pub fn at(&self, clock: &OutputClock) -> f32 {
        match self {
            Outlet::Audio(output) => output.at(clock),
            Outlet::Held {
                values,
                share,
                start,
                ..
            } => {
                let index = (clock.whole - start).max(0) / share;
                values[(index as usize).min(values.len() - 1)]
            }
        }
    }

    /// Back to the start of time.
    pub fn reset(&mut self) {
        match self {
            Outlet::Audio(output) => output.reset(),
            Outlet::Held {
                values,
                start,
                step,
                ..
            } => {
                values.fill(0.0);
                *start = -*step;
            }
        }
    }
}
