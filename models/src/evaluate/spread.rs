//! A few of many, evenly spread.

/// Up to `count` of `all`.
pub fn spread<T>(all: &[T], count: usize) -> Vec<&T> {
    thin(all.iter().collect(), count)
}

/// The same of what is one's own.
pub fn thin<T>(all: Vec<T>, count: usize) -> Vec<T> {
    let length = all.len();
    let count = count.min(length);
    let mut wanted = (0..count).map(|i| i * length / count).peekable();
    let one = all.into_iter().enumerate();
    one.filter_map(|(at, one)| wanted.next_if_eq(&at).map(|_| one))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_spread_over_all() {
        let all: Vec<_> = (0..10).collect();
        assert_eq!(spread(&all, 3), [&0, &3, &6]);
        assert_eq!(spread(&all, 20).len(), 10);
        assert!(spread(&all, 0).is_empty());
        assert_eq!(thin(all, 4), [0, 2, 5, 7]);
    }
}
