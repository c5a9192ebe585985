//! The settings of models as they were set last, for whoever asks.

use super::kept::PLACES;
use super::meters::Figure;
use super::{Name, Numbers};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

/// Written where a command is given, before it arrives: a question that comes after a command is
/// answered with what it has set. Any thread writes and reads without waiting. Two that write at the
/// very same moment may leave what only one of them has set; the commands themselves all arrive.
#[derive(Default)]
pub(crate) struct Memory {
    places: [Place; PLACES],
    /// Messages so far.
    count: AtomicU64,
}

#[derive(Default)]
struct Place {
    name: AtomicU64,
    /// Which message was the last, from 1; 0 where there was none.
    message: AtomicU64,
    count: AtomicUsize,
    values: [Figure; Numbers::MOST],
}

impl Memory {
    /// Keeps what a command sets, in place of what was set longest ago.
    pub fn put(&self, numbers: &Numbers) {
        let name = numbers.name().to_bits();
        let own = |place: &&Place| match place.name.load(Relaxed) == name {
            true => 0,
            false => place.message.load(Relaxed) + 1,
        };
        if let Some(place) = self.places.iter().min_by_key(own) {
            let message = self.count.fetch_add(1, Relaxed) + 1;
            for (figure, value) in place.values.iter().zip(numbers.values()) {
                figure.set(*value);
            }
            place.count.store(numbers.values().len(), Relaxed);
            place.name.store(name, Relaxed);
            place.message.store(message, Relaxed);
        }
    }

    /// What was set last under this name, if it was `count` numbers.
    pub fn values(&self, name: Name, count: usize) -> Option<Vec<f32>> {
        let own = |place: &&Place| {
            let set = place.message.load(Relaxed) > 0;
            set && place.name.load(Relaxed) == name.to_bits() && place.count.load(Relaxed) == count
        };
        let place = self.places.iter().find(own)?;
        Some(place.values.iter().take(count).map(Figure::get).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_numbers_are_told() {
        let memory = Memory::default();
        let told = |name: &str, count| memory.values(Name::of(name), count);
        let put = |name: &str, values: &[f32]| memory.put(&Numbers::new(name, values).unwrap());
        assert_eq!(told("gain", 1), None);
        put("gain", &[0.5]);
        put("range", &[1.0, 2.0]);
        put("gain", &[0.25]);
        assert_eq!(told("gain", 1), Some(vec![0.25]));
        assert_eq!(told("range", 2), Some(vec![1.0, 2.0]));
        assert_eq!(told("range", 1), None, "another model's");
        (0..PLACES - 1).for_each(|i| put(&i.to_string(), &[0.0]));
        assert_eq!(told("range", 2), None, "set longest ago");
        assert_eq!(told("gain", 1), Some(vec![0.25]));
    }
}
