//! Streaming audio descriptors: the values that steer a model's attributes.
//!
//! An [`Analyzer`] takes the signal in blocks of one *hop* and gives, after each, one value per
//! requested [`Descriptor`]. It is causal: a value describes the [`WINDOW`] samples that end with
//! the block's last sample, with zeros before the first block; sharpness and booming, which come from
//! streaming filters, weigh the past exponentially instead. Nothing looks ahead, so analysis adds no
//! latency beyond the block itself.
//!
//! Each descriptor has a file of its own that states its formula, unit and source.

mod bandpass;
mod bandwidth;
mod booming;
mod centroid;
mod flatness;
mod frame;
mod halfband;
mod loudness;
mod rms;
mod rolloff;
mod sharpness;
mod spectrum;
mod third_octaves;
pub mod timbre;

use booming::Booming;
use frame::Frame;
use loudness::Loudness;
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
    /// Frequency below which 85 % of the magnitude spectrum lies, in Hz; 0 for silence.
    Rolloff,
    /// Geometric over arithmetic mean of the power spectrum, 0 for a tone to 1 for an even spectrum
    /// and for silence; without unit.
    Flatness,
    /// Weight of the high part of the specific loudness, in acum; 0 for silence.
    Sharpness,
    /// Booming index, without unit: some 15 (no low end) to 70 (rumble); 26.8 for silence at first.
    Booming,
}

impl Descriptor {
    /// Every descriptor.
    pub const ALL: [Descriptor; 7] = [
        Descriptor::Rms,
        Descriptor::Centroid,
        Descriptor::Bandwidth,
        Descriptor::Rolloff,
        Descriptor::Flatness,
        Descriptor::Sharpness,
        Descriptor::Booming,
    ];

    /// The name used in model manifests and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Descriptor::Rms => "rms",
            Descriptor::Centroid => "centroid",
            Descriptor::Bandwidth => "bandwidth",
            Descriptor::Rolloff => "rolloff",
            Descriptor::Flatness => "flatness",
            Descriptor::Sharpness => "sharpness",
            Descriptor::Booming => "booming",
        }
    }

    /// The descriptor called `name`, or `None` when there is none.
    pub fn from_name(name: &str) -> Option<Descriptor> {
        Self::ALL.into_iter().find(|d| d.name() == name)
    }

    /// Unit of the values that [`Analyzer::push`] writes; empty for a plain number.
    pub fn unit(self) -> &'static str {
        match self {
            Descriptor::Rms => "dBFS",
            Descriptor::Centroid | Descriptor::Bandwidth | Descriptor::Rolloff => "Hz",
            Descriptor::Flatness | Descriptor::Booming => "",
            Descriptor::Sharpness => "acum",
        }
    }

    /// What the descriptor is computed from.
    fn source(self) -> Source {
        match self {
            Descriptor::Rms => Source::Frame,
            Descriptor::Centroid
            | Descriptor::Bandwidth
            | Descriptor::Rolloff
            | Descriptor::Flatness => Source::Spectrum,
            Descriptor::Sharpness | Descriptor::Booming => Source::Loudness,
        }
    }
}

#[derive(PartialEq)]
enum Source {
    Frame,
    Spectrum,
    Loudness,
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
    /// Present when a requested descriptor needs it, as the next two.
    spectrum: Option<Spectrum>,
    loudness: Option<Loudness>,
    booming: Option<Booming>,
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
        let needs = |source| which.iter().any(|descriptor| descriptor.source() == source);
        let seconds = hop as f32 / rate;
        Self {
            hop,
            which: which.into(),
            frame: Frame::new(),
            spectrum: needs(Source::Spectrum).then(|| Spectrum::new(rate)),
            loudness: needs(Source::Loudness).then(|| Loudness::new(rate)),
            booming: (which.contains(&Descriptor::Booming)).then(|| Booming::new(seconds)),
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
        if let Some(loudness) = &mut self.loudness {
            loudness.push(block);
        }
        // Asked for twice, booming still hears every frame once.
        let booming = match (&mut self.booming, &self.loudness) {
            (Some(booming), Some(loudness)) => booming.push(loudness.pattern()),
            _ => 0.0,
        };
        let spectral = |of: fn(&Spectrum) -> f32| self.spectrum.as_ref().map_or(0.0, of);
        for (value, descriptor) in out.iter_mut().zip(&self.which) {
            *value = match descriptor {
                Descriptor::Rms => self.rms_dbfs,
                Descriptor::Centroid => spectral(centroid::centroid),
                Descriptor::Bandwidth => spectral(bandwidth::bandwidth),
                Descriptor::Rolloff => spectral(rolloff::rolloff),
                Descriptor::Flatness => spectral(flatness::flatness),
                Descriptor::Sharpness => self
                    .loudness
                    .as_ref()
                    .map_or(0.0, |loudness| sharpness::sharpness(loudness.pattern())),
                Descriptor::Booming => booming,
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
        if let Some(loudness) = &mut self.loudness {
            loudness.reset();
        }
        if let Some(booming) = &mut self.booming {
            booming.reset();
        }
        self.rms_dbfs = rms::FLOOR_DBFS;
    }
}
