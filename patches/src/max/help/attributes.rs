//! Attributes and the pitch: what is followed, what is set, and what the model is given.

use super::{HIGH, WIDE};
use crate::elements::{BOLD, PLAIN, SMALL};
use crate::max::MODEL;
use crate::max::knobs::{Knob, knobs};
use crate::max::melody::{Player, player};
use crate::max::readings::show;
use crate::max::rows::{ROW, gather, words};
use crate::measure::width;
use crate::model::Patcher;
use crate::sheet::{Place, SIZE, Sheet};
use neurorave_core::descriptors::Descriptor;
use neurorave_core::object::NAME;

/// The columns of messages: left edge and heading.
const COLUMNS: [(f64, &str); 5] = [
    (228.0, "what goes in leads"),
    (358.0, "only this: -1 to 1"),
    (484.0, "or in its own unit"),
    (648.0, "follow, but more"),
    (778.0, "follow, and add"),
];
/// From one reading to the next.
const APART: f64 = 106.0;
/// The lane to the left of everything, and the one between the sections.
const LANES: (f64, f64) = (19.0, 316.0);

pub fn tab() -> Sheet {
    let mut sheet = Sheet::new(WIDE, HIGH);
    sheet.title(WIDE, "attributes", "follow the sound, or obey");
    sheet.section(
        14.0,
        64.0,
        912.0,
        246.0,
        "each attribute, and the pitch, either follows what goes in or is set",
    );
    sheet.section(14.0, 322.0, 912.0, 324.0, "hear it, and see what is heard");
    let text = format!("{NAME} {MODEL} @enable 0");
    let knobs = knobs(&text);
    let object = sheet.wide_object(34.0, 454.0, 236.0, &text);
    say(&mut sheet, object, &knobs);
    let Player { sound, enable } = player(&mut sheet, 34.0, 354.0);
    sheet.connect(sound, 0, object, 0);
    gather(&mut sheet, &[enable], 171.5, 446.0, (object, 0));
    sheet.way_out(34.0, 486.0, (object, 0));
    let mut others = words(&mut sheet, (480.0, 660.0, 920.0), 358.0, &["smooth"]);
    others.push(sheet.message(480.0, 389.0, "follow"));
    let button = sheet.button(560.0, 388.0, 24.0);
    let back = sheet.inner(560.0, 418.0, "p back", back(&knobs));
    sheet.connect(button, 0, back, 0);
    others.push(back);
    sheet.comment(
        660.0,
        389.0,
        260.0,
        PLAIN,
        "follow all again; undo all of the above",
    );
    gather(&mut sheet, &others, 470.0, 446.0, (object, 0));
    readings(&mut sheet, object, &knobs);
    sheet
}

/// What is said to each attribute.
fn say(sheet: &mut Sheet, object: Place, knobs: &[Knob]) {
    for (x, heading) in COLUMNS {
        sheet.comment(x - 4.0, 90.0, 124.0, SMALL, heading);
    }
    for (row, knob) in knobs.iter().enumerate() {
        let y = 114.0 + ROW * row as f64;
        let length = width(&knob.name, SIZE, true) + 12.0;
        sheet.comment(20.0, y + 1.0, length, BOLD, &knob.name);
        sheet.comment(20.0 + length, y + 2.5, 196.0 - length, SMALL, knob.means);
        for ((x, _), message) in COLUMNS.into_iter().zip(said(knob)) {
            let Some(message) = message else { continue };
            let place = sheet.message(x, y, &message);
            let (from, bottom) = sheet.outlet(place, 0);
            let (lane, below, end) = (x - 8.0, bottom + 4.0, sheet.inlet(object, 0).0);
            let (left, between) = LANES;
            let via = [
                (from, below),
                (lane, below),
                (lane, between),
                (left, between),
                (left, 446.0),
                (end, 446.0),
            ];
            sheet.bend(place, 0, object, 0, &via);
        }
    }
}

/// What is said to an attribute, or to the pitch, in each column.
fn said(knob: &Knob) -> [Option<String>; COLUMNS.len()] {
    let name = &knob.name;
    let Some(descriptor) = Descriptor::from_name(name) else {
        let pitch = [
            Some("follow pitch"),
            Some("note 57"),
            Some("set pitch 220"),
            None,
            Some("transpose 7"),
        ];
        return pitch.map(|message| message.map(str::to_owned));
    };
    let unit = match descriptor.unit() {
        "Hz" => "1500 Hz",
        "dBFS" => "-30 dB",
        "acum" => "1.2 acum",
        _ => "0.5",
    };
    [
        Some(format!("follow {name}")),
        Some(format!("set {name} 0")),
        Some(format!("set {name} {unit}")),
        Some(format!("scale {name} 2")),
        Some(format!("offset {name} -0.3")),
    ]
}

/// Takes back what the messages have done.
fn back(knobs: &[Knob]) -> Patcher {
    const STEP: f64 = 42.0;
    let below = 64.0 + STEP * knobs.len() as f64;
    let mut sheet = Sheet::new(440.0, below + 54.0);
    let inlet = sheet.end("inlet", 20.0, 16.0, 1, "bang");
    let outlet = sheet.end("outlet", 20.0, below + 8.0, 1, "messages");
    for (row, knob) in knobs.iter().enumerate() {
        let name = &knob.name;
        let text = match Descriptor::from_name(name) {
            Some(_) => format!("follow {name}, scale {name} 1, offset {name} 0"),
            None => "follow pitch, transpose 0".to_owned(),
        };
        let message = sheet.message(70.0, 64.0 + STEP * row as f64, &text);
        let ((x, top), (_, bottom)) = (sheet.inlet(message, 0), sheet.outlet(message, 0));
        let from = sheet.outlet(inlet, 0).0;
        sheet.bend(inlet, 0, message, 0, &[(from, top - 6.0), (x, top - 6.0)]);
        let (lane, end) = (50.0, sheet.inlet(outlet, 0).0);
        let via = [
            (x, bottom + 6.0),
            (lane, bottom + 6.0),
            (lane, below),
            (end, below),
        ];
        sheet.bend(message, 0, outlet, 0, &via);
    }
    sheet.finish()
}

/// What `get` answers, five times a second.
fn readings(sheet: &mut Sheet, object: Place, knobs: &[Knob]) {
    let clock = sheet.toggle(310.0, 354.0, 26.0);
    sheet.comment(342.0, 356.0, 110.0, BOLD, "click: look");
    let metro = sheet.object(310.0, 386.0, "metro 200");
    let get = sheet.message(310.0, 416.0, "get");
    sheet.connect(clock, 0, metro, 0);
    sheet.connect(metro, 0, get, 0);
    gather(sheet, &[get], 319.5, 446.0, (object, 0));
    let names: Vec<_> = knobs.iter().map(|knob| knob.name.as_str()).collect();
    let left = sheet.outlet(object, 1).0 - 9.5;
    let route = sheet.object(left, 490.0, "route get");
    let wide = APART * names.len() as f64 + 19.0;
    let each = sheet.wide_object(left, 522.0, wide, &format!("route {}", names.join(" ")));
    sheet.connect(object, 1, route, 0);
    sheet.connect(route, 0, each, 0);
    for (at, knob) in knobs.iter().enumerate() {
        let widths = (APART - 6.0, APART - 4.0);
        show(sheet, (each, at), &knob.name, [554.0, 586.0, 612.0], widths);
    }
    sheet.comment(
        left + 110.0,
        491.0,
        560.0,
        SMALL,
        "measured, its unit, and what the model is given; for the pitch: how sure it is",
    );
}
