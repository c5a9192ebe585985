//! The thread that draws.

use super::News;
use super::glass::{Open, Show};
use super::known::Known;
use nrave_module::appliance::supervisor::Request;
use nrave_module::config::{Config, Kind};
use nrave_module::face::{Choice, Face, Input, InputKind, Notice};
use nrave_module::link::FromPd;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// From one picture to the next.
const PICTURE: Duration = Duration::from_millis(40);
/// From the first failure of the screen to the next try, doubled each time, up to the longest.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Notices that are kept; older ones are in the log.
const NOTICES: usize = 8;

/// What is drawn, and the screen that it is drawn on.
pub struct Drawing {
    face: Face,
    known: Known,
    ask: Sender<Request>,
    open: Open,
    screen: Option<Box<dyn Show>>,
    wait: Duration,
    retry: Duration,
    told: bool,
}

impl Drawing {
    /// A screen that is not open yet, with the inputs of `config`.
    pub fn new(config: &Config, open: Open, ask: Sender<Request>) -> Self {
        let mut face = Face::default();
        let inputs = config.inputs.iter().map(|input| Input {
            name: input.name.clone(),
            kind: match input.kind {
                Kind::Cv(_) | Kind::Macro { .. } => InputKind::Cv,
                Kind::Voct { .. } => InputKind::Voct,
                Kind::Gate(_) => InputKind::Gate,
                Kind::Trigger { .. } => InputKind::Trigger,
            },
            volts: 0.0,
            value: 0.0,
            patched: true,
        });
        face.state.inputs = inputs.collect();
        Self {
            face,
            known: Known::default(),
            ask,
            open,
            screen: None,
            wait: FIRST_WAIT,
            retry: Duration::ZERO,
            told: false,
        }
    }

    /// Draws for as long as somebody tells.
    pub fn run(mut self, news: &Receiver<News>) {
        let begin = Instant::now();
        let mut next = PICTURE;
        loop {
            let now = begin.elapsed();
            match news.recv_timeout(next.saturating_sub(now)) {
                Ok(news) => self.take(news, begin.elapsed()),
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = begin.elapsed();
            if now >= next {
                self.draw(now);
                next = begin.elapsed() + PICTURE;
            }
        }
    }

    /// Takes in what is new at `now`, the time since the begin.
    pub fn take(&mut self, news: News, now: Duration) {
        match news {
            // Nobody sees which page it is.
            News::Heard(FromPd::Button { down: true })
                if self.screen.is_none() && self.face.state.fallen_back =>
            {
                self.choose(Choice::Retry);
            }
            News::Heard(message) => {
                let message = self.known.translated(message);
                let chosen = self.face.hear(&message, now);
                chosen.into_iter().for_each(|chosen| self.choose(chosen));
            }
            News::Noticed(notice) => {
                let notices = &mut self.face.state.notices;
                notices.retain(|other| other.title != notice.what);
                if notices.len() == NOTICES {
                    notices.remove(0);
                }
                notices.push(Notice::new(notice.what, format!("{}.", notice.remedy)));
            }
            News::Known(known) => {
                known.show(&mut self.face.state);
                self.known = known;
            }
        }
    }

    fn choose(&self, chosen: Choice) {
        // A supervisor that is gone has nothing more to do.
        let _ = self.ask.send(match chosen {
            Choice::Load(name) => Request::Load(name),
            Choice::Retry => Request::Retry,
        });
    }

    /// Shows the picture of `now`, on a screen that is opened if it is time to.
    pub fn draw(&mut self, now: Duration) {
        if self.screen.is_none() {
            if now < self.retry {
                return;
            }
            match (self.open)() {
                Ok(screen) => self.screen = Some(screen),
                Err(why) => return self.fail(now, &why),
            }
        }
        let Some(screen) = &mut self.screen else {
            return;
        };
        match screen.show(self.face.picture(now)) {
            Ok(()) => {
                self.wait = FIRST_WAIT;
                if std::mem::take(&mut self.told) {
                    eprintln!("nrave-module: the screen works again");
                }
            }
            Err(why) => self.fail(now, &why),
        }
    }

    fn fail(&mut self, now: Duration, why: &str) {
        self.screen = None;
        self.retry = now + self.wait;
        self.wait = (2 * self.wait).min(LONGEST_WAIT);
        if !std::mem::replace(&mut self.told, true) {
            eprintln!("nrave-module: {why}. The module plays without it, and tries it again");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nrave_module::appliance;
    use nrave_module::face::Canvas;
    use nrave_module::link::FromPd;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, mpsc};

    /// A screen that fails while told to, and counts.
    #[derive(Clone, Default)]
    struct Fake(Arc<[AtomicUsize; 3]>);

    const FAILS: usize = 0;
    const OPENED: usize = 1;
    const SHOWN: usize = 2;

    impl Fake {
        fn count(&self, which: usize) -> usize {
            self.0[which].load(Ordering::Relaxed)
        }

        fn fails(&self, fails: bool) {
            self.0[FAILS].store(fails.into(), Ordering::Relaxed);
        }

        fn did(&self, which: usize) -> Result<(), String> {
            self.0[which].fetch_add(1, Ordering::Relaxed);
            match self.count(FAILS) {
                0 => Ok(()),
                _ => Err("the screen's bus fails".into()),
            }
        }
    }

    impl Show for Fake {
        fn show(&mut self, _: &Canvas) -> Result<(), String> {
            self.did(SHOWN)
        }
    }

    fn drawing(fake: &Fake) -> (Drawing, Receiver<Request>) {
        let (ask, requests) = mpsc::channel();
        let fake = fake.clone();
        let open: Open = Box::new(move || fake.did(OPENED).map(|()| Box::new(fake.clone()) as _));
        (Drawing::new(&Config::usual(), open, ask), requests)
    }

    #[test]
    fn a_screen_that_fails_is_tried_ever_less_often_until_it_works() {
        let fake = Fake::default();
        let (mut drawing, _requests) = drawing(&fake);
        fake.fails(true);
        for tenth in 0..3000 {
            drawing.draw(Duration::from_millis(100 * tenth));
        }
        // At 0, 1, 3, 7, 15, 31, 63 and then every 60 s.
        assert_eq!((fake.count(OPENED), fake.count(SHOWN)), (10, 0));
        fake.fails(false);
        drawing.draw(Duration::from_secs(400));
        drawing.draw(Duration::from_secs(401));
        assert_eq!((fake.count(OPENED), fake.count(SHOWN)), (11, 2));
        fake.fails(true);
        drawing.draw(Duration::from_secs(402));
        fake.fails(false);
        drawing.draw(Duration::from_millis(402_900));
        assert_eq!(fake.count(OPENED), 11, "not yet");
        drawing.draw(Duration::from_secs(403));
        assert_eq!((fake.count(OPENED), fake.count(SHOWN)), (12, 4));
    }

    #[test]
    fn what_is_chosen_on_the_screen_is_asked_for() {
        let (mut drawing, requests) = drawing(&Fake::default());
        let known = Known::named(&["drums", "strings"], "drums");
        drawing.take(News::Known(known), Duration::ZERO);
        let mut at = Duration::ZERO;
        let mut heard = |line: &str| {
            at += Duration::from_millis(50);
            drawing.take(News::Heard(FromPd::parse(line).unwrap()), at);
        };
        heard("said loaded drums forward");
        for line in ["button 1", "button 0", "turn 1", "button 1", "button 0"] {
            heard(line);
        }
        let asked: Vec<_> = requests.try_iter().collect();
        assert_eq!(asked, [Request::Load("strings".into())]);
    }

    #[test]
    fn a_press_retries_where_the_screen_says_so_or_shows_nothing() {
        for shows in [true, false] {
            let (mut drawing, requests) = drawing(&Fake::default());
            let known = Known::named(&["drums", "strings"], "drums");
            drawing.take(News::Known(known.fallen_back()), Duration::ZERO);
            if !shows {
                // Away from the page that says so.
                drawing.take(News::Heard(FromPd::Turn(1)), Duration::ZERO);
            }
            for (at, down) in [(100, true), (200, false)] {
                let at = Duration::from_millis(at);
                if shows {
                    drawing.draw(at);
                }
                drawing.take(News::Heard(FromPd::Button { down }), at);
            }
            let asked: Vec<_> = requests.try_iter().collect();
            assert_eq!(asked, [Request::Retry]);
            assert_eq!(drawing.face.navigation().row(), None);
        }
    }

    #[test]
    fn the_latest_notices_are_kept_each_once() {
        let (mut drawing, _requests) = drawing(&Fake::default());
        for number in [1, 2, 3, 4, 5, 6, 7, 8, 9, 3] {
            let notice = appliance::Notice::new(format!("Trouble {number}"), "Wait");
            drawing.take(News::Noticed(notice), Duration::ZERO);
        }
        let titles: Vec<_> = drawing
            .face
            .state
            .notices
            .iter()
            .map(|n| &*n.title)
            .collect();
        let wanted = [2, 4, 5, 6, 7, 8, 9, 3].map(|number| format!("Trouble {number}"));
        assert_eq!(titles, wanted);
    }
}
