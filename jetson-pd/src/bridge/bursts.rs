//! Which blocks were computed because the audio device had just made room.

/// A pause of more than this share of a block begins a burst.
const PAUSE: f64 = 0.5;
/// So many bursts of another length in a row are the usual ones from then on.
const VOTES: u32 = 16;

/// Hosts compute several blocks at once, as many as the device has room for. Only the first of them
/// tells the device's time: those after it come as fast as they can be computed.
#[derive(Clone, Debug, Default)]
pub struct Bursts {
    last: f64,
    /// Blocks since the pause.
    now: u64,
    /// The length that most bursts have, by majority vote (Boyer and Moore 1981).
    usual: u64,
    votes: u32,
}

impl Bursts {
    /// A block that lasts `length` seconds is computed at `time`. Returns whether it is the first of a
    /// burst. Not counted is one after a burst of unusual length: it may only go on with what the
    /// processor was taken from.
    pub fn begins(&mut self, time: f64, length: f64) -> bool {
        let pause = time - std::mem::replace(&mut self.last, time);
        self.now += 1;
        if pause <= PAUSE * length {
            return false;
        }
        let blocks = std::mem::replace(&mut self.now, 1) - 1;
        if blocks == 0 {
            // Nothing was computed before.
            return false;
        }
        if blocks == self.usual {
            self.votes = VOTES.min(self.votes + 1);
        } else if self.votes > 0 {
            self.votes -= 1;
        } else {
            self.usual = blocks;
        }
        blocks == self.usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: f64 = 64.0 / 48_000.0;

    /// Computes blocks in bursts of these lengths. Returns which bursts' beginnings counted.
    fn counted(lengths: &[u64]) -> Vec<bool> {
        let mut bursts = Bursts::default();
        let mut sample = 0;
        let mut play = |&length: &u64| {
            let woken = (sample + 640) as f64 * BLOCK;
            sample += length;
            let first = bursts.begins(woken, BLOCK);
            for block in 1..length {
                assert!(!bursts.begins(woken + 1e-5 * block as f64, BLOCK));
            }
            first
        };
        lengths.iter().map(&mut play).collect()
    }

    #[test]
    fn the_first_block_of_each_burst_counts_unless_one_was_torn() {
        let counts = counted(&[16, 16, 16, 16, 16, 1, 1, 14, 16, 16]);
        assert!(counts[1..6].iter().all(|&first| first));
        assert_eq!(counts[6..], [false, false, false, true]);
    }

    #[test]
    fn single_blocks_are_bursts_too() {
        let counts = counted(&[1; 20]);
        assert!(counts[1..].iter().all(|&first| first));
    }
}
