//! A whole clip through a model, offline: bit for bit what `nrave~` plays in a host that runs at
//! the clip's sample rate.

mod error;
mod inlets;

pub use error::RenderError;

use crate::audio::Audio;
use crate::curve::Curve;
use inlets::Inlets;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::instrument::{Command, Event, Instrument, Mode, Playing, Remote, Request};
use std::path::Path;
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

fn failure(remote: &Remote) -> Option<String> {
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
