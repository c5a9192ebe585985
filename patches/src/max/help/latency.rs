//! How late the sound comes, and whether the computer keeps up.

use super::{HIGH, WIDE};
use crate::elements::PLAIN;
use crate::max::MODEL;
use crate::max::melody::{Player, player};
use crate::max::readings::show;
use crate::max::rows::{gather, words};
use crate::sheet::{Place, Sheet};
use neurorave_core::object::NAME;

/// What is asked for, in this order.
const WORDS: [&str; 6] = ["latency", "mode", "dropouts", "cpu", "bypass", "enable"];
/// Answers that are shown.
const ANSWERS: [&str; 5] = ["live", "latency", "mode", "dropouts", "cpu"];

pub fn tab() -> Sheet {
    let mut sheet = Sheet::new(WIDE, HIGH);
    sheet.title(WIDE, "latency", "known to the sample");
    sheet.section(14.0, 64.0, 912.0, 224.0, "ask, and decide");
    sheet.section(14.0, 300.0, 912.0, 346.0, "hear it");
    let said = words(&mut sheet, (44.0, 330.0, 920.0), 96.0, &WORDS);
    let text = format!("{NAME} {MODEL} @enable 0");
    let object = sheet.wide_object(34.0, 440.0, 310.0, &text);
    gather(&mut sheet, &said, 19.0, 432.0, (object, 0));
    let Player { sound, enable } = player(&mut sheet, 34.0, 334.0);
    sheet.connect(sound, 0, object, 0);
    gather(&mut sheet, &[enable], 171.5, 432.0, (object, 0));
    sheet.way_out(34.0, 478.0, (object, 0));
    answers(&mut sheet, object);
    let y = sheet.comment(
        370.0,
        334.0,
        546.0,
        PLAIN,
        "Where the network is quick enough it runs within the vector (synchronous): the \
        latency is a step of the model and the model's own delay. Otherwise it runs \
        beside the sound (worker), one step later. nrave~ measures, and chooses.",
    ) + 6.0;
    sheet.comment(
        370.0,
        y,
        546.0,
        PLAIN,
        "A step that comes too late costs a short fade and counts as a dropout; it never \
        shifts what follows. Longer vectors help.",
    );
    sheet
}

/// Shows what the information outlet says.
fn answers(sheet: &mut Sheet, object: Place) {
    let left = sheet.outlet(object, 1).0 - 9.5;
    let route = sheet.wide_object(left, 482.0, 574.0, &format!("route {}", ANSWERS.join(" ")));
    sheet.connect(object, 1, route, 0);
    for (at, answer) in ANSWERS.iter().enumerate() {
        show(
            sheet,
            (route, at),
            answer,
            [516.0, 550.0, 576.0],
            (104.0, 104.0),
        );
    }
    sheet.comment(
        left - 4.0,
        606.0,
        580.0,
        PLAIN,
        "live: the mode it has chosen, and the latency. latency: samples, ms. cpu: mean, worst.",
    );
}
