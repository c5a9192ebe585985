//! Packs a model into a file.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Seek, Write};

use prost::Message;
use tract_onnx::pb::ModelProto;

use super::archive::{self, Content, MAX_ENTRIES, MAX_FILE, is_plain};
use super::check::short;
use super::manifest::Manifest;
use super::weights::Pool;
use super::{CARD, MANIFEST, WEIGHTS, parse};
use crate::error::{Error, Problem};

/// Writes a model file whose graphs refer to weights that `weights` writes, in the order of their
/// offsets in the entry that they share: none of them has to be in memory. Nothing is checked but by
/// whoever opens the file.
///
/// # Errors
/// When `out` or `weights` cannot go on.
pub fn write_model_to<W: Write + Seek>(
    out: W,
    manifest: &Manifest,
    graphs: &BTreeMap<String, ModelProto>,
    card: &str,
    weights: Option<Content<'_>>,
) -> io::Result<W> {
    let mut json = serde_json::to_vec_pretty(manifest)?;
    json.push(b'\n');
    let graphs: Vec<_> = graphs
        .iter()
        .map(|(name, graph)| (name.as_str(), graph.encode_to_vec()))
        .collect();
    let mut entries = vec![(MANIFEST, json.as_slice()), (CARD, card.as_bytes())];
    entries.extend(graphs.iter().map(|(name, bytes)| (*name, bytes.as_slice())));
    let last = weights.map(|weights| (WEIGHTS, weights));
    archive::write_to(out, &entries, last).map_err(io::Error::other)
}

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
