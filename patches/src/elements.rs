//! Things on a sheet that patches have in common: titles, sections, sliders, ways out.

use crate::measure::line_height;
use crate::sheet::{HEIGHT, Ink, Place, SIZE, Sheet};
use serde_json::json;

/// Dark blue: titles.
pub const DARK: [f64; 4] = [0.137, 0.2, 0.271, 1.0];
/// Light: on [`DARK`].
pub const LIGHT: [f64; 4] = [0.957, 0.945, 0.918, 1.0];
/// The ground of a section.
pub const PAPER: [f64; 4] = [0.922, 0.902, 0.855, 1.0];
/// Between the sections.
pub const GROUND: [f64; 4] = [0.8, 0.8, 0.79, 1.0];

/// What is read first.
pub const BIG: Ink = Ink {
    size: 15.0,
    bold: false,
    colour: DARK,
};
/// What most is written in.
pub const PLAIN: Ink = Ink {
    size: SIZE,
    bold: false,
    colour: DARK,
};
/// Names.
pub const BOLD: Ink = Ink {
    bold: true,
    ..PLAIN
};
/// Asides.
pub const SMALL: Ink = Ink {
    size: 11.5,
    ..PLAIN
};

/// Height of a title.
pub const TITLE: f64 = 50.0;
/// Height of the strip above a section.
pub const STRIP: f64 = 24.0;

impl Sheet {
    /// The strip at the top: a name, and what it is.
    pub fn title(&mut self, wide: f64, name: &str, says: &str) {
        self.patcher_mut()
            .more
            .insert("locked_bgcolor".into(), json!(GROUND));
        self.patcher_mut()
            .more
            .insert("editing_bgcolor".into(), json!(GROUND));
        self.panel([0.0, 0.0, wide, TITLE], DARK);
        let ink = |size, bold| Ink {
            size,
            bold,
            colour: LIGHT,
        };
        let length = crate::measure::width(name, 26.0, true) + 14.0;
        self.comment(12.0, 8.0, length, ink(26.0, true), name);
        let left = 12.0 + length + 10.0;
        self.comment(left, 16.0, wide - left - 12.0, ink(15.0, false), says);
    }

    /// A field with a heading.
    pub fn section(&mut self, x: f64, y: f64, wide: f64, high: f64, heading: &str) {
        self.indented_section([x, y, wide, high], 6.0, heading);
    }

    /// A field whose heading makes way for a cord at its left.
    pub fn indented_section(&mut self, rect: [f64; 4], indent: f64, heading: &str) {
        let [x, y, wide, _] = rect;
        // What comes first lies in front.
        self.panel([x, y, wide, STRIP], DARK);
        self.panel(rect, PAPER);
        let ink = Ink {
            colour: LIGHT,
            ..BOLD
        };
        self.comment(x + indent, y + 1.0, wide - 6.0 - indent, ink, heading);
    }

    /// A plain field behind everything else.
    pub fn panel(&mut self, rect: [f64; 4], colour: [f64; 4]) -> Place {
        let keys = json!({
            "angle": 270.0,
            "background": 1,
            "bgcolor": colour,
            "border": 0,
            "mode": 0,
            "proportion": 0.5,
            "rounded": 0,
        });
        self.element("panel", "panel", rect, keys)
    }

    /// A slider from the left to the right.
    pub fn slider(&mut self, x: f64, y: f64, wide: f64, (from, to): (f64, f64)) -> Place {
        let keys = json!({
            "floatoutput": 1,
            "min": from,
            "orientation": 1,
            "parameter_enable": 0,
            "size": to - from,
        });
        self.element("slider", "slider", [x, y, wide, 18.0], keys)
    }

    /// A box for a number with a point.
    pub fn number(&mut self, x: f64, y: f64, wide: f64) -> Place {
        let keys =
            json!({ "fontsize": SIZE, "format": 6, "numdecimalplaces": 2, "parameter_enable": 0 });
        self.element("flonum", "flonum", [x, y, wide, HEIGHT], keys)
    }

    /// A switch.
    pub fn toggle(&mut self, x: f64, y: f64, wide: f64) -> Place {
        self.element(
            "toggle",
            "toggle",
            [x, y, wide, wide],
            json!({ "parameter_enable": 0 }),
        )
    }

    /// A button.
    pub fn button(&mut self, x: f64, y: f64, wide: f64) -> Place {
        self.element(
            "button",
            "button",
            [x, y, wide, wide],
            json!({ "parameter_enable": 0 }),
        )
    }

    /// A menu of words.
    pub fn menu(&mut self, x: f64, y: f64, wide: f64, words: &[&str]) -> Place {
        let items: Vec<_> = words.iter().flat_map(|word| [",", word]).skip(1).collect();
        let keys = json!({ "fontsize": SIZE, "items": items, "parameter_enable": 0 });
        self.element("umenu", "umenu", [x, y, wide, HEIGHT], keys)
    }

    /// What shows and sets a property of the object that it is connected to.
    pub fn property(&mut self, x: f64, y: f64, wide: f64, name: &str) -> Place {
        let keys =
            json!({ "attr": name, "fontsize": SIZE, "parameter_enable": 0, "text_width": 110.0 });
        self.element("attrui", "attrui", [x, y, wide, HEIGHT], keys)
    }

    /// An `inlet` or `outlet` of a subpatcher, the `index`-th of its kind, from 1.
    pub fn end(&mut self, class: &str, x: f64, y: f64, index: usize, comment: &str) -> Place {
        let keys = json!({ "comment": comment, "index": index });
        self.element(class, class, [x, y, 30.0, 30.0], keys)
    }

    /// Sends a message when the patch is opened; nobody sees it.
    pub fn at_first(&mut self, x: f64, y: f64, message: &str, to: &[(Place, usize)]) {
        let load = self.object(x, y, &format!("loadmess {message}"));
        self.set(load, "hidden", json!(1));
        for &(place, inlet) in to {
            self.connect_hidden(load, 0, place, inlet);
        }
    }

    /// The way out, from an outlet with a signal: a fader, and the loudspeaker that turns the sound on.
    pub fn way_out(&mut self, x: f64, y: f64, from: (Place, usize)) -> Place {
        let keys = json!({ "multichannelvariant": 0, "parameter_enable": 0 });
        let gain = self.element("gain~", "gain~", [x, y, 22.0, 72.0], keys);
        let speaker = self.element("ezdac~", "ezdac~", [x, y + 88.0, 45.0, 45.0], json!({}));
        self.connect(from.0, from.1, gain, 0);
        self.connect(gain, 0, speaker, 0);
        self.connect(gain, 0, speaker, 1);
        self.at_first(x + 30.0, y, "120", &[(gain, 0)]);
        speaker
    }

    /// The top at which a line of text stands in the middle of a box at `y`.
    pub fn beside(y: f64, ink: Ink) -> f64 {
        y + (HEIGHT - line_height(ink.size) - 7.0) / 2.0
    }
}
