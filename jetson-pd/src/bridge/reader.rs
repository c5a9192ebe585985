//! The thread that reads.

use super::priority;
use super::scanner::{Report, Scanner};
use super::tap::{Item, Listener, News, Notice, Tap, Wants, tap};
use crate::config::{Calibrations, Config};
use crate::drivers::sim::{Live, Script, Sim, Volts};
use crate::drivers::{self, Driver};
use crate::time::{self, Nanos, SECOND};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// How long a listener may sleep before it misses something, seconds.
const PATIENCE_S: f32 = 0.5;

/// The board being read, shared by all who listen. Reading ends with the last of them.
pub struct Bridge {
    orders: mpsc::Sender<Order>,
    live: Arc<Live>,
    progress: Arc<Progress>,
    capacity: usize,
    /// The last notice that is on the console.
    written: AtomicU64,
    /// Whether real hardware is read.
    is_real: Arc<AtomicBool>,
    stop: Arc<AtomicBool>,
}

/// How far the audio has come, for whoever watches over it.
#[derive(Debug, Default)]
pub struct Progress {
    /// Samples that the audio callback has written.
    pub samples: AtomicU64,
    /// Gates that came too late.
    pub late: AtomicU64,
}

enum Order {
    Listen(Listener),
    Simulate(Volts),
    Say(String),
}

/// What a thread takes with it.
struct Reader {
    scanner: Scanner,
    config: Config,
    live: Arc<Live>,
    orders: mpsc::Receiver<Order>,
    listeners: Vec<Listener>,
    /// What still holds, for who comes later.
    standing: Vec<Notice>,
    numbered: u64,
    /// Whether the driver is the board's own.
    is_given: bool,
    is_real: Arc<AtomicBool>,
    desk: super::desk::Desk,
}

impl Bridge {
    /// Reads the board of `config` from now on.
    pub fn new(config: &Config, calibrations: &Calibrations) -> Self {
        let jacks = config.board.jacks.iter().map(|jack| jack.name.clone());
        let live = Arc::new(Live::new(jacks));
        let simulated = || Box::new(Sim::new(config.board.clone(), Volts::Live(live.clone())));
        let (driver, absent): (Box<dyn Driver>, _) = match drivers::driver(&config.board) {
            Ok(driver) => (driver, None),
            Err(fault) => (simulated(), Some(fault.why)),
        };
        Self::with_driver(config, calibrations, driver, live, absent)
    }

    /// As [`new`](Self::new), through a driver that is given. Where `absent` says why there is no
    /// hardware, listeners are told so.
    pub fn with_driver(
        config: &Config,
        calibrations: &Calibrations,
        driver: Box<dyn Driver>,
        live: Arc<Live>,
        absent: Option<String>,
    ) -> Self {
        let (orders, ordered) = mpsc::channel();
        let progress = Arc::<Progress>::default();
        let stop = Arc::<AtomicBool>::default();
        let is_real = Arc::<AtomicBool>::default();
        let streams = config.streams().count();
        let mut reader = Reader {
            scanner: Scanner::new(config, calibrations, driver),
            config: config.clone(),
            live: live.clone(),
            orders: ordered,
            listeners: Vec::new(),
            standing: Vec::new(),
            numbered: 0,
            desk: super::desk::Desk::new(config, progress.clone()),
            is_given: absent.is_none(),
            is_real: is_real.clone(),
        };
        let absent = absent.map(|why| News::Simulated { why });
        absent.into_iter().for_each(|news| reader.tell(news));
        let stopped = stop.clone();
        let thread = std::thread::Builder::new().name("nrave.cv".into());
        // Without a thread nothing is read, and nobody is worse off than without hardware.
        let _ = thread.spawn(move || reader.run(&stopped));
        Self {
            orders,
            live,
            progress,
            written: AtomicU64::new(0),
            is_real,
            capacity: 64 + (PATIENCE_S * config.rate) as usize * (streams + 1),
            stop,
        }
    }

    /// One more listener, who is sent what it `wants`.
    pub fn listen(&self, wants: Wants) -> Tap {
        let (listener, tap) = tap(self.capacity, wants);
        self.order(Order::Listen(listener));
        tap
    }

    /// The volts that are read where there is no hardware.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// Whether real hardware is read, as far as is known: then nobody hears [`live`](Self::live).
    pub fn is_real(&self) -> bool {
        self.is_real.load(Ordering::Relaxed)
    }

    /// How far the audio has come; whoever plays writes it.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Whether a notice belongs on the console: once, however many boxes hear it.
    pub fn is_to_be_written(&self, notice: &Notice) -> bool {
        self.written.fetch_max(notice.number, Ordering::Relaxed) < notice.number
    }

    /// Plays a script from now on instead of reading hardware; without one volts are live again.
    pub fn simulate(&self, script: Option<Script>) {
        self.order(Order::Simulate(match script {
            Some(script) => Volts::Script {
                script: Arc::new(script),
                start: time::now(),
            },
            None => Volts::Live(self.live.clone()),
        }));
    }

    /// Says a line to whoever supervises, if somebody does.
    pub fn say(&self, line: String) {
        self.order(Order::Say(line));
    }

    fn order(&self, order: Order) {
        // A reader that is gone has nothing to do.
        let _ = self.orders.send(order);
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        // Nobody waits for a bus that may hang: the thread ends with its next scan.
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Reader {
    fn run(mut self, stop: &AtomicBool) {
        priority::raise();
        let period = (SECOND as f32 / self.config.rate) as Nanos;
        let mut next = time::now();
        while !stop.load(Ordering::Relaxed) {
            self.obey();
            self.scan();
            self.hear();
            next += period;
            let now = time::now();
            match next.checked_sub(now) {
                Some(rest) => std::thread::sleep(Duration::from_nanos(rest)),
                // Behind: what was missed can't be read any more.
                None => next = now,
            }
        }
    }

    fn obey(&mut self) {
        while let Ok(order) = self.orders.try_recv() {
            match order {
                Order::Listen(listener) => {
                    for notice in &self.standing {
                        listener.tell(notice);
                    }
                    // Who doesn't listen any more is forgotten.
                    self.listeners.retain(Listener::is_heard);
                    self.listeners.push(listener);
                }
                Order::Simulate(volts) => {
                    let sim = Sim::new(self.config.board.clone(), volts);
                    self.scanner.replace(Box::new(sim));
                    self.is_given = false;
                }
                Order::Say(line) => self.desk.say(&line),
            }
        }
    }

    fn scan(&mut self) {
        let (listeners, desk) = (&mut self.listeners, &mut self.desk);
        let mut all_news = Vec::new();
        self.scanner.scan(time::now(), &mut |report| {
            desk.take(&report);
            let item = match report {
                Report::Event(event) => Item::Event(event),
                Report::Turn(steps) => Item::Turn(steps),
                Report::Button(down) => Item::Button(down),
                Report::Fault { part, why } => return all_news.push(News::Fault { part, why }),
                Report::Well { part } => return all_news.push(News::Well { part }),
                Report::Volts { .. } => return,
            };
            for listener in listeners.iter_mut() {
                listener.send(item);
            }
        });
        self.desk.beat(time::now());
        if !all_news.is_empty() && self.scanner.is_elsewhere() {
            let why = all_news.iter().find_map(|news| match news {
                News::Fault { part, why } => Some(format!("{part}: {why}")),
                _ => None,
            });
            all_news.clear();
            all_news.push(News::Simulated {
                why: why.unwrap_or_default(),
            });
            let sim = Sim::new(self.config.board.clone(), Volts::Live(self.live.clone()));
            self.scanner.replace(Box::new(sim));
            self.is_given = false;
        }
        self.is_real.store(self.is_given, Ordering::Relaxed);
        all_news.into_iter().for_each(|news| self.tell(news));
    }

    fn hear(&mut self) {
        while let Some(line) = self.desk.hear() {
            match volts(&line) {
                Some((jack, volts)) => {
                    // Who sends volts for a jack that isn't there is told by its own side.
                    let _ = self.live.set(jack, volts);
                }
                None => self.tell(News::Heard(line)),
            }
        }
    }

    fn tell(&mut self, news: News) {
        if let News::Well { part: well } = &news {
            let over =
                |notice: &Notice| matches!(&notice.news, News::Fault { part, .. } if part == well);
            self.standing.retain(|notice| !over(notice));
        }
        self.numbered += 1;
        let stands = matches!(news, News::Fault { .. } | News::Simulated { .. });
        let number = self.numbered;
        let notice = Notice { number, news };
        for listener in &self.listeners {
            listener.tell(&notice);
        }
        if stands {
            self.standing.push(notice);
        }
    }
}

/// A line `volts cv1 2.5`.
fn volts(line: &str) -> Option<(&str, f32)> {
    let (jack, volts) = line.strip_prefix("volts ")?.split_once(' ')?;
    Some((jack, volts.trim().parse().ok()?))
}
