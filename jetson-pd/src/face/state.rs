//! What is known of the module: plain data, which anybody may fill in and the pages show.

use super::notice::{Fault, Notice};

/// Everything that the screen can show. What is not known yet is empty or `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The model that plays.
    pub model: Option<Model>,
    /// The names of the models to choose from, in the order of the list.
    pub models: Vec<String>,
    /// The model's attributes, in its order.
    pub attributes: Vec<Attribute>,
    /// The pitch that the model plays, in Hz, if it has one.
    pub pitch: Option<f32>,
    /// How loud it is.
    pub level: Option<Level>,
    /// What the networks take.
    pub cpu: Option<Cpu>,
    /// Steps of the network that came too late to be heard.
    pub dropouts: u64,
    /// Gates that came too late for their delay.
    pub late_gates: u64,
    /// Times that the audio device missed a deadline.
    pub xruns: u64,
    /// The temperature of the processor in °C.
    pub temperature: Option<f32>,
    /// The jacks, in the order of the panel.
    pub inputs: Vec<Input>,
    /// Whether the fall-back patch plays.
    pub fallen_back: bool,
    /// Hardware that is gone.
    pub faults: Vec<Fault>,
    /// What else a musician should know.
    pub notices: Vec<Notice>,
}

/// A model that plays.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Its name, without folder and ending.
    pub name: String,
    /// The method that plays: `forward`, `decode`, `prior` …; may be empty.
    pub method: String,
}

/// A descriptor as a control.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// What is asked of the model, −1…1.
    pub asked: f32,
    /// What is measured in the sound that comes out, −1…1.
    pub measured: Option<f32>,
    /// The volts of the jack that leans on it, if one does.
    pub volts: Option<f32>,
}

/// Peaks in dBFS: 0 is as loud as can be, −∞ is silence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// What comes in.
    pub input: f32,
    /// What goes out.
    pub output: f32,
}

/// Time that the networks take, as shares of what they have: above 1 the sound breaks off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cpu {
    /// On average.
    pub mean: f32,
    /// At worst.
    pub worst: f32,
}

/// A jack.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// What is written at it.
    pub name: String,
    /// What its volts mean.
    pub kind: InputKind,
    /// The volts at it.
    pub volts: f32,
    /// What they become: −1…1 for [`Cv`](InputKind::Cv), Hz for [`Voct`](InputKind::Voct), and 0 or
    /// 1 for the others.
    pub value: f32,
    /// Whether a cable is plugged in.
    pub patched: bool,
}

/// What the volts of a jack mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// A position −1…1.
    #[default]
    Cv,
    /// A pitch, one volt per octave.
    Voct,
    /// High or low.
    Gate,
    /// A moment.
    Trigger,
}

impl InputKind {
    /// Whether it is shown as a lamp.
    pub fn is_lamp(self) -> bool {
        matches!(self, Self::Gate | Self::Trigger)
    }
}

impl State {
    /// Everything that went wrong: first what lasts.
    pub fn troubles(&self) -> Vec<Notice> {
        self.lasting().chain(self.notices.iter().cloned()).collect()
    }

    /// What is wrong for as long as it is told: faults, and that the fall-back patch plays.
    pub(super) fn lasting(&self) -> impl Iterator<Item = Notice> {
        let faults = self.faults.iter().map(Fault::notice);
        faults.chain(self.fallen_back.then(Notice::fall_back))
    }
}
