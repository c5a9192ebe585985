//! Several instruments on one network sound as each does alone.

use crate::common::{Random, delay_model, full_model, save};
use crate::turn;
use neurorave_core::instrument::{Command, Instrument, Mode, Remote, Request};
use neurorave_core::model::Model;
use neurorave_core::network::{Executor, Network, NetworkError, Part, State};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const STEP: usize = 256;
const STEPS: usize = 24;
const PLAYERS: usize = 8;

/// A network that is run as it is, one that notes how many players each call had.
struct Noted {
    network: Arc<Network>,
    notes: Arc<Notes>,
}

#[derive(Default)]
struct Notes {
    players: Mutex<Vec<usize>>,
    /// Nobody is run meanwhile.
    held: AtomicBool,
}

impl Noted {
    fn note(&self, players: usize) {
        self.notes.players.lock().unwrap().push(players);
        while self.notes.held.load(Ordering::Acquire) {
            std::thread::sleep(Duration::from_micros(100));
        }
    }
}

impl Executor for Noted {
    fn name(&self) -> &'static str {
        self.network.executor().name()
    }

    fn start(&self) -> Result<State, NetworkError> {
        self.network.start()
    }

    fn reset(&self, state: &mut State) -> Result<(), NetworkError> {
        self.network.reset(state)
    }

    fn step(
        &self,
        state: &mut State,
        inputs: &[Box<[f32]>],
        outputs: &mut [Box<[f32]>],
    ) -> Result<(), NetworkError> {
        self.note(1);
        self.network.step(state, inputs, outputs)
    }

    fn step_together(&self, parts: &mut [Part<'_, '_>]) -> Result<(), NetworkError> {
        self.note(parts.len());
        self.network.step_together(parts)
    }

    fn is_real_time_safe(&self) -> bool {
        self.network.executor().is_real_time_safe()
    }
}

fn noted(bytes: &[u8]) -> (Arc<Network>, Arc<Notes>) {
    let folder = tempfile::tempdir().unwrap();
    let model = Model::open(&save(folder.path(), "model.nrave", bytes)).unwrap();
    let network = Network::new(&model, "forward").unwrap();
    let notes = Arc::<Notes>::default();
    let executor = Box::new(Noted {
        network,
        notes: Arc::clone(&notes),
    });
    let network = Network::with_executor(model.manifest().clone(), "forward", executor);
    (network.unwrap(), notes)
}

/// An instrument with its own settings.
fn player(network: &Arc<Network>, seed: usize) -> (Instrument, Remote) {
    let (mut instrument, remote) = Instrument::new();
    instrument.prepare(44100.0, 64);
    remote.request(Request::Mode(Some(Mode::Worker)));
    // Nothing is to come late.
    remote.request(Request::Latency(Some(4 * STEP)));
    remote.play(Arc::clone(network)).unwrap();
    remote.send(Command::Seed(seed as u64));
    remote.send(Command::Transpose(seed as f32));
    (instrument, remote)
}

/// A sound of its own for each player.
fn sound(seed: usize) -> Vec<f32> {
    let mut random = Random(99 + seed as u64);
    (0..STEPS * STEP)
        .map(|n| 0.3 * (n as f32 * 0.01 * (1 + seed) as f32).sin() + 0.02 * random.sample())
        .collect()
}

/// Plays all instruments side by side, each step of all of them waiting for those before, and gives
/// what each has played.
fn play(players: &mut [(Instrument, Remote)], sounds: &[Vec<f32>], notes: &Notes) -> Vec<Vec<f32>> {
    let mut played = vec![vec![f32::NAN; STEPS * STEP]; players.len()];
    for step in 0..STEPS {
        notes.held.store(true, Ordering::Release);
        for at in (step * STEP..(step + 1) * STEP).step_by(64) {
            for (i, (instrument, _)) in players.iter_mut().enumerate() {
                let (input, output) = (&sounds[i][at..at + 64], &mut played[i][at..at + 64]);
                instrument.process(&[input], &mut [output]);
            }
        }
        notes.held.store(false, Ordering::Release);
        for (_, remote) in players.iter() {
            while remote.status().steps <= step as u64 {
                std::thread::sleep(Duration::from_micros(100));
            }
        }
    }
    played
}

fn hold_to_each_alone(bytes: &[u8]) {
    let (network, notes) = noted(bytes);
    let sounds: Vec<_> = (0..PLAYERS).map(sound).collect();
    let alone: Vec<_> = (0..PLAYERS)
        .map(|i| play(&mut [player(&network, i)], &sounds[i..=i], &notes).remove(0))
        .collect();
    assert!(alone.iter().all(|x| x.iter().any(|&x| x != 0.0)));
    notes.players.lock().unwrap().clear();
    let mut players: Vec<_> = (0..PLAYERS).map(|i| player(&network, i)).collect();
    let together = play(&mut players, &sounds, &notes);
    assert!(together == alone, "the sound depends on the others");
    let dropouts: Vec<_> = players.iter().map(|(_, r)| r.status().dropouts).collect();
    assert_eq!(dropouts, [0; PLAYERS]);
    // There are fewer threads than players: while all are held, some steps meet.
    let calls = notes.players.lock().unwrap();
    let most = calls.iter().max().copied();
    assert!(
        most.is_some_and(|most| most > 1),
        "never a batch: {calls:?}"
    );
}

#[test]
fn eight_on_one_network_sound_as_each_alone() {
    let _turn = turn();
    hold_to_each_alone(&full_model(STEP, 100));
    hold_to_each_alone(&delay_model(STEP, 30));
}

#[test]
fn the_priority_of_the_threads_is_told() {
    let _turn = turn();
    let (network, notes) = noted(&delay_model(STEP, 0));
    let mut players = [player(&network, 0)];
    let info = |remote: &Remote| {
        let replies = remote.query(neurorave_core::message::Query::Info);
        let mut lines = replies.iter().map(ToString::to_string);
        lines.find(|line| line.starts_with("info priority "))
    };
    assert_eq!(info(&players[0].1), None, "before any step");
    play(&mut players, &[sound(0)], &notes);
    let status = players[0].1.status();
    let priority = status.priority.expect("the thread has one").name();
    assert_eq!(
        info(&players[0].1),
        Some(format!("info priority {priority}"))
    );
    players[0].1.request(Request::Mode(Some(Mode::Offline)));
    players[0].0.process(&[], &mut []);
    assert_eq!(info(&players[0].1), None, "in offline mode");
}
