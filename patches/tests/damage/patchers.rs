//! Patchers that Max would not open, and text that nobody could read.

use crate::support::{DEMO, DEVICE, bytes, expect, find, problems, with_text};
use serde_json::json;

#[test]
fn files_that_are_no_patches() {
    assert!(problems(DEMO, b"{")[0].contains("no patcher"));
    assert!(problems(DEMO, b"{\"patcher\":{}}")[0].contains("missing field"));
    assert!(problems(DEVICE, &bytes(DEMO))[0].contains("ampf"));
}

#[test]
fn patchers_that_max_would_not_open() {
    expect(DEMO, "fileversion", |p| p["fileversion"] = json!(2));
    expect(DEMO, "before 8.6", |p| p["appversion"]["minor"] = json!(5));
    expect(DEMO, "classnamespace", |p| {
        p["classnamespace"] = json!("dsp.gen")
    });
    expect(DEMO, "no area", |p| p["rect"][2] = json!(0.0));
    expect(DEMO, "the same id", |p| {
        p["boxes"][3]["box"]["id"] = json!("obj-3")
    });
    expect(DEMO, "no maxclass", |p| {
        p["boxes"][3]["box"]["maxclass"] = json!("")
    });
    expect(DEMO, "patching_rect", |p| {
        p["boxes"][3]["box"]["patching_rect"] = json!([1.0, 2.0, 3.0])
    });
    expect(DEMO, "no text", |p| {
        with_text(p, "counter 0 4")
            .as_object_mut()
            .unwrap()
            .remove("text");
    });
}

#[test]
fn text_without_room() {
    expect(DEMO, "its text needs", |p| {
        with_text(p, "nrave~ strings")["patching_rect"][2] = json!(60.0)
    });
    expect(DEMO, "do not fit", |p| {
        find(p, |item| {
            item["maxclass"] == "comment" && item["linecount"] == 4
        })["patching_rect"][3] = json!(20.0);
    });
    expect(DEMO, "it lies on", |p| {
        let place = with_text(p, "counter 0 4")["patching_rect"].clone();
        with_text(p, "write")["patching_rect"] = place;
    });
    expect(DEMO, "outside the window", |p| {
        with_text(p, "write")["patching_rect"][1] = json!(2000.0)
    });
}

#[test]
fn files_that_the_package_lacks() {
    expect(DEMO, "no file song.wav", |p| {
        with_text(p, "buffer~ nrave-demo-in digits.wav")["text"] =
            json!("buffer~ nrave-demo-in song.wav")
    });
    expect(
        "extras/nrave~ overview.maxpat",
        "no file nrave-demoo.maxpat",
        |p| with_text(p, "load nrave-demo.maxpat")["text"] = json!("load nrave-demoo.maxpat"),
    );
    expect(DEMO, "no file knob.maxpat", |p| {
        let item = find(p, |item| item["maxclass"] == "waveform~");
        item["maxclass"] = json!("bpatcher");
        item["name"] = json!("knob.maxpat");
    });
}
