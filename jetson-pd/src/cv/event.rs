//! What an input tells.

use crate::time::Nanos;

/// Something that happened on a stream.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// Which of the module's streams ([`Config::streams`](crate::config::Config::streams)).
    pub stream: u16,
    /// When it happened at the jack.
    pub at: Nanos,
    pub what: What,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// A control's value, −1 to 1.
    Value(f32),
    /// A pitch, in octaves above the input's own.
    Octaves(f32),
    /// A gate went on or off. Told again now and then, so that nothing lost stays lost.
    Gate(bool),
    /// A trigger.
    Trigger,
    /// A cable was plugged in, or pulled out.
    Patched(bool),
}
