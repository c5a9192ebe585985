//! What went wrong, in words that a musician understands, and what to do about it.

/// Something to know: what happened, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened, in a few words.
    pub title: String,
    /// What plays now, and what to do.
    pub remedy: String,
}

/// A part of the hardware that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The part, as the driver names it.
    pub part: String,
    /// What the driver says.
    pub why: String,
}

impl Fault {
    /// `part` is gone because of `why`.
    pub fn new(part: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            part: part.into(),
            why: why.into(),
        }
    }

    /// The fault as the screen tells it.
    pub fn notice(&self) -> Notice {
        let mut letters = self.why.trim_end_matches('.').chars();
        let first = letters.next().map(char::to_uppercase);
        let why: String = first.into_iter().flatten().chain(letters).collect();
        Notice::new(
            format!("No {}", self.part),
            format!("{why}. The last values hold. Check its cable."),
        )
    }
}

impl Notice {
    /// A notice in words of its own.
    pub fn new(title: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            remedy: remedy.into(),
        }
    }

    /// The file with the settings cannot be read.
    pub fn settings_damaged() -> Self {
        Self::new(
            "Settings were damaged",
            "The defaults play. Calibrate and choose your model again.",
        )
    }

    /// `wanted` is not there; `playing` stands in.
    pub fn model_missing(wanted: &str, playing: &str) -> Self {
        Self::new(
            format!("{wanted} is missing"),
            format!("{playing} plays. Plug in a USB stick with the file."),
        )
    }

    /// There is no model at all.
    pub fn no_models() -> Self {
        Self::new(
            "No model found",
            "Nothing plays. Plug in a USB stick with .nrave files.",
        )
    }

    /// Nothing can be written.
    pub fn disk_full() -> Self {
        Self::new(
            "The disk is full",
            "Settings last until power is off. Delete models that you don't play.",
        )
    }

    /// The patch failed three times in a row; a press where this is shown tries it again.
    pub fn fall_back() -> Self {
        Self::new(
            "The patch failed 3 times",
            "The fall-back patch plays. Press the button to try yours again.",
        )
    }

    /// The sound stopped and is started anew.
    pub fn restarted() -> Self {
        Self::new(
            "The sound stopped",
            "It was started again. If it repeats, choose a smaller model.",
        )
    }
}
