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
        Notice::new(
            format!("{} fails", self.part),
            format!(
                "{}. Its last values hold. Check its cable: it is tried again all the time.",
                self.why.trim_end_matches('.')
            ),
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
            "The defaults play. Calibrate the V/oct jack and choose your model again.",
        )
    }

    /// `wanted` is not there; `playing` stands in.
    pub fn model_missing(wanted: &str, playing: &str) -> Self {
        Self::new(
            format!("{wanted} is missing"),
            format!("{playing} plays. Put {wanted} on a USB stick and plug it in."),
        )
    }

    /// There is no model at all.
    pub fn no_models() -> Self {
        Self::new(
            "No model found",
            "Nothing can play. Put model files (.nrave) on a USB stick and plug it in.",
        )
    }

    /// Nothing can be written.
    pub fn disk_full() -> Self {
        Self::new(
            "The disk is full",
            "Settings are kept until the power goes. Delete models that you don't play.",
        )
    }

    /// The patch failed three times in a row.
    pub fn fall_back() -> Self {
        Self::new(
            "Your patch failed three times",
            "The fall-back patch plays. Mend your patch on a desktop, then put it back.",
        )
    }

    /// The sound stopped and is started anew.
    pub fn restarted() -> Self {
        Self::new(
            "The sound stopped",
            "It was started again. If that repeats, choose a smaller model.",
        )
    }
}
