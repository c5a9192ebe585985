//! Parameters that Live would not know.

use crate::support::{DEVICE, expect, find};
use serde_json::{Value, json};

#[test]
fn parameters_that_live_would_not_know() {
    let parameter = |key: &'static str, value: Value| {
        move |p: &mut Value| {
            find(p, |item| item["varname"] == "rms")["saved_attribute_attributes"]["valueof"][key] =
                value
        }
    };
    expect(
        DEVICE,
        "no long",
        parameter("parameter_longname", json!("")),
    );
    expect(
        DEVICE,
        "is called centroid, too",
        parameter("parameter_longname", json!("centroid")),
    );
    expect(
        DEVICE,
        "begins at 3",
        parameter("parameter_initial", json!([3.0])),
    );
    expect(
        DEVICE,
        "goes from 2 to 1",
        parameter("parameter_mmin", json!(2.0)),
    );
    expect(
        DEVICE,
        "no type",
        parameter("parameter_type", json!("float")),
    );
    expect(DEVICE, "another range", |p| {
        find(p, |item| item["varname"] == "model")["saved_attribute_attributes"]["valueof"]["parameter_mmax"] =
            json!(7);
    });
    expect(DEVICE, "a bank has shine", |p| {
        p["parameters"]["parameterbanks"]["0"]["parameters"][1] = json!("shine")
    });
    expect(DEVICE, "no bank has", |p| {
        p["parameters"]["parameterbanks"]["0"]["parameters"][1] = json!("-")
    });
    expect(DEVICE, "disagree about rms", |p| {
        let id = find(p, |item| item["varname"] == "rms")["id"]
            .as_str()
            .unwrap()
            .to_owned();
        p["parameters"].as_object_mut().unwrap().remove(&id);
    });
    expect(DEVICE, "presentation_rect", |p| {
        find(p, |item| item["varname"] == "rms")
            .as_object_mut()
            .unwrap()
            .remove("presentation_rect");
    });
    expect(DEVICE, "does not open in presentation", |p| {
        p["openinpresentation"] = json!(0)
    });
}
