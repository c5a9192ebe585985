//! A model that plays by itself.

use super::{HIGH, WIDE};
use crate::elements::{BIG, BOLD, PLAIN};
use crate::max::MODEL;
use crate::max::knobs::with_sliders;
use crate::max::rows::{ROW, gather, rows, words};
use crate::sheet::Sheet;
use neurorave_core::object::NAME;

/// Columns of the rows: messages, words, right edge.
const COLUMNS: (f64, f64, f64) = (44.0, 330.0, 920.0);

pub fn tab() -> Sheet {
    let mut sheet = Sheet::new(WIDE, HIGH);
    sheet.title(WIDE, "prior", "a model that plays by itself");
    sheet.section(14.0, 64.0, 912.0, 194.0, "tell it");
    sheet.section(
        14.0,
        270.0,
        912.0,
        376.0,
        "lean on it: added to what it plays",
    );
    let text = format!("{NAME} {MODEL} prior @enable 0");
    let object = with_sliders(&mut sheet, 34.0, 434.0, 300.0, &text);
    let toggle = sheet.toggle(34.0, 304.0, 26.0);
    sheet.comment(64.0, 306.0, 92.0, BOLD, "click: play");
    let enable = sheet.message(34.0, 376.0, "enable $1");
    sheet.connect(toggle, 0, enable, 0);
    sheet.connect(enable, 0, object, 0);

    let of_the_prior = ["temperature", "seed", "reset"];
    let mut said = words(&mut sheet, COLUMNS, 96.0, &of_the_prior);
    let more = [
        (
            &["note 57", "follow pitch"][..],
            "you decide the pitch, or the model does",
        ),
        (
            &["set rms 0", "follow rms", "follow"][..],
            "you decide how loud, or the model does; all of it again",
        ),
    ];
    let below = 96.0 + ROW * of_the_prior.len() as f64;
    said.extend(rows(&mut sheet, COLUMNS, below, &more));
    gather(&mut sheet, &said, 19.0, 426.0, (object, 0));
    sheet.way_out(34.0, 476.0, (object, 0));
    let (right, _) = sheet.outlet(object, 1);
    let print = sheet.object(right - 9.5, 476.0, "print");
    sheet.connect(object, 1, print, 0);
    let big =
        "No sound goes in: the method prior plays what it has learnt from the order of sounds.";
    let y = sheet.comment(110.0, 480.0, 560.0, BIG, big) + 8.0;
    sheet.comment(
        110.0,
        y,
        560.0,
        PLAIN,
        "Every model of the package has one. Where other methods take a sound it has an \
        inlet for messages alone; pitch and attributes follow, and add to what the model \
        plays. get tells what it plays just now.",
    );
    sheet
}
