//! Packs a model into a file.

use std::collections::{BTreeMap, BTreeSet};

use prost::Message;
use tract_onnx::pb::ModelProto;

use super::archive::{self, MAX_ENTRIES, MAX_FILE, is_plain};
use super::check::short;
use super::manifest::Manifest;
use super::weights::Pool;
use super::{CARD, MANIFEST, WEIGHTS, parse};
use crate::error::{Error, Problem};

/// Packs a manifest, its graphs by entry name, and a card (Markdown) into the bytes of a
/// `.nrave` file. The same parts give the same bytes. Weights that several graphs have are stored
/// once.
///
/// The bytes have been read back and checked, so they load.
///
/// # Errors
/// Whatever [`Model::from_bytes`](crate::model::Model::from_bytes) would object to, graphs
/// that no method uses, and weights that are not in their graph. Errors name the manifest's `name` as the file.
pub fn write_model(
    manifest: &Manifest,
    graphs: &BTreeMap<String, ModelProto>,
    card: &str,
) -> Result<Vec<u8>, Error> {
    let file = format!("{}.nrave", manifest.name);
    let fail = |field: &str, problem| Err(Error::new(&file, field, problem));
    let used: BTreeSet<_> = manifest
        .methods
        .values()
        .map(|m| m.graph.as_str())
        .collect();
    let mut json = match serde_json::to_vec_pretty(manifest) {
        Ok(json) => json,
        Err(e) => return fail(MANIFEST, Problem::Manifest(e.to_string())),
    };
    json.push(b'\n');
    let mut pool = Pool::default();
    let mut encoded = Vec::new();
    for (name, graph) in graphs {
        let mut graph = graph.clone();
        if let Err((tensor, problem)) = pool.take(&mut graph) {
            return fail(&format!("{name}: tensor {}", short(tensor)), problem);
        }
        encoded.push((name.as_str(), graph.encode_to_vec()));
    }
    let mut entries = vec![(MANIFEST, json.as_slice()), (CARD, card.as_bytes())];
    for (name, bytes) in &encoded {
        if !used.contains(name) || !is_plain(name) || [MANIFEST, CARD, WEIGHTS].contains(name) {
            let problem = Problem::Range {
                found: "a graph".into(),
                allowed: "used by a method, under a plain name".into(),
            };
            return fail(name, problem);
        }
        entries.push((name, bytes));
    }
    if !pool.bytes().is_empty() {
        entries.push((WEIGHTS, pool.bytes()));
    }
    let size: u64 = entries.iter().map(|(_, data)| data.len() as u64).sum();
    if size > MAX_FILE {
        return fail(
            "",
            Problem::TooLarge {
                found: size,
                limit: MAX_FILE,
                unit: "bytes",
            },
        );
    }
    if entries.len() > MAX_ENTRIES {
        let (found, limit) = (entries.len() as u64, MAX_ENTRIES as u64);
        return fail(
            "",
            Problem::TooLarge {
                found,
                limit,
                unit: "entries",
            },
        );
    }
    match archive::write(&entries) {
        Ok(bytes) => parse(&file, &bytes).map(|_| bytes),
        Err(e) => fail("", Problem::Damaged(e.to_string())),
    }
}
