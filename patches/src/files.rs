//! All files: what the package has, and what is kept in the repository.

use crate::max::{self, RECORDING};
use crate::model::{File, Patcher};
use crate::objects::models;
use crate::package::{self, OVERVIEW};
use crate::picture::picture;
use crate::{amxd, layout, readme, reference};
use neurorave_core::object::{INFO_NAME, NAME, PAGES, VOICES_NAME};
use nrave::picture::PictureError;
use std::path::{Path, PathBuf};

/// A path within a folder, with `/` between its parts, and what the file holds.
pub type Content = (String, Vec<u8>);

/// Where the repository keeps them.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("max")
}

/// The patches, by their paths in the package.
pub fn patches() -> Vec<(String, File)> {
    vec![
        (format!("help/{NAME}.maxhelp"), max::help()),
        (format!("help/{VOICES_NAME}.maxhelp"), max::voices()),
        (format!("help/{INFO_NAME}.maxhelp"), max::info()),
        ("patchers/nrave-demo.maxpat".into(), max::demo()),
        (format!("extras/{OVERVIEW}"), max::overview()),
        ("devices/nrave.amxd".into(), max::device()),
    ]
}

/// Everything in the package that is made here, in a fixed order: patches, pages, mappings.
pub fn written() -> Vec<Content> {
    let mut files: Vec<Content> = Vec::new();
    for (path, file) in patches() {
        let text = layout::text(&file);
        let bytes = if path.ends_with(".amxd") {
            amxd::pack(&text)
        } else {
            text
        };
        files.push((path, bytes));
    }
    for page in &PAGES {
        let path = format!("docs/{}.maxref.xml", page.name);
        files.push((path, reference::page(page).into_bytes()));
    }
    files.push(("init/nrave.txt".into(), package::mappings().into_bytes()));
    files.push(("package-info.json".into(), package::info()));
    files
}

/// What goes into the package from here: [`written`], and the recording that the demo plays.
///
/// # Panics
/// When the recording is missing.
pub fn package_files() -> Vec<Content> {
    let audio = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/audio");
    let read = |name: &str| {
        let path = audio.join(name);
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let mut files = written();
    files.push((format!("media/{RECORDING}"), read(RECORDING)));
    files.push(("media/README.md".into(), read("README.md")));
    files
}

/// The files that a patch of the package may name: those of [`package_files`], and the models.
pub fn known() -> Vec<String> {
    let files = package_files().into_iter().map(|(path, _)| path);
    let models = models()
        .into_iter()
        .map(|model| format!("models/{model}.nrave"));
    files.chain(models).collect()
}

/// The pictures, by their paths in the repository's folder: every patcher, and a device from both
/// sides.
///
/// # Errors
/// When one cannot be encoded.
pub fn pictures() -> Result<Vec<Content>, PictureError> {
    let mut pictures = Vec::new();
    for (path, mut file) in patches() {
        let file_name = path.rsplit('/').next().unwrap_or(&path);
        let stem = file_name
            .rsplit_once('.')
            .map_or(file_name, |(stem, _)| stem);
        let stem = stem.replace(' ', "-");
        let outermost = &mut file.patcher;
        if outermost.showontab.is_none() {
            pictures.push((stem.clone(), picture(outermost)?));
        }
        if outermost.openinpresentation.take().is_some() {
            pictures.push((format!("{stem}.patch"), picture(outermost)?));
        }
        for (name, patcher) in within(outermost) {
            let name = format!("{stem}.{name}");
            // The same subpatcher stands in several tabs.
            if pictures.iter().all(|(other, _)| *other != name) {
                pictures.push((name, picture(patcher)?));
            }
        }
    }
    let path = |(name, bytes)| (format!("pictures/{name}.png"), bytes);
    Ok(pictures.into_iter().map(path).collect())
}

/// The patchers within a patcher, by their names.
fn within(patcher: &Patcher) -> Vec<(&str, &Patcher)> {
    let mut all = Vec::new();
    for item in patcher.items() {
        if let Some(inner) = item.patcher.as_deref() {
            all.push((item.text().trim_start_matches("p "), inner));
            all.extend(within(inner));
        }
    }
    all
}

/// Everything that the repository's folder holds.
///
/// # Errors
/// As [`pictures`].
pub fn kept() -> Result<Vec<Content>, PictureError> {
    let mut files = written();
    let pictures = pictures()?;
    let names: Vec<_> = pictures.iter().map(|(path, _)| path.as_str()).collect();
    files.push(("README.md".into(), readme::text(&names).into_bytes()));
    files.extend(pictures);
    Ok(files)
}
