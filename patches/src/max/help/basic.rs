//! The first tab: a sound goes in, sliders lean on it.

use super::{HIGH, WIDE};
use crate::elements::{BIG, PLAIN, SMALL};
use crate::max::MODEL;
use crate::max::knobs::with_sliders;
use crate::max::melody::source;
use crate::sheet::Sheet;
use neurorave_core::object::{DIGEST, NAME};

pub fn tab() -> Sheet {
    let mut sheet = Sheet::new(WIDE, HIGH);
    sheet.title(WIDE, NAME, DIGEST);
    sheet.section(14.0, 64.0, 134.0, 196.0, "1  a sound in");
    sheet.section(
        154.0,
        64.0,
        772.0,
        196.0,
        "2  lean on it: -1 and 1 are the extremes of the sounds that the model was made from",
    );
    sheet.indented_section([14.0, 272.0, 912.0, 374.0], 36.0, "3  another sound out");
    let sound = source(&mut sheet, 28.0, 100.0, true);
    let text = format!("{NAME} {MODEL}");
    let object = with_sliders(&mut sheet, 28.0, 328.0, 106.0, &text);
    sheet.connect(sound, 0, object, 0);
    sheet.way_out(28.0, 400.0, (object, 0));
    let (x, _) = sheet.outlet(object, 1);
    let print = sheet.object(x - 9.5, 400.0, "print");
    sheet.connect(object, 1, print, 0);
    sheet.comment(
        x - 100.0,
        428.0,
        216.0,
        SMALL,
        "answers and news, in the console",
    );
    let texts = [
        (
            BIG,
            "Click the loudspeaker: a plain tone goes in, and bowed strings play it. \
                Then move the sliders.",
        ),
        (
            PLAIN,
            "With all sliders in the middle it follows what goes in: as loud, as \
                bright, at the same pitch. The sliders add to that.",
        ),
        (
            PLAIN,
            "Any sound will do. What the model was not made from is where it gets \
                interesting: choose the microphone, and sing, tap, talk.",
        ),
        (
            PLAIN,
            "Every inlet takes a signal or a number; the first takes messages as \
                well. The tabs above show what can be said to attributes, latents, \
                models that play by themselves, many voices, latency, and what can stand \
                in the box.",
        ),
    ];
    let mut y = 400.0;
    for (ink, text) in texts {
        y = sheet.comment(100.0, y, 560.0, ink, text) + 8.0;
    }
    sheet
}
