//! One sound through one box of the double, recorded from its first sample on.

use super::{External, Host, Outcome, Session};
use crate::samples;
use std::path::Path;

/// What is played.
pub struct Rig<'a> {
    /// The text of the box.
    pub object: &'a str,
    pub rate: u32,
    /// Samples a vector.
    pub vector: usize,
    /// The first inlet's sound; its channels are interleaved.
    pub input: &'a [f32],
    /// Channels of the first inlet.
    pub channels: usize,
    /// Messages, and after how many samples, a multiple of the vector.
    pub messages: &'a [(usize, &'a str)],
    /// Constant signals for further inlets.
    pub controls: &'a [(usize, f32)],
    /// Whether outputs lie in the memory of inputs.
    pub in_place: bool,
    /// More of the environment.
    pub environment: &'a [(&'a str, &'a str)],
}

impl Default for Rig<'_> {
    fn default() -> Self {
        Self {
            object: "nrave~",
            rate: 48_000,
            vector: 64,
            input: &[],
            channels: 1,
            messages: &[],
            controls: &[],
            in_place: false,
            environment: &[],
        }
    }
}

impl Rig<'_> {
    /// Plays it in `folder`, where its model files lie; what the box recorded, all channels
    /// interleaved, as long as the input, and what was printed.
    ///
    /// # Panics
    /// When the host recorded nothing.
    pub fn play(&self, host: &Host, folder: &Path) -> (Vec<f32>, Outcome) {
        let external = External::new();
        let scratch = tempfile::tempdir().expect("a writable folder");
        let file = |name: &str| scratch.path().join(name);
        std::fs::write(file("in.f32"), samples::to_bytes(self.input)).expect("a writable folder");
        let mut session = Session::with(&external, folder);
        for (name, value) in self.environment {
            session.environment(name, value);
        }
        session.say(format!("new a {}", self.object));
        session.say(format!(
            "input a 0 {} {}",
            self.channels,
            file("in.f32").display()
        ));
        for (inlet, value) in self.controls {
            session.say(format!("input a {inlet} 1 {value}"));
        }
        session.say(format!("record a {}", file("out.f32").display()));
        let place = if self.in_place { " inplace" } else { "" };
        let frames = self.input.len() / self.channels;
        let mut at = 0;
        let mut started = false;
        let mut start = |session: &mut Session| {
            if !std::mem::replace(&mut started, true) {
                session.say(format!("dsp {} {}{place}", self.rate, self.vector));
            }
        };
        for &(when, message) in self.messages {
            if when > at {
                start(&mut session);
                session.say(format!("run {}", when - at));
                at = when;
            }
            session.say(format!("send a 0 {message}"));
        }
        start(&mut session);
        session.say(format!("run {}", frames - at));
        let outcome = session.run(host);
        let recorded = std::fs::read(file("out.f32"));
        let recorded = recorded.unwrap_or_else(|_| panic!("nothing recorded: {}", outcome.text));
        let mut samples = samples::from_bytes(&recorded);
        let channels = samples.len() / frames.next_multiple_of(self.vector).max(1);
        samples.truncate(frames * channels);
        (samples, outcome)
    }
}
