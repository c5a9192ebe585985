//! Which channels of which inlets and outlets the model's jacks lie on, in hosts that have multichannel
//! signals.

use super::Shape;
use crate::model_file::manifest::Kind;
use crate::network::{Jack, Layout};
use std::ops::Range;

/// What the channels of a multichannel signal are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channels {
    /// One signal, one channel.
    Single,
    /// Jacks of the model: its latents, say, as one signal (`@multichannel 1`).
    Jacks,
    /// Voices: an instrument for each (`mc.nrave~`).
    Voices,
}

/// The signal inlets and outlets of a box, each with the jacks that it carries. They stay as they
/// are while the box lives: cords hang on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wiring {
    /// What the channels of its signals are.
    pub channels: Channels,
    /// The model's inlets, then the side inlet, where there is one.
    pub inlets: Vec<Range<usize>>,
    /// The model's outlets.
    pub outlets: Vec<Range<usize>>,
    /// Inlets for the model: the jack after them is the side's.
    pub own: usize,
    /// Whether there is a side inlet.
    pub side: bool,
}

impl Wiring {
    /// For a box of this shape; `layout` is that of the model it is made for, where there is one.
    pub fn new(shape: Shape, channels: Channels, layout: Option<&Layout>) -> Self {
        let kinds = |jacks: fn(&Layout) -> &[Jack]| {
            let jacks = layout.filter(|_| channels == Channels::Jacks).map(jacks);
            jacks.map(first_of_a_kind)
        };
        let inlets = grouped(shape.inlets, kinds(|layout| &layout.inlets));
        let side = shape.side.then_some(shape.inlets..shape.inlets + 1);
        Self {
            channels,
            inlets: inlets.into_iter().chain(side).collect(),
            outlets: grouped(shape.outlets, kinds(|layout| &layout.outlets)),
            own: shape.inlets,
            side: shape.side,
        }
    }

    /// Channels of an outlet.
    pub fn outlet_channels(&self, outlet: usize, voices: usize) -> usize {
        match self.channels {
            Channels::Single => 1,
            Channels::Jacks => self.outlets.get(outlet).map_or(1, ExactSizeIterator::len),
            Channels::Voices => voices,
        }
    }

    /// All jacks that can be fed, the side's included.
    pub fn jacks(&self) -> usize {
        self.own + usize::from(self.side)
    }
}

/// How many jacks from the first on carry the same kind of signal.
fn first_of_a_kind(jacks: &[Jack]) -> usize {
    let signal = |kind| matches!(kind, Kind::Audio | Kind::Latent | Kind::Control);
    match jacks.first() {
        Some(first) if signal(first.kind) => jacks
            .iter()
            .take_while(|jack| jack.kind == first.kind)
            .count(),
        _ => 1,
    }
}

/// The first `together` jacks as one, the others each for itself.
fn grouped(jacks: usize, together: Option<usize>) -> Vec<Range<usize>> {
    let together = together.unwrap_or(1).clamp(1, jacks.max(1));
    let rest = (together..jacks).map(|jack| jack..jack + 1);
    std::iter::once(0..together).chain(rest).collect()
}
