//! The overview in the menu Extras.

use super::{MODEL, file};
use crate::elements::{BOLD, PLAIN};
use crate::model::File;
use crate::objects::{model_file, models};
use crate::sheet::Sheet;
use neurorave_core::model::Model;
use neurorave_core::object::{DIGEST, NAME, PAGES};

const WIDE: f64 = 860.0;
const HIGH: f64 = 580.0;

/// `nrave~ overview.maxpat`
pub fn overview() -> File {
    let mut sheet = Sheet::new(WIDE, HIGH);
    sheet.title(WIDE, NAME, DIGEST);
    sheet.section(
        14.0,
        64.0,
        832.0,
        224.0,
        "objects: option-click one (macOS) or alt-click it (Windows) for its help",
    );
    for (at, page) in PAGES.iter().enumerate() {
        let y = 100.0 + 62.0 * at as f64;
        let enable = if page.plays { " @enable 0" } else { "" };
        sheet.wide_object(34.0, y, 260.0, &format!("{} {MODEL}{enable}", page.name));
        sheet.comment(310.0, y - 4.0, 530.0, PLAIN, page.description);
    }
    sheet.section(14.0, 300.0, 832.0, 142.0, "models");
    for (at, name) in models().iter().enumerate() {
        let y = 332.0 + 34.0 * at as f64;
        sheet.comment(30.0, y, 110.0, BOLD, name);
        let card = model_file(name)
            .and_then(|file| Model::peek_card(&file).map_err(|error| error.to_string()));
        sheet.comment(146.0, y, 690.0, PLAIN, &about(&card.unwrap_or_default()));
    }
    sheet.section(14.0, 454.0, 832.0, 112.0, "patches");
    let load = sheet.message(34.0, 490.0, "load nrave-demo.maxpat");
    let open = sheet.object(34.0, 526.0, "pcontrol");
    sheet.connect(load, 0, open, 0);
    let demo =
        "the demo: a recording through the strings model, one attribute after the other swept";
    sheet.comment(230.0, 491.0, 610.0, PLAIN, demo);
    sheet.comment(
        230.0,
        527.0,
        610.0,
        PLAIN,
        "devices/nrave.amxd in the package's folder is an audio effect for Live",
    );
    file(sheet.finish(), [100.0, 100.0, WIDE, HIGH])
}

/// The first sentence that a card says about its model.
fn about(card: &str) -> String {
    let lines = card
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let text = lines.take(1).collect::<String>();
    text.split_inclusive(". ")
        .next()
        .unwrap_or("")
        .trim_end()
        .to_owned()
}
