//! Cuts silence from both ends, and shortens long pauses.

/// Level is judged in blocks of one hundredth of a second.
const BLOCKS_PER_SECOND: u32 = 100;
/// Seconds kept before a sound.
const BEFORE: f32 = 0.05;
/// Seconds kept after a sound, and on each side of a pause.
const AFTER: f32 = 0.5;

/// A trimmer of one recording that comes in pieces.
pub struct Trim {
    threshold: f32,
    block: usize,
    before: usize,
    after: usize,
    /// Samples that don't fill a block yet.
    waiting: Vec<f32>,
    /// The beginning of the silence that lasts.
    head: Vec<f32>,
    /// Its end, where the beginning is full.
    tail: Vec<f32>,
    started: bool,
    /// Whether something between `head` and `tail` was left out.
    cut: bool,
}

impl Trim {
    /// Silence is what stays under `db` dBFS (rms over 10 ms) at `rate` Hz.
    pub fn new(db: f32, rate: u32) -> Self {
        Self {
            threshold: 10f32.powf(db / 10.0),
            block: (rate / BLOCKS_PER_SECOND).max(1) as usize,
            before: (BEFORE * rate as f32) as usize,
            after: (AFTER * rate as f32) as usize,
            waiting: Vec::new(),
            head: Vec::new(),
            tail: Vec::new(),
            started: false,
            cut: false,
        }
    }

    /// Takes the next samples, and appends those to keep.
    pub fn push(&mut self, x: &[f32], output: &mut Vec<f32>) {
        self.waiting.extend_from_slice(x);
        let waiting = std::mem::take(&mut self.waiting);
        let mut blocks = waiting.chunks_exact(self.block);
        for block in &mut blocks {
            self.judge(block, output);
        }
        self.waiting = blocks.remainder().to_vec();
    }

    /// Appends what is left to keep.
    pub fn finish(mut self, output: &mut Vec<f32>) {
        let rest = std::mem::take(&mut self.waiting);
        if !rest.is_empty() {
            self.judge(&rest, output);
        }
        if self.started {
            output.append(&mut self.head);
        }
    }

    fn judge(&mut self, block: &[f32], output: &mut Vec<f32>) {
        let power = block.iter().map(|x| x * x).sum::<f32>() / block.len() as f32;
        if power > self.threshold {
            self.resume(output);
            output.extend_from_slice(block);
            self.started = true;
            return;
        }
        let room = if self.started {
            self.after.saturating_sub(self.head.len()).min(block.len())
        } else {
            0
        };
        self.head.extend_from_slice(&block[..room]);
        self.tail.extend_from_slice(&block[room..]);
        let keep = if self.started {
            self.after
        } else {
            self.before
        };
        if self.tail.len() > 2 * keep + self.block {
            self.tail.drain(..self.tail.len() - keep);
            self.cut = self.started;
        }
    }

    fn resume(&mut self, output: &mut Vec<f32>) {
        let keep = match (self.started, self.cut) {
            (false, _) => self.before,
            (true, true) => self.after,
            (true, false) => self.tail.len(),
        };
        self.tail.drain(..self.tail.len().saturating_sub(keep));
        if std::mem::take(&mut self.cut) {
            self.fade();
        }
        output.append(&mut self.head);
        output.append(&mut self.tail);
    }
    /// Where something was cut out of a pause, what is before it fades out and what follows in.
    fn fade(&mut self) {
        let length = self.block as f32;
        for (n, x) in self.head.iter_mut().rev().take(self.block).enumerate() {
            *x *= n as f32 / length;
        }
        for (n, x) in self.tail.iter_mut().take(self.block).enumerate() {
            *x *= n as f32 / length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 8_000;

    fn tone(seconds: f32) -> Vec<f32> {
        (0..(seconds * RATE as f32) as usize)
            .map(|n| 0.5 * (n as f32 * 0.3).sin())
            .collect()
    }

    fn hiss(seconds: f32) -> Vec<f32> {
        let sign = |n: usize| if n.is_multiple_of(2) { 1e-4 } else { -1e-4 };
        (0..(seconds * RATE as f32) as usize).map(sign).collect()
    }

    fn trimmed(x: &[f32], piece: usize) -> Vec<f32> {
        let mut trim = Trim::new(-60.0, RATE);
        let mut y = Vec::new();
        x.chunks(piece).for_each(|x| trim.push(x, &mut y));
        trim.finish(&mut y);
        y
    }

    #[test]
    fn both_ends_go_and_long_pauses_shrink() {
        let x = [hiss(3.0), tone(1.0), hiss(5.0), tone(1.0), hiss(4.0)].concat();
        let y = trimmed(&x, 777);
        let seconds = y.len() as f32 / RATE as f32;
        assert!(
            (seconds - (0.05 + 1.0 + 1.0 + 1.0 + 0.5)).abs() < 0.03,
            "{seconds}"
        );
        assert_eq!(trimmed(&x, 100_000), y);
        let loud = |x: &[f32]| x.iter().filter(|x| x.abs() > 0.01).count();
        assert_eq!(loud(&y), loud(&x));
    }

    #[test]
    fn short_pauses_stay_as_they_are() {
        let x = [tone(0.5), hiss(1.2), tone(0.5)].concat();
        assert_eq!(trimmed(&x, 100), x);
    }

    #[test]
    fn of_silence_nothing_is_left() {
        assert!(trimmed(&hiss(10.0), 512).is_empty());
    }
}
