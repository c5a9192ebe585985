//! A whole clip through a model, offline: bit for bit what `nrave~` plays in a host that runs at
//! the clip's sample rate.

use crate::audio::Audio;
use crate::curve::Curve;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::instrument::{Command, Instrument, LoadError, Mode, Playing, Request};
use neurorave_core::model_file::manifest::Kind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Samples a call; the result does not depend on it.
const VECTOR: usize = 256;

/// Sample rates that an instrument runs at, in Hz.
const RATES_HZ: std::ops::RangeInclusive<u32> = 8_000..=384_000;

/// What to do with the clip. The default: `forward`, everything following the input.
#[derive(Debug, Clone, Default)]
pub struct RenderOptions {
    /// The method; `None` takes the model's `forward`.
    pub method: Option<String>,
    /// Messages that arrive before the first sample.
    pub commands: Vec<Command>,
    /// Signals at the control inlets. A curve is *added* there: to the value that is set, or to
    /// what is followed.
    pub curves: Vec<(Inlet, Curve)>,
    /// The sound that attributes and pitch follow instead of the input: the mean of its channels,
    /// from its start, silence after its end.
    pub attributes_from: Option<Audio>,
    /// Drops the latency from the start, so that the result lies on the input and has its
    /// length. Otherwise the result is the object's, longer than the input by the latency.
    pub align: bool,
}

/// An inlet that a curve can drive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inlet {
    /// An attribute's, normalised: −1 at the model's minimum, 1 at its maximum.
    Attribute(Descriptor),
    /// The pitch's, in semitones.
    Pitch,
}

/// A clip that went through a model.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The result, one channel an outlet, at the input's sample rate.
    pub audio: Audio,
    /// Samples between an input and the output that answers it.
    pub latency: usize,
    /// What played.
    pub playing: Arc<Playing>,
    /// Samples that the network made unusable (NaN, infinite, far beyond full scale) and the
    /// instrument replaced.
    pub repaired: u64,
}

/// A clip that could not be rendered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The model does not play.
    #[error("{0}")]
    Load(Arc<LoadError>),
    /// An attribute that the model lacks.
    #[error("{}: this model has no attribute \"{name}\"; it has: {known}", model.display())]
    NoAttribute {
        /// The model file.
        model: PathBuf,
        /// The attribute asked for.
        name: &'static str,
        /// The ones there are.
        known: String,
    },
    /// A pitch is asked for, and the model has none.
    #[error("{}: this model has no pitch; leave out --note, --transpose and pitch curves", model.display())]
    NoPitch {
        /// The model file.
        model: PathBuf,
    },
    /// The channels of the input are not the method's signals.
    #[error(
        "{}: method \"{method}\" takes {wanted} signals ({names}), the input has {found} channel(s); \
         give it a file with one channel a signal, for example what another method wrote",
        model.display()
    )]
    Channels {
        /// The model file.
        model: PathBuf,
        /// The method.
        method: String,
        /// How many signals it takes.
        wanted: usize,
        /// What they are.
        names: String,
        /// Channels of the input.
        found: usize,
    },
    /// A sample rate that no host has.
    #[error(
        "the input has a sample rate of {rate} Hz, and models play at 8000 to 384000 Hz; add --rate 44100"
    )]
    Rate {
        /// The clip's rate.
        rate: u32,
    },
    /// The network stopped while it played.
    #[error("{}: the network failed ({problem}); try the model in another host, or pack it again", model.display())]
    Failed {
        /// The model file.
        model: PathBuf,
        /// What it said.
        problem: String,
    },
}

/// Renders `input` through the model file `model` at the input's own sample rate.
///
/// # Errors
///
/// [`RenderError`].
pub fn render(model: &Path, options: &RenderOptions, input: &Audio) -> Result<Audio, RenderError> {
    Ok(render_with(model, options, input, &mut |_, _| {})?.audio)
}

/// Like [`render`], with the figures around it; `progress` hears of samples done and to do.
///
/// # Errors
///
/// [`RenderError`].
pub fn render_with(
    model: &Path,
    options: &RenderOptions,
    input: &Audio,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Rendered, RenderError> {
    if !RATES_HZ.contains(&input.rate) {
        return Err(RenderError::Rate { rate: input.rate });
    }
    let (mut instrument, remote) = Instrument::new();
    remote.request(Request::Mode(Some(Mode::Offline)));
    instrument.prepare(f64::from(input.rate), VECTOR);
    let method = options.method.as_deref();
    let playing = remote
        .load_and_wait(model, method)
        .map_err(RenderError::Load)?;
    check(model, options, &playing)?;

    let mut inlets = Inlets::new(model, options, input, &playing)?;
    for command in &options.commands {
        instrument.apply(*command);
    }
    if options.attributes_from.is_some() {
        instrument.apply(Command::Side(true));
    }
    let latency = instrument.latency_samples();
    let length = input.frames() + latency;
    let mut outputs = vec![vec![0.0; length]; playing.layout.outlets.len()];
    for start in (0..length).step_by(VECTOR) {
        let end = (start + VECTOR).min(length);
        inlets.fill(start, end - start);
        let mut slices: Vec<&mut [f32]> = outputs
            .iter_mut()
            .map(|channel| &mut channel[start..end])
            .collect();
        instrument.process(&inlets.slices(end - start), &mut slices);
        progress(end, length);
    }
    if let Some(problem) = failure(&remote) {
        return Err(RenderError::Failed {
            model: model.into(),
            problem,
        });
    }
    if options.align {
        outputs
            .iter_mut()
            .for_each(|channel| drop(channel.drain(..latency)));
    }
    Ok(Rendered {
        audio: Audio {
            rate: input.rate,
            channels: outputs,
        },
        latency,
        playing,
        repaired: remote.status().repaired,
    })
}

fn failure(remote: &neurorave_core::instrument::Remote) -> Option<String> {
    use neurorave_core::instrument::Event;
    std::iter::from_fn(|| remote.poll_event()).find_map(|event| match event {
        Event::Failed(problem) => Some(problem),
        _ => None,
    })
}

/// Everything asked for must exist in the model: a knob that does nothing is a mistake.
fn check(model: &Path, options: &RenderOptions, playing: &Playing) -> Result<(), RenderError> {
    let commands = options.commands.iter().map(|command| target(*command));
    let curves = options.curves.iter().map(|(inlet, _)| Some(*inlet));
    for inlet in commands.chain(curves).flatten() {
        match inlet {
            Inlet::Attribute(wanted)
                if !playing.attributes.iter().any(|a| a.name == wanted.name()) =>
            {
                let known: Vec<_> = playing.attributes.iter().map(|a| a.name.as_str()).collect();
                return Err(RenderError::NoAttribute {
                    model: model.into(),
                    name: wanted.name(),
                    known: if known.is_empty() {
                        "none".into()
                    } else {
                        known.join(", ")
                    },
                });
            }
            Inlet::Pitch if playing.pitch.is_none() => {
                return Err(RenderError::NoPitch {
                    model: model.into(),
                });
            }
            _ => {}
        }
    }
    Ok(())
}

/// The control that a message is for.
fn target(command: Command) -> Option<Inlet> {
    match command {
        Command::Set(d, _) | Command::Follow(d) | Command::Scale(d, _) | Command::Offset(d, _) => {
            Some(Inlet::Attribute(d))
        }
        Command::SetPitch(_) | Command::FollowPitch | Command::Transpose(_) => Some(Inlet::Pitch),
        _ => None,
    }
}

/// What arrives at each inlet, vector by vector.
struct Inlets<'a> {
    rate: u32,
    sources: Vec<Source<'a>>,
    buffers: Vec<Vec<f32>>,
}

enum Source<'a> {
    Samples(std::borrow::Cow<'a, [f32]>),
    Curves(Vec<&'a Curve>),
}

impl<'a> Inlets<'a> {
    fn new(
        model: &Path,
        options: &'a RenderOptions,
        input: &'a Audio,
        playing: &Playing,
    ) -> Result<Self, RenderError> {
        let jacks = &playing.layout.inlets;
        let is_signal = |kind: Kind| !matches!(kind, Kind::Pitch | Kind::Attribute);
        let signals: Vec<_> = jacks.iter().filter(|jack| is_signal(jack.kind)).collect();
        let wanted = signals.len();
        let all_audio = signals.iter().all(|jack| jack.kind == Kind::Audio);
        let found = input.channels.len();
        if found != wanted && !all_audio {
            return Err(RenderError::Channels {
                model: model.into(),
                method: playing.method.clone(),
                wanted,
                names: signals
                    .iter()
                    .map(|jack| jack.name.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
                found,
            });
        }
        let mut channels = input.channels.iter();
        let mut sources: Vec<Source> = Vec::new();
        for jack in jacks {
            sources.push(match jack.kind {
                Kind::Pitch => curves(options, Inlet::Pitch),
                Kind::Attribute => match Descriptor::from_name(&jack.name) {
                    Some(descriptor) => curves(options, Inlet::Attribute(descriptor)),
                    None => Source::Curves(Vec::new()),
                },
                _ if found == wanted => match channels.next() {
                    Some(channel) => Source::Samples(channel.into()),
                    None => Source::Curves(Vec::new()),
                },
                _ => Source::Samples(input.mono().into()),
            });
        }
        if let Some(other) = &options.attributes_from {
            sources.push(Source::Samples(other.at_rate(input.rate).mono().into()));
        }
        let buffers = vec![vec![0.0; VECTOR]; sources.len()];
        Ok(Self {
            rate: input.rate,
            sources,
            buffers,
        })
    }

    fn fill(&mut self, start: usize, count: usize) {
        let mut one = [0.0; VECTOR];
        for (source, buffer) in self.sources.iter().zip(&mut self.buffers) {
            buffer.fill(0.0);
            match source {
                Source::Samples(samples) => {
                    let there = samples.get(start..).unwrap_or_default();
                    let there = &there[..there.len().min(count)];
                    buffer[..there.len()].copy_from_slice(there);
                }
                Source::Curves(curves) => {
                    for curve in curves {
                        curve.fill(start, self.rate, &mut one[..count]);
                        buffer
                            .iter_mut()
                            .zip(&one[..count])
                            .for_each(|(sum, v)| *sum += v);
                    }
                }
            }
        }
    }

    fn slices(&self, count: usize) -> Vec<&[f32]> {
        self.buffers.iter().map(|buffer| &buffer[..count]).collect()
    }
}

fn curves(options: &RenderOptions, wanted: Inlet) -> Source<'_> {
    let matching = options.curves.iter().filter(|(inlet, _)| *inlet == wanted);
    Source::Curves(matching.map(|(_, curve)| curve).collect())
}
