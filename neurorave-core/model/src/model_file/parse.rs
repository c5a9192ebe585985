//! From the bytes of a file to checked parts.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::archive::Archive;
use super::census::{Census, Weights};
use super::check::{Checked, Place, check_graph, check_manifest, short};
use super::manifest::{FORMAT, Manifest};
use super::skeleton::Skeleton;
use super::source::{Plain, Source};
use super::weights::Shared;
use super::wire::Budget;
use super::{CARD, MANIFEST};
use crate::error::{Error, Problem};

/// Most bytes of a manifest, and of a card.
const MAX_TEXT: u64 = 1 << 20;

/// What a model file says, all of it checked, and its graphs with it. They stay in the file.
pub struct Parsed {
    pub manifest: Manifest,
    pub weights: Weights,
    pub card: String,
}

/// Parses and checks a whole file. `file` is its name in errors.
pub fn parse(file: &str, source: &dyn Source) -> Result<Parsed, Error> {
    let archive = Archive::open(file, source)?;
    let manifest = read_manifest(file, &archive)?;
    let mut budget = Budget::for_file(source.len());
    let mut shared = Shared::checked(file, &archive)?;
    let (mut checked, mut census) = (Checked::new(source), Census::default());
    let mut users = BTreeMap::<&str, Vec<_>>::new();
    for method in manifest.methods.values() {
        users.entry(&method.graph).or_default().push(method);
    }
    // One graph in memory at a time.
    for (entry, methods) in users {
        let graph = Skeleton::decode(file, &archive, entry, &mut budget, &mut shared)?;
        for method in methods {
            check_graph(&Place::entry(file, entry), method, &graph, &mut checked)?;
        }
        census.count(&graph);
    }
    let card = read_card(file, &archive)?;
    Ok(Parsed {
        manifest,
        weights: census.weights,
        card,
    })
}

/// The manifest of the file at `path`, checked by itself, without reading the graphs.
pub fn peek(file: &str, path: &Path) -> Result<Manifest, Error> {
    look(file, path, read_manifest)
}

/// The card of the file at `path`, empty where it has none, without reading anything else.
pub fn peek_card(file: &str, path: &Path) -> Result<String, Error> {
    look(file, path, read_card)
}

fn look<T>(
    file: &str,
    path: &Path,
    read: impl FnOnce(&str, &Archive<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let source = Plain::open(path).map_err(|problem| Error::new(file, "", problem))?;
    read(file, &Archive::open(file, &source)?)
}

fn read_card(file: &str, archive: &Archive<'_>) -> Result<String, Error> {
    if !archive.contains(CARD) {
        return Ok(String::new());
    }
    String::from_utf8(archive.read(CARD, MAX_TEXT)?)
        .map_err(|_| Error::new(file, CARD, Problem::Damaged("it is not UTF-8 text".into())))
}

fn read_manifest(file: &str, archive: &Archive<'_>) -> Result<Manifest, Error> {
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
