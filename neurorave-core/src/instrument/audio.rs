//! The half of an instrument that belongs to the audio thread.

use super::fade::Switch;
use super::feed::Rows;
use super::loader::Loader;
use super::mix::Residue;
use super::resampler::CHUNK;
use super::settings::Settings;
use super::shared::{Host, Order, Shared};
use super::voice::{Entry, Voice};
use super::{Command, Remote};
use crate::network::Layout;
use ringbuf::traits::Split;
use ringbuf::{HeapCons, HeapProd, HeapRb};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::thread::{self, JoinHandle};

/// Rates that a host may have, in Hz.
const RATES: std::ops::RangeInclusive<f64> = 1000.0..=768_000.0;
/// Commands on their way at once; more wait on the other side.
const COMMANDS: usize = 1024;
/// Voices on their way at once, in either direction.
const VOICES: usize = 16;
/// Seconds for enable and bypass to take effect without a click.
const SWITCH: f64 = 0.02;

/// The audio thread's half: `process`, and what must happen at an exact sample.
///
/// Made and dropped on any thread, and moved to the audio thread in between.
pub struct Instrument {
    pub(super) shared: Arc<Shared>,
    pub(super) loader: Option<JoinHandle<()>>,
    pub(super) commands: HeapCons<Command>,
    pub(super) arriving: HeapCons<Box<Voice>>,
    pub(super) trash: HeapProd<Box<Voice>>,
    /// A voice for which the trash had no room.
    pub(super) refuse: Option<Box<Voice>>,
    pub(super) host: Option<Host>,
    pub(super) settings: Settings,
    pub(super) side_inlet: Option<usize>,
    pub(super) current: Option<Box<Voice>>,
    /// Comes in while `current` goes.
    pub(super) next: Option<Box<Voice>>,
    pub(super) enable: Switch,
    pub(super) bypass: Switch,
    /// Disabled, and faded out: nothing is computed.
    pub(super) resting: bool,
    pub(super) residue: Residue,
    /// Rows in use: what the host gives or takes, or a voice does, whichever is more.
    pub(super) rows: (usize, usize),
    pub(super) inputs: Box<Rows>,
    pub(super) outputs: Box<Rows>,
    pub(super) second: Box<Rows>,
}

impl Instrument {
    /// An instrument without a model, silent until [`Remote::load`] succeeds, and the handle to it.
    /// Starts a loader thread.
    #[allow(clippy::new_ret_no_self)]
    pub fn new() -> (Instrument, Remote) {
        let (sender, commands) = HeapRb::new(COMMANDS).split();
        let (voices, arriving) = HeapRb::new(VOICES).split();
        let (trash, dump) = HeapRb::new(VOICES).split();
        let shared = Arc::new(Shared::new(sender));
        let loader = Loader::new(Arc::clone(&shared), voices, dump);
        let thread = thread::Builder::new().name("nrave loader".into());
        // Without a thread nothing will ever load; `load` says so.
        let loader = thread.spawn(move || loader.run()).ok();
        shared.desk.lock().closed = loader.is_none();
        let remote = Remote {
            shared: Arc::clone(&shared),
        };
        let rows = || vec![[0.0; CHUNK]; Layout::MAX_JACKS].into_boxed_slice();
        let instrument = Instrument {
            shared,
            loader,
            commands,
            arriving,
            trash,
            refuse: None,
            host: None,
            settings: Settings::default(),
            side_inlet: None,
            current: None,
            next: None,
            enable: Switch::new(true),
            bypass: Switch::new(false),
            resting: false,
            residue: Residue::default(),
            rows: (0, 0),
            inputs: rows(),
            outputs: rows(),
            second: rows(),
        };
        (instrument, remote)
    }

    /// Tells the host's rate in Hz and its usual vector size. Call it where the host starts its
    /// audio, never while it processes: it may wait for a step under way and frees memory. If either differs
    /// from before, the voice is built anew. Rates out of 1…768 kHz are taken to the nearest end.
    pub fn prepare(&mut self, sample_rate: f64, max_vector: usize) {
        let rate = if sample_rate.is_finite() {
            sample_rate
        } else {
            48000.0
        };
        let rate = rate.clamp(*RATES.start(), *RATES.end());
        let vector = max_vector.max(1);
        if self
            .host
            .is_some_and(|host| host.rate == rate && host.vector == vector)
        {
            return;
        }
        let generation = self.host.map_or(1, |host| host.generation + 1);
        let host = Host {
            rate,
            vector,
            generation,
        };
        self.host = Some(host);
        self.shared.desk.lock().host = Some(host);
        self.shared.live.store(0, Relaxed);
        self.current = None;
        self.next = None;
        self.refuse = None;
        self.enable.set_length(SWITCH * rate);
        self.bypass.set_length(SWITCH * rate);
        self.enable.jump();
        self.bypass.jump();
        self.residue = Residue::default();
        self.shared.order(Order::Prepare, None);
    }

    /// Which input of `process` is the side inlet; by default the one after the model's own.
    pub fn set_side_inlet(&mut self, inlet: Option<usize>) {
        self.side_inlet = inlet.filter(|&inlet| inlet < Layout::MAX_JACKS);
    }

    /// Host samples between an input and the output that answers it, exact and complete. Of the
    /// newest voice; 0 while there is none.
    pub fn latency_samples(&self) -> usize {
        self.shared.latency.load(Relaxed)
    }

    /// Applies a command at this very sample.
    pub fn apply(&mut self, command: Command) {
        self.shared.remember(command);
        self.obey(command);
    }

    /// Applies a command that is remembered already.
    pub(super) fn obey(&mut self, command: Command) {
        self.settings.apply(command);
        match command {
            Command::Enable(on) => {
                self.shared.enabled.store(on, Relaxed);
                self.enable.turn(on);
                if on && self.resting {
                    self.resting = false;
                    self.enable.jump();
                    self.restart();
                }
            }
            Command::Bypass(on) => {
                self.shared.bypassed.store(on, Relaxed);
                self.bypass.turn(on);
            }
            Command::Reset => {
                self.residue.catch();
                self.restart();
            }
            Command::ClearCounters => self.shared.meters.clear(),
            _ => {}
        }
    }

    fn restart(&mut self) {
        if let Some(voice) = self.next.take() {
            let old = self.current.replace(voice);
            self.retire(old);
        }
        if let Some(voice) = &mut self.current {
            voice.restart(Entry::Start);
        }
    }

    /// Ends the loader thread and waits for it; dropping does not wait, so that deleting an object
    /// while it loads does not hold the host up.
    pub fn close(mut self) {
        let loader = self.loader.take();
        drop(self);
        if let Some(loader) = loader {
            // Its panics are its own.
            let _ = loader.join();
        }
    }
}

impl Drop for Instrument {
    fn drop(&mut self) {
        self.shared.desk.lock().closed = true;
        self.shared.wake.notify_all();
        self.shared.finished.notify_all();
    }
}
