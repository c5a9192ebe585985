/// What one octave of period costs a candidate: among equals the highest pitch wins, for every
/// multiple of a period is a period too.
const OCTAVE_COST: f32 = 0.015;
/// What a jump by one octave, or by more, costs once. Small, because a choice made at once has no
/// later evidence to undo it: a path that began an octave too low must find its way soon.
const JUMP_COST: f32 = 0.05;
/// What a change between voiced and unvoiced costs once.
const VOICING_COST: f32 = 0.2;
/// Strength of the case for "no pitch here".
const UNVOICED: f32 = 0.6;
/// The costs are meant for steps of this length, in seconds.
const STEP: f32 = 0.01;
const CANDIDATES: usize = 16;

/// One possible pitch of a frame.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Candidate {
    /// log2 of the period in samples.
    pub(super) octave: f32,
    /// Height of its maximum, 0 ..= 1.
    pub(super) height: f32,
    /// Which analysis window saw it.
    pub(super) window: usize,
    /// Strength, and once the frame is closed, that of the best path that ends here.
    score: f32,
}

/// The most plausible path through the candidates of successive frames, as far as the past tells.
///
/// The costs and the recursion are those of Boersma (1993, "Accurate short-term analysis of the
/// fundamental frequency", section 4); the choice is made at once, without looking ahead.
#[derive(Clone, Debug)]
pub(super) struct Path {
    jump_cost: f32,
    voicing_cost: f32,
    shortest: f32,
    now: Frame,
    before: Frame,
}

#[derive(Clone, Debug, Default)]
struct Frame {
    candidates: [Candidate; CANDIDATES],
    count: usize,
    unvoiced: f32,
}

impl Path {
    /// For frames `step` seconds apart; `shortest` is log2 of the shortest period in samples.
    pub(super) fn new(step: f32, shortest: f32) -> Self {
        let scale = STEP / step;
        Self {
            jump_cost: JUMP_COST * scale,
            voicing_cost: VOICING_COST * scale,
            shortest,
            now: Frame::default(),
            before: Frame::default(),
        }
    }

    pub(super) fn reset(&mut self) {
        self.now = Frame::default();
        self.before = Frame::default();
    }

    /// Adds a candidate to the frame; only the strongest are kept.
    pub(super) fn offer(&mut self, octave: f32, height: f32, window: usize) {
        let score = height - OCTAVE_COST * (octave - self.shortest);
        let candidate = Candidate {
            octave,
            height,
            window,
            score,
        };
        let frame = &mut self.now;
        if frame.count < CANDIDATES {
            frame.candidates[frame.count] = candidate;
            frame.count += 1;
            return;
        }
        let weakest = frame
            .candidates
            .iter_mut()
            .min_by(|a, b| a.score.total_cmp(&b.score));
        if let Some(weakest) = weakest.filter(|weakest| weakest.score < score) {
            *weakest = candidate;
        }
    }

    /// Closes the frame and chooses; `None` is unvoiced. `quiet` (0 ..= 1) argues for silence.
    pub(super) fn choose(&mut self, quiet: f32) -> Option<Candidate> {
        let (now, before) = (&mut self.now, &self.before);
        let past = &before.candidates[..before.count];
        let best_past = past
            .iter()
            .map(|c| c.score)
            .fold(f32::NEG_INFINITY, f32::max);
        now.unvoiced = UNVOICED + quiet + before.unvoiced.max(best_past - self.voicing_cost);
        let mut best: Option<Candidate> = None;
        for candidate in &mut now.candidates[..now.count] {
            let start = before.unvoiced - self.voicing_cost;
            candidate.score += past.iter().fold(start, |score, from| {
                let octaves = (candidate.octave - from.octave).abs().min(1.0);
                score.max(from.score - self.jump_cost * octaves)
            });
            if best.is_none_or(|best| candidate.score > best.score) {
                best = Some(*candidate);
            }
        }
        let best = best.filter(|best| best.score > now.unvoiced);
        // Only differences count; without this the scores would grow for ever.
        let level = best.map_or(now.unvoiced, |best| best.score);
        for candidate in &mut now.candidates[..now.count] {
            candidate.score -= level;
        }
        now.unvoiced -= level;
        std::mem::swap(&mut self.now, &mut self.before);
        self.now.count = 0;
        best
    }
}
