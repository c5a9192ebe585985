//! Eight voices of one model: together, and one after another, beside a single one.

use super::case::{Case, METHOD};
use super::machine::Machine;
use super::options::Options;
use super::page::Page;
use super::progress::Progress;
use super::roofline::Roofline;
use super::table::milliseconds;
use super::times::Times;
use super::worker::Player;
use neurorave_core::model::Model;
use neurorave_core::network::{FlushDenormals, MOST_TOGETHER};
use std::error::Error;

/// Rounds that are not counted.
const WARM_UP: usize = 3;

/// A table of the native executor for each network.
pub fn page(options: &Options, machine: &Machine) -> Result<Page, Box<dyn Error>> {
    let _flush = FlushDenormals::new();
    let mut rows = Vec::new();
    for (network, step) in options.cases() {
        let case = Case::make(network, step)?;
        let mut progress = Progress::new(case.name());
        for (engine, stored) in case.native() {
            let model = Model::open(&stored.file)?;
            let executor = engine.executor(&model, METHOD)?;
            let player = || Player::new(&*executor, &model, case.folder());
            let mut players = (0..MOST_TOGETHER)
                .map(|_| player())
                .collect::<Result<Vec<_>, _>>()?;
            let [mut one, mut apart, mut together, mut least] = [(); 4].map(|()| Times::default());
            let operations = (2 * MOST_TOGETHER) as f64 * stored.work.macs as f64;
            for round in 0..WARM_UP + options.rounds {
                let rounds = WARM_UP + options.rounds;
                progress.tell(&format!("round {} of {rounds}", round + 1));
                let alone = players[0].step()?;
                let single: f64 = players[0].step()?.min(alone);
                let each = players
                    .iter_mut()
                    .map(Player::step)
                    .sum::<Result<f64, _>>()?;
                let all = Player::step_together(&mut players)?;
                let all = Player::step_together(&mut players)?.min(all);
                if round >= WARM_UP {
                    one.add(&[single]);
                    apart.add(&[each]);
                    together.add(&[all]);
                    least.add(&[operations / Roofline::measure(&[0]).peak]);
                }
            }
            rows.push([
                format!("{}, {}", case.name(), engine.name()),
                milliseconds(one.median()),
                milliseconds(apart.median()),
                milliseconds(together.median()),
                format!("{:.2}×", together.over(&one)),
                format!("{:.2}×", least.over(&one)),
            ]);
        }
    }
    let about = format!(
        "Milliseconds of a step of method `{METHOD}`: one voice; {MOST_TOGETHER} voices of the same model one after another; \
         the same voices in one batch. The last column is what the arithmetic of all of them alone, at the \
         core's peak, makes of it. Medians over {} rounds.",
        options.rounds
    );
    Ok(Page::new("Several voices", "bench --voices", machine)
        .text(&about)
        .table(
            [
                "network, step, engine",
                "one",
                "eight, one after another",
                "eight together",
                "eight together to one",
                "at least",
            ],
            rows,
        ))
}
