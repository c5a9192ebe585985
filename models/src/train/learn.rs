//! One step of each kind: of the representation, and of the two sides of the adversarial phase.

use super::average::values;
use super::batch::Batch;
use super::checkpoint::State;
use super::health::Figures;
use super::loss::adversary::{Adversary, CLASSES};
use super::loss::discriminator::{hinge, matching, persuasion, score};
use super::network::Posterior;
use super::options::Options;
use super::schedule::{Phase, Schedule, Turn};
use super::step::{self, Context, Weights};
use burn::optim::GradientsParams;
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

/// Does the next step; with `measure`, also takes the figures that health is told by.
pub fn learn(
    state: State,
    batch: Batch,
    options: &Options,
    schedule: &Schedule,
    context: &Context,
    measure: bool,
) -> (State, Option<Figures>) {
    let step = state.step;
    let (mut state, figures) = match (state.progress.phase(), state.progress.turn(step)) {
        (Phase::Representation, _) => represent(state, batch, options, schedule, context, measure),
        (Phase::Adversarial, Turn::Discriminator) => {
            discriminate(state, batch, options, context, measure)
        }
        (Phase::Adversarial, Turn::Decoder) => {
            persuade(state, batch, options, schedule, context, measure)
        }
    };
    state.step += 1;
    (state, figures)
}

fn represent(
    mut state: State,
    batch: Batch,
    options: &Options,
    schedule: &Schedule,
    context: &Context,
    measure: bool,
) -> (State, Option<Figures>) {
    let warmth = schedule.warmth(state.step);
    let weights = Weights {
        kl: options.weights.kl * schedule.kl_warmth(state.step),
        leak: options.weights.leak * warmth,
        consistency: options.weights.consistency * warmth,
    };
    let classes = step::one_hot(&batch.classes, &context.device);
    let forward = step::forward(&state.network, batch, false, context);
    let (total, losses) = forward.losses(state.adversary.as_ref(), weights, context);
    state.losses = losses;
    let gradients = GradientsParams::from_grads(total.backward(), &state.network);
    let rate = schedule.learning_rate(state.step);
    state.network = state.optimizer.step(rate, state.network, gradients);
    average(&mut state);

    let latent = forward.latent.clone().detach();
    let guessed = measure
        .then(|| Some(guessed(state.adversary.as_ref()?, &latent, &classes)))
        .flatten();
    if let Some(adversary) = state.adversary {
        let error = adversary.error(latent, classes);
        state.losses.adversary = error.clone().into_scalar();
        let gradients = GradientsParams::from_grads(error.backward(), &adversary);
        let rate = rate * options.course.adversary_rate;
        state.adversary = Some(state.adversary_optimizer.step(rate, adversary, gradients));
    }
    let figures = measure.then(|| figures(&state, &forward, guessed));
    (state, figures)
}

/// The waveform discriminator's turn.
fn discriminate(
    mut state: State,
    batch: Batch,
    options: &Options,
    context: &Context,
    measure: bool,
) -> (State, Option<Figures>) {
    let still = state.network.clone().no_grad();
    let forward = step::forward(&still, batch, true, context);
    let discriminator = state.discriminator.take().expect(PRESENT);
    let real = discriminator.forward(forward.target.clone());
    let fake = discriminator.forward(forward.own.clone());
    let error = hinge(&real, &fake);
    let duel = state.duel.get_or_insert_default();
    duel.hinge = error.clone().into_scalar();
    duel.real = score(&real).into_scalar();
    duel.fake = score(&fake).into_scalar();
    let gradients = GradientsParams::from_grads(error.backward(), &discriminator);
    let rate = options.course.discriminator_rate;
    let discriminator = state
        .discriminator_optimizer
        .step(rate, discriminator, gradients);
    state.discriminator = Some(discriminator);
    let figures = measure.then(|| figures(&state, &forward, None));
    (state, figures)
}

/// The decoder's turn.
fn persuade(
    mut state: State,
    batch: Batch,
    options: &Options,
    schedule: &Schedule,
    context: &Context,
    measure: bool,
) -> (State, Option<Figures>) {
    let weights = Weights {
        kl: 0.0,
        leak: 0.0,
        ..options.weights
    };
    let forward = step::forward(&state.network, batch, true, context);
    let (total, losses) = forward.losses(None, weights, context);
    state.losses = losses;
    let judge = state.discriminator.as_ref().expect(PRESENT).judge();
    let real = judge.forward(forward.target.clone());
    let fake = judge.forward(forward.own.clone());
    let distance = matching(&real, &fake);
    state.duel.get_or_insert_default().matching = distance.clone().into_scalar();
    let course = &options.course;
    let duel = persuasion(&fake) * course.adversarial + distance * course.matching;
    let total = total + duel * schedule.adversarial_warmth(&state.progress, state.step);
    let gradients = GradientsParams::from_grads(total.backward(), &state.network);
    let rate = schedule.learning_rate(state.step);
    state.network = state.optimizer.step(rate, state.network, gradients);
    average(&mut state);
    let figures = measure.then(|| figures(&state, &forward, None));
    (state, figures)
}

/// Takes the network's new weights into the average; early on it forgets faster.
fn average(state: &mut State) {
    let decay = EMA.min(1.0 - 1.0 / ((state.step + 1) as f32 / 4.0 + 1.0));
    state.average.update(&state.network, decay);
}

/// Share of the classes (one-hot) that the adversary guesses right.
fn guessed(adversary: &Adversary, latent: &Tensor<3>, classes: &Tensor<2>) -> f32 {
    let guess = adversary
        .clone()
        .no_grad()
        .log_probabilities(latent.clone());
    let best = guess.clone().max_dim(1);
    let hit = guess.equal(best.expand(classes.dims())).float() * classes.clone();
    hit.sum_dim(1).mean().into_scalar()
}

fn figures(state: &State, forward: &step::Forward, guessed: Option<f32>) -> Figures {
    let posterior = Posterior {
        mean: forward.posterior.mean.clone().detach(),
        log_variance: forward.posterior.log_variance.clone().detach(),
    };
    let by_latent = |x: Tensor<3>| values(x.mean_dim(0).mean_dim(1));
    Figures {
        kl: by_latent(step::divergence(&posterior)),
        deviation: by_latent((posterior.log_variance * 0.5).exp()),
        guessed,
        chance: 1.0 / CLASSES as f32,
        hinge: state.duel.map(|duel| duel.hinge),
    }
}
