//! Changes to recordings that make more of them: louder or softer, other phases, muted stretches,
//! compressed. What a change does to descriptors and pitch is measured again, never guessed.

mod all_pass;
mod compressor;
mod mute;
mod words;

use super::corpus::{Clip, Corpus};
use super::random::Random;
use all_pass::AllPass;
use compressor::Compressor;
use mute::Mute;
use neurorave_core::descriptors::{Analyzer, Descriptor};
use neurorave_core::pitch::Tracker;
use std::borrow::Cow;

/// Gains in dB.
const GAIN_DB: (f32, f32) = (-12.0, 6.0);
/// Samples before a crop that are changed and measured with it at least: no network delays more.
const LEAD: usize = 16_384;
/// Seconds after which booming has forgotten what came before, as far as can be told.
const BOOMING_LEAD: f32 = 2.0;

/// How often a crop is changed in each way: probabilities from 0 to 1.
///
/// ```
/// use nrave::train::augment::Augment;
///
/// let augment: Augment = "gain,phase=0.8".parse().unwrap();
/// assert_eq!((augment.phase, augment.mute), (0.8, 0.0));
/// assert_eq!(augment.to_string(), "gain=1,phase=0.8");
/// assert_eq!("none".parse(), Ok(Augment::NONE));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Augment {
    /// Another level, by −12 to +6 dB.
    pub gain: f32,
    /// Other phases, by a random all-pass filter.
    pub phase: f32,
    /// A stretch faded to silence.
    pub mute: f32,
    /// A compressor with random settings.
    pub compress: f32,
}

impl Augment {
    /// Crops as they were recorded.
    pub const NONE: Self = Self {
        gain: 0.0,
        phase: 0.0,
        mute: 0.0,
        compress: 0.0,
    };

    /// `frames` frames of `clip` from frame `start`, changed at random: a clip, the frame of it at
    /// which they begin, and a gain in dB that is still to be applied.
    pub fn vary<'a>(
        &self,
        clip: &'a Clip,
        start: isize,
        frames: usize,
        corpus: &Corpus,
        random: &mut Random,
    ) -> (Cow<'a, Clip>, isize, f32) {
        let rate = corpus.rate;
        let mut gain_db = 0.0;
        if random.chance(self.gain) {
            gain_db = random.uniform(GAIN_DB.0, GAIN_DB.1);
        }
        let phase = random
            .chance(self.phase)
            .then(|| AllPass::draw(rate, random));
        let compress = random.chance(self.compress);
        let compress = compress.then(|| Compressor::draw(rate, random));
        let mute = random.chance(self.mute);
        let mute = mute.then(|| Mute::draw(frames * corpus.ratio, rate, random));

        // Rms follows a gain by as much, the shape of the spectrum doesn't follow; but how sharp or
        // booming something is depends on how loud it is.
        let booming = corpus.descriptors.contains(&Descriptor::Booming);
        let level_matters = booming || corpus.descriptors.contains(&Descriptor::Sharpness);
        let measure = compress.is_some() || mute.is_some() || level_matters && gain_db != 0.0;
        let lead = if booming && measure {
            LEAD.max((BOOMING_LEAD * rate as f32) as usize)
        } else {
            LEAD
        };
        let from = start
            .saturating_sub_unsigned(lead.div_ceil(corpus.ratio))
            .max(0) as usize;
        let to = usize::try_from(start.saturating_add_unsigned(frames)).unwrap_or(0);
        let to = to.min(clip.frames());
        if from >= to || !measure && phase.is_none() {
            return (Cow::Borrowed(clip), start, gain_db);
        }

        let mut audio = clip.audio[from * corpus.ratio..to * corpus.ratio].to_vec();
        let start = start.saturating_sub_unsigned(from);
        if let Some(mut phase) = phase {
            phase.apply(&mut audio);
        }
        if let Some(compress) = compress {
            compress.apply(&mut audio);
        }
        if measure {
            let gain = 10f32.powf(std::mem::take(&mut gain_db) / 20.0);
            audio.iter_mut().for_each(|x| *x *= gain);
        }
        if let Some(mute) = &mute {
            mute.apply(&mut audio, start * corpus.ratio as isize);
        }
        let mut changed = part(clip, from, to, corpus.descriptors.len());
        if measure {
            remeasure(&mut changed, &audio, corpus, mute.is_some());
        }
        changed.audio = audio.into();
        (Cow::Owned(changed), start, gain_db)
    }
}

/// Frames `from..to` of a clip, without its audio.
fn part(clip: &Clip, from: usize, to: usize, width: usize) -> Clip {
    Clip {
        path: clip.path.clone(),
        audio: Vec::new().into(),
        descriptors: clip.descriptors[from * width..to * width].to_vec(),
        loudness: clip.loudness[from..to].to_vec(),
        pitch: clip.pitch[from..to].to_vec(),
    }
}

/// Measures what `audio` is now. The pitch is another only where something has gone silent.
fn remeasure(clip: &mut Clip, audio: &[f32], corpus: &Corpus, pitch: bool) {
    let (rate, hop) = (corpus.rate as f32, corpus.ratio);
    let width = corpus.descriptors.len();
    let mut analyzer = Analyzer::new(rate, hop, &corpus.descriptors);
    let range = &corpus.pitch;
    let mut tracker = pitch.then(|| Tracker::new(rate, hop, range.min_hz, range.max_hz));
    for (frame, block) in audio.chunks_exact(hop).enumerate() {
        let row = frame * width..(frame + 1) * width;
        analyzer.push(block, &mut clip.descriptors[row]);
        clip.loudness[frame] = analyzer.rms_dbfs();
        if let Some(tracker) = &mut tracker {
            clip.pitch[frame] = tracker.push(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use neurorave_core::model_file::manifest::PitchSpec;
    use neurorave_core::pitch::Pitch;

    const RATE: u32 = 44_100;
    const HOP: usize = 512;
    const FRAMES: usize = 64;

    /// A few notes of a plucked, rich sound.
    fn notes() -> Vec<f32> {
        (0..400 * HOP)
            .map(|n| {
                let (note, at) = (n / 40_000, (n % 40_000) as f32 / RATE as f32);
                let hz = [110.0, 164.8, 220.0, 98.0, 130.8, 196.0][note];
                let partials = (1..12).map(|k| {
                    let k = k as f32;
                    (std::f32::consts::TAU * hz * k * at).sin() * (-at * k).exp() / k
                });
                0.2 * partials.sum::<f32>() * (at * 400.0).min(1.0)
            })
            .collect()
    }

    fn corpus(audio: Vec<f32>, descriptors: &[Descriptor]) -> Corpus {
        let frames = audio.len() / HOP;
        let mut clip = Clip {
            path: "notes.wav".into(),
            audio: Vec::new().into(),
            descriptors: vec![0.0; frames * descriptors.len()],
            loudness: vec![0.0; frames],
            pitch: vec![
                Pitch {
                    hz: 0.0,
                    voicing: 0.0
                };
                frames
            ],
        };
        let mut corpus = Corpus {
            rate: RATE,
            ratio: HOP,
            pitch: PitchSpec {
                min_hz: 40.0,
                max_hz: 2000.0,
            },
            descriptors: descriptors.to_vec(),
            train: Vec::new(),
            validation: Vec::new(),
            test: Vec::new(),
            skipped: Vec::new(),
        };
        remeasure(&mut clip, &audio, &corpus, true);
        clip.audio = audio.into();
        corpus.train.push(clip);
        corpus
    }

    /// Differences of one descriptor between frames of two clips that sound: mean and greatest.
    fn differences(a: (&Clip, usize), b: (&Clip, usize), width: usize, index: usize) -> (f32, f32) {
        let all: Vec<f32> = (0..FRAMES)
            .filter(|at| a.0.loudness[a.1 + at] > -45.0)
            .map(|at| {
                let value =
                    |(clip, start): (&Clip, usize)| clip.descriptors[(start + at) * width + index];
                (value(a) - value(b)).abs()
            })
            .collect();
        let mean = all.iter().sum::<f32>() / all.len() as f32;
        (mean, all.iter().copied().fold(0.0, f32::max))
    }

    const ONLY: fn(&str) -> Augment = |name| format!("{name}=1").parse().unwrap();

    #[test]
    fn without_changes_nothing_changes() {
        let corpus = corpus(notes(), &[Descriptor::Rms]);
        let clip = &corpus.train[0];
        let mut random = Random::new(1, 1);
        let (same, start, gain_db) = Augment::NONE.vary(clip, 70, FRAMES, &corpus, &mut random);
        assert!(matches!(same, Cow::Borrowed(_)));
        assert_eq!((start, gain_db), (70, 0.0));
    }

    #[test]
    fn the_same_seed_and_step_give_the_same() {
        let corpus = corpus(notes(), &[Descriptor::Rms, Descriptor::Centroid]);
        let all: Augment = "gain=1,phase=1,mute=1,compress=1".parse().unwrap();
        let varied = |step| {
            let mut random = Random::new(3, step);
            let (clip, start, _) = all.vary(&corpus.train[0], 100, FRAMES, &corpus, &mut random);
            (clip.audio.to_vec(), clip.descriptors.clone(), start)
        };
        assert_eq!(varied(5), varied(5));
        assert_ne!(varied(5).0, varied(6).0);
    }

    #[test]
    fn what_is_muted_or_compressed_is_what_is_measured() {
        let which = [
            Descriptor::Rms,
            Descriptor::Centroid,
            Descriptor::Bandwidth,
            Descriptor::Sharpness,
            Descriptor::Booming,
        ];
        // Of the range of each descriptor in this sound, when the past is cut off.
        let tolerance = [0.01, 1.0, 1.0, 0.02, 1.0];
        let corpus = corpus(notes(), &which);
        let clip = &corpus.train[0];
        for name in ["mute", "compress", "gain"] {
            for (step, start) in [(1, -10), (2, 0), (3, 20), (4, 150), (5, 330)] {
                let mut random = Random::new(7, step);
                let (varied, at, gain_db) =
                    ONLY(name).vary(clip, start, FRAMES, &corpus, &mut random);
                assert_eq!(gain_db, 0.0, "it is in the audio already");
                let from = (start - at) as usize;
                // The whole clip with the same change, measured from its beginning.
                let mut audio = clip.audio.to_vec();
                audio[from * HOP..from * HOP + varied.audio.len()].copy_from_slice(&varied.audio);
                let mut whole = clip.clone();
                remeasure(&mut whole, &audio, &corpus, true);
                let (first, last) = (at.max(0) as usize, varied.frames());
                assert_eq!(varied.audio.len(), last * HOP);
                for frame in first..last {
                    for (index, tolerance) in tolerance.iter().enumerate() {
                        let value = |clip: &Clip, frame: usize| {
                            clip.descriptors[frame * which.len() + index]
                        };
                        let (own, true_) = (value(&varied, frame), value(&whole, frame + from));
                        let close = if from == 0 { 1e-6 } else { *tolerance };
                        // In near silence there is nothing to measure but the past.
                        let audible = whole.loudness[frame + from] > -55.0;
                        assert!(
                            !audible || (own - true_).abs() <= close * true_.abs().max(1.0),
                            "{name} {start} {frame} {:?}: {own} {true_}",
                            which[index]
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn muted_is_silent_and_unvoiced() {
        let corpus = corpus(notes(), &[Descriptor::Rms]);
        let clip = &corpus.train[0];
        let mut silent = 0;
        for step in 0..20 {
            let mut random = Random::new(7, step);
            let (varied, at, _) = ONLY("mute").vary(clip, 100, FRAMES, &corpus, &mut random);
            for frame in at as usize..at as usize + FRAMES {
                let original = clip.pitch[100 - at as usize + frame];
                if varied.loudness[frame] < -80.0 {
                    silent += 1;
                    assert_eq!(varied.pitch[frame].voicing, 0.0);
                } else if varied.loudness[frame] > -30.0 && original.voicing > 0.9 {
                    let cents = 1200.0 * (varied.pitch[frame].hz / original.hz).log2();
                    assert!(cents.abs() < 30.0 || varied.pitch[frame].voicing < 1.0);
                }
            }
        }
        assert!(silent > 100, "{silent}");
    }

    #[test]
    fn other_phases_leave_magnitudes() {
        let which = [Descriptor::Rms, Descriptor::Centroid, Descriptor::Bandwidth];
        let corpus = corpus(notes(), &which);
        let clip = &corpus.train[0];
        for step in 0..12 {
            let mut random = Random::new(7, step);
            let (varied, at, _) = ONLY("phase").vary(clip, 150, FRAMES, &corpus, &mut random);
            let mut measured = varied.clone().into_owned();
            remeasure(&mut measured, &varied.audio, &corpus, true);
            let at = at as usize;
            for (index, (mean, most)) in [(0.25, 3.0), (30.0, 800.0), (30.0, 800.0)]
                .into_iter()
                .enumerate()
            {
                let found = differences((&varied, at), (&measured, at), which.len(), index);
                assert!(
                    found.0 < mean && found.1 < most,
                    "{:?}: {found:?}",
                    which[index]
                );
            }
            let power = |x: &[f32]| x.iter().map(|x| f64::from(x * x)).sum::<f64>();
            let original = &clip.audio[(150 - at) * HOP..(150 + FRAMES) * HOP];
            let ratio = power(&varied.audio) / power(original);
            assert!((ratio - 1.0).abs() < 0.01, "{ratio}");
            assert_ne!(varied.audio[..], *original);
        }
    }

    #[test]
    fn other_phases_leave_the_descriptors_of_real_recordings() {
        let Some(data) = std::env::var_os("NRAVE_DATA") else {
            eprintln!("skipped: NRAVE_DATA names no folder of recordings");
            return;
        };
        let which = [Descriptor::Rms, Descriptor::Centroid, Descriptor::Bandwidth];
        let range = PitchSpec {
            min_hz: 32.0,
            max_hz: 3000.0,
        };
        let corpus = Corpus::load(&[data.into()], RATE, HOP, &which, &range).unwrap();
        let attributes = corpus.attributes();
        let (mut count, mut sums) = (0.0f32, [0.0f32; 3]);
        let mut seconds = [("phase", 0.0), ("mute", 0.0), ("compress", 0.0)];
        for step in 0..200 {
            let mut random = Random::new(11, step);
            let clip = &corpus.train[random.below(corpus.train.len())];
            for (name, seconds) in &mut seconds {
                let started = std::time::Instant::now();
                let (varied, _, _) = ONLY(name).vary(clip, 0, FRAMES, &corpus, &mut random);
                *seconds += started.elapsed().as_secs_f64() / 200.0;
                if *name != "phase" {
                    continue;
                }
                let mut measured = varied.clone().into_owned();
                remeasure(&mut measured, &varied.audio, &corpus, true);
                for frame in (0..varied.frames()).filter(|at| varied.loudness[*at] > -50.0) {
                    count += 1.0;
                    for (index, spec) in attributes.iter().enumerate() {
                        let value =
                            |clip: &Clip| spec.normalise(clip.descriptors[frame * 3 + index]);
                        sums[index] += (value(&varied) - value(&measured)).abs();
                    }
                }
            }
        }
        eprintln!(
            "of −1…1, mean: {:?}; seconds a crop: {seconds:?}",
            sums.map(|x| x / count)
        );
        assert!(
            sums.iter().all(|sum| sum / count < 0.03),
            "{sums:?} {count}"
        );
    }
}
