//! The settings of models that were set, on their way to the network.

use super::{Name, Numbers};

/// As many as one model can have.
pub(crate) const PLACES: usize = 32;

/// The last numbers of each name. They outlive the model: whichever plays takes those that it knows.
/// Where more are set than there are places, the one that was set longest ago is forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Kept {
    places: [Place; PLACES],
    /// Messages so far.
    count: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Place {
    numbers: Numbers,
    /// Which message has set them, from 1; 0 where none has.
    message: u64,
}

impl Kept {
    /// Keeps what a message has set.
    pub fn put(&mut self, numbers: Numbers) {
        self.count += 1;
        let name = numbers.name();
        let own = |place: &&mut Place| match place.numbers.name() == name {
            true => 0,
            false => place.message + 1,
        };
        if let Some(place) = self.places.iter_mut().min_by_key(own) {
            *place = Place {
                numbers,
                message: self.count,
            };
        }
    }

    /// What was set under this name after the first `heard` messages.
    pub fn after(&self, heard: u64, name: Name) -> Option<&Numbers> {
        let new = |place: &&Place| place.numbers.name() == name && place.message > heard;
        let place = self.places.iter().find(new)?;
        Some(&place.numbers)
    }

    /// How many messages have set something.
    pub fn messages(&self) -> u64 {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(name: usize, value: f32) -> Numbers {
        Numbers::new(&format!("setting {name}"), &[value]).unwrap()
    }

    fn value(kept: &Kept, heard: u64, name: usize) -> Option<f32> {
        let name = numbers(name, 0.0).name();
        kept.after(heard, name).map(|numbers| numbers.values()[0])
    }

    #[test]
    fn the_last_numbers_of_each_name_are_kept() {
        let mut kept = Kept::default();
        assert_eq!(value(&kept, 0, 1), None);
        for (name, value) in [(1, 0.5), (2, 0.25), (1, 0.75)] {
            kept.put(numbers(name, value));
        }
        assert_eq!(value(&kept, 0, 1), Some(0.75));
        assert_eq!(value(&kept, 0, 2), Some(0.25));
        assert_eq!(value(&kept, 2, 1), Some(0.75), "the third message");
        assert_eq!(value(&kept, 2, 2), None, "heard already");
        assert_eq!(value(&kept, kept.messages(), 1), None);
    }

    #[test]
    fn what_was_set_longest_ago_makes_way() {
        let mut kept = Kept::default();
        (0..PLACES).for_each(|name| kept.put(numbers(name, 1.0)));
        kept.put(numbers(0, 2.0));
        kept.put(numbers(PLACES, 3.0));
        assert_eq!(value(&kept, 0, 0), Some(2.0));
        assert_eq!(value(&kept, 0, 1), None);
        assert_eq!(value(&kept, 0, 2), Some(1.0));
        assert_eq!(value(&kept, 0, PLACES), Some(3.0));
    }
}
