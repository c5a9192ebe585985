//! The help of `nrave.info`.

use super::readings::show;
use super::rows::gather;
use super::{MODEL, tabs};
use crate::elements::{BIG, BOLD, PLAIN, SMALL};
use crate::model::File;
use crate::objects::models;
use crate::sheet::{Place, Sheet};
use neurorave_core::object::{INFO_NAME, INFO_OUTLETS, Page};
use serde_json::json;

const WIDE: f64 = 940.0;
const HIGH: f64 = 640.0;
/// What is shown of the second outlet; the rest is printed.
const SHOWN: [&str; 3] = ["name", "samplerate", "pitch"];

/// `nrave.info.maxhelp`
pub fn info() -> File {
    tabs(vec![("basic", basic())], WIDE, HIGH)
}

fn basic() -> Sheet {
    let page = Page::of(INFO_NAME).expect("a page");
    let mut sheet = Sheet::new(WIDE, HIGH);
    sheet.title(WIDE, INFO_NAME, page.digest);
    sheet.section(14.0, 64.0, 912.0, 156.0, "which model?");
    sheet.section(14.0, 232.0, 912.0, 394.0, "what it says of itself");
    let object = sheet.wide_object(34.0, 280.0, 480.0, &format!("{INFO_NAME} {MODEL}"));
    let said = choose(&mut sheet, page);
    gather(&mut sheet, &said, 19.0, 272.0, (object, 0));
    sheet.at_first(520.0, 280.0, "bang", &[(object, 0)]);
    sheet.comment(540.0, 96.0, 376.0, BIG, page.description);
    let rect = [34.0, 346.0, 430.0, 266.0];
    let view = sheet.element("dict.view", "dict.view", rect, json!({ "fontsize": 12.0 }));
    sheet.connect(object, 0, view, 0);
    sheet.comment(56.0, 314.0, 400.0, BOLD, INFO_OUTLETS[0]);
    facts(&mut sheet, object);
    sheet
}

/// Ways to choose a model, side by side; gives what is to be connected.
fn choose(sheet: &mut Sheet, page: &Page) -> Vec<Place> {
    let models = models();
    let names: Vec<_> = models.iter().map(String::as_str).collect();
    sheet.comment(40.0, 92.0, 150.0, SMALL, "a model of the package");
    let menu = sheet.menu(44.0, 114.0, 130.0, &names);
    let (middle, _) = sheet.outlet(menu, 1);
    let load = sheet.object(middle - 9.5, 150.0, "prepend load");
    sheet.connect(menu, 1, load, 0);
    sheet.comment(246.0, 92.0, 110.0, SMALL, "any other");
    let button = sheet.button(250.0, 114.0, 24.0);
    let dialog = sheet.object(250.0, 144.0, "opendialog");
    let other = sheet.object(250.0, 174.0, "prepend load");
    sheet.connect(button, 0, dialog, 0);
    sheet.connect(dialog, 0, other, 0);
    let bang = &page.messages[0];
    sheet.comment(396.0, 92.0, 140.0, SMALL, bang.does);
    let again = sheet.message(400.0, 114.0, bang.examples[0]);
    vec![load, other, again]
}

/// What comes out at the right.
fn facts(sheet: &mut Sheet, object: Place) {
    let left = sheet.outlet(object, 1).0 - 9.5;
    let route = sheet.wide_object(left, 346.0, 400.0, &format!("route {}", SHOWN.join(" ")));
    sheet.connect(object, 1, route, 0);
    sheet.comment(left + 18.0, 310.0, 400.0, SMALL, INFO_OUTLETS[1]);
    for (at, name) in SHOWN.iter().enumerate() {
        show(
            sheet,
            (route, at),
            name,
            [384.0, 420.0, 446.0],
            (118.0, 116.0),
        );
    }
    let (x, _) = sheet.outlet(route, SHOWN.len());
    let print = sheet.object(x - 30.0, 490.0, "print");
    sheet.connect(route, SHOWN.len(), print, 0);
    let rest =
        "methods and attributes, a message each, in the console: attribute NAME MIN MAX UNIT";
    sheet.comment(left, 520.0, 400.0, PLAIN, rest);
}
