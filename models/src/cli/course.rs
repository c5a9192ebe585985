//! The flags of `nrave train` that say how a run goes, not what is trained.

use super::Failure;
use clap::Args as ClapArgs;
use nrave::train::schedule::AdversarialAfter;
use nrave::train::{Course, Start};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

#[derive(ClapArgs)]
pub struct Args {
    /// Steps over which the losses beside the spectral one come in.
    #[arg(long, default_value_t = 600)]
    warm_up: u64,
    /// Steps over which the weight of the latents' divergence from noise comes in.
    #[arg(long, default_value_t = 600)]
    kl_warm_up: u64,
    /// Step size of the latent discriminator, as a share of --learning-rate.
    #[arg(long, default_value_t = 1.0)]
    adversary_rate: f64,
    /// When waveform discriminators join and the encoder stays as it is: a number of steps,
    /// plateau (once the validation loss no longer falls), or never. A step takes longer from
    /// then on.
    #[arg(long, default_value = "never")]
    adversarial_after: AdversarialAfter,
    /// Weight of the waveform discriminator's verdict.
    #[arg(long, default_value_t = 1.0)]
    adversarial: f32,
    /// Weight of the distance between its features of a recording and of the reconstruction.
    #[arg(long, default_value_t = 10.0)]
    matching: f32,
    /// Size of the waveform discriminator's steps.
    #[arg(long, default_value_t = 1e-4)]
    discriminator_rate: f64,
    /// Steps between two lines of the log.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    log_every: u64,
    /// Steps between two validations on the files left out.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u64).range(1..))]
    validate_every: u64,
    /// Steps between two checkpoints.
    #[arg(long, default_value_t = 250, value_parser = clap::value_parser!(u64).range(1..))]
    checkpoint_every: u64,
    /// Devices that share each step, a batch of --batch crops each; GPUs only.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
    devices: u16,
    /// Goes on from the checkpoint of an earlier run, or begins where there is none.
    #[arg(long, conflicts_with = "restart")]
    resume: bool,
    /// With --resume: goes on with other flags than the run was started with.
    #[arg(long, requires = "resume")]
    accept_changes: bool,
    /// Starts over where there is a run already.
    #[arg(long)]
    restart: bool,
    /// Begins even where memory seems too little.
    #[arg(long)]
    force: bool,
}

impl Args {
    /// Whether an earlier run is to go on.
    pub fn is_resumed(&self) -> bool {
        self.resume
    }

    /// The same for the trainer.
    pub fn course(&self) -> Course {
        Course {
            warm_up: self.warm_up,
            kl_warm_up: self.kl_warm_up,
            adversary_rate: self.adversary_rate,
            adversarial_after: self.adversarial_after,
            adversarial: self.adversarial,
            matching: self.matching,
            discriminator_rate: self.discriminator_rate,
            log_every: self.log_every,
            validate_every: self.validate_every,
            checkpoint_every: self.checkpoint_every,
            devices: self.devices.into(),
            start: match (self.resume, self.restart) {
                (true, _) => Start::Resume {
                    accept_changes: self.accept_changes,
                },
                (_, true) => Start::Restart,
                _ => Start::New,
            },
            force: self.force,
        }
    }
}

/// The flags that the result depends on, as they are written.
pub fn flags(course: &Course) -> Vec<(&'static str, String)> {
    let mut flags = vec![
        ("warm-up", course.warm_up.to_string()),
        ("kl-warm-up", course.kl_warm_up.to_string()),
        ("adversary-rate", course.adversary_rate.to_string()),
        ("adversarial-after", course.adversarial_after.to_string()),
    ];
    if course.devices > 1 {
        flags.push(("devices", course.devices.to_string()));
    }
    if course.adversarial_after != AdversarialAfter::Never {
        flags.extend([
            ("adversarial", course.adversarial.to_string()),
            ("matching", course.matching.to_string()),
            ("discriminator-rate", course.discriminator_rate.to_string()),
            ("validate-every", course.validate_every.to_string()),
        ]);
    }
    flags
}

/// A flag that Ctrl-C and a request to end set; a second Ctrl-C ends at once.
pub fn stop() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    flag::register_conditional_shutdown(SIGINT, 130, stop.clone())?;
    flag::register(SIGINT, stop.clone())?;
    flag::register(SIGTERM, stop.clone())?;
    Ok(stop)
}
