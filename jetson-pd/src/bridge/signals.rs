//! Streams as signals: each at a constant delay after what happened at the jack.

use super::Timeline;
use crate::config::Config;
use crate::cv::{Event, What};
use crate::time::{Nanos, SECOND, from_ms};
use std::collections::VecDeque;

/// Pd's own block, which the configuration's delay counts with.
const USUAL_BLOCK: usize = 64;
/// How long a trigger is on.
const TRIGGER: Nanos = SECOND / 1000;

/// All streams of a module. Nothing here allocates once it is made.
pub struct Signals {
    tracks: Vec<Track>,
    timeline: Option<Timeline>,
    /// What the configuration asks for, and what longer blocks make of it.
    asked: Nanos,
    delay: Nanos,
    late: u64,
    /// Samples written since it was made.
    samples: u64,
}

/// One stream: what is to come, oldest first, and what is now.
struct Track {
    coming: VecDeque<Point>,
    now: Point,
    /// Whether values are joined by lines; otherwise they are steps.
    lines: bool,
}

#[derive(Clone, Copy)]
struct Point {
    at: Nanos,
    value: f32,
}

impl Signals {
    /// All streams at rest.
    pub fn new(config: &Config) -> Self {
        let delay = from_ms(config.delay_ms);
        // What happens within the delay, twice; edges of gates as often as readings.
        let capacity = 2 * (config.delay_ms * 1e-3 * config.rate) as usize + 256;
        let track = |lines: bool| Track {
            coming: VecDeque::with_capacity(capacity),
            now: Point { at: 0, value: 0.0 },
            lines,
        };
        let tracks = config.inputs.iter().flat_map(|input| {
            let lines = !input.kind.is_gate();
            input.streams().map(move |_| track(lines))
        });
        Self {
            tracks: tracks.collect(),
            timeline: None,
            asked: delay,
            delay,
            late: 0,
            samples: 0,
        }
    }

    /// How many streams there are.
    pub fn len(&self) -> usize {
        self.tracks.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tracks.is_empty()
    }

    /// Gates and triggers that came when their sample had already been played, and were played at
    /// once instead.
    pub fn late(&self) -> u64 {
        self.late
    }

    /// Samples written.
    pub fn samples(&self) -> u64 {
        self.samples
    }

    /// From a jack to a signal, in milliseconds.
    pub fn delay_ms(&self) -> f32 {
        self.delay as f32 * 1e-6
    }

    /// The same in samples at `rate` Hz.
    pub fn delay_samples(&self, rate: f64) -> f64 {
        self.delay as f64 * rate / SECOND as f64
    }

    /// Audio begins anew, at `rate` Hz in blocks of `length`: the next block is when it is computed. With `follows` time is
    /// the system's; without, as when rendering, sample after sample.
    pub fn start(&mut self, rate: f64, length: usize, now: Nanos, follows: bool) {
        // A longer block is computed that much earlier than its last samples are heard.
        let longer = length.saturating_sub(USUAL_BLOCK) as f64 / rate;
        self.delay = self.asked + (longer * SECOND as f64) as Nanos;
        // What happened while nobody listened is over.
        let heard = now.saturating_sub(self.delay) as f64;
        self.tracks
            .iter_mut()
            .for_each(|track| track.advance(heard));
        self.timeline = Some(Timeline::new(rate, now, follows));
    }

    /// Takes what happened. What doesn't fit is forgotten, oldest first.
    pub fn take(&mut self, event: Event) {
        let Some(track) = self.tracks.get_mut(usize::from(event.stream)) else {
            return;
        };
        let at = event.at;
        match event.what {
            What::Value(value) => track.push(Point { at, value }),
            What::Octaves(octaves) => track.push(Point {
                at,
                value: 12.0 * octaves,
            }),
            What::Gate(on) => {
                let value = f32::from(u8::from(on));
                if track.newest().value != value {
                    track.push(Point { at, value });
                }
            }
            What::Trigger => {
                track.push(Point { at, value: 1.0 });
                track.push(Point {
                    at: at + TRIGGER,
                    value: 0.0,
                });
            }
            What::Patched(_) => {}
        }
    }

    /// Begins a block of `length` samples, computed at `now`; each stream is then written with
    /// [`write`](Self::write). `None` before [`start`](Self::start).
    pub fn block(&mut self, now: Nanos, length: usize) -> Option<Block> {
        let timeline = self.timeline.as_mut()?;
        let first = timeline.block(now, length);
        self.samples += length as u64;
        Some(Block {
            first: first as f64 - self.delay as f64,
            period: timeline.period() * SECOND as f64,
        })
    }

    /// Writes a stream for a block.
    pub fn write(&mut self, stream: usize, block: Block, samples: &mut [f32]) {
        let track = &mut self.tracks[stream];
        // An edge belongs to the sample that is nearest.
        let late = !track.lines
            && track
                .coming
                .front()
                .is_some_and(|point| (point.at as f64) < block.first - block.period / 2.0);
        self.late += u64::from(late);
        for (number, sample) in samples.iter_mut().enumerate() {
            let time = block.first + number as f64 * block.period;
            *sample = if track.lines {
                track.line(time)
            } else {
                track.step(time + block.period / 2.0)
            };
        }
    }
}

/// A block of samples at the jacks: when the first one was, and nanoseconds from one to the next.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    first: f64,
    period: f64,
}

impl Track {
    fn newest(&self) -> Point {
        self.coming.back().copied().unwrap_or(self.now)
    }

    fn push(&mut self, point: Point) {
        if self.coming.len() == self.coming.capacity() {
            self.coming.pop_front().inspect(|&oldest| self.now = oldest);
        }
        self.coming.push_back(point);
    }

    /// Goes on to the last point that is not after `time`.
    fn advance(&mut self, time: f64) {
        while let Some(next) = self.coming.front().filter(|next| next.at as f64 <= time) {
            self.now = *next;
            self.coming.pop_front();
        }
    }

    fn line(&mut self, time: f64) -> f32 {
        self.advance(time);
        let Some(next) = self.coming.front() else {
            return self.now.value;
        };
        let width = next.at as f64 - self.now.at as f64;
        let share = ((time - self.now.at as f64) / width).clamp(0.0, 1.0);
        self.now.value + (next.value - self.now.value) * share as f32
    }

    /// As it is at `time`; but of several steps within a sample each is heard.
    fn step(&mut self, time: f64) -> f32 {
        if let Some(next) = self.coming.front().filter(|next| next.at as f64 <= time) {
            self.now = *next;
            self.coming.pop_front();
        }
        self.now.value
    }
}
