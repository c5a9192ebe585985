//! Weights that graphs share.

use std::collections::BTreeMap;

use neurorave_core::Problem;
use neurorave_core::model::Model;
use neurorave_core::model_file::{WEIGHTS, write_model};
use prost::Message;
use tract_onnx::pb::tensor_proto::{DataLocation, DataType};
use tract_onnx::pb::{GraphProto, ModelProto, TensorProto};

use super::{MANIFEST, assert_field, assert_range, refused, toy, zip};

/// The packed twins with an edited first graph and entry of weights.
fn edited(edit: impl FnOnce(&mut GraphProto, &mut Vec<u8>)) -> Vec<u8> {
    let mut parts = toy::unpack(&toy::twins_file());
    let mut graph = ModelProto::decode(&parts[toy::GRAPH][..]).expect("a graph");
    let mut weights = parts.remove(WEIGHTS).expect("the twins share weights");
    edit(graph.graph.as_mut().expect("a graph"), &mut weights);
    parts.insert(toy::GRAPH.into(), graph.encode_to_vec());
    parts.insert(WEIGHTS.into(), weights);
    packed(&parts)
}

fn packed(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let entries: Vec<_> = parts.iter().map(|(n, d)| (n.as_str(), &d[..])).collect();
    zip(&entries)
}

/// The packed twins with an edited reference to the large weight.
fn with_reference(edit: impl FnOnce(&mut TensorProto)) -> Vec<u8> {
    edited(|graph, _| edit(large(graph)))
}

fn large(graph: &mut GraphProto) -> &mut TensorProto {
    let mut all = graph.initializer.iter_mut();
    all.find(|t| t.name == toy::LARGE)
        .expect("the large weight")
}

fn set(t: &mut TensorProto, key: &str, value: &str) {
    let mut all = t.external_data.iter_mut();
    all.find(|e| e.key == key).expect("the key").value = value.into();
}

fn get(t: &TensorProto, key: &str) -> usize {
    let mut all = t.external_data.iter();
    let value = &all.find(|e| e.key == key).expect("the key").value;
    value.parse().expect("a number")
}

#[test]
fn a_weight_of_two_graphs_is_stored_once() {
    let (_, graphs) = toy::twins();
    let apart: usize = graphs.values().map(Message::encoded_len).sum();
    let file = toy::twins_file();
    let parts = toy::unpack(&file);
    assert_eq!(parts[WEIGHTS].len(), toy::LARGE_BYTES);
    assert!(file.len() < apart, "{} of {apart}", file.len());
}

#[test]
fn graphs_come_back_with_their_weights_inside() {
    let (_, graphs) = toy::twins();
    let model = Model::from_bytes("twins.nrave", &toy::twins_file()).expect("the twins load");
    for (method, entry) in [("forward", toy::GRAPH), ("twin", toy::TWIN)] {
        assert!(model.graph(method).expect("a method") == graphs[entry]);
    }
}

#[test]
fn a_weight_of_two_graphs_counts_once() {
    let both = Model::from_bytes("twins.nrave", &toy::twins_file()).expect("the twins load");
    let (_, graphs) = toy::twins();
    let apart: usize = graphs.values().map(floats).sum();
    let shared = floats(&graphs[toy::GRAPH]);
    let counted = both.weights().f16 + both.weights().f32;
    assert!(
        (shared..apart).contains(&counted),
        "{shared} {counted} {apart}"
    );
}

fn floats(model: &ModelProto) -> usize {
    let graph = model.graph.as_ref().expect("a graph");
    let float = |t: &&TensorProto| [1, 10].contains(&t.data_type);
    let all = graph.initializer.iter().filter(float);
    all.map(|t| t.dims.iter().product::<i64>() as usize).sum()
}

#[test]
fn the_same_graphs_give_the_same_bytes() {
    assert!(toy::twins_file() == toy::twins_file());
    let (manifest, _) = toy::twins();
    let model = Model::from_bytes("twins.nrave", &toy::twins_file()).expect("the twins load");
    let graph = |method| model.graph(method).expect("a method");
    let again = [(toy::GRAPH, graph("forward")), (toy::TWIN, graph("twin"))];
    let again = again.map(|(name, graph)| (name.to_owned(), graph)).into();
    let again = write_model(&manifest, &again, toy::CARD).expect("what was read can be written");
    assert!(again == toy::twins_file());
}

#[test]
fn different_weights_are_apart_and_aligned() {
    let (manifest, mut graphs) = toy::twins();
    let twin = graphs.get_mut(toy::TWIN).expect("the twin");
    large(twin.graph.as_mut().expect("a graph")).raw_data[0] ^= 1;
    let file = write_model(&manifest, &graphs, "").expect("a valid model");
    let parts = toy::unpack(&file);
    let offset = |entry: &str| {
        let mut model = ModelProto::decode(&parts[entry][..]).expect("a graph");
        get(large(model.graph.as_mut().expect("a graph")), "offset")
    };
    let second = toy::LARGE_BYTES.next_multiple_of(64);
    assert_eq!((offset(toy::GRAPH), offset(toy::TWIN)), (0, second));
    assert_eq!(parts[WEIGHTS].len(), second + toy::LARGE_BYTES);
    Model::from_bytes("apart.nrave", &file).expect("it loads");
}

#[test]
fn small_weights_stay_in_their_graph() {
    assert!(!toy::unpack(&toy::file()).contains_key(WEIGHTS));
    let model = &toy::unpack(&toy::twins_file())[toy::GRAPH];
    let graph = ModelProto::decode(&model[..]).expect("a model").graph;
    let outside = graph.expect("a graph").initializer;
    let outside = outside.iter().filter(|t| t.data_location.is_some());
    assert_eq!(outside.count(), 1);
}

#[test]
fn tensors_may_overlap() {
    let shifted = edited(|graph, weights| {
        weights.extend([0; 2]);
        set(large(graph), "offset", "2");
    });
    let model = Model::from_bytes("overlap.nrave", &shifted).expect("it loads");
    let first = model.graph("forward").expect("a method");
    let twin = model.graph("twin").expect("a method");
    let [first, twin] =
        [first, twin].map(|m| large(&mut m.graph.expect("a graph")).raw_data.clone());
    assert!(first[..first.len() - 2] == twin[2..]);
}

#[test]
fn a_reference_beyond_the_end() {
    for offset in ["1", "64", "9999999999", "18446744073709551615"] {
        let e = refused(&with_reference(|t| set(t, "offset", offset)));
        assert_range(&e, "forward.onnx: tensor large.offset");
    }
    let e = refused(&edited(|_, weights| weights.truncate(toy::LARGE_BYTES - 1)));
    assert_range(&e, "forward.onnx: tensor large.offset");
}

#[test]
fn a_length_that_is_not_the_shapes() {
    let size = toy::LARGE_BYTES;
    for length in [0, 1, size - 2, size + 2, usize::MAX] {
        let e = refused(&with_reference(|t| set(t, "length", &length.to_string())));
        assert_range(&e, "forward.onnx: tensor large.length");
    }
    let e = refused(&with_reference(|t| t.data_type = DataType::Float as i32));
    assert_range(&e, "forward.onnx: tensor large.length");
}

#[test]
fn numbers_that_are_none() {
    for text in [
        "",
        "-1",
        "+0",
        " 0",
        "00",
        "0x0",
        "0.0",
        "1e2",
        "18446744073709551616",
        "\n",
    ] {
        for key in ["offset", "length"] {
            let e = refused(&with_reference(|t| set(t, key, text)));
            assert_range(&e, &format!("forward.onnx: tensor large.{key}"));
        }
    }
}

#[test]
fn shapes_that_no_file_could_fill() {
    for dims in [
        vec![i64::MAX; 3],
        vec![-65, -31],
        vec![i64::MIN],
        vec![1 << 62, 4],
    ] {
        let e = refused(&with_reference(|t| t.dims = dims));
        assert!(matches!(e.problem(), Problem::Shape { .. }), "{e}");
        assert_field(&e, "forward.onnx: tensor large");
    }
}

#[test]
fn any_other_place() {
    for location in [
        "",
        "weights",
        "./weights.bin",
        "../weights.bin",
        "/etc/passwd",
        MANIFEST,
    ] {
        let e = refused(&with_reference(|t| set(t, "location", location)));
        assert!(matches!(e.problem(), Problem::ExternalData), "{e}");
        assert_field(&e, "forward.onnx: tensor large");
    }
    let e = refused(&with_reference(|t| t.external_data.clear()));
    assert!(matches!(e.problem(), Problem::ExternalData), "{e}");
    let e = refused(&with_reference(|t| t.data_location = None));
    assert!(matches!(e.problem(), Problem::ExternalData), "{e}");
}

#[test]
fn a_missing_entry() {
    let mut parts = toy::unpack(&toy::twins_file());
    parts.remove(WEIGHTS);
    let e = refused(&packed(&parts));
    assert!(matches!(e.problem(), Problem::MissingEntry), "{e}");
    assert_field(&e, WEIGHTS);
}

#[test]
fn references_of_another_form() {
    type Edit = fn(&mut TensorProto);
    let edits: [Edit; 5] = [
        |t| t.external_data.push(t.external_data[1].clone()),
        |t| t.external_data[1].key = "checksum".into(),
        |t| drop(t.external_data.pop()),
        |t| t.raw_data = vec![0; toy::LARGE_BYTES],
        |t| t.data_type = DataType::Double as i32,
    ];
    for edit in edits {
        let e = refused(&with_reference(edit));
        assert!(matches!(e.problem(), Problem::Graph(_)), "{e}");
        assert_field(&e, "forward.onnx: tensor large");
    }
}

#[test]
fn constants_of_nodes_stay_in_the_graph() {
    let e = refused(&edited(|graph, _| {
        let t = large(graph).clone();
        let attribute = tract_onnx::pb::AttributeProto {
            name: "value".into(),
            t: Some(t),
            ..Default::default()
        };
        graph.node[0].attribute.push(attribute);
    }));
    assert!(matches!(e.problem(), Problem::ExternalData), "{e}");
}

#[test]
fn shared_weights_are_checked_like_others() {
    let e = refused(&edited(|_, weights| weights[6..8].fill(0xff)));
    assert!(
        matches!(e.problem(), Problem::NotFinite { index: 3 }),
        "{e}"
    );
    assert_field(&e, "forward.onnx: tensor large");
}

/// Many tensors of the same bytes: a small file that would be large in memory.
#[test]
fn a_bomb_of_references() {
    let file = edited(|graph, weights| {
        weights.resize(1 << 20, 0);
        let t = large(graph);
        t.dims = vec![1 << 19];
        set(t, "length", &(1 << 20).to_string());
        let t = t.clone();
        for n in 0..200 {
            let name = format!("copy{n}");
            graph.initializer.push(TensorProto { name, ..t.clone() });
        }
    });
    let e = refused(&file);
    assert!(matches!(e.problem(), Problem::TooLarge { .. }), "{e}");
}

#[test]
fn nothing_is_packed_that_is_elsewhere_already() {
    let (manifest, mut graphs) = toy::twins();
    let twin = graphs.get_mut(toy::TWIN).expect("the twin");
    large(twin.graph.as_mut().expect("a graph")).data_location =
        Some(DataLocation::External as i32);
    let e = write_model(&manifest, &graphs, "").expect_err("its data would be others");
    assert!(matches!(e.problem(), Problem::ExternalData), "{e}");
    assert_field(&e, "twin.onnx: tensor large");
}

#[test]
fn graphs_leave_the_name_to_the_weights() {
    let (mut manifest, mut graphs) = toy::twins();
    let graph = graphs.remove(toy::TWIN).expect("the twin");
    graphs.insert(WEIGHTS.into(), graph);
    manifest.methods.get_mut("twin").expect("the twin").graph = WEIGHTS.into();
    assert_range(
        &write_model(&manifest, &graphs, "").expect_err("a reserved name"),
        WEIGHTS,
    );
}
