//! Times of steps, round by round.

/// Seconds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Times {
    /// The median of each round.
    rounds: Vec<f64>,
    fastest: Option<f64>,
}

impl Times {
    /// Of one round.
    pub fn of(seconds: &[f64]) -> Self {
        let mut times = Self::default();
        times.add(seconds);
        times
    }

    /// Takes a round in.
    pub fn add(&mut self, seconds: &[f64]) {
        self.rounds.push(median(seconds));
        let fastest = seconds.iter().copied().fold(f64::INFINITY, f64::min);
        self.fastest = Some(self.fastest.map_or(fastest, |before| before.min(fastest)));
    }

    /// The fastest step.
    pub fn fastest(&self) -> f64 {
        self.fastest.unwrap_or(f64::NAN)
    }

    /// The median of the rounds' medians.
    pub fn median(&self) -> f64 {
        median(&self.rounds)
    }

    /// These times as multiples of `other`'s: the median over rounds, in each of which both ran.
    pub fn over(&self, other: &Self) -> f64 {
        let rounds = self.rounds.iter().zip(&other.rounds);
        median(
            &rounds
                .map(|(ours, theirs)| ours / theirs)
                .collect::<Vec<_>>(),
        )
    }
}

/// NaN of nothing.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => sorted[count / 2],
        count => (sorted[count / 2 - 1] + sorted[count / 2]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_are_compared_one_by_one() {
        let (mut ours, mut theirs) = (Times::default(), Times::default());
        // The machine is twice as slow in the second round, and something disturbs the third.
        for (a, b) in [
            (vec![1.0, 1.0, 9.0], vec![3.0]),
            (vec![2.0, 2.0, 2.5], vec![6.0]),
            (vec![1.0, 1.0, 1.0], vec![30.0]),
        ] {
            ours.add(&a);
            theirs.add(&b);
        }
        assert_eq!(theirs.over(&ours), 3.0);
        assert_eq!((ours.median(), ours.fastest()), (1.0, 1.0));
    }

    #[test]
    fn an_even_number_has_a_median_between_two() {
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), 2.5);
        assert!(median(&[]).is_nan());
    }
}
