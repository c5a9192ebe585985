//! Tooltips of inlets and outlets, from the model.

use crate::abi::Handle;
use crate::boxes::with;
use crate::hook::{self, Place};
use crate::player::Player;
use neurorave_core::model_file::manifest::{AttributeSpec, PitchSpec};
use neurorave_core::network::{Jack, Layout};
use neurorave_core::object::Channels;
use neurorave_core::object::jacks::{IDLE, INFORMATION, MESSAGES, SIDE, inlet, outlet};
use std::ffi::{c_char, c_long};
use std::ops::Range;

/// Max asks about an inlet.
pub const INLET: c_long = 1;
/// Bytes that Max has room for at least, the NUL included.
const ROOM: usize = 256;

pub unsafe extern "C" fn assist(
    object: Handle,
    _box: Handle,
    side: c_long,
    index: c_long,
    place: *mut c_char,
) {
    // SAFETY: Max calls methods on live objects, and gives a buffer that is long enough.
    unsafe {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        let text = with(object, |player| {
            hook::point(Place::Assist);
            if side == INLET {
                inlet_text(player, index)
            } else {
                outlet_text(player, index)
            }
        });
        write(place, &text.unwrap_or_default());
    }
}

fn inlet_text(player: &Player, index: usize) -> String {
    let Some(jacks) = player.wiring.inlets.get(index) else {
        return String::new();
    };
    if player.wiring.side && jacks.start == player.wiring.own {
        return SIDE.into();
    }
    let model = Known::of(player);
    let one = |jack: &Jack| inlet(jack, &model.attributes, model.pitch);
    let text = described(player, &model.layout.inlets, jacks, one);
    if index == 0 {
        format!("{text}; {MESSAGES}")
    } else {
        text
    }
}

fn outlet_text(player: &Player, index: usize) -> String {
    let Some(jacks) = player.wiring.outlets.get(index) else {
        return INFORMATION.into();
    };
    described(player, &Known::of(player).layout.outlets, jacks, outlet)
}

/// What tooltips say of a model: of the one that plays, or of the one that the box is made for.
#[derive(Default)]
struct Known {
    layout: Layout,
    attributes: Vec<AttributeSpec>,
    pitch: Option<PitchSpec>,
}

impl Known {
    fn of(player: &Player) -> Self {
        if let Some(playing) = player.playing() {
            return Self {
                layout: playing.layout.clone(),
                attributes: playing.attributes.clone(),
                pitch: playing.pitch,
            };
        }
        let wanted = player.wanted_model.as_ref();
        wanted.map_or_else(Self::default, |wanted| Self {
            layout: wanted.layout.clone(),
            attributes: wanted.manifest.attributes.clone(),
            pitch: wanted.manifest.pitch,
        })
    }
}

fn described(
    player: &Player,
    all: &[Jack],
    jacks: &Range<usize>,
    one: impl Fn(&Jack) -> String,
) -> String {
    let own = all.get(jacks.start..jacks.end.min(all.len()));
    let text = match own {
        Some([first, .., last]) => {
            format!("(multichannel signal) {} to {}", first.name, last.name)
        }
        Some([jack]) => one(jack),
        _ => IDLE.into(),
    };
    match player.wiring.channels {
        Channels::Voices => format!("{text}; a channel for each voice"),
        Channels::Single | Channels::Jacks => text,
    }
}

/// Copies a text to a buffer of Max's, as much of it as fits, whole characters only.
///
/// # Safety
/// `place` must have room for [`ROOM`] bytes.
pub unsafe fn write(place: *mut c_char, text: &str) {
    let mut end = text.len().min(ROOM - 1);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // SAFETY: promised by the caller; a NUL within the text ends it early, and does no harm.
    unsafe {
        std::ptr::copy_nonoverlapping(text.as_ptr().cast(), place, end);
        place.add(end).write(0);
    }
}
