//! The help of `nrave~`.

mod attributes;
mod basic;
mod boxes;
mod latency;
mod latents;
mod prior;
mod voices;

use super::tabs;
use crate::model::File;

/// Width of a tab.
pub const WIDE: f64 = 940.0;
/// Height of a tab.
pub const HIGH: f64 = 660.0;

/// `nrave~.maxhelp`
pub fn help() -> File {
    let sheets = vec![
        ("basic", basic::tab()),
        ("attributes", attributes::tab()),
        ("latents", latents::tab()),
        ("prior", prior::tab()),
        ("mc", voices::tab()),
        ("latency", latency::tab()),
        ("box", boxes::tab()),
    ];
    tabs(sheets, WIDE, HIGH)
}
