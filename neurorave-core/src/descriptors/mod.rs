//! Streaming audio descriptors: the values that steer a model's attributes.
//!
//! An [`Analyzer`] takes the signal in blocks of one *hop* and gives, after each, one value per
//! requested [`Descriptor`]. It is causal: a value describes the [`WINDOW`] samples that end with
//! the block's last sample, with zeros before the first block. Nothing looks ahead, so analysis adds
//! no latency beyond the block itself.
//!
//! Each descriptor has a file of its own that states its formula, unit and source.

mod bandwidth;
mod centroid;
mod frame;
mod rms;
mod spectrum;

use frame::Frame;
use spectrum::Spectrum;

/// Samples in one analysis frame, whatever the hop and the rate (46 ms at 44.1 kHz).
pub const WINDOW: usize = 2048;

/// A quantity that can be measured on the sound, one number per frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Descriptor {
    /// Level of the frame, in dBFS (a full-scale sine reads −3.01); −120 for silence.
    Rms,
    /// Centre of gravity of the magnitude spectrum, in Hz; 0 for silence.
    Centroid,
    /// Spread of the magnitude spectrum around its centroid, in Hz; 0 for silence.
    Bandwidth,
}

impl Descriptor {
    /// Every descriptor, in the order of the published ones.
    pub const ALL: [Descriptor; 3] = [Descriptor::Rms, Descriptor::Centroid, Descriptor::Bandwidth];

    /// The name used in model manifests and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Descriptor::Rms => "rms",
            Descriptor::Centroid => "centroid",
            Descriptor::Bandwidth => "bandwidth",
        }
    }

    /// The descriptor called `name`, or `None` when there is none.
    pub fn from_name(name: &str) -> Option<Descriptor> {
        Self::ALL.into_iter().find(|d| d.name() == name)
    }

    /// Unit of the values that [`Analyzer::push`] writes.
    pub fn unit(self) -> &'static str {
        match self {
            Descriptor::Rms => "dBFS",
            Descriptor::Centroid | Descriptor::Bandwidth => "Hz",
        }
    }
}

/// Measures a set of descriptors on a stream of blocks.
///
/// Memory is taken in [`Analyzer::new`] only; [`Analyzer::push`] is real-time safe.
///
/// ```
/// use neurorave_core::descriptors::{Analyzer, Descriptor};
///
/// let mut analyzer = Analyzer::new(44100.0, 512, &[Descriptor::Rms, Descriptor::Centroid]);
/// let mut values = [0.0; 2];
/// analyzer.push(&[0.0; 512], &mut values);
/// assert_eq!(values, [-120.0, 0.0]);
/// ```
pub struct Analyzer {
    hop: usize,
    which: Box<[Descriptor]>,
    frame: Frame,
    /// Present when a requested descriptor needs it.
    spectrum: Option<Spectrum>,
    rms_dbfs: f32,
}

impl Analyzer {
    /// An analyzer at `rate` Hz that takes blocks of `hop` samples and measures `which`, in that
    /// order. Any hop works, also one longer than [`WINDOW`].
    ///
    /// # Panics
    /// If `hop` is 0, or `rate` is not a positive number.
    pub fn new(rate: f32, hop: usize, which: &[Descriptor]) -> Self {
        assert!(hop > 0, "an analyzer's hop is at least one sample");
        assert!(
            rate.is_finite() && rate > 0.0,
            "an analyzer's sample rate is a positive number of Hz"
        );
        let spectral = which.iter().any(|d| *d != Descriptor::Rms);
        Self {
            hop,
            which: which.into(),
            frame: Frame::new(),
            spectrum: spectral.then(|| Spectrum::new(rate)),
            rms_dbfs: rms::FLOOR_DBFS,
        }
    }

    /// Takes the next block and writes the frame's values to `out`, one per descriptor, each in its
    /// own unit.
    ///
    /// Every value is finite whatever the input: samples that are NaN or infinite count as 0, and
    /// others are limited to 80 dB above full scale.
    ///
    /// # Panics
    /// If `block` is not exactly one hop long, or `out` has not one place per descriptor.
    pub fn push(&mut self, block: &[f32], out: &mut [f32]) {
        assert_eq!(block.len(), self.hop, "a block is exactly one hop long");
        assert_eq!(out.len(), self.which.len(), "one value per descriptor");
        self.frame.push(block);
        self.rms_dbfs = rms::rms_dbfs(self.frame.samples());
        if let Some(spectrum) = &mut self.spectrum {
            spectrum.analyze(self.frame.samples());
        }
        for (value, descriptor) in out.iter_mut().zip(&self.which) {
            *value = match (descriptor, &self.spectrum) {
                (Descriptor::Centroid, Some(spectrum)) => centroid::centroid(spectrum),
                (Descriptor::Bandwidth, Some(spectrum)) => bandwidth::bandwidth(spectrum),
                _ => self.rms_dbfs,
            };
        }
    }

    /// Level in dBFS of the frame last pushed, measured whether or not rms was asked for. Other
    /// descriptors mean little below some level; this is the value to gate them with.
    pub fn rms_dbfs(&self) -> f32 {
        self.rms_dbfs
    }

    /// Forgets the past: the next block is analysed as if it were the first.
    pub fn reset(&mut self) {
        self.frame.reset();
        self.rms_dbfs = rms::FLOOR_DBFS;
    }
}
