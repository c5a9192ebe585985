//! What the latent discriminator has seen of late. Beside each new batch it learns from some of
//! these: a few crops teach little of what can be read from latents in general, and what it cannot
//! read it cannot drive out of them. The idea is that of experience replay (Lin 1992); in
//! adversarial training, Shrivastava et al. 2017, section 2.3.

use super::loss::adversary::CLASSES;
use super::random::Random;
use super::sections;
use std::collections::VecDeque;

/// Batches kept.
pub const KEPT: usize = 64;
/// Keeps what is drawn here apart from what crops are drawn by.
const STREAM: u64 = 0x5EEC_0000;

/// Latents of crops, and the classes of their attributes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// Frames a crop.
    pub frames: usize,
    /// `[crops, frames, latents]`.
    pub latents: Vec<f32>,
    /// `[crops, frames, attributes]`.
    pub classes: Vec<u8>,
}

/// The last batches. Part of the checkpoint.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recollection {
    batches: VecDeque<Read>,
}

impl Recollection {
    /// `new`, with `count` earlier batches after it, drawn by `seed` and `step`; fewer where there
    /// haven't been as many yet. Then keeps `new`, too.
    pub fn recall(&mut self, new: Read, count: usize, seed: u64, step: u64) -> Read {
        if count == 0 {
            return new;
        }
        // A run may go on with crops of another length (--accept-changes).
        self.batches.retain(|batch| batch.frames == new.frames);
        let mut random = Random::new(seed, STREAM | step);
        let mut some = new.clone();
        for _ in 0..count.min(self.batches.len()) {
            let batch = &self.batches[random.below(self.batches.len())];
            some.latents.extend(&batch.latents);
            some.classes.extend(&batch.classes);
        }
        self.batches.push_back(new);
        if self.batches.len() > KEPT {
            self.batches.pop_front();
        }
        some
    }

    /// All of it as bytes, little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for batch in &self.batches {
            for length in [batch.frames, batch.latents.len(), batch.classes.len()] {
                bytes.extend((length as u64).to_le_bytes());
            }
            bytes.extend(sections::bytes(&batch.latents));
            bytes.extend(&batch.classes);
        }
        bytes
    }

    /// The same again; `None` where `bytes` are something else.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut batches = VecDeque::new();
        while !bytes.is_empty() {
            let mut length = || usize::try_from(u64::from_le_bytes(*take(&mut bytes)?)).ok();
            let (frames, latents, classes) = (length()?, length()?, length()?);
            let (values, rest) = bytes.split_at_checked(latents.checked_mul(4)?)?;
            let (read, rest) = rest.split_at_checked(classes)?;
            bytes = rest;
            let known = read.iter().all(|class| usize::from(*class) < CLASSES);
            batches.push_back(known.then(|| Read {
                frames,
                latents: sections::numbers(values).collect(),
                classes: read.to_vec(),
            })?);
        }
        Some(Self { batches })
    }
}

/// The first eight of `bytes`, which goes on after them.
fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8; 8]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(value: u8) -> Read {
        Read {
            frames: 2,
            latents: vec![f32::from(value); 4],
            classes: vec![value % 16; 2],
        }
    }

    #[test]
    fn some_of_the_last_batches_come_after_the_new_one() {
        let mut kept = Recollection::default();
        assert_eq!(
            kept.recall(batch(0), 3, 1, 0),
            batch(0),
            "nothing to recall"
        );
        for step in 1..200u8 {
            let some = kept.recall(batch(step), 3, 1, step.into());
            assert_eq!(some.latents.len(), 4 * (1 + usize::from(step).min(3)));
            assert_eq!(some.classes.len(), some.latents.len() / 2);
            assert_eq!(some.latents[..4], batch(step).latents);
            for (latent, class) in some.latents.iter().step_by(2).zip(&some.classes) {
                assert_eq!(*latent as u8 % 16, *class, "they stay together");
                assert!(
                    *latent + KEPT as f32 >= f32::from(step),
                    "long gone: {latent}"
                );
            }
        }
        assert_eq!(kept.batches.len(), KEPT);
    }

    #[test]
    fn what_is_drawn_depends_on_seed_and_step_alone() {
        let mut kept = Recollection::default();
        for step in 0..70 {
            kept.recall(batch(step), 1, 1, step.into());
        }
        let draw = |seed, step| kept.clone().recall(batch(70), 15, seed, step);
        assert_eq!(draw(1, 70), draw(1, 70));
        assert_ne!(draw(1, 70), draw(2, 70));
        assert_ne!(draw(1, 70), draw(1, 71));
    }

    #[test]
    fn without_recall_nothing_is_kept() {
        let mut kept = Recollection::default();
        kept.recall(batch(1), 0, 1, 0);
        assert_eq!(kept, Recollection::default());
        assert!(kept.to_bytes().is_empty());
    }

    #[test]
    fn crops_of_another_length_are_not_mixed_in() {
        let mut kept = Recollection::default();
        kept.recall(batch(1), 4, 1, 0);
        let longer = Read {
            frames: 4,
            ..batch(2)
        };
        assert_eq!(kept.recall(longer.clone(), 4, 1, 1), longer);
        assert_eq!(kept.batches, [longer]);
    }

    #[test]
    fn bytes_give_it_back_and_nonsense_is_refused() {
        let mut kept = Recollection::default();
        for step in 0..5 {
            kept.recall(batch(step), 2, 1, step.into());
        }
        let bytes = kept.to_bytes();
        assert_eq!(Recollection::from_bytes(&bytes), Some(kept));
        for cut in [1, 7, 8, 24, 30, bytes.len() - 1] {
            assert_eq!(Recollection::from_bytes(&bytes[..cut]), None, "{cut}");
        }
        let mut wrong = bytes.clone();
        *wrong.last_mut().unwrap() = 16;
        assert_eq!(Recollection::from_bytes(&wrong), None, "no such class");
        assert_eq!(Recollection::from_bytes(&[0xFF; 64]), None);
    }
}
