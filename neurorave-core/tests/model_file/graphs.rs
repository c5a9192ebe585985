//! Graphs that are wrong by themselves or do not fit the manifest.

use neurorave_core::Problem;
use tract_onnx::pb;
use tract_onnx::pb::tensor_proto::{DataLocation, DataType};
use tract_onnx::pb::tensor_shape_proto::dimension::Value::{DimParam, DimValue};
use tract_onnx::pb::type_proto::Value::TensorType;

use super::{
    MANIFEST, assert_field, assert_range, entries, refused, toy, with_graph, with_manifest,
    with_model, zip,
};

fn weight(graph: &mut pb::GraphProto) -> &mut pb::TensorProto {
    let mut all = graph.initializer.iter_mut();
    all.find(|t| t.name == "w0")
        .expect("the toy's first weight")
}

fn dims(info: &mut pb::ValueInfoProto) -> &mut Vec<pb::tensor_shape_proto::Dimension> {
    match info.r#type.as_mut().and_then(|t| t.value.as_mut()) {
        Some(TensorType(t)) => &mut t.shape.as_mut().expect("a shape").dim,
        None => panic!("a type"),
    }
}

#[test]
fn wrong_shapes() {
    let e = refused(&with_graph(|g| {
        dims(&mut g.input[0])[2].value = Some(DimValue(64))
    }));
    assert!(matches!(e.problem(), Problem::Shape { .. }), "{e}");
    assert_field(&e, "forward.onnx: input audio");

    let e = refused(&with_graph(|g| {
        dims(&mut g.output[0])[2].value = Some(DimParam("N".into()))
    }));
    assert!(
        matches!(e.problem(), Problem::Shape { found, .. } if found == "[1, 1, ?]"),
        "{e}"
    );

    let e = refused(&with_manifest(|m| {
        m["methods"]["forward"]["states"][1]["shape"] = vec![1, 1, 3].into();
    }));
    assert!(matches!(e.problem(), Problem::Shape { .. }), "{e}");
    assert_field(&e, "forward.onnx: input s1");

    for wrong in [
        vec![4, 1, 6],
        vec![i64::MAX, i64::MAX],
        vec![-4, -5],
        vec![],
    ] {
        let e = refused(&with_graph(|g| weight(g).dims = wrong));
        assert!(matches!(e.problem(), Problem::Shape { .. }), "{e}");
        assert_field(&e, "forward.onnx: tensor w0");
    }
}

#[test]
fn a_missing_state() {
    let e = refused(&with_graph(|g| g.input.retain(|i| i.name != "s1")));
    assert!(matches!(e.problem(), Problem::MissingState), "{e}");
    assert_field(&e, "forward.onnx: input s1");
    let e = refused(&with_graph(|g| g.output.retain(|i| i.name != "s0_next")));
    assert!(matches!(e.problem(), Problem::MissingState), "{e}");
    assert_field(&e, "forward.onnx: output s0_next");
}

#[test]
fn a_hidden_state() {
    let e = refused(&with_manifest(|m| {
        let states = m["methods"]["forward"]["states"].as_array_mut();
        states.expect("the toy's states").pop();
    }));
    assert!(matches!(e.problem(), Problem::UnknownTensor), "{e}");
    assert_field(&e, "forward.onnx: input s1");
}

#[test]
fn a_missing_port() {
    let e = refused(&with_graph(|g| g.input.retain(|i| i.name != "noise")));
    assert!(matches!(e.problem(), Problem::MissingTensor), "{e}");
    assert_field(&e, "forward.onnx: input noise");
}

#[test]
fn weights_that_are_not_finite() {
    let half = |bits: u16| {
        move |t: &mut pb::TensorProto| t.raw_data[6..8].copy_from_slice(&bits.to_le_bytes())
    };
    let single = |x: f32| {
        move |t: &mut pb::TensorProto| {
            t.raw_data = vec![];
            t.data_type = DataType::Float as i32;
            t.float_data = vec![0.0; 20];
            t.float_data[3] = x;
        }
    };
    type Edit = Box<dyn Fn(&mut pb::TensorProto)>;
    let edits: [Edit; 4] = [
        Box::new(half(0x7e00)),
        Box::new(half(0xfc00)),
        Box::new(single(f32::NAN)),
        Box::new(single(f32::NEG_INFINITY)),
    ];
    for edit in edits {
        let e = refused(&with_graph(|g| edit(weight(g))));
        assert!(
            matches!(e.problem(), Problem::NotFinite { index: 3 }),
            "{e}"
        );
        assert_field(&e, "forward.onnx: tensor w0");
    }
}

#[test]
fn weights_in_another_file() {
    let e = refused(&with_graph(|g| {
        let t = weight(g);
        t.raw_data.clear();
        t.data_location = Some(DataLocation::External as i32);
    }));
    assert!(matches!(e.problem(), Problem::ExternalData), "{e}");
}

#[test]
fn versions_from_another_time() {
    assert_range(
        &refused(&with_model(|m| m.ir_version = 3)),
        "forward.onnx: ir_version",
    );
    assert_range(
        &refused(&with_model(|m| m.opset_import[0].version = 99)),
        "forward.onnx: opset",
    );
    let other = |m: &mut pb::ModelProto| m.opset_import[0].domain = "com.example".into();
    assert_range(&refused(&with_model(other)), "forward.onnx: opset");
}

fn why(bytes: &[u8]) -> String {
    let e = refused(bytes);
    match e.problem() {
        Problem::Graph(why) => why.clone(),
        _ => panic!("{e}"),
    }
}

#[test]
fn wiring_that_leads_nowhere() {
    let unmade = why(&with_graph(|g| g.node[0].input[0] = "nobody".into()));
    assert_eq!(unmade, "nothing makes its input nobody");
    let backwards = why(&with_graph(|g| g.node.reverse()));
    assert!(
        backwards.starts_with("nothing makes its input"),
        "{backwards}"
    );
    let unmade = why(&with_graph(|g| {
        g.node.pop();
    }));
    assert_eq!(unmade, "nothing makes this output");
    let e = refused(&with_graph(|g| {
        let again = g.node[0].clone();
        g.node.push(again);
    }));
    assert!(matches!(e.problem(), Problem::Duplicate(_)), "{e}");
}

#[test]
fn parts_that_models_do_not_use() {
    let subgraph = with_graph(|g| {
        g.node[0].attribute.push(pb::AttributeProto {
            name: "then_branch".into(),
            g: Some(pb::GraphProto::default()),
            ..Default::default()
        });
    });
    assert!(why(&subgraph).contains("control flow"));
    let functions = with_model(|m| m.functions.push(pb::FunctionProto::default()));
    assert!(why(&functions).contains("functions"));
    let sparse = with_graph(|g| g.sparse_initializer.push(pb::SparseTensorProto::default()));
    assert!(why(&sparse).contains("sparse"));
    let custom = with_graph(|g| g.node[0].domain = "com.example".into());
    assert!(why(&custom).contains("com.example"));
}

/// Two bytes on the wire would become a kilobyte each in memory.
#[test]
fn a_protobuf_bomb() {
    let empty_attribute = [0x2a, 0];
    let node = empty_attribute.repeat(500_000);
    let bomb = nested(7, &nested(1, &node));
    let file = zip(&[(MANIFEST, &entries()[MANIFEST]), (toy::GRAPH, &bomb)]);
    assert!(why(&file).contains("too many parts"));
}

#[test]
fn nesting_without_end() {
    let mut graph = vec![];
    for _ in 0..2000 {
        graph = nested(1, &nested(5, &nested(6, &graph)));
    }
    let file = zip(&[
        (MANIFEST, &entries()[MANIFEST]),
        (toy::GRAPH, &nested(7, &graph)),
    ]);
    assert!(why(&file).contains("control flow"));
}

/// A protobuf field that holds a message.
fn nested(field: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![field << 3 | 2];
    prost::encoding::encode_varint(content.len() as u64, &mut out);
    out.extend(content);
    out
}
