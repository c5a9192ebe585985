//! The thread that runs a voice's network.
//!
//! Jobs travel through two wait-free rings. While playing, the audio thread never wakes the worker
//! (waking is a system call): the worker looks for work several times a step. Offline, both wait for
//! each other.

use super::job::Job;
use super::meters::Meters;
use super::priority;
use super::runner::Runner;
use crate::network::FlushDenormals;
use parking_lot::{Condvar, Mutex};
use ringbuf::traits::{Consumer, Observer, Producer, Split};
use ringbuf::{HeapCons, HeapProd, HeapRb};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The audio thread's end of a worker. Dropping it ends and joins the thread: not on the audio thread.
pub(crate) struct Worker {
    todo: HeapProd<Box<Job>>,
    done: HeapCons<Box<Job>>,
    link: Arc<Link>,
    offline: bool,
    thread: Option<JoinHandle<()>>,
}

/// What both ends see.
struct Link {
    stop: AtomicBool,
    /// The worker has ended, by request or by a panic.
    ended: AtomicBool,
    /// [`order`] of the first step that is not overdue.
    wanted: AtomicU64,
    /// For offline mode.
    bell: Mutex<()>,
    rung: Condvar,
}

/// Where a worker reports to.
pub(crate) struct Reports {
    pub meters: Arc<Meters>,
    /// Called, off the audio thread, when the network fails.
    pub failed: Box<dyn Fn(String) + Send>,
}

/// Jobs in the order in which they are due.
pub(crate) fn order(epoch: u64, index: u64) -> u64 {
    epoch << 40 | index
}

impl Worker {
    /// Starts the thread. `jobs` is how many jobs will ever exist; `period` the seconds that a step
    /// stands for.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        runner: Runner,
        jobs: usize,
        period: f64,
        offline: bool,
        reports: Reports,
    ) -> std::io::Result<Worker> {
        let (todo, incoming) = HeapRb::new(jobs).split();
        let (outgoing, done) = HeapRb::new(jobs).split();
        let link = Arc::new(Link {
            stop: AtomicBool::new(false),
            ended: AtomicBool::new(false),
            wanted: AtomicU64::new(0),
            bell: Mutex::new(()),
            rung: Condvar::new(),
        });
        let desk = Desk {
            runner,
            incoming,
            outgoing,
            link: Arc::clone(&link),
            period,
            offline,
            reports,
            failed: false,
        };
        let thread = thread::Builder::new()
            .name("nrave worker".into())
            .spawn(move || desk.work())?;
        Ok(Worker {
            todo,
            done,
            link,
            offline,
            thread: Some(thread),
        })
    }

    /// Hands a job over. Gives it back if there is no room, which more jobs than were announced
    /// would take.
    pub fn give(&mut self, job: Box<Job>) -> Result<(), Box<Job>> {
        self.todo.try_push(job)?;
        if self.offline {
            self.link.ring();
        }
        Ok(())
    }

    /// A finished job, if there is one.
    pub fn take(&mut self) -> Option<Box<Job>> {
        self.done.try_pop()
    }

    /// Offline: waits for a finished job; `None` when the worker has ended.
    pub fn wait(&mut self) -> Option<Box<Job>> {
        loop {
            let mut bell = self.link.bell.lock();
            if let Some(job) = self.done.try_pop() {
                return Some(job);
            }
            if self.link.ended.load(Ordering::Acquire) {
                return None;
            }
            self.link.rung.wait(&mut bell);
        }
    }

    /// Tells the worker that steps before this are overdue and not worth running.
    pub fn want(&self, epoch: u64, index: u64) {
        self.link
            .wanted
            .store(order(epoch, index), Ordering::Relaxed);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.link.stop.store(true, Ordering::Release);
        self.link.ring();
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // A panic of the worker was caught and reported by itself.
            let _ = thread.join();
        }
    }
}

impl Link {
    /// Wakes whoever waits; taking the lock makes sure that nobody is between looking and waiting.
    fn ring(&self) {
        drop(self.bell.lock());
        self.rung.notify_all();
    }
}

/// The worker's own side.
struct Desk {
    runner: Runner,
    incoming: HeapCons<Box<Job>>,
    outgoing: HeapProd<Box<Job>>,
    link: Arc<Link>,
    period: f64,
    offline: bool,
    reports: Reports,
    failed: bool,
}

/// Without work for this long, the worker looks less often: the host has stopped.
const IDLE: Duration = Duration::from_secs(2);

impl Desk {
    fn work(mut self) {
        let _flush = FlushDenormals::new();
        if !self.offline {
            priority::raise();
        }
        let pause = Duration::from_secs_f64((self.period / 16.0).clamp(0.0002, 0.002));
        let mut busy = Instant::now();
        while !self.link.stop.load(Ordering::Acquire) {
            if let Some(mut job) = self.incoming.try_pop() {
                self.serve(&mut job);
                // As many places as jobs: there is always room.
                let _ = self.outgoing.try_push(job);
                if self.offline {
                    self.link.ring();
                } else {
                    busy = Instant::now();
                }
            } else if self.offline {
                let mut bell = self.link.bell.lock();
                if self.incoming.is_empty() && !self.link.stop.load(Ordering::Acquire) {
                    self.link.rung.wait(&mut bell);
                }
            } else if busy.elapsed() < IDLE {
                thread::park_timeout(pause);
            } else {
                thread::park_timeout(pause.max(Duration::from_millis(5)));
            }
        }
    }

    fn serve(&mut self, job: &mut Job) {
        job.answered = false;
        let overdue = order(job.epoch, job.index) < self.link.wanted.load(Ordering::Relaxed);
        // A late answer is thrown away. Computing it would make the next one late, too.
        if self.failed || (overdue && !self.offline) {
            return;
        }
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| self.runner.run(job)));
        self.reports
            .meters
            .count((start.elapsed().as_secs_f64() / self.period) as f32);
        let problem = match result {
            Ok(Ok(())) => return,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the network panicked; load the model again".into(),
        };
        self.failed = true;
        job.answered = false;
        (self.reports.failed)(problem);
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.link.ended.store(true, Ordering::Release);
        self.link.ring();
    }
}
