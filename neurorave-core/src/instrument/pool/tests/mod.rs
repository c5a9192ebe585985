//! The pool with real threads and networks that tell how they are run.

mod probe;

use super::Pool;
use crate::network::MOST_TOGETHER;
use probe::{ERRS, Line, Log, PANICS, answer, network, wait_until};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// Seconds that nobody waits for in vain.
const LONG: f64 = 100.0;

fn pool(threads: usize) -> Arc<Pool> {
    Arc::new(Pool::start(threads).unwrap())
}

/// A voice whose step occupies one thread of the pool until the log holds no more.
fn plug(pool: &Arc<Pool>, log: &Arc<Log>) -> Line {
    log.held.store(true, Ordering::Release);
    let before = log.holding.load(Ordering::Acquire);
    let mut plug = Line::new(pool, &network('P', log), LONG);
    plug.give(0.0);
    wait_until(|| log.holding.load(Ordering::Acquire) == before + 1);
    plug
}

/// Hands a step over to every line while the only thread is occupied, and gives the answers and the
/// calls that this took.
fn round(
    pool: &Arc<Pool>,
    log: &Arc<Log>,
    lines: &mut [Line],
    heard: &[f32],
) -> (Vec<Option<f32>>, Vec<(char, usize)>) {
    let plug = plug(pool, log);
    log.calls.lock().clear();
    for (line, &heard) in lines.iter_mut().zip(heard) {
        line.give(heard);
    }
    log.held.store(false, Ordering::Release);
    let answers = lines.iter_mut().map(Line::take).collect();
    drop(plug);
    (answers, log.calls.lock().clone())
}

#[test]
fn voices_of_one_network_are_run_together_and_answer_as_if_alone() {
    let (pool, log) = (pool(1), Arc::<Log>::default());
    let network = network('a', &log);
    let count = MOST_TOGETHER + 1;
    let mut lines: Vec<_> = (0..count)
        .map(|_| Line::new(&pool, &network, LONG))
        .collect();
    let mut memories = vec![0.0; count];
    for step in 0..20 {
        let heard: Vec<f32> = (0..count).map(|i| (step * 31 + i * 17) as f32).collect();
        let (answers, calls) = round(&pool, &log, &mut lines, &heard);
        assert_eq!(calls, [('a', MOST_TOGETHER), ('a', 1)]);
        for (memory, heard) in memories.iter_mut().zip(heard) {
            *memory = answer(*memory, heard);
        }
        let expected: Vec<_> = memories.iter().copied().map(Some).collect();
        assert_eq!(answers, expected);
    }
}

#[test]
fn what_is_due_first_is_run_first_and_networks_do_not_mix() {
    let (pool, log) = (pool(1), Arc::<Log>::default());
    let (a, b, c) = (network('a', &log), network('b', &log), network('c', &log));
    let mut lines = vec![
        Line::new(&pool, &a, 3.0 * LONG),
        Line::new(&pool, &b, 2.0 * LONG),
        Line::new(&pool, &c, LONG),
        Line::new(&pool, &b, 4.0 * LONG),
    ];
    let (_, calls) = round(&pool, &log, &mut lines, &[0.0; 4]);
    assert_eq!(calls, [('c', 1), ('b', 2), ('a', 1)]);
}

#[test]
fn a_step_that_fails_takes_only_its_own_voice_down() {
    for bad in [ERRS, PANICS] {
        let (pool, log) = (pool(1), Arc::<Log>::default());
        let network = network('a', &log);
        let mut lines: Vec<_> = (0..3).map(|_| Line::new(&pool, &network, LONG)).collect();
        let (answers, _) = round(&pool, &log, &mut lines, &[1.0, 2.0, 3.0]);
        assert_eq!(answers, [Some(1.0), Some(2.0), Some(3.0)]);
        // The others start over, for what they remembered is lost.
        let (answers, calls) = round(&pool, &log, &mut lines, &[4.0, bad, 6.0]);
        assert_eq!(answers, [Some(4.0), None, Some(6.0)]);
        assert_eq!(calls, [('a', 3), ('a', 1), ('a', 1), ('a', 1)]);
        // From then on they are a batch of two, and the failed one is silent.
        let (answers, calls) = round(&pool, &log, &mut lines, &[1.0, 2.0, 3.0]);
        assert_eq!(answers, [Some(3.0), None, Some(6.0)]);
        assert_eq!(calls, [('a', 2)]);
        let problems: Vec<_> = lines
            .iter()
            .map(|line| line.problems.lock().len())
            .collect();
        assert_eq!(problems, [0, 1, 0]);
    }
}

#[test]
fn a_batch_that_fails_by_itself_is_not_tried_again() {
    let (pool, log) = (pool(1), Arc::<Log>::default());
    log.no_batches.store(true, Ordering::Release);
    let network = network('a', &log);
    let mut lines: Vec<_> = (0..2).map(|_| Line::new(&pool, &network, LONG)).collect();
    let (answers, calls) = round(&pool, &log, &mut lines, &[1.0, 2.0]);
    assert_eq!(answers, [Some(1.0), Some(2.0)]);
    assert_eq!(calls, [('a', 2), ('a', 1), ('a', 1)]);
    let (answers, calls) = round(&pool, &log, &mut lines, &[1.0, 2.0]);
    assert_eq!(answers, [Some(1.5), Some(3.0)]);
    assert_eq!(calls, [('a', 1), ('a', 1)]);
    assert!(lines.iter().all(|line| line.problems.lock().is_empty()));
}

#[test]
fn overdue_steps_come_back_unrun() {
    let (pool, log) = (pool(1), Arc::<Log>::default());
    let mut line = Line::new(&pool, &network('a', &log), LONG);
    let plug = plug(&pool, &log);
    (0..4).for_each(|i| line.give(i as f32));
    line.worker.want(1, 3);
    log.held.store(false, Ordering::Release);
    let answers: Vec<_> = (0..4).map(|_| line.take()).collect();
    assert_eq!(answers, [None, None, None, Some(3.0)]);
    wait_until(|| line.meters.steps.load(Ordering::Acquire) == 4);
    drop(plug);
}

#[test]
fn a_share_of_a_batch_is_the_mean_load_and_all_of_it_the_worst() {
    let (pool, log) = (pool(1), Arc::<Log>::default());
    let plugged = plug(&pool, &log);
    let network = network('b', &log);
    let mut lines: Vec<_> = (0..4).map(|_| Line::new(&pool, &network, LONG)).collect();
    lines.iter_mut().for_each(|line| line.give(0.0));
    log.held.store(false, Ordering::Release);
    for line in &mut lines {
        line.take();
        wait_until(|| line.meters.steps.load(Ordering::Acquire) == 1);
        let (mean, worst) = (line.meters.cpu_mean.get(), line.meters.cpu_worst.get());
        // Both in whole nanoseconds.
        assert!((worst / mean - 4.0).abs() < 0.1, "{mean} {worst}");
        assert!(line.meters.priority().is_some());
    }
    drop(plugged);
}

#[test]
fn a_long_step_keeps_nobody_waiting_while_a_thread_is_free() {
    let (pool, log) = (pool(2), Arc::<Log>::default());
    // Stands still for as long as the light one takes for all its steps.
    let mut heavy = plug(&pool, &log);
    let mut light = Line::new(&pool, &network('a', &log), 0.002);
    for step in 0..200 {
        light.give(step as f32);
        assert!(light.take().is_some());
    }
    assert_eq!(log.holding.load(Ordering::Acquire), 1);
    log.held.store(false, Ordering::Release);
    assert!(heavy.take().is_some());
}

#[test]
fn a_voice_is_dropped_when_its_step_is_done() {
    let (pool, log) = (pool(2), Arc::<Log>::default());
    let line = plug(&pool, &log);
    let (done, is_done) = channel();
    let dropper = thread::spawn(move || {
        drop(line);
        done.send(()).unwrap();
    });
    let early = is_done.recv_timeout(Duration::from_millis(100));
    assert!(early.is_err(), "dropped while a thread ran it");
    log.held.store(false, Ordering::Release);
    dropper.join().unwrap();
}

#[test]
fn many_voices_on_many_threads_come_and_go() {
    let (pool, log) = (pool(4), Arc::<Log>::default());
    let networks: Vec<_> = ['a', 'b', 'c'].map(|name| network(name, &log)).into();
    let hosts = (0..4).map(|host| {
        let (pool, networks) = (Arc::clone(&pool), networks.clone());
        thread::spawn(move || {
            for life in 0..6 {
                drive(&pool, &networks, host * 6 + life);
            }
        })
    });
    let hosts: Vec<_> = hosts.collect();
    hosts.into_iter().for_each(|host| host.join().unwrap());
    assert_eq!(Arc::strong_count(&pool), 1, "a place was kept");
}

/// Plays four voices for some steps, up to three on their way at once, and drops them as they are.
fn drive(pool: &Arc<Pool>, networks: &[Arc<crate::network::Network>], seed: usize) {
    let mut lines: Vec<_> = (0..4)
        .map(|i| {
            let network = &networks[(seed + i / 2) % networks.len()];
            (Line::new(pool, network, LONG), 0.0)
        })
        .collect();
    for step in 0..60 {
        let ahead = 1 + (seed + step) % 3;
        for (line, _) in &mut lines {
            (0..ahead).for_each(|i| line.give((step * 5 + i) as f32));
        }
        if step == 40 + seed % 20 {
            return;
        }
        for (line, memory) in &mut lines {
            for i in 0..ahead {
                *memory = answer(*memory, (step * 5 + i) as f32);
                assert_eq!(line.take(), Some(*memory));
            }
        }
    }
}

#[test]
fn steps_that_wait_at_one_voice_are_run_together() {
    let (pool, log) = (pool(1), Arc::<Log>::default());
    let mut line = Line::new(&pool, &network('a', &log), LONG);
    let plug = plug(&pool, &log);
    log.calls.lock().clear();
    (0..6).for_each(|step| line.give(step as f32));
    log.held.store(false, Ordering::Release);
    let mut memory = 0.0;
    for step in 0..6 {
        memory = answer(memory, step as f32);
        assert_eq!(line.take(), Some(memory));
    }
    drop(plug);
    // The first alone, for nobody knew what a step costs.
    assert_eq!(*log.calls.lock(), [('a', 1), ('a', 1)]);
}

#[test]
fn steps_that_must_have_their_answers_soon_are_run_one_by_one() {
    let (pool, log) = (pool(1), Arc::<Log>::default());
    let mut line = Line::new(&pool, &network('a', &log), 0.0);
    let plug = plug(&pool, &log);
    log.calls.lock().clear();
    (0..6).for_each(|step| line.give(step as f32));
    log.held.store(false, Ordering::Release);
    for _ in 0..6 {
        line.take();
    }
    drop(plug);
    assert_eq!(*log.calls.lock(), [('a', 1); 6]);
}
