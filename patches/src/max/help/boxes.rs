//! What can stand in the box: model, method, flags, properties.

use super::{HIGH, WIDE};
use crate::elements::{BOLD, PLAIN, SMALL};
use crate::max::MODEL;
use crate::max::rows::{ROW, gather, rows, words};
use crate::objects::models;
use crate::sheet::{Ink, Place, Sheet};
use neurorave_core::object::{FLAGS, NAME, PROPERTIES, Page};

/// Boxes that show how arguments are written.
const EXAMPLES: [&str; 4] = [
    "void 8 2",
    "-side drums",
    "-offline strings",
    "digits prior",
];

pub fn tab() -> Sheet {
    let mut sheet = Sheet::new(WIDE, HIGH);
    sheet.title(
        WIDE,
        "box",
        "what can stand in it, and what can be said later",
    );
    sheet.section(
        14.0,
        64.0,
        420.0,
        268.0,
        "load another model: it fades over when it is ready",
    );
    sheet.section(
        446.0,
        64.0,
        480.0,
        268.0,
        "properties: in the inspector, and in the box as @name value",
    );
    sheet.indented_section([14.0, 344.0, 420.0, 302.0], 36.0, "boxes");
    sheet.section(446.0, 344.0, 480.0, 302.0, "arguments");

    let object = sheet.wide_object(34.0, 392.0, 250.0, &format!("{NAME} {MODEL} @enable 0"));
    let said = load(&mut sheet);
    gather(&mut sheet, &said, 19.0, 384.0, (object, 0));
    let shown = properties(&mut sheet);
    gather(&mut sheet, &shown, 455.0, 338.0, (object, 0));
    let (right, _) = sheet.outlet(object, 1);
    let print = sheet.object(right - 9.5, 426.0, "print");
    sheet.connect(object, 1, print, 0);
    sheet.comment(30.0, 462.0, 390.0, SMALL, "and others, as they could be");
    for (at, example) in EXAMPLES.iter().enumerate() {
        let text = format!("{NAME} {example} @enable 0");
        sheet.object(34.0, 488.0 + 36.0 * at as f64, &text);
    }
    arguments(&mut sheet);
    sheet
}

/// What loads models; gives what is to be connected.
fn load(sheet: &mut Sheet) -> Vec<Place> {
    let loads: Vec<_> = models()
        .iter()
        .map(|model| format!("load {model}"))
        .collect();
    let loads: Vec<_> = loads.iter().map(String::as_str).collect();
    let columns = (44.0, 206.0, 430.0);
    let mut said = rows(
        sheet,
        (44.0, 306.0, 430.0),
        96.0,
        &[(&loads, "of the package")],
    );
    let choose = sheet.button(44.0, 127.0, 24.0);
    sheet.comment(76.0, 128.0, 100.0, PLAIN, "any other");
    let dialog = sheet.object(44.0, 158.0, "opendialog");
    let load = sheet.object(44.0, 189.0, "prepend load");
    sheet.connect(choose, 0, dialog, 0);
    sheet.connect(dialog, 0, load, 0);
    said.push(load);
    said.extend(words(sheet, columns, 220.0, &["reload", "method", "side"]));
    let info = sheet.message(206.0, 127.0, "info");
    sheet.comment(252.0, 128.0, 170.0, PLAIN, "all about the model");

    said.push(info);
    said
}

/// An element for each property; gives them.
fn properties(sheet: &mut Sheet) -> Vec<Place> {
    let own = |property: &&neurorave_core::object::Property| {
        property.only.is_none_or(|only| only == NAME)
    };
    let ink = Ink {
        size: 11.0,
        ..PLAIN
    };
    let mut shown = Vec::new();
    for (at, property) in PROPERTIES.iter().filter(own).enumerate() {
        let y = 96.0 + (ROW + 2.0) * at as f64;
        shown.push(sheet.property(464.0, y, 190.0, property.name));
        sheet.comment(660.0, y - 4.0, 264.0, ink, property.does);
    }
    shown
}

/// What stands in the box, in order, and the flags before it.
fn arguments(sheet: &mut Sheet) {
    let page = Page::of(NAME).expect("a page");
    let arguments = page
        .arguments
        .iter()
        .map(|argument| (argument.name, argument.does));
    let flags = FLAGS.iter().map(|flag| (flag.name, flag.does));
    let mut y = 378.0;
    for (name, does) in arguments.chain(flags) {
        let name = sheet.comment(456.0, y, 130.0, BOLD, name);
        let does = sheet.comment(588.0, y + 1.0, 330.0, SMALL, does);
        y = name.max(does) + 4.0;
    }
}
