//! Which steps a thread takes: those that are due first, with what can be run together with them.

/// What the choice knows of a voice.
pub(crate) trait Waits {
    /// When the result of its oldest waiting step is due; `None` while none waits.
    fn due(&self) -> Option<f64>;

    /// Whether its step can be run in one batch with the other's.
    fn goes_with(&self, other: &Self) -> bool;
}

/// Moves what is to be run next from `voices` to the empty `batch`: the voice that is due first, and
/// after it those that wait and go with it, in the order in which they are due, at most `most` in all.
/// A voice that was moved is nobody else's until it is put back.
pub(crate) fn take<T: Waits>(voices: &mut Vec<T>, batch: &mut Vec<T>, most: usize) {
    while batch.len() < most {
        let lead = batch.first();
        let next = earliest(voices, |voice| {
            lead.is_none_or(|lead| voice.goes_with(lead))
        });
        let Some(next) = next else { return };
        batch.push(voices.swap_remove(next));
    }
}

/// The place of the voice that is due first among the suitable.
fn earliest<T: Waits>(voices: &[T], suits: impl Fn(&T) -> bool) -> Option<usize> {
    let waiting = voices.iter().enumerate().filter(|(_, voice)| suits(voice));
    waiting
        .filter_map(|(place, voice)| Some((place, voice.due()?)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Voice {
        name: char,
        network: u32,
        due: Option<f64>,
    }

    impl Waits for Voice {
        fn due(&self) -> Option<f64> {
            self.due
        }

        fn goes_with(&self, other: &Voice) -> bool {
            self.network == other.network
        }
    }

    fn voice(name: char, network: u32, due: impl Into<Option<f64>>) -> Voice {
        let due = due.into();
        Voice { name, network, due }
    }

    /// The names of each batch in turn, when nothing is put back.
    fn batches(mut voices: Vec<Voice>) -> Vec<String> {
        let mut batch = Vec::new();
        let next = || {
            take(&mut voices, &mut batch, 8);
            let names: String = batch.drain(..).map(|voice| voice.name).collect();
            (!names.is_empty()).then_some(names)
        };
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn what_is_due_first_is_run_first() {
        let voices = vec![
            voice('a', 1, 3.0),
            voice('b', 2, 1.0),
            voice('c', 3, None),
            voice('d', 4, f64::NEG_INFINITY),
            voice('e', 5, 2.0),
        ];
        assert_eq!(batches(voices), ["d", "b", "e", "a"]);
    }

    #[test]
    fn voices_of_one_network_go_together_and_no_others() {
        let voices = vec![
            voice('a', 1, 4.0),
            voice('b', 2, 1.0),
            voice('c', 1, 2.0),
            voice('d', 2, 9.0),
            voice('e', 2, None),
            voice('f', 1, 3.0),
        ];
        assert_eq!(batches(voices), ["bd", "cfa"]);
    }

    #[test]
    fn a_batch_has_a_limit_and_takes_the_most_urgent() {
        let due = |i: u32| f64::from(i * 7 % 20);
        let name = |i: u32| char::from(b'a' + i as u8);
        let mut order: Vec<u32> = (0..20).collect();
        let voices = order.iter().map(|&i| voice(name(i), 1, due(i))).collect();
        order.sort_by(|&a, &b| due(a).total_cmp(&due(b)));
        let names: Vec<char> = order.into_iter().map(name).collect();
        let expected: Vec<String> = names.chunks(8).map(|x| x.iter().collect()).collect();
        assert_eq!(batches(voices), expected);
    }

    #[test]
    fn what_was_taken_is_nobody_elses() {
        let mut voices = vec![voice('a', 1, 1.0), voice('b', 1, None), voice('c', 2, 2.0)];
        let (mut one, mut two) = (Vec::new(), Vec::new());
        take(&mut voices, &mut one, 8);
        take(&mut voices, &mut two, 8);
        assert_eq!((one[0].name, two[0].name), ('a', 'c'));
        assert_eq!(voices, [voice('b', 1, None)]);
        take(&mut voices, &mut Vec::new(), 8);
        assert_eq!(voices.len(), 1);
    }
}
