//! Opening model files of every kind: `.nrave` as they are, TorchScript files of the `nn~` kind by
//! way of a copy in a cache folder.
//!
//! An import takes a second or a few, so what it makes is kept, by the content of the file that it was
//! made of: [`folder`] tells where. Whatever is there may be deleted at any time.

mod cache;
mod error;
mod record;

pub use cache::folder;
pub use error::OpenError;
pub use nrave_torchscript::import::{
    ImportError, Options as ImportOptions, Report as ImportReport,
};

use crate::model::{ContentHash, Model};
use crate::model_file::manifest::Manifest;
use crate::model_file::source::{self, Source};
use cache::Cache;
use nrave_torchscript::archive;
use nrave_torchscript::import::{Imported, Options, Report, import, preview};
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Cursor};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

/// Endings of what PyTorch writes.
const FOREIGN: [&str; 4] = ["ts", "pt", "pth", "ckpt"];

/// What was made last with settings of its own: of which file and content, with which settings.
type Variant = (PathBuf, ContentHash, BTreeMap<String, String>, Weak<Model>);

/// One import at a time: a second one of the same finds it done.
static IMPORTING: Mutex<Option<Variant>> = Mutex::new(None);

/// Opens a model file of any kind, or returns the live model of the same content.
///
/// # Errors
/// When the file cannot be read, is no good model, or does what isn't supported.
pub fn open(path: &Path) -> Result<Arc<Model>, OpenError> {
    open_telling(path, || ())
}

/// As [`open`]; `tell` is called before an import, which may take seconds.
///
/// # Errors
/// As [`open`].
pub fn open_telling(path: &Path, tell: impl FnOnce()) -> Result<Arc<Model>, OpenError> {
    match is_foreign(path) {
        true => open_foreign(path, tell),
        false => Ok(Model::open(path)?),
    }
}

/// What a model file says about itself; of a TorchScript file what can be told without importing it,
/// which is enough for inlets and outlets. Quick.
///
/// # Errors
/// As [`open`].
pub fn peek(path: &Path) -> Result<Manifest, OpenError> {
    if !is_foreign(path) {
        return Ok(Model::peek(path)?);
    }
    let file = path.display().to_string();
    let name = name_of(path);
    let plain = source::Plain::open(path).map_err(|p| crate::Error::new(&file, "", p))?;
    safely(|| Ok(preview(&file, &name, Arc::new(plain))?))
}

/// The card of a model file; a TorchScript file has none.
///
/// # Errors
/// As [`open`].
pub fn peek_card(path: &Path) -> Result<String, OpenError> {
    match is_foreign(path) {
        true => Ok(String::new()),
        false => Ok(Model::peek_card(path)?),
    }
}

/// Whether a file is a TorchScript file, or is named like one: then it is looked at as one, for errors
/// that say what it is instead.
pub fn is_foreign(path: &Path) -> bool {
    let named = path.extension().is_some_and(|ending| {
        FOREIGN
            .iter()
            .any(|foreign| ending.eq_ignore_ascii_case(foreign))
    });
    let plain = path.is_file().then(|| source::Plain::open(path).ok());
    plain
        .flatten()
        .is_some_and(|plain| named || archive::is_torchscript(&plain))
}

/// Imports a TorchScript file into a model file; what is there already is replaced when the new file
/// is complete.
///
/// # Errors
/// When the one cannot be read or followed, or the other not be written.
pub fn import_file(from: &Path, to: &Path, options: &Options) -> Result<Report, OpenError> {
    let (source, _) = read(from)?;
    write(from, source, to, options)
}

/// Imports a TorchScript file with settings that begin with something else than they are in the file:
/// by name, of each what it takes with commas between. What it makes is kept in no folder; while it
/// plays, the same is not made again. `tell` is called before an import, as in [`open_telling`].
///
/// # Errors
/// When the file cannot be read or followed, or a setting not be that.
pub fn open_with(
    path: &Path,
    settings: BTreeMap<String, String>,
    tell: impl FnOnce(),
) -> Result<Arc<Model>, OpenError> {
    let mut last = IMPORTING.lock();
    let (source, content) = read(path)?;
    if let Some((file, same, with, made)) = &*last
        && (file.as_path(), *same, with) == (path, content, &settings)
        && let Some(model) = made.upgrade()
    {
        return Ok(model);
    }
    let options = Options {
        settings,
        ..Options::default()
    };
    let file = path.display().to_string();
    tell();
    let model = make(path, source, &options, |imported, card| {
        let unreadable = |error| crate::Error::new(&file, "", crate::Problem::Unreadable(error));
        let written = imported.write(Cursor::new(Vec::new()), card);
        let bytes = written.map_err(unreadable)?.into_inner();
        Ok(Model::from_bytes(&file, &bytes)?)
    })?;
    let made = Arc::downgrade(&model);
    *last = Some((path.to_owned(), content, options.settings, made));
    Ok(model)
}

fn open_foreign(path: &Path, tell: impl FnOnce()) -> Result<Arc<Model>, OpenError> {
    let cache = Cache::find();
    if let Some(kept) = cache.seen(path)
        && let Ok(model) = Model::open(&kept)
    {
        return Ok(model);
    }
    let _one = IMPORTING.lock();
    let (source, content) = read(path)?;
    let kept = cache.place(&name_of(path), content);
    if !kept.is_file() || Model::open(&kept).is_err() {
        tell();
        write(path, source, &kept, &Options::default())?;
    }
    let model = Model::open(&kept)?;
    cache.remember(path, &kept);
    Ok(model)
}

fn read(path: &Path) -> Result<(Arc<dyn Source>, ContentHash), OpenError> {
    let opened = source::open(path);
    Ok(opened.map_err(|problem| crate::Error::new(path.display(), "", problem))?)
}

/// Imports `source`, which is the file `from`, into `to`.
fn write(
    from: &Path,
    source: Arc<dyn Source>,
    to: &Path,
    options: &Options,
) -> Result<Report, OpenError> {
    make(from, source, options, |imported, card| {
        let aside = aside(to);
        let written = File::create(&aside)
            .and_then(|file| imported.write(BufWriter::with_capacity(1 << 20, file), card))
            .and_then(|file| file.into_inner().map_err(|error| error.into_error()))
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&aside, to));
        written.map_err(|error| {
            // What is left of it is of no use to anybody.
            let _ = std::fs::remove_file(&aside);
            OpenError::Write {
                path: to.to_owned(),
                error,
            }
        })?;
        Ok(imported.report)
    })
}

/// Imports `source`, which is the file `from`, and has `write` write it with its card. Should anything
/// of that panic, it is an error as others.
fn make<T>(
    from: &Path,
    source: Arc<dyn Source>,
    options: &Options,
    write: impl FnOnce(Imported, &str) -> Result<T, OpenError>,
) -> Result<T, OpenError> {
    safely(|| {
        let file = from.display().to_string();
        let imported = import(&file, &name_of(from), source, options)?;
        let card = record::card(&file, &imported);
        write(imported, &card)
    })
}

/// A name beside `path` that nobody else uses.
fn aside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

/// What a model is called: its file, without the ending.
fn name_of(path: &Path) -> String {
    let name = path
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned());
    let name: String = name.unwrap_or_default().chars().take(100).collect();
    match name.is_empty() {
        true => "model".into(),
        false => name,
    }
}

/// Does some work; should it panic, that is an error as others.
fn safely<T>(work: impl FnOnce() -> Result<T, OpenError>) -> Result<T, OpenError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(OpenError::Unforeseen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocoder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../patches/pd/vocoder.ts")
    }

    #[test]
    fn voices_share_what_was_imported_with_the_same_settings() {
        let with = |root: &str| {
            let settings = [("root".to_owned(), root.to_owned())].into();
            let mut imported = false;
            let model = open_with(&vocoder(), settings, || imported = true).unwrap();
            (model, imported)
        };
        let (first, imported) = with("100");
        assert!(imported);
        let (again, imported) = with("100");
        assert!(!imported && Arc::ptr_eq(&first, &again));
        let (other, imported) = with("200");
        assert!(imported && !Arc::ptr_eq(&first, &other));
    }

    #[test]
    fn a_panic_in_writing_is_an_error() {
        let file = vocoder();
        let (source, _) = read(&file).unwrap();
        let outcome: Result<(), _> = make(&file, source, &Options::default(), |imported, _| {
            assert!(imported.graphs.is_empty(), "it panics");
            Ok(())
        });
        assert!(matches!(outcome, Err(OpenError::Unforeseen)), "{outcome:?}");
    }
}
