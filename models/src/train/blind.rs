//! What guessing without looking gets right: what a latent discriminator must beat to have read
//! anything.

use super::loss::adversary::CLASSES;

/// Knows how common each class of each attribute was so far. Part of the checkpoint.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Blind {
    counts: Vec<[u64; CLASSES]>,
}

impl Blind {
    /// Share of `classes`, a row of `attributes` after another, that always guessing each attribute's
    /// commonest class of earlier batches gets right. The commonest of the batch itself would be
    /// hindsight: of few crops it is far more common than anyone could have known.
    pub fn guess(&mut self, classes: &[u8], attributes: usize) -> f32 {
        self.counts.resize(attributes, [0; CLASSES]);
        let commonest: Vec<usize> = self.counts.iter().map(commonest).collect();
        let mut hits = 0;
        for row in classes.chunks_exact(attributes) {
            for (attribute, class) in row.iter().enumerate() {
                let class = usize::from(*class);
                hits += usize::from(class == commonest[attribute]);
                self.counts[attribute][class] += 1;
            }
        }
        hits as f32 / classes.len().max(1) as f32
    }
}

fn commonest(counts: &[u64; CLASSES]) -> usize {
    let mut best = 0;
    for class in 1..CLASSES {
        if counts[class] > counts[best] {
            best = class;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_guessed_by_what_came_before_it() {
        let mut blind = Blind::default();
        // Two attributes: the first is always 3, the second once 0 and three times 5.
        let batch = [3, 0, 3, 5, 3, 5, 3, 5];
        assert_eq!(blind.guess(&batch, 2), 0.125, "nothing is known yet: 0, 0");
        assert_eq!(blind.guess(&batch, 2), 0.875);
        assert_eq!(blind.guess(&[7, 7, 7, 7], 2), 0.0);
    }

    #[test]
    fn of_evenly_spread_classes_a_sixteenth_is_right() {
        let mut random = crate::train::random::Random::new(1, 0);
        let mut blind = Blind::default();
        let shares = (0..400).map(|_| {
            // A crop holds one class or two: the commonest of the batch would be a third of it.
            let crops: Vec<u8> = (0..6).map(|_| random.below(CLASSES) as u8).collect();
            let classes: Vec<u8> = (0..384).map(|at| crops[at % 6]).collect();
            blind.guess(&classes, 1)
        });
        let mean = shares.sum::<f32>() / 400.0;
        assert!((0.045..0.08).contains(&mean), "{mean}");
    }
}
