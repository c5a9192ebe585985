//! A melody to play with, so that every patch sounds at once.

use crate::elements::{BOLD, PLAIN, SMALL};
use crate::model::Patcher;
use crate::sheet::{Place, Sheet};

/// MIDI notes, over and over.
const NOTES: [u8; 8] = [50, 57, 62, 60, 53, 57, 55, 48];
/// Up in 90 ms, held, down in 180.
const BOW: &str = "0.6 90 0.4 260 0.4 70 0. 180";
/// What the menu offers: the number of an entry is what the subpatcher takes.
const CHOICES: [&str; 3] = ["silence", "melody", "microphone"];

/// The menu, the melody and its level at a corner of a sheet. `playing` when the patch opens. Gives
/// the box with the sound.
pub fn source(sheet: &mut Sheet, x: f64, y: f64, playing: bool) -> Place {
    let menu = sheet.menu(x, y, 112.0, &CHOICES);
    let melody = sheet.inner(x, y + 38.0, "p melody", melody());
    sheet.connect(menu, 0, melody, 0);
    sheet.comment(x + 62.0, y + 61.0, 66.0, SMALL, "how loud");
    let level = sheet.slider(x + 41.0, y + 84.0, 74.0, (0.0, 1.0));
    let scaled = sheet.wide_object(x, y + 112.0, 60.0, "*~ 0.7");
    sheet.connect(melody, 0, scaled, 0);
    sheet.connect(level, 0, scaled, 1);
    sheet.at_first(
        x + 60.0,
        y + 30.0,
        if playing { "1" } else { "0" },
        &[(menu, 0)],
    );
    sheet.at_first(x + 60.0, y + 60.0, "0.7", &[(level, 0)]);
    scaled
}

/// What turns a tab on, and what it plays then.
pub struct Player {
    /// The sound.
    pub sound: Place,
    /// The message box that turns `nrave~` on and off.
    pub enable: Place,
}

/// A switch that turns a tab on, with the menu and the melody, at a corner of a sheet.
pub fn player(sheet: &mut Sheet, x: f64, y: f64) -> Player {
    let toggle = sheet.toggle(x, y, 26.0);
    sheet.comment(x + 32.0, y + 2.0, 190.0, BOLD, "click: this tab plays");
    let menu = sheet.menu(x, y + 36.0, 112.0, &CHOICES);
    let enable = sheet.message(x + 128.0, y + 36.0, "enable $1");
    let melody = sheet.inner(x, y + 66.0, "p melody", melody());
    sheet.connect(toggle, 0, menu, 0);
    let (right, _) = sheet.inlet(enable, 0);
    sheet.bend(
        toggle,
        0,
        enable,
        0,
        &[(x + 9.5, y + 31.0), (right, y + 31.0)],
    );
    sheet.connect(menu, 0, melody, 0);
    sheet.at_first(x + 40.0, y, "0", &[(menu, 0)]);
    Player {
        sound: melody,
        enable,
    }
}

/// A plain tone with the shape of a bowed note, or the microphone, or nothing.
fn melody() -> Patcher {
    let mut sheet = Sheet::new(680.0, 530.0);
    let says = "A plain tone with the shape of a bowed note: something for the model to follow. \
        1 plays it, 2 lets the microphone in.";
    sheet.comment(16.0, 10.0, 640.0, PLAIN, says);
    let what = "0 silence, 1 melody, 2 microphone";
    let inlet = sheet.end("inlet", 20.0, 56.0, 1, what);
    let both = sheet.wide_object(20.0, 102.0, 480.0, "t i i");
    sheet.connect(inlet, 0, both, 0);
    let note = note(&mut sheet, both);
    let hears = sheet.outlet(both, 1).0 - 9.5;
    let hears = sheet.object(hears, 138.0, "== 2");
    let microphone = sheet.object(590.0, 138.0, "adc~ 1");
    let gate = sheet.wide_object(590.0, 180.0, 60.0, "*~ 0.");
    let out = sheet.end("outlet", 20.0, 490.0, 1, "sound");
    sheet.connect(both, 1, hears, 0);
    sheet.connect(microphone, 0, gate, 0);
    let (from, to) = (sheet.outlet(hears, 0).0, sheet.inlet(gate, 1).0);
    sheet.bend(hears, 0, gate, 1, &[(from, 171.0), (to, 171.0)]);
    sheet.connect(note, 0, out, 0);
    let (from, to) = (sheet.outlet(gate, 0).0, sheet.inlet(out, 0).0);
    sheet.bend(gate, 0, out, 0, &[(from, 484.0), (to, 484.0)]);
    sheet.finish()
}

/// Plays the notes as long as it gets 1.
fn note(sheet: &mut Sheet, from: Place) -> Place {
    let plays = sheet.object(20.0, 138.0, "== 1");
    let metro = sheet.object(20.0, 172.0, "metro 640");
    let counter = sheet.wide_object(20.0, 206.0, 120.0, "counter 0 7");
    let each = sheet.wide_object(20.0, 240.0, 409.0, "t i b");
    let select = sheet.wide_object(20.0, 274.0, 352.0, "sel 0 1 2 3 4 5 6 7");
    let chain = [from, plays, metro, counter, each, select];
    for pair in chain.windows(2) {
        sheet.connect(pair[0], 0, pair[1], 0);
    }
    let mtof = sheet.object(20.0, 352.0, "mtof");
    for (at, note) in NOTES.iter().enumerate() {
        let x = sheet.outlet(select, at).0 - 9.5;
        let note = sheet.message(x, 310.0, &note.to_string());
        sheet.connect(select, at, note, 0);
        let (from, to) = (sheet.outlet(note, 0).0, sheet.inlet(mtof, 0).0);
        sheet.bend(note, 0, mtof, 0, &[(from, 342.0), (to, 342.0)]);
    }
    let tone = sheet.object(20.0, 386.0, "saw~");
    let soft = sheet.wide_object(20.0, 420.0, 110.0, "onepole~ 1800");
    let shaped = sheet.wide_object(20.0, 454.0, 120.0, "*~");
    for pair in [mtof, tone, soft, shaped].windows(2) {
        sheet.connect(pair[0], 0, pair[1], 0);
    }
    let x = sheet.outlet(each, 1).0 - 9.5;
    let bow = sheet.message(x, 310.0, BOW);
    let line = sheet.object(x, 352.0, "line~");
    sheet.connect(each, 1, bow, 0);
    sheet.connect(bow, 0, line, 0);
    let (from, to) = (sheet.outlet(line, 0).0, sheet.inlet(shaped, 1).0);
    sheet.bend(line, 0, shaped, 1, &[(from, 448.0), (to, 448.0)]);
    shaped
}
