//! Copies of the patches with something wrong in them.

use nrave_patches::{amxd, check, files};
use serde_json::{Value, json};

pub const HELP: &str = "help/nrave~.maxhelp";
pub const DEMO: &str = "patchers/nrave-demo.maxpat";
pub const DEVICE: &str = "devices/nrave.amxd";

pub fn bytes(path: &str) -> Vec<u8> {
    let file = files::written().into_iter().find(|(name, _)| name == path);
    file.unwrap_or_else(|| panic!("no {path}")).1
}

pub fn problems(path: &str, bytes: &[u8]) -> Vec<String> {
    check::file(path, bytes, &files::known())
}

/// What is found in a copy of a patch with this damage.
pub fn damaged(path: &str, damage: impl FnOnce(&mut Value)) -> Vec<String> {
    let whole = bytes(path);
    let device = path.ends_with(".amxd");
    let text = if device {
        amxd::unpack(&whole).unwrap()
    } else {
        &whole[..]
    };
    let mut patch: Value = serde_json::from_slice(text).unwrap();
    damage(&mut patch["patcher"]);
    let text = serde_json::to_vec(&patch).unwrap();
    problems(path, &if device { amxd::pack(&text) } else { text })
}

/// Expects a problem that says this.
#[track_caller]
pub fn expect(path: &str, named: &str, damage: impl FnOnce(&mut Value)) {
    let problems = damaged(path, damage);
    assert!(
        problems.iter().any(|problem| problem.contains(named)),
        "\"{named}\" is not among {problems:#?}"
    );
}

/// A tab of the help.
pub fn tab<'a>(patcher: &'a mut Value, name: &str) -> &'a mut Value {
    let text = format!("p {name}");
    &mut find(patcher, |item| item["text"] == text.as_str())["patcher"]
}

/// The first box that is so.
pub fn find(patcher: &mut Value, wanted: impl Fn(&Value) -> bool) -> &mut Value {
    let boxes = patcher["boxes"].as_array_mut().unwrap();
    let found = boxes
        .iter_mut()
        .map(|item| &mut item["box"])
        .find(|item| wanted(item));
    found.expect("a box to damage")
}

pub fn with_text<'a>(patcher: &'a mut Value, text: &str) -> &'a mut Value {
    find(patcher, |item| item["text"] == text)
}

pub fn id(patcher: &mut Value, text: &str) -> String {
    with_text(patcher, text)["id"].as_str().unwrap().to_owned()
}

pub fn add_cord(patcher: &mut Value, from: (String, usize), to: (String, usize)) {
    let cord = json!({ "patchline": { "source": [from.0, from.1], "destination": [to.0, to.1] } });
    patcher["lines"].as_array_mut().unwrap().push(cord);
}

/// Another box, away from the others.
pub fn add_box(patcher: &mut Value, mut item: Value) {
    item["patching_rect"] = json!([400.0, 600.0, 200.0, 22.0]);
    patcher["boxes"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "box": item }));
}
