//! What a setting of the model is to be, as commands carry it.

use crate::model_file::manifest::SettingSpec;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The name of a setting, in a form that costs nothing to copy and to compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Name(u64);

impl Name {
    /// Equal for equal names.
    pub fn of(name: &str) -> Name {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        Name(hasher.finish())
    }

    /// The name of a setting; where it takes texts, of one that has the same words: elsewhere their
    /// numbers mean others.
    pub fn of_setting(setting: &SettingSpec) -> Name {
        match setting.words.is_empty() {
            true => Name::of(&setting.name),
            false => Name::of(&format!("{} {:?}", setting.name, setting.words)),
        }
    }

    /// For memory that threads share.
    pub(crate) fn to_bits(self) -> u64 {
        self.0
    }
}

/// The numbers that a setting of this name takes: all of them at once, each finite.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Numbers {
    name: Name,
    count: usize,
    values: [f32; Numbers::MOST],
}

impl Numbers {
    /// The most that one setting takes.
    pub const MOST: usize = 16;

    /// `None` where there are no values, or more than [`Numbers::MOST`], or one isn't finite.
    pub fn new(name: &str, values: &[f32]) -> Option<Numbers> {
        Numbers::named(Name::of(name), values)
    }

    /// As [`Numbers::new`].
    pub fn named(name: Name, values: &[f32]) -> Option<Numbers> {
        let fit = (1..=Self::MOST).contains(&values.len()) && values.iter().all(|x| x.is_finite());
        fit.then(|| {
            let mut numbers = Numbers {
                name,
                count: values.len(),
                ..Numbers::default()
            };
            numbers.values[..values.len()].copy_from_slice(values);
            numbers
        })
    }

    /// Which setting they are for.
    pub fn name(&self) -> Name {
        self.name
    }

    /// One value after another.
    pub fn values(&self) -> &[f32] {
        &self.values[..self.count]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_finite_and_not_too_many() {
        let numbers = Numbers::new("range", &[0.5, -2.0]).unwrap();
        assert_eq!(numbers.values(), [0.5, -2.0]);
        assert_eq!(numbers.name(), Name::of("range"));
        assert_ne!(numbers.name(), Name::of("gain"));
        for values in [&[][..], &[f32::NAN], &[0.0, f32::INFINITY], &[0.0; 17]] {
            assert_eq!(Numbers::new("range", values), None, "{values:?}");
        }
    }
}
