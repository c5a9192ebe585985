//! A slider for each of the inlets after the first, above the inlet, so that cords fall straight down.

use crate::elements::{BOLD, SMALL};
use crate::geometry::wide_enough;
use crate::objects::Asked;
use crate::sheet::{Place, Sheet};
use neurorave_core::descriptors::Descriptor;
use neurorave_core::model_file::manifest::Kind;
use neurorave_core::object::jacks::meaning;

/// From one inlet to the next.
pub const APART: f64 = 130.0;
/// Width of a slider.
const WIDE: f64 = 108.0;

/// What an inlet that a slider turns is called, and what it means in everyday words.
pub struct Knob {
    pub name: String,
    pub means: &'static str,
    /// Of the slider.
    pub range: (f64, f64),
}

/// The knobs of the model that a box asks for: its pitch, where it has one, and its attributes.
pub fn knobs(text: &str) -> Vec<Knob> {
    let asked = Asked::read(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    let layout = asked.wanted.expect("a box with a model").layout;
    let knob = |name: String, means, range| Knob { name, means, range };
    let jacks = layout.inlets.into_iter();
    jacks
        .filter_map(|jack| match jack.kind {
            Kind::Pitch => Some(knob(jack.name, "semitones", (-12.0, 12.0))),
            Kind::Attribute => {
                let means = Descriptor::from_name(&jack.name).map_or("", meaning);
                Some(knob(jack.name, means, (-1.0, 1.0)))
            }
            _ => None,
        })
        .collect()
}

/// A box with its sliders: `x` and `y` are the corner of the box, `top` that of the labels.
pub fn with_sliders(sheet: &mut Sheet, x: f64, y: f64, top: f64, text: &str) -> Place {
    let knobs = knobs(text);
    let wide = wide_enough(knobs.len() + 1, APART);
    let object = sheet.wide_object(x, y, wide, text);
    let mut sliders = Vec::new();
    for (at, knob) in knobs.iter().enumerate() {
        let left = sheet.inlet(object, at + 1).0 - 9.5;
        sheet.comment(left - 4.0, top, WIDE + 14.0, BOLD, &knob.name);
        sheet.comment(left - 4.0, top + 22.0, WIDE + 16.0, SMALL, knob.means);
        let slider = sheet.slider(left, top + 48.0, WIDE, knob.range);
        let number = sheet.number(left, top + 76.0, 58.0);
        sheet.connect(slider, 0, number, 0);
        sheet.connect(number, 0, object, at + 1);
        sliders.push((slider, 0));
    }
    sheet.at_first(x + 200.0, top + 30.0, "0.", &sliders);
    object
}
