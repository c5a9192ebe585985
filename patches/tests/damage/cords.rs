//! Boxes with other ports than their objects, and cords that don't fit.

use crate::support::{DEMO, HELP, add_cord, expect, find, id, tab, with_text};
use serde_json::json;

#[test]
fn boxes_with_other_inlets_or_outlets() {
    let text = "nrave~ strings";
    expect(DEMO, "6 inlets, but has 7", |p| {
        with_text(p, text)["numinlets"] = json!(6)
    });
    expect(DEMO, "3 outlets, but has 2", |p| {
        let item = with_text(p, text);
        item["numoutlets"] = json!(3);
        item["outlettype"] = json!(["signal", "", ""]);
    });
    expect(DEMO, "is said to give \"\", but gives \"signal\"", |p| {
        with_text(p, text)["outlettype"][0] = json!("")
    });
    expect(DEMO, "does not name", |p| {
        with_text(p, text)["outlettype"] = json!(["signal"])
    });
    expect(DEMO, "has 6", |p| {
        with_text(p, text)["text"] = json!("nrave~ drums")
    });
    expect(DEMO, "can't find the model nowhere", |p| {
        with_text(p, text)["text"] = json!("nrave~ nowhere")
    });
    expect(DEMO, "no property @chans", |p| {
        with_text(p, text)["text"] = json!("nrave~ @chans 4")
    });
    expect(DEMO, "frobnicate~", |p| {
        with_text(p, "counter 0 4")["text"] = json!("frobnicate~")
    });
}

#[test]
fn cords_without_an_end() {
    let text = "nrave~ strings";
    expect(DEMO, "is no box", |p| {
        p["lines"][0]["patchline"]["source"][0] = json!("obj-999")
    });
    expect(DEMO, "by outlet 6", |p| {
        let ends = (id(p, text), id(p, "write"));
        add_cord(p, (ends.0, 5), (ends.1, 0));
    });
    expect(DEMO, "by inlet 8", |p| {
        let ends = (id(p, "write"), id(p, text));
        add_cord(p, (ends.0, 0), (ends.1, 7));
    });
    expect(DEMO, "two cords", |p| {
        let first = p["lines"][0].clone();
        p["lines"].as_array_mut().unwrap().push(first);
    });
}

#[test]
fn cords_between_ports_that_do_not_match() {
    expect(DEMO, "brings signal", |p| {
        let ends = (id(p, "nrave~ strings"), id(p, "counter 0 4"));
        add_cord(p, (ends.0, 0), (ends.1, 0));
    });
    expect(DEMO, "brings messages", |p| {
        let speaker = find(p, |item| item["maxclass"] == "ezdac~")["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let from = id(p, "write");
        add_cord(p, (from, 0), (speaker, 1));
    });
    expect(HELP, "brings multichannelsignal", |p| {
        let tab = tab(p, "latents");
        let encoder = "nrave~ strings encode @multichannel 1 @enable 0";
        let gain = find(tab, |item| item["maxclass"] == "gain~")["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let from = id(tab, encoder);
        add_cord(tab, (from, 0), (gain, 0));
    });
}
