//! Ten million samples in vectors of random sizes, with messages, loads and failures meanwhile.

use crate::allocations::count;
use crate::common::{Random, delay_model, full_model, save};
use crate::system_calls::{caught, last, watch_this_thread};
use neurorave_core::attributes::Value;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::instrument::{Command, Event, Instrument, Mode, Numbers, Remote, Request};
use neurorave_core::message::Query;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

const FRAMES: usize = 10_000_000;
/// The audio thread goes on until this many models have come in …
const SWAPS: usize = 20;
/// … but not for ever.
const MOST_FRAMES: usize = 200 * FRAMES;

/// What the threads tell each other.
#[derive(Default)]
struct Progress {
    swaps: AtomicUsize,
    stop: AtomicBool,
}

fn command(random: &mut Random) -> Command {
    let descriptor = Descriptor::ALL[random.below(Descriptor::ALL.len())];
    let value = random.sample();
    match random.below(17) {
        0 => Command::Set(descriptor, Value::Normalised(value)),
        1 => Command::Set(descriptor, Value::Unit(1000.0 * value)),
        2 => Command::Follow(descriptor),
        3 => Command::Scale(descriptor, value),
        4 => Command::Offset(descriptor, value),
        5 => Command::SetPitch(440.0 * value.exp2()),
        6 => Command::FollowPitch,
        7 => Command::Transpose(12.0 * value),
        8 => Command::Temperature(value),
        9 => Command::Seed(random.next()),
        10 => Command::Reset,
        11 => Command::Enable(random.below(5) > 0),
        12 => Command::Bypass(random.below(3) == 0),
        13 => Command::Side(random.below(2) == 0),
        14 => Command::ClearCounters,
        15 => {
            let name = ["gain", "range"][random.below(2)];
            Command::Setting(Numbers::new(name, &[value]).unwrap())
        }
        _ => Command::FollowAll,
    }
}

/// Uses every part of a remote, again and again.
fn hammer(remote: &Remote, folder: &Path, seed: u64, progress: &Progress) {
    let mut random = Random(seed);
    let files = ["full.nrave", "delay.nrave", "bad.nrave", "missing.nrave"];
    while !progress.stop.load(Ordering::Relaxed) {
        for _ in 0..20 {
            remote.send(command(&mut random));
            let status = remote.status();
            assert!(status.cpu_mean >= 0.0);
            remote.query(Query::All);
            while let Some(event) = remote.poll_event() {
                let live = matches!(event, Event::Live { .. });
                progress
                    .swaps
                    .fetch_add(usize::from(live), Ordering::Relaxed);
            }
        }
        if !remote.status().loading {
            remote.load(folder.join(files[random.below(files.len())]), None);
            if random.below(4) == 0 {
                remote.request(Request::Latency(Some(random.below(4096))));
            }
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}

/// What the detectors have found on the audio thread.
struct Findings {
    allocations: u64,
    calls: u64,
    last_call: i64,
    filtered: bool,
    finite: bool,
}

/// The audio thread: plays, watched. Gives the instrument back, to be dropped elsewhere.
fn play(mut instrument: Instrument, progress: &Progress) -> (Instrument, Findings) {
    let mut random = Random(11);
    let inputs: Vec<Vec<f32>> = (0..5)
        .map(|_| (0..4096).map(|_| 0.3 * random.sample()).collect())
        .collect();
    let (mut a, mut b) = (vec![0.0f32; 4096], vec![0.0f32; 4096]);
    let mut finite = true;
    let filtered = watch_this_thread();
    let before = caught();
    let allocations = count(|| {
        let mut done = 0;
        let swaps = || progress.swaps.load(Ordering::Relaxed);
        while done < FRAMES || (swaps() < SWAPS && done < MOST_FRAMES) {
            let size = match random.below(4) {
                0 => random.below(4097),
                1 => 64,
                _ => random.below(300),
            };
            let part = random.below(4097 - size);
            let inputs: [&[f32]; 5] = std::array::from_fn(|i| &inputs[i][part..part + size]);
            let given = random.below(6);
            instrument.process(&inputs[..given], &mut [&mut a[..size], &mut b[..size]]);
            finite &= a[..size].iter().chain(&b[..size]).all(|x| x.is_finite());
            if random.below(64) == 0 {
                instrument.apply(command(&mut random));
            }
            done += size;
        }
    });
    let (calls, last_call) = (caught() - before, last());
    // Leaked: freeing large blocks would be a system call, and this thread can make none.
    std::mem::forget((inputs, a, b));
    (
        instrument,
        Findings {
            allocations,
            calls,
            last_call,
            filtered,
            finite,
        },
    )
}

#[test]
fn ten_million_frames_without_an_allocation_or_a_system_call() {
    let steps = soak(Mode::Worker);
    assert!(steps > 100, "the network ran for {steps} steps only");
}

#[test]
fn nor_where_the_network_runs_on_the_audio_thread() {
    soak(Mode::Synchronous);
}

/// Plays in `mode`, and returns how many steps workers have handed back.
fn soak(mode: Mode) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    save(folder.path(), "full.nrave", &full_model(512, 100));
    save(folder.path(), "delay.nrave", &delay_model(256, 30));
    save(folder.path(), "bad.nrave", b"PK");
    let (mut instrument, remote) = Instrument::new();
    instrument.prepare(48000.0, 64);
    remote.request(Request::Mode(Some(mode)));
    remote.request(Request::Latency(Some(2048)));
    remote
        .load_and_wait(folder.path().join("full.nrave"), None)
        .unwrap();
    let progress = Arc::new(Progress::default());
    let hammers: Vec<_> = (1..=2)
        .map(|seed| {
            let (remote, progress) = (remote.clone(), Arc::clone(&progress));
            let folder = folder.path().to_owned();
            std::thread::spawn(move || hammer(&remote, &folder, seed * 77, &progress))
        })
        .collect();
    let seen = Arc::clone(&progress);
    let audio = std::thread::spawn(move || play(instrument, &seen));
    let (instrument, found) = audio.join().unwrap();
    progress.stop.store(true, Ordering::Relaxed);
    hammers
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
    instrument.close();
    assert_eq!(
        found.allocations, 0,
        "allocations or frees on the audio thread"
    );
    assert_eq!(
        found.calls, 0,
        "system calls, the last of them number {}",
        found.last_call
    );
    assert!(found.finite, "an output was not finite");
    assert!(
        progress.swaps.load(Ordering::Relaxed) >= SWAPS,
        "too few models came in"
    );
    if !found.filtered {
        println!("skipped: this system allows no seccomp filter, so system calls were not watched");
    }
    remote.status().steps
}
