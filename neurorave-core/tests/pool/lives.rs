//! Instruments come and go, and their threads with them.

use crate::common::{Random, fake, manifest, pass};
use crate::turn;
use neurorave_core::instrument::{Instrument, Mode, Remote, Request};
use neurorave_core::network::Network;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

const HOSTS: u64 = 4;
const PLAYERS: usize = 16;

/// How many threads of the engine there are, by the beginning of their names; `None`, and a line that
/// says so, where the system does not tell.
fn threads() -> Option<usize> {
    let Ok(tasks) = std::fs::read_dir("/proc/self/task") else {
        println!("skipped: this system does not list threads");
        return None;
    };
    let names = tasks.flatten().filter_map(|task| {
        // A thread may have ended since.
        std::fs::read_to_string(task.path().join("comm")).ok()
    });
    Some(names.filter(|name| name.starts_with("nrave ")).count())
}

/// Sees that no thread is left. One that was joined may be listed for a moment more.
fn expect_none() {
    let start = Instant::now();
    while threads().is_some_and(|count| count > 0) {
        assert!(start.elapsed() < Duration::from_secs(2), "threads are left");
        thread::sleep(Duration::from_millis(1));
    }
}

fn networks() -> Vec<Arc<Network>> {
    let quick = |step| fake(manifest(step, 0), false, pass);
    let slow = fake(manifest(1024, 0), false, |inputs, outputs| {
        thread::sleep(Duration::from_millis(2));
        pass(inputs, outputs)
    });
    vec![quick(64), quick(512), slow]
}

fn player(network: &Arc<Network>) -> (Instrument, Remote) {
    let (mut instrument, remote) = Instrument::new();
    instrument.prepare(44100.0, 64);
    remote.request(Request::Mode(Some(Mode::Worker)));
    remote.request(Request::Latency(Some(0)));
    remote.play(Arc::clone(network)).unwrap();
    (instrument, remote)
}

/// A host with some of the instruments, which it plays, changes and deletes as it likes.
fn host(seed: u64, networks: &[Arc<Network>]) {
    let mut random = Random(seed * 7919);
    let mut players = Vec::new();
    let mut made = 0;
    while made < PLAYERS || !players.is_empty() {
        if made < PLAYERS && (players.is_empty() || random.below(3) > 0) {
            players.push(player(&networks[random.below(networks.len())]));
            made += 1;
        }
        for _ in 0..random.below(60) {
            for (instrument, _) in &mut players {
                let mut output = [f32::NAN; 64];
                instrument.process(&[&[0.1; 64]], &mut [&mut output]);
                assert!(output.iter().all(|x| x.is_finite()));
            }
            thread::sleep(Duration::from_micros(300));
        }
        let at = random.below(players.len());
        match random.below(4) {
            0 => {
                let network = &networks[random.below(networks.len())];
                players[at].1.play(Arc::clone(network)).unwrap();
            }
            1 => players[at].0.prepare(48000.0, 64),
            2 => players[at].1.request(Request::Latency(Some(2000))),
            _ => players.swap_remove(at).0.close(),
        }
    }
}

#[test]
fn of_64_instruments_no_thread_is_left() {
    let _turn = turn();
    expect_none();
    let networks = networks();
    thread::scope(|scope| {
        for seed in 1..=HOSTS {
            let networks = &networks;
            scope.spawn(move || host(seed, networks));
        }
    });
    expect_none();
}

#[test]
fn sixteen_instruments_share_their_threads() {
    let _turn = turn();
    let network = fake(manifest(256, 0), false, pass);
    let mut players: Vec<_> = (0..PLAYERS).map(|_| player(&network)).collect();
    for (instrument, _) in &mut players {
        instrument.process(&[&[0.1; 64]], &mut [&mut [0.0; 64]]);
    }
    if let Some(count) = threads() {
        // A loader each, and what they share.
        let shared = count - PLAYERS;
        assert!((1..=4).contains(&shared), "{shared} threads to share");
    }
    players
        .into_iter()
        .for_each(|(instrument, _)| instrument.close());
    expect_none();
}
