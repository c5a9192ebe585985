//! The demo: a recording, played once in each of four segments. First every attribute follows it, then
//! one after the other is swept, as in the demo for Pd.

mod inner;

use super::{MODEL, file};
use crate::elements::{BIG, PLAIN};
use crate::model::File;
use crate::sheet::{HEIGHT, Place, Sheet};
use inner::{room, sweep};
use neurorave_core::object::NAME;
use serde_json::json;

/// What is swept, a segment each.
pub const SWEPT: [&str; 3] = ["rms", "centroid", "bandwidth"];
/// The recording that it opens with.
pub const RECORDING: &str = "digits.wav";

const WIDE: f64 = 940.0;
const HIGH: f64 = 728.0;
/// The buffers, and half the length of a segment in ms.
const IN: &str = "nrave-demo-in";
const OUT: &str = "nrave-demo-out";
const HALF: &str = "nrave-demo-half";

/// `nrave-demo.maxpat`, a name that no other package of the search path has.
pub fn demo() -> File {
    let mut sheet = Sheet::new(WIDE, HIGH);
    sheet.title(
        WIDE,
        "demo",
        &format!("{NAME} plays a recording four times"),
    );
    sheet.section(14.0, 64.0, 450.0, 172.0, "1  a recording");
    sheet.section(476.0, 64.0, 450.0, 172.0, "2  play it");
    sheet.indented_section([14.0, 248.0, 912.0, 252.0], 36.0, "what happens");
    sheet.indented_section([14.0, 530.0, 912.0, 184.0], 36.0, "3  what was played");
    recording(&mut sheet);
    let object = sheet.wide_object(340.0, 470.0, 570.0, &format!("{NAME} {MODEL}"));
    let taken = taken(&mut sheet, object);
    let segments = score(&mut sheet, object, &taken);
    sweeps(&mut sheet, object, segments);
    file(sheet.finish(), [60.0, 80.0, WIDE, HIGH])
}

fn waveform(sheet: &mut Sheet, rect: [f64; 4], buffer: &str) {
    let keys = json!({ "buffername": buffer });
    sheet.element("waveform~", "waveform~", rect, keys);
}

/// The buffer with the recording, and how to choose another.
fn recording(sheet: &mut Sheet) {
    let choose = sheet.button(28.0, 98.0, 24.0);
    sheet.comment(58.0, 99.0, 120.0, PLAIN, "any other");
    let dialog = sheet.object(28.0, 130.0, "opendialog sound");
    let replace = sheet.object(28.0, 162.0, "prepend replace");
    let buffer = sheet.object(28.0, 200.0, &format!("buffer~ {IN} {RECORDING}"));
    sheet.connect(choose, 0, dialog, 0);
    sheet.connect(dialog, 0, replace, 0);
    sheet.connect(replace, 0, buffer, 0);
    waveform(sheet, [180.0, 98.0, 272.0, 90.0], IN);
}

/// What records the sound and lets it out.
struct Taken {
    record: Place,
    buffer: Place,
    speaker: Place,
}

fn taken(sheet: &mut Sheet, object: Place) -> Taken {
    let record = sheet.object(340.0, 562.0, &format!("record~ {OUT}"));
    let buffer = sheet.object(28.0, 562.0, &format!("buffer~ {OUT} 8000."));
    let write = sheet.message(28.0, 592.0, "write");
    let via = [(37.5, 619.0), (20.0, 619.0), (20.0, 557.0), (37.5, 557.0)];
    sheet.bend(write, 0, buffer, 0, &via);
    sheet.comment(80.0, 593.0, 200.0, PLAIN, "saves it as a file");
    waveform(sheet, [28.0, 626.0, 784.0, 78.0], OUT);
    let keys = json!({ "multichannelvariant": 0, "orientation": 1, "parameter_enable": 0 });
    let gain = sheet.element("gain~", "gain~", [560.0, 562.0, 150.0, 22.0], keys);
    let speaker = sheet.element("ezdac~", "ezdac~", [840.0, 642.0, 45.0, 45.0], json!({}));
    sheet.connect(object, 0, record, 0);
    sheet.bend(object, 0, gain, 0, &[(349.5, 523.0), (569.5, 523.0)]);
    for inlet in [0, 1] {
        let (end, _) = sheet.inlet(speaker, inlet);
        sheet.bend(gain, 0, speaker, inlet, &[(569.5, 606.0), (end, 606.0)]);
    }
    sheet.at_first(600.0, 562.0, "120", &[(gain, 0)]);
    Taken {
        record,
        buffer,
        speaker,
    }
}

/// Start, the segments one after the other, the end. Gives what bangs at the start of each segment
/// and at the end of the last.
fn score(sheet: &mut Sheet, object: Place, taken: &Taken) -> Place {
    let start = sheet.button(494.0, 102.0, 40.0);
    sheet.comment(
        546.0,
        98.0,
        370.0,
        BIG,
        "Click. The sound is turned on, and you hear",
    );
    let others = SWEPT.iter().enumerate();
    let others =
        others.map(|(at, name)| format!("{}  {name} swept by a signal at its inlet", at + 1));
    let first = "0  the recording, with every attribute following it".to_owned();
    let lines: Vec<_> = std::iter::once(first).chain(others).collect();
    sheet.comment(546.0, 124.0, 370.0, PLAIN, &lines.join("\n"));

    let order = sheet.wide_object(34.0, 286.0, 250.0, "t b b b b");
    sheet.bend(start, 0, order, 0, &[(503.5, 242.0), (43.5, 242.0)]);
    let left = |sheet: &Sheet, outlet| sheet.outlet(order, outlet).0 - 9.5;
    let at = left(sheet, 3);
    let room = sheet.inner(at, 318.0, "p room", room());
    let at = left(sheet, 2);
    let on = sheet.message(at, 318.0, "1");
    let at = left(sheet, 1);
    let zero = sheet.message(at, 318.0, "set 0");
    let count = sheet.wide_object(34.0, 350.0, 96.0, "counter 0 4");
    for (outlet, to) in [(0, count), (1, zero), (2, on), (3, room)] {
        sheet.connect(order, outlet, to, 0);
    }
    sheet.bend(zero, 0, count, 0, &[(at + 9.5, 345.0), (43.5, 345.0)]);
    let (x, _) = sheet.outlet(on, 0);
    for to in [taken.record, taken.speaker] {
        let end = sheet.inlet(to, 0).0;
        let via = [(x, 346.0), (312.0, 346.0), (312.0, 517.0), (end, 517.0)];
        sheet.bend(on, 0, to, 0, &via);
    }
    let (x, _) = sheet.outlet(room, 0);
    let end = sheet.inlet(taken.buffer, 0).0;
    let via = [(x, 346.0), (304.0, 346.0), (304.0, 523.0), (end, 523.0)];
    sheet.bend(room, 0, taken.buffer, 0, &via);

    let keys = json!({ "fontsize": 13.0, "parameter_enable": 0 });
    let number = sheet.element("number", "number", [34.0, 380.0, 50.0, HEIGHT], keys);
    sheet.comment(90.0, 381.0, 120.0, PLAIN, "segment");
    let select = sheet.wide_object(34.0, 410.0, 250.0, "sel 0 1 2 3 4");
    sheet.connect(count, 0, number, 0);
    sheet.connect(number, 0, select, 0);
    let again = sheet.message(34.0, 444.0, "start");
    for outlet in 0..=SWEPT.len() {
        let (x, _) = sheet.outlet(select, outlet);
        sheet.bend(select, outlet, again, 0, &[(x, 438.0), (43.5, 438.0)]);
    }
    let play = sheet.wide_object(34.0, 474.0, 168.0, &format!("play~ {IN}"));
    sheet.connect(again, 0, play, 0);
    let via = [
        (43.5, 498.0),
        (326.0, 498.0),
        (326.0, 464.0),
        (349.5, 464.0),
    ];
    sheet.bend(play, 0, object, 0, &via);
    let (x, _) = sheet.outlet(play, 1);
    let via = [(x, 505.0), (22.0, 505.0), (22.0, 345.0), (43.5, 345.0)];
    sheet.bend(play, 1, count, 0, &via);
    let (x, _) = sheet.outlet(select, 4);
    let tail = sheet.wide_object(x - 9.5, 444.0, 78.0, "delay 1500");
    let off = sheet.message(x - 9.5, 474.0, "0");
    sheet.connect(select, 4, tail, 0);
    sheet.connect(tail, 0, off, 0);
    sheet.bend(off, 0, taken.record, 0, &[(x, 511.0), (349.5, 511.0)]);
    select
}

/// A sweep above the inlet of each attribute that is swept.
fn sweeps(sheet: &mut Sheet, object: Place, segments: Place) {
    sheet.comment(
        360.0,
        286.0,
        556.0,
        PLAIN,
        "Inlets from the left: sound, pitch in semitones, then one for each attribute in \
        the model's order. An attribute that is set obeys its inlet alone; one that \
        follows adds its inlet to what it hears in the sound.",
    );
    for (at, name) in SWEPT.iter().enumerate() {
        let inlet = at + 2;
        let left = sheet.inlet(object, inlet).0 - 9.5;
        let place = sheet.inner(left, 424.0, &format!("p {name}"), sweep(name));
        sheet.set(place, "patching_rect", json!([left, 424.0, 86.0, HEIGHT]));
        sheet.connect(place, 0, object, inlet);
        let (x, _) = sheet.outlet(place, 1);
        sheet.bend(place, 1, object, 0, &[(x, 456.0), (349.5, 456.0)]);
        for (outlet, to) in [(at + 1, 0), (at + 2, 1)] {
            let (from, _) = sheet.outlet(segments, outlet);
            let end = sheet.inlet(place, to).0;
            let nth = outlet as f64;
            let (lane, low, high) = (316.0 + 6.0 * nth, 438.0, 412.0 - 8.0 * nth);
            let via = [(from, low), (lane, low), (lane, high), (end, high)];
            sheet.bend(segments, outlet, place, to, &via);
        }
    }
}
