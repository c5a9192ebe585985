//! One step of each kind: of the representation, and of the two sides of the adversarial phase.

use super::average::values;
use super::batch::Batch;
use super::checkpoint::State;
use super::devices::{descend, on, spread};
use super::health::Figures;
use super::loss::adversary::Adversary;
use super::loss::discriminator::{hinge, matching, persuasion, score};
use super::network::Posterior;
use super::options::Options;
use super::recollection::Read;
use super::schedule::{Phase, Schedule, Turn};
use super::step::{self, Context, Losses, Weights};
use burn::module::Module;
use burn::optim::{GradientsParams, ModuleOptimizer};
use burn::prelude::*;

/// Losses of the adversarial phase, before weighting.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Duel {
    /// The waveform discriminator's.
    pub hinge: f32,
    /// Its mean score of recordings.
    pub real: f32,
    /// Its mean score of reconstructions.
    pub fake: f32,
    /// Distance of its features of the two.
    pub matching: f32,
}

/// Average of the weights: how much of it is kept a step, once it has got going.
const EMA: f32 = 0.998;
const PRESENT: &str = "a run with an adversarial phase has a discriminator";

/// What a step is done with.
pub struct Bench<'a> {
    /// What was asked for.
    pub options: &'a Options,
    /// What changes over the steps.
    pub schedule: Schedule,
    /// One a device; the networks live on the first.
    pub contexts: &'a [Context],
}

/// What one device makes of its batch.
struct Share {
    gradients: GradientsParams,
    losses: Losses,
    duel: Duel,
    latent: Tensor<3>,
    posterior: Posterior,
    classes: Vec<u8>,
}

/// How much of the new batch the latent discriminator guesses right, and blind guessing does.
#[derive(Default)]
struct Reading {
    guessed: Option<f32>,
    chance: f32,
}

/// The gradients apart from the rest, which keeps empty ones.
fn split(mut shares: Vec<Share>) -> (Vec<GradientsParams>, Vec<Share>) {
    let gradients = shares.iter_mut();
    let gradients = gradients.map(|share| std::mem::take(&mut share.gradients));
    (gradients.collect(), shares)
}

/// A posterior that gradients no longer reach.
fn still(posterior: Posterior) -> Posterior {
    Posterior {
        mean: posterior.mean.detach(),
        log_variance: posterior.log_variance.detach(),
    }
}

impl Bench<'_> {
    /// Does the next step with a batch for each device; with `measure`, also takes the figures that
    /// health is told by. Losses and figures are the first device's.
    pub fn learn(
        &self,
        state: State,
        batches: Vec<Batch>,
        measure: bool,
    ) -> (State, Option<Figures>) {
        let step = state.step;
        let (mut state, figures) = match (state.progress.phase(), state.progress.turn(step)) {
            (Phase::Representation, _) => self.represent(state, batches, measure),
            (Phase::Adversarial, Turn::Discriminator) => self.discriminate(state, batches, measure),
            (Phase::Adversarial, Turn::Decoder) => self.persuade(state, batches, measure),
        };
        state.step += 1;
        (state, figures)
    }

    fn represent(
        &self,
        mut state: State,
        batches: Vec<Batch>,
        measure: bool,
    ) -> (State, Option<Figures>) {
        let warmth = self.schedule.warmth(state.step);
        let full = self.options.weights;
        let weights = Weights {
            kl: full.kl * self.schedule.kl_warmth(state.step),
            leak: full.leak * warmth,
            consistency: full.consistency * warmth,
            periodicity: full.periodicity * warmth,
        };
        let (network, adversary) = (&state.network, state.adversary.as_ref());
        let shares = self.shares(batches, |context, mut batch, place| {
            let network = place.copy(network);
            let adversary = adversary.map(|adversary| place.copy(adversary));
            let classes = std::mem::take(&mut batch.classes);
            let forward = step::forward(&network, batch, false, context);
            let (total, losses) = forward.losses(adversary.as_ref(), weights, context);
            let gradients = (total * place.share).backward();
            Share {
                gradients: GradientsParams::from_grads(gradients, &network),
                losses,
                duel: Duel::default(),
                latent: forward.latent.detach(),
                posterior: still(forward.posterior),
                classes,
            }
        });
        let rate = self.schedule.learning_rate(state.step);
        let (gradients, rest) = split(shares);
        state.losses = rest[0].losses;
        state.network = self.descend(&mut state.optimizer, rate, state.network, gradients);
        average(&mut state);

        let read = self.read_latents(&mut state, &rest, rate, measure);
        let figures = measure.then(|| Figures {
            guessed: read.guessed,
            chance: read.chance,
            ..figures(&state, &rest[0].posterior)
        });
        (state, figures)
    }

    /// The latent discriminator's turn, where there is one.
    fn read_latents(&self, state: &mut State, rest: &[Share], rate: f64, measure: bool) -> Reading {
        let Some(adversary) = state.adversary.take() else {
            return Reading::default();
        };
        let home = &self.contexts[0].device;
        let latents = rest
            .iter()
            .map(|share| share.latent.clone().to_device(home));
        let latents = Tensor::cat(latents.collect(), 0);
        let classes: Vec<u8> = rest
            .iter()
            .flat_map(|share| share.classes.clone())
            .collect();
        let reading = Reading {
            chance: state.blind.guess(&classes, adversary.attributes),
            guessed: measure.then(|| {
                let classes = step::one_hot(&classes, home);
                share_guessed(&adversary, &latents, &classes)
            }),
        };
        let [_, frames, width] = latents.dims();
        let new = Read {
            frames,
            latents: values(latents),
            classes,
        };
        let (count, seed) = (self.options.recall, self.options.seed);
        let read = state.recollection.recall(new, count, seed, state.step);
        let crops = read.latents.len() / (frames * width);
        let latents = step::constant(read.latents, [crops, frames, width], home);
        let error = adversary.error(latents, step::one_hot(&read.classes, home));
        state.losses.adversary = error.clone().into_scalar();
        let gradients = GradientsParams::from_grads(error.backward(), &adversary);
        let rate = rate * self.options.course.adversary_rate;
        state.adversary = Some(state.adversary_optimizer.step(rate, adversary, gradients));
        reading
    }

    /// The waveform discriminator's turn.
    fn discriminate(
        &self,
        mut state: State,
        batches: Vec<Batch>,
        measure: bool,
    ) -> (State, Option<Figures>) {
        let discriminator = state.discriminator.take().expect(PRESENT);
        let network = state.network.clone().no_grad();
        let shares = self.shares(batches, |context, batch, place| {
            let network = place.copy(&network);
            let discriminator = place.copy(&discriminator);
            let forward = step::forward(&network, batch, true, context);
            let real = discriminator.forward(forward.target);
            let fake = discriminator.forward(forward.own);
            let error = hinge(&real, &fake);
            let duel = Duel {
                hinge: error.clone().into_scalar(),
                real: score(&real).into_scalar(),
                fake: score(&fake).into_scalar(),
                ..Duel::default()
            };
            let gradients = (error * place.share).backward();
            Share {
                gradients: GradientsParams::from_grads(gradients, &discriminator),
                losses: Losses::default(),
                duel,
                latent: forward.latent,
                posterior: forward.posterior,
                classes: Vec::new(),
            }
        });
        let (gradients, rest) = split(shares);
        state.duel = Some(Duel {
            matching: state.duel.map_or(0.0, |duel| duel.matching),
            ..rest[0].duel
        });
        let rate = self.options.course.discriminator_rate;
        let optimizer = &mut state.discriminator_optimizer;
        state.discriminator = Some(self.descend(optimizer, rate, discriminator, gradients));
        let figures = measure.then(|| figures(&state, &rest[0].posterior));
        (state, figures)
    }

    /// The decoder's turn.
    fn persuade(
        &self,
        mut state: State,
        batches: Vec<Batch>,
        measure: bool,
    ) -> (State, Option<Figures>) {
        let weights = Weights {
            kl: 0.0,
            leak: 0.0,
            ..self.options.weights
        };
        let course = &self.options.course;
        let warmth = self
            .schedule
            .adversarial_warmth(&state.progress, state.step);
        let network = &state.network;
        let judge = state.discriminator.as_ref().expect(PRESENT).judge();
        let shares = self.shares(batches, |context, batch, place| {
            let network = place.copy(network);
            let judge = place.copy(&judge);
            let forward = step::forward(&network, batch, true, context);
            let (total, losses) = forward.losses(None, weights, context);
            let real = judge.forward(forward.target.clone());
            let fake = judge.forward(forward.own.clone());
            let distance = matching(&real, &fake);
            let duel = Duel {
                matching: distance.clone().into_scalar(),
                ..Duel::default()
            };
            let verdict = persuasion(&fake) * course.adversarial + distance * course.matching;
            let gradients = ((total + verdict * warmth) * place.share).backward();
            Share {
                gradients: GradientsParams::from_grads(gradients, &network),
                losses,
                duel,
                latent: forward.latent,
                posterior: forward.posterior,
                classes: Vec::new(),
            }
        });
        let rate = self.schedule.learning_rate(state.step);
        let (gradients, rest) = split(shares);
        state.losses = rest[0].losses;
        state.duel.get_or_insert_default().matching = rest[0].duel.matching;
        state.network = self.descend(&mut state.optimizer, rate, state.network, gradients);
        average(&mut state);
        let figures = measure.then(|| figures(&state, &rest[0].posterior));
        (state, figures)
    }

    /// Each device's work on its batch, done at once.
    fn shares(
        &self,
        batches: Vec<Batch>,
        work: impl Fn(&Context, Batch, Place) -> Share + Sync,
    ) -> Vec<Share> {
        let count = self.contexts.len();
        spread(batches, |index, batch| {
            let context = &self.contexts[index];
            let place = Place {
                device: &context.device,
                alone: count == 1,
                share: 1.0 / count as f32,
            };
            work(context, batch, place)
        })
    }

    fn descend<M: Module>(
        &self,
        optimizer: &mut ModuleOptimizer,
        rate: f64,
        module: M,
        gradients: Vec<GradientsParams>,
    ) -> M {
        let devices: Vec<_> = self.contexts.iter().map(|one| one.device.clone()).collect();
        descend(optimizer, rate, module, gradients, &devices)
    }
}

/// One device's part in a step.
struct Place<'a> {
    device: &'a Device,
    alone: bool,
    share: f32,
}

impl Place<'_> {
    fn copy<M: Module>(&self, module: &M) -> M {
        on(module, self.device, self.alone)
    }
}

/// Takes the network's new weights into the average; early on it forgets faster.
fn average(state: &mut State) {
    let decay = EMA.min(1.0 - 1.0 / ((state.step + 1) as f32 / 4.0 + 1.0));
    state.average.update(&state.network, decay);
}

/// Share of the classes (one-hot) that the adversary guesses right.
fn share_guessed(adversary: &Adversary, latent: &Tensor<3>, classes: &Tensor<2>) -> f32 {
    let guess = adversary
        .clone()
        .no_grad()
        .log_probabilities(latent.clone());
    let best = guess.clone().max_dim(1);
    let hit = guess.equal(best.expand(classes.dims())).float() * classes.clone();
    hit.sum_dim(1).mean().into_scalar()
}

fn figures(state: &State, posterior: &Posterior) -> Figures {
    let by_latent = |x: Tensor<3>| values(x.mean_dim(0).mean_dim(1));
    Figures {
        kl: by_latent(step::divergence(posterior)),
        deviation: by_latent((posterior.log_variance.clone() * 0.5).exp()),
        hinge: state.duel.map(|duel| duel.hinge),
        ..Figures::default()
    }
}
