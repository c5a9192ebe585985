//! From the bytes of a file to checked parts.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::Path;

use prost::Message;
use serde::Deserialize;
use tract_onnx::pb::ModelProto;

use super::archive::{Archive, MAX_FILE};
use super::check::{Place, check_graph, check_manifest, short};
use super::manifest::{FORMAT, Manifest};
use super::weights::Shared;
use super::wire::Budget;
use super::{CARD, MANIFEST};
use crate::error::{Error, Problem};

/// Most bytes of a manifest, and of a card.
const MAX_TEXT: u64 = 1 << 20;

/// The checked content of a model file.
pub struct Parsed {
    pub manifest: Manifest,
    /// Graphs by entry name.
    pub graphs: BTreeMap<String, ModelProto>,
    pub card: String,
}

/// Parses and checks a whole file. `file` is its name in errors.
pub fn parse(file: &str, bytes: &[u8]) -> Result<Parsed, Error> {
    let mut archive = Archive::open(file, Cursor::new(bytes))?;
    let manifest = read_manifest(file, &mut archive)?;
    let mut budget = Budget::for_file(bytes.len());
    let mut shared = Shared::read(file, &mut archive)?;
    let mut graphs = BTreeMap::new();
    for method in manifest.methods.values() {
        let entry = method.graph.as_str();
        let place = Place::entry(file, entry);
        if !graphs.contains_key(entry) {
            let mut graph = read_graph(file, &mut archive, entry, &mut budget)?;
            shared.fill(&place, &mut graph)?;
            graphs.insert(entry.to_owned(), graph);
        }
        check_graph(&place, method, &graphs[entry])?;
    }
    let card = if archive.contains(CARD) {
        String::from_utf8(archive.read(CARD, MAX_TEXT)?)
            .map_err(|_| Error::new(file, CARD, Problem::Damaged("it is not UTF-8 text".into())))?
    } else {
        String::new()
    };
    Ok(Parsed {
        manifest,
        graphs,
        card,
    })
}

/// The manifest of the file at `path`, checked by itself, without reading the graphs.
pub fn peek(file: &str, path: &Path) -> Result<Manifest, Error> {
    let reader = File::open(path).map_err(|e| Error::new(file, "", Problem::Unreadable(e)))?;
    read_manifest(file, &mut Archive::open(file, reader)?)
}

fn read_manifest(
    file: &str,
    archive: &mut Archive<'_, impl Read + Seek>,
) -> Result<Manifest, Error> {
    let bytes = archive.read(MANIFEST, MAX_TEXT)?;
    let wrong = |e: serde_json::Error| Error::new(file, MANIFEST, Problem::Manifest(short(e)));
    /// Read first: a later version may have fields that this one refuses.
    #[derive(Deserialize)]
    struct Version {
        format: u64,
    }
    let found = serde_json::from_slice::<Version>(&bytes)
        .map_err(wrong)?
        .format;
    if found != u64::from(FORMAT) {
        let problem = Problem::Version {
            found,
            known: FORMAT,
        };
        return Err(Error::new(file, format!("{MANIFEST}: format"), problem));
    }
    let manifest = serde_json::from_slice(&bytes).map_err(wrong)?;
    check_manifest(&Place::entry(file, MANIFEST), &manifest)?;
    Ok(manifest)
}

fn read_graph(
    file: &str,
    archive: &mut Archive<'_, impl Read + Seek>,
    entry: &str,
    budget: &mut Budget,
) -> Result<ModelProto, Error> {
    let fail = |what: String| Error::new(file, entry, Problem::Graph(what));
    let bytes = archive.read(entry, MAX_FILE)?;
    budget.take(&bytes).map_err(fail)?;
    ModelProto::decode(bytes.as_slice())
        .map_err(|e| fail(format!("the graph is not valid ONNX ({e})")))
}
