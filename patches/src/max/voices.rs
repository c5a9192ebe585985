//! The help of `mc.nrave~`, and a chord to try it with.

use super::rows::{ROW, gather, rows};
use super::{MODEL, tabs};
use crate::elements::{BIG, BOLD, PLAIN, SMALL};
use crate::model::File;
use crate::sheet::{Place, Sheet};
use neurorave_core::object::{Page, VOICES_NAME, Word};
use serde_json::json;

const WIDE: f64 = 940.0;
const HIGH: f64 = 700.0;
/// Frequencies in Hz, a chord each.
const CHORDS: [&str; 3] = [
    "110. 165. 220. 277.2",
    "98. 146.8 196. 246.9",
    "130.8 164.8 196. 261.6",
];
/// Up, held, and slowly down.
const SWELL: &str = "0.4 120 0.3 2400 0. 900";

/// A chord at a corner of a sheet.
pub struct Chord {
    /// The sound of four channels.
    pub sound: Place,
    /// The message box that turns `mc.nrave~` on and off.
    pub enable: Place,
}

/// The message for one voice.
pub fn setvalue() -> &'static Word {
    let page = Page::of(VOICES_NAME).expect("a page");
    let mut words = page.messages.iter();
    words
        .find(|word| word.name == "setvalue")
        .expect("setvalue")
}

/// Messages with chords, and what plays them.
pub fn chord(sheet: &mut Sheet, x: f64, y: f64) -> Chord {
    let toggle = sheet.toggle(x, y, 26.0);
    sheet.comment(x + 32.0, y + 2.0, 180.0, BOLD, "1  click: this tab plays");
    let enable = sheet.message(x, y + 34.0, "enable $1");
    sheet.connect(toggle, 0, enable, 0);
    let left = x + 236.0;
    sheet.comment(left - 4.0, y + 2.0, 300.0, BOLD, "2  click a chord, in Hz");
    let both = sheet.wide_object(left, y + 72.0, 330.0, "t l b");
    let mut at = left;
    for chord in CHORDS {
        let chord = sheet.message(at, y + 34.0, chord);
        let (from, below) = sheet.outlet(chord, 0);
        let lane = below + 8.0;
        sheet.bend(chord, 0, both, 0, &[(from, lane), (left + 9.5, lane)]);
        at += 172.0;
    }
    let right = sheet.outlet(both, 1).0 - 9.5;
    let frequencies = sheet.object(left, y + 104.0, "mc.list~ @chans 4");
    let tone = sheet.object(left, y + 134.0, "mc.saw~ @chans 4");
    let soft = sheet.object(left, y + 164.0, "mc.onepole~ 1800");
    let swell = sheet.message(right, y + 104.0, SWELL);
    let line = sheet.object(right, y + 134.0, "line~");
    let shaped = sheet.wide_object(left, y + 194.0, 330.0, "mc.*~");
    sheet.connect(both, 0, frequencies, 0);
    sheet.connect(both, 1, swell, 0);
    sheet.connect(frequencies, 0, tone, 0);
    sheet.connect(tone, 0, soft, 0);
    sheet.connect(soft, 0, shaped, 0);
    sheet.connect(swell, 0, line, 0);
    sheet.connect(line, 0, shaped, 1);
    Chord {
        sound: shaped,
        enable,
    }
}

/// The chord's cord to the box that plays it, between the sections.
pub fn lead(sheet: &mut Sheet, chord: Place, object: Place) {
    let ((from, y), (end, _)) = (sheet.outlet(chord, 0), sheet.inlet(object, 0));
    sheet.bend(chord, 0, object, 0, &[(from, y + 9.0), (end, y + 9.0)]);
}

/// The voices together, and out.
pub fn mix(sheet: &mut Sheet, x: f64, y: f64, from: Place) {
    let mixed = sheet.object(x, y, "mc.mixdown~ 2");
    let scaled = sheet.wide_object(x, y + 66.0, 105.0, "mc.*~ 0.5");
    let (right, _) = sheet.inlet(scaled, 1);
    let level = sheet.slider(right - 9.5, y + 36.0, 120.0, (0.0, 1.0));
    let speaker = sheet.element(
        "mc.ezdac~",
        "mc.ezdac~",
        [x, y + 104.0, 45.0, 45.0],
        json!({}),
    );
    sheet.connect(from, 0, mixed, 0);
    sheet.connect(mixed, 0, scaled, 0);
    sheet.connect(level, 0, scaled, 1);
    sheet.connect(scaled, 0, speaker, 0);
    sheet.comment(right + 20.0, y + 56.0, 90.0, SMALL, "how loud");
    sheet.at_first(right, y, "0.5", &[(level, 0)]);
}

/// `mc.nrave~.maxhelp`
pub fn voices() -> File {
    tabs(vec![("basic", basic())], WIDE, HIGH)
}

fn basic() -> Sheet {
    let page = Page::of(VOICES_NAME).expect("a page");
    let mut sheet = Sheet::new(WIDE, HIGH);
    sheet.title(WIDE, VOICES_NAME, page.digest);
    sheet.section(
        14.0,
        64.0,
        912.0,
        252.0,
        "a chord goes in: four channels in one cord",
    );
    sheet.indented_section(
        [14.0, 328.0, 912.0, 358.0],
        36.0,
        "and each of its notes has an instrument",
    );
    let chord = chord(&mut sheet, 34.0, 96.0);
    let text = format!("{VOICES_NAME} {MODEL} @chans 4 @enable 0");
    let object = sheet.wide_object(34.0, 496.0, 640.0, &text);
    lead(&mut sheet, chord.sound, object);
    gather(&mut sheet, &[chord.enable], 19.0, 488.0, (object, 0));
    let setvalue = setvalue();
    let messages = [
        (setvalue.examples, setvalue.does),
        (
            &["setvalue 1 set rms -0.5", "setvalue 0 follow"][..],
            "every message of nrave~ but those for the model",
        ),
        (
            &["transpose -12", "transpose 0"][..],
            "without setvalue it goes to all voices",
        ),
        (
            &["chans 2", "chans 4"][..],
            "how many voices; 0: as many as the widest input has channels",
        ),
    ];
    let mut said = rows(&mut sheet, (100.0, 446.0, 920.0), 360.0, &messages);
    said.push(sheet.property(256.0, 360.0 + ROW * 3.0, 170.0, "chans"));
    gather(&mut sheet, &said, 90.0, 488.0, (object, 0));
    mix(&mut sheet, 34.0, 530.0, object);
    let (right, _) = sheet.outlet(object, 1);
    let print = sheet.object(right - 9.5, 530.0, "print");
    sheet.connect(object, 1, print, 0);
    let y = sheet.comment(290.0, 566.0, 620.0, BIG, page.description) + 6.0;
    let all = "All else is as in nrave~: its help shows inlets, attributes and messages.";
    sheet.comment(290.0, y, 620.0, PLAIN, all);
    sheet
}
