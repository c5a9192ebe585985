//! Many voices: an introduction to `mc.nrave~`.

use super::{HIGH, WIDE};
use crate::elements::{BIG, PLAIN};
use crate::max::MODEL;
use crate::max::rows::{gather, rows};
use crate::max::voices::{chord, lead, mix, setvalue};
use crate::sheet::Sheet;
use neurorave_core::object::{MOST_VOICES, Page, VOICES_NAME};

pub fn tab() -> Sheet {
    let mut sheet = Sheet::new(WIDE, HIGH);
    let page = Page::of(VOICES_NAME).expect("a page");
    sheet.title(WIDE, VOICES_NAME, page.digest);
    sheet.section(
        14.0,
        64.0,
        912.0,
        252.0,
        "a chord goes in: four channels in one cord",
    );
    sheet.indented_section(
        [14.0, 328.0, 912.0, 318.0],
        36.0,
        "and four instruments play it",
    );
    let text = format!("{VOICES_NAME} {MODEL} @chans 4 @enable 0");
    let object = sheet.wide_object(34.0, 450.0, 560.0, &text);
    let chord = chord(&mut sheet, 34.0, 96.0);
    lead(&mut sheet, chord.sound, object);
    gather(&mut sheet, &[chord.enable], 19.0, 442.0, (object, 0));
    let setvalue = setvalue();
    let messages = [
        (setvalue.examples, setvalue.does),
        (
            &["transpose -12", "transpose 0"][..],
            "any other message goes to all voices",
        ),
    ];
    let said = rows(&mut sheet, (100.0, 440.0, 920.0), 362.0, &messages);
    gather(&mut sheet, &said, 90.0, 442.0, (object, 0));
    mix(&mut sheet, 34.0, 482.0, object);
    let big = format!(
        "One box, a voice for each channel, {MOST_VOICES} at most. The model is in memory once."
    );
    let y = sheet.comment(300.0, 496.0, 620.0, BIG, &big) + 6.0;
    let y = sheet.comment(
        300.0,
        y,
        620.0,
        PLAIN,
        "@chans 0, the default, makes as many voices as the widest input has channels. \
        Pitch and attribute inlets take as many channels, too: a value for each voice.",
    ) + 6.0;
    sheet.comment(
        300.0,
        y,
        620.0,
        PLAIN,
        &format!("There is more in the help of {VOICES_NAME}."),
    );
    sheet
}
