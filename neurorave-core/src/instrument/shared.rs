//! What the halves of an instrument and its loader thread share.
//!
//! The audio thread touches the atomics and its ends of the rings, never a lock; in offline mode alone
//! it may wait.

use super::memory::Memory;
use super::meters::Meters;
use super::share::Share;
use super::{Command, Event, LoadError, Mode, Playing, Request};
use crate::network::Network;
use parking_lot::{Condvar, Mutex};
use ringbuf::HeapProd;
use ringbuf::traits::{Observer, Producer};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;

/// How a host computes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Host {
    pub rate: f64,
    pub vector: usize,
    /// Counts the changes of the two.
    pub generation: u64,
}

/// What was asked of the loader.
pub(crate) enum Order {
    Request(Request),
    /// Play a network of the caller's.
    Play(Arc<Network>),
    /// The host has changed.
    Prepare,
}

impl Order {
    /// Whether another model may play when it is done.
    pub fn loads(&self) -> bool {
        match self {
            Order::Request(request) => {
                matches!(request, Request::Load { .. } | Request::Reload)
            }
            Order::Play(_) => true,
            Order::Prepare => false,
        }
    }
}

pub(crate) type Outcome = Result<Option<Arc<Playing>>, Arc<LoadError>>;

/// The loader's desk.
#[derive(Default)]
pub(crate) struct Desk {
    pub orders: VecDeque<(Order, Option<Sender<Outcome>>)>,
    pub host: Option<Host>,
    pub closed: bool,
}

/// Commands on their way to the audio thread.
pub(crate) struct Outbox {
    pub ring: HeapProd<Command>,
    /// What the ring had no room for (a host that does not compute takes nothing out).
    pub overflow: VecDeque<Command>,
}

impl Outbox {
    /// Sends what waits, in order.
    pub fn flush(&mut self) {
        while !self.ring.is_full() {
            let Some(command) = self.overflow.pop_front() else {
                return;
            };
            // There was room, and nobody else fills the ring.
            let _ = self.ring.try_push(command);
        }
    }
}

pub(crate) struct Shared {
    pub meters: Arc<Meters>,
    /// The model's settings as commands have set them.
    pub memory: Memory,
    pub share: Arc<Share>,
    pub desk: Mutex<Desk>,
    /// Signalled when the desk has something for the loader.
    pub wake: Condvar,
    /// Signalled, with the desk's lock, when the loader has finished an order.
    pub finished: Condvar,
    /// Orders not yet finished.
    pub pending: AtomicUsize,
    /// Those of them that load a model.
    pub loads: AtomicUsize,
    /// Offline mode was asked for: the audio thread waits for pending orders.
    pub offline: AtomicBool,
    pub outbox: Mutex<Outbox>,
    pub events: Mutex<VecDeque<Event>>,
    /// What the last successful load has brought.
    pub playing: Mutex<Option<Arc<Playing>>>,
    /// Host samples computed since the instrument was made.
    pub frames: AtomicU64,
    /// Of the newest voice.
    pub latency: AtomicUsize,
    pub mode: AtomicU8,
    /// The voice that is heard; 0 while there is none.
    pub live: AtomicU64,
    pub enabled: AtomicBool,
    pub bypassed: AtomicBool,
}

/// Events kept for a host that does not poll.
const MOST_EVENTS: usize = 256;

impl Shared {
    pub fn new(commands: HeapProd<Command>) -> Shared {
        Shared {
            meters: Arc::default(),
            memory: Memory::default(),
            share: Share::new(),
            desk: Mutex::default(),
            wake: Condvar::new(),
            finished: Condvar::new(),
            pending: AtomicUsize::new(0),
            loads: AtomicUsize::new(0),
            offline: AtomicBool::new(false),
            outbox: Mutex::new(Outbox {
                ring: commands,
                overflow: VecDeque::new(),
            }),
            events: Mutex::default(),
            playing: Mutex::default(),
            frames: AtomicU64::new(0),
            latency: AtomicUsize::new(0),
            mode: AtomicU8::new(Mode::Worker as u8),
            live: AtomicU64::new(0),
            enabled: AtomicBool::new(true),
            bypassed: AtomicBool::new(false),
        }
    }

    /// Puts an order on the loader's desk. After the end nobody answers: the reply's sender is dropped.
    pub fn order(&self, order: Order, reply: Option<Sender<Outcome>>) {
        if let Order::Request(Request::Mode(mode)) = &order {
            self.offline
                .store(*mode == Some(Mode::Offline), Ordering::Release);
        }
        let mut desk = self.desk.lock();
        if desk.closed {
            return;
        }
        self.loads
            .fetch_add(usize::from(order.loads()), Ordering::AcqRel);
        self.pending.fetch_add(1, Ordering::AcqRel);
        desk.orders.push_back((order, reply));
        self.wake.notify_one();
    }

    /// Keeps what a command sets, for [`Status`](super::Status).
    pub fn remember(&self, command: Command) {
        if let Command::Setting(numbers) = command {
            self.memory.put(&numbers);
        }
    }

    /// Adds an event, forgetting the oldest where nobody listens.
    pub fn tell(&self, event: Event) {
        let mut events = self.events.lock();
        if events.len() == MOST_EVENTS {
            events.pop_front();
        }
        events.push_back(event);
    }

    pub fn mode(&self) -> Mode {
        let modes = [Mode::Synchronous, Mode::Worker, Mode::Offline];
        modes[usize::from(self.mode.load(Ordering::Relaxed)).min(2)]
    }
}
