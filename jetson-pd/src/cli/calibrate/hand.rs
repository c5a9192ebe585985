//! The person who presses Enter.

use std::io::BufRead;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Someone at the keyboard, or nobody.
pub struct Hand(Option<Receiver<()>>);

impl Hand {
    /// `None` where nobody is to be asked, or standard input has ended.
    pub fn new(nobody: bool) -> Self {
        if nobody {
            return Self(None);
        }
        let (sender, presses) = channel();
        std::thread::spawn(move || {
            let mut lines = std::io::stdin().lock().lines();
            while let Some(Ok(_)) = lines.next() {
                if sender.send(()).is_err() {
                    return;
                }
            }
        });
        Self(Some(presses))
    }

    /// Whether someone is there to answer.
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Whether Enter was pressed since it was last asked.
    pub fn has_pressed(&mut self) -> bool {
        match self.0.as_ref().map(Receiver::try_recv) {
            Some(Ok(())) => true,
            Some(Err(TryRecvError::Empty)) | None => false,
            Some(Err(TryRecvError::Disconnected)) => {
                self.0 = None;
                false
            }
        }
    }
}
