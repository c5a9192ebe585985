//! Latents: what the sound is besides its attributes, as several signals in one cord.

use super::{HIGH, WIDE};
use crate::elements::{BIG, PLAIN, SMALL};
use crate::max::MODEL;
use crate::max::melody::{Player, player};
use crate::max::rows::gather;
use crate::objects::Asked;
use crate::sheet::{Place, Sheet};
use neurorave_core::object::NAME;
use serde_json::json;

/// Left edge of the boxes that the latents go through.
const LEFT: f64 = 300.0;

pub fn tab() -> Sheet {
    let mut sheet = Sheet::new(WIDE, HIGH);
    sheet.title(WIDE, "latents", "what a sound is besides its attributes");
    sheet.section(14.0, 64.0, 912.0, 162.0, "sound to latents");
    sheet.section(14.0, 236.0, 912.0, 166.0, "change them");
    sheet.section(14.0, 414.0, 912.0, 234.0, "latents to sound");
    let encoder = format!("{NAME} {MODEL} encode @multichannel 1 @enable 0");
    let decoder = format!("{NAME} -side {MODEL} decode @multichannel 1 @enable 0");
    let latents = count(&encoder);

    let Player { sound, enable } = player(&mut sheet, 34.0, 96.0);
    let encode = sheet.object(LEFT, 196.0, &encoder);
    let (x, _) = sheet.outlet(sound, 0);
    sheet.bend(sound, 0, encode, 0, &[(x, 190.0), (LEFT + 9.5, 190.0)]);
    gather(&mut sheet, &[enable], 171.5, 172.0, (encode, 0));
    sheet.comment(
        LEFT,
        96.0,
        616.0,
        PLAIN,
        &format!(
            "encode gives {latents} signals: in one cord with @multichannel 1, at an outlet \
        each without. They say what the attributes leave open: the instrument, the bow, \
        the vowel."
        ),
    );
    sheet.comment(
        LEFT,
        146.0,
        616.0,
        PLAIN,
        "They are signals like any other: scale them, delay them, cross-fade those of two sounds.",
    );

    let changed = change(&mut sheet, encode, latents);

    let decode = sheet.wide_object(LEFT, 456.0, 560.0, &decoder);
    sheet.connect(changed, 0, decode, 0);
    let (lane, end) = (sheet.outlet(enable, 0).0, LEFT + 9.5);
    let via = [(lane, 448.0), (end, 448.0)];
    sheet.bend(enable, 0, decode, 0, &via);
    let (end, _) = sheet.inlet(decode, 7);
    let via = [(x, 190.0), (19.0, 190.0), (19.0, 408.0), (end, 408.0)];
    sheet.bend(sound, 0, decode, 7, &via);
    let one = sheet.object(LEFT, 487.0, "mc.unpack~ 1");
    sheet.connect(decode, 0, one, 0);
    sheet.way_out(LEFT, 516.0, (one, 0));
    sheet.comment(
        24.0,
        446.0,
        262.0,
        PLAIN,
        "decode takes latents, then pitch and attributes, as every method. Here -side \
        adds the last inlet: the sound that they follow.",
    );
    sheet.comment(
        440.0,
        510.0,
        470.0,
        BIG,
        "Factor 0: whatever goes in sounds the same, but for loudness, brightness and pitch.",
    );
    sheet.comment(
        440.0,
        556.0,
        470.0,
        SMALL,
        "Factor 1, and nothing drawn: what one box of nrave~ plays.",
    );
    sheet
}

/// How many latents an encoder gives.
fn count(encoder: &str) -> usize {
    let asked = Asked::read(encoder).ok().and_then(|asked| asked.wanted);
    asked.map_or(0, |wanted| wanted.layout.outlets.len())
}

/// A factor for all latents, and a slider for each.
fn change(sheet: &mut Sheet, encode: Place, latents: usize) -> Place {
    let scaled = sheet.wide_object(LEFT, 302.0, 130.0, "mc.*~ 1.");
    sheet.connect(encode, 0, scaled, 0);
    let (x, _) = sheet.inlet(scaled, 1);
    let factor = sheet.slider(x - 9.5, 270.0, 130.0, (0.0, 2.0));
    sheet.connect(factor, 0, scaled, 1);
    sheet.comment(x + 124.0, 269.0, 90.0, PLAIN, "factor");
    sheet.at_first(x, 260.0, "1.", &[(factor, 0)]);
    let added = sheet.wide_object(LEFT, 374.0, 130.0, "mc.+~");
    sheet.connect(scaled, 0, added, 0);
    let keys = json!({
        "parameter_enable": 0,
        "setminmax": [-2.0, 2.0],
        "setstyle": 1,
        "size": latents,
    });
    let rect = [650.0, 266.0, 262.0, 66.0];
    let sliders = sheet.element("multislider", "multislider", rect, keys);
    let list = sheet.object(650.0, 340.0, &format!("mc.list~ @chans {latents}"));
    sheet.connect(sliders, 0, list, 0);
    let via = [(sheet.outlet(list, 0).0, 368.0), (x, 368.0)];
    sheet.bend(list, 0, added, 1, &via);
    let zeros = vec!["0."; latents].join(" ");
    sheet.at_first(650.0, 260.0, &zeros, &[(sliders, 0)]);
    sheet.comment(450.0, 308.0, 190.0, PLAIN, "draw: added to each latent");
    added
}
