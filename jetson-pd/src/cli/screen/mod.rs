//! The screen of a module that runs: told everything by the supervisor's thread, which never waits
//! for it, and drawn by a thread of its own.

mod drawing;
mod glass;
mod known;

use drawing::Drawing;
use glass::{Glass, Open};
use known::Known;
use nrave_module::appliance::Notice;
use nrave_module::appliance::supervisor::{Request, View, Watcher};
use nrave_module::config::Config;
use nrave_module::link::FromPd;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};

/// What may wait for a screen that is slow. What is more is lost, and told again soon.
const MOST: usize = 1024;
/// The supervisor's looks between two of which it tells how things are: some five a second.
const VIEWS: u32 = 10;

/// Tells a screen, and asks for what the musician chooses there.
pub struct Screen {
    /// `None` where the board has no screen.
    news: Option<SyncSender<News>>,
    requests: Receiver<Request>,
    looks: u32,
}

/// What is told.
enum News {
    Heard(FromPd),
    Noticed(Notice),
    Known(Known),
}

impl Screen {
    /// The screen of the module's board, if it has one. One that is missing or fails is told on
    /// standard error, once, and tried again.
    pub fn new(config: &Config) -> Self {
        match config.board.screen.clone() {
            None => Self::none(),
            Some(screen) => Self::on(config, Box::new(move || Glass::open(&screen))),
        }
    }

    fn none() -> Self {
        Self {
            news: None,
            requests: channel().1,
            looks: 0,
        }
    }

    fn on(config: &Config, open: Open) -> Self {
        let (news, told) = sync_channel(MOST);
        let (ask, requests) = channel();
        let drawing = Drawing::new(config, open, ask);
        let thread = std::thread::Builder::new().name("screen".into());
        // Without a thread there is no screen, and the module plays.
        let started = thread.spawn(move || drawing.run(&told));
        Self {
            news: started.is_ok().then_some(news),
            requests,
            looks: 0,
        }
    }

    /// Tells something that the person has to know.
    pub fn tell(&mut self, notice: &Notice) {
        self.send(News::Noticed(notice.clone()));
    }

    fn send(&self, news: News) {
        if let Some(screen) = &self.news {
            let _ = screen.try_send(news);
        }
    }
}

impl Watcher for Screen {
    fn heard(&mut self, message: &FromPd) {
        self.send(News::Heard(message.clone()));
    }

    fn noticed(&mut self, notice: &Notice) {
        self.tell(notice);
    }

    fn tick(&mut self, view: &View<'_>) -> Vec<Request> {
        if self.looks == 0 {
            self.looks = VIEWS;
            self.send(News::Known(Known::of(view)));
        }
        self.looks -= 1;
        self.requests.try_iter().collect()
    }
}
