//! The patches of the Max package.

mod demo;
mod device;
mod help;
mod info;
mod knobs;
mod melody;
mod overview;
mod readings;
mod rows;
mod voices;

pub use demo::{RECORDING, demo};
pub use device::device;
pub use help::help;
pub use info::info;
pub use overview::overview;
pub use voices::voices;

use crate::model::{File, Patcher, Rect};
use crate::sheet::Sheet;

/// The model that patches play unless they say otherwise.
pub const MODEL: &str = "strings";
/// Height of the row of tabs above a patcher.
const TABS: f64 = 26.0;

/// A help patch: each sheet is a tab.
fn tabs(sheets: Vec<(&str, Sheet)>, wide: f64, high: f64) -> File {
    let mut outer = Sheet::new(wide, high + TABS);
    let count = sheets.len();
    for (at, (name, sheet)) in sheets.into_iter().enumerate() {
        let mut patcher = sheet.finish();
        patcher.rect = [0.0, TABS, wide, high];
        patcher.showontab = Some(1);
        let (column, row) = (at % 4, at / 4);
        outer.inner(
            20.0 + 150.0 * column as f64,
            20.0 + 40.0 * row as f64,
            &format!("p {name}"),
            patcher,
        );
    }
    assert!(count > 0, "a help patch has tabs");
    let mut patcher = outer.finish();
    patcher.showrootpatcherontab = Some(0);
    patcher.showontab = Some(0);
    patcher.more.insert("lefttoolbarpinned".into(), 0.into());
    file(patcher, [100.0, 100.0, wide, high + TABS])
}

/// A file with this patcher, at this place on the screen.
fn file(mut patcher: Patcher, rect: Rect) -> File {
    patcher.rect = rect;
    patcher.dependency_cache = Some(Vec::new());
    patcher.autosave = Some(0);
    File { patcher }
}
