//! What changes as training goes on: step sizes, how much each loss counts, and when the second
//! phase begins.
//!
//! Everything that a decision depends on is in [`Progress`], which the checkpoint keeps.

use super::health::Age;
use std::fmt;
use std::str::FromStr;

/// Validations without progress that make a plateau.
const PATIENCE: u32 = 5;
/// Share by which a validation must be better than the last that was progress, to be progress.
const PROGRESS: f32 = 0.005;

/// Warm-ups after which a run is settled.
const SETTLED: u64 = 4;

/// When waveform discriminators join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdversarialAfter {
    /// Not at all.
    Never,
    /// After this many steps.
    Steps(u64),
    /// Once the validation loss no longer falls.
    Plateau,
}

impl FromStr for AdversarialAfter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "never" => Ok(Self::Never),
            "plateau" => Ok(Self::Plateau),
            _ => text.parse().map(Self::Steps).map_err(|_| {
                format!("\"{text}\" is not a number of steps; write one, or plateau, or never")
            }),
        }
    }
}

impl fmt::Display for AdversarialAfter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Never => f.write_str("never"),
            Self::Plateau => f.write_str("plateau"),
            Self::Steps(steps) => write!(f, "{steps}"),
        }
    }
}

/// What is learnt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Encoder, decoder and latent discriminator.
    Representation,
    /// Decoder and waveform discriminator, in turns; the encoder stays as it is.
    Adversarial,
}

impl Phase {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Representation => "representation",
            Self::Adversarial => "adversarial",
        }
    }
}

/// Whose turn a step of the adversarial phase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The waveform discriminator's.
    Discriminator,
    /// The decoder's.
    Decoder,
}

/// The plan of a run.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// Steps in all.
    pub steps: u64,
    /// Step size of the optimizers at the start; a tenth of it at the end.
    pub learning_rate: f64,
    /// Steps over which the losses beside the spectral one come in.
    pub warm_up: u64,
    /// Steps over which the divergence from noise comes in.
    pub kl_warm_up: u64,
    /// When the adversarial phase begins.
    pub adversarial_after: AdversarialAfter,
}

/// What the plan's decisions have been so far.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Progress {
    /// The step that the adversarial phase began at.
    pub adversarial_since: Option<u64>,
    /// The last validation.
    pub validation: Option<f32>,
    /// The best one.
    pub best: Option<f32>,
    /// The step of the best one.
    pub best_step: u64,
    /// The last one that was progress.
    pub mark: Option<f32>,
    /// Validations since.
    pub stale: u32,
}

impl Progress {
    /// The phase that the next step belongs to.
    pub fn phase(&self) -> Phase {
        match self.adversarial_since {
            None => Phase::Representation,
            Some(_) => Phase::Adversarial,
        }
    }

    /// Whose turn step `step` of the adversarial phase is; the discriminator begins.
    pub fn turn(&self, step: u64) -> Turn {
        let since = self.adversarial_since.unwrap_or(step);
        if (step - since).is_multiple_of(2) {
            Turn::Discriminator
        } else {
            Turn::Decoder
        }
    }
}

impl Schedule {
    /// Step size after `step` steps: half a cosine from the start's to a tenth of it.
    pub fn learning_rate(&self, step: u64) -> f64 {
        let progress = step as f64 / self.steps as f64;
        self.learning_rate * (0.55 + 0.45 * (std::f64::consts::PI * progress).cos())
    }

    /// How much of their weight the other losses have, 0…1.
    pub fn warmth(&self, step: u64) -> f32 {
        ramp(step, self.warm_up)
    }

    /// How much of its weight the divergence from noise has, 0…1.
    pub fn kl_warmth(&self, step: u64) -> f32 {
        ramp(step, self.kl_warm_up)
    }

    /// How much of their weight the waveform discriminator's losses have, 0…1.
    pub fn adversarial_warmth(&self, progress: &Progress, step: u64) -> f32 {
        let since = progress.adversarial_since.unwrap_or(step);
        ramp(step - since, self.warm_up)
    }

    /// Whether every loss has its full weight.
    pub fn is_warm(&self, step: u64) -> bool {
        step >= self.warm_up.max(self.kl_warm_up)
    }

    /// How far the run has come after `step` steps.
    pub fn age(&self, step: u64) -> Age {
        if step >= SETTLED * self.warm_up.max(self.kl_warm_up) {
            Age::Settled
        } else if self.is_warm(step) {
            Age::Warm
        } else {
            Age::Young
        }
    }

    /// Takes the validation loss after `step` steps into account.
    pub fn validated(&self, progress: &mut Progress, step: u64, loss: f32) {
        progress.validation = Some(loss);
        if progress.best.is_none_or(|best| loss < best) {
            progress.best = Some(loss);
            progress.best_step = step;
        }
        if progress
            .mark
            .is_none_or(|mark| loss < mark * (1.0 - PROGRESS))
        {
            progress.mark = Some(loss);
            progress.stale = 0;
        } else if self.is_warm(step) {
            progress.stale += 1;
        }
    }

    /// Begins the adversarial phase where `step` steps make it due; whether it has just begun.
    pub fn advance(&self, progress: &mut Progress, step: u64) -> bool {
        let due = match self.adversarial_after {
            AdversarialAfter::Never => false,
            AdversarialAfter::Steps(steps) => step >= steps,
            AdversarialAfter::Plateau => progress.stale >= PATIENCE,
        };
        let begins = due && progress.adversarial_since.is_none() && step < self.steps;
        if begins {
            progress.adversarial_since = Some(step);
        }
        begins
    }
}

fn ramp(step: u64, length: u64) -> f32 {
    (step as f32 / length.max(1) as f32).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule(adversarial_after: AdversarialAfter) -> Schedule {
        Schedule {
            steps: 1000,
            learning_rate: 1e-3,
            warm_up: 100,
            kl_warm_up: 200,
            adversarial_after,
        }
    }

    #[test]
    fn weights_come_in_and_the_step_size_goes_down() {
        let schedule = schedule(AdversarialAfter::Never);
        assert_eq!(schedule.warmth(0), 0.0);
        assert_eq!(schedule.warmth(50), 0.5);
        assert_eq!(schedule.kl_warmth(50), 0.25);
        assert_eq!(schedule.warmth(5000), 1.0);
        assert_eq!(schedule.age(150), Age::Young);
        assert_eq!(schedule.age(200), Age::Warm);
        assert_eq!(schedule.age(800), Age::Settled);
        assert!((schedule.learning_rate(0) - 1e-3).abs() < 1e-9);
        assert!((schedule.learning_rate(1000) - 1e-4).abs() < 1e-9);
    }

    #[test]
    fn a_count_of_steps_begins_the_second_phase() {
        let schedule = schedule(AdversarialAfter::Steps(300));
        let mut progress = Progress::default();
        assert!(!schedule.advance(&mut progress, 299));
        assert!(schedule.advance(&mut progress, 300));
        assert!(!schedule.advance(&mut progress, 301), "it begins once");
        assert_eq!(progress.phase(), Phase::Adversarial);
        assert_eq!(progress.turn(300), Turn::Discriminator);
        assert_eq!(progress.turn(301), Turn::Decoder);
        assert_eq!(schedule.adversarial_warmth(&progress, 350), 0.5);
    }

    #[test]
    fn a_plateau_begins_the_second_phase() {
        let schedule = schedule(AdversarialAfter::Plateau);
        let mut progress = Progress::default();
        let mut began = None;
        for step in (50..1000).step_by(50) {
            // Falls until step 400, then wavers by less than counts as progress.
            let wobble = if step % 100 == 0 { 0.004 } else { 0.0 };
            let loss = 5.0 - step.min(400) as f32 * 0.005 + wobble;
            schedule.validated(&mut progress, step, loss);
            if schedule.advance(&mut progress, step) {
                began = Some(step);
            }
        }
        assert_eq!(began, Some(650));
        assert!(progress.mark.is_some_and(|mark| mark > 3.002));
        assert_eq!((progress.best, progress.best_step), (Some(3.0), 450));
    }

    #[test]
    fn a_plateau_before_everything_is_warm_does_not_count() {
        let schedule = schedule(AdversarialAfter::Plateau);
        let mut progress = Progress::default();
        for step in (10..200).step_by(10) {
            schedule.validated(&mut progress, step, 3.0);
            assert!(!schedule.advance(&mut progress, step));
        }
    }

    #[test]
    fn the_flag_is_a_number_or_a_word() {
        assert_eq!("never".parse(), Ok(AdversarialAfter::Never));
        assert_eq!("plateau".parse(), Ok(AdversarialAfter::Plateau));
        assert_eq!("4000".parse(), Ok(AdversarialAfter::Steps(4000)));
        let error = "soon".parse::<AdversarialAfter>().unwrap_err();
        assert!(error.contains("plateau"), "{error}");
    }
}
