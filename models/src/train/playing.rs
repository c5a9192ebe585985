//! What a decoder is asked to play, beside latents.

use super::pqmf::Pqmf;
use neurorave_core::model_file::manifest::AttributeSpec;
use neurorave_core::pitch::{Excitation, Noise, Pitch};

/// Controls of one item, a row a frame.
#[derive(Debug, Clone, Default)]
pub struct Controls {
    /// Normalised attributes, `[frame][attribute]`.
    pub attributes: Vec<f32>,
    /// Pitch and voicing, one a frame also where the model has no pitch.
    pub pitch: Vec<Pitch>,
}

impl Controls {
    /// Frames.
    pub fn frames(&self) -> usize {
        self.pitch.len()
    }
}

/// What a decoder reads beside latents, for all items, laid out by the network's family.
#[derive(Debug, Clone, Default)]
pub struct Playing {
    /// Items.
    pub items: usize,
    /// `[item][frame][control]`.
    pub controls: Vec<f32>,
    /// What the sound is made from, each source item after item.
    pub sources: Vec<Vec<f32>>,
    /// Amplitude asked for at every band step, `[item][band step]`; empty in families that don't
    /// carry loudness in a gain.
    pub gains: Vec<f32>,
}

/// What turns controls into sources.
pub struct Player<'a> {
    /// The network's filter bank.
    pub bank: &'a Pqmf,
    /// Ranges of the attributes.
    pub attributes: &'a [AttributeSpec],
    /// Sample rate.
    pub rate: u32,
}

impl Player<'_> {
    /// The position of rms among the attributes.
    pub fn rms(&self) -> Option<usize> {
        self.attributes.iter().position(|spec| spec.name == "rms")
    }

    /// Bands of the harmonic source at `pitch`, each for `ratio` samples: `[band step][band]`.
    pub fn harmonic(&self, pitch: &[Pitch], ratio: usize) -> Vec<f32> {
        let mut excitation = Excitation::new(self.rate as f32);
        let mut audio = vec![0.0; pitch.len() * ratio];
        for (pitch, out) in pitch.iter().zip(audio.chunks_exact_mut(ratio)) {
            excitation.render(*pitch, out);
        }
        self.bank.split(&audio)
    }
}

/// `count` normal numbers of unit variance, as the engine draws them.
pub fn noise(seed: u64, count: usize) -> Vec<f32> {
    let mut white = vec![0.0; count];
    Noise::new(seed).fill(&mut white);
    white
}
