//! The way in: from the host's vectors to jobs full of model samples.

use super::gather::Gather;
use super::job::Job;
use super::resampler::{CHUNK, Input, InputClock, Kernels};
use super::timing::Timing;
use crate::model_file::manifest::Kind;
use crate::network::Network;
use std::sync::Arc;

/// A chunk of host samples: one row a jack.
pub(crate) type Rows = [[f32; CHUNK]];

/// Fills jobs. Positions count host samples from the voice's first.
pub(crate) struct Feed {
    timing: Timing,
    clock: InputClock,
    audio: Vec<Audio>,
    controls: Vec<Control>,
    /// Model samples of `audio` not yet in a job: this many, from this place on.
    staged: usize,
    taken: usize,
    /// The step that is being filled, its model samples so far, its first and last host sample.
    step: u64,
    fill: usize,
    first: u64,
    complete: u64,
}

/// One audio inlet.
struct Audio {
    sink: AudioSink,
    input: Input,
    staged: Vec<f32>,
}

#[derive(Clone, Copy)]
enum AudioSink {
    /// A channel of an input port.
    Port {
        port: usize,
        channel: usize,
        inlet: usize,
    },
    /// The followed sound.
    Side,
}

/// One control inlet.
struct Control {
    inlet: usize,
    sink: ControlSink,
    gather: Gather,
}

#[derive(Clone, Copy)]
enum ControlSink {
    Port { port: usize, channel: usize },
    Pitch,
    Attribute(usize),
}

impl Feed {
    pub fn new(network: &Network, timing: Timing, kernels: &Kernels) -> Feed {
        // Room for what one chunk can complete.
        let most = CHUNK * timing.ratio.model as usize / timing.ratio.host as usize + 2;
        let audio_inlet = |sink| Audio {
            sink,
            input: Input::new(Arc::clone(&kernels.input)),
            staged: Vec::with_capacity(most),
        };
        let (mut audio, mut controls) = (Vec::new(), Vec::new());
        let mut inlet = 0;
        for (port, described) in network.method().inputs.iter().enumerate() {
            for channel in 0..described.channels {
                match described.kind {
                    Kind::Audio => {
                        audio.push(audio_inlet(AudioSink::Port {
                            port,
                            channel,
                            inlet,
                        }));
                    }
                    Kind::Latent | Kind::Control => controls.push(Control {
                        inlet,
                        sink: ControlSink::Port { port, channel },
                        gather: Gather::new(described.samples),
                    }),
                    Kind::Attribute
                    | Kind::Pitch
                    | Kind::Excitation
                    | Kind::Noise
                    | Kind::Draw
                    | Kind::Temperature
                    | Kind::Base
                    | Kind::Setting => continue,
                }
                inlet += 1;
            }
        }
        audio.push(audio_inlet(AudioSink::Side));
        let mut attributes = 0;
        for (inlet, jack) in network.layout().inlets.iter().enumerate().skip(inlet) {
            let sink = match jack.kind {
                Kind::Pitch => ControlSink::Pitch,
                Kind::Attribute => {
                    attributes += 1;
                    ControlSink::Attribute(attributes - 1)
                }
                // The inlet for messages.
                _ => continue,
            };
            controls.push(Control {
                inlet,
                sink,
                gather: Gather::new(1),
            });
        }
        Feed {
            clock: InputClock::new(&timing),
            audio,
            controls,
            staged: 0,
            taken: 0,
            step: 0,
            fill: 0,
            first: 0,
            complete: timing.complete(0),
            timing,
        }
    }

    /// Back to the start of time.
    pub fn reset(&mut self) {
        self.clock = InputClock::new(&self.timing);
        for audio in &mut self.audio {
            audio.input.reset();
            audio.staged.clear();
        }
        self.controls
            .iter_mut()
            .for_each(|control| control.gather.reset());
        (self.staged, self.taken, self.step, self.fill) = (0, 0, 0, 0);
        (self.first, self.complete) = (0, self.timing.complete(0));
    }

    /// The host sample that completes the step being filled.
    pub fn complete(&self) -> u64 {
        self.complete
    }

    /// The step being filled.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// Takes the samples `from..from + length` of each row; the first is host sample `now`. They
    /// must not go beyond [`Feed::complete`]. `side` is the row of the side inlet.
    pub fn push(&mut self, now: u64, rows: &Rows, side: usize, from: usize, length: usize) {
        let row = |inlet: usize| &rows[inlet][from..from + length];
        let mut clock = self.clock;
        for Audio {
            sink,
            input,
            staged,
        } in &mut self.audio
        {
            let inlet = match *sink {
                AudioSink::Port { inlet, .. } => inlet,
                AudioSink::Side => side,
            };
            clock = self.clock;
            staged.clear();
            input.push(row(inlet), &mut clock, |x| staged.push(x));
            self.staged = staged.len();
        }
        self.clock = clock;
        self.taken = 0;
        let (offset, span) = (now - self.first, self.complete + 1 - self.first);
        for control in &mut self.controls {
            control.gather.push(row(control.inlet), offset, span);
        }
    }

    /// Moves what was pushed into the job of the current step (into nothing where there is no job).
    /// `true` when that completed the step: hand the job over and call again with the next.
    pub fn fill(&mut self, job: &mut Option<Box<Job>>) -> bool {
        let count = (self.timing.step - self.fill).min(self.staged - self.taken);
        let (from, to) = (self.taken..self.taken + count, self.fill..self.fill + count);
        if let Some(job) = job {
            for audio in &self.audio {
                let buffer = match audio.sink {
                    AudioSink::Port { port, channel, .. } => {
                        let step = self.timing.step;
                        &mut job.inputs[port][channel * step..][..step]
                    }
                    AudioSink::Side => &mut job.side,
                };
                buffer[to.clone()].copy_from_slice(&audio.staged[from.clone()]);
            }
        }
        self.taken += count;
        self.fill += count;
        if self.fill < self.timing.step {
            return false;
        }
        self.finish(job.as_deref_mut());
        true
    }

    fn finish(&mut self, mut job: Option<&mut Job>) {
        let mut nowhere = [0.0];
        for Control { sink, gather, .. } in &mut self.controls {
            let out = match (&mut job, *sink) {
                (Some(job), ControlSink::Port { port, channel }) => {
                    let values = gather.values();
                    &mut job.inputs[port][channel * values..][..values]
                }
                (Some(job), ControlSink::Pitch) => std::slice::from_mut(&mut job.pitch_inlet),
                (Some(job), ControlSink::Attribute(i)) => &mut job.attribute_inlets[i..=i],
                (None, _) => &mut nowhere[..],
            };
            gather.finish(out);
        }
        self.fill = 0;
        self.step += 1;
        self.first = self.complete + 1;
        self.complete = self.timing.complete(self.step);
    }
}
