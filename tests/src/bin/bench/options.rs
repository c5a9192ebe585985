//! The command line.

use super::engine::Engine;
use super::networks::{NETWORKS, Network};
use std::error::Error;
use std::path::PathBuf;

pub const USAGE: &str = "bench [--only NETWORK[:STEP],…] [--rounds N] [--core N] [--to FOLDER] [--tail N | --load | --voices | --boards]";

/// What to do.
pub enum Task {
    /// All engines in turns.
    Compare,
    /// This many steps of ours, for the slowest of them.
    Tail(usize),
    /// Loading, and memory.
    Load,
    /// Several voices together.
    Voices,
    /// What the shipped models ask of small boards.
    Boards,
    /// Be one of the engines, on a model file and the inputs in a folder.
    Worker(Engine, PathBuf, PathBuf),
    /// Load a model file once and tell what it took.
    Probe(Engine, PathBuf),
}

/// Everything asked for.
pub struct Options {
    /// What to do.
    pub task: Task,
    /// Rounds of turns.
    pub rounds: usize,
    /// The core to run on.
    pub core: Option<usize>,
    /// Where results go.
    pub to: PathBuf,
    only: Vec<Choice>,
}

/// A network's name and, maybe, one of its steps.
type Choice = (String, Option<usize>);

impl Options {
    /// Of this process.
    pub fn read() -> Result<Self, Box<dyn Error>> {
        Self::of(std::env::args().skip(1))
    }

    fn of(words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut options = Self {
            task: Task::Compare,
            rounds: 40,
            core: None,
            to: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/bench")),
            only: Vec::new(),
        };
        let mut words = words;
        while let Some(word) = words.next() {
            let mut next = || words.next().ok_or(USAGE);
            let engine = |word: String| Engine::of(&word).ok_or(USAGE);
            match word.as_str() {
                "--rounds" => options.rounds = next()?.parse::<usize>()?.max(1),
                "--core" => options.core = Some(next()?.parse()?),
                "--to" => options.to = next()?.into(),
                "--only" => options.only = only(&next()?)?,
                "--tail" => options.task = Task::Tail(next()?.parse::<usize>()?.max(1)),
                "--load" => options.task = Task::Load,
                "--voices" => options.task = Task::Voices,
                "--boards" => options.task = Task::Boards,
                "--worker" => {
                    options.task = Task::Worker(engine(next()?)?, next()?.into(), next()?.into());
                }
                "--probe" => options.task = Task::Probe(engine(next()?)?, next()?.into()),
                _ => return Err(USAGE.into()),
            }
        }
        Ok(options)
    }

    /// Networks and steps, in the tables' order.
    pub fn cases(&self) -> Vec<(&'static Network, usize)> {
        let all = NETWORKS
            .iter()
            .flat_map(|network| network.steps.iter().map(move |step| (network, *step)));
        let wanted = |(network, step): &(&Network, usize)| {
            let named = |(name, at): &Choice| {
                network.name.eq_ignore_ascii_case(name) && at.is_none_or(|at| at == *step)
            };
            self.only.is_empty() || self.only.iter().any(named)
        };
        all.filter(wanted).collect()
    }
}

fn only(text: &str) -> Result<Vec<Choice>, Box<dyn Error>> {
    let item = |item: &str| -> Result<_, Box<dyn Error>> {
        let (name, step) = match item.split_once(':') {
            Some((name, step)) => (name, Some(step.parse()?)),
            None => (item, None),
        };
        if !NETWORKS.iter().any(|n| n.name.eq_ignore_ascii_case(name)) {
            let known: Vec<_> = NETWORKS.iter().map(|network| network.name).collect();
            return Err(format!("no network {name}: there are {}", known.join(", ")).into());
        }
        Ok((name.to_owned(), step))
    };
    text.split(',').map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(words: &[&str]) -> Vec<(&'static str, usize)> {
        let options = Options::of(words.iter().map(|word| (*word).to_owned())).unwrap();
        let cases = options.cases().into_iter();
        cases.map(|(network, step)| (network.name, step)).collect()
    }

    #[test]
    fn networks_and_steps_can_be_chosen() {
        assert_eq!(
            cases(&["--only", "v1,brave:128"]),
            [("v1", 2048), ("BRAVE", 128)]
        );
        assert_eq!(cases(&["--only", "BRAVE"]).len(), 3);
        assert!(cases(&[]).len() >= 11);
        assert!(Options::of(["--only".to_owned(), "v9".to_owned()].into_iter()).is_err());
    }
}
