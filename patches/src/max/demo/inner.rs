//! The subpatchers of the demo.

use super::{HALF, IN};
use crate::elements::PLAIN;
use crate::model::Patcher;
use crate::sheet::Sheet;

/// Makes room for what is to be recorded, and tells the sweeps how long half a segment is.
pub fn room() -> Patcher {
    let mut sheet = Sheet::new(500.0, 290.0);
    let inlet = sheet.end("inlet", 20.0, 20.0, 1, "bang");
    let info = sheet.wide_object(20.0, 62.0, 300.0, &format!("info~ {IN}"));
    let x = sheet.outlet(info, 6).0 - 9.5;
    let both = sheet.wide_object(x, 96.0, 150.0, "t f f");
    let right = sheet.outlet(both, 1).0 - 9.5;
    let half = sheet.object(right, 130.0, "* 0.5");
    let tell = sheet.object(right, 164.0, &format!("s {HALF}"));
    let all = sheet.object(x, 130.0, "* 4.");
    let more = sheet.object(x, 164.0, "+ 1500.");
    let size = sheet.object(x, 198.0, "prepend size");
    let outlet = sheet.end("outlet", x, 240.0, 1, "for the buffer");
    let says = "The recording's length in ms: four times, and the tail of the sound.";
    sheet.comment(16.0, 130.0, 180.0, PLAIN, says);
    sheet.connect(inlet, 0, info, 0);
    sheet.connect(info, 6, both, 0);
    sheet.connect(both, 1, half, 0);
    sheet.connect(half, 0, tell, 0);
    for pair in [both, all, more, size, outlet].windows(2) {
        sheet.connect(pair[0], 0, pair[1], 0);
    }
    sheet.finish()
}

/// Sweeps an attribute for one segment: bangs in for its start and its end; out come the sweep, and
/// what is said to the model.
pub fn sweep(name: &str) -> Patcher {
    let mut sheet = Sheet::new(640.0, 310.0);
    let start = sheet.end("inlet", 20.0, 16.0, 1, "start");
    let end = sheet.end("inlet", 370.0, 16.0, 2, "end");
    let begins = sheet.wide_object(20.0, 62.0, 190.0, "t b b");
    let half = sheet.object(230.0, 62.0, &format!("r {HALF}"));
    let ends = sheet.wide_object(370.0, 96.0, 140.0, "t b b");
    let kept = sheet.wide_object(20.0, 130.0, 100.0, "f");
    let ramp = sheet.message(20.0, 166.0, "-0.8, 0.8 $1 -0.8 $1");
    let line = sheet.object(20.0, 206.0, "line~");
    let rest = sheet.message(370.0, 130.0, "0");
    let x = sheet.outlet(begins, 1).0 - 9.5;
    let set = sheet.message(x, 130.0, &format!("set {name} 0"));
    let words = sheet.end("outlet", x, 260.0, 2, "messages");
    let x = sheet.outlet(ends, 1).0 - 9.5;
    let follow = sheet.message(x, 130.0, &format!("follow {name}"));
    let signal = sheet.end("outlet", 20.0, 260.0, 1, "sweep");
    for pair in [start, begins, kept, ramp, line, signal].windows(2) {
        sheet.connect(pair[0], 0, pair[1], 0);
    }
    let (from, to) = (sheet.outlet(half, 0).0, sheet.inlet(kept, 1).0);
    sheet.bend(half, 0, kept, 1, &[(from, 108.0), (to, 108.0)]);
    sheet.connect(begins, 1, set, 0);
    sheet.connect(end, 0, ends, 0);
    sheet.connect(ends, 0, rest, 0);
    sheet.connect(ends, 1, follow, 0);
    for (place, to, y) in [(rest, line, 198.0), (follow, words, 240.0)] {
        let (from, end) = (sheet.outlet(place, 0).0, sheet.inlet(to, 0).0);
        sheet.bend(place, 0, to, 0, &[(from, y), (end, y)]);
    }
    sheet.connect(set, 0, words, 0);
    sheet.finish()
}
