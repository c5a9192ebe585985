//! The Max for Live device: an audio effect.

mod parameters;

use super::{MODEL, file};
use crate::max::knobs::{Knob, knobs};
use crate::max::rows::gather;
use crate::model::File;
use crate::objects::models;
use crate::sheet::{Place, Sheet};
use neurorave_core::object::{NAME, PROPERTIES};
use parameters::{Face, Parameters, project};
use serde_json::json;

/// Dials beside each other, and from one to the next.
const COLUMNS: usize = 3;
const APART: (f64, f64) = (62.0, 74.0);
/// Left edge of the dials.
const DIALS: f64 = 132.0;
/// Size of the window with the patch behind the face.
const WINDOW: (f64, f64) = (890.0, 540.0);

/// The patcher of `nrave.amxd`.
pub fn device() -> File {
    let text = format!("{NAME} {MODEL}");
    let mut device = Device {
        sheet: Sheet::new(WINDOW.0, WINDOW.1),
        parameters: Parameters::default(),
    };
    let object = device.sound(&text);
    for (at, knob) in knobs(&text).iter().enumerate() {
        device.dial(at, knob, object);
    }
    device.model_menu(object);
    device.bypass(object);
    device.face(object);
    device.finish()
}

struct Device {
    sheet: Sheet,
    parameters: Parameters,
}

impl Device {
    /// Sound in, the model, sound out.
    fn sound(&mut self, text: &str) -> Place {
        let sheet = &mut self.sheet;
        let from = sheet.wide_object(30.0, 240.0, 100.0, "plugin~");
        let both = sheet.wide_object(30.0, 274.0, 100.0, "+~");
        let half = sheet.object(30.0, 308.0, "*~ 0.5");
        let object = sheet.wide_object(30.0, 384.0, 330.0, text);
        let to = sheet.wide_object(30.0, 456.0, 100.0, "plugout~");
        sheet.connect(from, 0, both, 0);
        sheet.connect(from, 1, both, 1);
        sheet.connect(both, 0, half, 0);
        sheet.connect(half, 0, object, 0);
        sheet.connect(object, 0, to, 0);
        sheet.connect(object, 0, to, 1);
        object
    }

    /// A dial for the pitch, or for an attribute: it leans on what is followed.
    fn dial(&mut self, at: usize, knob: &Knob, object: Place) {
        let pitch = knob.name == "pitch";
        let rect = [30.0 + 140.0 * at as f64, 30.0, 44.0, 48.0];
        let (column, row) = ((at % COLUMNS) as f64, (at / COLUMNS) as f64);
        let shown = [DIALS + APART.0 * column, 16.0 + APART.1 * row, 54.0, 60.0];
        let face = Face {
            class: "live.dial",
            rects: (rect, shown),
            name: &knob.name,
            info: &format!("{}: added to what is heard in the sound", knob.means),
        };
        let (sheet, parameters) = (&mut self.sheet, &mut self.parameters);
        let dial = parameters.number(sheet, &face, knob.range, pitch);
        // By messages: models without a pitch have other inlets.
        let says = match pitch {
            true => "transpose $1".to_owned(),
            false => format!("offset {} $1", knob.name),
        };
        let message = sheet.message(rect[0], 96.0, &says);
        sheet.connect(dial, 0, message, 0);
        gather(sheet, &[message], rect[0] - 8.0, 372.0, (object, 0));
    }

    fn model_menu(&mut self, object: Place) {
        let models = models();
        let names: Vec<_> = models.iter().map(String::as_str).collect();
        let first = names.iter().position(|name| *name == MODEL).unwrap_or(0);
        let face = Face {
            class: "live.menu",
            rects: ([30.0, 150.0, 100.0, 15.0], [12.0, 44.0, 100.0, 15.0]),
            name: "model",
            info: "the sounds that it was made from",
        };
        let (sheet, parameters) = (&mut self.sheet, &mut self.parameters);
        let menu = parameters.choice(sheet, &face, &names, first);
        let (middle, _) = sheet.outlet(menu, 1);
        let load = sheet.object(middle - 9.5, 184.0, "prepend load");
        sheet.connect(menu, 1, load, 0);
        gather(sheet, &[load], 14.0, 372.0, (object, 0));
    }

    fn bypass(&mut self, object: Place) {
        let bypass = PROPERTIES.iter().find(|property| property.name == "bypass");
        let face = Face {
            class: "live.toggle",
            rects: ([200.0, 150.0, 15.0, 15.0], [12.0, 70.0, 15.0, 15.0]),
            name: "bypass",
            info: bypass.map_or("", |property| property.does),
        };
        let (sheet, parameters) = (&mut self.sheet, &mut self.parameters);
        let toggle = parameters.choice(sheet, &face, &["off", "on"], 0);
        let left = sheet.outlet(toggle, 0).0 - 9.5;
        let message = sheet.message(left, 184.0, "bypass $1");
        sheet.connect(toggle, 0, message, 0);
        gather(sheet, &[message], 190.0, 372.0, (object, 0));
    }

    /// What is seen in Live besides the parameters: names, and the mode and the latency.
    fn face(&mut self, object: Place) {
        let sheet = &mut self.sheet;
        let left = sheet.outlet(object, 1).0 - 9.5;
        let route = sheet.object(left, 424.0, "route live");
        let set = sheet.object(left, 456.0, "prepend set");
        sheet.connect(object, 1, route, 0);
        sheet.connect(route, 0, set, 0);
        let news = words(
            sheet,
            [left, 490.0, 150.0, 18.0],
            [8.0, 118.0, 120.0, 18.0],
            "loading",
            10.0,
        );
        sheet.connect(set, 0, news, 0);
        words(
            sheet,
            [520.0, 424.0, 100.0, 24.0],
            [8.0, 12.0, 110.0, 24.0],
            NAME,
            16.0,
        );
        words(
            sheet,
            [520.0, 456.0, 100.0, 18.0],
            [30.0, 69.0, 80.0, 18.0],
            "bypass",
            10.0,
        );
        words(
            sheet,
            [520.0, 490.0, 150.0, 18.0],
            [8.0, 136.0, 120.0, 18.0],
            "mode and latency",
            10.0,
        );
    }

    fn finish(self) -> File {
        let mut file = file(self.sheet.finish(), [100.0, 100.0, WINDOW.0, WINDOW.1]);
        let patcher = &mut file.patcher;
        patcher.openinpresentation = Some(1);
        patcher.parameters = Some(self.parameters.listed());
        patcher.latency = Some(0);
        patcher.project = Some(project());
        patcher.more.insert("devicewidth".into(), json!(0.0));
        file
    }
}

/// Words on the face.
fn words(sheet: &mut Sheet, rect: [f64; 4], face: [f64; 4], text: &str, size: f64) -> Place {
    let keys = json!({
        "fontsize": size,
        "presentation": 1,
        "presentation_rect": face,
        "text": text,
        "textjustification": 0,
    });
    sheet.element("live.comment", "live.comment", rect, keys)
}
