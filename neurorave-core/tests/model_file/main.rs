//! The model file: what is written is read, and what is wrong is refused with a typed error.

mod damage;
mod graphs;
mod manifests;
mod round_trip;
#[path = "../toy/mod.rs"]
mod toy;
mod weights;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use neurorave_core::model::Model;
use neurorave_core::{Error, Problem};
use prost::Message;
use serde_json::Value;
use tract_onnx::pb::{GraphProto, ModelProto};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const FILE: &str = "toy.nrave";
const MANIFEST: &str = "manifest.json";

/// A ZIP as any tool would make it, checksums included.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in entries {
        zip.start_file(*name, stored).expect("a valid name");
        zip.write_all(data).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// The error that loading gives, after checking what holds for each of them.
fn refused(bytes: &[u8]) -> Error {
    let e = Model::from_bytes(FILE, bytes).expect_err("the file is wrong");
    assert_eq!(e.file(), FILE);
    let text = e.to_string();
    assert!(
        text.starts_with(FILE) && text.ends_with(e.remedy()),
        "{text}"
    );
    assert!(!text.chars().any(char::is_control), "{text:?}");
    e
}

/// The toy with an edited manifest.
fn with_manifest(edit: impl FnOnce(&mut Value)) -> Vec<u8> {
    let (manifest, graphs) = toy::parts();
    let mut json = serde_json::to_value(manifest).expect("a manifest is JSON");
    edit(&mut json);
    let json = serde_json::to_vec(&json).expect("JSON");
    zip(&[
        (MANIFEST, &json),
        (toy::GRAPH, &graphs[toy::GRAPH].encode_to_vec()),
    ])
}

/// The toy with an edited model protobuf.
fn with_model(edit: impl FnOnce(&mut ModelProto)) -> Vec<u8> {
    let (manifest, mut graphs) = toy::parts();
    let graph = graphs.get_mut(toy::GRAPH).expect("the toy's graph");
    edit(graph);
    let json = serde_json::to_vec(&manifest).expect("a manifest is JSON");
    zip(&[(MANIFEST, &json), (toy::GRAPH, &graph.encode_to_vec())])
}

/// The toy with an edited graph.
fn with_graph(edit: impl FnOnce(&mut GraphProto)) -> Vec<u8> {
    with_model(|model| edit(model.graph.as_mut().expect("a graph")))
}

fn assert_field(e: &Error, field: &str) {
    assert_eq!(e.field(), field, "{e}");
}

fn assert_range(e: &Error, field: &str) {
    assert_field(e, field);
    assert!(matches!(e.problem(), Problem::Range { .. }), "{e}");
}

/// Entries of a valid file, for rebuilding it with changes.
fn entries() -> BTreeMap<String, Vec<u8>> {
    let (manifest, graphs) = toy::parts();
    let json = serde_json::to_vec(&manifest).expect("a manifest is JSON");
    let graph = graphs[toy::GRAPH].encode_to_vec();
    BTreeMap::from([(MANIFEST.into(), json), (toy::GRAPH.into(), graph)])
}
