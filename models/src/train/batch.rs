//! One step's material: crops of recordings, their controls and sources, and the other controls
//! that the consistency loss asks for.

use super::augment::Augment;
use super::corpus::{Clip, Corpus, GATE_DBFS};
use super::network::{Geometry, Shape};
use super::playing::{Controls, Player, Playing};
use super::pqmf::Pqmf;
use super::random::Random;
use super::request::request;
use neurorave_core::model_file::manifest::AttributeSpec;
use neurorave_core::pitch::Pitch;

/// One step's material.
#[derive(Clone)]
pub struct Batch {
    /// Items.
    pub items: usize,
    /// Frames an item.
    pub frames: usize,
    /// What the encoder hears, `[item][band step][band]`.
    pub bands: Vec<f32>,
    /// The input later by the network's delay, `[item][sample]`.
    pub target: Vec<f32>,
    /// Standard normal numbers for the posterior, `[item][frame][latent]`.
    pub epsilon: Vec<f32>,
    /// Every item with the controls measured in it, then the first few again with others.
    pub playing: Playing,
    /// Pitch of every frame of every item played; empty where the model has none.
    pub pitches: Vec<Vec<Pitch>>,
    /// Attributes asked for the second time, those that the consistency loss can judge:
    /// `[item][frame][attribute]`.
    pub requested: Vec<f32>,
    /// How much each of them counts.
    pub weights: Vec<f32>,
    /// Class of each measured attribute, `[item][frame][attribute]`.
    pub classes: Vec<u8>,
}

/// Makes batches; the same seed and step give the same batch.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    /// What the batches are for.
    pub shape: &'a Shape,
    /// Where crops come from.
    pub clips: &'a [Clip],
    /// How they were measured.
    pub corpus: &'a Corpus,
    /// Ranges of the attributes.
    pub attributes: &'a [AttributeSpec],
    /// Positions of the attributes that the consistency loss measures in the output; where there
    /// are none, nothing is played a second time.
    pub judged: &'a [usize],
    /// Class borders of each attribute, ascending.
    pub borders: &'a [Vec<f32>],
    /// How recordings are changed.
    pub augment: &'a Augment,
    /// Seed of the run.
    pub seed: u64,
    /// Items a batch.
    pub items: usize,
    /// Frames an item.
    pub frames: usize,
    /// The network's filter bank.
    pub bank: &'a Pqmf,
}

impl Maker<'_> {
    /// The material of one step.
    pub fn make(&self, step: u64) -> Batch {
        let mut random = Random::new(self.seed, step);
        let latents = self.shape.geometry().latents;
        let mut batch = Batch {
            items: self.items,
            frames: self.frames,
            bands: Vec::new(),
            target: Vec::new(),
            epsilon: (0..self.items * self.frames * latents)
                .map(|_| random.normal())
                .collect(),
            playing: Playing::default(),
            pitches: Vec::new(),
            requested: Vec::new(),
            weights: Vec::new(),
            classes: Vec::new(),
        };
        let crops: Vec<Crop> = (0..self.items).map(|_| self.crop(&mut random)).collect();
        for crop in &crops {
            self.add(&mut batch, crop);
            self.play(&mut batch, &crop.controls, &mut random);
        }
        if self.judged.is_empty() {
            return batch;
        }
        for crop in &crops[..self.items.div_ceil(2)] {
            let donor = self.crop(&mut random).controls;
            let other = request(&crop.controls, &donor, self.attributes, &mut random);
            self.play(&mut batch, &other.controls, &mut random);
            batch
                .requested
                .extend(self.judged(&other.controls.attributes));
            batch.weights.extend(self.judged(&other.weights));
        }
        batch
    }

    /// The judged ones of `[frame][attribute]`.
    fn judged(&self, values: &[f32]) -> impl Iterator<Item = f32> {
        let rows = values.chunks_exact(self.attributes.len());
        rows.flat_map(|row| self.judged.iter().map(|index| row[*index]))
    }

    /// What turns controls into sources.
    pub fn player(&self) -> Player<'_> {
        Player {
            bank: self.bank,
            attributes: self.attributes,
            rate: self.corpus.rate,
        }
    }

    fn play(&self, batch: &mut Batch, controls: &Controls, random: &mut Random) {
        self.shape
            .play(&mut batch.playing, controls, &self.player(), random.bits());
        if self.shape.pitch() {
            batch.pitches.push(controls.pitch.clone());
        }
    }

    fn add(&self, batch: &mut Batch, crop: &Crop) {
        let Geometry { ratio, delay, .. } = self.shape.geometry();
        let bands = self.shape.hear(self.bank, &crop.audio[delay..]);
        batch.bands.extend(bands);
        batch.target.extend(&crop.audio[..self.frames * ratio]);
        let classes = crop.controls.attributes.iter().enumerate();
        batch.classes.extend(classes.map(|(index, value)| {
            let borders = &self.borders[index % self.attributes.len()];
            borders.partition_point(|border| border < value) as u8
        }));
    }

    /// A random stretch of a random clip, changed at random, silence around it where it is short.
    fn crop(&self, random: &mut Random) -> Crop {
        let clip = &self.clips[random.below(self.clips.len())];
        let lead = self.frames / 4;
        let last = clip.frames().saturating_sub(self.frames / 2);
        let start = random.below(last + lead) as isize - lead as isize;
        let geometry = self.shape.geometry();
        let (clip, start, gain_db) =
            self.augment
                .vary(clip, start, self.frames, self.corpus, random);
        Crop::new(
            &clip,
            start,
            self.frames,
            gain_db,
            self.attributes,
            &geometry,
        )
    }
}

/// A stretch of a clip.
pub struct Crop {
    /// As many samples before the stretch as the network delays, then the stretch.
    pub audio: Vec<f32>,
    /// As the engine would follow them.
    pub controls: Controls,
}

impl Crop {
    /// `frames` frames from frame `start` (silence outside the clip), `gain_db` louder.
    pub fn new(
        clip: &Clip,
        start: isize,
        frames: usize,
        gain_db: f32,
        attributes: &[AttributeSpec],
        geometry: &Geometry,
    ) -> Self {
        let Geometry { ratio, delay, .. } = *geometry;
        let gain = 10f32.powf(gain_db / 20.0);
        let first = start * ratio as isize - delay as isize;
        let audio = (first..first + (delay + frames * ratio) as isize)
            .map(|at| {
                usize::try_from(at)
                    .ok()
                    .and_then(|at| clip.audio.get(at))
                    .map_or(0.0, |x| x * gain)
            })
            .collect();
        let width = attributes.len();
        let mut held: Vec<f32> = attributes.iter().map(|spec| spec.default).collect();
        let mut pitch = Pitch {
            hz: 440.0,
            voicing: 0.0,
        };
        let mut controls = Controls::default();
        for frame in start.min(0)..start + frames as isize {
            let inside = usize::try_from(frame)
                .ok()
                .filter(|&frame| frame < clip.frames());
            let loudness =
                inside.map_or(-120.0, |frame| (clip.loudness[frame] + gain_db).max(-120.0));
            for (index, spec) in attributes.iter().enumerate() {
                if spec.name == "rms" {
                    held[index] = spec.normalise(loudness);
                } else if let Some(frame) = inside.filter(|_| loudness > GATE_DBFS) {
                    held[index] = spec.normalise(clip.descriptors[frame * width + index]);
                }
            }
            pitch = inside.map_or(
                Pitch {
                    voicing: 0.0,
                    ..pitch
                },
                |frame| clip.pitch[frame],
            );
            if frame >= start {
                controls.attributes.extend(&held);
                controls.pitch.push(pitch);
            }
        }
        Self { audio, controls }
    }
}
