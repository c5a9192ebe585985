//! One step of work: it travels from the audio thread to whoever runs the network, and back.

use super::Reading;
use super::settings::{DESCRIPTORS, Settings};
use crate::network::{Network, Turn};

/// A step's inputs and, on its way back, its outputs. Made before the voice plays and passed around
/// by its box: nothing is allocated for a step.
pub(crate) struct Job {
    /// Which step of its epoch.
    pub index: u64,
    /// Which restart of the voice it belongs to.
    pub epoch: u64,
    /// One buffer per input port; the audio thread fills audio, latents and controls.
    pub inputs: Vec<Box<[f32]>>,
    /// One buffer per output port.
    pub outputs: Vec<Box<[f32]>>,
    /// The side inlet's audio at the model's rate.
    pub side: Box<[f32]>,
    /// Mean of the pitch inlet over the step, in semitones.
    pub pitch_inlet: f32,
    /// Mean of each attribute inlet over the step.
    pub attribute_inlets: Box<[f32]>,
    pub settings: Settings,
    /// Whether `outputs` hold the network's answer.
    pub answered: bool,
    /// What was measured and sent, by descriptor.
    pub readings: [Reading; DESCRIPTORS],
    /// Frequency in Hz and voicing that the network was given.
    pub pitch: (f32, f32),
}

/// A place in the order in which the steps of a voice are due.
pub(crate) fn order(epoch: u64, index: u64) -> u64 {
    epoch << 40 | index
}

impl Job {
    /// The buffers that the network's step is about.
    pub fn turn(&mut self) -> Turn<'_> {
        Turn {
            inputs: &self.inputs,
            outputs: &mut self.outputs,
        }
    }

    /// See [`order`].
    pub fn order(&self) -> u64 {
        order(self.epoch, self.index)
    }

    pub fn new(network: &Network) -> Job {
        Job {
            index: 0,
            epoch: 0,
            inputs: network.input_buffers(),
            outputs: network.output_buffers(),
            side: vec![0.0; network.method().step].into_boxed_slice(),
            pitch_inlet: 0.0,
            attribute_inlets: vec![0.0; network.attributes().len()].into_boxed_slice(),
            settings: Settings::default(),
            answered: false,
            readings: [Reading {
                measured: 0.0,
                sent: 0.0,
            }; DESCRIPTORS],
            pitch: (0.0, 0.0),
        }
    }
}
