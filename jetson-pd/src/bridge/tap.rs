//! From the thread that reads to one listener: a wait-free ring, and news beside it for who wants
//! them.

use crate::cv::Event;
use ringbuf::traits::{Consumer, Observer, Producer, Split};
use ringbuf::{HeapCons, HeapProd, HeapRb};
use std::sync::mpsc;

/// What passes through a ring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Item {
    Event(Event),
    /// Steps of the encoder.
    Turn(i32),
    Button(bool),
}

/// News with its number, which rises.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub number: u64,
    pub news: News,
}

/// What is said in words, now and then.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// A part of the hardware failed, and why. It is tried again until it works.
    Fault {
        part: String,
        why: String,
    },
    Well {
        part: String,
    },
    /// There is no hardware on this computer: volts come from messages and scripts.
    Simulated {
        why: String,
    },
    /// A line for the patch, from beside it.
    Heard(String),
}

/// What a listener wants; nothing else is sent to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// The streams, as signals play them.
    Events,
    /// The encoder, the button and the news as well.
    Everything,
}

/// One listener's end. Nothing here waits, ever.
pub struct Tap {
    ring: HeapCons<Item>,
    /// `None` where no news are wanted.
    notices: Option<mpsc::Receiver<Notice>>,
}

/// The reader's end of a tap.
pub(super) struct Listener {
    ring: HeapProd<Item>,
    notices: Option<mpsc::Sender<Notice>>,
}

/// Both ends, with room for `capacity` items.
pub(super) fn tap(capacity: usize, wants: Wants) -> (Listener, Tap) {
    let (producer, ring) = HeapRb::new(capacity).split();
    let news = (wants == Wants::Everything).then(mpsc::channel);
    let (sender, notices) = news.unzip();
    let listener = Listener {
        ring: producer,
        notices: sender,
    };
    (listener, Tap { ring, notices })
}

impl Tap {
    /// What happened next, if anything did.
    pub fn item(&mut self) -> Option<Item> {
        self.ring.try_pop()
    }

    /// What was said next, if anything was.
    pub fn notice(&mut self) -> Option<Notice> {
        self.notices.as_ref()?.try_recv().ok()
    }
}

impl Listener {
    /// Sends what happened, if that is wanted. What a listener that sleeps has no room for is lost;
    /// it is reminded of all that matters later on.
    pub fn send(&mut self, item: Item) {
        if self.notices.is_some() || matches!(item, Item::Event(_)) {
            let _ = self.ring.try_push(item);
        }
    }

    /// Tells what is said, if that is wanted.
    pub fn tell(&self, notice: &Notice) {
        if let Some(notices) = &self.notices {
            let _ = notices.send(notice.clone());
        }
    }

    /// Whether its tap is still there.
    pub fn is_heard(&self) -> bool {
        self.ring.read_is_held()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cv::What;

    #[test]
    fn a_tap_is_sent_what_it_wants_and_nothing_else() {
        let event = Item::Event(Event {
            at: 0,
            stream: 0,
            what: What::Gate(true),
        });
        let notice = Notice {
            number: 1,
            news: News::Heard("load strings".into()),
        };
        for (wants, items, news) in [(Wants::Everything, 3, 1), (Wants::Events, 1, 0)] {
            let (mut listener, mut tap) = tap(8, wants);
            for item in [event, Item::Turn(1), Item::Button(true)] {
                listener.send(item);
            }
            listener.tell(&notice);
            assert_eq!(listener.ring.occupied_len(), items, "{wants:?}");
            assert_eq!(tap.item(), Some(event));
            assert_eq!(std::iter::from_fn(|| tap.notice()).count(), news);
        }
    }

    #[test]
    fn a_tap_that_is_gone_is_not_heard() {
        for wants in [Wants::Everything, Wants::Events] {
            let (listener, tap) = tap(1, wants);
            assert!(listener.is_heard());
            drop(tap);
            assert!(!listener.is_heard());
        }
    }
}
