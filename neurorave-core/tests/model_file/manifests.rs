//! Manifests that are wrong by themselves.

use neurorave_core::Problem;
use serde_json::json;

use super::{MANIFEST, assert_field, assert_range, refused, with_manifest, zip};

#[test]
fn an_unknown_version() {
    // A later format may have fields that this one lacks: the version is what counts.
    let e = refused(&with_manifest(|m| {
        m["format"] = 2.into();
        m["invented_later"] = true.into();
    }));
    assert!(
        matches!(e.problem(), Problem::Version { found: 2, known: 1 }),
        "{e}"
    );
    assert_field(&e, "manifest.json: format");
    assert_eq!(e.remedy(), "Update nrave~.");
}

#[test]
fn an_unknown_field() {
    for path in [
        "",
        "/methods/forward",
        "/methods/forward/inputs/0",
        "/attributes/0",
        "/pitch",
    ] {
        let e = refused(&with_manifest(|m| {
            m.pointer_mut(path).expect("a part of the manifest")["surprise"] = 1.into();
        }));
        assert!(
            matches!(e.problem(), Problem::Manifest(why) if why.contains("surprise")),
            "{e}"
        );
        assert_field(&e, MANIFEST);
    }
}

#[test]
fn something_other_than_json() {
    let deep = "[".repeat(100_000);
    for text in [
        "",
        "nonsense",
        "{",
        "{\"format\": 1}",
        "{\"format\": \"1\"}",
        deep.as_str(),
    ] {
        let e = refused(&zip(&[(MANIFEST, text.as_bytes())]));
        assert!(matches!(e.problem(), Problem::Manifest(_)), "{e}");
    }
}

#[test]
fn values_out_of_range() {
    let forward = "/methods/forward";
    let cases = [
        ("/name", json!(""), "name"),
        ("/name", json!("a\u{1b}[2J"), "name"),
        ("/sample_rate", json!(7999), "sample_rate"),
        ("/sample_rate", json!(192_001), "sample_rate"),
        ("/channels", json!(0), "channels"),
        ("/channels", json!(65), "channels"),
        ("/methods", json!({}), "methods"),
        (
            forward,
            json!({"graph": "g", "step": 0, "delay": 0, "inputs": [], "outputs": []}),
            "step",
        ),
        ("/methods/forward/step", json!(0), "step"),
        ("/methods/forward/step", json!(65_537), "step"),
        ("/methods/forward/step", json!(u64::MAX), "step"),
        ("/methods/forward/delay", json!((1 << 20) + 1), "delay"),
        ("/methods/forward/graph", json!("../forward.onnx"), "graph"),
        ("/methods/forward/outputs", json!([]), "outputs"),
        (
            "/methods/forward/inputs/0/channels",
            json!(129),
            "inputs.audio.channels",
        ),
        (
            "/methods/forward/inputs/0/channels",
            json!(65),
            "inputs.audio.channels",
        ),
        (
            "/methods/forward/inputs/0/samples",
            json!(16),
            "inputs.audio.samples",
        ),
        (
            "/methods/forward/inputs/1/channels",
            json!(2),
            "inputs.attribute.channels",
        ),
        (
            "/methods/forward/inputs/2/samples",
            json!(0),
            "inputs.noise.samples",
        ),
        ("/methods/forward/inputs/2/kind", json!("audio"), "inputs"),
        (
            "/methods/forward/inputs/2/kind",
            json!("pitch"),
            "inputs.noise.channels",
        ),
        (
            "/methods/forward/outputs/0/kind",
            json!("noise"),
            "outputs.out.kind",
        ),
        (
            "/methods/forward/states/0/shape",
            json!([]),
            "states.s0.shape",
        ),
        (
            "/methods/forward/states/0/shape",
            json!([1, 0, 1]),
            "states.s0.shape",
        ),
        (
            "/methods/forward/states/0/shape",
            json!([1 << 24, 2]),
            "states.s0.shape",
        ),
        (
            "/methods/forward/states/0/shape",
            json!([u64::MAX, u64::MAX]),
            "states.s0.shape",
        ),
        ("/attributes/0/name", json!(""), "attributes.0.name"),
        ("/attributes/0/min", json!(-6.0), "attributes.rms"),
        ("/attributes/0/max", json!(1e300), "attributes.rms"),
        ("/attributes/0/scale", json!("log"), "attributes.rms.min"),
        (
            "/attributes/0/default",
            json!(1.5),
            "attributes.rms.default",
        ),
        (
            "/attributes/0/gate_dbfs",
            json!(-1e300),
            "attributes.rms.gate_dbfs",
        ),
        ("/pitch/min_hz", json!(0.0), "pitch"),
        ("/pitch/max_hz", json!(30_000), "pitch"),
        ("/latent/mean", json!([]), "latent.mean"),
        ("/latent/mean", json!([0.0]), "latent.std"),
        ("/latent/mean", json!([0.0, 1e300]), "latent.mean[1]"),
        ("/latent/std", json!([1.0, 0.0]), "latent.std[1]"),
        (
            "/latent/posterior_std",
            json!([0.1]),
            "latent.posterior_std",
        ),
        (
            "/latent/posterior_std",
            json!([0.1, -0.1]),
            "latent.posterior_std[1]",
        ),
        ("/latent/fidelity", json!([1.0]), "latent.fidelity"),
        ("/latent/fidelity", json!([0.8, 0.7]), "latent.fidelity[1]"),
        ("/latent/fidelity", json!([0.8, 1.1]), "latent.fidelity[1]"),
    ];
    for (path, value, field) in cases {
        let bytes = with_manifest(|m| *m.pointer_mut(path).expect("a manifest field") = value);
        let within = if path.starts_with(forward) {
            "methods.forward."
        } else {
            ""
        };
        assert_range(&refused(&bytes), &format!("manifest.json: {within}{field}"));
    }
}

#[test]
fn a_pitch_input_needs_a_pitch_range() {
    let e = refused(&with_manifest(|m| {
        m["methods"]["forward"]["inputs"][2]["kind"] = "excitation".into();
        m.as_object_mut().expect("an object").remove("pitch");
    }));
    assert_range(&e, "manifest.json: methods.forward.inputs.noise");
}

#[test]
fn proposals_need_someone_to_take_them() {
    let e = refused(&with_manifest(|m| {
        m["methods"]["forward"]["inputs"][1]["kind"] = "control".into();
        m["methods"]["forward"]["outputs"][0]["kind"] = "attribute".into();
    }));
    assert_range(&e, "manifest.json: methods.forward.outputs.out.kind");
    for kind in ["draw", "temperature"] {
        let e = refused(&with_manifest(|m| {
            m["methods"]["forward"]["outputs"][0]["kind"] = kind.into();
        }));
        assert_range(&e, "manifest.json: methods.forward.outputs.out.kind");
    }
}

#[test]
fn a_base_needs_what_it_is_the_base_of() {
    let base = |channels: usize| {
        refused(&with_manifest(|m| {
            let port = &mut m["methods"]["forward"]["inputs"][2];
            port["kind"] = "base".into();
            port["channels"] = channels.into();
        }))
    };
    assert_range(
        &base(1),
        "manifest.json: methods.forward.inputs.noise.channels",
    );
    // As many as it should have, but the method takes no pitch.
    assert_range(&base(3), "manifest.json: methods.forward.inputs.noise");
}

#[test]
fn settings_are_named_once_and_have_numbers_and_a_port_for_them() {
    let gain = json!({"name": "gain", "numbers": [{"form": "real", "initial": 1.0}]});
    let with = |edit: &dyn Fn(&mut serde_json::Value)| {
        refused(&with_manifest(|m| {
            m["settings"] = json!([gain]);
            edit(m);
        }))
    };
    let e = with(&|m| m["settings"][0]["numbers"] = json!([]));
    assert_range(&e, "manifest.json: settings.gain.numbers");
    let e = with(&|m| m["settings"][0]["numbers"][0]["initial"] = json!(1e300));
    assert_range(&e, "manifest.json: settings.gain.initial");
    for name in ["gain", "rms"] {
        let e =
            with(&|m| m["settings"] = json!([gain, {"name": name, "numbers": gain["numbers"]}]));
        assert!(matches!(e.problem(), Problem::Duplicate(_)), "{name}: {e}");
    }
    for initial in [-1.0, 0.5, 2.0] {
        let e = with(&|m| {
            m["settings"][0]["words"] = json!(["plain", "upside down"]);
            m["settings"][0]["numbers"][0] = json!({"form": "word", "initial": initial});
        });
        assert_range(&e, "manifest.json: settings.gain.initial");
    }
    let words = vec!["word"; 65];
    let e = with(&|m| m["settings"][0]["words"] = json!(words));
    assert_range(&e, "manifest.json: settings.gain.words");
    let noise = |field: &str| format!("manifest.json: methods.forward.inputs.noise.{field}");
    let e = with(&|m| m["methods"]["forward"]["inputs"][2]["kind"] = "setting".into());
    assert_range(&e, &noise("channels"));
    let e = with(&|m| {
        m["methods"]["forward"]["outputs"][0]["kind"] = "setting".into();
        m["methods"]["forward"]["outputs"][0]["channels"] = 2.into();
    });
    assert_range(&e, "manifest.json: methods.forward.outputs.out.kind");
}

#[test]
fn names_that_are_used_twice() {
    let twice: [fn(&mut serde_json::Value); 3] = [
        |m| m["methods"]["forward"]["inputs"][2]["name"] = "audio".into(),
        |m| m["methods"]["forward"]["states"][0]["input"] = "audio".into(),
        |m| m["attributes"] = json!([m["attributes"][0], m["attributes"][0]]),
    ];
    for edit in twice {
        let e = refused(&with_manifest(edit));
        assert!(matches!(e.problem(), Problem::Duplicate(_)), "{e}");
    }
}
