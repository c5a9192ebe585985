//! What is written is read.

use std::io::Write;
use std::sync::Arc;

use neurorave_core::Problem;
use neurorave_core::model::Model;
use neurorave_core::model_file::write_model;

use super::{toy, with_manifest};

fn saved(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("room for a temporary file");
    file
}

#[test]
fn the_parts_come_back() {
    let (manifest, graphs) = toy::parts();
    let file = saved(&toy::file());
    let model = Model::open(file.path()).expect("the toy loads");
    assert_eq!(*model.manifest(), manifest);
    assert_eq!(
        model.graph("forward").expect("its method"),
        graphs[toy::GRAPH]
    );
    assert_eq!(model.card(), toy::CARD);
    assert_eq!(model.weights().f16, 20 + 4 + 32);
    assert_eq!(
        Model::peek(file.path()).expect("the manifest is there"),
        manifest
    );
}

#[test]
fn the_same_parts_give_the_same_bytes() {
    assert_eq!(toy::file(), toy::file());
}

#[test]
fn equal_content_is_shared_and_freed_with_its_last_user() {
    let bytes = with_manifest(|m| m["name"] = "shared".into());
    let (a, b) = (saved(&bytes), saved(&bytes));
    let first = Model::open(a.path()).expect("it loads");
    let second = Model::open(b.path()).expect("it loads");
    assert!(Arc::ptr_eq(&first, &second));
    let other = with_manifest(|m| m["name"] = "other".into());
    let other = Model::from_bytes("other.nrave", &other).expect("it loads");
    assert_ne!(first.content_hash(), other.content_hash());
    let weak = Arc::downgrade(&first);
    drop((first, second));
    assert!(weak.upgrade().is_none());
}

#[test]
fn the_content_hash_is_sha_256() {
    let model = Model::from_bytes("toy.nrave", &toy::file()).expect("the toy loads");
    let hash = model.content_hash().to_string();
    assert!(
        hash.len() == 64 && hash.bytes().all(|c| c.is_ascii_hexdigit()),
        "{hash}"
    );
}

#[test]
fn an_unknown_method_is_answered_with_those_there_are() {
    let model = Model::from_bytes("toy.nrave", &toy::file()).expect("the toy loads");
    let e = model
        .graph("backward")
        .expect_err("the toy has no such method");
    assert!(
        matches!(e.problem(), Problem::NoMethod { available } if available == "forward"),
        "{e}"
    );
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let e = Model::open("no/such.nrave".as_ref()).expect_err("there is no such file");
    assert!(matches!(e.problem(), Problem::Unreadable(_)), "{e}");
    assert_eq!(e.file(), "no/such.nrave");
    assert!(Model::peek("no/such.nrave".as_ref()).is_err());
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let file = saved(&[]);
    file.as_file()
        .set_len((512 << 20) + 1)
        .expect("a sparse file");
    for e in [
        Model::open(file.path()).err(),
        Model::peek(file.path()).err(),
    ] {
        let e = e.expect("the file is too large");
        assert!(matches!(e.problem(), Problem::TooLarge { .. }), "{e}");
    }
}

#[test]
fn nothing_is_packed_that_would_not_load() {
    let (mut manifest, graphs) = toy::parts();
    manifest
        .methods
        .get_mut("forward")
        .expect("its method")
        .step = 0;
    let e = write_model(&manifest, &graphs, "").expect_err("a step of 0");
    assert!(matches!(e.problem(), Problem::Range { .. }), "{e}");

    let (manifest, mut graphs) = toy::parts();
    graphs.insert("spare.onnx".into(), graphs[toy::GRAPH].clone());
    let e = write_model(&manifest, &graphs, "").expect_err("a graph without a method");
    assert_eq!(e.field(), "spare.onnx");

    let (manifest, _) = toy::parts();
    let e = write_model(&manifest, &Default::default(), "").expect_err("a method without a graph");
    assert!(matches!(e.problem(), Problem::MissingEntry), "{e}");
}
