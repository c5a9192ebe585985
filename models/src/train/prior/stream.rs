//! Endless music out of recordings: one after another, in random order, mostly of the same folder,
//! with natural gaps.

use super::anchor::Anchor;
use super::material::{Material, Recording, TAIL};
use super::target::Target;
use crate::train::random::Random;

/// Frames a step of training sees at once; gradients go no further back.
pub const FRAMES: usize = 128;
/// Steps after which a stream starts over, with an empty memory.
pub const LIFE: u64 = 16;
/// Longest stretch of one recording, in frames.
const LONGEST: usize = 1024;
/// How often the next recording is of the same folder.
const SAME_FOLDER: f32 = 0.9;

/// Streams side by side; the same seed and step give the same frames.
pub struct Streams<'a> {
    target: &'a Target,
    silence: &'a [f32],
    recordings: &'a [Recording],
    /// For each recording, its folder's first recording and the one after its last.
    folders: Vec<(usize, usize)>,
    seed: u64,
    /// How many.
    pub count: usize,
}

/// What one step of training sees.
pub struct Chunk {
    /// `[stream][FRAMES + 2][latents, what is known]`: the frame before, [`FRAMES`] frames, the one after.
    pub rows: Vec<f32>,
    /// For each stream 0 where it starts over, else 1.
    pub goes_on: Vec<f32>,
}

impl<'a> Streams<'a> {
    /// `count` streams over `recordings`, which are sorted by folder.
    pub fn new(
        target: &'a Target,
        material: &'a Material,
        recordings: &'a [Recording],
        seed: u64,
        count: usize,
    ) -> Self {
        let mut folders = vec![(0, 0); recordings.len()];
        let mut first = 0;
        for group in recordings.chunk_by(|a, b| a.folder == b.folder) {
            let range = (first, first + group.len());
            folders[range.0..range.1].fill(range);
            first = range.1;
        }
        Self {
            target,
            silence: &material.silence,
            recordings,
            folders,
            seed,
            count,
        }
    }

    /// Values of one frame.
    pub fn width(&self) -> usize {
        self.target.latents() + self.target.known()
    }

    /// The frames of `step`. Streams start over one after another, not all at once.
    pub fn chunk(&self, step: u64) -> Chunk {
        let mut chunk = Chunk {
            rows: Vec::new(),
            goes_on: Vec::new(),
        };
        for stream in 0..self.count as u64 {
            let at = step + stream * LIFE / self.count as u64;
            let (life, place) = (at / LIFE, at % LIFE);
            let mut random = Random::new(self.seed, (stream << 32) | life);
            self.play(&mut random, place as usize * FRAMES, &mut chunk.rows);
            chunk.goes_on.push(if place == 0 { 0.0 } else { 1.0 });
        }
        chunk
    }

    /// Appends [`FRAMES`] frames from `from` on, the one before them (zeros before the first) and the
    /// one after.
    fn play(&self, random: &mut Random, from: usize, out: &mut Vec<f32>) {
        let width = self.width();
        let needed = from + FRAMES + 1;
        let mut rows: Vec<f32> = Vec::with_capacity(needed * width);
        let mut anchor = Anchor::default();
        rows.extend(self.silence);
        rows.extend(self.target.start());
        self.tell(&mut anchor, &mut rows);
        let mut recording = random.below(self.recordings.len());
        while rows.len() < needed * width {
            self.append(recording, random, &mut anchor, &mut rows);
            let (first, end) = self.folders[recording];
            recording = if random.chance(SAME_FOLDER) {
                first + random.below(end - first)
            } else {
                random.below(self.recordings.len())
            };
        }
        match from.checked_sub(1) {
            Some(before) => out.extend(&rows[before * width..needed * width]),
            None => {
                out.extend(std::iter::repeat_n(0.0, width));
                out.extend(&rows[..needed * width]);
            }
        }
    }

    /// Appends a recording, or a stretch of a long one, with some of its tail. What the engine would
    /// hold is held.
    fn append(
        &self,
        recording: usize,
        random: &mut Random,
        anchor: &mut Anchor,
        rows: &mut Vec<f32>,
    ) {
        let Recording {
            rows: source,
            quiet,
            ..
        } = &self.recordings[recording];
        let width = self.width();
        let latents = self.target.latents();
        let stored = latents + self.target.controls();
        let pitch = latents + self.target.attributes();
        let specs = &self.target.model.manifest().attributes;
        let frames = quiet.len() - TAIL;
        let (first, end) = if frames > LONGEST {
            let first = random.below(frames - LONGEST + 1);
            (first, first + LONGEST)
        } else {
            (0, frames + random.below(TAIL + 1))
        };
        for frame in first..end {
            let before = rows.len() - width;
            rows.extend(&source[frame * stored..(frame + 1) * stored]);
            let (before, now) = rows[before..].split_at_mut(width);
            if quiet[frame] {
                for (index, spec) in specs.iter().enumerate() {
                    if spec.name != "rms" {
                        now[latents + index] = before[latents + index];
                    }
                }
            }
            if now.get(pitch + 1) == Some(&0.0) {
                now[pitch] = before[pitch];
            }
            self.tell(anchor, rows);
        }
    }

    /// Completes the last frame with the anchor of its pitch, where there is one.
    fn tell(&self, anchor: &mut Anchor, rows: &mut Vec<f32>) {
        if self.target.pitch().is_some()
            && let [.., octaves, voicing] = rows[..]
        {
            rows.push(anchor.next(octaves, voicing > 0.5));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Recordings of 40 to 60 frames: the first latent counts frames, every fifth frame is quiet, every
    /// third unvoiced.
    fn material(target: &Target) -> Material {
        let latents = target.latents();
        let recording = |number: usize| {
            let frames = 40 + 10 * (number % 3) + TAIL;
            let mut rows = Vec::new();
            for frame in 0..frames {
                rows.extend((0..latents).map(|i| if i == 0 { frame as f32 } else { 0.5 }));
                rows.extend((0..target.attributes()).map(|_| (frame + number) as f32 / 100.0));
                rows.extend([number as f32 / 10.0, f32::from(u8::from(frame % 3 != 0))]);
            }
            Recording {
                folder: ["a", "b"][number / 3].into(),
                rows,
                quiet: (0..frames).map(|frame| frame % 5 == 0).collect(),
            }
        };
        Material {
            train: (0..6).map(recording).collect(),
            validation: Vec::new(),
            skipped: Vec::new(),
            silence: vec![-1.0; latents],
        }
    }

    fn strings() -> Target {
        let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("zoo/strings.nrave");
        Target::open(&zoo).expect("the shipped model can have a prior")
    }

    #[test]
    fn chunks_join_and_streams_start_over_in_turn() {
        const COUNT: usize = 4;
        let target = strings();
        let material = material(&target);
        let streams = Streams::new(&target, &material, &material.train, 5, COUNT);
        let size = streams.width() * (FRAMES + 2);
        let mut starts = [0; COUNT];
        let mut before = streams.chunk(0);
        assert_eq!(before.rows, streams.chunk(0).rows, "the same every time");
        for step in 1..=LIFE {
            let now = streams.chunk(step);
            for (stream, starts) in starts.iter_mut().enumerate() {
                let rows = |chunk: &Chunk| chunk.rows[stream * size..(stream + 1) * size].to_vec();
                let (old, new) = (rows(&before), rows(&now));
                let (last, first) = (
                    &old[size - 2 * streams.width()..],
                    &new[..2 * streams.width()],
                );
                if now.goes_on[stream] > 0.0 {
                    assert_eq!(last, first, "stream {stream}, step {step}");
                } else {
                    *starts += 1;
                    let (nothing, start) = first.split_at(streams.width());
                    assert!(nothing.iter().all(|x| *x == 0.0));
                    assert_eq!(start[..target.latents()], material.silence);
                    let controls = target.latents() + target.controls();
                    assert_eq!(start[target.latents()..controls], target.start());
                }
            }
            before = now;
        }
        assert_eq!(starts, [1; COUNT]);
    }

    #[test]
    fn quiet_frames_hold_brightness_and_unvoiced_ones_the_pitch() {
        let target = strings();
        let material = material(&target);
        let streams = Streams::new(&target, &material, &material.train, 1, 1);
        let chunk = streams.chunk(0);
        let (latents, width) = (target.latents(), streams.width());
        let pitch = latents + target.attributes();
        let rows: Vec<&[f32]> = chunk.rows.chunks_exact(width).skip(2).collect();
        let (mut quiet, mut unvoiced) = (0, 0);
        for pair in rows.windows(2) {
            let (before, now) = (pair[0], pair[1]);
            if now[0] % 5.0 == 0.0 {
                quiet += 1;
                assert_eq!(now[latents + 1], before[latents + 1]);
                assert!(
                    now[latents] != before[latents],
                    "loudness itself is never held"
                );
            }
            if now[pitch + 1] == 0.0 {
                unvoiced += 1;
                assert_eq!(now[pitch], before[pitch]);
            }
        }
        assert!(quiet > 20 && unvoiced > 30, "{quiet} {unvoiced}");
    }
}
