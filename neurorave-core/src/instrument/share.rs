//! The audio thread's time, shared out among the instruments that run their networks on it.

use parking_lot::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Weak};

/// Those of all instruments of the process. Each may have an audio thread of its own, but most hosts
/// have one.
static SHARES: Mutex<Vec<Weak<Share>>> = Mutex::new(Vec::new());

/// What one instrument takes of the audio thread: seconds in the worst vector.
pub(crate) struct Share(AtomicU64);

impl Share {
    /// None yet.
    pub fn new() -> Arc<Share> {
        let share = Arc::new(Share(AtomicU64::new(0)));
        let mut shares = SHARES.lock();
        shares.retain(|share| share.strong_count() > 0);
        shares.push(Arc::downgrade(&share));
        share
    }

    /// What this instrument's newest voice takes.
    pub fn set(&self, seconds: f64) {
        self.0.store(seconds.to_bits(), Relaxed);
    }

    /// What all other instruments take together. Takes a lock: not on the audio thread.
    pub fn of_others(&self) -> f64 {
        let shares = SHARES.lock();
        let live = shares.iter().filter_map(Weak::upgrade);
        live.filter(|share| !std::ptr::eq(&**share, self))
            .map(|share| f64::from_bits(share.0.load(Relaxed)))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_count_until_they_are_gone() {
        let (a, b, c) = (Share::new(), Share::new(), Share::new());
        // Other tests have instruments, too: none as slow as these.
        let about = |x: f64| (x / 1e3).round();
        a.set(1e3);
        b.set(2e3);
        assert_eq!([&a, &b, &c].map(|s| about(s.of_others())), [2.0, 1.0, 3.0]);
        drop(b);
        assert_eq!(about(c.of_others()), 1.0);
        a.set(0.0);
        assert_eq!(about(c.of_others()), 0.0);
    }
}
