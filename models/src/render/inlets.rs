//! The signals at an instrument's inlets.

use super::{Inlet, RenderError, RenderOptions, VECTOR};
use crate::audio::Audio;
use crate::curve::Curve;
use neurorave_core::descriptors::Descriptor;
use neurorave_core::instrument::Playing;
use neurorave_core::model_file::manifest::Kind;
use std::borrow::Cow;
use std::path::Path;

/// What arrives at each inlet, vector by vector.
pub(super) struct Inlets<'a> {
    rate: u32,
    sources: Vec<Source<'a>>,
    buffers: Vec<Vec<f32>>,
}

enum Source<'a> {
    Samples(Cow<'a, [f32]>),
    Curves(Vec<&'a Curve>),
}

impl<'a> Inlets<'a> {
    pub(super) fn new(
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

    pub(super) fn fill(&mut self, start: usize, count: usize) {
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

    pub(super) fn slices(&self, count: usize) -> Vec<&[f32]> {
        self.buffers.iter().map(|buffer| &buffer[..count]).collect()
    }
}

fn curves(options: &RenderOptions, wanted: Inlet) -> Source<'_> {
    let matching = options.curves.iter().filter(|(inlet, _)| *inlet == wanted);
    Source::Curves(matching.map(|(_, curve)| curve).collect())
}
