//! Messages that nobody understands, and help that leaves something out.

use crate::support::{DEMO, HELP, add_box, add_cord, expect, find, id, tab, with_text};
use serde_json::{Value, json};

#[test]
fn messages_that_nobody_understands() {
    let said = |tab_name: &'static str, old: &'static str, new: &'static str| {
        move |p: &mut Value| with_text(tab(p, tab_name), old)["text"] = json!(new)
    };
    expect(
        HELP,
        "shine",
        said("attributes", "set rms 0", "set shine 0"),
    );
    expect(HELP, "knows: load", said("latency", "cpu reset", "fly 1"));
    expect(HELP, "nowhere", said("box", "load drums", "load nowhere"));
    // Through a prepend, with what the dialog gives.
    expect(
        HELP,
        "no message \"lode\"",
        said("box", "prepend load", "prepend lode"),
    );
    expect(HELP, "colour", |p| {
        find(tab(p, "box"), |item| item["attr"] == "bypass")["attr"] = json!("colour");
    });
    expect(
        HELP,
        "setvalue takes",
        said("mc", "setvalue 2 transpose 7", "setvalue transpose 7"),
    );
    // Out of a subpatcher.
    expect(DEMO, "sett rms", |p| {
        let sweep = &mut with_text(p, "p rms")["patcher"];
        with_text(sweep, "set rms 0")["text"] = json!("sett rms 0");
    });
    expect("help/nrave.info.maxhelp", "knows only", |p| {
        with_text(tab(p, "basic"), "bang")["text"] = json!("tell me");
    });
}

#[test]
fn messages_through_the_air() {
    expect(DEMO, "dance", |p| {
        let object = id(p, "nrave~ strings");
        add_box(
            p,
            json!({ "id": "obj-500", "maxclass": "newobj", "numinlets": 0, "numoutlets": 1, "outlettype": [""], "text": "r there" }),
        );
        add_cord(p, ("obj-500".into(), 0), (object, 0));
        let sweep = &mut with_text(p, "p rms")["patcher"];
        sweep["rect"] = json!([0.0, 0.0, 900.0, 900.0]);
        add_box(
            sweep,
            json!({ "id": "obj-500", "maxclass": "newobj", "numinlets": 1, "numoutlets": 0, "text": "s there" }),
        );
        let from = {
            let item = with_text(sweep, "set rms 0");
            item["text"] = json!("dance");
            item["id"].as_str().unwrap().to_owned()
        };
        add_cord(sweep, (from, 0), ("obj-500".into(), 0));
    });
}

#[test]
fn words_and_properties_that_the_help_leaves_out() {
    expect(HELP, "no message says seed", |p| {
        with_text(tab(p, "prior"), "seed 7")["text"] = json!("reset")
    });
    expect(HELP, "no box shows the property model", |p| {
        find(tab(p, "box"), |item| item["attr"] == "model")["attr"] = json!("bypass");
    });
    expect(HELP, "no box shows -offline", |p| {
        let boxes = find(tab(p, "box"), |item| {
            item["text"]
                .as_str()
                .is_some_and(|text| text.contains("-offline") && item["maxclass"] == "newobj")
        });
        boxes["text"] = json!("nrave~ strings @enable 0");
    });
}
