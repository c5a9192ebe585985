//! One step's material: crops of recordings, their controls and sources, and the other controls
//! that the consistency loss asks for.

use super::corpus::{Clip, Corpus, GATE_DBFS};
use super::network::decoder::{GROUPS, unfold};
use super::network::{BAND_STEPS, DELAY, FRAME, LATENT, encoder};
use super::pqmf::Pqmf;
use super::random::Random;
use super::request::request;
use neurorave_core::model_file::manifest::AttributeSpec;
use neurorave_core::pitch::{Excitation, Noise, Pitch};

/// Controls of one item, a row a frame.
#[derive(Clone, Default)]
pub struct Controls {
    /// Normalised attributes, `[frame][attribute]`.
    pub attributes: Vec<f32>,
    /// Pitch and voicing.
    pub pitch: Vec<Pitch>,
}

/// What the decoder needs to play a set of controls, for all items.
#[derive(Clone, Default)]
pub struct Playing {
    /// `[item][frame][attribute…, octaves from 440 Hz, voicing]`.
    pub controls: Vec<f32>,
    /// [`unfold`]ed sources of each group of bands, item after item.
    pub sources: [Vec<f32>; GROUPS.len()],
    /// Amplitude asked for at every band step, `[item][band step]`.
    pub gains: Vec<f32>,
}

/// One step's material.
#[derive(Clone)]
pub struct Batch {
    /// Items.
    pub items: usize,
    /// Frames an item.
    pub frames: usize,
    /// Loudness-normalised bands, `[item][band step][band]`.
    pub bands: Vec<f32>,
    /// The input [`DELAY`] samples late, `[item][sample]`.
    pub target: Vec<f32>,
    /// Standard normal numbers for the posterior, `[item][frame][latent]`.
    pub epsilon: Vec<f32>,
    /// Every item with the controls measured in it, then the first [`others`] again with others.
    pub playing: Playing,
    /// Attributes asked for the second time, `[item][frame][attribute]`.
    pub requested: Vec<f32>,
    /// How much each of them counts.
    pub weights: Vec<f32>,
    /// Class of each measured attribute, `[item][frame][attribute]`.
    pub classes: Vec<u8>,
}

/// How many of `items` are also played with other controls.
pub fn others(items: usize) -> usize {
    items.div_ceil(2)
}

/// Makes batches; the same seed and step give the same batch.
pub struct Maker<'a> {
    /// Where crops come from.
    pub corpus: &'a Corpus,
    /// Ranges of the attributes.
    pub attributes: &'a [AttributeSpec],
    /// Class borders of each attribute, ascending.
    pub borders: &'a [Vec<f32>],
    /// Position of rms among the attributes.
    pub rms: usize,
    /// Seed of the run.
    pub seed: u64,
    /// Items a batch.
    pub items: usize,
    /// Frames an item.
    pub frames: usize,
    /// The filter bank.
    pub bank: &'a Pqmf,
}

impl Maker<'_> {
    /// The material of one step.
    pub fn make(&self, step: u64) -> Batch {
        let mut random = Random::new(self.seed, step);
        let mut batch = Batch {
            items: self.items,
            frames: self.frames,
            bands: Vec::new(),
            target: Vec::new(),
            epsilon: (0..self.items * self.frames * LATENT)
                .map(|_| random.normal())
                .collect(),
            playing: Playing::default(),
            requested: Vec::new(),
            weights: Vec::new(),
            classes: Vec::new(),
        };
        let crops: Vec<Crop> = (0..self.items).map(|_| self.crop(&mut random)).collect();
        for crop in &crops {
            self.add(&mut batch, crop);
            self.play(&mut batch.playing, &crop.controls, &mut random);
        }
        for crop in &crops[..others(self.items)] {
            let donor = self.crop(&mut random).controls;
            let other = request(
                &crop.controls,
                &donor,
                self.attributes,
                self.rms,
                &mut random,
            );
            self.play(&mut batch.playing, &other.controls, &mut random);
            batch.requested.extend(other.controls.attributes);
            batch.weights.extend(other.weights);
        }
        batch
    }

    fn play(&self, playing: &mut Playing, controls: &Controls, random: &mut Random) {
        let noise = random.bits();
        play(
            playing,
            controls,
            self.attributes,
            self.rms,
            self.bank,
            noise,
            self.corpus.rate,
        );
    }

    fn add(&self, batch: &mut Batch, crop: &Crop) {
        let mut bands = self.bank.split(&crop.audio[DELAY..]);
        encoder::normalise(&mut bands);
        batch.bands.extend(bands);
        batch.target.extend(&crop.audio[..self.frames * FRAME]);
        batch.classes.extend(
            crop.controls
                .attributes
                .iter()
                .enumerate()
                .map(|(index, value)| {
                    let borders = &self.borders[index % self.attributes.len()];
                    borders.partition_point(|border| border < value) as u8
                }),
        );
    }

    /// A random stretch of a random clip, at a random level, silence around it where it is short.
    fn crop(&self, random: &mut Random) -> Crop {
        let clip = &self.corpus.train[random.below(self.corpus.train.len())];
        let lead = self.frames / 4;
        let last = clip.frames().saturating_sub(self.frames / 2);
        let start = random.below(last + lead) as isize - lead as isize;
        let gain_db = random.uniform(-12.0, 6.0);
        Crop::new(clip, start, self.frames, gain_db, self.attributes, self.rms)
    }
}

/// A stretch of a clip.
pub struct Crop {
    /// [`DELAY`] samples before the stretch, then the stretch.
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
        rms: usize,
    ) -> Self {
        let gain = 10f32.powf(gain_db / 20.0);
        let first = start * FRAME as isize - DELAY as isize;
        let audio = (first..first + (DELAY + frames * FRAME) as isize)
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
                if index == rms {
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

/// Appends what the decoder needs to play one item; `noise` is a seed.
pub fn play(
    playing: &mut Playing,
    controls: &Controls,
    attributes: &[AttributeSpec],
    rms: usize,
    bank: &Pqmf,
    noise: u64,
    rate: u32,
) {
    let width = attributes.len();
    let mut excitation = Excitation::new(rate as f32);
    let mut harmonic = vec![0.0; controls.pitch.len() * FRAME];
    let mut amplitude = 0.0;
    let frames = controls
        .pitch
        .iter()
        .zip(controls.attributes.chunks_exact(width));
    for (index, (pitch, values)) in frames.enumerate() {
        playing.controls.extend(values);
        playing
            .controls
            .extend([(pitch.hz / 440.0).log2(), pitch.voicing]);
        excitation.render(*pitch, &mut harmonic[index * FRAME..(index + 1) * FRAME]);
        let wanted = 10f32.powf(attributes[rms].denormalise(values[rms]) / 20.0);
        playing.gains.extend(
            (0..BAND_STEPS)
                .map(|n| amplitude + (wanted - amplitude) * (n as f32 + 1.0) / BAND_STEPS as f32),
        );
        amplitude = wanted;
    }
    let mut white = vec![0.0; harmonic.len()];
    Noise::new(noise).fill(&mut white);
    let harmonic = bank.split(&harmonic);
    for (group, sources) in GROUPS.iter().zip(&mut playing.sources) {
        unfold(&harmonic, &white, group, sources);
    }
}
